"""A sweep: values of parameters, conditions or levers over which a whole study is repeated."""

from itertools import product
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ccu_sim.errors import UserError
from ccu_sim.inputs.base_model import InputModel, Line, Number, Whole, mistake
from ccu_sim.inputs.conditions import CONDITION_NAMES
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.policy import Policy
from ccu_sim.inputs.unit import Unit
from ccu_sim.inputs.variables import STRATEGY_DOSE, why_not_value

MOST_SETTINGS = 100_000

Setting = dict[str, float]


class Axis(InputModel):
    """One thing that varies, over given values or between two bounds."""

    vary: Line = Field(
        description="A parameter of the evidence registry, a condition, a lever (the unit's "
        "as-usual dose), or strategy_dose (a factor on every strategy's dose and cost)."
    )
    values: Annotated[tuple[Number, ...], Field(min_length=1, max_length=10_000)] | None = Field(
        default=None, description="The values to take."
    )
    low: Number | None = Field(default=None, description="Lower bound, with 'high'.")
    high: Number | None = Field(default=None, description="Upper bound, with 'low'.")

    @model_validator(mode="after")
    def _values_or_bounds(self) -> "Axis":
        if self.values is None:
            if self.low is None or self.high is None:
                raise mistake(f"{self.vary} needs either 'values' or both 'low' and 'high'", "vary")
            if self.low >= self.high:
                raise mistake(
                    f"low is {self.low:g} and high is {self.high:g} for {self.vary}; "
                    "low must be below high",
                    "low",
                )
        elif self.low is not None or self.high is not None:
            raise mistake(f"{self.vary} has 'values' and bounds; give one of the two", "values")
        else:
            for index, value in enumerate(self.values):
                if value in self.values[:index]:
                    raise mistake(
                        f"{self.vary} takes the value {value:g} twice; name each once",
                        "values",
                        index,
                    )
        for key, value in self._stated():
            self._check(value, key)
        return self

    def _stated(self) -> list[tuple[tuple[str | int, ...], float]]:
        if self.values is not None:
            return [(("values", index), value) for index, value in enumerate(self.values)]
        return [((key,), self[key]) for key in ("low", "high")]

    def _check(self, value: float, at: tuple[str | int, ...]) -> None:
        whole = self.vary in LEVER_INDEX and LEVERS[LEVER_INDEX[self.vary]].whole
        if self.values is None and whole:
            raise mistake(
                f"{self.vary} comes in whole numbers; give 'values' rather than bounds", *at
            )
        reason = why_not_value(self.vary, value)
        if reason is not None:
            raise mistake(reason, *at)


class Sweep(InputModel):
    """What varies and by which design.

    - `grid`: every combination; an axis with bounds takes `points` evenly spaced values.
    - `list`: the axes' values side by side, first with first, all of one length.
    - `latin-hypercube`, `sobol`: `points` settings between the bounds.
    """

    design: Literal["grid", "list", "latin-hypercube", "sobol"] = Field(
        default="grid", description="grid, list, latin-hypercube or sobol."
    )
    points: Annotated[Whole, Field(ge=2, le=65_536)] | None = Field(
        default=None, description="Values per axis with bounds (grid) or settings (the others)."
    )
    axes: tuple[Axis, ...] = Field(min_length=1, max_length=40, description="What varies.")

    @model_validator(mode="before")
    @classmethod
    def _a_bare_list_is_a_grid(cls, data: Any) -> Any:
        return {"axes": data} if isinstance(data, list | tuple) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        whole = handler(core_schema)
        axes = handler.resolve_ref_schema(whole)["properties"]["axes"]
        return {"anyOf": [axes, whole]}

    @model_validator(mode="after")
    def _fit_the_design(self) -> "Sweep":
        names = [axis.vary for axis in self.axes]
        for index, name in enumerate(names):
            if name in names[:index]:
                raise mistake(f"{name} varies twice; give it one axis", "axes", index, "vary")
        bounded = [index for index, axis in enumerate(self.axes) if axis.values is None]
        sampled = self.design in ("latin-hypercube", "sobol")
        if sampled and len(bounded) < len(self.axes):
            index = next(i for i in range(len(self.axes)) if i not in bounded)
            raise mistake(
                f"{names[index]} has 'values', but a {self.design} design draws between 'low' "
                "and 'high'; give those, or use the grid design",
                "axes",
                index,
                "values",
            )
        if bounded and self.design == "list":
            raise mistake(
                f"{names[bounded[0]]} has bounds, but the list design needs 'values'",
                "axes",
                bounded[0],
                "low",
            )
        if bounded and self.points is None:
            raise mistake(
                f"{names[bounded[0]]} has bounds, so the sweep needs 'points', the number of "
                "values to take",
                "axes",
                bounded[0],
                "low",
            )
        if self.design == "sobol" and self.points is not None and self.points.bit_count() != 1:
            below = 1 << (self.points.bit_length() - 1)
            raise mistake(
                f"points is {self.points}; a sobol design needs a power of two, such as {below} "
                f"or {2 * below}",
                "points",
            )
        lengths = {len(axis.values) for axis in self.axes if axis.values is not None}
        if self.design == "list" and len(lengths) > 1:
            raise mistake(
                f"the axes have {' and '.join(map(str, sorted(lengths)))} values; the list "
                "design needs as many on each",
                "axes",
            )
        if self.design == "grid" and self.size > MOST_SETTINGS:
            raise mistake(
                f"the grid has {self.size} settings; at most {MOST_SETTINGS} are allowed, so "
                "take fewer values or the latin-hypercube design"
            )
        return self

    @property
    def size(self) -> int:
        """Number of settings."""
        counts = [len(axis.values) if axis.values else self.points or 0 for axis in self.axes]
        if self.design == "grid":
            size = 1
            for count in counts:
                size *= count
            return size
        return counts[0]

    def settings(self, seed: int) -> list[Setting]:
        """Return the settings, the same for the same seed.

        Parameters
        ----------
        seed : int
            Used by the latin-hypercube and sobol designs only.
        """
        names = [axis.vary for axis in self.axes]
        if self.design in ("latin-hypercube", "sobol"):
            rows = self._sampled(seed)
        elif self.design == "grid":
            rows = list(product(*(self._values(axis) for axis in self.axes)))
        else:
            rows = list(zip(*(self._values(axis) for axis in self.axes), strict=True))
        return [dict(zip(names, map(float, row), strict=True)) for row in rows]

    def _values(self, axis: Axis) -> tuple[float, ...]:
        if axis.values is not None:
            return axis.values
        return tuple(np.linspace(axis.low or 0.0, axis.high or 0.0, self.points or 0).tolist())

    def _sampled(self, seed: int) -> list[tuple[float, ...]]:
        from scipy.stats import qmc  # a second to import, and few studies need it

        low = [axis.low for axis in self.axes]
        high = [axis.high for axis in self.axes]
        make = qmc.Sobol if self.design == "sobol" else qmc.LatinHypercube
        unit_cube = make(len(self.axes), rng=np.random.default_rng(seed)).random(self.points)
        return [tuple(row) for row in qmc.scale(unit_cube, low, high).tolist()]


class Arrangement(NamedTuple):
    """A unit and a policy under one setting, with the parameters that the setting fixes."""

    unit: Unit
    policy: Policy
    parameters: dict[str, float]


def arrange(unit: Unit, policy: Policy, setting: Setting) -> Arrangement:
    """Apply a setting: conditions and levers to the unit, the rest to the parameters.

    A swept lever is the unit's own as-usual dose, so it moves the as-usual policy too; the
    factor `strategy_dose` moves the policy.

    Raises
    ------
    UserError
        If a value is none that its variable can have, or the unit no longer holds together.
    """
    facts, parameters = {}, {}
    for name, value in setting.items():
        reason = why_not_value(name, value)
        if reason is not None:
            raise UserError(f"{reason}.")
        if name == STRATEGY_DOSE:
            policy = policy.scaled(value)
        elif name in CONDITION_NAMES or name in LEVER_INDEX:
            facts[name] = value
        else:
            parameters[name] = value
    return Arrangement(unit.varied(facts) if facts else unit, policy, parameters)
