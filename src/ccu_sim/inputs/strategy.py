"""A strategy: what is changed, when, for whom and at what cost, with its theory of change."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from ccu_sim.inputs.base_model import InputModel, Line, Name, Words, mistake
from ccu_sim.inputs.change import LAST_MONTH, Change
from ccu_sim.inputs.clashes import first_clash
from ccu_sim.inputs.strategy_cost import StrategyCost
from ccu_sim.inputs.strategy_evidence import Finding

THEMES: dict[str, tuple[str, ...]] = {
    "Education and training": (),
    "Organisational readiness": ("Role clarity", "Recruitment and induction"),
    "Structural adjustment, resourcing and support": ("Professional supervision",),
    "Demonstrated commitment to peer integration and recovery practices": (
        "Leadership",
        "Championing",
        "Consistent inclusion",
    ),
}
"""Themes and subthemes of the systematic review (Reeves et al. 2024, Table 4)."""

Theme = Literal[
    "Education and training",
    "Organisational readiness",
    "Structural adjustment, resourcing and support",
    "Demonstrated commitment to peer integration and recovery practices",
]
Subtheme = Literal[
    "Role clarity",
    "Recruitment and induction",
    "Professional supervision",
    "Leadership",
    "Championing",
    "Consistent inclusion",
]
Table1Row = Literal[
    "Vulnerabilities and/or care needs of peer support workers",
    "Professionalism of peer support workforce, including credentialing",
    "Role clarity and distinctiveness (including provision of training)",
    "Strategic alignment of peer support with service goals",
    "Valuing the contribution of peer roles; recognizing their credibility",
    "Discrimination against peer support workers",
    "Training of non-peer staff (including anti-discrimination training)",
    "Sufficient numbers of peer roles",
    "Systematic approach to implementation of new roles, and appropriate resourcing",
    "Shared expectations",
    "Boundary issues, including dual (personal-professional) relationships",
    "Role conflict between consumer and non-consumer providers",
    "Strong adherence to medical model",
]
"""Facilitators and barriers of the CCU paper (Meurk et al. 2019, Table 1), as printed there."""


class Specification(InputModel):
    """The strategy as Proctor, Powell and McMillen (2013) ask it to be specified."""

    actor: Words = Field(description="Who does it.")
    action: Words = Field(description="What they do.")
    target: Words = Field(description="Whom or what it is to change.")
    timing: Words = Field(description="When.")
    dose: Words = Field(description="How much, how often, how long.")
    outcome: Words = Field(description="What it is meant to improve.")
    justification: Words = Field(description="Why it should work, with sources.")


class Strategy(InputModel):
    """A named set of changes that somebody could decide to make."""

    name: Name = Field(description="The file's name without .yaml, in lower case with hyphens.")
    title: Line = Field(description="One line for tables and reports.")
    source: Words | None = Field(default=None, description="Where the strategy comes from.")
    theme: Theme | None = Field(default=None, description="The review's theme, if any.")
    subtheme: Subtheme | None = Field(default=None, description="The review's subtheme, if any.")
    table_1: tuple[Table1Row, ...] = Field(
        default=(), description="Rows of Table 1 of the CCU paper that it acts on."
    )
    specification: Specification | None = Field(
        default=None,
        description="Actor, action, target, timing, dose, outcome, justification; "
        "required unless nothing changes.",
    )
    evidence: tuple[Finding, ...] = Field(
        default=(), max_length=20, description="What is published on what it does; [] if nothing."
    )
    changes: tuple[Change, ...] = Field(max_length=60, description="What changes; [] for nothing.")
    cost: StrategyCost = Field(
        default_factory=StrategyCost, description="What it costs at the stated dose."
    )

    @model_validator(mode="after")
    def _hold_together(self) -> "Strategy":
        if self.subtheme is not None and self.subtheme not in THEMES.get(self.theme or "", ()):
            right = next(theme for theme, subs in THEMES.items() if self.subtheme in subs)
            raise mistake(
                f"subtheme is '{self.subtheme}' under theme '{self.theme}'; "
                f"it belongs to the theme '{right}'",
                "subtheme",
            )
        if self.changes and self.specification is None:
            raise mistake(
                "a strategy that changes something needs 'specification' (actor, action, "
                "target, timing, dose, outcome, justification)"
            )
        clash = first_clash([(self.name, change) for change in self.changes])
        if clash is not None:
            raise mistake(clash.sentence, "changes", clash.position)
        return self

    @property
    def first_month(self) -> int:
        """First month in which anything changes; 1 where no lever ever does."""
        return min((change.from_month for change in self.changes), default=1)

    @property
    def last_month(self) -> int:
        """Last month in which anything is changed; the last there is where no lever ever is."""
        return max((change.last_month for change in self.changes), default=LAST_MONTH)

    def scaled(self, factor: float) -> "Strategy":
        """Return the strategy at `factor` times its doses and its costs."""
        changed = {
            "changes": [change.scaled(factor).model_dump() for change in self.changes],
            "cost": self.cost.scaled(factor).model_dump(),
        }
        return Strategy.model_validate({**self.model_dump(), **changed})

    def resolved(self) -> dict[str, Any]:
        """Return the strategy as plain JSON values; `Strategy.from_resolved` reads it back."""
        return self.model_dump(mode="json")

    @classmethod
    def from_resolved(cls, data: Mapping[str, Any]) -> "Strategy":
        """Return the strategy that `resolved` wrote."""
        return cls.model_validate(dict(data))
