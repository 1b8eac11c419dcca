"""Exponential and logarithm in plus, minus, times and divided by, the same on every machine.

A system's own ``exp`` and ``log`` differ in the last digit from system to system. These use
the four operations that IEEE 754 fixes to the last bit, so a run gives the same bits
wherever nothing fuses a multiplication with an addition.

Notes
-----
Both bring their argument into a short interval, where a short series is exact to rounding.
For the exponential: Tang (1989), "Table-driven implementation of the exponential function in
IEEE floating-point arithmetic"; for the logarithm: the series of the inverse hyperbolic
tangent, arranged so that what is large is added last.
"""

from decimal import Decimal, localcontext

import numpy as np

from ccu_sim.model.compiling import rule

FARTHEST = 44.0
"""Beyond it ``1 + exp(-x)`` is 1: no chance, share or weight in the model can tell."""

STEPS = 128  # of the table, to each power of two
DIGITS = 40  # of the table's entries before they are rounded


def _powers_of_two() -> np.ndarray:
    """Give 2**(j/128) for every j that an argument can need, each rounded once."""
    with localcontext() as context:
        context.prec = DIGITS
        within = [Decimal(2) ** (Decimal(step) / STEPS) for step in range(STEPS)]
        return np.array([float(power) for power in within])


WITHIN = _powers_of_two()
WHOLE = np.array([2.0**power for power in range(-64, 65)])
LEAST_WHOLE = 64

STEPS_TO_LOG = 184.6649652337873  # STEPS / log 2
ROUNDER = 6755399441055744.0  # adding and taking off 1.5 * 2**52 rounds to a whole number
# log 2 in two parts: the first has so few digits that its multiples are exact.
LOG_2_HIGH = 0.6931471803691238
LOG_2_LOW = 1.9082149292705877e-10
STEP_HIGH = LOG_2_HIGH / STEPS
STEP_LOW = LOG_2_LOW / STEPS
HALF, THIRD, SIXTH, TWENTY_FOURTH = 1.0 / 2.0, 1.0 / 3.0, 1.0 / 6.0, 1.0 / 24.0
HUNDRED_AND_TWENTIETH = 1.0 / 120.0

SMALLEST = 2.0**-64
HALF_ROOT = 0.7071067811865476  # the square root of one half
ODD = np.array([2.0 / (2 * term + 1) for term in range(9, 0, -1)])  # 2/19 ... 2/3, of the series


@rule
def exp(x):
    """Raise e to a power, which is taken to lie within -44 and 44.

    Returns
    -------
    float
        Within one unit in the last place and a hundredth.
    """
    if x < -FARTHEST:
        x = -FARTHEST
    elif not x < FARTHEST:  # nor is it what is not a number, which would read beyond a table
        x = FARTHEST
    whole = (x * STEPS_TO_LOG + ROUNDER) - ROUNDER
    steps = int(whole)
    r = (x - whole * STEP_HIGH) - whole * STEP_LOW
    square = r * r
    tail = (SIXTH + r * TWENTY_FOURTH) + square * HUNDRED_AND_TWENTIETH
    series = r + square * (HALF + r * tail)
    power = WITHIN[steps & (STEPS - 1)]
    return (power + power * series) * WHOLE[(steps >> 7) + LEAST_WHOLE]


@rule
def log(x):
    """Take the natural logarithm of a number from 2**-64, to which less is raised, to 1.

    Returns
    -------
    float
        Within one unit in the last place.
    """
    if x < SMALLEST:
        x = SMALLEST
    halvings = 0.0
    for place in range(6):
        step = 32 >> place
        if x < WHOLE[LEAST_WHOLE - step]:
            x *= WHOLE[LEAST_WHOLE + step]
            halvings += step
    if x < HALF_ROOT:
        x *= 2.0
        halvings += 1.0
    f = x - 1.0
    s = f / (2.0 + f)
    square = s * s
    series = 0.0
    for term in range(len(ODD)):
        series = (series + ODD[term]) * square
    half_square = HALF * f * f
    correction = s * (half_square + series) - halvings * LOG_2_LOW
    return (f - (half_square - correction)) - halvings * LOG_2_HIGH
