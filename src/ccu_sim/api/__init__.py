"""The Python side: one run, a comparison, and what they are made of.

Everything here is also reached as ``import ccu_sim as ccu``.
"""

from ccu_sim.api.comparison import Comparison, compare, study_of
from ccu_sim.api.one_run import Run, run
from ccu_sim.api.uncertainty import Sensitivity, sensitivity

__all__ = ["Comparison", "Run", "Sensitivity", "compare", "run", "sensitivity", "study_of"]
