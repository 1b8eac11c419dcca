"""Mechanism 4: role clarity and role drift."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.lever_index import MEDICATION_SESSIONS, ROLE_CLARITY_SESSIONS
from ccu_sim.model.records import CLINICIAN, LEADER, ON_SICK_LEAVE, PEER
from ccu_sim.model.submodels.role_clarity import (
    blur,
    clarify,
    clarify_role,
    drift_from_role,
    learn_medications,
    prepare_roles,
    settle_readiness,
    step_in,
)


def test_clarity_settles_to_what_readiness_and_role_drift_allow(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.readiness, me.role_clarity, me.role_drift, me.grasp = 0.8, 0.2, 0.3, 0.5
    blur(me, climate, par, scene.over(par.clarity_half_life))
    target = 0.8 * (1 - par.clarity_role_drift * 0.3) + par.clarity_spread * 0.5
    assert me.role_clarity == pytest.approx((0.2 + target) / 2)


def test_role_drift_is_its_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.shortfall, me.role_clarity, me.leader_support = 0.25, 0.4, 0.7
    log_odds = par.role_drift_base + par.role_drift_shortfall * 0.25 + par.role_drift_absence
    log_odds += par.role_drift_ambiguity * 0.1 - par.role_drift_tending * 0.2
    target = 1 / (1 + math.exp(-log_odds))
    drift_from_role(me, climate, par, 1.0, scene.pace)
    kept = 0.5 ** (0.2 / par.role_drift_half_life)
    assert me.role_drift == pytest.approx(target + (0.5 - target) * kept)


def test_role_drift_grows_where_cover_is_short_others_absent_and_roles_untended(scene):
    def after(shortfall=0.0, others_absent=0.0, clarity=0.5, support=0.5):
        scene.climate.shortfall = shortfall
        scene.me.role_clarity, scene.me.leader_support = clarity, support
        scene.me.role_drift = 0.3
        drift_from_role(scene.me, scene.climate, scene.par, others_absent, scene.pace)
        return float(scene.me.role_drift)

    usual = after()
    assert after(shortfall=0.5) > usual
    assert after(others_absent=1.0) > usual
    assert after(clarity=0.1) > usual > after(clarity=0.9)
    assert after(support=0.1) > usual > after(support=0.9)


def test_stepping_in_draws_work_outside_the_role(scene):
    scene.me.role_drift = 0.2
    step_in(scene.me, scene.par)
    assert scene.me.role_drift == pytest.approx(0.2 + 0.8 * scene.par.crisis_role_drift)


def test_sessions_make_clearer_and_hand_role_drift_back(scene):
    me, par = scene.me, scene.par
    clarify(me, par, 2.0)
    share = 1 - (1 - par.clarity_session_gain) ** 2
    assert me.role_clarity == pytest.approx(0.5 + 0.5 * share)
    assert me.role_drift == pytest.approx(0.5 - 0.5 * share)


def test_sessions_make_the_unit_readier_and_readiness_fades(scene):
    climate, par = scene.climate, scene.par
    prepare_roles(climate, par, 3.0)
    assert climate.readiness == pytest.approx(0.5 + 0.5 * (1 - (1 - par.readiness_gain) ** 3))
    climate.readiness, scene.unit.role_clarity = 0.9, 0.4
    settle_readiness(climate, scene.unit, scene.over(par.readiness_half_life))
    assert climate.readiness == pytest.approx(0.65)


def test_learning_about_medications_makes_the_role_clearer(scene):
    learn_medications(scene.me, scene.par, 1.0)
    assert scene.me.role_clarity == pytest.approx(0.5 + 0.5 * scene.par.medication_gain)


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_sessions_are_for_everyone_and_medications_for_peer_workers(team, give, role):
    world = team(role)
    me, par = world.staff[0], world.par
    give(world, ROLE_CLARITY_SESSIONS, 2.0)
    give(world, MEDICATION_SESSIONS, 1.0)
    clarify_role(world, 0, 20)
    share = 1 - (1 - par.clarity_session_gain) ** (2 / WEEKS_A_MONTH)
    learnt = (1 - (1 - par.medication_gain) ** (1 / WEEKS_A_MONTH)) * (role == PEER)
    assert me.role_clarity == pytest.approx(1 - 0.5 * (1 - share) * (1 - learnt))
    assert me.role_drift == pytest.approx(0.5 * (1 - share))


def test_whoever_is_away_attends_no_session(team, give):
    world = team(PEER)
    give(world, ROLE_CLARITY_SESSIONS, 2.0)
    give(world, MEDICATION_SESSIONS, 2.0)
    world.staff[0].away = ON_SICK_LEAVE
    clarify_role(world, 0, 20)
    assert world.staff[0].role_clarity == world.staff[0].role_drift == 0.5
