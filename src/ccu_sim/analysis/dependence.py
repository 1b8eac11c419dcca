"""How far an answer leans on numbers that are assumed, or that nobody has checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ccu_sim.analysis.effects import runs_of, set_effects
from ccu_sim.analysis.sensitivity import FEWEST_SETS, different_sets, drivers
from ccu_sim.evidence import REGISTRY, Parameter

if TYPE_CHECKING:
    from ccu_sim.batch import Results

DEPENDENCE_COLUMNS = {
    "unit": "the unit",
    "strategy": "the strategy, compared with as usual",
    "setting": "the setting of the sweep; 0 without one",
    "outcome": "what is compared",
    "drivers": "parameters that the effect goes with over sets; missing if too few were run",
    "assumed": "how many of them are assumed",
    "unchecked": "how many of them cite a source that nobody has checked, assumed or not",
    "share": "share of the spread they explain that lies with either kind; NaN without drivers",
    "parameters": "their names, the strongest first",
}
"""Columns of a table of dependences, each with its meaning."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """What the parameters that an effect depends on rest on.

    Attributes
    ----------
    drivers : tuple of str
        Parameters that stand out, the strongest first.
    assumed : tuple of str
        Those that are assumed.
    unchecked : tuple of str
        Those that cite a source which nobody has checked, assumed or not.
    share : float
        Of the spread of the effect over sets that the drivers explain, the share that lies
        with either kind; NaN where nothing stands out.
    """

    drivers: tuple[str, ...]
    assumed: tuple[str, ...]
    unchecked: tuple[str, ...]
    share: float


def dependence_of(found: pd.DataFrame, registry: Mapping[str, Parameter] = REGISTRY) -> Dependence:
    """Say what the parameters rest on that an effect depends on.

    Parameters
    ----------
    found : DataFrame
        What `drivers` gives.
    registry : mapping of str to Parameter
        A parameter that it does not know counts as assumed.

    Notes
    -----
    A parameter explains the square of its rank correlation with the effect. Where accepted
    sets tie two parameters to each other, part of that is counted with both.
    """
    names = [str(name) for name in found["parameter"]]
    known = [registry.get(name) for name in names]
    assumed = [one is None or one.basis == "assumed" for one in known]
    unchecked = [one is not None and bool(one.sources) and not one.checked for one in known]
    either = [one or other for one, other in zip(assumed, unchecked, strict=True)]
    explained = found["correlation"].to_numpy(dtype=float) ** 2
    return Dependence(
        drivers=tuple(names),
        assumed=tuple(name for name, is_it in zip(names, assumed, strict=True) if is_it),
        unchecked=tuple(name for name, is_it in zip(names, unchecked, strict=True) if is_it),
        share=float(explained[either].sum() / explained.sum()) if names else float("nan"),
    )


def dependence(
    results: Results | pd.DataFrame,
    parameters: pd.DataFrame,
    outcomes: Sequence[str],
    registry: Mapping[str, Parameter] = REGISTRY,
) -> pd.DataFrame:
    """Say of every effect how far it leans on assumed and on unchecked numbers.

    Parameters
    ----------
    results : Results or DataFrame
        What `ccu_sim.open_results` gives, or its runs table.
    parameters : DataFrame
        A row for each parameter set, a column for each parameter.
    outcomes : sequence of str
    registry : mapping of str to Parameter

    Returns
    -------
    DataFrame
        A row for each unit, strategy, setting and outcome that has an effect; columns as in
        `DEPENDENCE_COLUMNS`.
    """
    by_set = set_effects(runs_of(results), outcomes, take_out_chance=False)
    rows = []
    by = ["unit", "strategy", "setting"]
    for (unit, strategy, setting), mine in by_set.groupby(by, sort=False):
        effects = mine.set_index("set")
        for name in outcomes:
            effect = effects[name].dropna()
            if len(effect):
                row = {"unit": str(unit), "strategy": str(strategy), "setting": setting}
                rows.append(row | {"outcome": name} | _counts(effect, parameters, registry))
    table = pd.DataFrame(rows, columns=list(DEPENDENCE_COLUMNS))
    return table.astype(dict.fromkeys(("drivers", "assumed", "unchecked"), "Int64"))


def _counts(
    effect: pd.Series, parameters: pd.DataFrame, registry: Mapping[str, Parameter]
) -> dict[str, object]:
    """Count what one effect leans on; there is nothing to count with too few sets."""
    shared = parameters.loc[effect.index.intersection(parameters.index)]
    if different_sets(shared) < FEWEST_SETS:
        unknown = dict.fromkeys(("drivers", "assumed", "unchecked"), pd.NA)
        return {**unknown, "share": float("nan"), "parameters": ""}
    found = dependence_of(drivers(effect, shared), registry)
    return {
        "drivers": len(found.drivers),
        "assumed": len(found.assumed),
        "unchecked": len(found.unchecked),
        "share": found.share,
        "parameters": ", ".join(found.drivers),
    }
