"""The simulated unit: people, bonds and climate, and the two engines that run them."""

from ccu_sim.model.engine import made_by
from ccu_sim.model.simulation import Engine, prepare, run_world, simulate
from ccu_sim.model.spells import SPELL_COLUMNS
from ccu_sim.model.tables import MONTHLY_COLUMNS, RUN_COLUMNS, RunTables, measure

__all__ = [
    "MONTHLY_COLUMNS",
    "RUN_COLUMNS",
    "SPELL_COLUMNS",
    "Engine",
    "RunTables",
    "made_by",
    "measure",
    "prepare",
    "run_world",
    "simulate",
]
