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
from ccu_sim.model import recording, turns
from ccu_sim.model.agents import Clinician, PeerWorker, Person, Resident, StaffMember, TeamLeader
from ccu_sim.model.calendar import is_due, month_of, month_start
from ccu_sim.model.compiled import look, walk_lines
from ccu_sim.model.founding import found
from ccu_sim.model.reach import reach
from ccu_sim.model.schedule import SCHEDULE, Phase
from ccu_sim.model.submodels import climate, contracts, leadership, recruitment, rostering, stays
from ccu_sim.model.tables import MONTHLY_COLUMNS, RunTables, measure

COLLECTED = (
    "staff_peer",
    "staff_clinician",
    "vacancies_peer",
    "vacancies_clinician",
    "cohesion",
    "divide",
    "role_clarity_peer",
    "role_clarity_clinician",
    "strain_peer",
    "strain_clinician",
    "morale_peer",
    "morale_clinician",
    "recovery",
)
_ACTS = {phase.act.__name__: phase.act for phase in SCHEDULE}
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
        Values that differ from the central parameter set.
    months : int
        Horizon, 1 to 120; the model stops running there.
    rng : int, optional
        Seed. The same seed gives the same people and the same chance, whatever the strategy.

    Attributes
    ----------
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
    >>> model = CCUModel("site-1", rng=1)
    >>> model.step()
    """

    peer_worker_class: type[PeerWorker] = PeerWorker
    clinician_class: type[Clinician] = Clinician
    team_leader_class: type[TeamLeader] = TeamLeader
    resident_class: type[Resident] = Resident
    agent_by_agent: bool = False
    """Call every agent's own methods even where nobody has overridden them: slow, to step into."""

    def __init__(
        self,
        unit: Unit | str = "site-1",
        strategies: Sequence[Strategy | str] | Policy = (),
        parameters: Mapping[str, float] | None = None,
        months: int = 36,
        rng: int | None = None,
    ) -> None:
        seed = secrets.randbits(32) if rng is None else int(rng)
        super().__init__(rng=seed)
        self.unit = load_unit(unit) if isinstance(unit, str) else unit
        self.policy = strategies if isinstance(strategies, Policy) else compose(list(strategies))
        values = REGISTRY.with_values(parameters or {})
        self._open(found(self.unit, self.policy, values, months=months, seed=seed))

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
        self._here, self._on = staff["here"], staff["on"]
        self._holders, self._occupants = staff["holder"], residents["occupant"]
        self._housed, self._seen_by = residents["here"], residents["seen_by"]
        self.posts: list[StaffMember | None] = [None] * int(worlds["unit"]["posts"][0])
        self.beds: list[Resident | None] = [None] * int(worlds["unit"]["beds"][0])
        self._population = -1
        self._view: np.ndarray | None = None
        self._meet_newcomers()
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
        for lines in self._stretches():
            if isinstance(lines, range):
                walk_lines(self.worlds, 0, self.now, lines.start, lines.stop)
            else:
                phase = SCHEDULE[lines]
                if is_due(phase.every, self.now):
                    _WALKS[phase.whose](self, phase)
            self._meet_newcomers()
        self.now += 1
        self.running = self.now < self.horizon
        self._collect()

    def _stretches(self) -> Iterator[int | range]:
        """Part the schedule: a line that goes agent by agent, or a stretch of those that need not.

        The rulebook lives through a stretch in one call, with the same result, bit for bit.
        """
        own = self._own_behaviours()
        first = 0
        for line, phase in enumerate(SCHEDULE):
            if phase.act.__name__ in own:
                if first < line:
                    yield range(first, line)
                yield line
                first = line + 1
        if first < len(SCHEDULE):
            yield range(first, len(SCHEDULE))

    def _own_behaviours(self) -> set[str]:
        """Name the acts that the model, a class of people or a person does in a way of its own."""
        if self.agent_by_agent:
            return set(_ACTS)
        people = [person for person in (*self.posts, *self.beds) if person is not None]
        owners = {type(person) for person in people}
        owners.update(person for person in people if not _ACTS.keys().isdisjoint(vars(person)))
        return {
            name
            for name, act in _ACTS.items()
            for owner in (self, *owners)
            if hasattr(owner, name)
            and getattr(getattr(owner, name), "__wrapped__", None) is not act
        }

    def run_months(self, months: int) -> None:
        """Step until so many months have passed since opening, or the horizon."""
        until = min(int(month_start(months)), self.horizon)
        while self.now < until:
            self.step()

    def tables(self) -> RunTables:
        """Give the tables of the run, once it is at its horizon."""
        return measure(self.worlds[0])

    def look(self) -> np.ndarray:
        """Observe the team as it is now: one row, columns as in `tables.MONTHLY_COLUMNS`."""
        worlds = self.worlds.copy()
        look(worlds, 0, self.month)
        row: np.ndarray = worlds["monthly"][0, self.month]
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

    def _meet_newcomers(self) -> None:
        """Let agents follow the records: leavers keep a copy, newcomers get an agent."""
        population = int(self.worlds["comings_and_goings"][0])
        if population == self._population:
            return
        self._population = population
        for post, person in enumerate(self.posts):
            self.posts[post] = self._follow(
                person, post, self._here, self._holders, self._staff_class
            )
        for bed, resident in enumerate(self.beds):
            self.beds[bed] = self._follow(
                resident, bed, self._housed, self._occupants, lambda _: self.resident_class
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
    divide = Observation()
    role_clarity_peer = Observation()
    role_clarity_clinician = Observation()
    strain_peer = Observation()
    strain_clinician = Observation()
    morale_peer = Observation()
    morale_clinician = Observation()
    recovery = Observation()

    roster = _unit_behaviour(rostering.roster)
    lead_unit = _unit_behaviour(leadership.lead_unit)
    tend_climate = _unit_behaviour(climate.tend_climate)
    step_up = _unit_behaviour(recruitment.step_up)
    record_month = _unit_behaviour(recording.record_month)
    end_contracts = _unit_behaviour(contracts.end_contracts)
    recruit = _unit_behaviour(recruitment.recruit)
    admit = _unit_behaviour(stays.admit)

    # Whose turn it is: the loops of `turns`, over agents.

    def _the_unit(self, phase: Phase) -> None:
        getattr(self, phase.act.__name__)()

    def _in_post(self, phase: Phase) -> None:
        for post, person in enumerate(self.posts):
            if self._here[post]:
                getattr(person, phase.act.__name__)()

    def _on_shift(self, phase: Phase) -> None:
        for post in np.flatnonzero(self._on):
            getattr(self.posts[post], phase.act.__name__)()

    def _pairs_on_shift(self, phase: Phase) -> None:
        on = [self.posts[post] for post in np.flatnonzero(self._on)]
        for place, person in enumerate(on):
            for other in on[place + 1 :]:
                getattr(person, phase.act.__name__)(other)

    def _each_with_each_on_shift(self, phase: Phase) -> None:
        on = [self.posts[post] for post in np.flatnonzero(self._on)]
        for person in on:
            for other in on:
                if other is not person:
                    getattr(person, phase.act.__name__)(other)

    def _residents_in_house(self, phase: Phase) -> None:
        for bed, resident in enumerate(self.beds):
            if self._housed[bed]:
                getattr(resident, phase.act.__name__)()

    def _contacts(self, phase: Phase) -> None:
        for bed, resident in enumerate(self.beds):
            if self._housed[bed] and self._seen_by[bed] >= 0:
                getattr(self.posts[self._seen_by[bed]], phase.act.__name__)(resident)


_WALKS = {
    turns.the_unit: CCUModel._the_unit,
    turns.in_post: CCUModel._in_post,
    turns.on_shift: CCUModel._on_shift,
    turns.pairs_on_shift: CCUModel._pairs_on_shift,
    turns.each_with_each_on_shift: CCUModel._each_with_each_on_shift,
    turns.residents_in_house: CCUModel._residents_in_house,
    turns.contacts: CCUModel._contacts,
}
