"""Intervals hold the truth as often as they say, over many comparisons of which it is known."""

import numpy as np
import pytest
from known_leaving import (
    GAIN,
    HEADS,
    MONTHS,
    RATE,
    STRATEGY,
    comparison,
    true_effects,
    true_levels,
)

from ccu_sim.analysis import effects
from ccu_sim.analysis.intervals import by_set, estimate, monte_carlo_interval
from ccu_sim.analysis.luck import expected_left
from ccu_sim.analysis.pairs import PAIRED_BY

EXPECTED = "expected turnover"
DESIGNS = {"few sets": (5, 2), "a dozen sets": (12, 2), "one run a set": (30, 1)}


def expected_alone(results):
    """The effect on expected turnover, nothing counted in it, with its interval."""
    columns = [name for role in HEADS for name in expected_left(role)]
    months = results.read("monthly", columns, unit="here")
    left = months[columns].sum(axis=1).groupby([months[k] for k in (*PAIRED_BY, "strategy")]).sum()
    wide = left.unstack("strategy") / (sum(HEADS.values()) * MONTHS / 12)
    difference = (wide[STRATEGY] - wide["as-usual"]).to_numpy()[:, None]
    gathered = by_set(difference, wide.index.get_level_values("set").to_numpy())
    return [float(x[0]) for x in (estimate(gathered), *monte_carlo_interval(gathered))]


def studied(truth, count, seed, **design):
    """Estimates and ends of intervals of many comparisons, shape (3, outcomes, count)."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        results = comparison(random, **design)
        table = effects(results, list(truth)).set_index("outcome")
        rows = table.loc[list(truth), ["effect", "mc_low", "mc_high"]].to_numpy().tolist()
        found.append([*rows, expected_alone(results)])
    return np.array(found).transpose(2, 1, 0)


def require_coverage(truth, count, tolerance, **design):
    """See that 95 % of intervals hold the truth, and that estimates are right in the mean."""
    effect, low, high = studied(truth, count, 5, **design)
    names = [*truth, EXPECTED]
    at = np.array([*truth.values(), truth["turnover_all"]])[:, None]
    covered = ((low <= at) & (at <= high)).mean(axis=1)
    off = (effect.mean(axis=1) - at[:, 0]) / (effect.std(axis=1, ddof=1) / np.sqrt(count))
    assert dict(zip(names, covered, strict=True)) == pytest.approx(
        dict.fromkeys(names, 0.95), abs=tolerance
    )
    assert (np.abs(off) < 4).all(), dict(zip(names, off, strict=True))
    return effect
