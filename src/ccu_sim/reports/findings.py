"""What a study found, worked out once for figures, tables and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from ccu_sim.analysis.cost import cost_per_worker, plane
from ccu_sim.analysis.course import course
from ccu_sim.analysis.dependence import DEPENDENCE_COLUMNS, dependence
from ccu_sim.analysis.effects import effects, mean_of_runs, set_effects
from ccu_sim.analysis.landmark import (
    Landmark,
    founding_heads,
    horizon_of,
    landmarks,
    runs_with_landmarks,
)
from ccu_sim.analysis.outcomes import OUTCOMES, Outcome, own_outcomes
from ccu_sim.analysis.pairs import compared_strategies
from ccu_sim.analysis.ranking import ranking
from ccu_sim.analysis.sensitivity import different_sets, drivers
from ccu_sim.analysis.survival import survival
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.names import inside, labels_of, unit_label
from ccu_sim.reports.stage import Stage, stage_of

if TYPE_CHECKING:
    from ccu_sim.batch import Results

MOST_LEADING = 3
"""As many strategies as a figure can show apart from one another."""

MOST_SHOWN = 12
"""As many settings as are told of one by one; tables as CSV or JSON have them all."""

_MOST_TOLD = 6
COURSE_MEASURES = ("cohesion", "trust_gap")


@dataclass(frozen=True)
class Findings:
    """Everything that is told of a study's results.

    Settings of a sweep are never taken together: of a study that has several, levels, effects
    and pictures are asked of `parts`, each the findings of one setting.

    Parameters
    ----------
    results : Results
        What `ccu_sim.batch.open_results` gives.
    whole : Findings, optional
        Those of all settings, where these are of one of them.
    """

    results: Results
    whole: Findings | None = None

    @cached_property
    def parts(self) -> tuple[Findings, ...]:
        """The findings of each setting that has something to tell; these alone where one was run.

        A setting has nothing to tell of as long as no run of it has its run as usual.
        """
        if self.settings == 1:
            return (self,)
        usual = self.runs[self.runs["strategy"] == AS_USUAL]
        numbers = (self.effects if self.strategies else usual)["setting"].unique()
        return tuple(Findings(self.results.at(int(number)), self) for number in sorted(numbers))

    def shown(self, most: int) -> tuple[Findings, ...]:
        """Give the findings of at most so many settings, evenly from the first to the last."""
        last = len(self.parts) - 1
        if last < most:
            return self.parts
        return tuple(self.parts[round(place * last / (most - 1))] for place in range(most))

    @cached_property
    def values(self) -> pd.DataFrame:
        """What the study varies: a row a setting, by its number; no columns without a sweep."""
        table = pd.DataFrame(self.results.study.settings())
        return table.loc[:, [name for name in table if table[name].nunique() > 1]]

    @property
    def everywhere(self) -> dict[str, float]:
        """What is set in every run, by name."""
        first = self.results.study.settings()[0]
        return {name: value for name, value in first.items() if name not in self.values}

    @property
    def setting(self) -> int:
        """The number of the setting that these findings are of."""
        return int(self.runs["setting"].iloc[0])

    @cached_property
    def where(self) -> str:
        """The setting in words, as in 'leadership 0.2'; empty without a sweep."""
        if self.settings > 1 or self.values.empty:
            return ""
        row = self.values.loc[self.setting]
        return ", ".join(
            f"{str(name).replace('_', ' ')} {value:.4g}" for name, value in row.items()
        )

    def place(self, unit: str) -> str:
        """Name a unit, and the setting if the study has several, in headings."""
        return self.titled(self.unit_labels[unit])

    def titled(self, words: str) -> str:
        """Add the setting, if the study has several, to what a figure is of."""
        return f"{words} ({self.where})" if self.where else words

    def _mine(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give the rows of a table that are of this setting."""
        return table[table["setting"] == self.results.setting].reset_index(drop=True)

    def _require_one_setting(self) -> None:
        if self.settings > 1:
            raise ValueError("settings are never taken together: ask each of the parts")

    @cached_property
    def horizon(self) -> int:
        """Months simulated."""
        return horizon_of(self.results)

    @cached_property
    def marks(self) -> tuple[Landmark, ...]:
        """The months at which staying is read."""
        return landmarks(self.horizon)

    @property
    def mark(self) -> Landmark:
        """The last of them, by which strategies are ordered."""
        return self.marks[-1]

    @cached_property
    def runs(self) -> pd.DataFrame:
        """The runs table, with staying at the marks."""
        return self._mine(self.whole.runs) if self.whole else runs_with_landmarks(self.results)

    @cached_property
    def units(self) -> list[str]:
        """Names of the units."""
        return [str(name) for name in pd.unique(self.runs["unit"])]

    @cached_property
    def strategies(self) -> list[str]:
        """Names of the strategies compared with as usual."""
        present = compared_strategies(self.runs)
        return [name for name in self.results.study.strategies if name in present]

    @cached_property
    def unit_titles(self) -> dict[str, str]:
        """What each unit is called in full."""
        return {unit.name: unit.title for unit in self.results.study.unit_objects}

    @cached_property
    def unit_labels(self) -> dict[str, str]:
        """What each unit is called in figures, tables and sentences."""
        return {unit.name: unit_label(unit) for unit in self.results.study.unit_objects}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return labels_of(self.results.study)

    def label(self, strategy: str) -> str:
        """Name a strategy in figures and tables: its title if that is short."""
        return self._labels[strategy]

    def inline(self, strategy: str) -> str:
        """Name a strategy inside a sentence."""
        return inside(self.label(strategy)).replace(" + ", " and ")

    @cached_property
    def sets(self) -> int:
        """Parameter sets that were run."""
        return int(self.runs["set"].nunique())

    @cached_property
    def different_sets(self) -> int:
        """Parameter sets that were run; one that a unit's history chose twice counts once."""
        parameters = self.results.parameters
        return different_sets(parameters.loc[parameters.index.isin(self.runs["set"].unique())])

    @property
    def selection(self) -> dict[str, Any] | None:
        """How a unit's own last year chose the parameter sets, if it did."""
        return self.results.manifest.selection

    @cached_property
    def replicates(self) -> int:
        """Replicates that were run in each set."""
        return int(self.runs["replicate"].nunique())

    @cached_property
    def settings(self) -> int:
        """Settings of the sweep that were run; 1 without a sweep."""
        return int(self.runs["setting"].nunique())

    @cached_property
    def heads(self) -> dict[str, dict[str, int]]:
        """Founding peer workers, clinicians and both, of each unit."""
        return {unit: founding_heads(self.results, unit) for unit in self.units}

    @cached_property
    def outcomes(self) -> list[str]:
        """Outcomes told of: its own model's, staying at the marks, then all that runs have."""
        groups = ("peer", "clinician", "all")
        first = [mark.column(group) for mark in self.marks for group in groups]
        others = [name for name in OUTCOMES if not name.startswith("retention_")]
        return [name for name in [*self.own, *first, *others] if name in self.runs]

    @cached_property
    def own(self) -> dict[str, Outcome]:
        """Outcomes of the study's own model, told of before all others; usually none."""
        return own_outcomes(self.results.manifest.measures)

    def outcome(self, name: str) -> Outcome:
        """Describe an outcome, one of the study's own model included."""
        return self.own.get(name) or self.stage.outcome(OUTCOMES[name])

    @cached_property
    def stage(self) -> Stage:
        """How the staff of day 0 and the months are called, for all units told of."""
        return stage_of(*(u for u in self.results.study.unit_objects if u.name in self.units))

    @cached_property
    def headline(self) -> dict[str, str]:
        """The outcome behind each column of the table of effects."""
        groups = {"peers": "peer", "clinicians": "clinician"}
        staying = {
            f"{short}_{mark.months}": mark.column(group)
            for mark in self.marks
            for short, group in groups.items()
        }
        team = {"cohesion": "cohesion", "trust_gap": "trust_gap", "cost": "cost_total"}
        return staying | team | {name: name for name in self.own}

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Effects of every strategy on every outcome (see `analysis.effects`)."""
        if self.whole:
            return self._mine(self.whole.effects)
        return effects(self.runs, [self.outcome(name) for name in self.outcomes])

    @cached_property
    def _effect_of(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        self._require_one_setting()
        return {
            (row["unit"], row["strategy"], row["outcome"]): row
            for row in self.effects.to_dict("records")
            if row["pairs"]
        }

    def effect(self, unit: str, strategy: str, outcome: str) -> dict[str, Any] | None:
        """Give one row of the effects, if there is one with a number in it."""
        return self._effect_of.get((unit, strategy, outcome))

    def as_usual(self, unit: str, outcome: str) -> float:
        """Mean of an outcome as usual, over sets."""
        self._require_one_setting()
        runs = self.runs
        kept = runs[(runs["unit"] == unit) & (runs["strategy"] == AS_USUAL)]
        return mean_of_runs(kept, outcome)

    @property
    def staying(self) -> str:
        """The outcome that strategies are ordered by: founding staff still in post."""
        return self.mark.column("all")

    @cached_property
    def order(self) -> list[str]:
        """Strategies by their effect on staying, over units (and settings), largest first."""
        kept = self.effects[self.effects["outcome"] == self.staying]
        mean = kept.groupby("strategy", sort=False)["effect"].mean()
        return [str(name) for name in mean.sort_values(ascending=False, kind="stable").index]

    @cached_property
    def leading(self) -> list[str]:
        """Up to three strategies with the largest effects on staying."""
        return self.order[:MOST_LEADING]

    @property
    def told(self) -> list[str]:
        """Strategies told of in words beside a figure; tables have them all."""
        return self.order[:_MOST_TOLD]

    def others(self) -> str:
        """Say how many strategies are left to the tables, to end a description with."""
        left = len(self.order) - len(self.told)
        return f" The table gives {left} more." if left > 0 else ""

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """Ranking of strategies by staying (see `analysis.ranking`)."""
        return self._mine(self.whole.ranking) if self.whole else ranking(self.runs, self.staying)

    @cached_property
    def curves(self) -> pd.DataFrame:
        """Survival in post of founding staff, as usual and with leading strategies."""
        shown = [AS_USUAL, *self.leading]
        return survival(self.results, strategies=shown, horizon=self.horizon)

    @cached_property
    def course(self) -> pd.DataFrame:
        """Cohesion and trust gap by month, as usual and with leading strategies."""
        return course(self.results, COURSE_MEASURES, strategies=[AS_USUAL, *self.leading])

    @cached_property
    def costs(self) -> pd.DataFrame:
        """Cost per additional worker retained (see `analysis.cost_per_worker`)."""
        return self._mine(self.whole.costs) if self.whole else cost_per_worker(self.results)

    @cached_property
    def points(self) -> pd.DataFrame:
        """Points of the cost-effectiveness plane."""
        return self._mine(self.whole.points) if self.whole else plane(self.results)

    @cached_property
    def drivers(self) -> dict[tuple[str, str], pd.DataFrame]:
        """For each unit and leading strategy, the parameters its effect goes with."""
        self._require_one_setting()
        parameters = getattr(self.results, "parameters", None)
        if parameters is None or not self.leading:
            return {}
        by_set = set_effects(self.runs, [self.staying], take_out_chance=False)
        effects_of = by_set.groupby(["unit", "strategy"])
        return {
            pair: drivers(effects_of.get_group(pair).set_index("set")[self.staying], parameters)
            for pair in product(self.units, self.leading)
            if pair in effects_of.groups
        }

    @cached_property
    def dependence(self) -> pd.DataFrame:
        """How far each effect of the table leans on unchecked numbers (`analysis.dependence`)."""
        if not self.strategies:
            return pd.DataFrame(columns=list(DEPENDENCE_COLUMNS))
        if self.whole:
            return self._mine(self.whole.dependence)
        told = (name for name in self.headline.values() if name not in self.own)
        outcomes = [name for name in told if name in self.runs]
        return dependence(self.runs, self.results.parameters, outcomes)
