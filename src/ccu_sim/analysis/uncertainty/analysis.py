"""A sensitivity analysis of a study: three batches in one folder, and what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from ccu_sim.analysis.calibration.history import select_by_history
from ccu_sim.analysis.uncertainty.choice import WILLING, require_willing, value_of_information
from ccu_sim.analysis.uncertainty.convergence import CONVERGENCE_COLUMNS, convergence
from ccu_sim.analysis.uncertainty.decomposition import SOBOL_COLUMNS, Decomposition
from ccu_sim.analysis.uncertainty.gains import Gains, gains, unknowns
from ccu_sim.analysis.uncertainty.given import GIVEN_COLUMNS, given_data
from ccu_sim.analysis.uncertainty.information import Regressions
from ccu_sim.analysis.uncertainty.salib import require_salib
from ccu_sim.analysis.uncertainty.screening import SCREENING_COLUMNS, Screening
from ccu_sim.batch import Progress, Results, Selection, open_results, run_batch
from ccu_sim.batch import manifest as manifests
from ccu_sim.batch.points import EVENTS
from ccu_sim.batch.progress import Quiet
from ccu_sim.errors import RunFailures, UserError
from ccu_sim.evidence import REGISTRY, read_ensemble
from ccu_sim.inputs import Study
from ccu_sim.inputs.sweep import STRATEGY_DOSE

SCREENED, DECOMPOSED, ACCEPTED = "screening", "sobol", "ensemble"
"""Folders of the three batches."""

LEADING = 3
"""Strategies of a unit, those that keep most staff, whose effects are looked into."""

_MOST_SETS = 100_000
_KEYS = ["unit", "strategy"]


@dataclass(frozen=True)
class Sizes:
    """How much is run.

    Attributes
    ----------
    trajectories : int
        Of the screening of every parameter; 0 leaves out whatever rests on the prior.
    points : int
        Base points of the Sobol indices, a power of two.
    most : int
        Parameters, those that the screening finds to move effects most, that get Sobol indices.
    sets : int, optional
        Accepted parameter sets; all of the ensemble if left out.
    replicates : int
        Runs of each accepted set.
    """

    trajectories: int = 10
    points: int = 256
    most: int = 8
    sets: int | None = None
    replicates: int = 2

    def __post_init__(self) -> None:
        varied = len(uncertain())
        if self.trajectories < 0 or self.trajectories == 1:
            raise UserError(
                f"trajectories is {self.trajectories}; a screening takes at least 2, and 0 leaves "
                "it out."
            )
        if self.points < 2 or self.points.bit_count() != 1:
            below = max(2, 1 << (self.points.bit_length() - 1)) if self.points > 0 else 2
            raise UserError(
                f"points is {self.points}; Sobol indices take a power of two, such as {below} or "
                f"{2 * below}."
            )
        if not 1 <= self.most <= varied:
            raise UserError(f"most is {self.most}; it must be 1 to {varied} parameters.")
        sizes = (self.trajectories * (varied + 1), self.points * (self.most + 3))
        if max(sizes) > _MOST_SETS:
            raise UserError(
                f"That is a design of {max(sizes):,} parameter sets; at most {_MOST_SETS:,} are "
                "allowed."
            )
        if self.sets is not None and self.sets < 1:
            raise UserError(f"sets is {self.sets}; at least 1 is needed.")
        if self.replicates < 1:
            raise UserError(f"replicates is {self.replicates}; at least 1 is needed.")


@dataclass(frozen=True)
class Found:
    """What a sensitivity analysis of a study found.

    Attributes
    ----------
    study : Study
    sizes : Sizes
    chosen : tuple of str
        Parameters that got Sobol indices.
    screening, sobol, given, convergence : DataFrame
        A row for each unit, strategy and parameter (convergence: design).
    information, choices : DataFrame
        As in `ValueOfInformation`.
    luck : DataFrame
        For each unit and strategy the share of the spread over accepted sets that is chance.
    batches : dict of str to Results
        The runs, by the name of their folder.
    failures : tuple of RunFailures
        What was said of runs that failed; what they belong to is left out.
    """

    study: Study
    sizes: Sizes
    chosen: tuple[str, ...]
    screening: pd.DataFrame
    sobol: pd.DataFrame
    given: pd.DataFrame
    convergence: pd.DataFrame
    information: pd.DataFrame
    choices: pd.DataFrame
    luck: pd.DataFrame
    batches: dict[str, Results]
    failures: tuple[RunFailures, ...]


def uncertain() -> tuple[str, ...]:
    """Name every parameter that the evidence leaves open."""
    return tuple(name for name, one in REGISTRY.items() if one.varies)


class Analysis:
    """Carries a sensitivity analysis out, from the beginning or from where it was stopped.

    Parameters
    ----------
    study : Study
    folder : Path
        Holds a batch in each of the folders `screening`, `sobol` and `ensemble`.
    sizes : Sizes
    workers, dask, extend
        As `run_batch` takes them.
    progress : callable, optional
        Makes a `Progress` for each batch.

    Raises
    ------
    UserError
        If SALib is missing, the study compares nothing or sweeps what is chosen, or the folder
        is one of a batch.
    """

    def __init__(
        self,
        study: Study,
        folder: Path,
        sizes: Sizes,
        *,
        workers: int = 1,
        dask: str | None = None,
        extend: bool = False,
        progress: Callable[[], Progress] = Quiet,
    ) -> None:
        require_salib()
        _require_choice(study)
        if (folder / manifests.NAME).exists():
            raise UserError(f"{folder} holds the runs of a batch; name another folder.")
        self._study, self._folder, self._sizes = study, folder, sizes
        self._run_batch = partial(run_batch, workers=workers, dask=dask, extend=extend)
        self._progress = progress
        self._batches: dict[str, Results] = {}
        self._failures: list[RunFailures] = []

    def carry_out(self, willing: float = WILLING) -> Found:
        """Run what is not run yet, and say what it shows.

        Parameters
        ----------
        willing : float
            A$ that keeping one more worker is worth.

        Raises
        ------
        UserError
            If the folder holds something else, or `willing` is no sum of money.
        RunFailures
            If so many runs failed that there is nothing to tell.
        """
        require_willing(willing)
        told = self._on_the_ensemble()
        given = [
            _at(one, name, given_data(regressions, one.workers[:, place]))
            for one, regressions in told
            for place, name in _leading(one)
        ]
        known = value_of_information(told, willing)
        screening, sobol, settled, chosen = self._from_the_prior()
        return Found(
            study=self._study,
            sizes=self._sizes,
            chosen=chosen,
            screening=_stacked(screening, SCREENING_COLUMNS),
            sobol=_stacked(sobol, SOBOL_COLUMNS),
            given=_stacked(given, GIVEN_COLUMNS),
            convergence=pd.DataFrame(settled, columns=["design", *_KEYS, *CONVERGENCE_COLUMNS]),
            information=known.information,
            choices=known.choices,
            luck=pd.DataFrame(
                [
                    {"unit": one.unit, "strategy": name, "chance": one.luck[place]}
                    for one, _ in told
                    for place, name in enumerate(one.strategies)
                ],
                columns=[*_KEYS, "chance"],
            ),
            batches=self._batches,
            failures=tuple(self._failures),
        )

    def _on_the_ensemble(self) -> list[tuple[Gains, Regressions]]:
        """Run the study with accepted sets; give gains and what they may depend on."""
        count = self._sizes.sets or len(read_ensemble())
        totals = {"parameter_sets": count, "replicates": self._sizes.replicates}
        study = self._study.model_copy(update=totals)
        folder = self._folder / ACCEPTED
        chosen = select_by_history(study, folder, progress=self._progress())
        results = self._run(study, folder, chosen)
        return [(one, Regressions(unknowns(results, one.points))) for one in gains(results)]

    def _from_the_prior(self) -> tuple[list[pd.DataFrame], list[pd.DataFrame], list[dict], tuple]:
        """Screen every parameter, then divide the spread among those that matter."""
        if self._sizes.trajectories == 0:
            return [], [], [], ()
        screen = Screening(uncertain(), self._sizes.trajectories, self._study.seed)
        screening, settled = self._indices(SCREENED, screen)
        chosen = _chosen(screening, self._sizes.most)
        if not chosen:
            return screening, [], settled, ()
        divide = Decomposition(chosen, self._sizes.points, self._study.seed)
        sobol, more = self._indices(DECOMPOSED, divide)
        return screening, sobol, settled + more, chosen

    def _indices(
        self, name: str, design: Screening | Decomposition
    ) -> tuple[list[pd.DataFrame], list[dict]]:
        """Run a design; give indices of leading strategies, and whether they have settled."""
        sets = _sets(design)
        study = self._study.model_copy(
            update={"parameter_sets": len(sets), "replicates": 1, "sweep": None}
        )
        results = self._run(study, self._folder / name, Selection(sets, _SAID[name]))
        tables, settled = [], []
        for one in gains(results):
            for place, strategy in _leading(one):
                gain = np.full(len(sets), np.nan)
                gain[one.points[:, 0]] = one.workers[:, place]
                table = design.analyse(gain)
                tables.append(_at(one, strategy, table))
                told = {"design": name, "unit": one.unit, "strategy": strategy}
                settled.append(told | convergence(design, gain, table))
        return tables, settled

    def _run(self, study: Study, folder: Path, selection: Selection | None) -> Results:
        """Carry out a batch; runs that failed are told of at the end, if others did not."""
        try:
            results = self._run_batch(study, folder, selection=selection, progress=self._progress())
        except RunFailures as failures:
            results = open_results(folder)
            try:
                results.dataset("runs")
            except UserError:
                raise failures from None
            self._failures.append(failures)
        self._batches[folder.name] = results
        return results


_SAID = {
    SCREENED: "Parameter sets are points of a screening (Morris) over the ranges of the evidence, "
    "not plausible sets.",
    DECOMPOSED: "Parameter sets are points of Sobol indices over the ranges of the evidence, not "
    "plausible sets.",
}


def _require_choice(study: Study) -> None:
    """See that something is compared, and that what is swept is not chosen."""
    if len(study.strategies) < 2:
        raise UserError(
            f"The study '{study.name}' compares nothing with as usual, so there is no choice that "
            "a number could turn; name a strategy."
        )
    if study.sweep and any(axis.vary == STRATEGY_DOSE for axis in study.sweep.axes):
        raise UserError(
            f"The study '{study.name}' sweeps {STRATEGY_DOSE}, which is chosen and not found out; "
            "leave it out."
        )


def _sets(design: Screening | Decomposition) -> list[dict[str, float]]:
    """Make the points of a design parameter sets, the other parameters at central values."""
    central = REGISTRY.central()
    return [
        central
        | {name: REGISTRY[name].at(share) for name, share in zip(design.names, row, strict=True)}
        | {EVENTS: float(event)}
        for row, event in zip(design.places().tolist(), design.events().tolist(), strict=True)
    ]


def _leading(one: Gains) -> list[tuple[int, str]]:
    """Give place and name of the strategies that keep most staff on average."""
    order = np.argsort(-one.workers.mean(axis=0), kind="stable")[:LEADING]
    return [(int(place), one.strategies[place]) for place in order]


def _chosen(screening: list[pd.DataFrame], most: int) -> tuple[str, ...]:
    """Choose the parameters that move some leading effect most, as a share of its largest."""
    moved: dict[str, float] = {}
    for table in screening:
        largest = table["mu_star"].max() if len(table) else 0.0
        for name, size in zip(table["parameter"], table["mu_star"], strict=True):
            if size > 0:
                moved[name] = max(moved.get(name, 0.0), size / largest)
    return tuple(sorted(moved, key=lambda name: (-moved[name], name))[:most])


def _at(one: Gains, strategy: str, table: pd.DataFrame) -> pd.DataFrame:
    """Say of a table whose effect it is about."""
    told = table.copy()
    told.insert(0, "unit", one.unit)
    told.insert(1, "strategy", strategy)
    return told


def _stacked(tables: list[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    """Put the tables that hold something one below another."""
    found = [table for table in tables if len(table)]
    if not found:
        return pd.DataFrame(columns=[*_KEYS, *columns])
    return pd.concat(found, ignore_index=True)
