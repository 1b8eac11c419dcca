"""Acceptability curves and their frontier, on balances whose answers are known."""

import numpy as np
import pytest

from ccu_sim.analysis.worth import Balance, acceptability_curves, balances, frontier

# steady keeps 1 for A$10,000 in every set; bold keeps 3 for A$60,000 in two of four
HERE = Balance(
    "here",
    0,
    ("as-usual", "steady", "bold"),
    np.array([[0.0, 1, 3], [0, 1, 3], [0, 1, 0], [0, 1, 0]]),
    np.array([[0.0, 10_000, 60_000]] * 4),
)


def test_how_often_each_is_the_one_to_choose():
    table = acceptability_curves([HERE], np.array([0.0, 20_000.0, 30_000.0]))
    wide = table.pivot(index="worth", columns="strategy", values="acceptable")
    assert wide.loc[0.0, "as-usual"] == 1
    assert wide.loc[20_000.0, "steady"] == 1
    # at 30,000 both leave 20,000 and 30,000 in the first two sets
    assert list(wide.loc[30_000.0, ["steady", "bold"]]) == [0.5, 0.5]
    assert wide.sum(axis=1).to_numpy() == pytest.approx(1.0)
    at = table[(table["worth"] == 20_000) & (table["strategy"] == "bold")]
    assert at["net_benefit"].item() == pytest.approx(1.5 * 20_000 - 60_000)


def test_the_frontier_changes_where_mean_net_benefits_cross():
    steps = frontier(HERE, 200_000)
    assert [name for _, name in steps] == ["as-usual", "steady", "bold"]
    assert [worth for worth, _ in steps] == pytest.approx([0, 10_000, 100_000])
    assert frontier(HERE, 50_000) == steps[:2]


def test_what_saves_money_is_chosen_even_if_nobody_is_kept_by_it():
    saving = Balance("here", 0, ("as-usual", "saves"), np.zeros((3, 2)), np.array([[0.0, -1]] * 3))
    assert frontier(saving, 1e6) == [(0.0, "saves")]
    alike = Balance("here", 0, ("as-usual", "same"), np.zeros((3, 2)), np.zeros((3, 2)))
    assert len(frontier(alike, 1e6)) == 1
    shares = acceptability_curves([alike], np.array([0.0, 1.0]))["acceptable"]
    assert shares.to_numpy() == pytest.approx(0.5)


def test_balances_of_runs_are_those_of_the_cost_plane(made_up):
    from ccu_sim.analysis import plane

    points = plane(made_up)
    for one in balances(made_up):
        for place, strategy in enumerate(one.strategies[1:], start=1):
            mine = points[(points["unit"] == one.unit) & (points["strategy"] == strategy)]
            assert one.workers[:, place] == pytest.approx(mine["workers"].to_numpy())
            assert one.cost[:, place] == pytest.approx(mine["cost"].to_numpy())
