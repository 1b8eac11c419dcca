"""Tables and lists of the report, ready to be printed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ccu_sim.analysis.frequencies import in_tenths
from ccu_sim.analysis.outcomes import Outcome
from ccu_sim.analysis.reasons import REASON_WORDS, reasons
from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.inputs import AS_USUAL
from ccu_sim.inputs.variables import in_words
from ccu_sim.reports.effects_table import effects_table, headings, told
from ccu_sim.reports.findings import MOST_SHOWN, Findings
from ccu_sim.reports.phrases import upper
from ccu_sim.reports.published import what_is_published
from ccu_sim.reports.style import ROLE_WORDS
from ccu_sim.reports.summary import leader

_MOST_DRIVERS = 4

Block = dict[str, Any]


def unit_rows(findings: Findings) -> list[Block]:
    """List the units with their staff of day 0."""
    return [
        {
            "name": findings.unit_labels[unit],
            "title": findings.unit_titles[unit],
            "peers": findings.heads[unit]["peer"],
            "clinicians": findings.heads[unit]["clinician"],
        }
        for unit in findings.units
    ]


def setting_table(findings: Findings) -> Block:
    """List the settings that are told of, with what varies; nothing without a sweep."""
    if findings.values.empty:
        return {}
    rows = [
        {
            "number": part.setting,
            "cells": [f"{value:.4g}" for value in findings.values.loc[part.setting]],
        }
        for part in findings.shown(MOST_SHOWN)
    ]
    return {"headings": [upper(in_words(str(name))) for name in findings.values], "rows": rows}


def strategy_rows(findings: Findings) -> list[Block]:
    """List the strategies with what is done and how much, as their files say."""
    rows = []
    for policy in findings.results.study.policies:
        if policy.name not in findings.strategies:
            continue
        said = [part.specification for part in policy.strategies if part.specification]
        name = findings.label(policy.name)
        title = "; ".join(part.title for part in policy.strategies) or policy.title
        rows.append(
            {
                "name": name,
                "title": title if title != name else "",
                "action": " ".join(specification.action for specification in said),
                "dose": " ".join(specification.dose for specification in said),
                "known": " ".join(map(what_is_published, policy.strategies)),
            }
        )
    return rows


def effect_tables(findings: Findings) -> list[Block]:
    """Levels and effects of the main outcomes, a table for each unit."""
    table = effects_table(findings)
    shown, names = headings(findings), findings.headline
    blocks = []
    for unit in findings.units:
        rows = []
        for row in table[table["unit"] == unit].to_dict("records"):
            cells = [_cell(row, short, findings.outcome(names[short])) for short in shown]
            helps = percent(row["helps"]) if findings.sets > 1 else ""
            cells.append({"level": helps, "effect": "", "interval": ""})
            usual = row["strategy"] == AS_USUAL
            rows.append({"name": findings.label(row["strategy"]), "usual": usual, "cells": cells})
        blocks.append(
            {
                "unit": findings.place(unit),
                "headings": [
                    *(
                        f"{told}{_way(findings.outcome(names[short]))}"
                        for short, told in shown.items()
                    ),
                    "Keeps more staff in",
                ],
                "rows": rows,
            }
        )
    return blocks


def _cell(row: Block, short: str, outcome: Outcome) -> Block:
    effect, between = told(
        outcome, row[f"{short}_effect"], row[f"{short}_low"], row[f"{short}_high"]
    )
    return {"level": outcome.text(row[short]), "effect": effect, "interval": between}


def outcome_tables(findings: Findings) -> list[Block]:
    """Every outcome with its intervals, for the strategy that leads at each unit."""
    blocks = []
    for unit in findings.units:
        strategy = leader(findings, unit)
        if strategy == AS_USUAL:
            strategy = findings.order[0]
        table = findings.effects
        here = table[(table["unit"] == unit) & (table["strategy"] == strategy)]
        rows = [
            _outcome_row(row, findings.outcome(row["outcome"]))
            for row in here.to_dict("records")
            if row["pairs"]
        ]
        caption = f"{findings.place(unit)}: {findings.inline(strategy)}, against as usual"
        blocks.append({"caption": caption, "rows": rows})
    return blocks


def _way(outcome: Outcome) -> str:
    """Say which way is better, where one is."""
    return {1: "; more is better", -1: "; less is better"}.get(outcome.better, "")


def _outcome_row(row: Block, outcome: Outcome) -> Block:
    kinds = ("mc", "simultaneous", "parameter", "stochastic")
    return {
        "label": outcome.label,
        "unit": f"{outcome.difference_unit}{_way(outcome)}",
        "as_usual": outcome.text(row["as_usual"]),
        "effect": outcome.difference(row["effect"]),
        "intervals": [
            interval(outcome, row[f"{kind}_low"], row[f"{kind}_high"]) or "–" for kind in kinds
        ],
        "helps": percent(row["probability_of_benefit"]) if row["sets"] > 1 else "–",
    }


def ranking_tables(findings: Findings) -> list[Block]:
    """How strategies rank by staying over sets; nothing if there is one set."""
    if findings.sets < 2:
        return []
    outcome = findings.outcome(findings.staying)
    blocks = []
    for unit in findings.units:
        here = findings.ranking[findings.ranking["unit"] == unit]
        rows = [
            {
                "name": findings.label(row["strategy"]),
                "best": percent(row["probability_best"]),
                "helps": ""
                if row["strategy"] == AS_USUAL
                else percent(row["probability_of_benefit"]),
                "regret": outcome.difference(row["regret"]).lstrip("+"),
                "difference_from_best": _behind(outcome, row) if place else "",
                "apart": _apart(row) if place else "leads",
            }
            for place, row in enumerate(here.to_dict("records"))
        ]
        caption = (
            f"{findings.place(unit)}: staff still here {findings.mark.words}, over "
            "possible worlds (regret and distance in percentage points)"
        )
        blocks.append({"caption": caption, "rows": rows})
    return blocks


def _behind(outcome: Outcome, row: Block) -> str:
    text = outcome.difference(row["difference_from_best"]).lstrip("+")
    between = interval(outcome, row["difference_from_best_low"], row["difference_from_best_high"])
    return f"{text} ({between})" if between else text


def _apart(row: Block) -> str:
    if not np.isfinite(row["difference_from_best_low"]):
        return "cannot be said"
    return "yes" if row["differs_from_best"] else "no"


def driver_rows(findings: Findings) -> list[Block]:
    """Parameters that effects on staying go with, with what each rests on."""
    from ccu_sim.evidence import REGISTRY

    outcome = findings.outcome(findings.staying)
    rows = []
    for (unit, strategy), table in findings.drivers.items():
        for row in table.head(_MOST_DRIVERS).to_dict("records"):
            name = row["parameter"]
            known = REGISTRY.get(name)
            rows.append(
                {
                    "what": f"{findings.label(strategy)}, {findings.place(unit)}",
                    "parameter": upper(in_words(name)),
                    "name": name,
                    "basis": known.basis if known else "",
                    "low": outcome.difference(row["gain_low"]),
                    "high": outcome.difference(row["gain_high"]),
                }
            )
    return rows


def reason_tables(findings: Findings) -> list[Block]:
    """Reasons of resignations as usual, a table for each unit."""
    blocks = []
    for unit in findings.units:
        table = reasons(findings.results, unit=unit, strategy=AS_USUAL)
        roles = [role for role in ("peer_worker", "clinician") if (table["role"] == role).any()]
        if not roles:
            continue
        wide = table.pivot(index="reason", columns="role", values="share").reindex(columns=roles)
        wide = wide.sort_values(roles[0], ascending=False)
        rows = [
            {
                "reason": REASON_WORDS[str(reason)].capitalize(),
                "cells": [percent(share) for share in row],
            }
            for reason, row in zip(wide.index, wide.to_numpy(), strict=True)
        ]
        words = [_role_heading(table, role) for role in roles]
        blocks.append({"unit": findings.place(unit), "roles": words, "rows": rows})
    return blocks


def _role_heading(table: pd.DataFrame, role: str) -> str:
    expected = table.loc[table["role"] == role, "resignations"].iloc[0]
    resignations = "resignation" if round(expected) == 1 else "resignations"
    return f"{ROLE_WORDS[role].capitalize()} ({expected:,.0f} {resignations} expected)"


def dollars(amount: float) -> str:
    """Give an amount in whole dollars, to three figures, which is more than is known."""
    if amount == 0:
        return "0"
    digits = max(0, int(np.floor(np.log10(abs(amount)))) - 2)
    rounded = round(amount / 10**digits) * 10**digits
    return f"{rounded:,.0f}".replace("-", "−")


def driver_notes(findings: Findings) -> list[str]:
    """Say how far the answer holds over parameter sets and units."""
    notes = []
    for strategy in findings.leading:
        shares = []
        for unit in findings.units:
            row = findings.effect(unit, strategy, findings.staying)
            if row is not None and row["sets"] > 1 and np.isfinite(row["probability_of_benefit"]):
                share = in_tenths(row["probability_of_benefit"])
                shares.append(f"in {share} of the possible worlds at {findings.place(unit)}")
        if shares:
            notes.append(
                f"With {findings.inline(strategy)}, more staff are here "
                f"{findings.mark.words} {' and '.join(shares)}."
            )
    if findings.leading and not driver_rows(findings):
        notes.append(
            "No single parameter stands out from what chance would show among so many."
            if findings.different_sets >= FEWEST_SETS
            else "Which parameters the answer depends on cannot be said from so few worlds."
        )
    elif findings.leading:
        notes.append(
            "The table names the parameters whose values go with the size of the effect, beyond "
            "what chance would show among so many: the mean effect in the third of sets with their "
            "lowest, and with their highest values. It is a correlation; a sweep in the study "
            "varies a parameter by design. Where a parameter is assumed, evidence would be worth "
            "most."
        )
    return notes


def interval(outcome: Outcome, low: float, high: float) -> str:
    """Give an interval of differences as text; empty where there is none."""
    if not (np.isfinite(low) and np.isfinite(high)):
        return ""
    return f"{outcome.difference(low)} to {outcome.difference(high)}"


def percent(share: float) -> str:
    """Give a share of parameter sets as text; empty where there is none."""
    return f"{round(100 * share) + 0.0:.0f} %".replace("-", "−") if np.isfinite(share) else ""
