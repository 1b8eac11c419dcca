"""What a story tells of some months of a run, subject by subject.

Nobody is blamed: disputes, challenges and slights are counted, not pinned on people, and a
boundary that was crossed is told with what became of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from ccu_sim.analysis.reasons import REASON_WORDS
from ccu_sim.reports.names import GROUPS
from ccu_sim.reports.phrases import (
    count,
    in_months,
    listed,
    number,
    people,
    percent,
    times,
    upper,
    were,
)
from ccu_sim.reports.run_view import RunView

MOST_LEAVERS, MOST_CROSSINGS = 6, 2
"""As many are told one by one; of more, only the numbers."""

WORTH_TELLING = 0.08
"""A reason for leaving is told from this share of the decision on."""

TRUST_GAP_WORTH_TELLING = 0.03
"""Trust within the roles less trust between them, from which on it is told."""

NAMED_REASONS = {name: words for name, words in REASON_WORDS.items() if name != "base"}
DEPARTURES = ("resigned", "promoted", "contract-ended")
MENDED = "it was back within bounds"
PARTINGS = (*DEPARTURES, "graduated", "left-unplanned")


def departures_of(run: RunView) -> pd.DataFrame:
    """Give whoever of the regular team left, with the reasons of those who resigned.

    Who left is taken from the spells, in words and with the month from the diary, which has
    room for them even when it is full. What ends as the run ends is of its last month.
    """
    spells = run.spells[run.spells["employment"] != "casual"]
    team = spells[spells["outcome"].isin(DEPARTURES)]
    keys = {"post": "who_post", "holder": "who_holder", "outcome": "event"}
    reasons = [f"reason_{reason}" for reason in NAMED_REASONS]
    gone = team[[*keys, *reasons]].rename(columns=keys)
    diary = run.events[run.events["event"].isin(DEPARTURES)].reset_index(names="place")
    words = diary[["place", *keys.values(), "who", "who_role", "month"]]
    told = gone.merge(words, on=list(keys.values()), validate="one_to_one")
    told["month"] = told["month"].clip(upper=run.months)
    return told.sort_values("place", ignore_index=True)


def months_in_diary(run: RunView) -> int:
    """Give the last month of which the diary is whole."""
    return run.months if run.month_when_full is None else run.month_when_full - 1


def paragraphs(run: RunView, departures: pd.DataFrame, first: int, last: int) -> dict[str, str]:
    """Tell the months from ``first`` to ``last``; what there is nothing to say of is left out.

    What only the diary knows is told where it is whole.
    """
    events = run.events[run.events["month"].between(first, last)]
    if last > months_in_diary(run):
        events = None
    gone = departures[departures["month"].between(first, last)]
    months = run.monthly[run.monthly["month"].between(first, last)]
    told = {
        "Coming and going": [*_leaving(gone), *_arriving(months), *_stepping_up(events)],
        "Contracts": [*_deciding(events), *_ending(gone)],
        "Between colleagues": _colleagues(events, months),
        "Boundaries": [*_dilemmas(months), *_crossings(run, events)],
        "Residents": [_residents(months)],
        "The team": [_standing(run.monthly, first, last)],
    }
    joined = {about: " ".join(sentences) for about, sentences in told.items()}
    return {about: text for about, text in joined.items() if text}


def _leaving(gone: pd.DataFrame) -> Iterator[str]:
    if gone.empty:
        yield "Nobody left."
    resigned = gone[gone["event"] == "resigned"]
    if 0 < len(resigned) <= MOST_LEAVERS:
        each = [
            f"{row['who']} in month {row['month']}{_because(row)}"
            for row in resigned.to_dict("records")
        ]
        yield f"{upper(people(len(resigned)))} resigned: {listed(each)}."
    elif len(resigned):
        mean = resigned[[f"reason_{name}" for name in NAMED_REASONS]].mean()
        peers = int((resigned["who_role"] == "peer_worker").sum())
        yield (
            f"{upper(people(len(resigned)))} resigned, {number(peers)} of them peer "
            f"workers{_because(mean)}."
        )
    promoted = gone[gone["event"] == "promoted"]
    for who, month in zip(promoted["who"], promoted["month"], strict=True):
        yield f"{upper(who)} went to a post elsewhere in month {month}."


def _because(row: Mapping[str, float] | pd.Series) -> str:
    """Name the reasons that weighed most, where any stands out."""
    shares = {words: row[f"reason_{name}"] for name, words in NAMED_REASONS.items()}
    weighed = sorted(shares, key=lambda words: -shares[words])[:2]
    told = [f"{words} {percent(shares[words])}" for words in weighed]
    told = told[: sum(shares[words] >= WORTH_TELLING for words in weighed)]
    return f" ({', '.join(told)})" if told else ""


def _arriving(months: pd.DataFrame) -> Iterator[str]:
    started = int(months["hired"].sum())
    now = months.iloc[-1]
    vacant = now["vacancies_peer"] + now["vacancies_clinician"]
    parts = [f"{people(started)} started"] if started else []
    if vacant:
        parts.append(f"{count(vacant, 'post')} {were(vacant)} vacant at the end")
    if not now["staff_leader"]:
        parts.append("there was no team leader at the end")
    if parts:
        yield f"{upper(listed(parts))}."


def _stepping_up(events: pd.DataFrame | None) -> Iterator[str]:
    if events is None:
        return
    for who in events.loc[events["event"] == "stepped-up", "who"]:
        yield f"{upper(who)} stepped up to a senior post."


def _deciding(events: pd.DataFrame | None) -> Iterator[str]:
    if events is None:
        return
    kinds = events["event"].value_counts()
    if permanent := kinds.get("made-permanent", 0):
        yield f"{upper(people(permanent))} on fixed terms {were(permanent)} made permanent."
    decided = events[events["event"].isin(["renewal-offered", "renewal-refused"])]
    if len(decided):
        offered = kinds.get("renewal-offered", 0)
        refused = len(decided) - offered
        told = f"heard {in_months(decided['month'])} that their fixed term would"
        if not offered:
            yield f"{upper(people(refused))} {told} not be renewed."
        else:
            others = f", and {people(refused)} that it would not" if refused else ""
            yield f"{upper(people(offered))} {told} be renewed{others}."


def _ending(gone: pd.DataFrame) -> Iterator[str]:
    ended = gone[gone["event"] == "contract-ended"]
    if len(ended):
        yield (
            f"{upper(count(len(ended), 'fixed term'))} ended {in_months(ended['month'])} without "
            f"renewal: {listed(list(ended['who']))}."
        )


def _colleagues(events: pd.DataFrame | None, months: pd.DataFrame) -> Iterator[str]:
    parts = []
    if disputes := int(months["disputes"].sum()):
        over = f"{count(disputes, 'dispute')} over whose task it was"
        parts.append(over if events is None else f"{over}, {_of_disputes(events)}")
    heard, rebuffed = months["challenges_heard"].sum(), months["challenges_rebuffed"].sum()
    if heard + rebuffed:
        asked = times(heard + rebuffed)
        parts.append(f"practice was questioned {asked}, and {times(heard)} both learned from it")
    if slights := int(months["discrimination"].sum()):
        parts.append(f"peer workers were treated as less {times(slights)}")
    if parts:
        yield f"{upper('; '.join(parts))}."


def _of_disputes(events: pd.DataFrame) -> str:
    """Say which disputes they were, and how many were settled."""
    sides = events.loc[events["event"] == "dispute", ["who_role", "whom_role"]]
    across = int((sides["who_role"] != sides["whom_role"]).sum())
    settled = int((events["event"] == "dispute-settled").sum())
    return f"{number(across)} of them across the roles and {number(settled)} of them settled"


def _dilemmas(months: pd.DataFrame) -> Iterator[str]:
    dilemmas, crossings = int(months["dilemmas"].sum()), int(months["crossings"].sum())
    if not dilemmas:
        return
    held = times(dilemmas - crossings) if crossings else "every time"
    yield f"In {count(dilemmas, 'boundary dilemma')} the line was held {held}."


def _crossings(run: RunView, events: pd.DataFrame | None) -> Iterator[str]:
    """Tell crossings of a boundary, each with what became of it as far as the diary is whole."""
    if events is None:
        return
    crossed = events[events["event"] == "boundary-crossing"]
    if crossed.empty:
        return
    seen = months_in_diary(run)
    whole = run.events[run.events["month"] <= seen]
    told = [_aftermath(one, whole.loc[place:]) for place, one in crossed.iterrows()]
    if len(crossed) <= MOST_CROSSINGS:
        for (_, one), (known, end) in zip(crossed.iterrows(), told, strict=True):
            became = [known, end or f"it was still open in month {seen}"]
            start = f"{one['who']} and a resident crossed it in month {one['month']}"
            yield f"{upper(start)}: {', and '.join(part for part in became if part)}."
    else:
        learned, mended = (
            sum(bool(known) for known, _ in told),
            sum(MENDED in end for _, end in told),
        )
        yield (
            f"It was crossed {times(len(told))}; colleagues learned of {number(learned)} of these, "
            f"and {number(mended)} {were(mended)} brought back within bounds."
        )


def _aftermath(crossing: pd.Series, later: pd.DataFrame) -> tuple[str, str]:
    """Tell whether colleagues learned of a crossing, and how it ended; empty if not."""
    known = ""
    for event in later.iloc[1:].itertuples():
        pair = event.who == crossing["who"] and event.whom == crossing["whom"]
        if pair and event.event == "boundary-known":
            known = f"colleagues learned of it in month {event.month}"
        elif pair and event.event == "boundary-mended":
            return known, f"{MENDED} in month {event.month}"
        elif event.event in PARTINGS and event.who in (crossing["who"], crossing["whom"]):
            who = "the resident" if event.who == crossing["whom"] else event.who
            return known, f"it ended when {who} left in month {event.month}"
    return known, ""


def _residents(months: pd.DataFrame) -> str:
    graduated, left = int(months["graduations"].sum()), int(months["unplanned_exits"].sum())
    crises = count(int(months["crises"].sum()), "crisis", "crises")
    moved = f"{upper(number(graduated, 'nobody'))} moved on when ready"
    before = f", {number(left)} left before that" if left else ""
    return f"{moved}{before}; {crises} on shift."


def _standing(monthly: pd.DataFrame, first: int, last: int) -> str:
    """Say how the team held together, from before these months to their end."""
    then, now = (monthly[monthly["month"] == month].iloc[0] for month in (first - 1, last))
    told = _cohesion(then["cohesion"], now["cohesion"])
    if abs(now["trust_gap"]) >= TRUST_GAP_WORTH_TELLING:
        more = "more" if now["trust_gap"] > 0 else "less"
        told += f", with {more} trust within the roles than between them"
    exhausted = [
        f"{percent(now[f'high_exhaustion_{group}'])} of {who}"
        for group, who in GROUPS.items()
        if now[f"staff_{group}"]
    ]
    return f"{told}. {listed(exhausted)} were highly exhausted." if exhausted else f"{told}."


def _cohesion(then: float, now: float) -> str:
    """Say how cohesion went; it is empty where fewer than two were in post."""
    if math.isnan(now):
        return "Fewer than two were in post at the end, so there was no cohesion to speak of"
    before, after = round(then, 1), round(now, 1)
    course = f"stayed at {after:.1f}"
    if math.isnan(then):
        course = f"was {after:.1f} at the end"
    elif before != after:
        course = f"{'rose' if after > before else 'fell'} from {before:.1f} to {after:.1f}"
    return f"Cohesion {course} (on a scale of 1 to 5)"
