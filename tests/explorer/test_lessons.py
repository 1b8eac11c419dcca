"""What a lesson says of the model is so, over parameter sets."""

import re

import numpy as np
import pytest

from ccu_sim.evidence import ensemble
from ccu_sim.explorer.lessons import lessons
from ccu_sim.model import RUN_COLUMNS, prepare, simulate

SETS = 40
SEED = 2014
LESSONS = lessons()


def of(lesson):
    """Name a lesson in the list of tests."""
    return lesson.file.name


def shares(lesson, sets, replicates):
    """Give, for each claim, the share of parameter sets in which it holds; ties count half."""
    prepare()
    policies = [way.policy() for way in lesson.ways]
    outcomes = [claim.outcome for claim in lesson.file.claims]
    found = np.zeros((len(sets), 2, len(outcomes)))
    for index, parameters in enumerate(sets):
        for side, way in enumerate(lesson.ways):
            rows = [
                simulate(
                    way.unit,
                    policies[side],
                    parameters | way.parameters,
                    months=lesson.file.months,
                    seed=SEED,
                    set_index=index,
                    replicate=replicate,
                ).run
                for replicate in range(replicates)
            ]
            found[index, side] = np.mean([[row[one] for one in outcomes] for row in rows], axis=0)
    more = found[:, 1] - found[:, 0]
    sign = np.array([1 if claim.more == "that" else -1 for claim in lesson.file.claims])
    return np.where(more * sign > 0, 1.0, np.where(more == 0, 0.5, 0.0)).mean(axis=0)


def test_there_are_enough_and_each_has_a_name_of_its_own():
    names = [lesson.file.name for lesson in LESSONS]
    assert len(names) >= 7
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("lesson", LESSONS, ids=of)
def test_claims_are_of_measures_and_say_the_number_that_is_tested(lesson):
    for claim in lesson.file.claims:
        assert claim.outcome in RUN_COLUMNS
        assert re.search(rf"\b{claim.worlds} of {SETS} worlds", claim.says)
    assert lesson.file.predict.right <= len(lesson.file.predict.answers)


@pytest.mark.parametrize("lesson", LESSONS, ids=of)
def test_the_two_ways_differ_and_can_be_run(lesson):
    one, other = lesson.ways
    assert (one.unit, one.strategies, one.parameters) != (
        other.unit,
        other.strategies,
        other.parameters,
    )
    held = shares(lesson, ensemble(6), 1)
    assert (held >= 0.5).all()


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=of)
def test_a_claim_holds_in_as_many_worlds_as_it_says(lesson):
    held = shares(lesson, ensemble(SETS), 2)
    said = [claim.worlds / SETS for claim in lesson.file.claims]
    assert (held >= said).all(), held * SETS
