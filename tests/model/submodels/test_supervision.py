"""Professional supervision: what it is worth, and who has how much."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.lever_index import SUPERVISION_HOURS, SUPERVISOR_UNDERSTANDING
from ccu_sim.model.records import CLINICIAN, LEADER, ON_ANNUAL_LEAVE, PEER
from ccu_sim.model.submodels.supervision import absorb_supervision, be_supervised


def dose(gain, sessions):
    return 1 - (1 - gain) ** sessions


def test_supervision_carries_and_clarifies_by_the_supervisor_s_understanding(scene):
    me, par = scene.me, scene.par
    me.supervised = 0.4
    absorb_supervision(me, par, 0.5, 0.6, scene.over(par.supervision_half_life))
    quality = par.supervision_generic + (1 - par.supervision_generic) * 0.6
    assert me.supervised == pytest.approx(0.2 + 0.8 * dose(par.supervision_gain * quality, 0.5))
    clearer = dose(par.supervision_clarity * quality, 0.5)
    assert me.role_clarity == pytest.approx(0.5 + 0.5 * clearer)


def test_a_supervisor_who_understands_gives_more(scene):
    after = []
    for understanding in (0.0, 0.6, 1.0):
        scene.me.supervised = 0.0
        absorb_supervision(scene.me, scene.par, 1.0, understanding, scene.pace)
        after.append(float(scene.me.supervised))
    assert 0 < after[0] < after[1] < after[2]


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_a_strategy_s_hours_and_understanding_are_for_peer_workers(team, give, role):
    world = team(role)
    me, par = world.staff[0], world.par
    world.base_dose[SUPERVISION_HOURS] = 1.0
    give(world, SUPERVISION_HOURS, 3.0)
    give(world, SUPERVISOR_UNDERSTANDING, 0.9)
    be_supervised(world, 0, 20)
    hours, understanding = (4.0, 0.9) if role == PEER else (1.0, par.discipline_understanding)
    quality = par.supervision_generic + (1 - par.supervision_generic) * understanding
    share = dose(par.supervision_gain * quality, hours / WEEKS_A_MONTH)
    assert me.supervised == pytest.approx(share)


def test_whoever_is_away_has_none_and_it_fades(team):
    world = team(PEER)
    me = world.staff[0]
    world.base_dose[SUPERVISION_HOURS] = 4.0
    me.away, me.supervised = ON_ANNUAL_LEAVE, 0.8
    be_supervised(world, 0, 20)
    assert me.supervised == pytest.approx(0.8 * 0.5 ** (1 / world.par.supervision_half_life))
    assert me.role_clarity == 0.5
