"""Patterns of strategies that pass go on passing."""

import pytest

from ccu_sim.analysis.trials import TRIAL_PATTERNS, Trials
from ccu_sim.evidence import ensemble, trial_figures

KNOWN = {one.name: one for one in TRIAL_PATTERNS}
PASSING = [
    name
    for name, shown in trial_figures().items()
    if name in KNOWN and KNOWN[name].published.met_by(shown.effect)
]
PLAIN = [
    name
    for name in PASSING
    if trial_figures()[name].high - trial_figures()[name].low
    < KNOWN[name].published.high - KNOWN[name].published.low
]
"""Those whose chance is less than what is published leaves open: a few runs can tell."""


@pytest.fixture(scope="module")
def few():
    return Trials(ensemble(4), 3, seed=7)


@pytest.fixture(scope="module")
def many():
    return Trials(ensemble(20), 8, seed=7)


def seen(trials, name):
    pattern = KNOWN[name]
    return pattern.published, pattern.figure([trials.run(arm) for arm in pattern.arms])


@pytest.mark.parametrize("name", PLAIN)
def test_what_passes_is_near_on_a_few_sets(name, few):
    published, found = seen(few, name)
    reach = published.half_width
    assert published.low - reach <= found.effect <= published.high + reach


@pytest.mark.slow
@pytest.mark.parametrize("name", PASSING)
def test_what_passes_passes_on_other_chance(name, many):
    published, found = seen(many, name)
    assert found.high >= published.low
    assert found.low <= published.high


def test_readings_are_kept_and_found_again(tmp_path):
    told = []
    pattern = KNOWN["coaching-gain"]
    for _ in range(2):
        trials = Trials(ensemble(1), 1, folder=tmp_path, progress=told.append)
        trials.run_all(pattern.arms, workers=1)
        found = pattern.figure([trials.run(arm) for arm in pattern.arms])
    assert sorted(told) == ["as usual", "leadership"]
    assert len(list(tmp_path.glob("trial-*.npz"))) == 2
    alone = Trials(ensemble(1), 1)
    again = pattern.figure([alone.run(arm) for arm in pattern.arms])
    assert found.effect == pytest.approx(again.effect, nan_ok=True)
