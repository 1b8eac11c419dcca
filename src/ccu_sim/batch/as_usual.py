"""Whether the accepted parameter sets count for this model: a few of its runs as usual tell.

A set was accepted for what the model shows as usual. So it counts for every version of the
model whose runs as usual are the same, whatever else was added to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ccu_sim.inputs import compose, load_unit

if TYPE_CHECKING:
    from ccu_sim.evidence import Ensemble
    from ccu_sim.model import RunTables

SETS, MONTHS, SEED = 3, 36, 2014
"""The runs that tell: the first sets, for as long as a run of the calibration."""

STATES = (
    "cohesion",
    "high_exhaustion_peer",
    "high_exhaustion_clinician",
    "absence_peer",
    "absence_clinician",
    "residents",
)
"""Columns of the months; with everybody's time in post they hold all that people do."""

STAYING = ("role", "employment", "start_month", "end_month", "outcome")

RESCORE = "`ccu-sim calibrate --rescore` scores them again"


def as_usual_digest(sets: Sequence[Mapping[str, float]], units: Sequence[str]) -> str:
    """Digest what the model shows as usual.

    Parameters
    ----------
    sets : sequence of mapping
        Parameter sets, of which the first few are run.
    units : sequence of str
        Names of the units.

    Returns
    -------
    str
        The same for numbers that agree in six digits, so on every kind of machine.
    """
    from ccu_sim.model import simulate

    digest = hashlib.sha256()
    for name in units:
        unit = load_unit(name)
        for index, parameters in enumerate(sets[:SETS]):
            tables = simulate(
                unit, compose([]), parameters, months=MONTHS, seed=SEED, set_index=index
            )
            digest.update("\n".join(_lines(tables)).encode())
    return digest.hexdigest()[:16]


def _lines(tables: RunTables) -> Iterator[str]:
    for table, columns in ((tables.monthly, STATES), (tables.spells, STAYING)):
        for row in table[list(columns)].tolist():
            yield " ".join(
                f"{value:.6g}" if isinstance(value, float) else str(value) for value in row
            )


def why_unaccepted(ensemble: Ensemble) -> str | None:
    """Say why the sets of an ensemble do not count as accepted here; None if they do."""
    from ccu_sim.evidence import REGISTRY, TARGETS
    from ccu_sim.model.engine import UNCOMPILED

    about, sets = ensemble.about, "The parameter sets of the ensemble were accepted for"
    if not ensemble.is_of(REGISTRY):
        return (
            f"{sets} other ranges than the registry has now; `ccu-sim calibrate --out DIR` makes "
            "an ensemble of these."
        )
    if about["targets"] != TARGETS.hash:
        return f"{sets} other targets than there are now; {RESCORE} in {about['runs']:,} runs."
    if UNCOMPILED:
        return "Whether the parameter sets count for this model was not looked at, uncompiled."
    first = ensemble.sets(REGISTRY, min(SETS, len(ensemble)))
    try:
        same = about["as_usual"] == as_usual_digest(first, TARGETS.units)
    except Exception:  # whatever a changed model raises, it is told where a study's own runs do
        same = False
    if not same:
        return (
            f"{sets} another version of the model, so runs as usual may miss the published "
            f"targets; {RESCORE} in {about['runs']:,} runs."
        )
    return None


def unaccepted() -> str | None:
    """Say why the shipped sets do not count as accepted here; looked at once in a process."""
    from ccu_sim.model import simulate

    return _unaccepted(simulate)


@lru_cache(maxsize=2)
def _unaccepted(model: Callable[..., RunTables]) -> str | None:
    """Look at the shipped sets once for each model that stands in `ccu_sim.model`."""
    from ccu_sim.evidence import read_ensemble

    return why_unaccepted(read_ensemble())
