"""Effects in the measures that trials report: relative changes and standard deviations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.intervals import by_set, estimate, monte_carlo_interval
from ccu_sim.analysis.trials.readings import Readings

Compare = Callable[[Readings, Readings], np.ndarray]


@dataclass(frozen=True)
class Effect:
    """An effect over parameter sets.

    Attributes
    ----------
    effect, low, high : float
        Mean over sets and its Monte Carlo interval (95 %).
    by_set : ndarray
        Its value in each set.
    """

    effect: float
    low: float
    high: float
    by_set: np.ndarray


def over_sets(values: np.ndarray) -> Effect:
    """Gather values of runs, a row a set, to an effect over sets."""
    sets = np.repeat(np.arange(len(values)), values.shape[1])
    gathered = by_set(values.reshape(-1, 1), sets)
    low, high = monte_carlo_interval(gathered)
    return Effect(float(estimate(gathered)[0]), float(low[0]), float(high[0]), gathered.means[:, 0])


def relative(name: str) -> Compare:
    """Give a change as a share of what is usual in the mean over all runs."""
    return lambda usual, other: (other[name] - usual[name]) / np.nanmean(usual[name])


def in_spreads(state: str, group: str, month: int) -> Compare:
    """Give a change in standard deviations between people of one team and role (Cohen's d)."""
    name = f"{state}_{group}@{month}"

    def compare(usual: Readings, other: Readings) -> np.ndarray:
        return (other[name] - usual[name]) / np.nanmean(usual[f"spread_{name}"])

    return compare


def rate_ratio(tenure: str) -> Compare:
    """Give the relative change of resignations for each year of service of a kind."""

    def compare(usual: Readings, other: Readings) -> np.ndarray:
        rate = np.sum(usual[f"resigned_{tenure}"]) / np.sum(usual[f"years_{tenure}"])
        expected = rate * other[f"years_{tenure}"]
        more = other[f"resigned_{tenure}"] - expected
        before = usual[f"resigned_{tenure}"] - rate * usual[f"years_{tenure}"]
        return (more - before) / np.mean(expected)

    return compare


def difference(name: str) -> Compare:
    """Give a plain difference."""
    return lambda usual, other: other[name] - usual[name]


MEASURED: dict[str, Compare] = {
    "leaving_12_peer": relative("chance_peer@12"),
    "leaving_36_peer": relative("chance_peer@36"),
    "leaving_first_year": rate_ratio("first_year"),
    "leaving_later": rate_ratio("later"),
    "exhaustion_8_peer": in_spreads("exhaustion", "peer", 8),
    "exhaustion_12_peer": in_spreads("exhaustion", "peer", 12),
    "satisfaction_12_peer": in_spreads("satisfaction", "peer", 12),
    "role_clarity_12_peer": in_spreads("role_clarity", "peer", 12),
    "valuing_12_clinician": in_spreads("valuing", "clinician", 12),
    "leader_quality_12": difference("leader_quality@12"),
}
"""How each measure of a strategy's evidence is computed, as usual first."""


def effect_of(measure: str, usual: Readings, other: Readings) -> Effect:
    """Compute one measure of a strategy.

    Parameters
    ----------
    measure : str
        One of `MEASURED`.
    usual, other : Readings
        As usual, and with the strategy, under the same chance.
    """
    return over_sets(MEASURED[measure](usual, other))
