"""SALib, if it is installed: designs and indices of sensitivity analysis."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import numpy as np

from ccu_sim.errors import UserError

CONFIDENCE = 0.95
RESAMPLES = 1000
"""Bootstrap samples behind an interval of Morris or Sobol; they cost next to nothing."""


def require_salib() -> None:
    """See that SALib is there.

    Raises
    ------
    UserError
        If it is not.
    """
    if find_spec("SALib") is None:
        raise UserError("Sensitivity analysis needs SALib: pip install 'ccu-sim[analysis]'.")


def unit_cube(factors: int) -> dict[str, Any]:
    """Describe so many factors, each between 0 and 1, as SALib wants it."""
    return {
        "num_vars": factors,
        "names": [f"factor {number}" for number in range(factors)],
        "bounds": [[0.0, 1.0]] * factors,
    }


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep to itself what SALib warns of, and does to NumPy's global random numbers."""
    state, form = np.random.get_state(), warnings.formatwarning
    try:
        with warnings.catch_warnings(record=True):
            yield
    finally:
        warnings.formatwarning = form
        np.random.set_state(state)
