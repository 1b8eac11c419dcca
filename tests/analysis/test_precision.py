"""How much surer an effect is than by counting, where that can be said."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.pairs import luck_in, pairs
from ccu_sim.analysis.precision import PRECISION_COLUMNS, precision

NAME = "retention_36_all"


def runs_with(differences, luck, *, replicates=1):
    """Runs of a strategy whose differences from as usual, and the luck in them, are given."""
    keys = np.arange(len(differences))
    ids = {"unit": "here", "setting": 0, "set": keys // replicates, "replicate": keys % replicates}
    usual = pd.DataFrame({**ids, "strategy": "as-usual", NAME: 0.5, luck_in(NAME): 0.0})
    other = {"strategy": "other", NAME: 0.5 + np.array(differences), luck_in(NAME): luck}
    return pd.concat([usual, pd.DataFrame({**ids, **other})], ignore_index=True)


def ratio(runs):
    table = precision(runs, NAME)
    assert list(table.columns) == list(PRECISION_COLUMNS)
    return table["ratio"].item()


def test_it_is_the_ratio_of_variances_of_the_two_estimates():
    random = np.random.default_rng(1)
    luck = random.normal(0, 0.2, 40)
    runs = runs_with(0.1 + luck + random.normal(0, 0.1, 40), luck)
    [pair] = pairs(runs, [NAME])
    expected = pair.counted_difference.var(ddof=1) / pair.difference.var(ddof=1)
    assert ratio(runs) == pytest.approx(expected)
    assert 2 < ratio(runs) < 10


def test_as_many_times_as_many_runs_of_counting_are_as_sure():
    """That is what the ratio is said to mean: over many studies, it is seen to be so."""
    random = np.random.default_rng(2)

    def study(sets):
        luck = random.normal(0, 0.2, sets)
        return runs_with(luck + random.normal(0, 0.1, sets), luck)

    def effects_of(studies):
        # side by side in one table, as settings of a sweep: it is put in order once for all
        table = pd.concat([one.assign(setting=place) for place, one in enumerate(studies)])
        told = [(one.counted_difference, one.difference) for one in pairs(table, [NAME])]
        return np.array(told).mean(axis=(2, 3))

    few, many = (effects_of([study(sets) for _ in range(150)]) for sets in (30, 150))
    assert many[:, 0].var() == pytest.approx(few[:, 1].var(), rel=0.4)  # 5 times: .2² + .1² to .1²


def test_a_single_set_is_judged_by_its_replicates():
    random = np.random.default_rng(3)
    luck = random.normal(0, 0.2, 12)
    runs = runs_with(luck + random.normal(0, 0.1, 12), luck, replicates=12)
    assert ratio(runs) > 1


@pytest.mark.parametrize(
    ("differences", "luck"),
    [
        pytest.param([0.2], [0.1], id="a single pair"),
        pytest.param([0.0] * 6, [0.0] * 6, id="nobody leaves, or everybody"),
        pytest.param([0.0] * 6, [0.1, 0.2, 0.1, 0.0, 0.1, 0.3], id="nobody left by luck"),
    ],
)
def test_where_either_shows_no_spread_it_says_nothing(differences, luck):
    assert np.isnan(ratio(runs_with(differences, luck)))


def test_without_luck_known_it_is_one():
    runs = runs_with([0.1, 0.3, -0.2], [0.0] * 3).drop(columns=luck_in(NAME))
    assert ratio(runs) == pytest.approx(1.0)
