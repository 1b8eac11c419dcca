"""Mechanism 13: how a vacancy is filled, and steps up to senior posts."""

import math

import pytest

from ccu_sim.model.calendar import month_start
from ccu_sim.model.lever_index import CAREER_STEPS, EXTRA_PEER_POSTS
from ccu_sim.model.records import CLINICIAN, LEADER, PEER, STEPPED_UP
from ccu_sim.model.streams import FILL_DELAY, NOBODY, draw
from ccu_sim.model.submodels.arrivals import address_of
from ccu_sim.model.submodels.recruitment import recruit, shifts_to_fill, step_up, weeks_to_fill


def test_the_delay_is_a_fixed_part_and_an_exponential_one(scene):
    unit, climate, par = scene.unit, scene.climate, scene.par
    unit.weeks_to_fill, climate.standing = 10.0, 0.7
    mean = 10 * (1 - par.fill_standing * 0.2)
    waited = -math.log(1 - 0.4)
    expected = mean * (par.fill_fixed + (1 - par.fill_fixed) * waited)
    assert weeks_to_fill(unit, climate, par, 0.4) == pytest.approx(expected)
    assert shifts_to_fill(unit, climate, par, 0.4) == int(expected * 21) + 1


def test_a_unit_of_good_standing_fills_sooner_and_none_at_once(scene):
    scene.unit.weeks_to_fill = 10.0
    delays = []
    for standing in (0.1, 0.9):
        scene.climate.standing = standing
        delays.append(weeks_to_fill(scene.unit, scene.climate, scene.par, 0.5))
    assert delays[1] < delays[0]
    scene.unit.weeks_to_fill = 0.0
    assert shifts_to_fill(scene.unit, scene.climate, scene.par, 0.5) == 1


LATER = month_start(24)


@pytest.fixture
def ladder(team, give):
    """A unit with so many senior peer posts, in which everyone has been for two years."""

    def make(*roles, steps):
        world = team(*roles)
        give(world, CAREER_STEPS, steps)
        world.staff["advancement"] = 0.5
        return world

    return make


def seniors(world):
    return [post for post in range(int(world.unit.posts)) if world.staff[post].senior]


def test_one_a_week_steps_up_the_keenest_first_while_there_are_posts(ladder, told):
    world = ladder(PEER, PEER, PEER, PEER, PEER, steps=2.5)
    world.staff["advancement"][:5] = 0.3, 0.9, 0.6, 0.7, 0.0
    ahead = []
    for week in range(4):
        step_up(world, LATER + 21 * week)
        assert seniors(world) == sorted([1, 3][: min(week + 1, 2)])
        ahead.append(float(world.climate.step_ahead))
    assert ahead == pytest.approx([1 - (2 / 3) ** 1.5, *[1 - 0.5**0.5] * 3])
    assert told(world) == [
        (STEPPED_UP, world.staff[post].address, NOBODY, LATER + 21 * week)
        for week, post in enumerate([1, 3])
    ]


def test_a_step_that_is_free_is_hoped_for_before_anyone_may_take_it(ladder):
    world = ladder(PEER, PEER, CLINICIAN, steps=1.0)
    world.staff["started"][:2] = LATER
    step_up(world, LATER)
    assert seniors(world) == []
    assert world.climate.step_ahead == 0.5


def test_without_senior_posts_there_is_no_step_ahead(ladder):
    world = ladder(PEER, PEER, steps=0.0)
    world.climate.step_ahead = 0.7
    step_up(world, LATER)
    assert (seniors(world), world.climate.step_ahead) == ([], 0.0)


def test_nobody_steps_up_who_does_not_want_to(ladder):
    world = ladder(PEER, steps=1.0)
    world.staff[0].advancement = 0.0
    step_up(world, LATER)
    assert seniors(world) == []


def test_only_peer_workers_of_the_team_who_have_been_here_long_enough_are_asked(ladder):
    world = ladder(CLINICIAN, LEADER, PEER, PEER, PEER, PEER, steps=6.0)
    world.staff[2].casual = 1
    world.staff[3].here = 0
    world.par.senior_after_months = 12.0
    world.staff[4].started = LATER - month_start(12)
    world.staff[5].started = LATER - month_start(12) + 1
    for _ in range(3):
        step_up(world, LATER)
    assert seniors(world) == [4]


def test_a_senior_who_left_gives_up_the_post(ladder):
    world = ladder(PEER, PEER, steps=1.0)
    world.staff[0].senior, world.staff[0].here = 1, 0
    step_up(world, LATER)
    assert world.staff[1].senior == 1


def test_a_filled_post_is_taken_up_on_its_day(team):
    world = team(PEER, CLINICIAN, PEER)
    for post in (0, 1):
        world.staff[post].here, world.staff[post].filled_at = 0, 100
    world.staff[1].open = 0
    recruit(world, 98)
    assert list(world.staff["here"][:3]) == [0, 0, 1]
    recruit(world, 99)
    assert list(world.staff["here"][:3]) == [1, 0, 1]  # a post that does not exist stays empty
    assert (world.staff[0].started, world.staff[0].founding, world.staff[2].holder) == (100, 0, 1)
    assert world.staff[0].holder == 2


def test_extra_posts_open_as_the_strategy_says_and_take_their_time(team, give):
    world = team(PEER, PEER, PEER)
    for post in (1, 2):
        me = world.staff[post]
        me.extra, me.open, me.here, me.holder = 1, 0, 0, 0
    give(world, EXTRA_PEER_POSTS, 1.0)
    world.unit.weeks_to_fill = 4.0
    luck = draw(world.key, FILL_DELAY, int(address_of(world.staff[1])), NOBODY, 0)
    delay = shifts_to_fill(world.unit, world.climate, world.par, luck)
    recruit(world, 50)
    assert list(world.staff["open"][:3]) == [1, 1, 0]
    assert list(world.staff["here"][:3]) == [1, 0, 0]
    assert world.staff[1].filled_at == 51 + delay
    recruit(world, 53)
    assert world.staff[1].filled_at == 51 + delay  # decided once
    recruit(world, 49 + delay)
    assert world.staff[1].here == 0
    recruit(world, 50 + delay)
    assert world.staff[1].here == 1
    assert world.staff[2].open == 0
