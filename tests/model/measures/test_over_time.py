"""From months to a run: which months a mean is over, and what a year's sum is."""

import math

import pytest

from ccu_sim.model.measures.over_time import a_year, mean_of_last_year, mean_of_months

COLUMN = 5
EMPTY = float("nan")


@pytest.fixture
def months(made):
    """Write a column of the months of a run, opening day first."""

    def write(*values):
        world = made(len(values) - 1).world
        world.monthly[: len(values), COLUMN] = values
        return world

    return write


def test_of_a_long_run_the_last_twelve_months_count(months):
    world = months(*range(31))
    assert mean_of_last_year(world, COLUMN) == pytest.approx(sum(range(19, 31)) / 12)


@pytest.mark.parametrize("horizon", [1, 6, 12])
def test_of_a_short_run_all_do_but_opening_day(months, horizon):
    world = months(1000.0, *range(1, horizon + 1))
    assert mean_of_last_year(world, COLUMN) == pytest.approx((horizon + 1) / 2)


def test_months_without_a_value_are_left_out(months):
    world = months(0.0, 2.0, EMPTY, 4.0)
    assert mean_of_months(world, COLUMN, 1) == 3.0
    assert mean_of_months(world, COLUMN, 2) == 4.0
    assert math.isnan(mean_of_last_year(months(0.0, EMPTY, EMPTY), COLUMN))


def test_a_sum_is_told_a_year(months):
    assert a_year(months(0.0, *[2.0] * 6), COLUMN) == 24.0
    assert a_year(months(0.0, *[2.0] * 36), COLUMN) == 24.0


def test_vacant_posts_of_both_professions_are_a_mean_over_all_months(made):
    one = made(24)
    one.month(0, vacancies_peer=9)  # opening day is no month of the run
    for month in range(1, 25):
        one.month(month, vacancies_peer=int(month <= 6), vacancies_clinician=2)
    assert one.tables().run["vacancies"] == pytest.approx(2.25)
