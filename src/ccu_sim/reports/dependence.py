"""How far answers lean on unchecked numbers, in a sentence."""

from __future__ import annotations

import pandas as pd

from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.inputs import AS_USUAL
from ccu_sim.inputs.variables import in_words
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.phrases import count, listed, number, percent
from ccu_sim.reports.summary import leader

_MOST_NAMED = 2


def dependence_sentence(findings: Findings, unit: str) -> str:
    """Say how far the effects of a unit's leading strategy lean on unchecked numbers.

    Parameters
    ----------
    findings : Findings
        With at least one strategy.
    unit : str

    Returns
    -------
    str
    """
    strategy = leader(findings, unit)
    if strategy == AS_USUAL:
        strategy = findings.order[0]
    table = findings.dependence
    mine = table[(table["unit"] == unit) & (table["strategy"] == strategy)].set_index("outcome")
    mine = mine.loc[[name for name in _labels(findings) if name in mine.index]]
    begun = (
        f"How far the effects of {findings.inline(strategy)} at {findings.place(unit)} lean on "
        "assumed or unchecked numbers"
    )
    if mine["drivers"].isna().all():
        ran = count(findings.different_sets, "possible world")
        return f"{begun} cannot be told from {ran}; it takes {FEWEST_SETS}."
    if not mine["drivers"].fillna(0).any():
        return (
            f"{begun} cannot be told: no parameter stands out from what chance would show among "
            "so many."
        )
    return (
        f"{begun} is told by the parameters that stand out: {_by_outcome(findings, mine)}. "
        f"{_named(findings, mine)}"
    )


def _by_outcome(findings: Findings, table: pd.DataFrame) -> str:
    """Say it outcome by outcome, those last in which nothing stands out."""
    labels = _labels(findings)
    told, silent = [], []
    for outcome, row in table.iterrows():
        label = labels[str(outcome)]
        if pd.isna(row["drivers"]) or not row["drivers"]:
            silent.append(label)
        else:
            told.append(f"in {label}, {_counted(row)}")
    return "; ".join([*told, *([f"in {listed(silent)}, none"] if silent else [])])


def _named(findings: Findings, table: pd.DataFrame) -> str:
    """Name the strongest parameters of each outcome in words."""
    labels, parts = _labels(findings), []
    for outcome, row in table.iterrows():
        names = [in_words(name) for name in str(row["parameters"]).split(", ") if name]
        if names:
            more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
            told = listed([*names[:_MOST_NAMED], *more])
            parts.append(f"{labels[str(outcome)]}: {told}")
    return f"They are, the strongest first, for {'; for '.join(parts)}."


def _counted(row: pd.Series) -> str:
    """Say on how many parameters one effect depends, and what these rest on."""
    drivers, assumed, unchecked = int(row["drivers"]), int(row["assumed"]), int(row["unchecked"])
    if drivers == 1:
        text = f"one, which is {'assumed' if assumed else 'not assumed'}"
        cites = " and cites"
    else:
        how = {0: "none", drivers: "all"}.get(assumed, number(assumed))
        text = f"{number(drivers)}, {how} of them assumed"
        cites = f", {number(unchecked)} citing"
    if unchecked:
        text += f"{cites} a source that nobody has checked"
    if 0 < row["share"] < 1:
        text += f" (such carry {percent(row['share'])} of the spread explained)"
    return text


def _labels(findings: Findings) -> dict[str, str]:
    """Name the outcomes that the sentence tells of, inside a sentence."""
    mark = findings.mark
    return {
        mark.column("peer"): f"peers here {mark.words}",
        mark.column("clinician"): f"clinicians here {mark.words}",
        "cohesion": "cohesion",
        "trust_gap": "the trust gap",
        "cost_total": "cost",
    }
