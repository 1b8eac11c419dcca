"""Sweeps: settings by design, and how a setting reaches the unit, the policy, the parameters."""

import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import LEVER_INDEX, arrange, baseline_doses, compose, load_unit
from ccu_sim.inputs.pricing import prices
from ccu_sim.inputs.sweep import Sweep


def sweep(*axes: dict, **design: object) -> Sweep:
    return Sweep.model_validate({"axes": axes, **design})


def test_a_bare_list_is_a_grid():
    found = Sweep.model_validate([{"vary": "x", "values": [1, 2]}, {"vary": "y", "values": [3]}])
    assert found.design == "grid"
    assert found.settings(1) == [{"x": 1, "y": 3}, {"x": 2, "y": 3}]
    assert found.size == 2


def test_a_grid_spaces_bounds_evenly():
    found = sweep({"vary": "x", "low": 0, "high": 1}, {"vary": "y", "values": [5, 6]}, points=3)
    assert [s["x"] for s in found.settings(1)] == [0, 0, 0.5, 0.5, 1, 1]
    assert found.size == 6


def test_a_list_goes_side_by_side():
    axes = ({"vary": "x", "values": [1, 2, 3]}, {"vary": "y", "values": [4, 5, 6]})
    assert sweep(*axes, design="list").settings(1)[1] == {"x": 2, "y": 5}
    assert sweep(*axes, design="list").size == 3


@pytest.mark.parametrize("design", ["latin-hypercube", "sobol"])
def test_sampled_designs_fill_the_bounds_and_follow_the_seed(design):
    axes = ({"vary": "x", "low": 10, "high": 20}, {"vary": "y", "low": -1, "high": 1})
    found = sweep(*axes, design=design, points=64)
    settings = found.settings(3)
    x = np.array([setting["x"] for setting in settings])
    assert len(settings) == found.size == 64
    assert x.min() >= 10
    assert x.max() <= 20
    # One in each sixty-fourth of the range: what both designs promise for a single axis.
    assert len(set(((x - 10) * 6.4).astype(int))) == 64
    assert found.settings(3) == settings
    assert found.settings(4) != settings


def test_a_setting_reaches_unit_policy_and_parameters():
    unit, policy = load_unit("site-1"), compose(["leadership"])
    setting = {"leadership": 0.2, "champion_days": 3, "strategy_dose": 0.5, "leaving_base": 0.003}
    arranged = arrange(unit, policy, setting)
    assert arranged.unit.conditions.leadership == 0.2
    assert baseline_doses(arranged.unit)[LEVER_INDEX["champion_days"]] == 3
    assert arranged.policy.strategies[0].changes[0].dose == 2
    assert arranged.parameters == {"leaving_base": 0.003}
    assert unit.conditions.leadership == 0.5


def test_the_boundary_policys_strictness_is_the_units_own():
    unit = arrange(load_unit("site-1"), compose([]), {"boundary_strictness": 0.9}).unit
    assert unit.boundary_strictness == 0.9
    assert baseline_doses(unit)[LEVER_INDEX["boundary_strictness"]] == 0.9


def test_no_setting_leaves_everything_as_it_is():
    unit, policy = load_unit("site-1"), compose([])
    arranged = arrange(unit, policy, {})
    assert arranged.unit is unit
    assert arranged.policy is policy


def test_no_strategy_dose_leaves_no_dose():
    nothing = arrange(load_unit("site-1"), compose(["role-clarity"]), {"strategy_dose": 0}).policy
    assert (np.nan_to_num(nothing.doses(12)[0]) == 0).all()
    assert not prices(load_unit("site-1"), nothing, 12).any()


def test_a_value_that_is_no_number_is_refused():
    with pytest.raises(UserError, match="leaving_base is nan"):
        arrange(load_unit("site-1"), compose([]), {"leaving_base": float("nan")})
