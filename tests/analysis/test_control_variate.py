"""Luck is taken off by as much as the other sets tell, and nothing else is."""

import numpy as np
import pytest

from ccu_sim.analysis.control_variate import RUNS_FOR_ONE, without_luck


def column(values):
    return np.array(values, dtype=float)[:, None]


def taken_off(values, luck, sets=None):
    """One outcome's values without their luck; each run a set unless said otherwise."""
    sets = np.arange(len(values)) if sets is None else np.array(sets)
    return without_luck(column(values), column(luck), sets).ravel()


def made_up(random, runs, *, effect=2.0, share=1.0, noise=0.5):
    """Values of which luck is a share, and the luck."""
    luck = random.standard_normal(runs)
    return effect + share * luck + noise * random.standard_normal(runs), luck


def test_the_weight_is_the_equation_set_by_set():
    random = np.random.default_rng(1)
    values, luck = made_up(random, 12, share=0.6)
    sets = np.repeat(np.arange(4), 3)
    found = taken_off(values, luck, sets)
    for one in range(4):
        mine, others = sets == one, sets != one
        slope = np.cov(values[others], luck[others])[0, 1] * 8 / (luck[others] ** 2).sum()
        weight = (9 * np.clip(slope, 0, 1) + RUNS_FOR_ONE) / (9 + RUNS_FOR_ONE)
        assert found[mine] == pytest.approx(values[mine] - weight * luck[mine])


def test_a_sets_own_luck_tells_nothing_of_its_weight():
    random = np.random.default_rng(2)
    values, luck = made_up(random, 9)
    weights = (values - taken_off(values, luck)) / luck
    luck[0] *= 5
    again = (values - taken_off(values, luck)) / luck
    assert again[0] == pytest.approx(weights[0])
    assert again[1:] != pytest.approx(weights[1:])


def test_what_a_value_is_in_the_mean_stays_and_its_spread_falls():
    random = np.random.default_rng(3)
    counted, steady = [], []
    for _ in range(3000):
        values, luck = made_up(random, 8)
        counted.append(values.mean())
        steady.append(taken_off(values, luck).mean())
    assert np.mean(steady) == pytest.approx(2.0, abs=4 * np.std(steady) / np.sqrt(3000))
    assert np.var(steady) < np.var(counted) / 3


def test_luck_that_did_nothing_is_left_alone_by_many_runs():
    random = np.random.default_rng(4)
    values, luck = made_up(random, 4000, share=0.0)
    assert np.abs(taken_off(values, luck) - values).max() < 0.1


def test_what_comes_out_lies_between_counted_and_expected():
    random = np.random.default_rng(5)
    for share in (-2.0, 0.4, 3.0):
        values, luck = made_up(random, 6, share=share)
        found = taken_off(values, luck)
        ends = np.sort([values, values - luck], axis=0)
        assert ((ends[0] - 1e-12 <= found) & (found <= ends[1] + 1e-12)).all()


def test_expected_that_is_always_the_same_is_what_comes_out():
    luck = np.random.default_rng(9).normal(0, 3, 400)
    found = taken_off(4.0 + luck, luck)
    assert found.std() < 0.1
    assert found.mean() == pytest.approx(4.0, abs=0.02)


def test_a_single_run_is_as_expected():
    assert taken_off([3.0], [0.5]) == pytest.approx([2.5])


def test_of_a_single_set_runs_take_the_place_of_sets():
    random = np.random.default_rng(6)
    values, luck = made_up(random, 7)
    assert taken_off(values, luck, [4] * 7) == pytest.approx(taken_off(values, luck))


@pytest.mark.parametrize("counted", [0.0, 25.0])
def test_where_nobody_or_everybody_left_it_is_as_expected(counted):
    """What is counted is the same in every run, so nothing tells of a weight."""
    luck = np.array([-0.5, -0.8, -0.1, -0.6])
    assert taken_off([counted] * 4, luck) == pytest.approx(counted - luck)


def test_rare_leavers_do_not_make_the_rest_tell_of_the_weight():
    """One of forty differs, and had no luck: thirty-nine that do not are no proof against one."""
    luck = np.random.default_rng(7).normal(0, 0.1, 40)
    values = np.zeros(40)
    values[3], luck[3] = 1.0, 0.0
    weights = (values - taken_off(values, luck))[4:] / luck[4:]
    assert (weights >= RUNS_FOR_ONE / (1 + RUNS_FOR_ONE)).all()


def test_no_luck_no_change():
    values = [1.0, 2.0, 5.0]
    assert taken_off(values, [0.0] * 3) == pytest.approx(values)


def test_what_is_missing_stays_missing_and_unknown_luck_is_none():
    found = taken_off([1.0, np.nan, 3.0, 4.0], [np.nan, 1.0, 0.0, 0.5])
    assert np.isnan(found).tolist() == [False, True, False, False]
    assert found[0] == 1.0
    assert np.isnan(taken_off([np.nan, np.nan], [1.0, 2.0])).all()


def test_outcomes_are_apart():
    random = np.random.default_rng(8)
    both = [made_up(random, 10, share=share) for share in (1.0, 0.2)]
    values, luck = (np.column_stack(one) for one in zip(*both, strict=True))
    found = without_luck(values, luck, np.arange(10))
    for place, (value, own) in enumerate(both):
        assert found[:, place] == pytest.approx(taken_off(value, own))


def test_neither_the_unit_of_a_value_nor_where_it_begins_matters():
    random = np.random.default_rng(12)
    values, luck = made_up(random, 12, share=0.6)
    sets = np.repeat(np.arange(4), 3)
    found = taken_off(values, luck, sets)
    assert taken_off(values / 1000, luck / 1000, sets) == pytest.approx(found / 1000)
    # A sum of squares from a far zero would keep three digits of what they differ by.
    far = taken_off(values + 1e9, luck, sets) - 1e9
    assert far == pytest.approx(found, abs=1e-5)


def test_runs_without_a_value_are_as_if_they_were_not_there():
    random = np.random.default_rng(13)
    values, luck = made_up(random, 12, share=0.6)
    sets = np.repeat(np.arange(4), 3)
    values[[1, 4, 9, 10, 11]] = np.nan
    there = np.isfinite(values)
    alone = taken_off(values[there], luck[there], sets[there])
    assert taken_off(values, luck, sets)[there] == pytest.approx(alone)


def test_one_other_run_tells_nothing_of_the_slope():
    # Two sets of one run each, and two of which one has no value: all are as expected.
    for values in ([1.0, 3.0], [1.0, np.nan]):
        found = taken_off(values, [0.3, 0.4])
        weight = RUNS_FOR_ONE / (RUNS_FOR_ONE + 1) if np.isfinite(values[1]) else 1.0
        assert found[0] == pytest.approx(1.0 - weight * 0.3)


def test_without_runs_there_is_nothing_to_take_off():
    assert without_luck(np.empty((0, 2)), np.empty((0, 2)), np.empty(0, int)).shape == (0, 2)
