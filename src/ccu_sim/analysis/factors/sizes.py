"""Sizes: whether what factors do is as large as the literature has it, beside each other.

Each check is a sentence with the rule that it is judged by. The rule of
`trust_gap_needs_activation` first bounded the trust gap from both sides; since trust across the
professions may be the larger where nothing divides, only the upper bound was kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.contrast import Contrast, contrast
from ccu_sim.analysis.factors.ensemble import plausible_sets
from ccu_sim.analysis.factors.patterns import HARD
from ccu_sim.analysis.factors.runs import ArmAtUnit, Runner
from ccu_sim.analysis.intervals import mean_known

UNIT = "site-1"

NOT_ACTIVATED = Arm(parameters={"dispute_base": -60, "challenge_rate": 0, "slight_rate": 0})
"""Differences of outlook stay, but no dispute, challenge or discrimination brings them up."""


@dataclass(frozen=True)
class Check:
    """One check of sizes.

    Attributes
    ----------
    name, claim, rule : str
    figures : dict of str to float
        What the verdict rests on.
    holds : bool
    """

    name: str
    claim: str
    rule: str
    figures: dict[str, float]
    holds: bool


def size_outcomes() -> tuple[str, ...]:
    """Give all that the checks read off a run."""
    return (
        "rmst_months_peer",
        "resigned_or_promoted_12_peer",
        "high_exhaustion_peer",
        "retention_36_peer",
        "discrimination",
        "valuing_clinician",
        "trust_gap",
        "morale_peer@1-12",
    )


def _moved(runner: Runner, low: Arm, high: Arm, outcome: str) -> Contrast:
    low_results, high_results = runner.run([ArmAtUnit(UNIT, low), ArmAtUnit(UNIT, high)])
    return contrast(low_results, high_results, outcome)


def leader_over_colleagues(runner: Runner) -> Check:
    """Compare the leader's and the supervisor's support with colleagues'."""
    arms = {
        "leader": (Arm(facts={"leadership": 0.25}), Arm(facts={"leadership": 0.75})),
        "supervisor": (Arm(facts={"supervision": 0.25}), Arm(facts={"supervision": 0.75})),
        "colleagues": (
            Arm(parameters={"help_base": -1.0}),
            Arm(parameters={"help_base": -0.2}),
        ),
    }
    found = {
        who: _moved(runner, low, high, "rmst_months_peer") for who, (low, high) in arms.items()
    }
    figures = {f"months in post from more support, {who}": one.effect for who, one in found.items()}
    least = min(found["leader"].effect, found["supervisor"].effect)
    return Check(
        "leader-over-colleagues",
        "The leader's and the supervisor's support matter more for staying than colleagues'.",
        "half the scale of leadership, and of supervision, each keeps peer workers longer than "
        "the middle half of the range of how readily colleagues help",
        figures,
        bool(least > found["colleagues"].effect),
    )


def training_moves_climate(runner: Runner) -> Check:
    """See what twice the programme's training does to valuing and to discrimination."""
    trained = Arm(changes=({"lever": "training_sessions", "add": 2},))
    valuing = _moved(runner, Arm(), trained, "valuing_clinician")
    slights = _moved(runner, Arm(), trained, "discrimination")
    left = slights.to_level / slights.from_level
    return Check(
        "training-moves-climate",
        "Training of non-peer staff moves valuing and climate but does not abolish discrimination.",
        "at twice the programme's dose clinicians' valuing rises clearly and at least 40 % of "
        "discrimination is left",
        {"rise of valuing": valuing.effect, "share of discrimination left": left},
        bool(valuing.points("up") and 0.4 <= left <= 1.0),
    )


def contract_status_first_year(runner: Runner) -> Check:
    """Compare fixed-term and permanent peer posts in the first year and after the expiry."""
    permanent = Arm(changes=({"lever": "permanent_share", "to": 1},))
    chose = _moved(runner, Arm(), permanent, "resigned_or_promoted_12_peer")
    morale = _moved(runner, Arm(), permanent, "morale_peer@1-12")
    late = _moved(runner, Arm(), permanent, "retention_36_peer")
    return Check(
        "contract-status-first-year",
        "Contract status hardly matters in the first year; the nearness of the end does.",
        "resigning or promotion, and morale, of the first year differ by less than .02, retention "
        "at 36 months by more than .10",
        {
            "difference in resigned or promoted in the first year": chose.effect,
            "difference in morale of the first year": morale.effect,
            "difference in retention at 36 months": late.effect,
        },
        bool(abs(chose.effect) < 0.02 and abs(morale.effect) < 0.02 and late.effect > 0.1),
    )


def trust_gap_needs_activation(runner: Runner) -> Check:
    """Take away what brings differences up, in a unit that would divide."""
    (active,) = runner.run([ArmAtUnit(UNIT, HARD)])
    (still,) = runner.run([ArmAtUnit(UNIT, HARD.beside(NOT_ACTIVATED))])
    divided, undivided = (float(mean_known(arm["trust_gap"])) for arm in (active, still))
    return Check(
        "trust-gap-needs-activation",
        "Differences of outlook divide a team only when something activates them.",
        "in a hard unit the trust gap without disputes, challenges and discrimination is below .02 "
        "and below a quarter of that with them",
        {"trust gap, activated": divided, "trust gap, not activated": undivided},
        bool(undivided < 0.02 and undivided < divided / 4),
    )


def bad_outweighs_good(runner: Runner) -> Check:
    """Count the good turns that make up for one unsettled dispute, by the rules of trust."""
    from ccu_sim.inputs.scenario import PARAMETERS
    from ccu_sim.model.submodels.trust import gains, loses

    needed = []
    for values in plausible_sets(runner.design.sets):
        par = np.zeros(1, PARAMETERS)[0]
        for name, value in values.items():
            par[name] = value
        trust = loses(par.trust_start, par, 1.0)
        turns = 0
        while trust < par.trust_start:
            trust = gains(trust, par, 1.0)
            turns += 1
        needed.append(turns)
    low, middle, high = np.quantile(needed, [0.05, 0.5, 0.95])
    return Check(
        "bad-outweighs-good",
        "A bad event outweighs a good one several times (on mood about five times).",
        "one unsettled dispute takes three or more good turns to make up for, in the median set",
        {"good turns, median set": float(middle), "5 %": float(low), "95 %": float(high)},
        bool(middle >= 3),
    )


def supervision_in_all(runner: Runner) -> Check:
    """Put the whole of what supervision does beside what is published."""
    low, high = Arm(facts={"supervision": 0.0}), Arm(facts={"supervision": 1.0})
    tired = _moved(runner, low, high, "high_exhaustion_peer")
    chose = _moved(runner, low, high, "resigned_or_promoted_12_peer")
    stay = _moved(runner, low, high, "rmst_months_peer")
    largest = max(abs(tired.correlation), abs(chose.correlation))
    return Check(
        "supervision-in-all",
        "The total effect of supervision stays inside what is published (r = .3 to .4 with good "
        "outcomes).",
        "from none to the best, neither exhaustion nor resigning changes by more than r = .4, and "
        "peer workers stay longer",
        {
            "exhaustion, r": tired.correlation,
            "resigned or promoted in the first year, r": chose.correlation,
            "months in post gained": stay.effect,
        },
        bool(largest <= 0.4 and stay.points("up")),
    )


CHECKS: tuple[Callable[[Runner], Check], ...] = (
    leader_over_colleagues,
    training_moves_climate,
    contract_status_first_year,
    trust_gap_needs_activation,
    bad_outweighs_good,
    supervision_in_all,
)


def check_sizes(runner: Runner) -> list[Check]:
    """Run all checks; the runner reads at least `size_outcomes`."""
    return [check(runner) for check in CHECKS]
