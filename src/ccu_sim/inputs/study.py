"""A study: units x strategies x parameter sets x replicates, a horizon, a seed, a sweep."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ccu_sim.errors import UserError
from ccu_sim.inputs.base_model import (
    Doses,
    FrozenDict,
    InputModel,
    Line,
    Name,
    Whole,
    Words,
    YesNo,
    mistake,
)
from ccu_sim.inputs.change import LAST_MONTH
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.own_model import OwnModel
from ccu_sim.inputs.policy import AS_USUAL, Policy
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.sweep import Setting, Sweep, arrange
from ccu_sim.inputs.unit import Unit
from ccu_sim.inputs.variables import why_not_value

MOST_RUNS = 50_000_000


class Combination(InputModel):
    """One of the policies that a study compares: strategies followed together.

    A file may write `x` for one strategy and `[x, y]` for two.
    """

    name: Name | None = Field(
        default=None,
        description="A short name for tables, in lower case with hyphens; left out: the "
        "strategies' names.",
    )
    combine: tuple[Words, ...] = Field(
        min_length=1, max_length=30, description="The strategies followed together."
    )

    @model_validator(mode="before")
    @classmethod
    def _read_short_forms(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"combine": (data,)}
        return {"combine": data} if isinstance(data, list | tuple) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        names = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        return {"anyOf": [{"type": "string"}, names, handler(core_schema)]}


class StudyFile(InputModel):
    """A study as its file says it, before the units and strategies it names are read."""

    name: Line = Field(description="What the study is called.")
    question: Words | None = Field(default=None, description="What it is to answer.")
    units: tuple[Words, ...] = Field(
        min_length=1, max_length=100, description="Names or paths of unit files."
    )
    strategies: tuple[Combination, ...] = Field(
        min_length=1,
        max_length=200,
        description="Names or paths of strategy files; a list is a combination, and "
        "{name: ..., combine: [...]} a combination with a name of its own.",
    )
    parameter_sets: Annotated[Whole, Field(ge=0, le=100_000)] = Field(
        default=100, description="Parameter sets from the accepted ensemble; 0 = the central one."
    )
    central: YesNo = Field(default=False, description="Use the central parameter set alone.")
    replicates: Annotated[Whole, Field(ge=1, le=100_000)] = Field(
        default=2, description="Runs for each parameter set, with different chance events."
    )
    months: Annotated[Whole, Field(ge=1, le=LAST_MONTH)] = Field(
        default=36, description="Months to simulate (1-120)."
    )
    seed: Annotated[Whole, Field(ge=0, le=2**63 - 1)] = Field(
        default=2014, description="Seed of all chance events."
    )
    parameters: Doses = Field(
        default_factory=FrozenDict,
        description="What is set in every run: parameters of the evidence registry, conditions, "
        "levers (the unit's as-usual dose) or strategy_dose, each with its value.",
    )
    sweep: Sweep | None = Field(
        default=None,
        description="A list of {vary, values} or {vary, low, high}, or {design, points, axes}.",
    )
    model: Words | None = Field(
        default=None,
        description="A model of your own, FILE.py:CLASS, in place of the one that ships.",
    )

    @model_validator(mode="after")
    def _central_or_sets(self) -> "StudyFile":
        if self.central and "parameter_sets" in self.model_fields_set and self.parameter_sets > 1:
            raise mistake(
                f"parameter_sets is {self.parameter_sets} and central is true, which means the "
                "central set alone; leave one of the two out",
                "central",
            )
        return self

    @model_validator(mode="after")
    def _set_what_can_be(self) -> "StudyFile":
        _check_set(self.parameters, self.sweep)
        return self


class ResolvedArm(InputModel):
    """A policy by name and the names of its strategies."""

    name: Words
    strategies: tuple[Name, ...]


class Study(InputModel):
    """A study with everything it needs in it.

    Attributes
    ----------
    name : str
    unit_objects : tuple of Unit
    strategy_objects : tuple of Strategy
        Each strategy that any arm uses, once.
    arms : tuple of ResolvedArm
        The policies compared, "as-usual" first (added when the file leaves it out, since every
        effect is a difference from it).
    parameter_sets : int
        0 = the central set alone.
    replicates, months, seed : int
    parameters : dict of str to float
        What is set in every run.
    sweep : Sweep or None
    model : OwnModel or None
        None = the model that ships.
    """

    name: Line
    question: Words | None = None
    unit_objects: tuple[Unit, ...] = Field(min_length=1)
    strategy_objects: tuple[Strategy, ...]
    arms: tuple[ResolvedArm, ...] = Field(min_length=1)
    parameter_sets: Annotated[Whole, Field(ge=0, le=100_000)]
    replicates: Annotated[Whole, Field(ge=1, le=100_000)]
    months: Annotated[Whole, Field(ge=1, le=LAST_MONTH)]
    seed: Annotated[Whole, Field(ge=0, le=2**63 - 1)]
    parameters: Doses = Field(default_factory=FrozenDict)
    sweep: Sweep | None = None
    model: OwnModel | None = None

    @model_validator(mode="after")
    def _set_what_can_be(self) -> "Study":
        _check_set(self.parameters, self.sweep)
        return self

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """The policies compared, as-usual first."""
        by_name = {strategy.name: strategy for strategy in self.strategy_objects}
        return tuple(
            Policy.of([by_name[name] for name in arm.strategies], arm.name) for arm in self.arms
        )

    @property
    def units(self) -> tuple[str, ...]:
        """The units' names."""
        return tuple(unit.name for unit in self.unit_objects)

    @property
    def strategies(self) -> tuple[str, ...]:
        """The policies' names, as in the column `strategy` of results."""
        return tuple(arm.name for arm in self.arms)

    @property
    def central(self) -> bool:
        """Whether the central parameter set is used alone."""
        return self.parameter_sets == 0

    @property
    def size(self) -> int:
        """Number of runs."""
        sets = max(1, self.parameter_sets)
        settings = self.sweep.size if self.sweep else 1
        return len(self.unit_objects) * len(self.arms) * settings * sets * self.replicates

    @property
    def weighing_unit(self) -> Unit | None:
        """The unit whose own last year weighs the parameter sets, if one does.

        It does where it is the only unit and the study is of more than the central set; and not
        with a model of the user's own, for sets are weighed by the model that ships.
        """
        only = len(self.unit_objects) == 1 and not self.central and self.model is None
        return self.unit_objects[0] if only and self.unit_objects[0].observed else None

    def cautions(self) -> tuple[str, ...]:
        """Return what is allowed but worth a second look, a sentence each."""
        told = [unit.title for unit in self.unit_objects if unit.observed]
        if not told or self.central or self.weighing_unit:
            return ()
        unused = f"What the file of {told[0]} says of its own last year is not used here"
        if len(told) > 1:
            whose = f"{'; '.join(told[:-1])} and {told[-1]}"
            unused = f"What the files of {whose} say of their own last year is not used here"
        if self.model is not None:
            return (
                f"{unused}: it is held against the model that ships, and this study is on "
                f"{self.model.label}.",
            )
        return (
            f"{unused}: it tells which possible worlds fit that unit alone, and this study is of "
            "several units. Compare a unit by itself to use it.",
        )

    def settings(self) -> list[Setting]:
        """Return the settings of the sweep, with what is set in all; one without a sweep."""
        varied: list[Setting] = self.sweep.settings(self.seed) if self.sweep else [{}]
        return [{**self.parameters, **setting} for setting in varied]

    def require_runnable(self) -> None:
        """Raise `UserError` when some unit, policy and setting do not fit together."""
        if self.size > MOST_RUNS:
            raise UserError(f"The study has {self.size} runs; at most {MOST_RUNS} are allowed.")
        for setting in self._extreme_settings():
            for unit in self.unit_objects:
                for policy in self.policies:
                    arranged = arrange(unit, policy, setting)
                    require_fits(arranged.unit, arranged.policy)

    def _extreme_settings(self) -> list[Setting]:
        """Return settings at both ends of every axis: what fits there fits between."""
        settings: list[Setting] = [dict(self.parameters)]
        for axis in self.sweep.axes if self.sweep else ():
            ends = axis.values if axis.values is not None else (axis.low, axis.high)
            for end in (min(ends), max(ends)):  # type: ignore[type-var]
                settings.append({**self.parameters, axis.vary: float(end)})  # type: ignore[arg-type]
        return settings

    def resolved(self) -> dict[str, Any]:
        """Return the whole study as plain JSON values; `Study.from_resolved` reads it back."""
        return self.model_dump(mode="json")

    @classmethod
    def from_resolved(cls, data: Mapping[str, Any]) -> "Study":
        """Return the study that `resolved` wrote."""
        return cls.model_validate(dict(data))


def as_usual_first(arms: list[ResolvedArm]) -> tuple[ResolvedArm, ...]:
    """Return the arms with as-usual in front, added if it is not among them."""
    usual = [arm for arm in arms if arm.name == AS_USUAL]
    others = [arm for arm in arms if arm.name != AS_USUAL]
    return (*(usual or [ResolvedArm(name=AS_USUAL, strategies=())]), *others)


def _check_set(parameters: Mapping[str, float], sweep: Sweep | None) -> None:
    """Raise a mistake where a value cannot be, or where a thing is both set and swept."""
    swept = {axis.vary for axis in sweep.axes} if sweep else set()
    for name, value in parameters.items():
        if name in swept:
            raise mistake(f"{name} is both set and swept; leave one out", "parameters", name)
        reason = why_not_value(name, value)
        if reason is not None:
            raise mistake(reason, "parameters", name)
