"""Comparisons made up so that what is true of them is known, as a study of intervals needs.

Each parameter set has a rate of leaving of its own and a gain by the strategy of its own. Posts
differ: some are left twice as often as others. Rates rise and fall over the year; a peer worker
of the founding team has a term that ends, and with a chance is not renewed. Whoever leaves is
replaced at once. A strategy meets the same uniform numbers as usual. Every mean over chance has
a closed form, and the mean over sets an integral that Gauss-Hermite quadrature gives.
"""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from ccu_sim.analysis.luck import expected_left

MONTHS = 24
TERM = 18
REFUSED = 0.3
HEADS = {"peer": 12, "clinician": 6}
COST_OF_ONE = 20_000.0
RATE, SPREAD = 0.02, 0.4
GAIN, SPREAD_OF_GAIN = 0.7, 0.2
STRATEGY = "other"

_SEASON = 1 + 0.5 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)
_POST = {role: np.where(np.arange(heads) % 3 == 0, 2.0, 1.0) for role, heads in HEADS.items()}
_REFUSED = {"peer": REFUSED, "clinician": 0.0}


def monthly_chances(role, rate):
    """Chance that a post is left in a month, shape (..., months, heads)."""
    return 1 - np.exp(-np.asarray(rate)[..., None, None] * np.outer(_SEASON, _POST[role]))


def true_levels(rate):
    """Means over chance at a rate of leaving: each outcome's, the shape of `rate`."""
    shares, left = {}, {}
    for role in HEADS:
        chances = monthly_chances(role, rate)
        staying = np.cumprod(1 - chances, axis=-2)
        ended = _REFUSED[role] * staying[..., TERM - 1, :].sum(axis=-1)
        staying[..., TERM:, :] *= 1 - _REFUSED[role]
        shares[role] = staying.sum(axis=-1)
        left[role] = chances.sum(axis=(-2, -1)) + ended
    heads, years = sum(HEADS.values()), MONTHS / 12
    stayed = sum(shares.values()) / heads
    return {
        "retention_12_all": stayed[..., 11],
        "retention_24_peer": shares["peer"][..., -1] / HEADS["peer"],
        "rmst_months_all": stayed.sum(axis=-1),
        "turnover_all": sum(left.values()) / heads / years,
        "cost_turnover": sum(left.values()) * COST_OF_ONE / years,
    }


def true_effects(rate=RATE):
    """Mean effect over all sets that could be drawn, by outcome."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    weights = weights / weights.sum()
    rate = rate * np.exp(SPREAD * nodes)[:, None]
    gain = GAIN * np.exp(SPREAD_OF_GAIN * nodes)[None, :]
    ran, usual = true_levels(rate * gain), true_levels(rate * np.ones_like(gain))
    return {name: float(weights @ (ran[name] - usual[name]) @ weights) for name in usual}


def comparison(random, *, sets, replicates, rate=RATE, rates=None):
    """Make one comparison up; sets are drawn unless `rates`, as usual and with it, are given."""
    if rates is None:
        usual = rate * np.exp(SPREAD * random.standard_normal(sets))
        gain = GAIN * np.exp(SPREAD_OF_GAIN * random.standard_normal(sets))
        rates = usual, usual * gain
    ids = pd.DataFrame({"set": np.repeat(np.arange(sets), replicates)})
    ids["replicate"] = np.tile(np.arange(replicates), sets)
    luck = {role: random.random((len(ids), MONTHS + 1, heads)) for role, heads in HEADS.items()}
    runs, months = [], []
    for name, rate in zip(("as-usual", STRATEGY), rates, strict=True):
        run, course = _history(luck, np.repeat(np.broadcast_to(rate, sets), replicates))
        where = {"unit": "here", "strategy": name, "setting": 0, **ids}
        runs.append(pd.DataFrame({**where, **run}))
        rows = {key: np.repeat(value, MONTHS + 1) for key, value in ids.items()}
        columns = {key: value.ravel() for key, value in course.items()}
        months.append(pd.DataFrame({**where, **rows, **columns}))
    return _Results(pd.concat(runs, ignore_index=True), pd.concat(months, ignore_index=True))


def together(comparisons):
    """Put comparisons side by side as settings of a sweep, each of which has effects of its own."""
    tables = ([one.runs for one in comparisons], [one.monthly for one in comparisons])
    return _Results(
        *(
            pd.concat([one.assign(setting=place) for place, one in enumerate(each)])
            for each in tables
        )
    )


def _history(luck, rates):
    """Give outcomes and courses of runs, one for each rate."""
    run, course, stays, left = {}, {}, {}, {}
    costs = dict.fromkeys(("cost_turnover", "expected_cost_turnover"), 0.0)
    for role, heads in HEADS.items():
        chances = monthly_chances(role, rates)
        leaving = luck[role][:, :MONTHS] < chances
        here = np.cumprod(~leaving, axis=1)
        up = here[:, TERM - 1]
        refused = (luck[role][:, MONTHS] < _REFUSED[role]) & (up == 1)
        here[:, TERM:] *= ~refused[:, None, :]
        before = np.concatenate([np.ones_like(here[:, :1]), here[:, :-1]], axis=1)
        # in the month after the term, only whoever was renewed may resign as one of the founders
        before[:, TERM] = up * ~refused
        resigning, ending = chances.sum(axis=2), np.zeros((len(rates), MONTHS))
        ending[:, TERM] = _REFUSED[role] * up.sum(axis=1)
        founders = (chances * before).sum(axis=2) + ending
        nobody = np.zeros((len(rates), MONTHS + 1))
        course |= dict.fromkeys(expected_left(role), nobody)
        course[f"expected_resigned_{role}_base"] = _from_opening(resigning)
        course[f"expected_contract_ended_{role}"] = _from_opening(ending)
        course[f"expected_founding_left_{role}"] = _from_opening(founders)
        left[role] = leaving.sum(axis=2)
        left[role][:, TERM] += refused.sum(axis=1)
        for name, people in zip(costs, (left[role], resigning + ending), strict=True):
            costs[name] = costs[name] + COST_OF_ONE * _from_opening(people)
        stays[role] = np.concatenate([np.full((len(rates), 1), heads), here.sum(axis=2)], axis=1)
        course[f"founding_{role}"] = stays[role]
        course[f"staff_{role}"] = np.full_like(nobody, heads)
    heads, years = sum(HEADS.values()), MONTHS / 12
    stayed = sum(stays.values()) / heads
    run["retention_12_all"] = stayed[:, 12]
    run["retention_24_peer"] = stays["peer"][:, MONTHS] / HEADS["peer"]
    run["rmst_months_all"] = stayed[:, 1:].sum(axis=1)
    for role, people in left.items():
        run[f"turnover_{role}"] = people.sum(axis=1) / HEADS[role] / years
    run["turnover_all"] = sum(left.values()).sum(axis=1) / heads / years
    run["cost_turnover"] = costs["cost_turnover"].sum(axis=1) / years
    course |= costs
    return run, course


def _from_opening(values):
    """Put the opening day, on which nobody leaves, before the months."""
    return np.pad(values, ((0, 0), (1, 0)))


class _Results:
    """What the analysis asks of results."""

    manifest = SimpleNamespace(measures=())
    study = SimpleNamespace(months=MONTHS)

    def __init__(self, runs, monthly):
        self.runs, self.monthly = runs, monthly

    def columns(self, table):
        assert table == "monthly"
        return list(self.monthly)

    def read(self, table, columns, *, unit=None):
        assert (table, unit) == ("monthly", "here")
        return self.monthly[["unit", "strategy", "setting", "set", "replicate", *columns]]
