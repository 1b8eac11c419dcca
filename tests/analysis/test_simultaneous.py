"""Intervals for all strategies at once hold together."""

import numpy as np
import pytest
from scipy import stats

from ccu_sim.analysis.simultaneous import all_pairs, simultaneous_intervals


def correlated(random, count, families, share):
    """Columns of unit variance that have `share` of it in common."""
    common = random.standard_normal((count, 1))
    own = random.standard_normal((count, families))
    return np.sqrt(share) * common + np.sqrt(1 - share) * own


@pytest.mark.parametrize(("count", "share"), [(10, 0.5), (40, 0.0), (40, 0.9)])
def test_all_hold_together_at_95_per_cent(count, share):
    random = np.random.default_rng(3)
    held = 0
    trials = 200
    for _ in range(trials):
        found = simultaneous_intervals(correlated(random, count, 6, share))
        held += bool(np.all((found.low <= 0) & (found.high >= 0)))
    assert held / trials >= 0.91


def test_max_t_is_less_wide_than_bonferroni_where_strategies_move_together():
    means = correlated(np.random.default_rng(4), 60, 10, 0.95)
    found = simultaneous_intervals(means)
    assert found.method == "max-t"
    error = means.std(axis=0, ddof=1) / np.sqrt(60)
    reach = (found.high - found.low) / 2 / error
    assert np.all(reach < stats.t.ppf(1 - 0.025 / 10, 59) * 0.9)
    assert np.all(reach > stats.t.ppf(0.975, 59))


def test_few_sets_fall_back_on_bonferroni():
    means = correlated(np.random.default_rng(5), 8, 4, 0.5)
    found = simultaneous_intervals(means)
    assert found.method == "Bonferroni"
    error = means.std(axis=0, ddof=1) / np.sqrt(8)
    np.testing.assert_allclose(
        found.high - means.mean(axis=0), stats.t.ppf(1 - 0.025 / 4, 7) * error
    )


def test_one_set_gives_none():
    found = simultaneous_intervals(np.array([[1.0, 2.0]]))
    assert found.method == "none"
    assert np.isnan(found.low).all()


def test_same_answer_every_time():
    means = correlated(np.random.default_rng(6), 50, 5, 0.3)
    assert np.array_equal(simultaneous_intervals(means).low, simultaneous_intervals(means).low)


def test_columns_that_never_move_are_known_exactly():
    means = correlated(np.random.default_rng(6), 50, 3, 0.3)
    means[:, 0] = 0.0
    found = simultaneous_intervals(means)
    assert found.low[0] == found.high[0] == 0.0


def test_all_pairs_are_first_less_second():
    means = np.array([[3.0, 1.0, 0.0], [3.0, 1.0, 0.0]])
    couples, found = all_pairs(means)
    assert couples == [(0, 1), (0, 2), (1, 2)]
    np.testing.assert_allclose(found.low, [2.0, 3.0, 1.0])
