"""Where failures gather, by PRIM, on made-up cases whose region is known."""

import sys

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.discovery import find_region, groups_of, why_no_region
from ccu_sim.errors import UserError


def cases(count, quantities=8, seed=1):
    random = np.random.default_rng(seed)
    return pd.DataFrame(
        random.random((count, quantities)), columns=[f"q{number}" for number in range(quantities)]
    )


def test_it_finds_the_region_in_which_failures_were_put():
    made = cases(200).assign(constant=1.0)
    failing = ((made["q3"] < 0.4) & (made["q5"] > 0.5)).to_numpy()
    region = find_region(made, failing, np.arange(200))
    assert region.stands
    assert set(region.limits) == {"q3", "q5"}
    (low, high), (other_low, other_high) = region.limits["q3"], region.limits["q5"]
    assert (low, other_high) == (-np.inf, np.inf)
    assert (high, other_low) == pytest.approx((0.4, 0.5), abs=0.06)
    assert min(region.coverage, region.density) > 0.9
    assert region.held_inside + region.held_outside == region.cases == 200
    assert region.held_failing_inside + region.held_failing_outside == region.failing


def test_what_is_found_in_noise_does_not_stand():
    stands = []
    for seed in range(8):
        made = cases(60, seed=seed)
        failing = np.random.default_rng(100 + seed).permutation(60) < 20
        region = find_region(made, failing, np.arange(60))
        stands.append(region is not None and region.stands)
    assert sum(stands) <= 1


def test_nothing_that_varies_gives_no_region():
    made = pd.DataFrame({"constant": np.ones(40)})
    assert find_region(made, np.arange(40) < 20, np.arange(40)) is None


@pytest.mark.parametrize(
    ("count", "failing", "why"),
    [
        (19, 9, "cannot be said from 19 cases"),
        (40, 4, "too few"),
        (40, 36, "nearly everywhere"),
        (40, 20, None),
    ],
)
def test_when_a_region_is_looked_for(count, failing, why):
    said = why_no_region(np.arange(count) < failing)
    assert (said is None) == (why is None)
    assert why is None or why in said


def test_a_set_that_was_chosen_twice_is_one_group():
    parameters = pd.DataFrame({"a": [1.0, 2, 3, 4, 5, 1]})
    table = pd.DataFrame({"set": range(6), "setting": 0})
    groups = groups_of(table, parameters)
    assert groups[0] == groups[5]
    assert len(set(groups)) == 5
    # with a handful of sets, the settings of a sweep are what is parted
    table = pd.DataFrame({"set": [0, 1] * 6, "setting": np.repeat(range(6), 2)})
    assert list(groups_of(table, parameters)) == list(table["setting"])


def test_without_the_package_it_says_what_to_install(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("ema_workbench")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    with pytest.raises(UserError, match=r"pip install 'ccu-sim\[analysis\]'"):
        find_region(cases(40), np.arange(40) < 20, np.arange(40))
