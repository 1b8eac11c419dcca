"""Intervals hold the truth as often as they say, over many comparisons of which it is known."""

import numpy as np
import pytest

from ccu_sim.analysis import effects
from ccu_sim.analysis.intervals import by_set, estimate, monte_carlo_interval
from ccu_sim.analysis.luck import expected_left
from ccu_sim.analysis.pairs import PAIRED_BY

EXPECTED = "expected turnover"
RARE = 1 / 20
AT_ONCE = 60
"""Comparisons whose effects are asked for in one call: a table takes longer than what is in it."""


def expected_alone(known, results):
    """The effect on expected turnover, nothing counted in it, with its interval."""
    columns = [name for role in known.HEADS for name in expected_left(role)]
    months = results.read("monthly", columns, unit="here")
    keys = [months[key] for key in (*PAIRED_BY, "strategy")]
    left = months[columns].sum(axis=1).groupby(keys).sum().unstack("strategy")
    difference = left[known.STRATEGY] - left["as-usual"]
    a_year = difference.to_numpy() / (sum(known.HEADS.values()) * known.MONTHS / 12)
    gathered = by_set(a_year[:, None], left.index.get_level_values("set").to_numpy())
    return [float(x[0]) for x in (estimate(gathered), *monte_carlo_interval(gathered))]


def studied(known, outcomes, count, **design):
    """Estimates and ends of intervals of many comparisons, each of shape (outcomes, count)."""
    random = np.random.default_rng(5)
    found = []
    for begun in range(0, count, AT_ONCE):
        made = [
            known.comparison(random, **design) for _ in range(begun, min(begun + AT_ONCE, count))
        ]
        tables = effects(known.together(made), outcomes).set_index(["setting", "outcome"])
        for place, results in enumerate(made):
            rows = tables.loc[place].loc[outcomes, ["effect", "mc_low", "mc_high"]]
            found.append([*rows.to_numpy().tolist(), expected_alone(known, results)])
    return np.array(found).transpose(2, 1, 0)


def require_coverage(known, truth, count, tolerance, **design):
    """See that 95 % of intervals hold the truth, and that estimates are right in the mean."""
    effect, low, high = studied(known, list(truth), count, **design)
    true = {**truth, EXPECTED: truth["turnover_all"]}
    at = np.array(list(true.values()))[:, None]
    covered = ((low <= at) & (at <= high)).mean(axis=1)
    off = (effect - at).mean(axis=1) / (effect.std(axis=1, ddof=1) / np.sqrt(count))
    assert dict(zip(true, covered, strict=True)) == pytest.approx(
        dict.fromkeys(true, 0.95), abs=tolerance
    )
    assert (np.abs(off) < 4).all(), dict(zip(true, off, strict=True))
    return effect


def test_intervals_hold_the_truth_at_95_per_cent(known):
    """In few comparisons; the margin is three standard errors of a share of so many."""
    require_coverage(known, known.true_effects(), 120, 0.06, sets=12, replicates=2)


def test_intervals_hold_the_truth_where_hardly_anybody_leaves(known):
    """In nine pairs of ten nobody is counted to make a difference; what is expected makes one."""
    rate = known.RATE * RARE
    truth = known.true_effects(rate)
    effect = require_coverage(known, truth, 120, 0.06, sets=25, replicates=1, rate=rate)
    assert (effect != 0).all()


@pytest.mark.slow
@pytest.mark.parametrize(("sets", "replicates"), [(5, 2), (12, 2), (30, 1)])
def test_intervals_of_many_comparisons_hold_the_truth_at_95_per_cent(known, sets, replicates):
    require_coverage(known, known.true_effects(), 1500, 0.02, sets=sets, replicates=replicates)


@pytest.mark.slow
def test_intervals_of_many_comparisons_hold_where_hardly_anybody_leaves(known):
    rate = known.RATE * RARE
    truth = known.true_effects(rate)
    require_coverage(known, truth, 1500, 0.02, sets=25, replicates=1, rate=rate)


@pytest.mark.slow
def test_intervals_of_a_single_set_hold_what_is_true_of_it(known):
    """Replicates take the place of sets, as where the central set is run alone."""
    rates = known.RATE, known.RATE * known.GAIN
    usual, ran = (known.true_levels(np.array(rate)) for rate in rates)
    truth = {name: float(ran[name] - usual[name]) for name in usual}
    require_coverage(known, truth, 1500, 0.02, sets=1, replicates=15, rates=rates)
