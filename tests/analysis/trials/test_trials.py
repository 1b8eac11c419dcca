"""Strategies against trials: how effects are computed, and what is published is well formed."""

from typing import get_args

import numpy as np
import pytest

from ccu_sim.analysis.factors import Arm
from ccu_sim.analysis.trials import MEASURED, TRIAL_PATTERNS, Readings, Trials, effect_of
from ccu_sim.evidence import REGISTRY, TRIALS
from ccu_sim.inputs import load_strategy
from ccu_sim.inputs.strategy_evidence import MEASURE_WORDS, Measure


def readings(**values):
    return Readings({name: np.array(value, dtype=float) for name, value in values.items()})


def test_every_measure_is_computed_and_has_words():
    assert set(MEASURED) == set(MEASURE_WORDS) == set(get_args(Measure))


def test_a_relative_change_is_of_the_mean_as_usual():
    usual = readings(**{"chance_peer@12": [[0.2, 0.4], [0.1, 0.3]]})
    other = readings(**{"chance_peer@12": [[0.1, 0.2], [0.1, 0.1]]})
    found = effect_of("leaving_12_peer", usual, other)
    assert found.effect == pytest.approx(-0.125 / 0.25)
    assert found.by_set == pytest.approx([-0.15 / 0.25, -0.1 / 0.25])


def test_an_effect_in_standard_deviations_is_of_the_spread_between_people():
    name = "exhaustion_peer@8"
    usual = readings(**{name: [[0.5], [0.6]], f"spread_{name}": [[0.1], [0.2]]})
    found = effect_of("exhaustion_8_peer", usual, readings(**{name: [[0.47], [0.57]]}))
    assert found.effect == pytest.approx(-0.03 / 0.15)


def test_a_rate_counts_resignations_for_each_year_of_service():
    usual = readings(resigned_first_year=[[4.0], [6.0]], years_first_year=[[20.0], [20.0]])
    other = readings(resigned_first_year=[[3.0], [3.0]], years_first_year=[[24.0], [24.0]])
    found = effect_of("leaving_first_year", usual, other)
    assert found.effect == pytest.approx(6 / 48 / (10 / 40) - 1)


def test_every_published_pattern_is_seen_in_some_arms():
    assert [one.name for one in TRIAL_PATTERNS] == [one.name for one in TRIALS]
    assert all(one.arms[0] == Arm() for one in TRIAL_PATTERNS)


@pytest.mark.parametrize(
    ("strategy", "measure", "pattern"),
    [
        ("leadership", "leader_quality_12", "coaching-gain"),
        ("co-reflection-and-peer-network", "exhaustion_8_peer", "reflective-groups"),
        ("education-and-training", "valuing_12_clinician", "training-attitudes"),
        ("professional-supervision", "exhaustion_12_peer", "supervision-strain"),
        ("role-clarity", "role_clarity_12_peer", "role-clarity-gain"),
        ("role-clarity", "exhaustion_12_peer", "role-clarity-strain"),
        ("permanent-contracts", "satisfaction_12_peer", "permanent-status"),
        ("recruitment-and-induction", "leaving_first_year", "induction-first-year"),
        ("recruitment-and-induction", "leaving_later", "induction-later"),
    ],
)
def test_a_strategy_is_held_to_the_same_range_as_the_pattern(strategy, measure, pattern):
    published = next(one for one in TRIALS if one.name == pattern)
    told = [one for one in load_strategy(strategy).evidence if one.measure == measure]
    assert [one.range for one in told] == [(published.low, published.high)]


def test_the_same_arm_runs_once_and_pay_lowers_leaving_within_what_is_published():
    told = []
    trials = Trials([REGISTRY.central()], 12, progress=told.append)
    pattern = next(one for one in TRIAL_PATTERNS if one.name == "pay")
    for _ in range(2):
        found = pattern.figure([trials.run(arm) for arm in pattern.arms])
    assert told == ["as usual", "peer_pay_rise 25"]
    assert -0.45 < found.effect < -0.05
    assert trials.run(Arm())["kept_36_peer"].shape == (1, 12)
