"""Differences with known answers."""

import numpy as np
import pytest

from ccu_sim.analysis.factors import contrast
from ccu_sim.analysis.factors.patterns import PATTERNS
from ccu_sim.analysis.factors.runs import ArmRuns


def results(values, replicates=2):
    values = np.asarray(values, float)
    sets = np.repeat(np.arange(len(values) // replicates), replicates)
    return ArmRuns(sets, {"share": values})


def test_pairs_are_compared_run_by_run():
    low = results([0.2, 0.4, 0.6, 0.8])
    high = results([0.3, 0.5, 0.7, 0.9])
    found = contrast(low, high, "share")
    assert found.effect == pytest.approx(0.1)
    assert found.share("up") == 1.0
    assert found.share("down") == 0.0


def test_levels_are_of_the_runs_that_are_compared():
    low, high = results([0.2, np.nan, 0.4, 0.4]), results([0.3, 0.9, 0.5, 0.5])
    found = contrast(low, high, "share")
    assert found.effect == pytest.approx(0.1)
    assert found.to_level - found.from_level == pytest.approx(0.1)


def test_a_share_of_nothing_is_no_figure_of_a_pattern():
    pattern = next(one for one in PATTERNS if one.name == "both-ends")
    arms = [
        ArmRuns(np.arange(2), {"crossings": np.array(crossings), "alliance": np.array(alliance)})
        for crossings, alliance in (([4.0, 0.0], [0.5, 0.5]), ([1.0, 0.0], [0.5, 0.5]))
    ]
    strict = ArmRuns(np.arange(2), {"crossings": np.zeros(2), "alliance": np.array([0.4, 0.4])})
    figure = pattern.figure([*arms, strict])
    assert figure[0] == pytest.approx(0.2)
    assert np.isnan(figure[1])  # nobody crossed a line that strictness could have kept


def test_a_sign_needs_an_interval_without_zero():
    low = results([0.0] * 8)
    high = results([0.3, 0.3, -0.2, -0.2, 0.3, 0.3, -0.3, -0.3])
    found = contrast(low, high, "share")
    assert found.effect > 0
    assert not found.points("up")


def test_two_shares_as_a_correlation():
    """Half the people at each end, .25 and .75 of whom leave: phi is .5."""
    found = contrast(results([0.25] * 4), results([0.75] * 4), "share")
    assert found.correlation == pytest.approx(0.5)
    assert found.odds_ratio == pytest.approx(9.0)
