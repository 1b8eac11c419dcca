"""The two forms in which states move, and the scales they use."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.model.change import (
    centred,
    chance_within,
    comes_at_ratio,
    comes_within,
    happens,
    logistic,
    lowered,
    raised,
    share_in_time,
    share_of_dose,
    toward,
    waiting_time,
    within,
)

shares = st.floats(0, 1)


def test_half_the_way_is_gone_after_a_half_life():
    assert toward(1.0, 0.0, share_in_time(6.0, 6.0)) == pytest.approx(0.5)
    assert toward(0.2, 0.8, share_in_time(12.0, 6.0)) == pytest.approx(0.8 - 0.6 / 4)


@given(shares, shares, st.floats(0, 100), st.floats(0.1, 500))
def test_relaxing_stays_between_state_and_target(state, target, weeks, half_life):
    assert (
        min(state, target) - 1e-15
        <= toward(state, target, share_in_time(weeks, half_life))
        <= max(state, target) + 1e-15
    )


@given(shares, shares, st.integers(1, 20))
def test_relaxing_in_small_steps_comes_to_the_same(state, target, steps):
    moved = state
    for _ in range(steps):
        moved = toward(moved, target, share_in_time(1.0, 5.0))
    at_once = toward(state, target, share_in_time(float(steps), 5.0))
    assert moved == pytest.approx(at_once, abs=1e-12)


@given(shares, shares)
def test_events_close_a_share_of_the_distance_and_stay_in_bounds(state, share):
    assert raised(state, share) == pytest.approx(state + (1 - state) * share)
    assert lowered(state, share) == pytest.approx(state * (1 - share))
    assert state - 1e-15 <= raised(state, share) <= 1.0 + 1e-15
    assert -1e-15 <= lowered(state, share) <= state


@given(st.floats(-5, 5))
def test_within_clips_to_the_scale(value):
    assert within(value) == min(max(value, 0.0), 1.0)


def test_the_middle_of_the_scale_is_one_half():
    assert (centred(0.0), centred(0.5), centred(1.0)) == (-0.5, 0.0, 0.5)


@given(st.floats(-2000, 2000))
def test_logistic_is_a_probability_however_steep(x):
    assert 0.0 <= logistic(x) <= 1.0
    assert logistic(x) + logistic(-x) == pytest.approx(1.0)


def test_logistic_of_log_odds():
    assert logistic(math.log(3.0)) == pytest.approx(0.75)


@given(st.floats(-800, 800) | st.floats(-3, 3), st.floats(0, 1, exclude_max=True))
def test_what_happens_is_what_luck_below_the_probability_says(log_odds, luck):
    if abs(luck - logistic(log_odds)) > 1e-12:  # nearer, rounding decides
        assert happens(log_odds, luck) == (luck < logistic(log_odds))


@given(st.floats(-2.1, 2.1), st.sampled_from([1e-9, 1e-5, 2e-4, 4e-4]))
def test_what_happens_turns_where_luck_passes_the_probability(log_odds, apart):
    assert happens(log_odds, logistic(log_odds) - apart)
    assert not happens(log_odds, logistic(log_odds) + apart)


@given(st.floats(0, 50), st.floats(-3, 3), st.floats(0.01, 10), st.floats(0, 1, exclude_max=True))
def test_a_rate_times_an_exponential_comes_as_their_product(rate, log_ratio, weeks, luck):
    chance = chance_within(rate * math.exp(log_ratio), weeks, 52.0)
    if abs(luck - chance) > 1e-12:  # nearer, rounding decides
        assert comes_at_ratio(rate, log_ratio, weeks, 52.0, luck) == (luck < chance)


@given(st.floats(0, 0.99), st.floats(0, 50))
def test_a_dose_closes_shares_with_diminishing_returns(gain, sessions):
    assert share_of_dose(gain, sessions) == pytest.approx(1 - (1 - gain) ** sessions, abs=1e-12)


@given(st.floats(0, 0.99))
def test_a_dose_of_zero_closes_exactly_nothing(gain):
    assert share_of_dose(gain, 0.0) == 0.0
    assert raised(0.3, share_of_dose(gain, 0.0)) == 0.3


def test_chance_within_is_of_at_least_one_event():
    assert chance_within(2.0, 52.0, 52.0) == pytest.approx(1 - math.exp(-2))
    assert chance_within(0.0, 1.0, 52.0) == 0.0


@given(st.floats(0, 50), st.floats(0.01, 10), st.floats(0, 1, exclude_max=True))
def test_an_event_comes_when_luck_is_below_its_chance(rate, weeks, luck):
    chance = chance_within(rate, weeks, 52.0)
    if abs(luck - chance) > 1e-12:  # nearer, rounding decides
        assert comes_within(rate, weeks, 52.0, luck) == (luck < chance)


@given(st.floats(0.01, 100), st.floats(0, 0.999))
def test_waiting_times_are_exponential(mean, luck):
    waited = waiting_time(mean, luck)
    assert waited >= 0.0
    assert 1 - math.exp(-waited / mean) == pytest.approx(luck, abs=1e-9)
