"""Mechanism 12: one weekly hazard for everyone."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.records import REASONS
from ccu_sim.model.submodels.leaving import (
    is_promoted_out,
    leaves,
    log_hazard_ratio,
    share_reasons,
    weigh_reasons,
)

HOLDS = {"satisfaction": "satisfaction", "belonging": "belonging"}
HOLDS |= {"leader_support": "leadership", "prospects": "prospects"}
PULLS = {"strain": "strain", "insecurity": "insecurity", "role_drift": "drift"}


def reason(me, name):
    return float(me.reasons[REASONS.index(name)])


def test_reasons_are_their_equations(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.satisfaction, me.strain, me.belonging, me.insecurity = 0.1, 0.2, 0.3, 0.4
    me.leader_support, me.prospects, me.role_drift = 0.6, 0.7, 0.8
    climate.contagion, me.near_home = 0.9, 1.0
    weigh_reasons(me, climate, par)
    assert reason(me, "satisfaction") == pytest.approx(par.leave_satisfaction * 0.4)
    assert reason(me, "strain") == pytest.approx(par.leave_strain * -0.3)
    assert reason(me, "belonging") == pytest.approx(par.leave_belonging * 0.2)
    assert reason(me, "insecurity") == pytest.approx(par.leave_insecurity * 0.4)
    assert reason(me, "leadership") == pytest.approx(par.leave_leadership * -0.1)
    assert reason(me, "prospects") == pytest.approx(par.leave_prospects * -0.2)
    assert reason(me, "drift") == pytest.approx(par.leave_drift * (0.8 - par.start_drift))
    assert reason(me, "contagion") == pytest.approx(par.leave_contagion * 0.9)
    assert reason(me, "distance") == 0.0
    assert reason(me, "base") == 0.0
    assert log_hazard_ratio(me) == pytest.approx(sum(me.reasons))
    me.near_home = 0.0
    weigh_reasons(me, climate, par)
    assert reason(me, "distance") == pytest.approx(par.leave_distance)


@pytest.mark.parametrize(("state", "name"), [*HOLDS.items(), *PULLS.items()])
def test_each_state_moves_its_own_reason_its_own_way(scene, state, name):
    me = scene.me
    found = {}
    for level in (0.2, 0.8):
        me[state] = level
        weigh_reasons(me, scene.climate, scene.par)
        found[level] = [float(part) for part in me.reasons]
    moved = [REASONS[i] for i in range(len(REASONS)) if found[0.2][i] != found[0.8][i]]
    assert moved == [name]
    change = found[0.8][REASONS.index(name)] - found[0.2][REASONS.index(name)]
    assert change > 0 if state in PULLS else change < 0


def test_the_hazard_is_the_base_rate_times_the_exponential_of_the_reasons(scene, chance):
    me, par = scene.me, scene.par
    me.reasons[0], me.reasons[1] = 0.7, -0.2
    found = chance(lambda luck: leaves(me, par, 1.0, luck))
    rate = par.leave_base * math.exp(0.5)
    assert found == pytest.approx(1 - math.exp(-rate / WEEKS_A_YEAR))


def test_promotion_out_follows_the_unit_s_standing(scene, chance):
    climate, par = scene.climate, scene.par
    climate.standing = 0.8
    found = chance(lambda luck: is_promoted_out(climate, par, 1.0, luck))
    rate = par.promotion_rate * (1 + par.promotion_standing * 0.3)
    assert found == pytest.approx(1 - math.exp(-rate / WEEKS_A_YEAR))


def test_shares_of_reasons_add_up_to_1_and_leave_out_what_held(scene):
    me = scene.me
    me.reasons[0], me.reasons[1], me.reasons[2] = 0.6, -0.5, 0.4
    share_reasons(me)
    assert sum(me.reasons) == pytest.approx(1.0)
    assert reason(me, "strain") == 0.0
    assert reason(me, "base") == pytest.approx(math.exp(-1.0))
    assert reason(me, "satisfaction") == pytest.approx(0.6 * (1 - math.exp(-1.0)))


def test_where_nothing_pulls_nothing_here_explains_it(scene):
    scene.me.reasons[1] = -0.5
    share_reasons(scene.me)
    assert reason(scene.me, "base") == 1.0
    assert sum(scene.me.reasons) == 1.0
