"""Factors of the founding texts: where each is in the model, what it does, and what needs it.

`factors` is the register; `signs` moves each factor from low to high; `ablate` switches each
mechanism off; `check_sizes` and `answer` put sizes and open questions to the runs. All of it
shows that the code does what was meant (verification), not that units behave so.
"""

from ccu_sim.analysis.factors.ablation import (
    Ablation,
    Mechanism,
    ablate,
    ablation_table,
    mechanisms,
    outcomes_of_ablation,
    parts_of_mechanisms,
)
from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.contrast import Contrast, contrast
from ccu_sim.analysis.factors.ensemble import ORIGIN, plausible_sets
from ccu_sim.analysis.factors.patterns import PATTERNS, pattern_outcomes, see_patterns
from ccu_sim.analysis.factors.questions import QUESTIONS, answer, question_outcomes
from ccu_sim.analysis.factors.register import Factor, factor_named, factors
from ccu_sim.analysis.factors.runs import ArmAtUnit, Design, Runner
from ccu_sim.analysis.factors.signs import (
    SITES,
    Sign,
    factor_verdicts,
    outcomes_read,
    sign_table,
    signs,
)
from ccu_sim.analysis.factors.sizes import CHECKS, check_sizes, size_outcomes

__all__ = [
    "CHECKS",
    "ORIGIN",
    "PATTERNS",
    "QUESTIONS",
    "SITES",
    "Ablation",
    "Arm",
    "ArmAtUnit",
    "Contrast",
    "Design",
    "Factor",
    "Mechanism",
    "Runner",
    "Sign",
    "ablate",
    "ablation_table",
    "answer",
    "check_sizes",
    "contrast",
    "factor_named",
    "factor_verdicts",
    "factors",
    "mechanisms",
    "outcomes_of_ablation",
    "outcomes_read",
    "parts_of_mechanisms",
    "pattern_outcomes",
    "plausible_sets",
    "question_outcomes",
    "see_patterns",
    "sign_table",
    "signs",
    "size_outcomes",
]
