"""The questions that the founding paper leaves open, as statements that runs can test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.contrast import Contrast, Direction, contrast
from ccu_sim.analysis.factors.ensemble import plausible_sets
from ccu_sim.analysis.factors.patterns import HARD
from ccu_sim.analysis.factors.runs import ArmAtUnit, Runner
from ccu_sim.analysis.factors.signs import SITES
from ccu_sim.analysis.sensitivity import drivers


def _hope(level: float, realists: float) -> Arm:
    return Arm(parameters={"start_expectation": level, "realist_share": realists})


_PERMANENT = Arm(changes=({"lever": "permanent_share", "to": 1},))
_PERMANENT_LATER = Arm(changes=({"lever": "permanent_share", "to": 1, "from_month": 13},))
_KNOWN_BEFORE = Arm(strategies=("shared-expectations",))


@dataclass(frozen=True)
class Statement:
    """Something that may or may not hold.

    Attributes
    ----------
    text : str
    low, high : Arm
    outcome : str
    direction : {"up", "down"}
    """

    text: str
    low: Arm
    high: Arm
    outcome: str
    direction: Direction


@dataclass(frozen=True)
class Question:
    """One open question.

    Attributes
    ----------
    name, title : str
    source : str
        In the paper's words.
    study : str
        The shipped study to go on from.
    statements : tuple of Statement
    """

    name: str
    title: str
    source: str
    study: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Answer:
    """How a statement fares at one site.

    Attributes
    ----------
    statement : Statement
    unit : str
    found : Contrast
    depends_on : DataFrame
    """

    statement: Statement
    unit: str
    found: Contrast
    depends_on: pd.DataFrame

    @property
    def share(self) -> float:
        """Share of parameter sets in which the statement holds."""
        return self.found.share(self.statement.direction)

    @property
    def verdict(self) -> str:
        """What can be said."""
        if not self.found.clear:
            return "no clear effect"
        if not self.found.points(self.statement.direction):
            return "the other way"
        return "holds" if self.share >= 0.8 else "holds on average"


QUESTIONS = (
    Question(
        "optimism",
        "Does early optimism predict retention, or disillusionment?",
        "whether this optimism, tempered by awareness and reflexivity, predicts retention and "
        "job satisfaction or, alternatively, whether initial hope and optimism is a risk factor "
        "for subsequent disillusionment",
        "optimism-and-realism",
        (
            Statement(
                "Without realism, people who arrive with high hope have lower morale in months "
                "6 to 12 than people who arrive with modest hope.",
                _hope(0.65, 0.0),
                _hope(0.95, 0.0),
                "morale_peer@6-12",
                "down",
            ),
            Statement(
                "With realism the same is so.",
                _hope(0.65, 1.0),
                _hope(0.95, 1.0),
                "morale_peer@6-12",
                "down",
            ),
            Statement(
                "Without realism, high hope makes founding staff leave sooner.",
                _hope(0.65, 0.0),
                _hope(0.95, 0.0),
                "rmst_months_all",
                "down",
            ),
            Statement(
                "With realism, high hope makes founding staff stay longer.",
                _hope(0.65, 1.0),
                _hope(0.95, 1.0),
                "rmst_months_all",
                "up",
            ),
            Statement(
                "Among hopeful people, realism makes founding staff stay longer.",
                _hope(0.95, 0.0),
                _hope(0.95, 1.0),
                "rmst_months_all",
                "up",
            ),
            Statement(
                "Among hopeful people, realism keeps job satisfaction higher in months 12 to 18.",
                _hope(0.95, 0.0),
                _hope(0.95, 1.0),
                "satisfaction_peer@12-18",
                "up",
            ),
        ),
    ),
    Question(
        "contracts",
        "Do temporary peer contracts beside permanent clinical ones harm the team, and do "
        "permanent contracts mend it?",
        "the extent to which the temporary nature of the PSW contracts, in comparison to the "
        "permanent employment of the clinical staff, impacts the team dynamic",
        "temporary-and-permanent",
        (
            Statement(
                "Permanent contracts from the start raise cohesion in the second year.",
                Arm(),
                _PERMANENT,
                "cohesion@13-24",
                "up",
            ),
            Statement(
                "Permanent contracts from the start raise cohesion in the third year.",
                Arm(),
                _PERMANENT,
                "cohesion@25-36",
                "up",
            ),
            Statement(
                "Permanent contracts from the start lessen the trust gap in the second year.",
                Arm(),
                _PERMANENT,
                "trust_gap@13-24",
                "down",
            ),
            Statement(
                "Permanent contracts from the start raise peers' voice before the expiry.",
                Arm(),
                _PERMANENT,
                "voice_peer@19-24",
                "up",
            ),
            Statement(
                "Permanent contracts given in month 13 raise cohesion in the third year.",
                Arm(),
                _PERMANENT_LATER,
                "cohesion@25-36",
                "up",
            ),
            Statement(
                "Permanent contracts keep more founding peers at three years.",
                Arm(),
                _PERMANENT,
                "retention_36_peer",
                "up",
            ),
        ),
    ),
    Question(
        "expectations",
        "Does knowing beforehand that perspectives differ prevent conflict?",
        "whether awareness of both the benefits and risks of balancing multiple perspectives can "
        "serve to prevent conflicts, as well as power imbalances, from developing",
        "knowing-beforehand",
        (
            Statement(
                "A year of workshops makes disputes rarer.",
                Arm(),
                _KNOWN_BEFORE,
                "disputes",
                "down",
            ),
            Statement(
                "A year of workshops makes rebuffs a smaller share of challenges in all.",
                Arm(),
                _KNOWN_BEFORE,
                "rebuffed_share",
                "down",
            ),
            Statement(
                "In a hard unit (unclear roles, weak leadership), a year of workshops lessens "
                "the trust gap in the second year.",
                HARD,
                HARD.beside(_KNOWN_BEFORE),
                "trust_gap@13-24",
                "down",
            ),
            Statement(
                "In a hard unit the trust gap is still smaller in the third year.",
                HARD,
                HARD.beside(_KNOWN_BEFORE),
                "trust_gap@25-36",
                "down",
            ),
            Statement(
                "A year of workshops raises peers' voice in the second year (power).",
                Arm(),
                _KNOWN_BEFORE,
                "voice_peer@13-24",
                "up",
            ),
        ),
    ),
)


def question_outcomes() -> tuple[str, ...]:
    """Give all that the questions read off a run."""
    asked = [one.outcome for question in QUESTIONS for one in question.statements]
    return tuple(dict.fromkeys(asked))


def answer(runner: Runner, question: Question, units: Sequence[str] = SITES) -> list[Answer]:
    """Test every statement of a question.

    Parameters
    ----------
    runner : Runner
        Reads at least `question_outcomes`.
    question : Question
    units : sequence of str
    """
    asked = [(unit, one) for unit in units for one in question.statements]
    places = [ArmAtUnit(unit, arm) for unit, one in asked for arm in (one.low, one.high)]
    results = iter(runner.run(places))
    sets = pd.DataFrame(plausible_sets(runner.design.sets))
    answers = []
    for unit, one in asked:
        found = contrast(next(results), next(results), one.outcome)
        answers.append(Answer(one, unit, found, drivers(pd.Series(found.by_set), sets)))
    return answers
