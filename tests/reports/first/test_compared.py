"""What is said in a few words of those that are not first."""

import math

import pytest

from ccu_sim.reports.first.compared import net_in_words


@pytest.mark.parametrize(
    ("cost", "low", "high", "said"),
    [
        (9_840.0, 1_480.0, 18_200.0, "costs A$9,840 on the whole"),
        (-134_000.0, -150_000.0, -120_000.0, "saves A$134,000 on the whole"),
        (-696.0, -4_000.0, 2_600.0, "costs on the whole about what it saves"),
        (500.0, -2.0, 1_002.0, "costs on the whole about what it saves"),
        (-696.0, math.nan, math.nan, "saves A$696 on the whole"),  # one world has no interval
        (math.nan, math.nan, math.nan, "at a cost that cannot be given"),
    ],
)
def test_a_saving_is_told_where_it_is_one(cost, low, high, said):
    assert net_in_words({"cost": cost, "cost_low": low, "cost_high": high}) == said
