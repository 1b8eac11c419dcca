"""`ccu-sim run`."""

import csv
import io
import json
import math

import pandas as pd
import pytest

import ccu_sim as ccu
from ccu_sim.cli.month_table import ADDED_UP, month_rows, month_table
from ccu_sim.evidence import REGISTRY

QUARTER = ("run", "site-2", "--months", 3, "--seed", 5)


@pytest.fixture
def rows():
    """Give the rows that a command printed as CSV."""
    return lambda text: list(csv.DictReader(io.StringIO(text)))


def test_it_shows_months_and_tells_the_story(program, folder):
    done = program(*QUARTER, "--strategy", "leadership")
    assert done.code == 0
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 80
    first = 1 + next(row for row, line in enumerate(lines) if line.startswith("month "))
    assert [line.split()[0] for line in lines[first : first + 4]] == ["0", "1", "2", "3"]
    assert "not a forecast" in done.out.replace("\n", " ")
    assert "Months 1 to 3 (from January 2015)" in lines
    assert lines[lines.index("At the end") + 1].startswith("After three months")
    kept = folder / "results" / "run-site-2-leadership-5"
    assert str(kept.relative_to(folder)) in done.err
    assert (kept / "picture.png").exists()
    assert json.loads((kept / "run.json").read_text())["policy"] == "leadership"


def test_csv_and_json_have_every_month_and_column(program, folder, rows):
    as_csv = rows(program(*QUARTER, "--format", "csv").out)
    as_json = json.loads(program(*QUARTER, "--format", "json").out)
    stored = pd.read_csv(folder / "results" / "run-site-2-as-usual-5" / "monthly.csv")
    assert len(as_csv) == len(as_json) == 4
    assert list(as_csv[0]) == list(as_json[0]) == list(stored.columns)
    assert [row["cohesion"] for row in as_json] == stored["cohesion"].tolist()
    assert [float(row["cohesion"]) for row in as_csv] == stored["cohesion"].tolist()


def test_the_same_line_leaves_the_same_folder_and_another_run_gets_its_own(program, folder):
    for months in (1, 1, 2):
        assert program("run", "site-2", "--months", months).code == 0
    assert sorted(path.name for path in (folder / "results").iterdir()) == [
        "run-site-2-as-usual-1",
        "run-site-2-as-usual-1-2",
    ]


def test_it_can_be_kept_in_the_folder_one_is_in(program, folder):
    assert program("run", "site-2", "--months", 1, "--out", ".").code == 0
    assert (folder / "run.json").exists()
    assert not [path for path in folder.iterdir() if path.is_dir()]
    assert program("run", "site-2", "--months", 1, "--out", ".").code == 0
    done = program("run", "site-2", "--months", 2, "--out", ".")
    assert done.code == 2
    assert "holds another run" in done.err


@pytest.mark.parametrize("columns", ["0", "40", "70"])
def test_no_digit_is_lost_where_a_line_is_short(program, monkeypatch, columns):
    line = ("run", "site-2", "--months", 1, "--quiet")
    wide = program(*line).out
    monkeypatch.setenv("COLUMNS", columns)
    assert program(*line).out == wide


def test_both_engines_print_the_same(program):
    line = ("run", "site-2", "--months", 1, "--format", "csv", "--quiet")
    done = program(*line, "--engine", "mesa")
    assert done.out == program(*line).out
    assert done.err == ""


def test_settings_reach_parameters_conditions_and_levers(program, folder):
    base = REGISTRY["leave_base"].low
    words = [f"leave_base={base}", "leadership=0.9", "supervision_hours=3"]
    program(*QUARTER, *(part for word in words for part in ("--set", word)), "--out", "set")
    record = json.loads((folder / "set" / "run.json").read_text())
    assert record["parameters"]["leave_base"] == base
    assert record["unit"]["conditions"]["leadership"] == 0.9
    assert record["unit"]["practices"]["supervision_hours"] == 3


def test_a_dose_of_a_strategy_can_be_set(program, folder):
    line = (*QUARTER, "--strategy", "professional-supervision", "--set", "strategy_dose=0.5")
    assert program(*line).code == 0
    (kept,) = (folder / "results").iterdir()
    assert kept.name == "run-site-2-professional-supervision-x-0.5-5"


@pytest.fixture
def counted():
    """Ten months of made-up counts and levels."""
    months = range(11)
    table = pd.DataFrame({"month": months, "disputes": [0, *[1] * 10], "cohesion": months})
    return table.assign(cost_cover=2.0)


def test_months_are_added_up_or_looked_at(counted):
    rows = month_rows(counted, 4)
    assert [row["month"] for row in rows] == [0, 4, 8, 10]
    assert [row["disputes"] for row in rows] == [0, 4, 4, 2]
    assert [row["cost_cover"] for row in rows] == [2, 8, 8, 4]
    assert [row["cohesion"] for row in rows] == [0, 4, 8, 10]
    assert sum(row["disputes"] for row in rows) == counted["disputes"].sum()
    assert "cohesion" not in ADDED_UP


def test_where_there_is_nobody_the_table_has_a_dash():
    from rich.console import Console

    run = ccu.run("site-2", months=1)
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(month_table(run.monthly.assign(exhaustion_clinician=math.nan), None))
    table = console.export_text()
    assert "–" in table
    assert "nan" not in table


@pytest.mark.parametrize("months", [1, 12, 13, 36, 48, 120])
def test_the_usual_table_fits_a_screen(months):
    from rich.console import Console

    console = Console(width=80, record=True, file=io.StringIO())
    console.print(month_table(ccu.run("site-2", months=months).monthly, None))
    lines = console.export_text().split("peer workers and clin")[0].splitlines()
    heading = next(place for place, line in enumerate(lines) if line.startswith("month"))
    table = lines[heading + 1 :]
    assert 2 <= len(table) <= 13
    assert table[-1].split()[0] == str(months)
    assert {len(line.split()) for line in [lines[heading], *table]} == {15}  # no column is broken
    assert max(map(len, lines)) <= 80


def test_a_full_diary_is_said_on_standard_error_and_in_the_record(program, folder):
    lively = ("challenge_rate=0.18", "challenge_everyday=0.4", "crisis_rate=0.06")
    line = ("run", "site-1", "--months", 120, *(part for one in lively for part in ("--set", one)))
    done = program(*line)
    (kept,) = (folder / "results").iterdir()
    diary = json.loads((kept / "run.json").read_text())["diary"]
    assert f"The diary was full in month {diary['month_when_full']}:" in done.err
    assert diary["events_lost"] > 1000
    assert program(*line).code == 0  # the same run finds its own folder
    assert list((folder / "results").iterdir()) == [kept]


def test_a_diary_with_room_is_said_to_be_whole(program, folder):
    assert "diary" not in program(*QUARTER).err
    record = json.loads((folder / "results" / "run-site-2-as-usual-5" / "run.json").read_text())
    assert record["diary"] == {"events_lost": 0, "month_when_full": None}
