"""What residents and workers do with one another, act by act."""

import pytest

from ccu_sim.model.founding import found
from ccu_sim.model.measures.incidents import CRISES
from ccu_sim.model.records import NEVER
from ccu_sim.model.submodels.crises import come_to_crisis
from ccu_sim.model.submodels.support import seek_support
from ccu_sim.model.submodels.voice import plan_care

EVENING, NIGHT = 1, 2
PEER_POST = 0


@pytest.fixture
def worlds(site_1, as_usual, central):
    """A new unit on day 0 with one peer worker on shift, and residents sure of what they do."""
    worlds = found(site_1, as_usual, central, months=1, seed=1)
    world = worlds[0]
    world.on_count, world.on_shift[0] = 1, PEER_POST
    world.par.seek_base = world.par.crisis_rate = 1.0
    return worlds


def test_at_night_only_those_who_are_unwell_seek_support(worlds):
    resident = worlds[0].residents[0]
    for when, unwell, seen_by in (
        (EVENING, 0, PEER_POST),
        (NIGHT, 0, NEVER),
        (NIGHT, 1, PEER_POST),
    ):
        resident.unwell = unwell
        seek_support(worlds[0], 0, when)
        assert resident.seen_by == seen_by


@pytest.mark.parametrize("clinicians", [0, 1])
def test_a_crisis_without_a_clinician_weighs_more_and_draws_work_outside_the_role(
    worlds, clinicians
):
    world = worlds[0]
    world.climate.clinicians_on = clinicians
    world.residents[0].unwell = 1
    me, par = world.staff[PEER_POST], world.par
    strain, drift = float(me.strain), float(me.role_drift)
    come_to_crisis(world, 0, NIGHT)
    assert world.counts[CRISES] == 1
    unaided = 1 - clinicians
    share = par.crisis_strain * (1 + par.crisis_unaided * unaided)  # nobody on has an alliance
    assert me.strain == pytest.approx(strain + (1 - strain) * share)
    assert me.role_drift == pytest.approx(drift + (1 - drift) * par.crisis_drift * unaided)


@pytest.mark.parametrize(("odds", "share"), [(50.0, 0.0), (-50.0, 1.0)])
def test_being_passed_over_in_planning_tires(worlds, odds, share):
    world = worlds[0]
    world.par.heard_base = odds
    me = world.staff[PEER_POST]
    strain = float(me.strain)
    plan_care(world, PEER_POST, NIGHT)
    assert me.strain == pytest.approx(strain + (1 - strain) * world.par.passed_over_strain * share)
