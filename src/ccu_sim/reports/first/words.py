"""What is best at a unit in sentences: what it keeps, costs and saves, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ccu_sim.analysis.cost import ratio_is_told
from ccu_sim.analysis.frequencies import round_half_up
from ccu_sim.analysis.landmark import duration
from ccu_sim.analysis.planning.sequence import FEW_PEOPLE
from ccu_sim.analysis.ways_of_leaving import WAYS, ways_of_leaving
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.first.answer import Answer
from ccu_sim.reports.phrases import how_much, listed, upper
from ccu_sim.reports.stage import steps_words

FEWEST_RUNS = 20
"""With fewer runs nothing is said of luck."""

HALF_A_PERSON = 0.5
"""A smaller difference is not told as one of whole people."""

MANY_PARTS = 3
"""Where there are so many, a table does not name each of them again."""

WORLD = (
    "A possible world is one way of setting the numbers that nobody has measured, among those "
    "that give what is published of such services."
)


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes
    ----------
    place : str
        First, then, ...
    title : str
    what : str
        What is done, and how much of it.
    keeps, costs, sure, shows : str
        A sentence each.
    not_priced : str
        What its price leaves out, as its file says; empty if it says nothing.
    """

    place: str
    title: str
    what: str
    keeps: str
    costs: str
    sure: str
    shows: str
    not_priced: str


def one_sentence(answer: Answer, nothing: str) -> str:
    """Say in one sentence what is best, does and costs.

    Parameters
    ----------
    answer : Answer
    nothing : str
        How the sentence begins where nothing is worth doing, up to 'as usual'.
    """
    whole, heads, team = answer.whole, answer.heads, answer.stage.team
    after = f"after {duration(answer.mark)}"
    if whole is None:
        here = of_all(answer.usual_workers, heads)
        return f"{nothing}, under which {here} {team} are still here {after}."
    usual = answer.usual_workers
    before, then = rounded(usual, usual + whole["workers"])
    return (
        f"With {listed(answer.parts)}, about {then} of the {heads} {team} are still here {after}, "
        f"rather than {before}; {money(whole)}."
    )


def of_all(here: float, heads: int) -> str:
    """Say how many of all: 'all 25', 'none of the 25'; 'almost all 25' between."""
    count = round_half_up(here)
    if count < heads:
        return f"{count or 'none'} of the {heads}"
    return f"all {heads}" if here > heads - 0.05 else f"almost all {heads}"


def money(row: pd.Series, than: str = "as usual") -> str:
    """Say what a package costs and what it saves, compared with something."""
    saved = row["spent"] - row["cost"]
    spent = f"it costs {dollars(row['spent'])}"
    if not math.isfinite(saved) or abs(saved) < 500:
        return spent
    if saved < 0:
        return f"{spent}, and turnover and cover cost {dollars(-saved)} more"
    net = "less" if row["cost"] < 0 else "more"
    return (
        f"{spent} and saves {dollars(saved)} in turnover and cover, so that the unit spends "
        f"{dollars(abs(row['cost']))} {net} than {than}"
    )


def costs(row: pd.Series, than: str) -> str:
    """Say in a sentence what a step costs and saves, and what that is for each worker kept."""
    said = upper(money(row, than))
    if row["cost"] > 0 and ratio_is_told(row["workers"], row["workers_low"]):
        said += f": {dollars(row['cost'] / row['workers'])} for each worker kept"
    return f"{said}."


def money_lines(answer: Answer) -> list[tuple[str, str]]:
    """Give the money line by line: spent, saved, and on the whole."""
    whole = answer.whole
    if whole is None:
        return []
    net = float(whole["cost"])
    saved = float(whole["spent"] - net)
    return [
        ("The strategies cost", dollars(whole["spent"])),
        (
            "Turnover and cover cost less" if saved >= 0 else "Turnover and cover cost more",
            dollars(abs(saved)),
        ),
        ("The unit spends less" if net < 0 else "The unit spends more", dollars(abs(net))),
    ]


def keeps(row: pd.Series) -> str:
    """Say how many more staff something keeps, and whether that may be chance."""
    low, high = row["workers_low"], row["workers_high"]
    gain = row["workers"]
    if abs(gain) < FEW_PEOPLE:
        return "keeps no more staff"
    side = "more" if gain > 0 else "fewer"
    told = math.isfinite(low) and math.isfinite(high)
    digits = 2 if told and f"{low:.1f}" == f"{high:.1f}" else 1
    said = f"keeps {abs(gain):.{digits}f} {side} of the staff"
    if not told:
        return said
    if low <= 0 <= high:
        chance = f"{low:+.{digits}f} to {high:+.{digits}f}".replace("-", "−")
        return f"{said}, which may be chance ({chance})"
    low, high = sorted((abs(low), abs(high)))
    return f"{said} (between {low:.{digits}f} and {high:.{digits}f})"


def team_holds(answer: Answer, row: pd.Series) -> str:
    """Say what it does to the team, with which way is better and whether it is much."""
    low, high = row["cohesion_low"], row["cohesion_high"]
    if not (math.isfinite(low) and math.isfinite(high)) or low <= 0 <= high:
        return "; the team holds together as before, as far as can be told"
    usual = answer.runs.loc[answer.runs["strategy"] == AS_USUAL, "cohesion"]
    word = "better" if row["cohesion"] > 0 else "worse"
    number = f"{row['cohesion']:+.2f}".replace("-", "−")
    if number[1:] == "0.00":
        return "; the team holds together as before"
    much = f"{how_much(row['cohesion'], usual.std())} {word}".strip()
    return f"; the team holds together {much} ({number} on 1 to 5, usually {usual.mean():.1f})"


def sure_of(row: pd.Series, sets: int) -> str:
    """Say in how many possible worlds a step keeps more staff."""
    share = row["share_keeping_more"]
    if sets < 2 or not math.isfinite(share):
        return "How sure this is cannot be said from these runs."
    return f"It holds in {worlds(share, sets)}."


def worlds(share: float, sets: int) -> str:
    """Say a share of the parameter sets as possible worlds."""
    held = round_half_up(share * sets)
    return f"all {sets} possible worlds" if held == sets else f"{held} of {sets} possible worlds"


def shows(month: float) -> str:
    """Say from when a step is seen in who stays."""
    if not math.isfinite(month):
        return "It is not seen in who stays beyond what chance may do."
    return f"It shows in who stays from month {month:.0f}."


def holds_in(whole: pd.Series | None, sets: int, what: str) -> list[str]:
    """Say in how many possible worlds more staff are kept and money is saved."""
    if whole is None:
        return []
    if sets < 2 or not math.isfinite(whole["share_keeping_more"]):
        return [f"With one possible world, how sure {what[0].lower()}{what[1:]} is cannot be said."]
    keeping, saving = (worlds(whole[f"share_{one}"], sets) for one in ("keeping_more", "saving"))
    return [
        f"{what} keeps more staff than as usual in {keeping}, and saves money on the whole in "
        f"{saving}. {WORLD}"
    ]


def luck(answer: Answer, words: str) -> list[str]:
    """Say what single runs gave, as usual and with what is best, so that none expects the mean."""
    told: list[str] = []
    for name in dict.fromkeys([AS_USUAL, answer.best]):
        kept = answer.runs.loc[answer.runs["strategy"] == name, "workers"]
        if len(kept) >= FEWEST_RUNS:
            low, high = np.percentile(kept, [5, 95])
            told.append(f"{'as usual' if name == AS_USUAL else words} {low:.0f} to {high:.0f}")
    if not told:
        return []
    return [
        f"One unit has its own luck: of {answer.heads} staff, nine in ten runs kept "
        f"{' and '.join(told)}."
    ]


def how_people_left(answer: Answer) -> list[tuple[str, ...]]:
    """Give how people left and how many are here, as usual and with what is best: table rows."""
    names = list(dict.fromkeys([AS_USUAL, answer.best]))
    table = ways_of_leaving(
        answer.results, unit=answer.unit.name, strategies=names, months=answer.mark
    )
    followed = listed(answer.parts) if len(answer.parts) < MANY_PARTS else "the whole plan"
    labels = ["As usual", f"With {followed}"]
    return [
        (label, *(f"{row[name]:.1f}" for name in (*WAYS, "here")))
        for label, row in zip(labels, table.to_dict("records"), strict=False)
    ]


def left_caption(answer: Answer) -> str:
    """Say whom the table of `how_people_left` counts."""
    whom = f"Of {answer.heads} {answer.stage.team}"
    return f"{whom}, on average over {duration(answer.mark)}, as counted: luck included"


def rounded(before: float, after: float) -> tuple[str, str]:
    """Give two numbers of people, whole if that tells how far they are apart."""
    low, high = round_half_up(before), round_half_up(after)
    apart = abs(after - before)
    if apart < FEW_PEOPLE:
        return str(high), str(high)
    if low == high or apart < HALF_A_PERSON:
        return f"{before:.1f}", f"{after:.1f}"
    return str(low), str(high)


def dollars(amount: float) -> str:
    """Say an amount as it would be said in a meeting: three figures that count."""
    if not math.isfinite(amount):
        return "an amount that cannot be given"
    size = abs(amount)
    digits = max(0, int(math.log10(size)) - 2) if size >= 1 else 0
    return f"A${round(size, -digits):,.0f}"


def people_caption(answer: Answer) -> str:
    """Say what the picture of people still here shows."""
    whom = upper(answer.stage.people("peer workers and clinicians"))
    steps = steps_words(answer.months, answer.unit)
    return f"{whom}: how many are still here, means over all runs.{steps}"
