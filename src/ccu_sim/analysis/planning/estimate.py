"""What a plan is estimated to do: gains, money, sureness and timing of packages, from a batch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ccu_sim.analysis.cost import COST, WORKERS, run_costs
from ccu_sim.analysis.course import months_until_effect
from ccu_sim.analysis.intervals import (
    by_set,
    estimate,
    monte_carlo_interval,
    share_above_zero,
)
from ccu_sim.analysis.landmark import RUN_KEYS, horizon_of, landmarks
from ccu_sim.analysis.pairs import Pairs, pairs
from ccu_sim.inputs import AS_USUAL

if TYPE_CHECKING:
    from ccu_sim.analysis.planning.arms import Arms
    from ccu_sim.analysis.planning.option import Option
    from ccu_sim.batch import Results

SPENT, COHESION = "spent", "cohesion"
MEASURES = (WORKERS, COHESION, SPENT, COST)

PACKAGE_COLUMNS = {
    "package": "the package, by its strategies' names",
    "spent": "A$ that its strategies cost",
    "workers": "additional founding workers still in post",
    "workers_low": "Monte Carlo interval, 95 %",
    "workers_high": "its upper end",
    "cohesion": "difference in mean cohesion (1-5) over the last year",
    "cohesion_low": "Monte Carlo interval, 95 %",
    "cohesion_high": "its upper end",
    "cost": "additional cost, A$: strategies, turnover and cover; below zero it saves",
    "cost_low": "Monte Carlo interval, 95 %",
    "cost_high": "its upper end",
    "share_keeping_more": "share of parameter sets in which it keeps more staff",
    "share_cohesion": "share of parameter sets in which cohesion is higher",
    "share_saving": "share of parameter sets in which it saves money on the whole",
}
"""Columns that tables of packages share, each with its meaning."""

STEP_COLUMNS = {
    "step": "its place in the sequence",
    "strategy": "what is added",
    "dose": "factor on the dose that its file states",
    **{name: f"{meaning}, beyond the step before" for name, meaning in PACKAGE_COLUMNS.items()},
    "total_spent": "A$ that all strategies up to here cost",
    "total_workers": "additional founding workers with all steps up to here",
    "total_cohesion": "cohesion with all steps up to here, against as usual",
    "total_cost": "additional cost with all steps up to here, A$",
    "month": "month from which it is seen to keep more staff than the step before; empty if never",
}

EQUAL_COLUMNS = {
    "strategy": "the strategy, by itself",
    "spent": "the same A$ for each",
    "dose": "the factor on its stated dose that costs so much",
    "workers": "additional founding workers still in post, on a line between doses that were run",
    "cohesion": "difference in cohesion, likewise",
}


def run_table(results: Results) -> pd.DataFrame:
    """Give workers, cohesion, money spent and cost on the whole: a row a run.

    Staying is read at the last landmark, and money is counted to it.
    """
    months = landmarks(horizon_of(results))[-1].months
    monthly = results.read("monthly", columns=["month", "cost_strategy"])
    spent = (
        monthly[monthly["month"] <= months]
        .groupby(RUN_KEYS, sort=False, observed=True)["cost_strategy"]
        .sum()
        .rename(SPENT)
    )
    cohesion = results.runs[[*RUN_KEYS, COHESION]]
    return run_costs(results).merge(spent.reset_index(), on=RUN_KEYS).merge(cohesion, on=RUN_KEYS)


def packages_table(runs: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """Say what packages add to as usual, in the order asked; columns as in `PACKAGE_COLUMNS`."""
    wanted = list(dict.fromkeys(names))
    mine = runs[runs["strategy"].isin([AS_USUAL, *wanted])]
    found = {pair.strategy: _row(pair) for pair in pairs(mine, MEASURES)}
    rows = [found[name] for name in wanted if name in found]
    return pd.DataFrame(rows, columns=list(PACKAGE_COLUMNS))


def steps_table(results: Results, runs: pd.DataFrame, arms: Arms) -> pd.DataFrame:
    """Say what each step adds to those before it; columns as in `STEP_COLUMNS`."""
    rows = []
    before, before_options = AS_USUAL, frozenset[str]()
    totals = packages_table(runs, [step.name for step in arms.steps]).set_index("package")
    for number, step in enumerate(arms.steps, start=1):
        [option] = [one for one in step.options if one.name not in before_options]
        total = totals.loc[step.name]
        rows.append(
            {"step": number, "strategy": option.base, "dose": option.factor}
            | _difference(runs, step.name, before)
            | {f"total_{name}": total[name] for name in (SPENT, WORKERS, COHESION, COST)}
            | {"month": _month_seen(results, step.name, before)}
        )
        before, before_options = step.name, frozenset(one.name for one in step.options)
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS))


def additions_table(runs: pd.DataFrame, arms: Arms) -> pd.DataFrame:
    """Say what one more strategy would add to the plan; as `packages_table`, by strategy."""
    rows = [
        {"strategy": name} | _difference(runs, package.name, arms.plan.name)
        for name, package in arms.additions.items()
    ]
    table = pd.DataFrame(rows, columns=["strategy", *PACKAGE_COLUMNS])
    return table.sort_values("workers", ascending=False, kind="stable", ignore_index=True)


def doses_table(runs: pd.DataFrame, options: Iterable[Option]) -> pd.DataFrame:
    """Say what every strategy does by itself at every dose: as `packages_table`, by both."""
    told = list(options)
    table = packages_table(runs, [option.name for option in told])
    by_name = {option.name: option for option in told}
    table.insert(0, "dose", [by_name[name].factor for name in table["package"]])
    table.insert(0, "strategy", [by_name[name].base for name in table["package"]])
    return table


def at_equal_spending(doses: pd.DataFrame, spent: float) -> pd.DataFrame:
    """Compare strategies at one and the same spending, on lines between the doses that were run.

    A strategy is left out where so much lies outside its doses: nothing is said beyond what was
    run. Columns as in `EQUAL_COLUMNS`.
    """
    rows = []
    for strategy, mine in doses.groupby("strategy", sort=False):
        line = mine.sort_values("spent")
        money = line["spent"].to_numpy()
        if not money[0] <= spent <= money[-1]:
            continue
        row = {"strategy": strategy, "spent": spent}
        for name in ("dose", WORKERS, COHESION):
            row[name] = float(np.interp(spent, money, line[name].to_numpy()))
        rows.append(row)
    table = pd.DataFrame(rows, columns=list(EQUAL_COLUMNS))
    return table.sort_values(WORKERS, ascending=False, kind="stable", ignore_index=True)


def effect_by_set(runs: pd.DataFrame, package: str) -> pd.Series:
    """Give how many more founding workers a package keeps, by parameter set."""
    mine = runs[runs["strategy"].isin([AS_USUAL, package])]
    [pair] = pairs(mine, [WORKERS])
    gathered = by_set(pair.difference, pair.sets)
    return pd.Series(gathered.means[:, 0], index=gathered.sets)


def _difference(runs: pd.DataFrame, package: str, before: str) -> dict[str, object]:
    both = runs[runs["strategy"].isin([before, package])]
    [pair] = pairs(both, MEASURES, baseline=before)
    return _row(pair)


def _row(pair: Pairs) -> dict[str, object]:
    """Summarise pairs of runs: means, intervals and shares of parameter sets."""
    gathered = by_set(pair.difference, pair.sets)
    mean, (low, high) = estimate(gathered), monte_carlo_interval(gathered)
    calm, fewer = share_above_zero(gathered), share_above_zero(by_set(-pair.difference, pair.sets))
    row: dict[str, object] = {"package": pair.strategy}
    for place, name in enumerate(MEASURES):
        row |= {name: mean[place], f"{name}_low": low[place], f"{name}_high": high[place]}
    row["share_keeping_more"] = calm[MEASURES.index(WORKERS)]
    row["share_cohesion"] = calm[MEASURES.index(COHESION)]
    row["share_saving"] = fewer[MEASURES.index(COST)]
    return {name: row[name] for name in PACKAGE_COLUMNS}


def _month_seen(results: Results, package: str, before: str) -> float:
    """Give the month from which more founding staff are seen to be in post than before."""
    [unit] = results.manifest.units
    months = [
        months_until_effect(results, measure, unit=unit, strategy=package, baseline=before)
        for measure in ("founding_peer", "founding_clinician")
    ]
    seen = [month for month in months if month is not None]
    return float(min(seen)) if seen else float("nan")
