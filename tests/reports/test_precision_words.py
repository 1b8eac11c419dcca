"""What the report says of luck taken off: plainly, and only what the runs can show."""

import re

import pytest

from ccu_sim.reports import Findings, render
from ccu_sim.reports.precision_words import precision_note


def note(results):
    return precision_note(Findings(results))


def test_it_says_how_many_runs_counting_would_take(synthetic_results):
    """At a high rate of leaving, luck is most of what two units differ by."""
    told = note(synthetic_results(units=("site-1",), sets=20, replicates=1, spread=0.05))
    [times] = re.findall(r"would take some (\d+) times as many runs", told)
    assert int(times) >= 2
    assert "still here after three years (median over strategies)" in told


@pytest.mark.parametrize(
    "few",
    [
        pytest.param({"sets": 1, "replicates": 1}, id="one run"),
        pytest.param({"sets": 1, "replicates": 4}, id="one set"),
        pytest.param({"sets": 8}, id="few sets"),
        pytest.param({"sets": 20, "hazards": {"as-usual": 1.0}}, id="nothing compared"),
        pytest.param({"sets": 20, "hazards": {"as-usual": 1e-12, "x": 2e-12}}, id="nobody leaves"),
        pytest.param({"sets": 20, "hazards": {"as-usual": 1e6, "x": 2e6}}, id="everybody leaves"),
    ],
)
def test_no_number_is_said_where_none_can_be(synthetic_results, few):
    told = note(synthetic_results(units=("site-1",), **few))
    assert "luck taken off" in told
    assert not re.search(r"\d|nan|inf", told)


def test_nothing_is_said_of_runs_that_do_not_tell_who_was_expected(synthetic_results):
    results = synthetic_results(units=("site-1",), sets=2)
    months = results.monthly
    results._tables["monthly"] = months[[x for x in months if not x.startswith("expected")]]
    assert note(results) == ""


def test_it_stands_in_the_report(synthetic_results):
    findings = Findings(synthetic_results(units=("site-1",), sets=4, months=6))
    told = precision_note(findings)
    assert len(told) > 60
    assert told[:60] in render(findings, "ccu-sim compare")
