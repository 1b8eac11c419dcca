"""Worlds to look at and to make, and where random scenarios and separate processes come from."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

import ccu_sim
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Policy, Unit, compose
from ccu_sim.model import measure, run_world
from ccu_sim.model.measures.observer import summarise
from ccu_sim.model.measures.people import MONTH
from ccu_sim.model.pace import PACE, set_pace
from ccu_sim.model.records import NEVER, RESIGNED
from ccu_sim.model.tables import MONTHLY_COLUMNS
from ccu_sim.model.world import new_world

HERE = Path(__file__).parent
SOURCES = Path(ccu_sim.__file__).parents[1]


@pytest.fixture(scope="session")
def scenarios() -> ModuleType:
    """The module of random scenarios beside this file."""
    spec = importlib.util.spec_from_file_location("random_scenarios", HERE / "random_scenarios.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def as_usual() -> Policy:
    """The policy that changes nothing."""
    return compose([])


@pytest.fixture(scope="session")
def central() -> Mapping[str, float]:
    """The central parameter set."""
    return REGISTRY.central()


@pytest.fixture(scope="session")
def site_1(units) -> Unit:
    """The first of the two sites of the founding paper."""
    return units["site-1"]


@pytest.fixture(scope="session")
def run(as_usual, central) -> Callable[..., np.ndarray]:
    """Run a unit, as usual unless told otherwise, and give the world at the horizon."""

    def run_one(unit, policy=as_usual, months=1, seed=1, parameters=None, **options):
        parameters = {**central, **(parameters or {})}
        return run_world(unit, policy, parameters, months=months, seed=seed, **options)

    return run_one


@pytest.fixture
def scene() -> SimpleNamespace:
    """Two colleagues, a resident, climate, unit and the central parameters, for one rule.

    Every state of people and climate stands in the middle, pay is what it is elsewhere, and all
    else is zero.
    """
    worlds = new_world()
    world = worlds[0]
    for name, value in REGISTRY.central().items():
        worlds["par"][name] = value
    for name, (kind, *_) in world.climate.dtype.fields.items():
        if kind.kind == "f":
            world.climate[name] = 0.5
    for person in (world.staff[0], world.staff[1]):
        for name in STATES:
            person[name] = 0.5
        person["relative_pay"] = 1.0
    resident = world.residents[0]
    for name in ("recovery", "engagement", "dependency"):
        resident[name] = 0.5
    set_pace(world.pace, world.par)

    def over(weeks):
        """Give how far states relax in so many weeks where their turns come once a week."""
        pace = np.zeros(1, PACE)[0]
        in_weeks = world.par.copy()
        for name in in_weeks.dtype.names:
            if name.endswith("_half_life"):
                in_weeks[name] = in_weeks[name] / weeks if weeks else np.inf
        set_pace(pace, in_weeks)
        return pace

    return SimpleNamespace(
        me=world.staff[0],
        other=world.staff[1],
        resident=resident,
        climate=world.climate,
        unit=world.unit,
        par=world.par,
        pace=world.pace,
        over=over,
        world=world,
    )


STATES = (
    "role_clarity",
    "role_drift",
    "exhaustion",
    "morale",
    "expectation",
    "satisfaction",
    "prospects",
    "recovery_orientation",
    "medical_model",
    "valuing",
    "first_valuing",
    "valued",
    "voice",
    "belonging",
    "trust_received",
    "boundary_skill",
    "first_skill",
    "support_need",
    "support_met",
    "leader_support",
    "colleague_support",
    "uplift",
    "leading",
)


@pytest.fixture(scope="session")
def chance() -> Callable[[Callable[[float], bool]], float]:
    """Find the probability behind a rule that is true where luck is below it."""

    def find(happens: Callable[[float], bool]) -> float:
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2.0
            if happens(middle):
                low = middle
            else:
                high = middle
        return low

    return find


@pytest.fixture(scope="session")
def differences() -> Callable[[np.ndarray, np.ndarray], list[str]]:
    """Name the fields in which two worlds differ, to the last bit."""

    def compare(one: np.ndarray, other: np.ndarray, path: str = "") -> list[str]:
        if one.tobytes() == other.tobytes():
            return []
        if one.dtype.names is None:
            return [path]
        found = []
        for name in one.dtype.names:
            found += compare(
                np.ascontiguousarray(one[name]), np.ascontiguousarray(other[name]), f"{path}.{name}"
            )
        return found

    return compare


@pytest.fixture(scope="session")
def python() -> Callable[..., str]:
    """Run one of the scripts in `lines` as a process of its own; give what it prints.

    It must have nothing to say on standard error unless the test says so.
    """

    def start(script, *arguments, interpreter=sys.executable, sources=SOURCES, says=False, **extra):
        environment = {**os.environ, "PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [str(interpreter), str(HERE / "lines" / script), *map(str, arguments)],
            env={**environment, **extra},
            cwd=HERE.parents[1],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert says or not done.stderr, done.stderr
        return done.stdout

    return start


COLUMN_OF_MONTH = {name: place for place, name in enumerate(MONTHLY_COLUMNS)}


class Made:
    """A world made by hand, with a horizon."""

    def __init__(self, months):
        self.world = new_world()[0]
        self.world.months = months
        self.posts = 0

    def spell(self, role, end=None, outcome=RESIGNED, start=0, founding=1, **more):
        """Let somebody hold a post."""
        spell = self.world.spells[self.world.spell_count]
        self.world.spell_count += 1
        spell.post, spell.role, spell.holder, spell.fte = self.posts, role, 1, 0.9
        self.posts += 1
        spell.start, spell.founding = start, founding
        spell.end = NEVER if end is None else end
        spell.outcome = 0 if end is None else outcome
        spell.survey[:] = -1.0
        for name, value in more.items():
            spell[name] = value
        return spell

    def month(self, number, **columns):
        """Say what a month's row holds."""
        for name, value in columns.items():
            self.world.monthly[number, COLUMN_OF_MONTH[name]] = value

    def stay(self, start, end):
        """Let a resident's stay be completed."""
        stay = self.world.stays[self.world.stay_count]
        self.world.stay_count += 1
        stay.start, stay.end = start, end

    def tables(self):
        """Close the months, sum the run up, and read its tables."""
        for month in range(self.world.months + 1):
            self.world.monthly[month, MONTH] = month
        summarise(self.world)
        return measure(self.world)


@pytest.fixture(scope="session")
def made():
    """Begin a world with a horizon of so many months."""
    return Made


@pytest.fixture(scope="session")
def one_clinician(site_1):
    """A unit of seven peer workers, one clinician and a leader."""
    facts, staff = site_1.resolved(), {}
    for group in facts["staff"]:
        heads = 7 if group["role"] == "peer_worker" else 1
        fte = group["fte"] / group["heads"] * heads
        staff.setdefault(group["role"], {**group, "heads": heads, "fte": fte})
    facts["staff"] = list(staff.values())
    for day in facts["roster"].values():
        for shift, cover in day.items():
            cover["clinician"] = {"planned": int(shift == "day"), "minimum": 0}
            cover["peer_worker"] = {"planned": 2, "minimum": 1}
    return Unit.from_resolved(facts)
