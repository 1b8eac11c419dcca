"""How far states relax in one turn: of every half-life, in the time between two turns."""

from types import SimpleNamespace

import pytest

from ccu_sim.evidence import REGISTRY
from ccu_sim.model.calendar import DAYS_A_WEEK, WEEKS_A_WORKED_SHIFT
from ccu_sim.model.initialization import initialize
from ccu_sim.model.pace import PACE
from ccu_sim.model.submodels.role_conflict import dispute_at_most

ENDING = "_half_life"
HALF_LIVES = [name for name in REGISTRY.names if name.endswith(ENDING)]
BY_PERSON = "expectation_half_life"  # realists are quicker
BOUND = "dispute_at_most"  # no pace: what luck must be below for a dispute
CALLED = {"return": "convalescence"}
TURNS = {
    "weeks": 1.0,
    "weeks of full-time work": WEEKS_A_WORKED_SHIFT,
    "weeks beside the leader": WEEKS_A_WORKED_SHIFT,
    "weeks off": 1.0 / DAYS_A_WEEK,
}


def test_every_half_life_that_all_share_has_a_pace():
    stems = [name.removesuffix(ENDING) for name in HALF_LIVES if name != BY_PERSON]
    paces = set(PACE.names) - {BOUND}
    assert sorted(paces) == sorted(CALLED.get(stem, stem) for stem in stems)


def test_a_turn_closes_what_its_time_is_worth(site_1, as_usual, central):
    half_lives = {name: 2.0 + place for place, name in enumerate(HALF_LIVES)}
    world = initialize(site_1, as_usual, {**central, **half_lives}, months=1, seed=1)[0]
    for name, half_life in half_lives.items():
        if name != BY_PERSON:
            stem = name.removesuffix(ENDING)
            left = 1.0 - world.pace[CALLED.get(stem, stem)]
            assert left == pytest.approx(0.5 ** (TURNS[REGISTRY[name].unit] / half_life)), name


def test_the_bound_of_disputes_is_that_of_the_run_s_parameters(site_1, as_usual, central):
    world = initialize(site_1, as_usual, {**central, "dispute_base": -4.0}, months=1, seed=1)[0]
    assert world.pace[BOUND] == dispute_at_most(world.par) < 1.0
    assert world.pace[BOUND] > dispute_at_most(SimpleNamespace(**central))
