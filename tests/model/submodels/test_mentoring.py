"""Mechanism 13: a mentor in the first year."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH, month_start
from ccu_sim.model.lever_index import MENTORING_HOURS
from ccu_sim.model.records import CLINICIAN, ON_SICK_LEAVE, PEER
from ccu_sim.model.submodels.mentoring import meet_mentor, mentor

LATER = month_start(30)


def test_hours_with_a_mentor_close_their_share(scene):
    mentor(scene.me, scene.par, 2.0)
    share = 1 - (1 - scene.par.mentoring_gain) ** 2
    assert scene.me.belonging == pytest.approx(0.5 + 0.5 * share)
    assert scene.me.colleague_support == pytest.approx(0.5 + 0.5 * share)


@pytest.mark.parametrize("role", [PEER, CLINICIAN])
@pytest.mark.parametrize(
    ("months", "away", "met"), [(0, 0, 1), (11, 0, 1), (12, 0, 0), (20, 0, 0), (2, 1, 0)]
)
def test_who_started_within_a_year_and_is_there_meets_theirs(team, give, role, months, away, met):
    world = team(role)
    me = world.staff[0]
    give(world, MENTORING_HOURS, 3.0)
    me.started, me.away = LATER - month_start(months), ON_SICK_LEAVE if away else 0
    meet_mentor(world, 0, LATER)
    share = 1 - (1 - world.par.mentoring_gain) ** (3.0 / WEEKS_A_MONTH)
    assert me.belonging == pytest.approx(0.5 + 0.5 * share * met)


def test_without_mentors_nothing_moves(team):
    world = team(PEER)
    before = world.staff[0].copy()
    meet_mentor(world, 0, 20)
    assert world.staff[0] == before
