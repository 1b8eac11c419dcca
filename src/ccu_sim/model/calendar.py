"""The one place that knows how shifts make days, weeks and months.

Shift 0 is the day shift of the opening day. Shifts go day, evening, night. A month is a
twelfth of 365.25 days, that is 91.3125 or 1461/16 shifts. Month ``m`` (from 1) holds the
shifts from ``month_start(m - 1)`` up to, not including, ``month_start(m)``. A contract of
24 months that began on opening ends *at* shift ``month_start(24)``: the observation "at
24 months" is made before the expiry on that day.
"""

from ccu_sim.model.compiling import rule

DAY_SHIFT, EVENING_SHIFT, NIGHT_SHIFT = 0, 1, 2
SHIFTS_A_DAY = 3
SHIFTS_A_WEEK = 21
DAYS_A_WEEK = 7
WORKDAYS_A_WEEK = 5
THURSDAY = 3
MONTHS_A_YEAR = 12
WEEKS_A_YEAR = 52.178571428571431
WEEKS_A_MONTH = 4.3482142857142856
WEEKS_A_WORKED_SHIFT = 0.2  # five shifts are a full-time week

# How often a phase of the schedule comes round.
SHIFT, DAY, WEEK, MONTH = 1, 3, 21, 1461


@rule
def month_start(month):
    """Give the first shift of the month that begins ``month`` months after opening."""
    return (month * 1461 + 15) // 16


@rule
def month_of(when):
    """Give the month, counted from 1, that a shift belongs to."""
    return (when * 16) // 1461 + 1


@rule
def is_due(every, when):
    """Tell whether a phase comes round at the end of this shift."""
    if every == MONTH:
        return month_of(when + 1) != month_of(when)
    return (when + 1) % every == 0


@rule
def shift_of_day(when):
    """Give 0 for day, 1 for evening, 2 for night."""
    return when % SHIFTS_A_DAY


@rule
def weekday_of(day):
    """Give the weekday of a date, 0 for Monday; days count from 1 January 1970, a Thursday."""
    return (day + THURSDAY) % DAYS_A_WEEK


@rule
def is_weekend(when, first_weekday):
    """Tell whether a shift falls on a Saturday or Sunday; ``first_weekday`` 0 is Monday."""
    return (when // SHIFTS_A_DAY + first_weekday) % DAYS_A_WEEK >= WORKDAYS_A_WEEK


@rule
def months_until(date, when):
    """Give the months from now to a date; both are shifts."""
    return (date - when) * 16.0 / 1461.0


@rule
def months_since_opening(shift):
    """Give the months from opening to a shift, such that a month's first shift is whole.

    A month begins at the first shift not before its exact instant, so plain division could
    put an end on the 24th month a hair beyond 24.
    """
    whole = (shift * 16) // 1461
    if month_start(whole) == shift:
        return float(whole)
    return shift * 16.0 / 1461.0
