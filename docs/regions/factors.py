"""Tables of the factors: register, signs, ablation, sizes, answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from ccu_sim.analysis.factors.ablation import Ablation, Part
from ccu_sim.analysis.factors.ensemble import ORIGIN
from ccu_sim.analysis.factors.patterns import Seen
from ccu_sim.analysis.factors.questions import Answer, Question
from ccu_sim.analysis.factors.register import Factor
from ccu_sim.analysis.factors.runs import Design
from ccu_sim.analysis.factors.signs import Sign, factor_verdicts, verdict
from ccu_sim.analysis.factors.sizes import Check
from ccu_sim.analysis.people import Lost
from ccu_sim.batch.as_usual import unaccepted
from regions.markdown import table

MOST_DRIVERS = 3
ARROWS = {"up": "rises", "down": "falls", "both": "either way"}


def number(value: float) -> str:
    """Give a number with three digits, a dash where there is none."""
    return f"{value:.3g}".replace("-", "−") if math.isfinite(value) else "–"


def design_words(design: Design) -> str:
    """Say over what something was run."""
    origin = f"formerly {ORIGIN}" if unaccepted() else ORIGIN
    return (
        f"{design.sets} {origin} parameter sets, {design.replicates} runs of each, "
        f"{design.months} months, seed {design.seed}."
    )


def register_table(factors: Iterable[Factor]) -> str:
    """Show where each factor is in the model."""
    return table(
        (
            "factor",
            "in the founding texts",
            "impact",
            "moved from",
            "to",
            "how",
            "rule files",
            "expected",
        ),
        (
            (
                f"`{one.name}`",
                one.source,
                one.impact,
                one.low.words(),
                one.high.words(),
                one.how,
                ", ".join(f"`{name}`" for name in one.mechanisms),
                "; ".join(
                    f"`{each.outcome}` {ARROWS[each.direction]} ({' → '.join(each.through)})"
                    for each in one.expect
                ),
            )
            for one in factors
        ),
    )


def signs_table(found: Sequence[Sign]) -> str:
    """Show what each factor did."""
    return table(
        (
            "factor",
            "site",
            "outcome",
            "expected",
            "low",
            "high",
            "difference (95 % interval)",
            "sets with the sign",
            "size as r",
            "published",
            "verdict",
        ),
        (
            (
                f"`{one.factor.name}`",
                one.unit,
                f"`{one.expectation.outcome}`",
                ARROWS[one.expectation.direction],
                number(one.found.from_level),
                number(one.found.to_level),
                f"{number(one.found.effect)} ({number(one.found.lower)} to "
                f"{number(one.found.upper)})",
                f"{one.share:.0%}",
                number(one.size),
                one.expectation.published.text if one.expectation.published else "",
                verdict(one),
            )
            for one in found
        ),
    )


def verdicts(found: Sequence[Sign]) -> str:
    """Say which factors do all that is expected of them, and which do not."""
    held = factor_verdicts(found)
    failing = [f"`{name}`" for name, holds in held.items() if not holds]
    text = f"{sum(held.values())} of {len(held)} factors do all that is expected at both sites."
    return text + (f" Not so: {', '.join(failing)}." if failing else "")


def patterns_table(seen: Sequence[Seen]) -> str:
    """Show the patterns."""
    return table(
        (
            "pattern",
            "site",
            "figure (95 % interval)",
            "there from",
            "sets above that",
            "what it is",
            "there",
        ),
        (
            (
                one.pattern.title,
                one.unit,
                f"{number(one.figure)} ({number(one.lower)} to {number(one.upper)})",
                number(one.pattern.threshold),
                f"{one.share:.0%}",
                one.pattern.means,
                "yes" if one.there else "no",
            )
            for one in seen
        ),
    )


def ablation_rows(
    found: Sequence[Ablation],
    people: Mapping[str, Sequence[Lost]],
    trials: Mapping[str, Sequence[str]],
) -> str:
    """Show what vanishes, and what fails that was published, without each mechanism."""
    return table(
        (
            "without",
            "switched off by",
            "patterns that vanish",
            "signs that vanish",
            "published patterns that fail",
            "verdict",
        ),
        (
            (
                f"{one.mechanism.number}. {one.mechanism.title}",
                one.mechanism.neutral.words(),
                _names(part for part in one.vanished if part.is_pattern),
                _names(part for part in one.vanished if not part.is_pattern),
                _failing(people[one.mechanism.name], trials[one.mechanism.name]),
                "needed"
                if one.needed or people[one.mechanism.name] or trials[one.mechanism.name]
                else f"declared: {one.mechanism.kept}",
            )
            for one in found
        ),
    )


def _failing(people: Sequence[Lost], trials: Sequence[str]) -> str:
    said = [f"{one.name} ({number(one.before)} to {number(one.after)})" for one in people]
    return "; ".join([*said, *trials]) or "none"


def _names(parts: Iterable[Part]) -> str:
    return "; ".join(f"{part.name} ({part.left:.0%} left)" for part in parts) or "none"


def sizes_table(checks: Sequence[Check]) -> str:
    """Show the checks of sizes."""
    return table(
        ("claim", "rule", "seen", "verdict"),
        (
            (
                one.claim,
                one.rule,
                "; ".join(f"{name} {number(value)}" for name, value in one.figures.items()),
                "holds" if one.holds else "fails",
            )
            for one in checks
        ),
    )


def answers_table(question: Question, answers: Sequence[Answer]) -> str:
    """Show how each statement of a question fares, and what turns it."""
    rows = []
    for statement in question.statements:
        for one in answers:
            if one.statement is statement:
                rows.append(
                    (
                        statement.text,
                        one.unit,
                        f"`{statement.outcome}` {number(one.found.effect)} "
                        f"({number(one.found.lower)} to {number(one.found.upper)})",
                        f"{one.share:.0%}",
                        one.verdict,
                        drivers_in_words(one.depends_on) or "no single parameter",
                    )
                )
    return table(
        (
            "statement",
            "site",
            "difference (95 % interval)",
            "sets in which it holds",
            "verdict",
            "what goes with it: mean difference in the lowest and the highest third of",
        ),
        rows,
    )


def drivers_in_words(found: pd.DataFrame) -> str:
    """Say how an effect goes with the parameters that it depends on most."""
    return "; ".join(
        f"`{one.parameter}` {number(one.gain_low)}, {number(one.gain_high)}"
        for one in found.head(MOST_DRIVERS).itertuples()
    )
