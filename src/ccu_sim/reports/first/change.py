"""What would change the answer, and what to find out first."""

from __future__ import annotations

import pandas as pd

from ccu_sim.analysis.discovery import find_region, groups_of, why_no_region
from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import contract_terms
from ccu_sim.inputs.variables import in_words
from ccu_sim.reports.first.answer import Answer
from ccu_sim.reports.phrases import listed
from ccu_sim.reports.robust import limits_text

_MOST = 3

ONE_WORKER = 1.0
"""Where fewer more are kept than this, it is told as failing."""


def what_would_change(answer: Answer) -> list[str]:
    """Say which of the unmeasured numbers the gain goes with, and where it fails."""
    if answer.whole is None:
        return []
    effect = answer.by_set
    said = []
    if len(effect) > 1:
        between = f"{_people(effect.min())} and {_people(effect.max())}"
        said.append(f"It keeps between {between} more staff from one possible world to another.")
    said += where_it_fails(answer)
    found = answer.drivers
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
            ends = {"high": row.gain_high, "low": row.gain_low}
            most, least = sorted(ends, key=lambda end: -ends[end])
            said.append(
                f"It keeps {_people(ends[most])} more at the {most} end of "
                f"{in_words(row.parameter)}, and {_people(ends[least])} at the {least} end."
            )
    return said + renewal(answer)


def _people(number: float) -> str:
    return f"{round(number, 1) + 0.0:.1f}".replace("-", "−")


def where_it_fails(answer: Answer) -> list[str]:
    """Say in how many possible worlds less than one more worker is kept, and where they gather.

    Where they gather is found by PRIM (see `analysis.discovery`) if the extra `analysis` is
    installed, and said if it holds in sets that had no part in finding it.
    """
    gain = answer.by_set
    failing = (gain < ONE_WORKER).to_numpy()
    if len(gain) < 2 or not failing.any():
        return []
    worlds = f"It keeps less than one more worker in {failing.sum()} of {len(gain)} possible worlds"
    parameters = answer.results.parameters.loc[gain.index].reset_index(drop=True)
    region = None
    if why_no_region(failing) is None:
        cases = pd.DataFrame({"set": gain.index, "setting": 0})
        try:
            region = find_region(parameters, failing, groups_of(cases, answer.results.parameters))
        except UserError:  # the extra is not installed: the count is said alone
            region = None
    if region is None or not region.stands:
        return [f"{worlds}."]
    return [
        f"{worlds}, mostly where {limits_text(region)}: in {region.failing_inside} of the "
        f"{region.inside} there."
    ]


def find_out_first(answer: Answer) -> list[str]:
    """Say what would be worth finding out before deciding."""
    said = []
    if answer.unit.observed is None:
        said.append(
            "Your own last year: how many left, vacant posts, sick days (observed: in the unit's "
            "file). It weighs the possible worlds by what happened at your unit."
        )
    found = answer.drivers
    if found is not None and len(found):
        most = found["parameter"].head(_MOST)
        names = [in_words(one) for one in most]
        assumed = [
            in_words(one) for one in most if one in REGISTRY and REGISTRY[one].basis == "assumed"
        ]
        tail = f"; nobody has measured {listed(assumed)}" if assumed else ""
        said.append(f"What the gain depends on most: {listed(names)}{tail}.")
    return said


def renewal(answer: Answer) -> list[str]:
    """Say what chance of renewal was taken where the unit's file gives none."""
    unit = answer.unit
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
        "no number of its own (renewal: in the contract). With another number the gain "
        "of permanent contracts changes most."
    ]
