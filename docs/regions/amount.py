"""A pattern's figure in words: a share per cent, a change with its sign."""

from __future__ import annotations

import numpy as np

from ccu_sim.evidence import Target

CHANGES = ("relative change", "standard deviations")
PER_CENT = ("share", "relative change")


def amount(one: Target, *values: float) -> str:
    """Write a figure, or from where to where it goes."""
    sign = " %" if one.unit.startswith(PER_CENT) else ""
    return " to ".join(_number(one, value) for value in values) + sign


def amount_with_interval(one: Target, value: float, low: float, high: float) -> str:
    """Write a figure and, in brackets, its interval."""
    return f"{amount(one, value)} ({amount(one, low, high)})"


def _number(one: Target, value: float) -> str:
    """Write a number, no nought of them with a sign."""
    if not np.isfinite(value):
        return "–"
    scale, digits = (100, 0) if one.unit.startswith(PER_CENT) else (1, 2)
    rounded = round(scale * value, digits) + 0.0
    sign = "+" if one.unit in CHANGES and rounded else ""
    return f"{rounded:{sign}.{digits}f}".replace("-", "−")
