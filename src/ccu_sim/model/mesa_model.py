"""The Mesa engine: the same schedule, walked agent by agent. The glass box.

It is what a notebook inspects and what a researcher subclasses; batches use the compiled
engine. Both give the same world, bit for bit.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any, Self

import mesa
import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Policy, Strategy, Unit, compose, load_unit
from ccu_sim.model.agents import Clinician, PeerWorker, Person, Resident, StaffMember, TeamLeader
from ccu_sim.model.calendar import is_due, month_of, month_start
from ccu_sim.model.compiled import look, walk_lines
from ccu_sim.model.dispatch import reach
from ccu_sim.model.initialization import initialize
from ccu_sim.model.intervention import Intervention, turns_under
from ccu_sim.model.measures import observer
from ccu_sim.model.mesa_activation import activate, stretches
from ccu_sim.model.monthly_measure import MonthlyMeasure, with_own_measures
from ccu_sim.model.schedule import SCHEDULE
from ccu_sim.model.submodels import climate, contracts, leadership, recruitment, rostering, stays
from ccu_sim.model.tables import MONTHLY_COLUMNS, RunTables, measure

COLLECTED = (
    "staff_peer",
    "staff_clinician",
    "vacancies_peer",
    "vacancies_clinician",
    "cohesion",
    "trust_gap",
    "role_clarity_peer",
    "role_clarity_clinician",
    "exhaustion_peer",
    "exhaustion_clinician",
    "morale_peer",
    "morale_clinician",
    "recovery",
)
_COLUMN = {name: place for place, name in enumerate(MONTHLY_COLUMNS)}


def _unit_behaviour(act: Callable[..., None]) -> Callable[[CCUModel], None]:
    """Make a method of an act of the unit as a whole."""
    perform = reach(act)

    def method(self: CCUModel) -> None:
        perform(self.worlds, self.now)

    return wraps(act)(method)


class Observation:
    """An attribute that looks at the team as it is now, for Mesa's data collector."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name, which is the column's."""
        self.name = name

    def __get__(self, model: CCUModel, owner: type) -> Any:
        """Read the column off a look at the model as it is."""
        if model is None:
            return self
        view = model.look() if model._view is None else model._view
        return float(view[_COLUMN[self.name]])


class CCUModel(mesa.Model):
    """A Community Care Unit and its people.

    Parameters
    ----------
    unit : Unit or str
        A unit, or the name or path of one.
    strategies : sequence of Strategy or str, or Policy
        What is done; as usual where empty.
    parameters : mapping of str to float, optional
        Values that differ from the central parameter set, within the parameters' ranges; or,
        as in a study, a value for every parameter.
    months : int
        Horizon, 1 to 120; the model stops running there.
    rng : int, optional
        Seed. The same seed gives the same people and the same chance, whatever the strategy.
    set_index, replicate : int
        Which run of a study it is; they give chance of its own to each (see
        `initialization.initialize`).

    Attributes
    ----------
    interventions : tuple of type
        Classes of `Intervention` that a subclass adds.
    measures : tuple of MonthlyMeasure
        What a subclass measures beside the model's own measures.
    random : random.Random
        Chance for what a subclass adds: the same in every strategy of one case.
    worlds : numpy.ndarray, shape (1,)
        The world, in an array of one.
    now : int
        The shift that comes next.
    datacollector : mesa.DataCollector
        Collects `COLLECTED` after every shift, as Mesa's ``batch_run`` expects.

    Raises
    ------
    UserError
        For a unit, strategy, parameter or horizon that cannot be.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> model = ccu.CCUModel("site-2", ["championing"], rng=1)
    >>> model.step()
    >>> model.now
    1
    """

    peer_worker_class: type[PeerWorker] = PeerWorker
    clinician_class: type[Clinician] = Clinician
    team_leader_class: type[TeamLeader] = TeamLeader
    resident_class: type[Resident] = Resident
    interventions: tuple[type[Intervention], ...] = ()
    measures: tuple[MonthlyMeasure, ...] = ()
    agent_by_agent: bool = False
    """Call every agent's own methods even where nobody has overridden them: slow, to step into."""

    def __init__(
        self,
        unit: Unit | str = "site-1",
        strategies: Sequence[Strategy | str] | Policy = (),
        parameters: Mapping[str, float] | None = None,
        months: int = 36,
        rng: int | None = None,
        *,
        set_index: int = 0,
        replicate: int = 0,
    ) -> None:
        seed = secrets.randbits(32) if rng is None else int(rng)
        place = load_unit(unit) if isinstance(unit, str) else unit
        policy = strategies if isinstance(strategies, Policy) else compose(list(strategies))
        values = parameters or {}
        if not values.keys() >= set(REGISTRY.names):
            values = REGISTRY.with_values(values)
        address = {"seed": seed, "set_index": set_index, "replicate": replicate}
        worlds = initialize(place, policy, values, months=months, **address)
        super().__init__(rng=int(worlds["key"][0]))
        self.unit, self.policy = place, policy
        self._open(worlds)

    @classmethod
    def of_world(cls, worlds: np.ndarray, unit: Unit, policy: Policy) -> Self:
        """Make a model of a world that is already founded; it is changed in place."""
        model = cls.__new__(cls)
        mesa.Model.__init__(model, rng=0)
        model.unit, model.policy = unit, policy
        model._open(worlds)
        return model

    def _open(self, worlds: np.ndarray) -> None:
        """Begin at day 0 of a founded world."""
        self.worlds = worlds
        self.now = 0
        self.running = True
        self.horizon = int(month_start(int(worlds["months"][0])))
        staff, residents = worlds["staff"][0], worlds["residents"][0]
        self.here, self.on = staff["here"], staff["on"]
        self._holders, self._occupants = staff["holder"], residents["occupant"]
        self.housed, self.seen_by = residents["here"], residents["seen_by"]
        self.posts: list[StaffMember | None] = [None] * int(worlds["unit"]["posts"][0])
        self.beds: list[Resident | None] = [None] * int(worlds["unit"]["beds"][0])
        self._population = -1
        self._view: np.ndarray | None = None
        self._meet_newcomers()
        self._added = turns_under(self.policy, self.interventions)
        self._taken = [self._take()]
        self.datacollector = mesa.DataCollector(
            model_reporters={"month": "month", **{name: name for name in COLLECTED}}
        )
        self._collect()

    @property
    def month(self) -> int:
        """Months that have passed in full."""
        return int(month_of(self.now)) - 1

    def step(self) -> None:
        """Live through one shift: every phase of the schedule that is due, in order."""
        if self.now >= self.horizon:
            self.running = False
            return
        for lines in stretches(self):
            if isinstance(lines, range):
                walk_lines(self.worlds, 0, self.now, lines.start, lines.stop)
            else:
                phase = SCHEDULE[lines]
                if is_due(phase.every, self.now):
                    activate(self, phase)
            self._meet_newcomers()
        for every, act in self._added:
            if is_due(every, self.now):
                act(self)
        self.now += 1
        self.running = self.now < self.horizon
        self._collect()

    def run_months(self, months: int) -> None:
        """Step until so many months have passed since opening, or the horizon."""
        until = min(int(month_start(months)), self.horizon)
        while self.now < until:
            self.step()

    def tables(self) -> RunTables:
        """Give the tables of the run, once it is at its horizon."""
        return with_own_measures(measure(self.worlds[0]), self.measures, self._taken)

    def look(self) -> np.ndarray:
        """Observe the team as it is now: one row, columns as in `tables.MONTHLY_COLUMNS`."""
        place = self.worlds["monthly"][0, self.month]
        before = place.copy()
        look(self.worlds, 0, self.month)
        row: np.ndarray = place.copy()
        place[:] = before
        return row

    def _collect(self) -> None:
        """Let the data collector look once for all its columns."""
        self._view = self.look()
        self.datacollector.collect(self)
        self._view = None

    def staff(self) -> Iterator[StaffMember]:
        """Give everyone in post, by post."""
        return (person for person in self.posts if person is not None)

    def residents(self) -> Iterator[Resident]:
        """Give every resident in house, by bed."""
        return (resident for resident in self.beds if resident is not None)

    def _take(self) -> list[float]:
        """Take every measure that a subclass adds."""
        return [one.take(self) for one in self.measures]

    def _meet_newcomers(self) -> None:
        """Let agents follow the records: leavers keep a copy, newcomers get an agent."""
        population = int(self.worlds["comings_and_goings"][0])
        if population == self._population:
            return
        self._population = population
        for post, person in enumerate(self.posts):
            self.posts[post] = self._follow(
                person, post, self.here, self._holders, self._staff_class
            )
        for bed, resident in enumerate(self.beds):
            self.beds[bed] = self._follow(
                resident, bed, self.housed, self._occupants, lambda _: self.resident_class
            )

    def _follow(
        self,
        person: Any,
        place: int,
        here: np.ndarray,
        who: np.ndarray,
        class_at: Callable[[int], type[Person]],
    ) -> Any:
        """Give the agent who is in a place now."""
        if person is not None and (not here[place] or person.who != who[place]):
            person.leave_unit()
            person = None
        if person is None and here[place]:
            person = class_at(place)(self, place)
        return person

    def _staff_class(self, post: int) -> type[StaffMember]:
        """Give the class for a post's role."""
        classes = (self.peer_worker_class, self.clinician_class, self.team_leader_class)
        return classes[int(self.worlds["staff"]["role"][0, post])]

    # Looked at by Mesa's data collector, by name.
    staff_peer = Observation()
    staff_clinician = Observation()
    vacancies_peer = Observation()
    vacancies_clinician = Observation()
    cohesion = Observation()
    trust_gap = Observation()
    role_clarity_peer = Observation()
    role_clarity_clinician = Observation()
    exhaustion_peer = Observation()
    exhaustion_clinician = Observation()
    morale_peer = Observation()
    morale_clinician = Observation()
    recovery = Observation()

    roster = _unit_behaviour(rostering.roster)
    lead_unit = _unit_behaviour(leadership.lead_unit)
    tend_climate = _unit_behaviour(climate.tend_climate)
    step_up = _unit_behaviour(recruitment.step_up)
    close_month = _unit_behaviour(observer.record_month)
    end_contracts = _unit_behaviour(contracts.end_contracts)
    recruit = _unit_behaviour(recruitment.recruit)
    admit = _unit_behaviour(stays.admit)

    @wraps(observer.record_month)
    def record_month(self) -> None:
        """Close the month: its row, and what a subclass measures beside it."""
        self.close_month()
        self._taken.append(self._take())
