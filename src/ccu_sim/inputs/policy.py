"""A policy: the strategies a unit follows together, combined into doses and costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.inputs.change import CAPACITY_CHANGES, LAST_MONTH
from ccu_sim.inputs.clashes import TOLERANCE, combined_doses, first_clash
from ccu_sim.inputs.scenario import STRATEGY_COST
from ccu_sim.inputs.staff import ROLES
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.unit import Unit

AS_USUAL = "as-usual"
"""The name of the policy that changes nothing."""


@dataclass(frozen=True)
class Policy:
    """Strategies followed together.

    Attributes
    ----------
    name : str
        The strategies' names joined by " + ", or a name of its own.
    title : str
    strategies : tuple of Strategy
        All but as-usual. One that moves no lever may still cost something, or bring what a
        model of the user's own does with it.
    """

    name: str
    title: str
    strategies: tuple[Strategy, ...]

    @classmethod
    def of(cls, strategies: Sequence[Strategy], name: str | None = None) -> "Policy":
        """Combine strategies, or raise `UserError` when they contradict each other.

        As-usual drops out, so "as-usual" and nothing at all are the same policy.
        """
        twice = {one.name for one in strategies if sum(o.name == one.name for o in strategies) > 1}
        if twice:
            raise UserError(
                f"'{min(twice)}' is combined with itself; name each strategy of a combination once."
            )
        active = tuple(one for one in strategies if one.changes or one.name != AS_USUAL)
        changes = [(strategy.name, change) for strategy in active for change in strategy.changes]
        if len(changes) > CAPACITY_CHANGES:
            raise UserError(
                f"Cannot combine {_listed(active)}: together they make {len(changes)} changes; a "
                f"policy can have at most {CAPACITY_CHANGES}."
            )
        clash = first_clash(changes)
        if clash is not None:
            raise UserError(f"Cannot combine {_listed(active)}: {clash.sentence}.")
        if not active:
            title = strategies[0].title if strategies else "As usual"
            return cls(name or AS_USUAL, title, ())
        return cls(
            name or " + ".join(strategy.name for strategy in active),
            name.replace("-", " ").capitalize() if name else "; ".join(s.title for s in active),
            active,
        )

    def doses(self, months: int) -> tuple[np.ndarray, np.ndarray]:
        """Return doses and coverage by month and lever (see `combined_doses`)."""
        if not 1 <= months <= LAST_MONTH:
            raise UserError(f"months is {months}; it must be between 1 and {LAST_MONTH}.")
        return combined_doses((c for s in self.strategies for c in s.changes), months)

    def encoded_costs(self, unit: Unit) -> np.ndarray:
        """Write down what the strategies cost at a unit, each in force from first change to last.

        Returns
        -------
        ndarray, shape (number of strategies,)
            Records of `STRATEGY_COST`.
        """
        heads: dict[str, int] = {role: unit.heads(role) for role in ROLES}
        rows = [
            (one.first_month, one.last_month, *one.cost.encoded(heads)) for one in self.strategies
        ]
        return np.array(rows, STRATEGY_COST)

    def scaled(self, factor: float) -> "Policy":
        """Return the policy at `factor` times its doses and costs.

        Levers that are set (what kind of supervisor, how strict a policy) stay as they are;
        posts are rounded to whole ones. Used for dose-response and comparison at equal budget.

        Raises
        ------
        UserError
            When a dose leaves the range of its lever.
        """
        if not (np.isfinite(factor) and factor >= 0):
            raise UserError(f"The dose factor is {factor}; it must be a number from 0 up.")
        changes = [change for strategy in self.strategies for change in strategy.changes]
        for change in changes:
            lever = change.moved
            if lever.combine != "set" and change.dose * factor > lever.high + TOLERANCE:
                raise UserError(
                    f"{self.name} at {factor:g} times its dose moves {lever.name} by "
                    f"{change.dose * factor:g}; it can be at most {lever.high:g} ({lever.unit}), "
                    f"so use a factor up to {lever.high / change.dose:g}."
                )
        return Policy.of(
            [strategy.scaled(factor) for strategy in self.strategies], f"{self.name} x {factor:g}"
        )


def _listed(strategies: Sequence[Strategy]) -> str:
    return " and ".join(f"'{strategy.name}'" for strategy in strategies)
