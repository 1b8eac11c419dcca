"""Education of non-peer staff: what it moves, and what stays."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.lever_index import TRAINING_SESSIONS
from ccu_sim.model.records import CLINICIAN, LEADER, ON_SICK_LEAVE, PEER
from ccu_sim.model.submodels.training import (
    attend_training,
    be_trained,
    destigmatise,
    settle_valuing,
)


def test_training_moves_valuing_more_than_outlook_and_stigma_least(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    be_trained(me, par, 1.0, scene.pace)
    moved = par.training_valuing * par.training_gain
    assert me.training == pytest.approx(par.training_gain)
    assert me.valuing == pytest.approx(1 - 0.5 * math.exp(-moved))
    outlook = 1 - 0.5 * math.exp(-moved * par.training_outlook)
    assert me.recovery_orientation == pytest.approx(outlook)
    assert me.medical_model == pytest.approx(1 - outlook)
    assert climate.stigma == 0.5
    destigmatise(climate, par, 1.0)
    assert climate.stigma == pytest.approx(0.5 - 0.5 * par.training_stigma)


def test_training_levels_off_and_what_it_did_goes_with_it(scene):
    me, par = scene.me, scene.par
    for _ in range(300):
        be_trained(me, par, 4.0, scene.over(0.0))
    assert me.valuing == pytest.approx(1 - 0.5 * math.exp(-par.training_valuing))
    be_trained(me, par, 0.0, scene.over(par.training_half_life))
    assert me.training == pytest.approx(0.5)
    assert me.valuing == pytest.approx(1 - 0.5 * math.exp(-par.training_valuing / 2))
    be_trained(me, par, 0.0, scene.over(100 * par.training_half_life))
    for name in ("valuing", "recovery_orientation", "medical_model"):
        assert me[name] == pytest.approx(0.5)


def test_valuing_settles_to_where_it_began_raised_by_what_training_has_left(scene):
    me, par = scene.me, scene.par
    me.valuing = 0.9
    settle_valuing(me, par, scene.over(par.valuing_half_life))
    assert me.valuing == pytest.approx(0.7)
    me.valuing, me.training = 0.9, 0.4
    settle_valuing(me, par, scene.over(par.valuing_half_life))
    left = 1 - 0.5 * math.exp(-par.training_valuing * 0.4)
    assert me.valuing == pytest.approx((0.9 + left) / 2)


@pytest.mark.parametrize(
    ("role", "away", "trained"),
    [
        (CLINICIAN, 0, True),
        (LEADER, 0, True),
        (PEER, 0, False),
        (CLINICIAN, ON_SICK_LEAVE, False),
    ],
)
def test_colleagues_of_peer_workers_attend_when_at_work(team, give, role, away, trained):
    world = team(role)
    me = world.staff[0]
    give(world, TRAINING_SESSIONS, 2.0)
    me.away = away
    attend_training(world, 0, 20)
    share = 1 - (1 - world.par.training_gain) ** (2.0 / WEEKS_A_MONTH)
    assert me.training == pytest.approx(share * trained)
    moved = world.par.training_valuing * share * trained
    assert me.valuing == pytest.approx(1 - 0.5 * math.exp(-moved))


def test_valuing_settles_in_everyone(team):
    for role in (PEER, CLINICIAN):
        world = team(role)
        world.staff[0].valuing = 0.9
        attend_training(world, 0, 20)
        kept = 0.5 ** (1 / world.par.valuing_half_life)
        assert world.staff[0].valuing == pytest.approx(0.5 + 0.4 * kept)


def test_a_week_without_a_session_is_a_week_of_forgetting(team):
    world = team(CLINICIAN)
    world.staff[0].training = 0.8
    attend_training(world, 0, 20)
    assert world.staff[0].training == pytest.approx(0.8 * 0.5 ** (1 / world.par.training_half_life))
