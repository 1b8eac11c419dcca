"""A policy: the strategies a unit follows together, combined into doses and costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.inputs.change import LAST_MONTH
from ccu_sim.inputs.doses import TOLERANCE, combined_doses, first_clash
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.staff import CAPACITY_POSTS
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.unit import Unit, baseline_doses

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
        clash = first_clash([(s.name, change) for s in active for change in s.changes])
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

    def cost(self, month: int, people: Mapping[str, int], starters: int = 0) -> float:
        """Return the A$ that `month` (1 = the first) costs on top of the unit as usual.

        Parameters
        ----------
        month : int
        people : mapping
            Workers in post by role (`peer_worker`, `clinician`, `team_leader`).
        starters : int
            People who start in this month.
        """
        return sum(strategy.cost_in(month, people, starters) for strategy in self.strategies)

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


def require_fits(unit: Unit, policy: Policy) -> None:
    """Raise `UserError` when a policy and what the unit does already exceed a lever's range."""
    if not policy.strategies:
        return
    doses = policy.doses(LAST_MONTH)[0].max(axis=0)
    together = baseline_doses(unit) + doses
    for index, lever in enumerate(LEVERS):
        if lever.combine == "add" and together[index] > lever.high + TOLERANCE:
            raise UserError(
                f"{policy.name} at {unit.name} brings {lever.name} to {together[index]:g}, the "
                f"unit's own {together[index] - doses[index]:g} included; it can be at most "
                f"{lever.high:g} ({lever.unit})."
            )
    posts = together[LEVER_INDEX["extra_peer_posts"]]
    if posts and not unit.heads("peer_worker"):
        raise UserError(
            f"{policy.name} adds peer posts at {unit.name}, which has no peer workers whose "
            "contract, pay and shifts they could have; give the unit a group of peer workers."
        )
    people = unit.total_heads + unit.casual_pool.peer_worker + unit.casual_pool.clinician + posts
    if people > CAPACITY_POSTS:
        raise UserError(
            f"{policy.name} at {unit.name} makes {people:g} posts and casual staff; one unit can "
            f"have at most {CAPACITY_POSTS}."
        )


def _listed(strategies: Sequence[Strategy]) -> str:
    return " and ".join(f"'{strategy.name}'" for strategy in strategies)
