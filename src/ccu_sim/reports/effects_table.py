"""The table of effects: what a terminal, a CSV file and the report show first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ccu_sim.analysis.outcomes import Outcome
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.phrases import upper

if TYPE_CHECKING:
    from ccu_sim.batch import Results


def effects_table(results: Results | Findings) -> pd.DataFrame:
    """Give levels and effects of the main outcomes: a row for each unit, setting and strategy.

    Parameters
    ----------
    results : Results or Findings

    Returns
    -------
    DataFrame
        Columns unit and strategy; in a study that sweeps, setting and what it varies; then for
        each of `peers_24`, `clinicians_24` (shares of
        founding staff still in post at that month; the months depend on the horizon),
        `cohesion`, `trust_gap`, `cost` and what the study's own model measures: the level, and
        with `_effect`, `_low` and `_high` the mean paired difference from as usual and its
        Monte Carlo interval (95 %); last `helps`, the share of parameter sets in which more
        founding staff stay. As usual comes first at each unit and setting. What cannot be given
        is NaN.
    """
    findings = results if isinstance(results, Findings) else Findings(results)
    rows = [
        row
        for unit in findings.units
        for part in findings.parts
        if unit in part.units
        for row in _rows(part, unit)
    ]
    varied = list(findings.values)
    wanted = ["unit", "strategy", *(["setting", *varied] if varied else [])]
    for short in findings.headline:
        wanted += [short, f"{short}_effect", f"{short}_low", f"{short}_high"]
    return pd.DataFrame(rows).reindex(columns=[*wanted, "helps"])


def _rows(findings: Findings, unit: str) -> list[dict[str, object]]:
    """Give the rows of one unit in one setting, as usual first."""
    columns = findings.headline
    varied = {str(name): value for name, value in findings.values.loc[findings.setting].items()}
    address: dict[str, object] = {"unit": unit, "setting": findings.setting, **varied}
    usual = {**address, "strategy": AS_USUAL}
    for short, name in columns.items():
        usual[short] = findings.as_usual(unit, name) if name in findings.runs else np.nan
    rows = [usual]
    for strategy in findings.order:
        row = {**address, "strategy": strategy}
        for short, name in columns.items():
            found = findings.effect(unit, strategy, name)
            if found is not None:
                row[short] = found["level"]
                row[f"{short}_effect"] = found["effect"]
                row[f"{short}_low"], row[f"{short}_high"] = found["mc_low"], found["mc_high"]
        staying = findings.effect(unit, strategy, findings.staying)
        row["helps"] = np.nan if staying is None else staying["probability_of_benefit"]
        rows.append(row)
    return rows


def headings(findings: Findings) -> dict[str, str]:
    """Give each column of the table a heading to be read by people."""
    staying = {
        f"{short}_{mark.months}": f"{short.capitalize()} here {mark.words}"
        for mark in findings.marks
        for short in ("peers", "clinicians")
    }
    team = {
        "cohesion": "Cohesion (1–5)",
        "trust_gap": "Trust gap",
        "cost": "Cost, A$ thousand a year",
    }
    own = {
        name: f"{one.label}, {one.unit}" if one.unit else one.label
        for name, one in findings.own.items()
    }
    return staying | team | own


def readable(findings: Findings) -> pd.DataFrame:
    """Give the table of effects as text: levels, with the difference and its interval.

    Returns
    -------
    DataFrame
        Strings, with headings to be read by people.
    """
    table = effects_table(findings)
    names, shown = findings.headline, headings(findings)
    rows = []
    for row in table.to_dict("records"):
        cells = {"Unit": findings.unit_labels[row["unit"]]}
        cells |= {
            upper(str(name).replace("_", " ")): f"{row[name]:.4g}" for name in findings.values
        }
        cells["Strategy"] = findings.label(row["strategy"])
        for short, heading in shown.items():
            cells[heading] = _cell(row, short, findings.outcome(names[short]))
        cells["Keeps more staff in"] = _share(row["helps"]) if findings.sets > 1 else ""
        rows.append(cells)
    return pd.DataFrame(rows)


def _cell(row: dict[str, float], short: str, outcome: Outcome) -> str:
    level = outcome.text(row[short])
    effect, between = told(
        outcome, row[f"{short}_effect"], row[f"{short}_low"], row[f"{short}_high"]
    )
    if not effect:
        return level
    return f"{level} ({effect}; {between})" if between else f"{level} ({effect})"


def told(outcome: Outcome, effect: float, low: float, high: float) -> tuple[str, str]:
    """Give a difference and its interval as text; either is empty where there is none."""
    if not np.isfinite(effect):
        return "", ""
    if effect == low == high == 0.0:
        return "no change", ""
    if not (np.isfinite(low) and np.isfinite(high)):
        return outcome.difference(effect), ""
    return outcome.difference(effect), f"{outcome.difference(low)} to {outcome.difference(high)}"


def _share(value: float) -> str:
    return f"{100 * value:.0f} % of sets" if np.isfinite(value) else ""
