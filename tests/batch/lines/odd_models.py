"""Models that misbehave, by names that worker processes can find."""

import os
import time
from pathlib import Path

from ccu_sim.model import simulate


def is_the_one(policy, set_index, replicate):
    """Whether this is the run that goes wrong."""
    return (policy.name, set_index, replicate) == ("permanent-contracts", 1, 0)


def mended():
    """Whether the test has mended the model in the meantime."""
    return Path(os.environ["MENDED"]).exists()


def failing(unit, policy, parameters, *, set_index, replicate, **rest):
    """One run raises an error until it is mended."""
    if is_the_one(policy, set_index, replicate) and not mended():
        raise ValueError("the roster bites its tail")
    return simulate(unit, policy, parameters, set_index=set_index, replicate=replicate, **rest)


def deadly(unit, policy, parameters, *, set_index, replicate, **rest):
    """One run takes its process with it until it is mended."""
    if is_the_one(policy, set_index, replicate) and not mended():
        os._exit(9)
    return simulate(unit, policy, parameters, set_index=set_index, replicate=replicate, **rest)


def deadly_once(unit, policy, parameters, *, set_index, replicate, **rest):
    """One run takes its process with it the first time."""
    if is_the_one(policy, set_index, replicate) and not mended():
        Path(os.environ["MENDED"]).touch()
        os._exit(9)
    return simulate(unit, policy, parameters, set_index=set_index, replicate=replicate, **rest)


def slow(*args, **kwargs):
    """Every run takes its time, so that there is something to interrupt."""
    time.sleep(0.02)
    return simulate(*args, **kwargs)


def never_the_same(*args, **kwargs):
    """Every run differs from every other."""
    run = simulate(*args, **kwargs)
    run.run["cohesion"] = time.time()
    return run
