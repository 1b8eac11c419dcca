"""How changes from several sources combine into the doses of each month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.inputs.change import LAST_MONTH, Change
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS

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
    doses : array (months + 1, number of levers)
        Row m holds the doses of month m; row 0 those in force on day 0, which are those of
        month 1. Doses of levers that add are sums, of levers where the highest counts the
        highest, of levers that are set the level (NaN where nothing sets it).
    coverage : array of the same shape
        Share of the target people reached: the mean over added doses, weighted by dose, or
        that of the change that counts; 1 where there is no dose.
    """
    shape = (months + 1, len(LEVERS))
    doses, coverage = np.zeros(shape), np.ones(shape)
    for index, lever in enumerate(LEVERS):
        if lever.combine == "set":
            doses[:, index] = np.nan
    for change in changes:
        index = LEVER_INDEX[change.lever]
        strength = change.strength(months)
        dose = change.dose * strength
        so_far, reach = doses[1:, index], coverage[1:, index]
        match change.moved.combine:
            case "add":
                total = so_far + dose
                reached = so_far * reach + dose * change.coverage
                reach[:] = np.divide(reached, total, out=reach.copy(), where=total > 0)
                so_far[:] = total
            case "highest":
                reach[:] = np.where(dose > so_far, change.coverage, reach)
                so_far[:] = np.maximum(so_far, dose)
            case "set":
                so_far[:] = np.where(strength > 0, change.dose, so_far)
                reach[:] = np.where(strength > 0, change.coverage, reach)
    doses[0], coverage[0] = doses[1], coverage[1]
    return doses, coverage


def first_clash(changes: Sequence[tuple[str, Change]]) -> Clash | None:
    """Return what is contradictory about changes, each with the name of its strategy."""
    total = np.zeros((LAST_MONTH, len(LEVERS)))
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
        elif lever.combine == "add":
            column = total[:, LEVER_INDEX[lever.name]]
            column += change.dose * change.strength(LAST_MONTH)
            if column.max() > lever.high + TOLERANCE:
                month = int(np.argmax(column > lever.high + TOLERANCE)) + 1
                return Clash(
                    f"{lever.name} adds up to {column[month - 1]:g} in month {month} with "
                    f"{owner}; it must be between {lever.low:g} and {lever.high:g} ({lever.unit})",
                    position,
                )
    return None
