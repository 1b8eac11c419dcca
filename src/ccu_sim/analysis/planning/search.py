"""The search for the best package at every budget, by successive halving on common chance.

Every package sees the same people and chance events in the same parameter sets. Many are tried
on few sets, the better half of them on twice as many, and so on (successive halving: Jamieson &
Talwalkar 2016). Packages grow by one strategy at a time from those that no other beats in both
gain and money. What is chosen here is estimated elsewhere, on other sets: the best of many looks
better than it is on the very runs that made it the best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ccu_sim.analysis.planning.option import NOTHING, Option, Package
from ccu_sim.analysis.planning.trials import COHESION, SPENT, WORKERS, Trials
from ccu_sim.errors import UserError
from ccu_sim.inputs import Unit

MOST_STRATEGIES = 5
"""In one package: more than a unit can begin in a year or two."""

BEAM = 6
"""Packages of one size that are grown from."""

MOST_ON_FRONTIER = 8
"""As many packages of the frontier as a table and a picture can tell apart."""

FIRST_SETS = 8
"""Sets of the first round, if there are as many."""

CLEAR = 2.0
"""Standard errors by which an option must add to a package to stay in it. It was chosen among
many, so less than this may well be luck."""

Aim = Callable[[np.ndarray], np.ndarray]
"""From gains (rows a run, columns of `trials`) to what is to be as high as can be, run by run."""


@dataclass(frozen=True)
class Found:
    """What the search chose, before it is estimated.

    Attributes
    ----------
    best : Package
        The best for the whole budget; nothing, where no package gains.
    sequence : tuple of Option
        The options of the best, in the order in which each adds most.
    frontier : tuple of Package
        Packages that no other beats in both gain and money, cheapest first.
    runs, packages : int
        Runs that were made, and packages that were tried.
    """

    best: Package
    sequence: tuple[Option, ...]
    frontier: tuple[Package, ...]
    runs: int
    packages: int


def search(trials: Trials, options: Sequence[Option], budget: float, wanted: str) -> Found:
    """Find the best packages that a budget allows.

    Parameters
    ----------
    trials : Trials
    options : sequence of Option
    budget : float
        A$ that the strategies of a package may cost, on average.
    wanted : {"retention", "cohesion", "both"}
        What is to be as high as can be.

    Returns
    -------
    Found

    Raises
    ------
    UserError
        If the budget buys none of the options.
    """
    sets = len(trials.conditions.sets)
    singles = [Package.of([option]) for option in options]
    trials.try_on(singles, min(FIRST_SETS, sets))
    seek = _Search(trials, budget, aim_for(wanted, _scales(trials, singles)), sets)
    _require_affordable(seek, singles)
    kept = seek.halved(singles, max(BEAM, len(singles) // 2))
    additions = [package.options[0] for package in kept]
    archive, beam = list(kept), seek.front(kept)[:BEAM]
    for size in range(2, MOST_STRATEGIES + 1):
        grown = _grown(beam, additions, trials.conditions.unit)
        kept = seek.halved([one for one in grown if seek.expected_cost(one) <= budget], BEAM)
        archive += kept
        beam = [one for one in seek.front(archive) if len(one.options) == size][:BEAM]
        if not beam:
            break
    front = seek.front(archive)
    best = seek.pared(front[-1]) if front else NOTHING
    sequence = seek.sequence(best)
    pared = {seek.pared(one) for one in thinned(front)} - {NOTHING}
    cheaper = {one for one in pared if seek.cost(one) < seek.cost(best)}
    frontier = seek.front({*cheaper, best} - {NOTHING})
    return Found(best, sequence, tuple(frontier), trials.runs, len(trials.tried) - 1)


def runs_expected(options: Sequence[Option], sets: int) -> int:
    """Say how many runs a search takes, about: it hangs on what the budget leaves out."""
    additions = min(len(options), max(BEAM, len(options) // 2))
    runs = sets + _runs_halving(len(options), additions, sets)  # as usual among them
    possible = _packages_possible(options)[2:]
    # Of each pair of a package and an option, a third is made twice or does not go together.
    grown = [min(2 * BEAM * additions // 3, count) for count in possible]
    runs += sum(_runs_halving(count, BEAM, sets) for count in grown)
    untried = sum(possible) - sum(min(count, BEAM) for count in grown)
    return runs + min(2 * BEAM, untried) * sets  # leaving options out, and putting them in order


def _packages_possible(options: Sequence[Option]) -> list[int]:
    """Count the packages of each size, from none, that hold one option of a base at most."""
    counts = [1] + [0] * MOST_STRATEGIES
    for doses in Counter(option.base for option in options).values():
        longer = [0, *(doses * count for count in counts[:-1])]
        counts = [count + more for count, more in zip(counts, longer, strict=True)]
    return counts


def _runs_halving(packages: int, keep: int, sets: int) -> int:
    """Count the runs of :meth:`_Search.halved`, where the budget leaves nothing out."""
    runs = tried = 0
    upto = min(FIRST_SETS, sets)
    while tried < sets:
        runs += packages * (upto - tried)
        packages = min(packages, max(keep, packages // 2))
        tried, upto = upto, min(2 * upto, sets)
    return runs


def thinned(frontier: Sequence[Package]) -> list[Package]:
    """Keep so many packages, evenly from the cheapest to the dearest."""
    last = len(frontier) - 1
    if last < MOST_ON_FRONTIER:
        return list(frontier)
    places = [round(place * last / (MOST_ON_FRONTIER - 1)) for place in range(MOST_ON_FRONTIER)]
    return [frontier[place] for place in places]


@dataclass
class _Search:
    """The rules of choosing, on the runs that there are."""

    trials: Trials
    budget: float
    aim: Aim
    sets: int

    def gain(self, package: Package) -> float:
        """Mean of what is to be high, over the sets that the package was tried on."""
        return 0.0 if package == NOTHING else float(self.aim(self.trials.gains(package)).mean())

    def cost(self, package: Package) -> float:
        """Mean of what the package's strategies cost."""
        return 0.0 if package == NOTHING else float(self.trials.gains(package)[:, SPENT].mean())

    def expected_cost(self, package: Package) -> float:
        """What a package will cost that was not tried yet: the sum of its parts."""
        return sum(self.cost(Package.of([option])) for option in package.options)

    def halved(self, packages: Sequence[Package], keep: int) -> list[Package]:
        """Try packages on more and more sets, and leave the worse half out each time."""
        left = list(dict.fromkeys(packages))
        sets = min(FIRST_SETS, self.sets)
        while True:
            self.trials.try_on(left, sets)
            left = [one for one in left if self.cost(one) <= self.budget]
            if sets == self.sets:
                return self._better(left, keep)
            left = self._better(left, max(keep, len(left) // 2))
            sets = min(2 * sets, self.sets)

    def _better(self, packages: Sequence[Package], keep: int) -> list[Package]:
        """Keep so many packages: fronts of gain and money, one behind the other."""
        left = list(packages)
        kept: list[Package] = []
        while left and len(kept) < keep:
            front = self.front(left, least=-np.inf) or left
            # Of a front that is too long, those with the largest gains.
            front = sorted(front, key=self.gain, reverse=True)[: keep - len(kept)]
            kept += front
            left = [one for one in left if one not in front]
        return kept

    def front(self, packages: Iterable[Package], least: float = 0.0) -> list[Package]:
        """Give the packages that no cheaper one equals, cheapest first."""
        ordered = sorted(set(packages), key=lambda one: (self.cost(one), -self.gain(one), one.name))
        front, most = [], least
        for one in ordered:
            if self.gain(one) > most and self.cost(one) <= self.budget:
                front.append(one)
                most = self.gain(one)
        return front

    def pared(self, package: Package) -> Package:
        """Leave out what adds no more to the rest than chance may."""
        while package.options:
            shorter = [package.without(option) for option in package.options]
            self.trials.try_on(shorter, self.sets)
            whole = self.aim(self.trials.gains(package))
            adds = [whole - self.aim(self.trials.gains(one)) for one in shorter]
            worth = [_in_standard_errors(one) for one in adds]
            least = int(np.argmin(worth))
            if worth[least] >= CLEAR:
                break
            package = shorter[least]
        return package

    def sequence(self, best: Package) -> tuple[Option, ...]:
        """Order the options of a package: each adds most to those before it."""
        chosen, left = NOTHING, list(best.options)
        order: list[Option] = []
        while left:
            longer = [chosen.with_option(option) for option in left]
            self.trials.try_on(longer, self.sets)
            place = int(np.argmax([self.gain(package) for package in longer]))
            order.append(left.pop(place))
            chosen = longer[place]
        return tuple(order)


def _in_standard_errors(differences: np.ndarray) -> float:
    """Give a mean in units of its standard error; of one run, whether it is anything at all."""
    mean = float(differences.mean())
    if len(differences) < 2:
        return np.inf if mean > 0 else 0.0
    error = float(differences.std(ddof=1)) / np.sqrt(len(differences))
    return mean / error if error > 0 else (np.inf if mean > 0 else 0.0)


def _grown(beam: Iterable[Package], additions: Iterable[Option], unit: Unit) -> list[Package]:
    """Add each option to each package, where they go together."""
    grown = {
        package.with_option(option)
        for package in beam
        for option in additions
        if option.base not in package.bases
    }
    fitting = [package for package in grown if package.fits(unit)]
    return sorted(fitting, key=lambda package: package.name)


def aim_for(wanted: str, scales: tuple[float, float]) -> Aim:
    """Give what is to be as high as can be.

    Parameters
    ----------
    wanted : {"retention", "cohesion", "both"}
    scales : tuple of float
        The most workers, and the most cohesion, that any strategy gains by itself: in both, each
        gain counts as a share of it.
    """
    if wanted == "retention":
        return lambda gains: gains[:, WORKERS]
    if wanted == "cohesion":
        return lambda gains: np.nan_to_num(gains[:, COHESION])
    most_workers, most_cohesion = scales
    return lambda gains: (
        gains[:, WORKERS] / most_workers + np.nan_to_num(gains[:, COHESION]) / most_cohesion
    )


def _scales(trials: Trials, singles: Iterable[Package]) -> tuple[float, float]:
    """Give the most that any strategy gains by itself, in workers and in cohesion."""
    means = np.array([np.nan_to_num(trials.gains(one)).mean(axis=0) for one in singles])
    workers, cohesion = (float(means[:, column].max()) for column in (WORKERS, COHESION))
    return (workers if workers > 0 else 1.0, cohesion if cohesion > 0 else 1.0)


def _require_affordable(seek: _Search, singles: Sequence[Package]) -> None:
    """See that the budget buys at least one option."""
    cheapest = min(singles, key=seek.cost)
    if seek.cost(cheapest) > seek.budget:
        unit = seek.trials.conditions.unit.name
        raise UserError(
            f"A budget of A${seek.budget:,.0f} buys none of the strategies that fit {unit}: the "
            f"cheapest, {cheapest.name}, costs about A${seek.cost(cheapest):,.0f} over "
            f"{seek.trials.conditions.mark} months; give at least "
            f"--budget {np.ceil(seek.cost(cheapest) / 100) * 100:.0f}."
        )
