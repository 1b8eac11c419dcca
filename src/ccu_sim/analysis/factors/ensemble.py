"""The parameter sets that factors are tried over."""

from __future__ import annotations

from ccu_sim.evidence import ensemble, parameter_sets
from ccu_sim.evidence.accepted import TABLE

SET_SEED = 2014
"""Draws sets from the prior; the chance events of the runs have a seed of their own."""

ORIGIN = "accepted" if TABLE.exists() else "prior"
"""What kind of sets they are, as the tables say it."""


def plausible_sets(count: int) -> list[dict[str, float]]:
    """Give the first ``count`` parameter sets.

    Parameters
    ----------
    count : int

    Returns
    -------
    list of dict of str to float
        Of the shipped ensemble, whose sets meet the calibration targets; where none is
        shipped, independent draws from the registry's ranges: a prior.
    """
    if ORIGIN == "accepted":
        return ensemble(count)
    return parameter_sets(count, SET_SEED)
