"""What it costs to keep one more worker, and when that cannot be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.effects import of_pair
from ccu_sim.analysis.intervals import CONFIDENCE, by_set, monte_carlo_interval, shrunken_means
from ccu_sim.analysis.landmark import RUN_KEYS, horizon_of, landmarks
from ccu_sim.analysis.luck import FOUNDING, REPLACING, Courses, courses, knows_expected
from ccu_sim.analysis.pairs import luck_in, pairs
from ccu_sim.inputs import AS_USUAL
from ccu_sim.model.measures.declaration import PROFESSIONS

if TYPE_CHECKING:
    from ccu_sim.batch import Results

COSTS = ("cost_strategy", "cost_turnover", "cost_cover")
"""Monthly costs that are added up, in A$."""

WORKERS, COST = "workers", "cost"

LEAST_TOLD = 0.2
"""Part of its mean that the lower end of the workers kept has to reach, for a ratio to be told."""

COST_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy, compared with as usual",
    "setting": "the setting of the sweep; 0 without one",
    "months": "months counted",
    "workers": "additional founding workers still in post at the end of those months",
    "workers_low": "Monte Carlo interval, 95 %",
    "workers_high": "its upper end",
    "cost": "additional cost over those months, A$: strategy, turnover and cover",
    "cost_low": "Monte Carlo interval, 95 %",
    "cost_high": "its upper end",
    "cost_per_worker": "A$ per additional worker retained; NaN unless it keeps more at a cost",
    "cost_per_worker_low": "Monte Carlo interval of the ratio (Fieller), 95 %",
    "cost_per_worker_high": "its upper end; any number where `ratio_is_told` does not hold",
    "share_keeping_more": "share of parameter sets in which it keeps more workers",
    "share_saving": "share of parameter sets in which it costs less than as usual",
    "share_both": "share of parameter sets in which it does both",
    "verdict": "in words",
}
"""Columns of the cost table, each with its meaning."""

_VERDICTS = {
    (1, 1): "keeps more staff at a cost",
    (1, -1): "keeps more staff and saves money",
    (1, 0): "keeps more staff; no difference in cost that can be told",
    (-1, 1): "costs more and keeps fewer staff",
    (-1, -1): "saves money and keeps fewer staff",
    (-1, 0): "keeps fewer staff; no difference in cost that can be told",
    (0, 1): "costs more; no difference in staff kept that can be told",
    (0, -1): "saves money; no difference in staff kept that can be told",
    (0, 0): "no difference that can be told, in staff or in money",
}


def run_costs(results: Results) -> pd.DataFrame:
    """Workers kept and money spent up to the last landmark, a row for each run.

    Returns
    -------
    DataFrame
        Id columns, `workers` (founding staff still in post) and `cost` (A$), and what luck in
        who left did to either, if it is known.
    """
    months = landmarks(horizon_of(results))[-1].months
    columns = ["month", "founding_peer", "founding_clinician", *COSTS]
    monthly = results.read("monthly", columns=columns)
    monthly = monthly[monthly["month"] <= months]
    spent = monthly.groupby(RUN_KEYS, sort=False, observed=True)[list(COSTS)].sum().sum(axis=1)
    last = monthly[monthly["month"] == months].set_index(RUN_KEYS)
    table = pd.DataFrame({COST: spent})
    table[WORKERS] = last["founding_peer"] + last["founding_clinician"]
    if not knows_expected(results):
        return table.reset_index()
    luck = [
        one.keys.assign(**_luck(one, months)) for one in courses(results, [*FOUNDING, *REPLACING])
    ]
    return table.reset_index().merge(pd.concat(luck), on=RUN_KEYS, how="left")


def _luck(one: Courses, months: int) -> dict[str, NDArray[np.float64]]:
    """Give what luck did to workers and cost, a value a run."""
    stayed = np.sum([one.stayed_by_luck(role, months) for role in PROFESSIONS], axis=0)
    return {luck_in(WORKERS): stayed, luck_in(COST): one.overspent(months)}


def plane(results: Results, *, baseline: str = AS_USUAL) -> pd.DataFrame:
    """Points of the cost-effectiveness plane: one for each strategy, setting, parameter set.

    Returns
    -------
    DataFrame
        Columns unit, strategy, setting, set, workers, cost: differences from as usual.
    """
    pieces = []
    for pair in pairs(run_costs(results), [WORKERS, COST], baseline=baseline):
        gathered = by_set(pair.difference, pair.sets)
        pieces.append(of_pair(pair, [WORKERS, COST], gathered, shrunken_means(gathered)))
    if not pieces:
        return pd.DataFrame(columns=["unit", "strategy", "setting", "set", WORKERS, COST])
    return pd.concat(pieces, ignore_index=True)


def cost_per_worker(results: Results, *, baseline: str = AS_USUAL) -> pd.DataFrame:
    """Cost of each additional worker retained, for every unit, strategy and setting.

    The ratio of mean cost to mean workers is given only where the strategy keeps more
    workers and costs more, both beyond Monte Carlo error. Elsewhere a ratio misleads (a
    negative one can mean a bargain or a waste, and one over nearly nothing is any number),
    so `verdict` says in words what was found.

    Returns
    -------
    DataFrame
        Columns as in `COST_COLUMNS`.
    """
    months = landmarks(horizon_of(results))[-1].months
    rows = []
    for pair in pairs(run_costs(results), [WORKERS, COST], baseline=baseline):
        gathered = by_set(pair.difference, pair.sets)
        (workers, cost), (low, high) = gathered.means.mean(axis=0), monte_carlo_interval(gathered)
        calm = shrunken_means(gathered)
        signs = (_sign(low[0], high[0]), _sign(low[1], high[1]))
        ratio = cost / workers if signs == (1, 1) else np.nan
        bottom, top = ratio_interval(gathered.means) if signs == (1, 1) else (np.nan, np.nan)
        rows.append(
            {
                "unit": pair.unit,
                "strategy": pair.strategy,
                "setting": pair.setting,
                "months": months,
                "workers": workers,
                "workers_low": low[0],
                "workers_high": high[0],
                "cost": cost,
                "cost_low": low[1],
                "cost_high": high[1],
                "cost_per_worker": ratio,
                "cost_per_worker_low": bottom,
                "cost_per_worker_high": top,
                "share_keeping_more": float((calm[:, 0] > 0).mean()),
                "share_saving": float((calm[:, 1] < 0).mean()),
                "share_both": float(((calm[:, 0] > 0) & (calm[:, 1] < 0)).mean()),
                "verdict": _VERDICTS[signs] if np.isfinite(low).all() else _ONE_RUN,
            }
        )
    return pd.DataFrame(rows, columns=list(COST_COLUMNS))


def acceptability(points: pd.DataFrame, willing: NDArray[np.float64]) -> pd.DataFrame:
    """Share of parameter sets in which a strategy is worth its cost.

    A strategy is worth it where `willing` times the additional workers exceeds the
    additional cost. Unlike a ratio this holds in every quadrant of the plane.

    Parameters
    ----------
    points : DataFrame
        From `plane`.
    willing : ndarray
        A$ that one would give to keep one more worker.

    Returns
    -------
    DataFrame
        Columns unit, strategy, setting, willing, share.
    """
    pieces = []
    by = ["unit", "strategy", "setting"]
    for (unit, strategy, setting), group in points.groupby(by, sort=False):
        benefit = willing[:, None] * group[WORKERS].to_numpy() - group[COST].to_numpy()
        pieces.append(
            pd.DataFrame(
                {
                    "unit": unit,
                    "strategy": strategy,
                    "setting": setting,
                    "willing": willing,
                    "share": (benefit > 0).mean(axis=1),
                }
            )
        )
    if not pieces:
        return pd.DataFrame(columns=[*by, "willing", "share"])
    return pd.concat(pieces, ignore_index=True)


def ratio_interval(means: NDArray[np.float64]) -> tuple[float, float]:
    """Fieller's 95 % interval of mean cost over mean workers, from the means of sets.

    Parameters
    ----------
    means : ndarray, shape (P, 2)
        Workers and cost of each set.

    Returns
    -------
    low, high : float
        NaN where it is not an interval: with one set, or if the workers cannot be told
        from none.
    """
    from scipy import special  # takes a while to import, and a run needs none of it

    count = len(means)
    if count < 2:
        return np.nan, np.nan
    workers, cost = means.mean(axis=0)
    covariance = np.cov(means, rowvar=False) / count
    t_squared = float(special.stdtrit(count - 1, 0.5 + CONFIDENCE / 2)) ** 2
    a = workers**2 - t_squared * covariance[0, 0]
    b = workers * cost - t_squared * covariance[0, 1]
    c = cost**2 - t_squared * covariance[1, 1]
    inside = b**2 - a * c
    if a <= 0 or inside < 0:
        return np.nan, np.nan
    root = np.sqrt(inside)
    return float((b - root) / a), float((b + root) / a)


def ratio_is_told(workers: float, workers_low: float) -> bool:
    """Whether so many more are kept that a cost for each of them has an upper end to speak of.

    Fieller's interval reaches without bounds as the workers come near to none: above, it then
    tells how near they came, and nothing of the cost.

    Parameters
    ----------
    workers, workers_low : float
        Additional workers kept, and the lower end of their interval.
    """
    return workers > 0 and workers_low >= LEAST_TOLD * workers


_ONE_RUN = "one pair of runs only: nothing can be told from chance"


def _sign(low: float, high: float) -> int:
    """Sign of what an interval holds: 0 if it holds zero."""
    return int(low > 0) - int(high < 0)
