"""Credentialing of peer work, which can help or hurt."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.lever_index import CREDENTIALING
from ccu_sim.model.records import CLINICIAN, PEER
from ccu_sim.model.streams import CREDENTIAL, NOBODY, draw
from ccu_sim.model.submodels.credentialing import (
    assimilate,
    gain_credential,
    work_toward_credential,
)


def test_a_credential_takes_its_time_and_is_kept(scene):
    me, par = scene.me, scene.par
    gain_credential(me, 1.0, scene.over(par.credential_half_life))
    assert me.credential == pytest.approx(0.5)
    gain_credential(me, 0.0, scene.over(par.credential_half_life))
    assert me.credential == pytest.approx(0.5)


@pytest.mark.parametrize("pull", [0.4, 0.0, -0.3])
def test_credentialing_can_help_or_hurt(scene, pull):
    me, par = scene.me, scene.par
    par.credential_assimilation, me.credential = pull, 1.0
    assimilate(me, par, 52.0, 26.0)
    if pull > 0:
        assert me.role_clarity == pytest.approx(0.5 * (1 - pull / 2))
        assert me.medical_model == pytest.approx(0.5 + 0.5 * pull / 2)
    else:
        assert me.role_clarity == pytest.approx(0.5 - 0.5 * pull / 2)
        assert me.medical_model == 0.5


def test_of_whom_it_is_required_is_decided_once_for_each_peer_worker(team, give):
    world = team(PEER, PEER, PEER, CLINICIAN)
    luck = [draw(world.key, CREDENTIAL, int(world.staff[p].address), NOBODY, 0) for p in range(4)]
    share = sorted(luck[:3])[1] + 1e-9
    give(world, CREDENTIALING, share)
    for when in (20, 41):
        for post in range(4):
            work_toward_credential(world, post, when)
    kept = 0.25 ** (1 / world.par.credential_half_life)
    required = [luck[post] < share for post in range(3)] + [False]
    assert sum(required) == 2
    for post in range(4):
        assert world.staff[post].credential == pytest.approx((1 - kept) * required[post])


def test_it_wears_what_is_distinct_a_week_at_a_time(team):
    world = team(PEER)
    me, par = world.staff[0], world.par
    me.credential, par.credential_assimilation = 1.0, 0.4
    work_toward_credential(world, 0, 20)
    assert me.credential == 1.0  # nobody requires it any more: kept
    assert me.role_clarity == pytest.approx(0.5 * (1 - 0.4 / WEEKS_A_YEAR))


def test_half_a_credential_wears_half_as_much(scene):
    me, par = scene.me, scene.par
    par.credential_assimilation, me.credential = 0.4, 0.5
    assimilate(me, par, 52.0, 26.0)
    assert me.role_clarity == pytest.approx(0.5 * (1 - 0.4 * 0.5 / 2))


def test_of_a_clinician_none_is_required_and_nothing_worn(team, give):
    world = team(CLINICIAN)
    me, par = world.staff[0], world.par
    me.credential, par.credential_assimilation = 0.5, 0.4
    give(world, CREDENTIALING, 1.0)
    work_toward_credential(world, 0, 20)
    assert (me.credential, me.role_clarity, me.medical_model) == (0.5, 0.5, 0.5)
