"""Made-up packages whose gains are known, in place of simulated ones."""

import numpy as np
import pytest

from ccu_sim.analysis.planning.option import Option
from ccu_sim.analysis.planning.trials import Conditions, Trials
from ccu_sim.batch.progress import Quiet
from ccu_sim.inputs import Strategy


def option(name, factor=1.0):
    """A strategy that moves nothing, so that any of them go together."""
    strategy = Strategy.model_validate({"name": name, "title": name.capitalize(), "changes": []})
    return Option(name, factor, strategy)


class MadeUp(Trials):
    """Trials whose packages gain the sum of their options' effects, with luck of so much."""

    def __init__(self, unit, effects, *, sets=16, luck=0.0, seed=1, together=None):
        super().__init__(Conditions(unit, [{}] * sets, 0, 36, 36, 1), 1, Quiet(), 0)
        self.effects = effects  # by name: workers, A$
        self.luck = luck
        self.seed = seed
        self.together = together or {}

    def _carried_out(self, jobs):
        for package, job in jobs:
            names = frozenset(one.base for one in package.options)
            workers = sum(self.effects[name][0] for name in names)
            workers += sum(more for both, more in self.together.items() if both <= names)
            spent = sum(self.effects[name][1] for name in names)
            random = np.random.default_rng([self.seed, *map(ord, package.name)])
            luck = self.luck * random.standard_normal(len(self.conditions.sets)) if names else 0.0
            rows = np.zeros((len(self.conditions.sets), 4))
            rows[:, 0] = 10.0 + workers + luck
            rows[:, 1] = 4.0
            rows[:, 2] = spent
            rows[:, 3] = spent - 1000 * workers
            yield package, rows[job.places.start : job.places.stop]


@pytest.fixture
def made_up(units):
    """Give trials of made-up options."""

    def make(effects, **given):
        options = [option(name) for name in effects]
        return MadeUp(units["site-1"], effects, **given), options

    return make
