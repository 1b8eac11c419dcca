"""A run's tables: their columns, the months, and the row that sums a run up."""

import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS, SPELL_COLUMNS, measure
from ccu_sim.model.initialization import initialize
from ccu_sim.model.records import PEER, SPELLS


def test_columns_are_those_that_are_documented(run, site_1):
    tables = measure(run(site_1, months=2)[0])
    assert tables.monthly.dtype.names == tuple(MONTHLY_COLUMNS)
    assert tables.spells.dtype.names == tuple(SPELL_COLUMNS)
    assert tuple(tables.run) == tuple(RUN_COLUMNS)
    for columns in (MONTHLY_COLUMNS, SPELL_COLUMNS, RUN_COLUMNS):
        assert all(type(meaning) is str and len(meaning) > 5 for meaning in columns.values())
    assert all(type(value) is float for value in tables.run.values())
    assert len(tables.monthly) == 3
    assert tables.monthly["month"].tolist() == [0, 1, 2]


@pytest.mark.parametrize("count", ["spell_count", "stay_count"])
def test_a_run_that_outgrew_its_tables_is_refused_not_cut_short(made, count):
    one = made(120)
    one.spell(PEER)
    one.world[count] = SPELLS + 1
    with pytest.raises(UserError, match="came and went"):
        one.tables()


def test_a_run_has_no_tables_before_its_end(site_1, as_usual, central):
    with pytest.raises(UserError, match="month 0 of 6"):
        measure(initialize(site_1, as_usual, central, months=6, seed=1)[0])


def test_means_are_of_the_last_twelve_months(made):
    one = made(24)
    for month in range(25):
        one.month(month, cohesion=3.0 if month <= 12 else 4.0, exhaustion_peer=month / 100)
    row = one.tables().run
    assert row["cohesion"] == 4.0
    assert row["cohesion_end"] == 4.0
    assert row["exhaustion_peer"] == pytest.approx(np.mean(range(13, 25)) / 100)


def test_a_short_run_s_means_leave_opening_day_out(made):
    one = made(2)
    for month, cohesion in enumerate((9.0, 3.0, 4.0)):
        one.month(month, cohesion=cohesion)
    assert one.tables().run["cohesion"] == 3.5


def test_counts_are_a_year(made):
    one = made(24)
    for month in range(1, 25):
        one.month(month, disputes=3, crises=1, vacancies_peer=1, vacancies_clinician=0.5)
    row = one.tables().run
    assert row["disputes"] == 36.0
    assert row["crises"] == 12.0
    assert row["vacancies"] == 1.5


def test_a_run_s_row_agrees_with_its_months_and_spells(run, site_1):
    world = run(site_1, months=36, seed=6)
    tables = measure(world[0])
    for mark in (12, 24, 36):
        for name, heads in (("peer", 17), ("clinician", 8)):
            counted = tables.monthly[f"founding_{name}"][mark] / heads
            assert tables.run[f"retention_{mark}_{name}"] == pytest.approx(counted)
    assert tables.run["cohesion"] == pytest.approx(tables.monthly["cohesion"][25:].mean())
    resigned = tables.spells[(tables.spells["outcome"] == "resigned")]
    regular = resigned[resigned["employment"] != "casual"]
    counted = tables.monthly["resigned_peer"].sum() + tables.monthly["resigned_clinician"].sum()
    assert counted == len(regular)


def test_measuring_twice_gives_the_same_and_changes_nothing(run, site_1):
    world = run(site_1, months=6)
    before = world.tobytes()
    one, other = (measure(world[0]) for _ in range(2))
    assert one.monthly.tobytes() == other.monthly.tobytes()
    assert one.spells.tobytes() == other.spells.tobytes()
    assert repr(one.run) == repr(other.run)
    assert world.tobytes() == before
