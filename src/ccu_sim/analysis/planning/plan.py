"""A plan: what was asked, what was found, and what it is estimated to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from ccu_sim.analysis.landmark import landmarks
from ccu_sim.analysis.planning import estimate
from ccu_sim.batch.manifest import environment
from ccu_sim.inputs import Strategy, Unit

if TYPE_CHECKING:
    from ccu_sim.analysis.calibration.observed import Reweighted
    from ccu_sim.analysis.planning.arms import Arms
    from ccu_sim.batch import Results


@dataclass(frozen=True)
class Question:
    """What a plan is asked for.

    Attributes
    ----------
    unit : Unit
    budget : float
        A$ that strategies may cost together until staying is read, on average.
    months : int
        Simulated.
    wanted : {"retention", "cohesion", "both"}
    sets : int
        Parameter sets to choose on, and as many others to estimate on.
    replicates : int
        Runs of each set in the estimate.
    seed : int
    """

    unit: Unit
    budget: float
    months: int
    wanted: str
    sets: int
    replicates: int
    seed: int

    def stated(self, strategies: Sequence[Strategy]) -> dict[str, Any]:
        """Give all that the answer depends on, as plain JSON values."""
        return (
            asdict(self)
            | {"unit": self.unit.resolved(), "environment": environment()}
            | {"strategies": [strategy.resolved() for strategy in strategies]}
        )


class Planned:
    """The best programme for a budget.

    Attributes
    ----------
    question : Question
    arms : Arms
        What was found: `.steps`, `.frontier`, `.plan`.
    found : dict
        How it was searched: `runs` and `packages` that were tried.
    left_out : dict of str to str
        Strategies that do not fit the unit, with why.
    results : Results
        The runs that it is estimated on.
    """

    def __init__(
        self,
        question: Question,
        arms: Arms,
        found: Mapping[str, Any],
        left_out: Mapping[str, str],
        results: Results,
        weighed: Reweighted | None = None,
    ) -> None:
        self.question = question
        self.arms = arms
        self.found = dict(found)
        self.left_out = dict(left_out)
        self.results = results
        self.weighed = weighed

    @property
    def mark(self) -> int:
        """The month at which staying is read, and to which money is counted."""
        return landmarks(self.question.months)[-1].months

    @cached_property
    def run_table(self) -> pd.DataFrame:
        """Workers, cohesion and money of each run."""
        return estimate.run_table(self.results)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """What to do first and next: what each step adds to those before it."""
        return estimate.steps_table(self.results, self.run_table, self.arms)

    @cached_property
    def frontier(self) -> pd.DataFrame:
        """The best packages by budget, cheapest first."""
        names = [package.name for package in self.arms.frontier]
        return estimate.packages_table(self.run_table, names)

    @cached_property
    def whole(self) -> pd.Series | None:
        """What the plan adds to as usual; None where nothing is worth doing."""
        if not self.arms.steps:
            return None
        return estimate.packages_table(self.run_table, [self.arms.plan.name]).iloc[0]

    @cached_property
    def additions(self) -> pd.DataFrame:
        """What one more strategy would add to the plan."""
        return estimate.additions_table(self.run_table, self.arms)

    @cached_property
    def doses(self) -> pd.DataFrame:
        """What every strategy does by itself, at every dose."""
        return estimate.doses_table(self.run_table, self.arms.options)

    @cached_property
    def equal_spending(self) -> pd.DataFrame:
        """Strategies at one and the same spending: a third of the budget."""
        return estimate.at_equal_spending(self.doses, self.question.budget / 3)

    @property
    def strategies(self) -> dict[str, Strategy]:
        """Every strategy at its stated dose, by name."""
        return {one.base: one.strategy for one in self.arms.options if one.factor == 1.0}

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give all tables, by name."""
        return {
            "steps": self.steps,
            "frontier": self.frontier,
            "additions": self.additions,
            "doses": self.doses,
            "equal_spending": self.equal_spending,
        }
