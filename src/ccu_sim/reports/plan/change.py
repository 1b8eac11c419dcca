"""What would change a plan's answer, and what to find out first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccu_sim.analysis.planning import effect_by_set
from ccu_sim.analysis.sensitivity import FEWEST_SETS, different_sets, drivers
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.variables import in_words
from ccu_sim.reports.phrases import listed

if TYPE_CHECKING:
    import pandas as pd

    from ccu_sim.analysis.planning.plan import Planned

_MOST = 3


def what_would_change(plan: Planned) -> list[str]:
    """Say which of the unmeasured numbers the plan's gain goes with, and where it fails."""
    if plan.whole is None:
        return []
    effect = effect_by_set(plan.run_table, plan.arms.plan.name)
    said = []
    fails = int((effect <= 0).sum())
    if len(effect) > 1:
        less = f", and no more than as usual in {fails}" if fails else ""
        between = f"{effect.min():.1f} and {effect.max():.1f}".replace("-", "−")
        said.append(
            f"It keeps between {between} more staff from one possible world to another{less}."
        )
    found = _drivers(plan, effect)
    if found is None:
        said.append(
            f"What the answer depends on takes at least {FEWEST_SETS} possible worlds to say; give "
            f"--sets {FEWEST_SETS} or more."
        )
    elif found.empty:
        said.append(
            "None of the numbers that nobody has measured stands out as what it depends on."
        )
    else:
        for row in found.head(_MOST).itertuples():
            high = row.gain_high > row.gain_low
            said.append(
                f"It keeps {max(row.gain_low, row.gain_high):.1f} more where "
                f"{in_words(row.parameter)} is {'high' if high else 'low'}, and "
                f"{min(row.gain_low, row.gain_high):.1f} where it is {'low' if high else 'high'}."
            )
    said += _renewal(plan)
    return said


def find_out_first(plan: Planned) -> list[str]:
    """Say what would be worth finding out before deciding."""
    said = []
    if plan.question.unit.observed is None:
        said.append(
            "Your own last year: how many left, vacant posts, sick days (observed: in the unit's "
            "file). It weighs the possible worlds by what happened at your unit."
        )
    if plan.whole is not None:
        found = _drivers(plan, effect_by_set(plan.run_table, plan.arms.plan.name))
        if found is not None and len(found):
            names = [in_words(one) for one in found["parameter"].head(_MOST)]
            assumed = [
                in_words(one)
                for one in found["parameter"].head(_MOST)
                if one in REGISTRY and REGISTRY[one].basis == "assumed"
            ]
            tail = f"; nobody has measured {listed(assumed)}" if assumed else ""
            said.append(f"What the gain depends on most: {listed(names)}{tail}.")
    return said


def _renewal(plan: Planned) -> list[str]:
    """Say what chance of renewal was taken where the unit's file gives none."""
    from ccu_sim.inputs import contract_terms

    unit = plan.question.unit
    taken = {
        f"{100 * (contract_terms(unit, group).renewal or 0):.0f} %"
        for group in unit.staff
        if group.contract.kind == "fixed-term" and group.contract.renewal is None
    }
    if not taken:
        return []
    return [
        f"A contract that ends is taken to be renewed in {listed(sorted(taken))} of cases, from "
        f"contract_security: {unit.conditions.contract_security:g}, since the unit's file gives "
        "no number of its own (renewal: in the contract). Another number changes the gain of "
        "permanent contracts most."
    ]


def _drivers(plan: Planned, effect: pd.Series) -> pd.DataFrame | None:
    parameters = plan.results.parameters
    if different_sets(parameters) < FEWEST_SETS:
        return None
    return drivers(effect, parameters)
