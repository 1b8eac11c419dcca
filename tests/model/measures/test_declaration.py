"""Measures are declared once; tables and outcomes follow."""

import subprocess
import sys

import pytest

from ccu_sim.analysis.outcomes import OUTCOMES
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS
from ccu_sim.model.measures import declaration
from ccu_sim.model.measures.declaration import ENDS, MEANS, MONTHLY, RUN, YEARLY


def test_no_name_is_declared_twice():
    assert len(MONTHLY_COLUMNS) == len(MONTHLY)
    assert len(RUN_COLUMNS) == len(RUN)


def test_the_run_s_row_takes_from_the_months_what_is_declared_there():
    for place, column in [*MEANS, *YEARLY]:
        assert RUN[place].name == MONTHLY[column].name
    for place, column in ENDS:
        assert RUN[place].name == f"{MONTHLY[column].name}_end"
    assert all(MONTHLY[column].adds_up for _, column in YEARLY)
    assert not any(MONTHLY[column].adds_up for _, column in [*MEANS, *ENDS])


def test_a_column_that_can_be_empty_says_without_whom():
    for measure in MONTHLY:
        said = MONTHLY_COLUMNS[measure.name]
        assert said.endswith(f"empty without {measure.of}") == bool(measure.of), measure.name
        assert not (measure.of and (measure.adds_up or measure.whole)), measure.name


@pytest.mark.parametrize("measure", RUN, ids=lambda measure: measure.name)
def test_a_measure_of_a_run_is_an_outcome_in_the_same_words(measure):
    outcome = OUTCOMES[measure.name]
    assert (outcome.label, outcome.plain) == (measure.words.label, measure.words.plain)
    assert outcome.better == measure.words.better
    assert "{" not in outcome.label + outcome.plain + measure.meaning


def test_columns_stand_in_one_order_whichever_module_is_wanted_first():
    line = (
        "from ccu_sim.model.measures import cost; "
        "from ccu_sim.model.measures.declaration import MONTHLY, RUN; "
        "print(*(one.name for one in [*MONTHLY, *RUN]))"
    )
    told = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [*MONTHLY_COLUMNS, *RUN_COLUMNS]


def test_a_new_measure_is_one_declaration(monkeypatch):
    """Its column, its place in the run's row and its words come of one call."""
    for name in ("MONTHLY", "RUN", "MEANS", "YEARLY", "ENDS"):
        monkeypatch.setattr(declaration, name, [])
    first = declaration.by_profession(
        "trying",
        "how {people} try, 0-1",
        "0-1",
        of="{people} in post",
        mean=declaration.level("Trying, {people}", "Mean trying.", 1),
    )
    assert first == 0
    assert [one.name for one in declaration.MONTHLY] == ["trying_peer", "trying_clinician"]
    assert declaration.MEANS == [(0, 0), (1, 1)]
    assert declaration.RUN[1].words.label == "Trying, clinicians"
    assert declaration.RUN[1].meaning == (
        "how clinicians try, 0-1; mean of those of the last 12 months with clinicians in post"
    )
