"""The people as Mesa agents: real methods and attributes over the world's records.

An attribute such as ``worker.role_clarity`` reads and writes the worker's record; a method
such as ``worker.hear_challenge(peer)`` is the act of that name, applied to the agent. A
researcher overrides a method to change a behaviour, and reads the rest as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

import mesa
import numpy as np

from ccu_sim.model.dispatch import reach
from ccu_sim.model.records import DISCIPLINES
from ccu_sim.model.submodels import (
    boundaries,
    challenge,
    circumstances,
    contracts,
    credentialing,
    crises,
    demands,
    discrimination,
    disillusionment,
    health,
    leadership,
    leaving,
    mentoring,
    prospects,
    reflection,
    role_clarity,
    role_conflict,
    stays,
    supervision,
    support,
    time_off,
    training,
    trust,
    voice,
)


class Surroundings(Protocol):
    """What a person needs of the model they live in: its world, and which shift comes next."""

    worlds: np.ndarray
    now: int


class State:
    """An attribute that lives in the agent's record.

    Parameters
    ----------
    kind : type
        What reading gives: float, int or bool.
    """

    def __init__(self, kind: Callable[[Any], Any] = float) -> None:
        self.kind = kind
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name, which is the field's."""
        self.name = name

    def __get__(self, agent: Any, owner: type) -> Any:
        """Read the field of the agent's record."""
        if agent is None:
            return self
        return self.kind(agent.record[self.name])

    def __set__(self, agent: Any, value: Any) -> None:
        """Write the field of the agent's record."""
        agent.record[self.name] = value


def behaviour(act: Callable[..., None]) -> Callable[..., None]:
    """Make a method of an act: the agent (and with whom) takes its turn now."""
    perform = reach(act)

    def method(self: Any, *whom: Any) -> None:
        places = [other.place for other in whom]
        perform(self.model.worlds, self.place, *places, self.model.now)

    return wraps(act)(method)


class Person(mesa.Agent):
    """Anyone in the unit.

    Attributes
    ----------
    place : int
        Index of the post held, or of the bed.
    who : int
        Which of the place's successive people this is, from 1.
    record : numpy record
        What the world holds about this person; a copy of it once they have left.
    """

    table = ""
    counted_by = ""  # the field that tells successive people in one place apart
    model: Surroundings

    def __init__(self, model: Surroundings, place: int) -> None:
        super().__init__(model)
        self.place = place
        self.record = model.worlds[self.table][0, place]
        self.who = int(self.record[self.counted_by])

    address = State(int)
    here = State(bool)

    def leave_unit(self) -> None:
        """Go: keep a copy of the record, for the place will be somebody else's."""
        self.record = self.record.copy()
        self.record["here"] = 0
        self.remove()


class StaffMember(Person):
    """Someone employed by the unit: what every role has and does."""

    table = "staff"
    counted_by = "holder"

    # before the states, some of which are called like a submodel
    hand_over = behaviour(voice.hand_over)
    see_leader = behaviour(leadership.see_leader)
    feel_shift = behaviour(demands.feel_shift)
    support = behaviour(support.support)
    keep_boundaries = behaviour(boundaries.keep_boundaries)
    mend_boundaries = behaviour(boundaries.mend_boundaries)
    work_together = behaviour(role_conflict.work_together)
    hear_challenge = behaviour(challenge.hear_challenge)
    treat_as_equal = behaviour(discrimination.treat_as_equal)
    rest = behaviour(demands.rest)
    plan_care = behaviour(voice.plan_care)
    meet_change = behaviour(circumstances.meet_change)
    relate = behaviour(trust.relate)
    look_ahead = behaviour(prospects.look_ahead)
    take_stock = behaviour(disillusionment.take_stock)
    look_after_health = behaviour(health.look_after_health)
    take_leave = behaviour(time_off.take_leave)
    take_flexible_day = behaviour(time_off.take_flexible_day)
    weigh_contract = behaviour(contracts.weigh_contract)
    consider_leaving = behaviour(leaving.consider_leaving)
    be_supervised = behaviour(supervision.be_supervised)
    meet_mentor = behaviour(mentoring.meet_mentor)
    attend_training = behaviour(training.attend_training)
    clarify_role = behaviour(role_clarity.clarify_role)
    reflect_on_practice = behaviour(reflection.reflect_on_practice)
    co_reflect_across = behaviour(reflection.co_reflect_across)
    meet_peer_network = behaviour(reflection.meet_peer_network)
    work_toward_credential = behaviour(credentialing.work_toward_credential)

    holder = State(int)
    founding = State(bool)
    casual = State(bool)
    senior = State(bool)
    fte = State()
    started = State(int)
    contract_end = State(int)
    on = State(bool)
    away = State(int)
    role_clarity = State()
    role_drift = State()
    exhaustion = State()
    morale = State()
    expectation = State()
    satisfaction = State()
    prospects = State()
    recovery_orientation = State()
    medical_model = State()
    valuing = State()
    valued = State()
    voice = State()
    belonging = State()
    trust_received = State()
    trust_given = State()
    attachment = State()
    felt_fit = State()
    job_insecurity = State()
    boundary_skill = State()
    support_need = State()
    support_met = State()
    leader_support = State()
    colleague_support = State()
    supervised = State()
    reflection = State()
    training = State()
    credential = State()
    uplift = State()
    realism = State()
    susceptibility = State()
    disposition = State()
    ease = State()
    regard = State()
    outspokenness = State()
    fit = State()
    frailty = State()
    hours_wish = State()
    tasks = State()
    attention = State()
    company = State()
    life = State()
    convalescence = State()
    grasp = State()
    ledness = State()
    outlook_ahead = State()
    advancement = State()
    near_home = State()
    nights = State()
    extra_shifts = State()
    renewal_expected = State()
    relative_pay = State()
    heard = State()
    coached = State()

    def trust_in(self, colleague: StaffMember) -> float:
        """Give this person's trust in a colleague, in [0, 1]."""
        return float(self.model.worlds["trust"][0, self.place, colleague.place])

    def alliance_with(self, resident: Resident) -> float:
        """Give the working alliance with a resident, in [0, 1]."""
        return float(self.model.worlds["alliance"][0, self.place, resident.place])


class PeerWorker(StaffMember):
    """A worker employed for the expertise of lived experience.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> class Attentive(ccu.PeerWorker):
    ...     def rest(self):
    ...         super().rest()
    ...         self.morale += 0.01 * (1 - self.morale)
    >>> class Unit(ccu.CCUModel):
    ...     peer_worker_class = Attentive
    >>> model = Unit("site-2", rng=1)
    >>> all(0 <= peer.morale <= 1 for peer in model.agents_by_type[Attentive])
    True
    """


class Clinician(StaffMember):
    """A nurse, social worker, occupational therapist, psychologist or doctor.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> model = ccu.CCUModel("site-2", rng=1)
    >>> clinicians = [one for one in model.staff() if isinstance(one, ccu.Clinician)]
    >>> sorted({one.discipline for one in clinicians})
    ['nursing', 'occupational therapy', 'psychology', 'social work']
    >>> clinicians[0].hear_challenge(clinicians[1])
    >>> 0 <= clinicians[0].trust_in(clinicians[1]) <= 1
    True
    """

    @property
    def discipline(self) -> str:
        """Name of the discipline."""
        return DISCIPLINES[int(self.record["discipline"])]


class TeamLeader(StaffMember):
    """The leader of the team.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> model = ccu.CCUModel("site-2", rng=1)
    >>> leader = next(one for one in model.staff() if isinstance(one, ccu.TeamLeader))
    >>> leader.leading = 0.9
    >>> leader.leading
    0.9
    """

    leading = State()


class Resident(Person):
    """Someone who lives at the unit for a time, to get on with their own recovery.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> model = ccu.CCUModel("established-unit", rng=1)
    >>> all(0 <= resident.recovery <= 1 for resident in model.residents())
    True
    """

    table = "residents"
    counted_by = "occupant"

    occupant = State(int)
    admitted = State(int)
    unwell = State(bool)
    recovery = State()
    engagement = State()
    dependency = State()

    seek_support = behaviour(support.seek_support)
    come_to_crisis = behaviour(crises.come_to_crisis)
    live_week = behaviour(stays.live_week)
