"""What about a unit turns the choice: each uncertain fact in turn, over its plausible range.

A tipping study is an ordinary study: beside the unit it has the same unit with one fact
changed, once for every value tried, so its runs are those of a batch, stored, resumed and
verified as any, and all of them see the same people and chance events.
"""

from ccu_sim.analysis.tipping.facts import FACT_NAMES, Fact, facts_of
from ccu_sim.analysis.tipping.turning import TIPPING_COLUMNS, Tried, tipping, tried
from ccu_sim.analysis.tipping.variants import bases_of, tipping_study, variants_of

__all__ = [
    "FACT_NAMES",
    "TIPPING_COLUMNS",
    "Fact",
    "Tried",
    "bases_of",
    "facts_of",
    "tipping",
    "tipping_study",
    "tried",
    "variants_of",
]
