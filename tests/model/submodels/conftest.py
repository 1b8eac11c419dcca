"""Small units, to see what one act does in them."""

from collections.abc import Callable

import numpy as np
import pytest

from ccu_sim.model.records import CLINICIAN, LEADER, NEVER, PEER, PERMANENT
from ccu_sim.model.streams import KIND_PLACE, ORDINAL_PLACE, RESIDENT_KIND
from ccu_sim.model.submodels.arrivals import address_of
from ccu_sim.model.world import new_world

LONG_AGO = -1000


@pytest.fixture
def team(scene) -> Callable[..., np.void]:
    """Make a unit of people of some roles, by post, all on shift, with residents in house.

    States of everybody stand in the middle and trust near it, of every two people each way
    differently; nobody has a bond with a resident, and everybody may work any shift.
    """

    def make(*roles: int, beds: int = 1) -> np.void:
        worlds = new_world()
        worlds[0] = scene.world
        world = worlds[0]
        me, resident, climate = world.staff[0], world.residents[0], world.climate
        climate.load, climate.shortfall, climate.contagion = 1.0, 0.0, 0.0
        climate.shared_expectations = 0.0
        climate.peers_on, climate.clinicians_on = roles.count(PEER), roles.count(CLINICIAN)
        climate.leader_on = int(LEADER in roles)
        me.here = me.open = me.holder = me.works_day = me.works_evening = me.works_night = 1
        me.fte, me.pay, me.contract_end, me.last_shift = 1.0, 1.0, PERMANENT, LONG_AGO
        me.pay_elsewhere = 1.0
        resident.here, resident.occupant, resident.seen_by = 1, 1, NEVER
        world.key, world.months = 7, 12
        world.unit.posts, world.unit.beds, world.unit.mean_pay = len(roles), beds, 1.0
        for post, role in enumerate(roles):
            world.staff[post] = me
            one = world.staff[post]
            one.role, one.ordinal, one.spell = role, post, post
            one.address = address_of(one)
        for bed in range(beds):
            world.residents[bed] = resident
            one = world.residents[bed]
            one.bed = bed
            one.address = (RESIDENT_KIND << KIND_PLACE) | (bed << ORDINAL_PLACE) | 1
        for post in range(len(roles)):
            for other in range(len(roles)):
                world.trust[post, other] = 0.5 + 0.02 * post - 0.01 * other
        world.on_count = len(roles)
        world.on_shift[: len(roles)] = np.arange(len(roles))
        workers = [post for post, role in enumerate(roles) if role != LEADER]
        world.worker_count = len(workers)
        world.workers[: len(workers)] = workers
        world.pace.dispute_at_most = 1.0  # for whatever a test makes of the parameters
        return world

    return make


@pytest.fixture
def give() -> Callable[..., None]:
    """Let a strategy move a lever, in every month, for a share of the people it is for."""

    def move(world: np.void, lever: int, dose: float, coverage: float = 1.0) -> None:
        world.dose[:, lever] = dose
        world.coverage[:, lever] = coverage

    return move


@pytest.fixture
def told() -> Callable[[np.void], list[tuple[int, int, int, int]]]:
    """Read the diary: kind, who, whom and when of every event."""

    def read(world: np.void) -> list[tuple[int, int, int, int]]:
        return [
            (int(one.kind), int(one.who), int(one.whom), int(one.when))
            for one in world.events[: int(world.event_count)]
        ]

    return read
