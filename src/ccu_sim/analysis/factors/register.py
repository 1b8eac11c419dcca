"""The register: every factor of the founding texts, what moves it and what it should do."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.contrast import Direction
from ccu_sim.analysis.factors.yaml_lists import require_readable
from ccu_sim.errors import UserError

FILE = Path(__file__).with_name("register.yaml")
Origin = Literal["table-1", "review", "concern"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Published(_Entry):
    """A size in the literature, and how the simulated one is put beside it.

    Attributes
    ----------
    text : str
        Figure and source.
    measure : {"r", "odds-ratio"} or None
        What the simulated difference is turned into; None where nothing comparable comes
        out of a run.
    """

    text: str
    measure: Literal["r", "odds-ratio"] | None = None


class Expectation(_Entry):
    """What a factor is expected to do to one outcome.

    Attributes
    ----------
    outcome : str
        See `reading.require_readable`.
    direction : {"up", "down", "both"}
        As the factor moves from low to high; both where it is contested.
    through : tuple of str
        The states between the factor and the outcome: two or more, so that no single
        coefficient's sign decides.
    published : Published or None
    """

    outcome: str
    direction: Direction
    through: tuple[str, ...] = Field(min_length=2)
    published: Published | None = None

    @model_validator(mode="after")
    def _readable(self) -> Expectation:
        require_readable(self.outcome)
        return self


class Factor(_Entry):
    """One factor.

    Attributes
    ----------
    name, title : str
    origin : {"table-1", "review", "concern"}
    source : str
        The row, the theme or the place in the text, in its own words.
    impact : {"supports", "undermines", "contested"}
    low, high : Arm
    mechanisms : tuple of str
        Submodels of the model.
    how : str
        One sentence.
    expect : tuple of Expectation
    """

    name: str
    title: str
    origin: Origin
    source: str
    impact: Literal["supports", "undermines", "contested"]
    low: Arm = Arm()
    high: Arm
    mechanisms: tuple[str, ...] = Field(min_length=1)
    how: str
    expect: tuple[Expectation, ...] = Field(min_length=1)


@cache
def factors() -> tuple[Factor, ...]:
    """Give all factors, in the order of the register."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Factor.model_validate(entry) for entry in content["factors"])


def factor_named(name: str) -> Factor:
    """Give a factor that a user named.

    Raises
    ------
    UserError
        Where there is none.
    """
    for factor in factors():
        if factor.name == name:
            return factor
    near = get_close_matches(name, [factor.name for factor in factors()], n=1)
    hint = f"did you mean {near[0]}?" if near else "ccu-sim factors lists them"
    raise UserError(f"There is no factor {name!r}; {hint}")
