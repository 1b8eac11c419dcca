"""What is told of how robust a choice is, worked out once for tables, words and the figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ccu_sim.analysis.discovery import Region, find_region, groups_of, why_no_region
from ccu_sim.analysis.outcomes import OUTCOMES, Outcome
from ccu_sim.analysis.robustness import Gains, gains, reaches, require_sets, robustness
from ccu_sim.analysis.worth import Balance, acceptability_curves, balances
from ccu_sim.errors import UserError, echoed, enumerated
from ccu_sim.reports.findings import Findings

STEPS = 21
"""Amounts at which acceptability is worked out, 0 and the highest included."""

FAILURE_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy that is asked about",
    "failure": "short (it does not reach the aim) or beaten (another gains more, by the aim)",
    "cases": "parameter sets, in a sweep with each of its settings",
    "failing": "those in which it fails",
    "region": "where these gather; empty if nowhere that stands out from chance",
    "inside": "cases in the region",
    "failing_inside": "those of them that fail",
    "held_inside": "cases in such a region that had no part in finding it",
    "held_failing_inside": "those of them that fail",
    "held_outside": "cases outside of such a region that had no part in finding it",
    "held_failing_outside": "those of them that fail",
    "why_not": "why no region is given",
}
"""Columns of the table of failures, each with its meaning."""


@dataclass(frozen=True)
class Failure:
    """In which cases a strategy fails, and where these gather.

    Attributes
    ----------
    unit, strategy : str
    kind : str
        'short' or 'beaten'.
    cases, failing : int
    region : Region or None
    why_not : str
        Why no region is given; empty if one is.
    """

    unit: str
    strategy: str
    kind: str
    cases: int
    failing: int
    region: Region | None
    why_not: str


@dataclass(frozen=True)
class Robust:
    """How robust the choice among a study's strategies is.

    Parameters
    ----------
    findings : Findings
    outcome_name : str, optional
        By which strategies are chosen; staff of the first day still in post if left out.
    at_least : float, optional
        The least gain that counts as good, in the unit in which the outcome is shown; one
        more worker kept if left out.
    strategy : str, optional
        Asked where it fails; the one with the largest mean gain if left out.
    most_worth : float
        The highest worth of a kept worker that is looked at, A$.
    """

    findings: Findings
    outcome_name: str | None = None
    at_least: float | None = None
    strategy: str | None = None
    most_worth: float = 200_000.0

    def __post_init__(self) -> None:
        for what, value in (("The least gain", self.at_least), ("The worth", self.most_worth)):
            if value is not None and not math.isfinite(value):
                raise UserError(f"{what} is {value}; it must be an ordinary number.")
        if self.strategy is not None:
            require_strategy(self.strategy, self.findings.strategies)
        if self.outcome_name not in (None, self.findings.staying) and self.at_least is None:
            raise UserError(
                f"What counts as good in {self.outcome_name} is for you to say: give --at-least "
                f"with the least gain, in {self.outcome.difference_unit or 'its own unit'}."
            )

    @cached_property
    def outcome(self) -> Outcome:
        """By which strategies are chosen."""
        return outcome_of(self.findings, self.outcome_name)

    @cached_property
    def aims(self) -> dict[str, float]:
        """The least gain that counts as good, at each unit."""
        if self.at_least is not None:
            return dict.fromkeys(self.findings.units, self.at_least / self.outcome.factor)
        return {unit: 1.0 / self.findings.heads[unit]["all"] for unit in self.findings.units}

    @cached_property
    def gains(self) -> list[Gains]:
        """What strategies gain, unit by unit and setting by setting."""
        require_sets(self.findings.sets)
        return list(gains(self.findings.runs, self.outcome))

    @cached_property
    def table(self) -> pd.DataFrame:
        """Satisficing and regret of every strategy (`analysis.robustness`)."""
        return robustness(self.gains, self.aims, self.outcome.better)

    @cached_property
    def balances(self) -> list[Balance]:
        """Workers and cost of every strategy, unit by unit and setting by setting."""
        return balances(self.findings.results)

    @cached_property
    def curves(self) -> pd.DataFrame:
        """Acceptability curves (`analysis.worth`)."""
        return acceptability_curves(self.balances, np.linspace(0.0, self.most_worth, STEPS))

    @cached_property
    def failures(self) -> list[Failure]:
        """Where the preferred strategy of each unit fails, in both senses."""
        found = []
        for unit in self.findings.units:
            here = [one for one in self.gains if one.unit == unit]
            if not here:
                continue
            strategy = self.strategy or _preferred(here)
            for kind in ("short", "beaten"):
                found.append(self._failure(unit, here, strategy, kind))
        return found

    @property
    def failure_table(self) -> pd.DataFrame:
        """The failures as a table, with columns as in `FAILURE_COLUMNS`."""
        rows = []
        for one in self.failures:
            row = {name: getattr(one.region, name, None) for name in FAILURE_COLUMNS}
            row |= {"unit": one.unit, "strategy": one.strategy, "failure": one.kind}
            row |= {"cases": one.cases, "failing": one.failing, "why_not": one.why_not}
            row["region"] = limits_text(one.region) if one.region else ""
            rows.append(row)
        return pd.DataFrame(rows, columns=list(FAILURE_COLUMNS))

    def _failure(self, unit: str, here: list[Gains], strategy: str, kind: str) -> Failure:
        cases = pd.concat(
            [pd.DataFrame({"set": one.sets, "setting": one.setting}) for one in here],
            ignore_index=True,
        )
        aim = self.aims[unit]
        failing = np.concatenate(
            [
                ~reaches(one.calm[:, one.of(strategy)], aim)
                if kind == "short"
                else reaches(one.regret[:, one.of(strategy)], aim)
                for one in here
            ]
        )
        count = int(failing.sum())
        region, why_not = None, why_no_region(failing) if count else "in none"
        if why_not is None:
            region, why_not = self._region(cases, failing)
        return Failure(unit, strategy, kind, len(cases), count, region, why_not or "")

    def _region(self, cases: pd.DataFrame, failing: np.ndarray) -> tuple[Region | None, str]:
        parameters = self.findings.results.parameters
        quantities = parameters.loc[cases["set"]].reset_index(drop=True)
        settings = self.findings.results.study.settings()
        for name in settings[0]:
            quantities[name] = [settings[setting][name] for setting in cases["setting"]]
        try:
            region = find_region(quantities, failing, groups_of(cases, parameters))
        except UserError as error:
            return None, str(error)
        if region is None or not region.stands:
            return None, "nowhere that stands out from what chance would show among so many numbers"
        return region, ""


def outcome_of(findings: Findings, name: str | None) -> Outcome:
    """Find the outcome by which strategies are chosen: staying, if none is named.

    Raises
    ------
    UserError
        If the runs have no such outcome.
    """
    if name is None:
        return findings.outcome(findings.staying)
    known = [one for one in (*findings.own, *OUTCOMES) if one in findings.runs]
    if name not in known:
        raise UserError(
            f"The runs have no outcome '{echoed(name)}'; they have {enumerated(known)}."
        )
    return findings.outcome(name)


def require_strategy(name: str, known: Sequence[str]) -> None:
    """See that a strategy is among those of a study.

    Raises
    ------
    UserError
        If it is not.
    """
    if name not in known:
        raise UserError(
            f"There is no strategy '{echoed(name)}' in the study; it has {enumerated(known)}."
        )


def limits_text(region: Region) -> str:
    """Say where a region lies: 'leadership is at most 0.3 and leave base is at least −3.2'."""
    return " and ".join(
        f"{name.replace('_', ' ')} is {_between(low, high)}"
        for name, (low, high) in region.limits.items()
    )


def _between(low: float, high: float) -> str:
    if np.isinf(low):
        return f"at most {_number(high)}"
    if np.isinf(high):
        return f"at least {_number(low)}"
    return f"from {_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _preferred(here: list[Gains]) -> str:
    """The strategy that is asked where it fails: in a sweep, the best over its settings."""
    shared = [name for name in here[0].strategies if all(name in one.strategies for one in here)]
    mean = [float(np.mean([one.found[:, one.of(name)].mean() for one in here])) for name in shared]
    best = shared[int(np.argmax(mean))]
    return best
