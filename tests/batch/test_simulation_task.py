"""A run of a study: its set, its setting, and the chance events that it meets."""

import pytest

from ccu_sim.batch.plan import Case, PlannedRun
from ccu_sim.batch.points import EVENTS, Points
from ccu_sim.batch.simulation_task import SimulationTask
from ccu_sim.evidence import ensemble


@pytest.fixture
def task(small_study):
    """Carry out runs of the small study with sets of one's own, and settings of leadership."""

    def make(*sets):
        settings = Points.of([{"leadership": 0.1}, {"leadership": 0.9}])
        return SimulationTask(small_study(), Points.of(sets), settings)

    return make


def cohesion(task, *, strategy=0, setting=0, set_=0, replicate=0):
    run = PlannedRun(strategy, Case(0, setting, set_, replicate))
    return task.run(run).run["cohesion"]


def test_every_part_of_an_address_matters(task):
    one, other = ensemble(2)
    made = task(one, other)
    values = {
        cohesion(made),
        cohesion(made, strategy=2),
        cohesion(made, setting=1),
        cohesion(made, set_=1),
        cohesion(made, replicate=1),
    }
    assert len(values) == 5
    assert cohesion(made, set_=1) == cohesion(task(one, other), set_=1)


def test_sets_meet_chance_events_of_their_own_unless_a_design_lets_them_share(task):
    (one,) = ensemble(1)
    apart = task(one, one)
    assert cohesion(apart) != cohesion(apart, set_=1)
    shared = task(one | {EVENTS: 0.0}, one | {EVENTS: 0.0}, one | {EVENTS: 1.0})
    assert cohesion(shared) == cohesion(shared, set_=1) == cohesion(apart)
    assert cohesion(shared, set_=2) == cohesion(apart, set_=1)


def test_an_error_in_the_model_that_ships_has_no_place_in_a_users_file(task):
    assert task(*ensemble(1)).place_of(ValueError("the roster")) == ""
