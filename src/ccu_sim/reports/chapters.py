"""What a story tells of some months of a run, subject by subject.

Nobody is blamed: disputes, challenges and slights are counted, not pinned on people, and a
boundary that was crossed is told with what became of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Protocol

import pandas as pd

from ccu_sim.analysis.reasons import REASON_WORDS
from ccu_sim.inputs import Policy, Unit
from ccu_sim.reports.wording import (
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

MOST_LEAVERS, MOST_CROSSINGS = 6, 2
"""As many are told one by one; of more, only the numbers."""

WORTH_TELLING = 0.08
"""A reason for leaving is told from this share of the decision on."""

DIVIDE_WORTH_TELLING = 0.03
"""Trust within the roles less trust between them, from which on it is told."""

GROUPS = {"peer": "peer workers", "clinician": "clinicians"}
NAMED_REASONS = {name: words for name, words in REASON_WORDS.items() if name != "base"}
DEPARTURES = ("resigned", "promoted", "contract-ended")
MENDED = "it was back within bounds"
PARTINGS = (*DEPARTURES, "graduated", "left-unplanned")


class Run(Protocol):
    """What a story is told of: a run with its tables."""

    @property
    def unit(self) -> Unit:
        """The unit that was run."""
        ...

    @property
    def policy(self) -> Policy:
        """What was done."""
        ...

    @property
    def months(self) -> int:
        """How long."""
        ...

    @property
    def seed(self) -> int:
        """The seed of its chance events."""
        ...

    @property
    def monthly(self) -> pd.DataFrame:
        """A row a month."""
        ...

    @property
    def spells(self) -> pd.DataFrame:
        """A row for each person in post."""
        ...

    @property
    def events(self) -> pd.DataFrame:
        """A row for each event (see `model.diary`)."""
        ...

    @property
    def events_lost(self) -> int:
        """Events that came after the diary was full."""
        ...


def departures_of(run: Run) -> pd.DataFrame:
    """Give the departures of the regular team, with the reasons of those who resigned."""
    events = run.events[run.events["event"].isin(DEPARTURES)]
    team = run.spells[run.spells["employment"] != "casual"]
    keys = {"post": "who_post", "holder": "who_holder"}
    reasons = [f"reason_{reason}" for reason in NAMED_REASONS]
    return events.merge(team[[*keys, *reasons]].rename(columns=keys), on=list(keys.values()))


def paragraphs(run: Run, departures: pd.DataFrame, first: int, last: int) -> dict[str, str]:
    """Tell the months from ``first`` to ``last``; what there is nothing to say of is left out."""
    events = run.events[run.events["month"].between(first, last)]
    gone = departures[departures["month"].between(first, last)]
    months = run.monthly[run.monthly["month"].between(first, last)]
    told = {
        "Coming and going": [*_leaving(gone), *_arriving(run, events, months)],
        "Contracts": _contracts(events, gone),
        "Between colleagues": _colleagues(events, months),
        "Boundaries": _boundaries(run, first, last, months),
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


def _arriving(run: Run, events: pd.DataFrame, months: pd.DataFrame) -> Iterator[str]:
    casual = set(run.spells.loc[run.spells["employment"] == "casual", "post"])
    started = events[(events["event"] == "started") & ~events["who_post"].isin(casual)]
    now = months.iloc[-1]
    vacant = now["vacancies_peer"] + now["vacancies_clinician"]
    parts = [f"{people(len(started))} started"] if len(started) else []
    if vacant:
        parts.append(f"{count(vacant, 'post')} {were(vacant)} vacant at the end")
    if not now["staff_leader"]:
        parts.append("there was no team leader at the end")
    if parts:
        yield f"{upper(listed(parts))}."
    for who in events.loc[events["event"] == "stepped-up", "who"]:
        yield f"{upper(who)} stepped up to a senior post."


def _contracts(events: pd.DataFrame, gone: pd.DataFrame) -> Iterator[str]:
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
    ended = gone[gone["event"] == "contract-ended"]
    if len(ended):
        yield (
            f"{upper(count(len(ended), 'fixed term'))} ended {in_months(ended['month'])} without "
            f"renewal: {listed(list(ended['who']))}."
        )


def _colleagues(events: pd.DataFrame, months: pd.DataFrame) -> Iterator[str]:
    parts = []
    if disputes := int(months["disputes"].sum()):
        sides = events.loc[events["event"] == "dispute", ["who_role", "whom_role"]]
        across = int((sides["who_role"] != sides["whom_role"]).sum())
        over = count(disputes, "dispute")
        settled = int((events["event"] == "dispute-settled").sum())
        parts.append(
            f"{over} over whose task it was, {number(across)} of them across the roles and "
            f"{number(settled)} of them settled"
        )
    heard, rebuffed = months["challenges_heard"].sum(), months["challenges_rebuffed"].sum()
    if heard + rebuffed:
        asked = times(heard + rebuffed)
        parts.append(f"practice was questioned {asked}, and {times(heard)} both learned from it")
    if slights := int(months["discrimination"].sum()):
        parts.append(f"peer workers were treated as less {times(slights)}")
    if parts:
        yield f"{upper('; '.join(parts))}."


def _boundaries(run: Run, first: int, last: int, months: pd.DataFrame) -> Iterator[str]:
    dilemmas, crossings = int(months["dilemmas"].sum()), int(months["crossings"].sum())
    if not dilemmas:
        return
    held = times(dilemmas - crossings) if crossings else "every time"
    yield f"In {count(dilemmas, 'boundary dilemma')} the line was held {held}."
    crossed = run.events[run.events["event"] == "boundary-crossing"]
    crossed = crossed[crossed["month"].between(first, last)]
    told = [_aftermath(one, run.events.loc[place:]) for place, one in crossed.iterrows()]
    if len(crossed) <= MOST_CROSSINGS:
        for (_, one), (known, end) in zip(crossed.iterrows(), told, strict=True):
            became = [known, end or f"it was still open in month {run.months}"]
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
    if abs(now["divide"]) >= DIVIDE_WORTH_TELLING:
        more = "more" if now["divide"] > 0 else "less"
        told += f", with {more} trust within the roles than between them"
    exhausted = [
        f"{percent(now[f'exhausted_{group}'])} of {who}"
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
