"""Each factor does what is expected of it; slow, as `ccu-sim factors --test` at full size."""

import numpy as np
import pytest

from ccu_sim.analysis.factors import (
    CHECKS,
    QUESTIONS,
    SITES,
    Design,
    Runner,
    ablate,
    answer,
    factor_named,
    factor_verdicts,
    mechanisms,
    outcomes_of_ablation,
    outcomes_read,
    question_outcomes,
    see_patterns,
    sign_table,
    signs,
    size_outcomes,
)
from ccu_sim.analysis.factors.patterns import pattern_outcomes

TINY = Design(sets=2, replicates=1, months=36)


def test_a_factor_is_tried_at_both_sites():
    table = sign_table(signs(Runner(TINY, outcomes_read()), [factor_named("boundary-issues")]))
    assert set(table["unit"]) == set(SITES)
    assert np.isfinite(table["effect"]).all()
    assert set(table["verdict"]) <= {"holds", "fails"}


def test_a_mechanism_switched_off_takes_away_what_is_made_of_it():
    """Nothing is left of role conflict without disputes."""
    conflict = [one for one in mechanisms() if one.name == "role_conflict"]
    tried = [factor_named("role-conflict")]
    runner = Runner(Design(6, 1, 36), outcomes_of_ablation())
    (found,) = ablate(runner, chosen=conflict, tried=tried)
    parts = {part.name: part for part in found.parts if not part.is_pattern}
    assert parts
    assert all(part.after == pytest.approx(0.0, abs=1e-12) for part in parts.values())
    assert found.needed


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
def test_every_factor_does_what_is_expected(site, signs_seen):
    failing = [
        f"{one.factor.name}: {one.expectation.outcome} {one.found.effect:+.3g} in {one.share:.0%}"
        for one in signs_seen
        if one.unit == site and not one.holds and one.factor.impact != "contested"
    ]
    assert not failing


@pytest.mark.slow
def test_credentialing_can_help_and_hurt(signs_seen):
    assert factor_verdicts(signs_seen)["credentialing"]


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_sizes_are_as_the_literature_has_them(check, store):
    seen = check(Runner(Design(), size_outcomes(), store, workers=2))
    assert seen.holds, seen.figures


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
def test_patterns_are_there_over_parameter_sets(site, store):
    seen = see_patterns(Runner(Design(24, 4), pattern_outcomes(), store, workers=2), site)
    assert not [(one.pattern.name, one.figure) for one in seen if not one.there]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_open_questions_have_an_answer(question, store):
    answers = answer(Runner(Design(20, 4), question_outcomes(), store, workers=2), question)
    assert len(answers) == len(question.statements) * len(SITES)
    assert any(one.found.clear for one in answers)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("factors")


@pytest.fixture(scope="module")
def signs_seen(store):
    return signs(Runner(Design(100, 12), outcomes_read(), store, workers=2))
