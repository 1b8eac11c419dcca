"""The empty value: what is said of a group in which there is nobody.

It is "not a number", and always this one, so that engines agree to the last bit: a rule asks
beforehand whether there is anybody, and never computes with what is empty.
"""

import math

from ccu_sim.model.compiling import rule

EMPTY = math.nan


@rule
def known(value):
    """Whether a value is there."""
    return value == value


@rule
def share_of(part, whole):
    """Divide; empty where there is nothing to divide by."""
    if whole <= 0.0:
        return EMPTY
    return part / whole
