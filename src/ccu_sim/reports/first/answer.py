"""What a first page answers: at one unit, what is to be done, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.cost import WORKERS
from ccu_sim.analysis.effects import mean_of_runs
from ccu_sim.analysis.landmark import founding_heads
from ccu_sim.analysis.planning import effect_by_set
from ccu_sim.analysis.sensitivity import FEWEST_SETS, different_sets, drivers
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.stage import Stage, stage_of

if TYPE_CHECKING:
    from ccu_sim.batch import Results
    from ccu_sim.inputs import Unit


@dataclass(frozen=True)
class Answer:
    """What is said to be best at a unit, with the runs that say so.

    Attributes
    ----------
    unit : Unit
    results : Results
        Of one setting.
    runs : DataFrame
        Workers, cohesion and money of each run at the unit (`analysis.planning.run_table`).
    months, mark, sets : int
        Months simulated; the month at which staying is read; parameter sets that were run.
    steps : dict of str to str
        Policies that are drawn, each holding those before it, as they read in a legend.
    best : str
        The policy that is said to be best, or as usual.
    parts : tuple of str
        What it consists of, as it reads inside a sentence.
    whole : Series, optional
        What it adds to as usual; None where nothing is worth doing.
    """

    unit: Unit
    results: Results
    runs: pd.DataFrame
    months: int
    mark: int
    sets: int
    steps: dict[str, str]
    best: str
    parts: tuple[str, ...]
    whole: pd.Series | None

    @property
    def stage(self) -> Stage:
        """How the team and its time are called."""
        return stage_of(self.unit)

    @cached_property
    def heads(self) -> int:
        """The staff of day 0 whose staying is followed."""
        return founding_heads(self.results, self.unit.name)["all"]

    @cached_property
    def usual_workers(self) -> float:
        """How many of them are still here as usual, luck in who left taken off as from gains."""
        return mean_of_runs(self.runs[self.runs["strategy"] == AS_USUAL], WORKERS)

    @cached_property
    def by_month(self) -> pd.DataFrame:
        """How many of them are here, by month: a column for as usual and each step, means."""
        monthly = self.results.read(
            "monthly",
            columns=["month", "founding_peer", "founding_clinician"],
            unit=self.unit.name,
            strategy=[AS_USUAL, *self.steps],
        )
        monthly["people"] = monthly["founding_peer"] + monthly["founding_clinician"]
        monthly["strategy"] = monthly["strategy"].astype(str)
        return monthly.groupby(["month", "strategy"])["people"].mean().unstack("strategy")

    @cached_property
    def by_set(self) -> pd.Series:
        """How many more staff it keeps, by parameter set."""
        return effect_by_set(self.runs, self.best)

    @cached_property
    def drivers(self) -> pd.DataFrame | None:
        """Parameters that the gain goes with; None where there are too few sets to say."""
        parameters = self.results.parameters
        ran = parameters.loc[parameters.index.isin(self.runs["set"].unique())]
        if self.whole is None or different_sets(ran) < FEWEST_SETS:
            return None
        return drivers(self.by_set, ran)
