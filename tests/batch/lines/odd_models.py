"""Models of one's own that misbehave; all but one run on the compiled engine, to be quick."""

import os
import time
from pathlib import Path

from ccu_sim import CCUModel
from ccu_sim.model import simulate


def is_the_one(policy, set_index, replicate):
    """Whether this is the run that goes wrong."""
    return (policy.name, set_index, replicate) == ("permanent-contracts", 1, 0)


def mended():
    """Whether the test has mended the model in the meantime."""
    return Path(os.environ["MENDED"]).exists()


class Failing(CCUModel):
    """One run raises an error until it is mended."""

    @classmethod
    def simulate(cls, unit, policy, parameters, **run):
        if is_the_one(policy, run["set_index"], run["replicate"]) and not mended():
            raise ValueError("the roster bites its tail")
        return simulate(unit, policy, parameters, **run)


class Fussy(CCUModel):
    """On the Mesa engine; one run cannot stand its first shift until it is mended."""

    def __init__(self, *given, set_index, replicate, **named):
        super().__init__(*given, set_index=set_index, replicate=replicate, **named)
        self.fussy = is_the_one(self.policy, set_index, replicate) and not mended()

    def step(self):
        if self.fussy:
            raise ValueError("the roster bites its tail")
        super().step()


class Deadly(CCUModel):
    """One run takes its process with it until it is mended."""

    @classmethod
    def simulate(cls, unit, policy, parameters, **run):
        if is_the_one(policy, run["set_index"], run["replicate"]) and not mended():
            os._exit(9)
        return simulate(unit, policy, parameters, **run)


class DeadlyOnce(CCUModel):
    """One run takes its process with it the first time."""

    @classmethod
    def simulate(cls, unit, policy, parameters, **run):
        if is_the_one(policy, run["set_index"], run["replicate"]) and not mended():
            Path(os.environ["MENDED"]).touch()
            os._exit(9)
        return simulate(unit, policy, parameters, **run)


class Slow(CCUModel):
    """Every run takes its time, so that there is something to interrupt."""

    @classmethod
    def simulate(cls, *given, **run):
        time.sleep(0.02)
        return simulate(*given, **run)


class NeverTheSame(CCUModel):
    """Every run differs from every other."""

    @classmethod
    def simulate(cls, *given, **run):
        made = simulate(*given, **run)
        made.run["cohesion"] = time.time()
        return made
