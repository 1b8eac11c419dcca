"""Cost of keeping one more worker, and the cases in which there is no such number."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis import acceptability, cost_per_worker, plane
from ccu_sim.analysis.cost import ratio_interval


class Results:
    """A study of one strategy with known workers kept and money spent."""

    def __init__(self, workers, cost, months=24):
        self.study = SimpleNamespace(months=months)
        rows = []
        for set_index, (kept, spent) in enumerate(zip(workers, cost, strict=True)):
            for strategy, more, money in (("as-usual", 0, 0.0), ("other", kept, spent)):
                for month in range(months + 1):
                    rows.append(
                        {
                            "unit": "here",
                            "strategy": strategy,
                            "setting": 0,
                            "set": set_index,
                            "replicate": 0,
                            "month": month,
                            "founding_peer": 10 + more if month else 17,
                            "founding_clinician": 5,
                            "cost_strategy": money / months if month else 0.0,
                            "cost_turnover": 100.0,
                            "cost_cover": 10.0,
                        }
                    )
        self._monthly = pd.DataFrame(rows)

    def read(self, table, columns=None, *, strategy=None, unit=None):
        assert table == "monthly"
        return self._monthly


def test_a_known_ratio():
    row = cost_per_worker(Results([2, 2, 2, 2], [30_000, 34_000, 26_000, 30_000])).iloc[0]
    assert row["workers"] == pytest.approx(2)
    assert row["cost"] == pytest.approx(30_000)
    assert row["cost_per_worker"] == pytest.approx(15_000)
    assert row["cost_per_worker_low"] < 15_000 < row["cost_per_worker_high"]
    assert row["months"] == 24
    assert row["verdict"] == "keeps more staff at a cost"


@pytest.mark.parametrize(
    ("workers", "cost", "verdict"),
    [
        ([2, 3, 2, 3], [-900, -950, -990, -910], "keeps more staff and saves money"),
        ([-2, -3, -2, -3], [900, 950, 990, 910], "costs more and keeps fewer staff"),
        ([-2, -3, -2, -3], [-900, -950, -990, -910], "saves money and keeps fewer staff"),
        ([1, -1, 1, -1], [900, 950, 990, 910], "no difference in staff kept"),
        ([0, 0, 0, 0], [900, 900, 900, 900], "no difference in staff kept"),
        ([1, -1, 1, -1], [9, -9, 9, -9], "in staff or in money"),
        ([2, 3, 2, 3], [9, -9, 9, -9], "no difference in cost"),
    ],
)
def test_no_ratio_where_it_would_mislead(workers, cost, verdict):
    row = cost_per_worker(Results(workers, cost)).iloc[0]
    assert verdict in row["verdict"]
    assert np.isnan(row["cost_per_worker"])
    assert np.isnan(row["cost_per_worker_low"])


def test_one_pair_of_runs_tells_nothing():
    row = cost_per_worker(Results([2], [100])).iloc[0]
    assert "one pair of runs" in row["verdict"]
    assert np.isnan(row["cost_per_worker"])


def test_fieller_covers_at_95_per_cent():
    random = np.random.default_rng(4)
    held = 0
    for _ in range(500):
        workers = 2 + random.standard_normal(25)
        cost = 30 + 5 * random.standard_normal(25) + 3 * (workers - 2)
        low, high = ratio_interval(np.column_stack([workers, cost]))
        held += low <= 15 <= high
    assert held / 500 == pytest.approx(0.95, abs=0.03)


def test_fieller_gives_nothing_over_nearly_nothing():
    random = np.random.default_rng(4)
    means = random.standard_normal((10, 2)) + np.array([0.01, 30])
    assert np.isnan(ratio_interval(means)).all()


def test_acceptability_holds_in_every_quadrant():
    points = pd.DataFrame(
        {
            "unit": "here",
            "strategy": "other",
            "setting": 0,
            "set": range(4),
            "workers": [1.0, 1.0, -1.0, -1.0],
            "cost": [50.0, -50.0, 50.0, -50.0],
        }
    )
    share = acceptability(points, np.array([0.0, 10.0, 100.0])).set_index("willing")["share"]
    assert share[0.0] == 0.5  # the two that save money
    assert share[10.0] == 0.5
    assert share[100.0] == 0.5  # now the two that keep more workers


def test_costs_are_counted_to_the_landmark(made_up):
    table = cost_per_worker(made_up)
    assert (table["months"] == 36).all()
    assert len(plane(made_up)) == 2 * 3 * 12
