"""Shifts, days, weeks and months."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.model import calendar
from ccu_sim.model.calendar import (
    DAY,
    MONTH,
    SHIFT,
    WEEK,
    is_due,
    is_weekend,
    month_of,
    month_start,
    months_until,
    shift_of_day,
)

A_MONTH = Fraction(36525, 100) / 12 * 3  # shifts: a twelfth of 365.25 days of three shifts
months = st.integers(0, 120)
shifts = st.integers(0, 10_958)


def test_a_month_is_1461_sixteenths_of_a_shift_long():
    assert Fraction(1461, 16) == A_MONTH


@given(months)
def test_a_month_begins_at_the_first_shift_not_before_its_instant(month):
    start = month_start(month)
    assert start - 1 < month * A_MONTH <= start


@given(months)
def test_month_of_finds_the_month_that_a_shift_is_in(month):
    assert month_of(month_start(month)) == month + 1
    assert month_of(month_start(month + 1) - 1) == month + 1


@given(shifts)
def test_every_shift_is_between_the_boundaries_of_its_month(when):
    month = month_of(when)
    assert month_start(month - 1) <= when < month_start(month)


@pytest.mark.parametrize(("month", "shift"), [(0, 0), (1, 92), (12, 1096), (24, 2192), (36, 3288)])
def test_known_boundaries(month, shift):
    assert month_start(month) == shift


def test_months_are_91_or_92_shifts_and_never_role_drift():
    lengths = [month_start(month + 1) - month_start(month) for month in range(120)]
    assert set(lengths) == {91, 92}
    assert sum(lengths[:96]) == 8 * 365.25 * 3


def test_a_month_ends_once_a_month():
    due = [when for when in range(month_start(120)) if is_due(MONTH, when)]
    assert due == [month_start(month) - 1 for month in range(1, 121)]


@pytest.mark.parametrize(("every", "last"), [(SHIFT, 0), (DAY, 2), (WEEK, 20)])
def test_phases_come_round_at_the_end_of_their_period(every, last):
    due = [when for when in range(100) if is_due(every, when)]
    assert due == list(range(last, 100, every))


@given(shifts)
def test_shifts_go_day_evening_night(when):
    names = (calendar.DAY_SHIFT, calendar.EVENING_SHIFT, calendar.NIGHT_SHIFT)
    assert shift_of_day(when) == names[when % 3]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), shifts)
def test_weekends_are_saturdays_and_sundays(opens, when):
    today = opens + timedelta(days=when // 3)
    assert is_weekend(when, opens.weekday()) == (today.weekday() >= 5)


@given(months, shifts)
def test_months_until_is_zero_at_the_date_and_positive_before(month, when):
    date_ = month_start(month)
    assert months_until(date_, date_) == 0.0
    assert months_until(date_, when) == pytest.approx(float((date_ - when) / A_MONTH))


def test_lengths_agree_with_one_another():
    assert pytest.approx(365.25 / 7) == calendar.WEEKS_A_YEAR
    assert pytest.approx(calendar.WEEKS_A_YEAR / 12) == calendar.WEEKS_A_MONTH
    assert pytest.approx(1 / calendar.WORKDAYS_A_WEEK) == calendar.WEEKS_A_WORKED_SHIFT
