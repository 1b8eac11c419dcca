"""Exponential and logarithm: as near to the true value as is claimed, in the four operations."""

import ast
import inspect
import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ccu_sim.model import arithmetic
from ccu_sim.model.arithmetic import FARTHEST, SMALLEST, exp, log


def units_off(found: float, true: Decimal) -> float:
    """How many units in the last place a number is off the true value."""
    return float(abs(Decimal(found) - true) / Decimal(math.ulp(float(true))))


def true(name: str, x: float) -> Decimal:
    """The true value to fifty digits."""
    with localcontext() as context:
        context.prec = 50
        return getattr(Decimal(x), name)()


@given(st.floats(-FARTHEST, FARTHEST))
@example(0.0)
@example(FARTHEST)
@example(-FARTHEST)
def test_exp_is_within_a_unit_and_a_little(x):
    assert units_off(exp(x), true("exp", x)) < 1.05


@given(st.floats(SMALLEST, 1.0, exclude_max=True))
@example(0.5)
@example(SMALLEST)
@example(1.0 - 2.0**-53)
@example(arithmetic.HALF_ROOT)
def test_log_is_within_a_unit(x):
    assert units_off(log(x), true("ln", x)) < 1.0


@pytest.mark.slow
@pytest.mark.parametrize(("name", "most"), [("exp", 1.05), ("ln", 1.0)])
def test_both_are_as_near_over_their_whole_range(name, most):
    luck = np.random.default_rng(1)
    numbers = luck.uniform(-FARTHEST, FARTHEST, 60_000) if name == "exp" else luck.random(60_000)
    found = {"exp": exp, "ln": log}[name]
    assert max(units_off(found(x), true(name, x)) for x in numbers.tolist()) < most


def test_the_ends_are_exact():
    assert exp(0.0) == 1.0
    assert log(1.0) == 0.0
    assert log(0.5) == -math.log(2.0)


@given(st.floats(-1e308, 1e308))
def test_no_argument_overflows(x):
    assert 0.0 < exp(x) < 1.3e19
    assert exp(x) == exp(max(-FARTHEST, min(FARTHEST, x)))


def test_beyond_the_farthest_nothing_can_be_told_from_certain():
    assert 1.0 - exp(-FARTHEST) == 1.0
    assert 1.0 / (1.0 + exp(-FARTHEST)) == 1.0


def test_less_than_the_smallest_counts_as_the_smallest():
    assert log(0.0) == log(SMALLEST) == pytest.approx(-64 * math.log(2))


def test_the_tables_are_rounded_once():
    for step, power in enumerate(arithmetic.WITHIN):
        with localcontext() as context:
            context.prec = 50
            assert units_off(power, Decimal(2) ** (Decimal(step) / arithmetic.STEPS)) <= 0.5


def test_nothing_but_the_four_operations_is_used():
    for function in (exp, log):
        tree = ast.parse(inspect.getsource(function))
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert called - {"int", "len", "range"} == set()
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Pow)]
