"""How changes from several sources combine, and where they cannot."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.inputs import composition
from ccu_sim.inputs.change import LAST_MONTH, Change
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.scenario import encode_changes

TOLERANCE = 1e-9
"""Slack for doses that sum to their limit in binary fractions."""


@dataclass(frozen=True)
class Clash:
    """Two changes that cannot both hold, or doses that add up to more than a lever allows.

    Attributes
    ----------
    sentence : str
    position : int
        Index of the later of the changes concerned.
    """

    sentence: str
    position: int


def combined_doses(changes: Iterable[Change], months: int) -> tuple[np.ndarray, np.ndarray]:
    """Combine changes that are known not to clash.

    Parameters
    ----------
    changes : iterable of Change
    months : int
        Horizon.

    Returns
    -------
    doses, coverage : array (months + 1, number of levers)
        Row m holds those of month m; row 0 those in force on day 0
        (see `composition.combine_changes`).
    """
    encoded = encode_changes(changes)
    doses, coverage = np.empty((2, months + 1, len(LEVERS)))
    composition.combine_changes(encoded, len(encoded), months, doses, coverage)
    return doses, coverage


def first_clash(changes: Sequence[tuple[str, Change]]) -> Clash | None:
    """Return what is contradictory about changes, each with the name of its strategy."""
    beyond = _beyond_range([change for _, change in changes])
    setting: dict[str, list[tuple[str, Change]]] = {}
    for position, (owner, change) in enumerate(changes):
        lever = change.moved
        if lever.combine == "set":
            for other_owner, other in setting.setdefault(lever.name, []):
                together = max(change.from_month, other.from_month)
                if other.dose != change.dose and together <= min(
                    change.last_month, other.last_month
                ):
                    whom = "" if owner == other_owner else f"{owner} sets it "
                    return Clash(
                        f"contradictory levers: {other_owner} sets {lever.name} to "
                        f"{other.dose:g} and {whom}to {change.dose:g} in month {together}; "
                        "keep one of the two",
                        position,
                    )
            setting[lever.name].append((owner, change))
        elif lever.name in beyond:
            so_far = _beyond_range([change for _, change in changes[: position + 1]])
            if lever.name in so_far:
                month, dose = so_far[lever.name]
                return Clash(
                    f"{lever.name} adds up to {dose:g} in month {month} with "
                    f"{owner}; it must be between {lever.low:g} and {lever.high:g} ({lever.unit})",
                    position,
                )
    return None


def _beyond_range(changes: Sequence[Change]) -> dict[str, tuple[int, float]]:
    """Return the levers whose doses add up to too much, with the first such month and dose.

    Each dose by itself is within the range of its lever.
    """
    moved = Counter(change.lever for change in changes if change.moved.combine == "add")
    several = [change for change in changes if moved[change.lever] > 1]
    if not several:
        return {}
    doses, _ = combined_doses(several, LAST_MONTH)
    found = {}
    for lever in LEVERS:
        column = doses[1:, LEVER_INDEX[lever.name]]
        over = column > lever.high + TOLERANCE
        if lever.combine == "add" and over.any():
            month = int(np.argmax(over)) + 1
            found[lever.name] = (month, float(column[month - 1]))
    return found
