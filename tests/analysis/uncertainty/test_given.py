"""Sensitivity from the runs as they are, where parameters may be tied to each other."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.uncertainty import Regressions, given_data

pytest.importorskip("SALib")


def test_first_order_shares_of_ishigami_come_out():
    places = np.random.default_rng(1).random((1500, 3))
    x = np.pi * (2 * places - 1)
    gain = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    told = given_data(Regressions(pd.DataFrame(places, columns=["a", "b", "c"])), gain)
    found = told.set_index("parameter")
    assert found["share"].to_dict() == pytest.approx({"a": 0.314, "b": 0.442, "c": 0.0}, abs=0.05)
    assert (found["share_low"] <= found["share"]).all()
    # Delta sees that c matters although its mean effect is nought.
    assert found.loc["c", "delta"] > 0.05
    assert not found.loc["c", "stands_out"]
    assert found.loc[["a", "b"], "stands_out"].all()


def test_parameters_tied_to_each_other():
    """Of x1 + x2 with correlation r each by itself tells (1 + r) / 2."""
    r = 0.6
    x = np.random.default_rng(2).multivariate_normal([0, 0], [[1, r], [r, 1]], size=1200)
    table = pd.DataFrame(x, columns=["x1", "x2"])
    found = given_data(Regressions(table), x.sum(axis=1)).set_index("parameter")
    assert found["share"].to_numpy() == pytest.approx([(1 + r) / 2] * 2, abs=0.04)
    assert found["delta"].min() > 0.3


def test_among_many_what_matters_leads_and_noise_is_called_so():
    random = np.random.default_rng(3)
    table = pd.DataFrame(random.random((100, 60)), columns=[f"p{k}" for k in range(60)])
    gain = (2 * table["p7"] + 0.5 * random.normal(size=100)).to_numpy()
    found = given_data(Regressions(table), gain)
    assert found["parameter"][0] == "p7"
    assert found["stands_out"].sum() <= 2
    assert found["share_low"].notna().sum() == 8
    assert found["delta"].notna().sum() == 8


def test_an_effect_that_most_points_share_has_no_density():
    random = np.random.default_rng(4)
    table = pd.DataFrame(random.random((60, 2)), columns=["x", "y"])
    gain = (table["x"] > 0.8).to_numpy(dtype=float)
    found = given_data(Regressions(table), gain)
    assert found["delta"].isna().all()
    assert found.set_index("parameter").loc["x", "share"] > 0.5


@pytest.mark.parametrize(("points", "gain"), [(19, np.arange(19.0)), (40, np.zeros(40))])
def test_few_points_and_no_spread_say_nothing(points, gain):
    table = pd.DataFrame(np.random.default_rng(5).random((points, 2)))
    assert given_data(Regressions(table), gain).empty
