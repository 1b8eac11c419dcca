"""What strategies gain at each point that was run: founding staff kept, and money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ccu_sim.analysis.cost import COST, WORKERS, run_costs
from ccu_sim.analysis.intervals import by_set, shrunken_means
from ccu_sim.analysis.pairs import Pairs, pairs, require_as_usual
from ccu_sim.errors import UserError
from ccu_sim.inputs.sweep import STRATEGY_DOSE

if TYPE_CHECKING:
    from ccu_sim.batch import Results

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Gains:
    """Effects of every strategy at one unit, point by point.

    Attributes
    ----------
    unit : str
    strategies : tuple of str
    points : ndarray of int, shape (P, 2)
        Parameter set and setting of each point; every strategy was run at all of them.
    workers, cost : ndarray, shape (P, S)
        Mean over replicates of what each strategy changes against as usual: founding staff
        still in post at the last landmark, and A$ until then.
    calm_workers, calm_cost : ndarray, shape (P, S)
        The same, chance drawn out as far as replicates show it (see `shrunken_means`).
    luck : ndarray, shape (S,)
        Share of the spread of `workers` over points that is chance; NaN without replicates.
    """

    unit: str
    strategies: tuple[str, ...]
    points: NDArray[np.int64]
    workers: Floats
    cost: Floats
    calm_workers: Floats
    calm_cost: Floats
    luck: Floats

    def benefit(self, willing: float, *, calm: bool = False) -> Floats:
        """Net benefit in A$, where keeping one more worker is worth `willing`."""
        if calm:
            return willing * self.calm_workers - self.calm_cost
        return willing * self.workers - self.cost


def gains(results: Results) -> list[Gains]:
    """Gather what strategies gain, unit by unit.

    Points at which some strategy has no pair of runs (they failed, or are still to come) are
    left out; a unit with none left is too.

    Raises
    ------
    UserError
        If nothing is compared with as usual.
    RunFailures
        If every run as usual failed.
    """
    if len(results.study.strategies) < 2:
        raise UserError(
            f"The study '{results.study.name}' compares nothing with as usual, so there is no "
            "choice that a number could turn; name a strategy."
        )
    require_as_usual(results)
    found: dict[str, dict[str, pd.DataFrame]] = {}
    runs = run_costs(results)
    settings = int(runs["setting"].max()) + 1
    together: dict[tuple[str, str], list[Pairs]] = {}
    for pair in pairs(runs, [WORKERS, COST]):
        together.setdefault((pair.unit, pair.strategy), []).append(pair)
    for (unit, strategy), pieces in together.items():
        # What is swept is one more unknown, so a point is a parameter set in a setting.
        points = np.concatenate([piece.sets * settings + piece.setting for piece in pieces])
        gathered = by_set(np.concatenate([piece.difference for piece in pieces]), points)
        calm = shrunken_means(gathered)
        table = pd.DataFrame(gathered.means, columns=["workers", "cost"], index=gathered.sets)
        table["calm workers"], table["calm cost"] = calm[:, 0], calm[:, 1]
        table["luck"] = gathered.within_variance[0] / gathered.counts[:, 0]
        found.setdefault(unit, {})[strategy] = table
    told = [_gathered(unit, tables, settings) for unit, tables in found.items()]
    return [one for one in told if len(one.points)]


def _gathered(unit: str, tables: dict[str, pd.DataFrame], settings: int) -> Gains:
    """Put strategies side by side at the points that all of them have."""
    wide = pd.concat(tables, axis=1, join="inner").dropna(
        subset=[(name, "workers") for name in tables]
    )
    columns = {
        name: wide.xs(name, axis=1, level=1).to_numpy(dtype=float)
        for name in ("workers", "cost", "calm workers", "calm cost", "luck")
    }
    number = wide.index.to_numpy(dtype=np.int64)
    spread = columns["workers"].var(axis=0, ddof=1) if len(wide) > 1 else np.zeros(len(tables))
    luck = columns["luck"].mean(axis=0) if len(wide) else np.full(len(tables), np.nan)
    chance = np.divide(luck, spread, out=np.full_like(spread, np.nan), where=spread > 0)
    return Gains(
        unit=unit,
        strategies=tuple(tables),
        points=np.column_stack(np.divmod(number, settings)),
        workers=columns["workers"],
        cost=columns["cost"],
        calm_workers=columns["calm workers"],
        calm_cost=columns["calm cost"],
        luck=np.clip(chance, 0.0, 1.0),
    )


def unknowns(results: Results, points: NDArray[np.int64]) -> pd.DataFrame:
    """Give what might be found out, at each point: parameters, and what of the unit is swept.

    Parameters
    ----------
    results : Results
    points : ndarray of int, shape (P, 2)
        Parameter set and setting.

    Returns
    -------
    DataFrame
        A row a point, a column for each parameter, condition or lever that varies over them.

    Raises
    ------
    UserError
        If the dose of strategies is swept, which is chosen and not found out.
    """
    settings = results.settings
    if STRATEGY_DOSE in settings and settings[STRATEGY_DOSE].nunique() > 1:
        raise UserError(
            f"The study '{results.study.name}' sweeps {STRATEGY_DOSE}, which is chosen and not "
            "found out; ask for the value of information without it."
        )
    parameters = results.parameters.drop(columns=list(settings), errors="ignore")
    table = pd.concat(
        [
            parameters.loc[points[:, 0]].reset_index(drop=True),
            settings.loc[points[:, 1]].reset_index(drop=True),
        ],
        axis=1,
    )
    varies = (table != table.iloc[:1].to_numpy()).any().to_numpy()
    return table.loc[:, varies]
