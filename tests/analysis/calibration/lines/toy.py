"""A model with a known answer: `sum` is first + second, `third` does nothing."""

import os
import sys
from pathlib import Path

import numpy as np

from ccu_sim.analysis.calibration.waves import Calibration, Stage, calibrate
from ccu_sim.analysis.calibration.writing import ensemble_of, write_ensemble, write_tables
from ccu_sim.evidence import Parameter, Registry, Target, Targets

CHANCE = 0.05
STAGES = (Stage(2, 3.0), Stage(6, 2.0))


def parameter(name, value=0.5, low=0.0, high=1.0, scale="linear"):
    return Parameter(name, "toy", value, low, high, scale, "", "assumed", (), False, "")


def target(name, low, high):
    return Target(
        name, name, low, high, "interval", (low, high), True, "", name, "reported", (), True, ""
    )


REGISTRY = Registry(
    [parameter("first"), parameter("second"), parameter("third"), parameter("fixed", 7, 7, 7)]
)
TARGETS = Targets((target("sum", 0.95, 1.05),), ("here", "there"), discrepancy=0.1)


def observe(unit, parameters, *, seed, set_index, replicate):
    luck = np.random.default_rng([seed, set_index, replicate, len(unit)]).normal(0.0, CHANCE)
    assert parameters["fixed"] == 7
    return {"sum": parameters["first"] + parameters["second"] + luck}


def digest(sets, units):
    """Stand for the digest of a few runs as usual: the model is the same as ever."""
    return "as-ever"


def observe_until_killed(unit, parameters, **address):
    """Take the whole process down in one of two cases, until a file says to live."""
    if address["set_index"] % 67 == 33 and not Path(os.environ["LIVE"]).exists():
        Path(os.environ["LIVE"]).touch()
        os.kill(os.getpid(), 9)
    return observe(unit, parameters, **address)


def toy(candidates=100, waves=2, seed=1, model=observe, registry=REGISTRY, targets=TARGETS):
    return Calibration(candidates, waves, seed, registry, targets, model, digest, STAGES)


def calibrated(out, workers):
    """Calibrate by what may take the process down, and write all that is written."""
    found = calibrate(toy(model=observe_until_killed), out, workers=workers)
    write_ensemble(ensemble_of(found), out)
    write_tables(found, out)


def main():
    calibrated(Path(sys.argv[1]), int(sys.argv[2]))
