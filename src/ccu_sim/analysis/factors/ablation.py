"""Ablation: each mechanism switched off, and which patterns and signs vanish.

A mechanism is switched off by neutral values of its parameters and by facts of the unit, so
the code that runs is the code that ships. Something *vanishes* when it was there before and
less than a quarter of it is left, or its sign has turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict

from ccu_sim.analysis.factors.arm import Arm
from ccu_sim.analysis.factors.patterns import Seen, pattern_outcomes, pattern_places, see_patterns
from ccu_sim.analysis.factors.register import Factor, factors
from ccu_sim.analysis.factors.runs import Runner
from ccu_sim.analysis.factors.signs import Sign, outcomes_read, sign_places, signs

FILE = Path(__file__).with_name("mechanisms.yaml")
LEFT_AT_LEAST = 0.25


class Mechanism(BaseModel):
    """One mechanism and what switches it off.

    Attributes
    ----------
    number : int
        In the design.
    name, title : str
    submodels : tuple of str
        Files of the model that it lives in, the first mainly.
    neutral : Arm
    kept : str
        Why it stays where no pattern or sign needs it.
    trials : tuple of str
        Published patterns of strategies that could need it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    name: str
    title: str
    submodels: tuple[str, ...]
    neutral: Arm
    kept: str
    trials: tuple[str, ...] = ()


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """Give all mechanisms, in the order of the design."""
    return _read("mechanisms")


@cache
def parts_of_mechanisms() -> tuple[Mechanism, ...]:
    """Give parts of mechanisms that are switched off by themselves."""
    return _read("parts")


def _read(key: str) -> tuple[Mechanism, ...]:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Mechanism.model_validate(entry) for entry in content[key])


@dataclass(frozen=True)
class Part:
    """A pattern, or a factor's effect on one outcome, with and without a mechanism.

    Attributes
    ----------
    name : str
    is_pattern : bool
    before, after : float
    """

    name: str
    is_pattern: bool
    before: float
    after: float

    @property
    def left(self) -> float:
        """What is left of it, as a share of what was there."""
        return self.after / self.before

    @property
    def vanishes(self) -> bool:
        """Whether less than a quarter is left."""
        return self.left < LEFT_AT_LEAST


@dataclass(frozen=True)
class Ablation:
    """What came of switching one mechanism off.

    Attributes
    ----------
    mechanism : Mechanism
    parts : tuple of Part
        Only what was clearly there with the mechanism.
    """

    mechanism: Mechanism
    parts: tuple[Part, ...]

    @property
    def vanished(self) -> tuple[Part, ...]:
        """Patterns and signs that need the mechanism, patterns first."""
        gone = [part for part in self.parts if part.vanishes]
        return tuple(sorted(gone, key=lambda part: not part.is_pattern))

    @property
    def needed(self) -> bool:
        """Whether anything needs the mechanism."""
        return bool(self.vanished)


def outcomes_of_ablation() -> tuple[str, ...]:
    """Give all that an ablation reads off a run."""
    return tuple(dict.fromkeys((*outcomes_read(), *pattern_outcomes())))


def ablate(
    runner: Runner,
    unit: str = "site-1",
    chosen: Sequence[Mechanism] | None = None,
    tried: Sequence[Factor] | None = None,
) -> list[Ablation]:
    """Switch mechanisms off, one at a time.

    A factor is looked at where it works through one of the mechanism's submodels.

    Parameters
    ----------
    runner : Runner
        Reads at least `outcomes_of_ablation`.
    unit : str
    chosen : sequence of Mechanism, optional
        Left out: all.
    tried : sequence of Factor, optional
        Left out: all that are not contested.
    """
    tried = tried or [factor for factor in factors() if factor.impact != "contested"]
    chosen = chosen or mechanisms()
    through = {one.name: _through(one, tried) for one in chosen}
    switches = [(Arm(), tried), *((one.neutral, through[one.name]) for one in chosen)]
    runner.run(  # everything at once, so that nobody waits for the last arm of each mechanism
        place
        for off, factors_tried in switches
        for place in (*pattern_places(unit, off), *sign_places(factors_tried, [unit], off))
    )
    found = []
    for mechanism in chosen:
        whole = _look(runner, unit, through[mechanism.name], Arm())
        without = _look(runner, unit, through[mechanism.name], mechanism.neutral)
        found.append(Ablation(mechanism, tuple(_parts(whole, without))))
    return found


def _through(mechanism: Mechanism, tried: Sequence[Factor]) -> list[Factor]:
    """List the factors that work through one of a mechanism's submodels."""
    return [one for one in tried if set(one.mechanisms) & set(mechanism.submodels)]


def _look(
    runner: Runner, unit: str, tried: Sequence[Factor], off: Arm
) -> tuple[list[Seen], list[Sign]]:
    return see_patterns(runner, unit, off), signs(runner, tried, [unit], off)


def _parts(
    whole: tuple[list[Seen], list[Sign]], without: tuple[list[Seen], list[Sign]]
) -> list[Part]:
    """Pair what was clearly there with what is left of it."""
    parts = [
        Part(before.pattern.name, True, before.figure, after.figure)
        for before, after in zip(whole[0], without[0], strict=True)
        if before.there
    ]
    for one, other in zip(whole[1], without[1], strict=True):
        if one.found.points(one.expectation.direction):
            name = f"{one.factor.name}: {one.expectation.outcome}"
            parts.append(Part(name, False, one.found.effect, other.found.effect))
    return parts


def ablation_table(found: Sequence[Ablation]) -> pd.DataFrame:
    """Lay ablations out as a table, one row a mechanism."""
    rows = []
    for one in found:
        patterns = [part.name for part in one.vanished if part.is_pattern]
        lost = [part.name for part in one.vanished if not part.is_pattern]
        rows.append(
            {
                "number": one.mechanism.number,
                "mechanism": one.mechanism.title,
                "off": one.mechanism.neutral.words(),
                "patterns lost": "; ".join(patterns),
                "signs lost": "; ".join(lost),
                "of": len(one.parts),
                "verdict": "needed" if one.needed else "declared",
                "kept": one.mechanism.kept,
            }
        )
    return pd.DataFrame(rows)
