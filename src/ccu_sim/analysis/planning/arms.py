"""The study that estimates a plan: what was found, on sets and chance that had no part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccu_sim.analysis.planning.option import NOTHING, Option, Package
from ccu_sim.analysis.planning.search import Found
from ccu_sim.inputs import Study, Unit
from ccu_sim.inputs.study import ResolvedArm, as_usual_first


@dataclass(frozen=True)
class Arms:
    """What is estimated.

    Attributes
    ----------
    steps : tuple of Package
        The sequence: the first option, the first two, and so on to the plan; empty where
        nothing is worth doing.
    frontier : tuple of Package
        Best packages by budget, cheapest first, the plan last.
    options : tuple of Option
        Every strategy at every dose, by itself.
    additions : dict of str to Package
        The plan with one more strategy, by that strategy's option.
    """

    steps: tuple[Package, ...]
    frontier: tuple[Package, ...]
    options: tuple[Option, ...]
    additions: dict[str, Package]

    @classmethod
    def of(cls, found: Found, options: Sequence[Option], unit: Unit) -> Arms:
        """Give what a search found, and what it is to be compared with."""
        steps, package = [], NOTHING
        for option in found.sequence:
            package = package.with_option(option)
            steps.append(package)
        additions = {}
        for option in options:
            if option.factor == 1.0 and option.base not in found.best.bases and steps:
                more = found.best.with_option(option)
                if more.fits(unit):
                    additions[option.name] = more
        return cls(tuple(steps), found.frontier, tuple(options), additions)

    @property
    def plan(self) -> Package:
        """The package for the whole budget; nothing where none gains."""
        return self.steps[-1] if self.steps else NOTHING

    @property
    def packages(self) -> tuple[Package, ...]:
        """All that is estimated, each once."""
        singles = (Package.of([option]) for option in self.options)
        return tuple(
            dict.fromkeys([*self.steps, *self.frontier, *singles, *self.additions.values()])
        )

    def study(
        self, unit: Unit, *, name: str, sets: int, replicates: int, months: int, seed: int
    ) -> Study:
        """Make the study of them, an ordinary one."""
        used = {one.name: one.strategy for pack in self.packages for one in pack.options}
        arms = [
            ResolvedArm(name=package.name, strategies=tuple(one.name for one in package.options))
            for package in self.packages
        ]
        return Study(
            name=name,
            unit_objects=(unit,),
            strategy_objects=tuple(used.values()),
            arms=as_usual_first(arms),
            parameter_sets=sets,
            replicates=replicates,
            months=months,
            seed=seed,
        )
