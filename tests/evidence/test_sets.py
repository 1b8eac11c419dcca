"""Parameter sets: draws from the ranges, each by its own address."""

import math

import pytest

from ccu_sim.evidence import REGISTRY, parameter_sets


def test_a_set_never_depends_on_how_many_there_are():
    assert parameter_sets(3, seed=1) == parameter_sets(20, seed=1)[:3]
    assert parameter_sets(0, seed=1) == []


def test_sets_and_seeds_differ():
    sets = parameter_sets(10, seed=1)
    assert len({one["leave_base"] for one in sets}) == 10
    assert parameter_sets(1, seed=2)[0] != sets[0]


def test_sets_are_whole_and_within_the_ranges():
    for values in parameter_sets(50, seed=1):
        assert list(values) == list(REGISTRY.names)
        for name, value in values.items():
            assert REGISTRY[name].low <= value <= REGISTRY[name].high, name


def test_what_is_fixed_beforehand_does_not_vary():
    fixed = [name for name, one in REGISTRY.items() if not one.varies]
    assert {"exhaustion_threshold", "cohesion_floor", "cohesion_span"} <= set(fixed)
    for values in parameter_sets(5, seed=1):
        assert all(values[name] == REGISTRY[name].value for name in fixed)


@pytest.mark.parametrize("name", ["leave_base", "exhaustion_half_life"])
def test_draws_are_even_on_the_parameter_s_own_scale(name):
    parameter = REGISTRY[name]
    assert parameter.scale in ("linear", "log")
    scale = math.log if parameter.scale == "log" else float
    low, high = scale(parameter.low), scale(parameter.high)
    shares = sorted((scale(one[name]) - low) / (high - low) for one in parameter_sets(400, seed=3))
    furthest = max(abs(share - (i + 0.5) / 400) for i, share in enumerate(shares))
    assert furthest < 1.95 / math.sqrt(400)  # Kolmogorov-Smirnov, p = 0.001


def test_parameters_are_drawn_independently():
    sets = parameter_sets(400, seed=3)
    names = [name for name, one in REGISTRY.items() if one.varies][:12]
    shares = {name: [one[name] > REGISTRY[name].at(0.5) for one in sets] for name in names}
    for one in names:
        for other in names:
            if one < other:
                agree = sum(a == b for a, b in zip(shares[one], shares[other], strict=True))
                assert abs(agree - 200) < 42, (one, other)  # four standard deviations
