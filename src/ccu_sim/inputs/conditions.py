"""The five conditions of a unit: levels in [0, 1], in words, and what each sets underneath.

A condition is a judgement someone can make by walking through a unit; `CONDITIONS` says in words
what one would see there at 0, 0.25, 0.5, 0.75 and 1. Underneath, each sets quantities; between
two anchors they run in a straight line (`quantity`). The numbers here define what a level of a
condition *means*; what the quantities then do to people is in the evidence registry.
"""

from dataclasses import dataclass
from types import MappingProxyType

from pydantic import Field

from ccu_sim.inputs.base_model import InputModel, Share

ANCHOR_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Conditions(InputModel):
    """The level of each of the five conditions in one unit."""

    role_clarity: Share = Field(
        description="How clearly everyone knows what is theirs to do (0-1)."
    )
    leadership: Share = Field(description="How well the team leader leads such a team (0-1).")
    supervision: Share = Field(description="How much and what supervision peers have (0-1).")
    contract_security: Share = Field(description="How secure fixed-term posts are (0-1).")
    boundary_clarity: Share = Field(description="How clear the boundary policy is (0-1).")


@dataclass(frozen=True)
class Quantity:
    """Something a condition sets underneath.

    Attributes
    ----------
    name : str
        A lever's name where the quantity is the as-usual dose of that lever, and only there.
    unit : str
    values : tuple of five floats
        Its value at each anchor.
    """

    name: str
    unit: str
    values: tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Condition:
    """One condition: what it asks, its five anchors in words, and what it sets.

    Attributes
    ----------
    name, title, question : str
    anchors : tuple of five str
        What one would see in a unit at each of `ANCHOR_LEVELS`.
    sets : tuple of Quantity
    """

    name: str
    title: str
    question: str
    anchors: tuple[str, str, str, str, str]
    sets: tuple[Quantity, ...]

    def nearest_anchor(self, level: float) -> str:
        """Return the words of the anchor nearest to `level`."""
        gaps = [abs(level - anchor) for anchor in ANCHOR_LEVELS]
        return self.anchors[gaps.index(min(gaps))]


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "role_clarity",
        "Role clarity",
        "Does everyone know what peer workers do, what clinicians do, and what they do together?",
        (
            "People were hired on a generic description. On most shifts peers and clinicians "
            "settle afresh who does what, and peers are asked to do whatever is left over.",
            "There are position descriptions, but colleagues have not read each other's. New "
            "peer workers learn the role from whoever is on shift, and answers differ.",
            "The peer role was explained before opening and is on paper. People agree on the "
            "core of it and are unsure at the edges: medication, notes, after-hours calls.",
            "Staff describe each other's roles much alike. Overlaps are named and talked over "
            "every other month, and starters get a week or more of induction by peers and "
            "clinicians.",
            "Anyone can say what is distinctive about peer work and what is shared. Roles are "
            "revisited together every month, and starters have two weeks of induction.",
        ),
        (
            Quantity("readiness", "0-1, clarity of roles before day 0", (0, 0.25, 0.5, 0.75, 1)),
            Quantity("role_clarity_sessions", "sessions a month", (0, 0.25, 0.5, 0.75, 1)),
            Quantity("induction_days", "days for each starter", (0, 2.5, 5, 7.5, 10)),
        ),
    ),
    Condition(
        "leadership",
        "Leadership",
        "Does the team leader hold an integrated team together and stand up for it?",
        (
            "The leader is rarely on the floor. Disagreements are left to run, slights go "
            "unremarked, and nobody speaks for peer work in management meetings.",
            "The leader is approachable but stretched, deals with what is urgent, and tends to "
            "side with whichever group speaks first.",
            "The leader knows both groups, keeps meetings fair, and settles most disputes "
            "brought to the office; those that are not brought go on.",
            "The leader notices strain early, asks peers and clinicians alike, settles disputes "
            "on their merits, and finds the money for training.",
            "The leader visibly values lived experience, makes it safe to question any practice "
            "from any side, follows up every slight, and is heard higher up.",
        ),
        (Quantity("leader_quality", "0-1", (0, 0.25, 0.5, 0.75, 1)),),
    ),
    Condition(
        "supervision",
        "Supervision",
        "Do peer workers have regular professional supervision from someone who knows their work?",
        (
            "There is no supervision beyond a word in the corridor when something went wrong.",
            "About an hour a month, often cancelled, with a manager who goes through tasks and "
            "knows little of peer work.",
            "About two hours a month with a senior clinician who is willing and has read about "
            "peer work.",
            "About three hours a month, seldom missed, with a supervisor who understands peer "
            "work soundly and asks what it brings up.",
            "About four hours a month with an experienced peer supervisor, in protected time, "
            "one-to-one and as a group.",
        ),
        (
            Quantity("supervision_hours", "hours a month for each peer worker", (0, 1, 2, 3, 4)),
            Quantity(
                "supervisor_understanding",
                "0 neither, 0.6 sound understanding, 1 lived experience",
                (0, 0.2, 0.4, 0.6, 1),
            ),
        ),
    ),
    Condition(
        "contract_security",
        "Contract security",
        "Do people on fixed-term contracts know where they stand?",
        (
            "Fixed-term staff expect to go: about one in five is renewed, and they hear on "
            "their last day.",
            "Renewal is more doubtful than not, and is told some six weeks before the end; "
            "people apply elsewhere to be safe.",
            "Most expect to be renewed and are told three months before the end; the last half "
            "year is unsettled.",
            "Four in five are renewed and are told more than four months ahead; the service "
            "says openly what renewal depends on.",
            "Everyone holds, or is given at the start, a permanent post, peers and clinicians "
            "alike.",
        ),
        (
            Quantity("renewal", "chance of renewal", (0.2, 0.4, 0.6, 0.8, 1)),
            Quantity("decided_months_before", "months before the end", (0, 1.5, 3, 4.5, 6)),
            Quantity("permanent_share", "share of fixed-term staff", (0, 0, 0, 0, 1)),
        ),
    ),
    Condition(
        "boundary_clarity",
        "Boundary clarity",
        "Do staff know how to be close to residents without a second, private relationship?",
        (
            "There is no policy for this kind of work. What one worker does freely another "
            "reports, and people keep their doubts to themselves.",
            "The hospital's general policy applies. It does not mention sharing lived "
            "experience, and people read it in opposite ways.",
            "A policy for the unit exists and covers money, gifts and phone numbers; how much "
            "of one's own story to share is left to each.",
            "The policy has worked examples, for peers and for clinicians, and most staff would "
            "answer a given dilemma alike.",
            "The team wrote the policy together and uses it. Purposeful sharing is named as "
            "peer practice, and people bring dilemmas early and without shame.",
        ),
        (Quantity("boundary_policy_clarity", "0-1", (0, 0.25, 0.5, 0.75, 1)),),
    ),
)

CONDITION_NAMES: tuple[str, ...] = tuple(condition.name for condition in CONDITIONS)
CONDITION = MappingProxyType({condition.name: condition for condition in CONDITIONS})
QUANTITIES: tuple[Quantity, ...] = tuple(
    quantity for condition in CONDITIONS for quantity in condition.sets
)
"""What the conditions set, condition by condition; `composition.set_quantities` says how."""
QUANTITY_NAMES: tuple[str, ...] = tuple(quantity.name for quantity in QUANTITIES)
