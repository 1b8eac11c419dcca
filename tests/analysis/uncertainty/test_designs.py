"""Screening and Sobol indices: known answers are found, chance is told from parameters."""

from dataclasses import replace

import numpy as np
import pytest

from ccu_sim.analysis.uncertainty import CHANCE, Decomposition, Screening
from ccu_sim.analysis.uncertainty.convergence import convergence

pytest.importorskip("SALib")

NAMES = ("a", "b", "c")
FIRST = {"a": 0.3139, "b": 0.4424, "c": 0.0}
TOTAL = {"a": 0.5576, "b": 0.4424, "c": 0.2437}


def ishigami(places):
    """The test function of Ishigami and Homma, its inputs as shares of their range."""
    x = np.pi * (2 * places - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def luck(events):
    """A number in [0, 1) for each number of chance events."""
    return np.array([np.random.default_rng(int(one)).random() for one in events])


def test_the_indices_of_ishigami_come_out():
    design = Decomposition(NAMES, 2048, 5)
    found = design.analyse(ishigami(design.places())).set_index("parameter")
    for name in NAMES:
        assert found.loc[name, "first"] == pytest.approx(FIRST[name], abs=0.03)
        assert found.loc[name, "total"] == pytest.approx(TOTAL[name], abs=0.03)
        for order, right in (("first", FIRST), ("total", TOTAL)):
            low, high = found.loc[name, [f"{order}_low", f"{order}_high"]]
            assert low - 0.02 <= right[name] <= high + 0.02
    assert found.loc[CHANCE, "total"] == pytest.approx(0.0, abs=1e-12)


def test_chance_is_a_factor_of_its_own():
    design = Decomposition(("a", "b"), 512, 3)
    gain = design.places()[:, 0] + luck(design.events())
    found = design.analyse(gain).set_index("parameter")
    assert found.loc[["a", CHANCE], "first"].to_numpy() == pytest.approx([0.5, 0.5], abs=0.08)
    assert found.loc[["a", CHANCE], "total"].to_numpy() == pytest.approx([0.5, 0.5], abs=0.08)
    assert found.loc["b", "total"] == 0.0


def test_screening_finds_what_moves_ishigami_and_whether_it_is_straight():
    design = Screening((*NAMES, "idle"), 200, 1)
    gain = ishigami(design.places()[:, :3]) + 2 * design.places()[:, 3]
    found = design.analyse(gain).set_index("parameter")
    assert found.loc["idle", "mu_star"] == pytest.approx(2.0)
    assert found.loc["idle", "mu"] == pytest.approx(2.0)
    assert found.loc["idle", "sigma"] == pytest.approx(0.0, abs=1e-9)
    # At the four places 0, 1/3, 2/3 and 1 only these moves are seen.
    assert found.loc["b", "mu_star"] == pytest.approx(1.5 * 7 * 0.75)
    assert found.loc["b", "mu"] == pytest.approx(0.0, abs=1.5)
    assert found.loc["c", "sigma"] > 1
    assert (found["mu_star_low"] <= found["mu_star"]).all()


def test_points_of_a_trajectory_meet_the_same_chance_events():
    design = Screening(NAMES, 6, 2)
    gain = design.places()[:, 1] + 100 * luck(design.events())
    found = design.analyse(gain).set_index("parameter")
    assert found["mu_star"].to_dict() == pytest.approx({"a": 0, "b": 1, "c": 0}, abs=1e-9)


@pytest.mark.parametrize("design", [Screening(NAMES, 4, 7), Decomposition(NAMES, 4, 7)])
def test_a_larger_design_goes_on_where_a_smaller_one_ends(design):
    size = "trajectories" if isinstance(design, Screening) else "points"
    larger = replace(design, **{size: 8})
    count = len(design.places())
    assert np.array_equal(larger.places()[:count], design.places())
    assert np.array_equal(larger.events()[:count], design.events())


@pytest.mark.parametrize("design", [Screening(NAMES, 8, 7), Decomposition(NAMES, 8, 7)])
def test_what_a_failed_run_belongs_to_is_left_out(design):
    gain = ishigami(design.places())
    broken = gain.copy()
    broken[1] = np.nan
    assert design.whole(broken).sum() == len(gain) - design.length
    found = design.analyse(broken)
    assert np.isfinite(found.drop(columns="parameter").to_numpy(dtype=float)).all()


@pytest.mark.parametrize("design", [Screening(NAMES, 4, 7), Decomposition(NAMES, 4, 7)])
def test_an_effect_that_never_varies_has_no_index(design):
    found = design.analyse(np.zeros(len(design.places())))
    assert not np.isnan(found.drop(columns="parameter").to_numpy(dtype=float)).any()
    told = convergence(design, np.zeros(len(design.places())), found)
    assert not told["settled"]
    assert np.isnan(told["widest"])


def test_much_is_settled_and_little_is_not():
    for points, settled in ((8, False), (8192, True)):
        design = Decomposition(NAMES, points, 5)
        gain = ishigami(design.places())
        assert convergence(design, gain, design.analyse(gain))["settled"] is settled


def test_random_numbers_of_others_are_left_alone():
    np.random.seed(3)
    before = np.random.get_state()[1].copy()
    Screening(NAMES, 4, 7).places()
    assert np.array_equal(np.random.get_state()[1], before)
