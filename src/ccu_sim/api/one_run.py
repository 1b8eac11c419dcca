"""One run: carried out, looked at, told, and kept in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, get_args

import pandas as pd

from ccu_sim.api.run_folder import holds, record_of, require_room, write_run
from ccu_sim.errors import RunFailures, UserError, echoed
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import OwnModel, Policy, Strategy, Unit, compose, load_unit
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.model import RUN_COLUMNS, Engine, RunTables, measure, prepare, run_world
from ccu_sim.model.diary import event_table, events_lost, month_when_full
from ccu_sim.model.measures.declaration import MONTHLY

if TYPE_CHECKING:
    from ccu_sim.reports.story import Story
    from ccu_sim.reports.style import HouseFigure

MOST_MONTHS = 120
LARGEST_SEED = 2**63 - 1

_WHOLE = [measure.name for measure in MONTHLY if measure.whole]


@dataclass(frozen=True, repr=False)
class Run:
    """One run of a unit: one possible course of events.

    Attributes
    ----------
    unit : Unit
    policy : Policy
        What was done; its name is as-usual where nothing was.
    parameters : dict of str to float
        A value for every parameter of the evidence.
    months, seed : int
    engine : str
        Which engine ran it; both give the same, bit for bit.
    model : OwnModel or None
        The model of the user's own that was run, if one was.
    events : DataFrame
        What happened, when, to whom; columns as in `ccu_sim.model.diary.EVENT_COLUMNS`.
    events_lost : int
        Events that a full diary had no room for; usually none. Staff who come or leave
        always have room in it.
    digest : str
        SHA-256 of the whole run, as the explorer tells it: the same wherever it is run.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> made = ccu.run("site-2", months=3, seed=1)
    >>> made
    <Run of site-2, as-usual: 3 months, seed 1>
    >>> made.monthly["month"].tolist()
    [0, 1, 2, 3]
    >>> made.summary.columns.tolist()
    ['value', 'meaning']
    >>> made.story().title
    'Community Care Unit, site 2 (18.4 FTE, 16 places): as usual'
    """

    unit: Unit
    policy: Policy
    parameters: dict[str, float]
    months: int
    seed: int
    engine: Engine
    events: pd.DataFrame
    events_lost: int
    digest: str
    tables: RunTables = field(compare=False)
    model: OwnModel | None = None
    own_meanings: dict[str, str] = field(default_factory=dict)

    @cached_property
    def month_when_full(self) -> int | None:
        """Month in which the diary was full and from which on it is not whole; usually none."""
        return month_when_full(self.events, self.events_lost)

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """A row a month, 0 is opening day; columns as in `ccu_sim.model.MONTHLY_COLUMNS`."""
        return pd.DataFrame(self.tables.monthly).astype(dict.fromkeys(_WHOLE, "int64"))

    @cached_property
    def spells(self) -> pd.DataFrame:
        """A row for each person in post; columns as in `ccu_sim.model.SPELL_COLUMNS`."""
        return pd.DataFrame(self.tables.spells)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """The run in one number a measure, each with its meaning."""
        meanings = pd.Series({**RUN_COLUMNS, **self.own_meanings})
        values = {"value": pd.Series(self.tables.run), "meaning": meanings}
        return pd.DataFrame(values).rename_axis("measure")

    def story(self) -> Story:
        """Tell what happened: who left and why, which disputes, which boundary."""
        from ccu_sim.reports.story import tell

        return tell(self)

    def plot(self) -> HouseFigure:
        """Draw the team and its months."""
        from ccu_sim.reports.figures import plot_run
        from ccu_sim.reports.story import titled

        return plot_run(self, title=titled(self))

    def record(self) -> dict[str, Any]:
        """Give all that is needed to make this run again, as plain JSON values."""
        return record_of(
            self.unit,
            self.policy,
            self.parameters,
            months=self.months,
            seed=self.seed,
            model=self.model,
        )

    def save(self, folder: str | Path) -> Path:
        """Write tables, events, story, picture and record into a folder, or nothing.

        Parameters
        ----------
        folder : str or Path
            New, empty, or holding this same run already.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        UserError
            If the folder holds anything else or cannot be written.
        """
        from ccu_sim.reports.style import png

        place, record = Path(folder), self.record()
        require_room(place, record)
        if not holds(place, record):
            summary = self.summary["value"].to_frame().T
            write_run(
                place,
                record,
                {"runs": summary, "monthly": self.monthly, "spells": self.spells},
                events=self.events,
                diary={"events_lost": self.events_lost, "month_when_full": self.month_when_full},
                digest=self.digest,
                story=self.story().markdown(),
                picture=png(self.plot()),
            )
        return place

    def __repr__(self) -> str:
        return (
            f"<Run of {self.unit.name}, {self.policy.name}: {self.months} "
            f"{'month' if self.months == 1 else 'months'}, seed {self.seed}>"
        )

    def _repr_markdown_(self) -> str:
        return self.story().markdown()


def run(
    unit: Unit | str | Path,
    strategies: Policy | Strategy | str | Path | Sequence[Strategy | str | Path] = (),
    *,
    months: int = 36,
    seed: int = 1,
    parameters: Mapping[str, float] | None = None,
    engine: Engine = "compiled",
    model: OwnModel | type | str | Path | None = None,
) -> Run:
    """Run a unit once.

    Parameters
    ----------
    unit : Unit, str or Path
        A unit, or the name or file of one.
    strategies : sequence of Strategy, str or Path, or Policy
        What is done; as usual where empty.
    months : int
        How long, 1 to 120.
    seed : int
        Of the chance events; the same seed gives the same people and the same luck, whatever
        the unit and strategies.
    parameters : mapping of str to float, optional
        Values that differ from the central parameter set.
    engine : {"compiled", "mesa"}
        Both give the same run, bit for bit; the first is faster.
    model : type, str or Path, optional
        A model of one's own in place of the one that ships, on the Mesa engine: a subclass of
        `CCUModel` that is defined in a file, or ``FILE.py:CLASS``.

    Returns
    -------
    Run

    Raises
    ------
    UserError
        If something that is asked for does not exist or is out of range.
    RunFailures
        If a model of one's own fails.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> made = ccu.run("site-1", ["professional-supervision"], months=12, seed=1)
    >>> len(made.monthly)
    13
    """
    if engine not in get_args(Engine):
        raise UserError(
            f"There is no engine '{echoed(engine)}'; the engines are compiled and mesa."
        )
    months = _whole("months", months, 1, MOST_MONTHS)
    seed = _whole("seed", seed, 0, LARGEST_SEED)
    if not isinstance(unit, Unit):
        unit = load_unit(unit)
    policy = policy_of(strategies)
    require_fits(unit, policy)
    values = REGISTRY.with_values(parameters or {})
    if model is not None:
        own = model if isinstance(model, OwnModel) else OwnModel.read(model)
        return _run_on(own, unit, policy, values, months, seed)
    if engine == "compiled":
        prepare()
    worlds = run_world(unit, policy, values, months=months, seed=seed, engine=engine)
    return Run(
        unit=unit,
        policy=policy,
        parameters=values,
        months=months,
        seed=seed,
        engine=engine,
        events=pd.DataFrame(event_table(worlds[0], unit)),
        events_lost=events_lost(worlds[0]),
        digest=_digest(worlds[0]),
        tables=measure(worlds[0]),
    )


def _run_on(
    own: OwnModel, unit: Unit, policy: Policy, values: dict[str, float], months: int, seed: int
) -> Run:
    """Run a unit once on a model of the user's own."""
    from ccu_sim.model.own_class import class_of, place_in, require_known_strategies
    from ccu_sim.model.simulation import live

    require_known_strategies(own, [strategy.name for strategy in policy.strategies])
    prepare()
    try:
        lived = live(class_of(own), unit, policy, values, months=months, seed=seed)
        tables = lived.tables()
    except UserError:
        raise
    except Exception as error:
        where = place_in(own, error)
        raise RunFailures(f"the run failed: {where}{type(error).__name__}: {error}") from error
    return Run(
        unit=unit,
        policy=policy,
        parameters=values,
        months=months,
        seed=seed,
        engine="mesa",
        events=pd.DataFrame(event_table(lived.worlds[0], unit)),
        events_lost=events_lost(lived.worlds[0]),
        digest=_digest(lived.worlds[0]),
        tables=tables,
        model=own,
        own_meanings={one.name: one.meaning for one in lived.measures},
    )


def _digest(world: Any) -> str:
    return hashlib.sha256(world.tobytes()).hexdigest()


def policy_of(
    strategies: Policy | Strategy | str | Path | Sequence[Strategy | str | Path],
) -> Policy:
    """Give the policy that is meant by one strategy or several."""
    if isinstance(strategies, Policy):
        return strategies
    if isinstance(strategies, Strategy | str | Path):
        strategies = [strategies]
    return compose(strategies)


def _whole(what: str, value: SupportsIndex, low: int, high: int) -> int:
    """Give a whole number as Python's own; loops over `np.arange` give NumPy's."""
    if hasattr(value, "__index__") and not isinstance(value, bool):
        number = index(value)
        if low <= number <= high:
            return number
    raise UserError(f"{what} is {echoed(value)}; it must be a whole number from {low} to {high}.")
