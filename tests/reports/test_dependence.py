"""How far answers lean on unchecked numbers is said outcome by outcome."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.evidence import REGISTRY
from ccu_sim.reports import Findings, render
from ccu_sim.reports.dependence import _counted, dependence_sentence

READ = next(name for name, one in REGISTRY.items() if one.basis != "assumed" and one.checked)
ASSUMED = next(name for name, one in REGISTRY.items() if one.basis == "assumed" and one.checked)


def findings_of(synthetic_results, effect, sets=40):
    """One strategy whose effect on cohesion is a given function of the parameters."""
    hazards = {"as-usual": 1.0, "steady": 0.6}
    results = synthetic_results(hazards=hazards, units=("site-1",), sets=sets, months=6)
    random = np.random.default_rng(2)
    values = random.random((sets, 2))
    results.parameters = pd.DataFrame(values, results.parameters.index, columns=[READ, ASSUMED])
    runs = results.runs
    ran = runs["strategy"] == "steady"
    runs["cohesion"] = 4.0
    of_runs = results.parameters.loc[runs["set"]].set_index(runs.index)
    runs.loc[ran, "cohesion"] = 4.0 + effect(of_runs)[ran]
    return Findings(results)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (lambda p: p[ASSUMED], "in cohesion, one, which is assumed;"),
        (lambda p: p[READ], "in cohesion, one, which is not assumed;"),
        (
            lambda p: p[ASSUMED] + p[READ],
            "in cohesion, two, one of them assumed (",
        ),
    ],
)
def test_it_is_said_of_each_outcome(synthetic_results, effect, said):
    findings = findings_of(synthetic_results, effect)
    sentence = dependence_sentence(findings, "site-1")
    assert sentence.startswith("How far the effects of steady at Unit site-1 lean on assumed or")
    assert said in sentence
    assert ", none. They are, the strongest first, for cohesion: " in sentence
    for name in (
        findings.dependence.query("outcome == 'cohesion'")["parameters"].iloc[0].split(", ")
    ):
        assert REGISTRY[name].label in sentence
        assert name not in sentence


def test_it_stands_in_the_report(synthetic_results):
    findings = findings_of(synthetic_results, lambda p: p[ASSUMED] + p[READ], sets=20)
    assert dependence_sentence(findings, "site-1") in render(findings)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 1, 1, 1.0), "one, which is assumed and cites a source that nobody has checked"),
        ((3, 3, 0, 1.0), "three, all of them assumed"),
        ((2, 0, 0, 0.0), "two, none of them assumed"),
        (
            (4, 2, 1, 0.625),
            "four, two of them assumed, one citing a source that nobody has checked (such carry "
            "62\N{NO-BREAK SPACE}% of the spread explained)",
        ),
    ],
)
def test_both_kinds_are_counted(counts, said):
    row = pd.Series(counts, ["drivers", "assumed", "unchecked", "share"], dtype=object)
    assert _counted(row) == said


def test_too_few_sets_are_said_to_be_too_few(synthetic_results):
    findings = findings_of(synthetic_results, lambda p: p[READ], sets=19)
    sentence = dependence_sentence(findings, "site-1")
    assert sentence.endswith("cannot be told from 19 possible worlds; it takes 20.")


def test_nothing_may_stand_out(synthetic_results):
    findings = findings_of(synthetic_results, lambda p: 0.0 * p[READ])
    for name in findings.headline.values():
        findings.runs[name] = findings.runs["set"] * 0.0 + (findings.runs["strategy"] == "steady")
    assert "no parameter stands out" in dependence_sentence(findings, "site-1")
