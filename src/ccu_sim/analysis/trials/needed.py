"""What published patterns of strategies need a part of a mechanism."""

from __future__ import annotations

from collections.abc import Sequence

from ccu_sim.analysis.factors import Mechanism
from ccu_sim.analysis.trials.patterns import TRIAL_PATTERNS
from ccu_sim.analysis.trials.readings import Trials


def trials_need(
    trials: Trials, chosen: Sequence[Mechanism], workers: int = 1
) -> dict[str, tuple[str, ...]]:
    """List by mechanism the patterns that are met with it and not without it.

    Parameters
    ----------
    trials : Trials
    chosen : sequence of Mechanism
        Only the patterns that each names are looked at.
    workers : int
        Processes.
    """
    patterns = {one.name: one for one in TRIAL_PATTERNS}
    asked = [(one, patterns[name]) for one in chosen for name in one.trials]
    with_it = [arm for _, pattern in asked for arm in pattern.arms]
    without = [arm.beside(one.neutral) for one, pattern in asked for arm in pattern.arms]
    trials.run_all([*with_it, *without], workers)
    found: dict[str, tuple[str, ...]] = {one.name: () for one in chosen}
    for one, pattern in asked:
        before = pattern.figure([trials.run(arm) for arm in pattern.arms])
        after = pattern.figure([trials.run(arm.beside(one.neutral)) for arm in pattern.arms])
        if pattern.published.met_by(before.effect) and not pattern.published.met_by(after.effect):
            found[one.name] = (*found[one.name], pattern.name)
    return found
