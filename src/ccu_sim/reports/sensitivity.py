"""What an answer turns on, in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ccu_sim.analysis.landmark import duration, landmarks
from ccu_sim.analysis.sensitivity import FEWEST_SETS
from ccu_sim.analysis.uncertainty import CHANCE, Found
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import AS_USUAL, CONDITIONS
from ccu_sim.reports.names import plain_name
from ccu_sim.reports.phrases import count, listed, number, percent
from ccu_sim.reports.stage import stage_of

_NAMED = 3


def in_words(name: str) -> str:
    """Name a parameter, or a condition of the unit, inside a sentence."""
    titles = {one.name: f"the unit's own {one.title.lower()}" for one in CONDITIONS}
    return titles.get(name, name.replace("_", " "))


def rests_on(name: str) -> str:
    """Say what a parameter rests on; the unit's own facts rest on the unit."""
    known = REGISTRY.get(name)
    if known is None:
        return "the unit"
    return known.basis if known.checked or not known.sources else f"{known.basis}, unchecked"


def find_out_first(found: Found, unit: str) -> str:
    """Say what would be worth finding out at a unit before choosing a strategy.

    Parameters
    ----------
    found : Found
    unit : str

    Returns
    -------
    str
    """
    place = plain_name(unit)
    choices = found.choices[found.choices["unit"] == unit]
    if choices.empty:
        return f"{place}: no point at which every strategy was run, so nothing can be told."
    choice = choices.iloc[0]
    if np.isnan(choice["workers_perfect"]):
        ran = count(choice["different"], "different parameter set")
        return f"{place}: what to find out cannot be told from {ran}; it takes {FEWEST_SETS}."
    table = found.information[found.information["unit"] == unit]
    months = duration(landmarks(found.study.months)[-1].months)
    team = stage_of(*(one for one in found.study.unit_objects if one.name == unit)).team
    workers = table[table["workers_stands_out"]].sort_values("workers", ascending=False)
    dollars = table[table["dollars_stands_out"]].sort_values("dollars", ascending=False)
    willing = f"A$ {choice['willing']:,.0f}"
    said = [
        _worth(choice, workers, "workers", f"To keep most of the {team} over {months},"),
        _worth(choice, dollars, "dollars", f"In money, with {willing} for one more worker kept,"),
    ]
    return f"{place}. {' '.join(said)}"


def _worth(choice: pd.Series, table: pd.DataFrame, scale: str, aim: str) -> str:
    """Say of one scale which choice it is, and what would better it."""
    aim = f"{aim} {_strategy(str(choice[f'{scale}_best']))} is the choice"
    everything = choice[f"{scale}_perfect"]
    if _text(everything, scale) == _text(0.0, scale):
        return f"{aim}; as far as these runs show, nothing that is not known would turn it."
    whole = f"everything together would be worth {_text(everything, scale)}"
    if table.empty:
        return (
            f"{aim}; no single number stands out as worth finding out from what chance would show "
            f"among so many, though {whole}."
        )
    told = [
        f"{in_words(row['parameter'])} ({_text(row[scale], scale)}{_between(row, scale)})"
        for row in table.head(_NAMED).to_dict("records")
    ]
    more = len(table) - len(told)
    others = f" and {number(more)} more in the table" if more else ""
    return f"{aim}. Find out first: {'; '.join(told)}{others}; {whole}."


def _strategy(name: str) -> str:
    """Name a strategy inside a sentence."""
    return "as usual" if name == AS_USUAL else f"'{name}'"


def _text(value: float, scale: str) -> str:
    if scale == "dollars":
        return f"A$ {round(value, -2):,.0f}"
    return f"{value:.2f} more staff kept"


def _between(row: dict[Any, Any], scale: str) -> str:
    low, high = row[f"{scale}_low"], row[f"{scale}_high"]
    if not np.isfinite(low):
        return ""
    if scale == "dollars":
        return f", {round(low, -2):,.0f} to {round(high, -2):,.0f}"
    return f", {low:.2f} to {high:.2f}"


def depends_on(found: Found, unit: str) -> str:
    """Say how the spread of the leading strategy's effect comes about, and what has settled."""
    strategy = leading(found, unit)
    if strategy is None:
        return ""
    said = []
    given = _of(found.given, unit, strategy)
    luck = _of(found.luck, unit, strategy)
    name = _strategy(strategy)
    if given.empty:
        said.append(
            f"What the effect of {name} depends on over accepted sets cannot be told: it takes "
            f"{FEWEST_SETS} different sets, and an effect that varies over them."
        )
    else:
        apart = [in_words(one) for one in given.loc[given["stands_out"], "parameter"]]
        told = listed(apart[:_NAMED]) if apart else "no single parameter"
        said.append(
            f"Over accepted sets the effect of {name} on staff kept goes with {told}, beyond what "
            "chance would show among so many."
        )
    if len(luck) and np.isfinite(luck["chance"].iloc[0]):
        said.append(f"Chance is {percent(luck['chance'].iloc[0])} of its spread there.")
    sobol = _of(found.sobol, unit, strategy).set_index("parameter")
    if CHANCE in sobol.index:
        said.append(
            "From the prior, with the other parameters at their central values, chance has a part "
            f"in {percent(min(sobol.loc[CHANCE, 'total'], 1.0))} of the spread."
        )
    said += [_settled(row) for row in _of(found.convergence, unit, strategy).to_dict("records")]
    return " ".join(said)


def _settled(row: dict[Any, Any]) -> str:
    """Say whether one design has run long enough."""
    what = {"screening": "The screening", "sobol": "The Sobol indices"}[row["design"]]
    if np.isnan(row["widest"]):
        return f"{what} moved nothing, or too little was run to tell."
    if np.isnan(row["agreement"]):
        return f"Whether {what.lower()} has settled cannot be told from so few."
    verb = "has" if row["design"] == "screening" else "have"
    if row["settled"]:
        return f"{what} {verb} settled."
    return (
        f"{what} {verb} not settled: with half the runs {percent(row['agreement'])} of the first "
        f"five are the same, and the widest interval spans {row['widest']:.2f}; more runs would "
        "narrow it."
    )


def leading(found: Found, unit: str) -> str | None:
    """Name the strategy of a unit whose effect is told of first, if any was run."""
    luck = found.luck[found.luck["unit"] == unit]
    if luck.empty:
        return None
    for table in (found.given, found.screening):
        mine = table[table["unit"] == unit]
        if len(mine):
            return str(mine["strategy"].iloc[0])
    return str(luck["strategy"].iloc[0])


def _of(table: pd.DataFrame, unit: str, strategy: str) -> pd.DataFrame:
    return table[(table["unit"] == unit) & (table["strategy"] == strategy)]


def by_parameter(found: Found, unit: str, strategy: str) -> pd.DataFrame:
    """Set side by side what each method says of each parameter for one effect.

    Returns
    -------
    DataFrame
        By parameter: `share`, `delta` (accepted sets), `mu_star`, `total` (prior), the
        largest share first; NaN where a method says nothing.
    """
    columns = {"given": ["share", "delta"], "screening": ["mu_star"], "sobol": ["total"]}
    table = pd.DataFrame(columns=[name for names in columns.values() for name in names])
    tables = [
        _of(getattr(found, name), unit, strategy).set_index("parameter")[names].astype(float)
        for name, names in columns.items()
    ]
    table = pd.concat(tables, axis=1)
    table = table[table.index != CHANCE]
    return table.sort_values(["share", "mu_star"], ascending=False, kind="stable")
