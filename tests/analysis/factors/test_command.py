"""`ccu-sim factors`: the register on the command line."""

import json

from typer.testing import CliRunner

from ccu_sim.analysis.factors import factors
from ccu_sim.cli.program import app


def run(*words):
    return CliRunner().invoke(app, ["factors", *words])


def test_the_register_is_listed():
    rows = json.loads(run("--format", "json").stdout)
    assert [row["factor"] for row in rows] == [factor.name for factor in factors()]


def test_one_factor_is_shown_in_full():
    shown = run("role-clarity").stdout
    assert "Griffeth" in shown
    assert "readiness" in shown


def test_an_unknown_factor_names_the_nearest():
    answer = run("role-clarty")
    assert answer.exit_code == 2
    assert "role-clarity" in answer.stderr


def test_two_questions_at_once_are_refused():
    assert run("--test", "--ablate").exit_code == 2


def test_a_small_test_prints_a_row_for_each_outcome_and_site(tmp_path):
    answer = run(
        *("boundary-issues", "--test", "--sets", "2", "--replicates", "1", "--workers", "1"),
        *("--out", str(tmp_path), "--format", "json"),
    )
    rows = json.loads(answer.stdout)
    assert {row["unit"] for row in rows} == {"site-1", "site-2"}
    assert "factors do all that is expected" in answer.stderr
