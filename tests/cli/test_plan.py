"""`ccu-sim plan`, and the way to it: each command names the next."""

import csv
import io
import json
import shlex

import pytest

PLAN = (
    *("plan", "site-2", "--budget", "60000", "--months", 3, "--sets", 2, "--replicates", 1),
    *("--strategy", "leadership", "--strategy", "permanent-contracts", "--workers", 1),
)
ONE = ("--strategy", "leadership", "--sets", 1, "--months", 1, "--workers", 1)


def next_line(done):
    [line] = [line for line in done.err.splitlines() if line.startswith("Next: ")]
    return line.removeprefix("Next: ")


@pytest.fixture(scope="module")
def planned(make):
    """The plan, made and told."""
    return make({}, *PLAN)


def test_a_plan_is_told_and_kept_and_the_same_line_goes_on(program, planned, go_on, folder):
    done = go_on(planned)
    assert done.code == 0
    assert "What to do first to keep staff, for up to A$60,000" in " ".join(done.out.split())
    [where] = (folder / "results").iterdir()
    assert where.name.startswith("plan-site-2-60000-3-months-")
    for name in ("plan.html", "one-page.html", "plan.xlsx", "steps.csv", "plan.json"):
        assert (where / name).is_file()
    assert "--months 3 --strategy leadership" in (where / "plan.html").read_text()
    assert next_line(done) == f"ccu-sim robustness results/{where.name}/runs"
    again = program(*PLAN, "-q")
    assert again.out == done.out
    assert again.err == ""
    robust = program(*shlex.split(next_line(done))[1:])
    assert robust.code == 0


def test_it_is_told_as_csv_as_json_and_as_the_page_to_hand_out(program, planned, go_on):
    go_on(planned)
    rows = list(csv.DictReader(io.StringIO(program(*PLAN, "--format", "csv", "-q").out)))
    assert all({"strategy", "spent", "workers", "month"} <= set(row) for row in rows)
    tables = json.loads(program(*PLAN, "--format", "json", "-q").out)
    assert [one["table"] for one in tables] == [
        "steps",
        "frontier",
        "additions",
        "doses",
        "equal_spending",
    ]
    assert len(tables[3]["rows"]) == 5
    page = program(*PLAN, "--format", "one-page", "-q").out.strip()
    assert page.endswith("one-page.html")


def test_other_questions_have_folders_of_their_own(program, planned, go_on, folder):
    go_on(planned)
    assert program(*PLAN, "--for", "both", "-q").code == 0
    assert len(list((folder / "results").iterdir())) == 2


def test_each_command_names_the_next(program, folder):
    done = program("new", "unit", "ours")
    assert "ccu-sim check scenarios/units/ours.yaml" in done.err
    done = program("check", "scenarios/units/ours.yaml")
    assert next_line(done) == "ccu-sim show ours"
    done = program("show", "ours")
    assert next_line(done) == "ccu-sim compare ours"
    done = program(*shlex.split(next_line(done))[1:], *ONE)
    assert done.code == 0
    assert next_line(done) == "ccu-sim plan ours --budget 150000"


def test_a_quiet_comparison_names_nothing_and_takes_a_unit_by_its_file(program):
    program("new", "unit", "ours")
    done = program("compare", "scenarios/units/ours.yaml", *ONE, "-q")
    assert (done.code, done.err) == (0, "")


def test_a_run_names_the_comparison(program):
    done = program("run", "site-1", "--months", 1)
    assert next_line(done) == "ccu-sim compare site-1"


def test_a_unit_is_compared_under_all_that_fits_it_and_told_what_is_left_out(program):
    size = ("--sets", 1, "--replicates", 1, "--months", 1, "--workers", 1)
    done = program("compare", "established-unit", *size)
    assert done.code == 0
    assert "Left out, since they do not fit the unit: phased-start (it is for a" in done.err
    assert "Phased" not in done.out
