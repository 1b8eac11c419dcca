"""Signs: each factor moved from low to high, all else and all chance events equal.

The rules of the verdict, stated beforehand: an expected sign *holds* at a site when the mean
difference has it, its interval excludes zero, and at least 90 % of the parameter sets have
it. A contested factor is *contested* when each sign is that of at least 10 % of the sets in
one of its outcomes. A factor holds where all it is expected to do holds at every site.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.contrast import Contrast, contrast
from ccu_sim.analysis.factors.register import Expectation, Factor, factors
from ccu_sim.analysis.factors.runs import ArmAtUnit, Runner
from ccu_sim.analysis.factors.yaml_lists import REBUFFED
from ccu_sim.model import RUN_COLUMNS

SITES = ("site-1", "site-2")
SHARE_NEEDED = 0.9
SHARE_CONTESTED = 0.1


@dataclass(frozen=True)
class Sign:
    """One expected outcome of one factor at one site.

    Attributes
    ----------
    factor : Factor
    expectation : Expectation
    unit : str
    found : Contrast
    """

    factor: Factor
    expectation: Expectation
    unit: str
    found: Contrast

    @property
    def share(self) -> float:
        """Share of parameter sets with the expected sign; where contested, the rarer one."""
        if self.expectation.direction == "both":
            return min(self.found.share("up"), self.found.share("down"))
        return self.found.share(self.expectation.direction)

    @property
    def holds(self) -> bool:
        """Whether the verdict's rule is met."""
        if self.expectation.direction == "both":
            return self.share >= SHARE_CONTESTED
        return self.found.points(self.expectation.direction) and self.share >= SHARE_NEEDED

    @property
    def size(self) -> float:
        """The difference in the measure of the published size, where there is one."""
        published = self.expectation.published
        if published is None or published.measure is None:
            return math.nan
        return (
            self.found.odds_ratio if published.measure == "odds-ratio" else self.found.correlation
        )


def outcomes_read(chosen: Iterable[Factor] | None = None) -> tuple[str, ...]:
    """Give everything that is read off a run: the runs table and what factors ask besides."""
    asked = [one.outcome for factor in chosen or factors() for one in factor.expect]
    return tuple(dict.fromkeys((*RUN_COLUMNS, REBUFFED, *asked)))


def sign_places(tried: Sequence[Factor], units: Sequence[str], beside: Arm) -> list[ArmAtUnit]:
    """Give the arms that factors are tried in: by unit and factor, low and then high."""
    return [
        ArmAtUnit(unit, arm.beside(beside))
        for unit in units
        for factor in tried
        for arm in (factor.low, factor.high)
    ]


def signs(
    runner: Runner,
    chosen: Sequence[Factor] | None = None,
    units: Sequence[str] = SITES,
    beside: Arm | None = None,
) -> list[Sign]:
    """Move factors from low to high and see what they do.

    Parameters
    ----------
    runner : Runner
        Reads at least `outcomes_read`.
    chosen : sequence of Factor, optional
        Left out: all.
    units : sequence of str
    beside : Arm, optional
        What else is moved in both arms alike (an ablation).

    Returns
    -------
    list of Sign
    """
    tried = chosen or factors()
    results = iter(runner.run(sign_places(tried, units, beside or Arm())))
    questions = [(unit, factor) for unit in units for factor in tried]
    found = []
    for unit, factor in questions:
        low, high = next(results), next(results)
        for one in factor.expect:
            found.append(Sign(factor, one, unit, contrast(low, high, one.outcome)))
    return found


def sign_table(found: Sequence[Sign]) -> pd.DataFrame:
    """Lay signs out as a table, one row an outcome and site."""
    return pd.DataFrame(
        [
            {
                "factor": one.factor.name,
                "unit": one.unit,
                "outcome": one.expectation.outcome,
                "expected": one.expectation.direction,
                "low": one.found.from_level,
                "high": one.found.to_level,
                "effect": one.found.effect,
                "lower": one.found.lower,
                "upper": one.found.upper,
                "share": one.share,
                "size": one.size,
                "published": one.expectation.published.text if one.expectation.published else "",
                "verdict": verdict(one),
            }
            for one in found
        ]
    )


def verdict(one: Sign) -> str:
    """Give the verdict on one sign in a word."""
    if one.expectation.direction == "both":
        return "contested" if one.holds else "one-sided"
    return "holds" if one.holds else "fails"


def factor_verdicts(found: Sequence[Sign]) -> dict[str, bool]:
    """Say of each factor whether all it is expected to do holds at every site.

    A contested factor needs only one outcome in which both signs occur, at each site.
    """
    held: dict[str, bool] = {}
    for name in dict.fromkeys(one.factor.name for one in found):
        own = [one for one in found if one.factor.name == name]
        if own[0].factor.impact == "contested":
            sites = {one.unit for one in own}
            held[name] = all(any(one.holds for one in own if one.unit == at) for at in sites)
        else:
            held[name] = all(one.holds for one in own)
    return held
