"""What a plan is made of: strategies, each at one of several doses, and packages of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ccu_sim.errors import UserError
from ccu_sim.inputs import Policy, Strategy, Unit
from ccu_sim.inputs.fitting import require_fits

DOSES = (0.5, 1.0, 2.0)
"""Factors on a strategy's stated dose and cost."""

_IN_WORDS = {0.5: ("half", "half the dose"), 1.0: ("", ""), 2.0: ("double", "double the dose")}


@dataclass(frozen=True)
class Option:
    """A strategy at a dose.

    Attributes
    ----------
    base : str
        The strategy's own name.
    factor : float
        On its dose and its cost.
    strategy : Strategy
        At that dose, with a name and a title of its own.
    """

    base: str
    factor: float
    strategy: Strategy

    @property
    def name(self) -> str:
        """What it is called in tables: ``leadership``, ``leadership-half``."""
        return self.strategy.name

    @property
    def dose_words(self) -> str:
        """Say the dose: 'half the dose'; empty for the one that the file states."""
        return _IN_WORDS[self.factor][1]

    def __hash__(self) -> int:
        return hash((self.base, self.factor))


@dataclass(frozen=True)
class Package:
    """Options that are followed together, at most one dose of each strategy.

    Attributes
    ----------
    options : tuple of Option
        In the order of the strategies' names, so that one package has one name.
    """

    options: tuple[Option, ...]

    @classmethod
    def of(cls, options: Iterable[Option]) -> Package:
        """Put options together."""
        return cls(tuple(sorted(options, key=lambda one: (one.base, one.factor))))

    @cached_property
    def policy(self) -> Policy:
        """The package as a policy.

        Raises
        ------
        UserError
            If two of its strategies contradict each other.
        """
        return Policy.of([option.strategy for option in self.options])

    @property
    def name(self) -> str:
        """The options' names; that of as usual for none."""
        return self.policy.name

    @property
    def bases(self) -> frozenset[str]:
        """The strategies in it, whatever their dose."""
        return frozenset(option.base for option in self.options)

    def with_option(self, option: Option) -> Package:
        """Return the package with one more option, in place of another dose of the same."""
        others = (one for one in self.options if one.base != option.base)
        return Package.of([*others, option])

    def without(self, option: Option) -> Package:
        """Return the package without an option."""
        return Package.of(one for one in self.options if one != option)

    def fits(self, unit: Unit) -> bool:
        """Whether its strategies go together, and with what the unit does already."""
        try:
            require_fits(unit, self.policy)
        except UserError:
            return False
        return True

    def __hash__(self) -> int:
        return hash(self.options)


NOTHING = Package(())
"""As usual."""


def options_for(unit: Unit, strategies: Sequence[Strategy]) -> tuple[Option, ...]:
    """Give every strategy at every dose that it can have at a unit.

    A dose is left out where the strategy does not change with it (levers that are set to a
    level), where it would make a fraction of a post, or where it leaves a lever's range.

    Parameters
    ----------
    unit : Unit
    strategies : sequence of Strategy
        Each fits the unit at its stated dose.
    """
    found = []
    for strategy in strategies:
        for factor in DOSES:
            option = _option(strategy, factor)
            if option is not None and Package.of([option]).fits(unit):
                found.append(option)
    return tuple(found)


def _option(strategy: Strategy, factor: float) -> Option | None:
    if factor == 1.0:
        return Option(strategy.name, factor, strategy)
    moved = [change for change in strategy.changes if change.moved.combine != "set"]
    if not moved or any(
        change.moved.whole and not (change.dose * factor).is_integer() for change in moved
    ):
        return None
    word, title = _IN_WORDS[factor]
    try:
        scaled = strategy.scaled(factor)
        return Option(
            strategy.name,
            factor,
            Strategy.model_validate(
                scaled.model_dump()
                | {"name": f"{strategy.name}-{word}", "title": f"{strategy.title}, {title}"}
            ),
        )
    except ValueError:  # beyond what a lever can have, or a name that grows too long
        return None
