"""What is told of robustness and tipping: words and figures, on made-up results."""

import re

import numpy as np
import pytest

from ccu_sim.analysis.discovery import Region
from ccu_sim.analysis.tipping import Fact, Tried
from ccu_sim.analysis.tipping import tipping as tipping_table
from ccu_sim.errors import UserError
from ccu_sim.reports import robust_words, tipping_words
from ccu_sim.reports.figures.acceptability import plot_acceptability
from ccu_sim.reports.figures.tipping import plot_tipping
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.picture_file import write_picture
from ccu_sim.reports.robust import Failure, Robust, limits_text

REGION = Region(
    {"leave_base": (-np.inf, -3.25), "supervision": (0.1, 0.4)}, 40, 12, 10, 9, 11, 8, 29, 4, True
)


@pytest.fixture(scope="module")
def robust(synthetic_results):
    return Robust(Findings(synthetic_results(sets=24)))


def test_the_preferred_strategy_is_told_with_its_counts(robust):
    rows = robust.table[robust.table["unit"] == "site-1"]
    said = robust_words.standing(robust, rows)
    assert said.startswith("Steady has the largest mean effect (+")
    assert re.search(r"reaches the aim in \d+ of 24 parameter sets", said)
    assert robust_words.aim_text(robust) == (
        "at least one more of the staff of the opening day still in post after three years"
    )


def test_another_with_less_regret_is_named(robust):
    rows = robust.table[robust.table["unit"] == "site-1"].copy()
    rows.loc[rows["strategy"] == "worse", "regret_95"] = -1.0
    assert robust_words.standing(robust, rows).endswith(
        "; worse has the least regret in all but the worst sets."
    )


def test_a_region_is_said_in_words_and_numbers(robust):
    assert limits_text(REGION) == "leave base is at most −3.25 and supervision is from 0.1 to 0.4"
    failure = Failure("site-1", "steady", "short", 40, 12, REGION, "")
    assert robust_words.failure_sentence(robust, failure) == (
        "Steady falls short of the aim in 12 of 40 parameter sets, mostly where leave base is at "
        "most −3.25 and supervision is from 0.1 to 0.4: 9 of the 10 there. Checked on cases that "
        "had no part in finding such a region, 8 of 11 inside it fail, and 4 of 29 outside."
    )


@pytest.mark.parametrize(
    ("failing", "why", "said"),
    [
        (0, "in none", "in none of 40 parameter sets."),
        (40, "nearly everywhere", "in all of 40 parameter sets."),
        (3, "too few", "in 3 of 40 parameter sets: too few."),
    ],
)
def test_where_there_is_no_region_it_says_why(robust, failing, why, said):
    failure = Failure("site-1", "steady", "beaten", 40, failing, None, why)
    assert robust_words.failure_sentence(robust, failure).endswith(said)


def test_every_unit_is_asked_where_its_choice_fails(robust):
    table = robust.failure_table
    assert list(table["unit"]) == ["site-1", "site-1", "site-2", "site-2"]
    assert set(table["strategy"]) == {"steady"}
    assert (table["failing"] <= table["cases"]).all()


def test_the_frontier_is_told(robust):
    said = robust_words.frontier_sentence(robust, "site-1", 0)
    assert "worth most on average" in said
    assert "nan" not in said


def test_the_figure_says_what_it_shows(robust, tmp_path):
    figure = plot_acceptability(robust)
    assert "Unit site-1: as usual" in figure.alt
    path = write_picture(figure, tmp_path / "curves.svg")
    text = path.read_text(encoding="utf-8")
    assert "<title>Line charts of acceptability." in text
    assert write_picture(figure, path).read_text(encoding="utf-8") == text


def test_what_is_asked_must_be_there(robust):
    with pytest.raises(UserError, match="no strategy 'magic'"):
        Robust(robust.findings, strategy="magic")
    with pytest.raises(UserError, match="is for you to say"):
        Robust(robust.findings, outcome_name="cohesion")


def _tried(name, leads, own=0.5):
    values = np.linspace(0, 1, 5)
    luck = np.linspace(-0.01, 0.01, 12)
    gains = tuple(np.column_stack([np.zeros(12), lead + luck, np.zeros(12)]) for lead in leads)
    fact = Fact(name, name.replace("_", " "), "judged", own, (), 2)
    return Tried("site-1", fact, values, ("as-usual", "steady", "nothing"), gains, 1)


@pytest.fixture(scope="module")
def turning():
    found = [
        _tried("leadership", (0.3, 0.3, 0.3, 0.1, -0.1)),
        _tried("supervision", (0.3,) * 5),
        *(_tried(f"fact_{number}", (-0.1, 0.1, 0.3, 0.3, 0.3)) for number in range(3)),
    ]
    return tipping_table(found), {"site-1": {one.fact.name: one.fact for one in found}}


def test_at_most_three_that_could_turn_it_are_named_first(robust, turning):
    table, facts = turning
    said = tipping_words.first_sentence(robust.findings, table, facts["site-1"])
    assert said.startswith("At Unit site-1 the choice is steady. What could turn it: ")
    assert said.count("as the unit has it") == 3
    assert said.endswith("; one more fact could, further off or less surely.")
    assert "supervision" not in said


def test_where_nothing_turns_it_says_so(robust, turning):
    table, facts = turning
    calm = table[table["fact"] == "supervision"]
    said = tipping_words.first_sentence(robust.findings, calm, facts["site-1"])
    assert said == (
        "At Unit site-1 the choice is steady; it stands over the whole range tried of the one fact."
    )


def test_the_tipping_figure_says_what_it_shows(robust, turning):
    table, facts = turning
    figure = plot_tipping(robust.findings, table, facts)
    assert figure.alt == tipping_words.first_sentence(robust.findings, table, facts["site-1"])
