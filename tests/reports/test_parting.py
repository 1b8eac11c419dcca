"""The sentence on whom a strategy keeps: parts that add up, where renewal matters."""

import re

import pytest

from ccu_sim.reports import Findings, render
from ccu_sim.reports.parting import parting_sentences

NUMBER = r"([+−]?\d+\.\d)"
SAID = re.compile(
    rf"of the 17 peer workers of the opening day, {NUMBER} are still here after three years: "
    rf"{NUMBER} who would not have been renewed and {NUMBER} who would have resigned or been "
    rf"promoted elsewhere, less {NUMBER} who"
)


@pytest.fixture
def renewing(synthetic_results):
    """Results in which one strategy renews every contract, and others none more."""
    results = synthetic_results(units=("site-1",), sets=4)
    spells = results.spells
    ended = (spells["strategy"] == "steady") & (spells["outcome"] == "contract-ended")
    assert ended.any()
    spells.loc[ended, ["outcome", "end_month"]] = ["in-post", 36.0]
    return Findings(results)


def test_parts_add_up_for_the_strategy_that_renews(renewing):
    (said,) = parting_sentences(renewing, "site-1")
    assert "steady" in said
    effect, expired, resigned, lost = (
        float(part.replace("−", "-")) for part in SAID.search(said).groups()
    )
    assert expired > 1
    assert effect == pytest.approx(expired + resigned - lost, abs=0.16)


def test_nothing_is_said_where_renewal_does_not_matter(made_up):
    assert parting_sentences(Findings(made_up), "site-1") == []


def test_the_report_says_it(renewing):
    assert "who would not have been renewed" in render(renewing)
