"""How much of a lever reaches whom: as usual, what strategies add, and the share they reach."""

import pytest

from ccu_sim.model.calendar import WEEKS_A_MONTH, month_start
from ccu_sim.model.doses import (
    highest_dose,
    own_dose,
    own_dose_this_week,
    own_highest_dose,
    reaches,
    set_dose,
    unit_dose,
    unit_dose_this_week,
)
from ccu_sim.model.lever_index import (
    CHAMPION_DAYS,
    PERMANENT_SHARE,
    SUPERVISION_HOURS,
    SUPERVISOR_UNDERSTANDING,
)
from ccu_sim.model.streams import COVERAGE, NOBODY, draw

JANUARY, MARCH = 10, month_start(2) + 10
PEOPLE = 400


@pytest.fixture
def world(scene):
    """A unit in which a strategy moves four levers from the third month on, for half of people."""
    world = scene.world
    world.key = 7
    moved = {
        CHAMPION_DAYS: (1.0, 2.0),
        SUPERVISION_HOURS: (1.0, 3.0),
        PERMANENT_SHARE: (0.4, 0.9),
        SUPERVISOR_UNDERSTANDING: (0.3, 0.8),
    }
    for lever, (usual, strategy) in moved.items():
        world.base_dose[lever] = usual
        world.dose[:, lever] = 0.0
        world.dose[3:, lever] = strategy
        world.coverage[3:, lever] = 0.5
    world.dose[:3, SUPERVISOR_UNDERSTANDING] = float("nan")
    return world


@pytest.fixture
def reached(world):
    """Tell of many people whether the lever of supervision reaches them."""

    def look(when):
        found = []
        for address in range(PEOPLE):
            world.staff[0].address = address
            found.append(reaches(world, world.staff[0], SUPERVISION_HOURS, when))
        return found

    return look


def test_the_unit_has_the_usual_dose_and_what_reaches_it_of_the_strategies(world):
    assert unit_dose(world, CHAMPION_DAYS, JANUARY) == 1.0
    assert unit_dose(world, CHAMPION_DAYS, MARCH) == 1.0 + 2.0 * 0.5
    weekly = unit_dose_this_week(world, CHAMPION_DAYS, MARCH)
    assert weekly == pytest.approx(2.0 / WEEKS_A_MONTH)


def test_a_person_has_all_of_what_strategies_add_or_none(world):
    me, found = world.staff[0], set()
    for me.address in range(PEOPLE):
        assert own_dose(world, me, SUPERVISION_HOURS, JANUARY) == 1.0
        dose = own_dose(world, me, SUPERVISION_HOURS, MARCH)
        assert own_dose_this_week(world, me, SUPERVISION_HOURS, MARCH) == dose / WEEKS_A_MONTH
        assert dose == (4.0 if reaches(world, me, SUPERVISION_HOURS, MARCH) else 1.0)
        found.add(dose)
    assert found == {1.0, 4.0}


def test_whom_a_lever_reaches_is_a_share_of_people_decided_once(world, reached):
    first = reached(MARCH)
    assert 0.42 < sum(first) / PEOPLE < 0.58
    assert reached(month_start(9)) == first
    luck = [draw(world.key, COVERAGE + SUPERVISION_HOURS, who, NOBODY, 0) for who in range(PEOPLE)]
    assert first == [one < 0.5 for one in luck]


def test_a_larger_share_reaches_those_of_the_smaller_and_more(world, reached):
    half = reached(MARCH)
    world.coverage[3:, SUPERVISION_HOURS] = 0.7
    most = reached(MARCH)
    assert all(later for earlier, later in zip(half, most, strict=True) if earlier)
    assert sum(most) > sum(half)
    world.coverage[3:, SUPERVISION_HOURS] = 1.0
    assert all(reached(MARCH))
    world.coverage[3:, SUPERVISION_HOURS] = 0.0
    assert not any(reached(MARCH))


def test_of_two_doses_of_which_the_highest_counts_it_does(world):
    assert highest_dose(world, PERMANENT_SHARE, JANUARY) == 0.4
    assert highest_dose(world, PERMANENT_SHARE, MARCH) == 0.9
    me = world.staff[0]
    found = {own_highest_dose(world, me, PERMANENT_SHARE, MARCH) for me.address in range(PEOPLE)}
    assert found == {0.4, 0.9}
    world.base_dose[PERMANENT_SHARE] = 0.95
    assert highest_dose(world, PERMANENT_SHARE, MARCH) == 0.95
    found = {own_highest_dose(world, me, PERMANENT_SHARE, MARCH) for me.address in range(PEOPLE)}
    assert found == {0.95}


def test_a_lever_that_is_set_is_what_the_strategies_say_where_they_do(world):
    assert set_dose(world, SUPERVISOR_UNDERSTANDING, JANUARY) == 0.3
    assert set_dose(world, SUPERVISOR_UNDERSTANDING, MARCH) == 0.8
    world.dose[3:, SUPERVISOR_UNDERSTANDING] = 0.0  # set to nothing is set
    assert set_dose(world, SUPERVISOR_UNDERSTANDING, MARCH) == 0.0
