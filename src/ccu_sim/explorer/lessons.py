"""Lessons: each a risk of implementation, shown as two ways of running the same unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import Field

from ccu_sim.errors import UserError
from ccu_sim.evidence import BIBLIOGRAPHY, REGISTRY
from ccu_sim.inputs import Policy, Strategy, Unit, load_strategy, load_unit
from ccu_sim.inputs.base_model import InputModel, Line, Name, Share, Whole, Words


class Done(InputModel):
    """A strategy as a way follows it."""

    name: Name
    until: Whole | None = Field(default=None, description="Last month; left out: to the end.")


class Way(InputModel):
    """One of a lesson's two ways, as its file states it."""

    title: Line
    conditions: dict[str, Share] = Field(default_factory=dict)
    strategies: tuple[Done, ...] = ()
    parameters: dict[str, float] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(
        default_factory=dict, description="Facts of the unit in place of its own, by dotted path."
    )


class Prediction(InputModel):
    """A question that a class answers before it sees what happens."""

    question: Words
    answers: tuple[Words, ...] = Field(min_length=2, max_length=4)
    right: Whole = Field(ge=1, le=4, description="Which answer the model gives, from 1.")
    because: Words


class Evidence(InputModel):
    """What is known beside the model, and from where."""

    source: Line = Field(description="A key of the bibliography.")
    says: Words


class Claim(InputModel):
    """What the lesson says of the model, in a form that is tested."""

    outcome: Line = Field(description="A column of the table of runs.")
    more: Literal["this", "that"] = Field(description="The way that has more of it.")
    worlds: Whole = Field(ge=21, le=40, description="In at least as many of 40 parameter sets.")
    says: Words


class LessonFile(InputModel):
    """A lesson as its file states it."""

    name: Name
    title: Line
    risk: Line
    care: Words | None = Field(default=None, description="What a class should know beforehand.")
    unit: Name
    months: Whole = Field(ge=1, le=120)
    luck: Whole = Field(ge=0)
    this: Way
    that: Way
    situation: Words
    predict: Prediction
    happened: Words
    why: Words
    other_way: Words
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    questions: tuple[Words, ...] = Field(min_length=2)
    claims: tuple[Claim, ...] = Field(min_length=1)


@dataclass(frozen=True)
class LessonWay:
    """A way of a lesson, ready to be run.

    Attributes
    ----------
    base : Unit
        Without the conditions of the way.
    is_own : bool
        Whether the unit has facts that no unit's file states.
    conditions : dict of str to float
    strategies : tuple of Done
    parameters : dict of str to float
        Numbers in place of those of a parameter set.
    """

    title: str
    base: Unit
    is_own: bool
    conditions: dict[str, float]
    strategies: tuple[Done, ...]
    parameters: dict[str, float]

    @property
    def unit(self) -> Unit:
        """The unit with the conditions of the way."""
        return self.base.varied(self.conditions)

    def policy(self) -> Policy:
        """Give what the way does, as a policy."""
        return Policy.of([shortened(load_strategy(one.name), one.until) for one in self.strategies])

    def told(self) -> dict[str, Any]:
        """Give the way as the page's settings have it."""
        return {
            "title": self.title,
            "unit": self.base.name,
            "conditions": self.conditions,
            "strategies": [one.model_dump() for one in self.strategies],
            "parameters": self.parameters,
        }


@dataclass(frozen=True)
class Lesson:
    """A lesson, read and checked."""

    file: LessonFile
    ways: tuple[LessonWay, LessonWay]

    def told(self) -> dict[str, Any]:
        """Give the lesson as plain JSON values, with sources in full."""
        plain = self.file.model_dump(mode="json", exclude={"this", "that", "unit"})
        plain["ways"] = [way.told() for way in self.ways]
        for one in plain["evidence"]:
            one["source"] = BIBLIOGRAPHY[one["source"]].reference
        return plain


def shortened(strategy: Strategy, until: int | None) -> Strategy:
    """Give a strategy that ends with some month, if it does not end before."""
    if until is None:
        return strategy
    data = strategy.resolved()
    for change in data["changes"]:
        change["until_month"] = min(until, change["until_month"] or until)
    return Strategy.from_resolved(data)


@cache
def lessons() -> tuple[Lesson, ...]:
    """Read the lessons that ship, in the order of their files.

    Raises
    ------
    UserError
        If one does not hold together.
    """
    folder = files(__package__) / "lessons"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    return tuple(_read((folder / name).read_text(encoding="utf-8")) for name in names)


def _read(text: str) -> Lesson:
    file = LessonFile.model_validate(yaml.safe_load(text))
    for one in file.evidence:
        if one.source not in BIBLIOGRAPHY:
            raise UserError(f"The lesson {file.name} cites '{one.source}', which no source is.")
    unit = load_unit(file.unit)
    return Lesson(file, (_way(file, unit, file.this, "this"), _way(file, unit, file.that, "that")))


def _way(file: LessonFile, unit: Unit, way: Way, side: str) -> LessonWay:
    if way.facts:
        name = f"{file.name}-{side}"
        unit = unit.varied({**way.facts, "name": name})
    REGISTRY.with_values(way.parameters)  # each is one, and within its range
    return LessonWay(
        title=way.title,
        base=unit,
        is_own=bool(way.facts),
        conditions=dict(way.conditions),
        strategies=way.strategies,
        parameters=dict(way.parameters),
    )
