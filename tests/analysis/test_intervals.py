"""The three intervals do what they say: at nominal rates, and each its own job."""

import numpy as np
import pytest
from scipy import stats

from ccu_sim.analysis.intervals import (
    by_set,
    chance_interval,
    estimate,
    monte_carlo_interval,
    parameter_interval,
    share_above_zero,
    shrunken_means,
)


def runs_of_sets(random, *, sets, replicates, mean, between, within, columns=1):
    """Runs whose sets differ by `between` and whose replicates differ by `within`."""
    labels = np.repeat(np.arange(sets), replicates)
    means = mean + between * random.standard_normal((sets, columns))
    values = means[labels] + within * random.standard_normal((len(labels), columns))
    return values, labels, means


def test_estimate_weighs_every_set_the_same():
    values = np.array([[1.0], [1.0], [1.0], [4.0]])
    gathered = by_set(values, np.array([0, 0, 0, 1]))
    assert estimate(gathered) == pytest.approx(2.5)


@pytest.mark.parametrize("sets", [2, 5, 40])
def test_monte_carlo_interval_covers_the_mean_at_95_per_cent(sets):
    random = np.random.default_rng(7)
    values, labels, _ = runs_of_sets(
        random, sets=sets, replicates=2, mean=0.3, between=1.0, within=2.0, columns=4000
    )
    low, high = monte_carlo_interval(by_set(values, labels))
    covered = np.mean((low <= 0.3) & (high >= 0.3))
    assert covered == pytest.approx(0.95, abs=0.015)


def test_monte_carlo_interval_of_a_single_set_is_of_that_set():
    random = np.random.default_rng(8)
    values, labels, means = runs_of_sets(
        random, sets=1, replicates=6, mean=0.0, between=5.0, within=1.0, columns=4000
    )
    low, high = monte_carlo_interval(by_set(values, labels))
    assert np.mean((low <= means[0]) & (means[0] <= high)) == pytest.approx(0.95, abs=0.015)


def test_replicates_do_not_pass_for_sets():
    """A hundred replicates of three sets leave the error that three sets have."""
    random = np.random.default_rng(9)
    values, labels, _ = runs_of_sets(
        random, sets=3, replicates=100, mean=0.0, between=1.0, within=0.1, columns=2000
    )
    low, high = monte_carlo_interval(by_set(values, labels))
    assert np.mean((low <= 0) & (high >= 0)) == pytest.approx(0.95, abs=0.02)


def test_parameter_interval_does_not_take_luck_for_parameters():
    random = np.random.default_rng(10)
    values, labels, _ = runs_of_sets(
        random, sets=400, replicates=2, mean=0.0, between=1.0, within=2.0, columns=50
    )
    gathered = by_set(values, labels)
    low, high = parameter_interval(gathered)
    width = np.mean(high - low)
    truth = 2 * 1.645
    plain = 2 * 1.645 * np.sqrt(3)  # between 1 and half of within 4
    assert truth < width < truth * 1.25
    assert width < plain * 0.75


def test_parameter_interval_is_never_too_sure():
    """Few sets, much luck: the spread found is at least that of the sets."""
    random = np.random.default_rng(11)
    values, labels, means = runs_of_sets(
        random, sets=10, replicates=2, mean=0.0, between=1.0, within=2.0, columns=2000
    )
    calm = shrunken_means(by_set(values, labels))
    assert np.mean(calm.std(axis=0, ddof=1)) > np.mean(means.std(axis=0, ddof=1))


def test_sets_that_agree_by_accident_do_not_collapse():
    """Means that lie closer together than chance would have them keep their small spread."""
    values = np.array([[1.1], [-0.9], [-1.05], [0.95], [0.51], [-0.49]])
    gathered = by_set(values, np.array([0, 0, 1, 1, 2, 2]))
    assert gathered.means.ravel() == pytest.approx([0.1, -0.05, 0.01])
    assert shrunken_means(gathered) == pytest.approx(gathered.means)


def test_what_is_drawn_out_is_its_equation_whatever_the_replicates():
    """Sets of one to four runs, a set without any: computed again, set by set."""
    random = np.random.default_rng(13)
    sizes = [4, 3, 4, 2, 1] * 12
    groups = [0.1 * random.standard_normal() + random.standard_normal(n) for n in sizes]
    labels = np.repeat(np.arange(61), [*sizes, 2])
    gathered = by_set(np.concatenate([*groups, [np.nan] * 2])[:, None], labels)
    means = np.array([group.mean() for group in groups])
    freedom = sum(n - 1 for n in sizes)
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / freedom
    chance = within * np.mean([1 / n for n in sizes])
    spread = means.var(ddof=1)
    bound = max(spread, chance) / stats.f.ppf(0.05, 60 - 1, freedom) - chance
    assert 0 < bound < spread
    expected = means.mean() + (means - means.mean()) * np.sqrt(bound / spread)
    found = shrunken_means(gathered).ravel()
    assert found[:60] == pytest.approx(expected)
    assert np.isnan(found[60])


def test_where_nothing_tells_chance_apart_means_stay_as_they_are():
    gathered = by_set(np.array([[1.0], [2.0], [6.0]]), np.arange(3))
    assert shrunken_means(gathered) == pytest.approx(gathered.means)


def test_variance_within_is_pooled_over_sets_with_replicates():
    gathered = by_set(np.array([[1.0], [3.0], [10.0]]), np.array([0, 0, 1]))
    assert gathered.degrees_of_freedom == pytest.approx([1.0])
    assert gathered.within_variance == pytest.approx([2.0])


def test_two_sets_are_enough_for_a_parameter_interval():
    gathered = by_set(np.array([[0.0], [1.0]]), np.arange(2))
    low, high = parameter_interval(gathered)
    assert (low[0], high[0]) == (pytest.approx(0.05), pytest.approx(0.95))


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2]])
def test_monte_carlo_interval_is_student_s(labels):
    low, high = monte_carlo_interval(by_set(np.array([[1.0], [2.0], [3.0]]), np.array(labels)))
    half = stats.t.ppf(0.975, 2) / np.sqrt(3)
    assert (low[0], high[0]) == (pytest.approx(2 - half), pytest.approx(2 + half))


def test_chance_interval_is_the_luck_of_one_unit():
    random = np.random.default_rng(12)
    values, labels, _ = runs_of_sets(
        random, sets=3000, replicates=2, mean=0.5, between=3.0, within=2.0
    )
    gathered = by_set(values, labels)
    middle = estimate(gathered) + 0.25
    low, high = chance_interval(gathered, middle)
    assert low[0] == pytest.approx(middle[0] - 1.645 * 2, abs=0.15)
    assert high[0] == pytest.approx(middle[0] + 1.645 * 2, abs=0.15)


def test_known_sets_have_a_known_interval():
    effects = np.linspace(-1, 1, 201)[:, None]
    gathered = by_set(np.repeat(effects, 2, axis=0), np.repeat(np.arange(201), 2))
    low, high = parameter_interval(gathered)
    assert (low[0], high[0]) == (pytest.approx(-0.9), pytest.approx(0.9))
    assert share_above_zero(gathered)[0] == pytest.approx(100.5 / 201)


def test_sets_that_show_no_difference_count_half_whatever_the_others_do():
    effects = np.array([[3.0, 0.0], [1.0, 0.0], [-1.0, 0.0], *[[0.0, 0.0]] * 5])
    for noise in (0.0, 0.1):  # with little luck in the runs, and with more to draw out
        runs = np.repeat(effects, 2, axis=0)
        runs[:6:2, 0] += noise
        runs[1:6:2, 0] -= noise
        gathered = by_set(runs, np.repeat(np.arange(8), 2))
        assert share_above_zero(gathered)[0] == pytest.approx((2 + 2.5) / 8)
        assert np.isnan(share_above_zero(gathered)[1])


def test_what_cannot_be_given_is_nan():
    one_run = by_set(np.array([[1.0]]), np.array([0]))
    for low, high in (
        monte_carlo_interval(one_run),
        parameter_interval(one_run),
        chance_interval(one_run, estimate(one_run)),
    ):
        assert np.isnan(low[0])
        assert np.isnan(high[0])
    assert estimate(one_run)[0] == 1.0
    empty = by_set(np.array([[np.nan], [np.nan]]), np.array([0, 1]))
    assert np.isnan(estimate(empty)[0])
    assert np.isnan(parameter_interval(empty)[0][0])


def test_missing_runs_leave_the_rest():
    values = np.array([[1.0, np.nan], [3.0, 2.0], [5.0, 2.0], [7.0, 4.0]])
    gathered = by_set(values, np.array([0, 0, 1, 1]))
    np.testing.assert_allclose(gathered.means, [[2.0, 2.0], [6.0, 3.0]])
    np.testing.assert_allclose(gathered.counts, [[2, 1], [2, 2]])
