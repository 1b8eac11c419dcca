"""What an answer turns on: sensitivity from the prior, on accepted sets, value of information.

Three questions, three methods. *Which of all the numbers matter at all?* Screening and Sobol
indices over the ranges of the evidence, taken one by one. *Which matter among sets that are
plausible?* There parameters are tied to each other, so a method that takes the runs as they
are. *Which would be worth finding out?* The value of information: only what could turn the
choice of a strategy has any.
"""

from ccu_sim.analysis.uncertainty.analysis import Analysis, Found, Sizes, uncertain
from ccu_sim.analysis.uncertainty.choice import (
    WILLING,
    ValueOfInformation,
    value_of_information,
)
from ccu_sim.analysis.uncertainty.decomposition import CHANCE, Decomposition
from ccu_sim.analysis.uncertainty.gains import Gains, gains, unknowns
from ccu_sim.analysis.uncertainty.given import given_data
from ccu_sim.analysis.uncertainty.information import Regressions
from ccu_sim.analysis.uncertainty.screening import Screening

__all__ = [
    "CHANCE",
    "WILLING",
    "Analysis",
    "Decomposition",
    "Found",
    "Gains",
    "Regressions",
    "Screening",
    "Sizes",
    "ValueOfInformation",
    "gains",
    "given_data",
    "uncertain",
    "unknowns",
    "value_of_information",
]
