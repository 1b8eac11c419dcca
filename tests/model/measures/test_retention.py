"""Who of the founding team is still here, how long they stay, how many leave."""

import math

import pytest

from ccu_sim.model.calendar import month_start
from ccu_sim.model.measures.retention import left_by
from ccu_sim.model.records import CLINICIAN, CONTRACT_ENDED, LEADER, NEVER, PEER, PROMOTED, RESIGNED


def test_a_term_that_ends_at_the_instant_of_looking_has_not_ended_yet():
    assert not left_by(NEVER, 0, 100)
    for outcome in (RESIGNED, PROMOTED):
        assert left_by(100, outcome, 100)  # the last shift is worked
        assert not left_by(101, outcome, 100)
    assert left_by(99, CONTRACT_ENDED, 100)
    assert not left_by(100, CONTRACT_ENDED, 100)


def test_retention_counts_the_founding_team_at_the_marks(made):
    one = made(36)
    for end in (month_start(6), month_start(12), month_start(12) + 1, month_start(30), None):
        one.spell(PEER, end)
    one.spell(CLINICIAN, month_start(24) + 1)
    one.spell(CLINICIAN)
    row = one.tables().run
    assert row["retention_12_peer"] == pytest.approx(3 / 5)
    assert row["retention_24_peer"] == pytest.approx(2 / 5)
    assert row["retention_36_peer"] == pytest.approx(1 / 5)
    assert row["retention_24_clinician"] == 1.0
    assert row["retention_36_clinician"] == 0.5
    assert row["retention_12_all"] == pytest.approx(5 / 7)


def test_an_expiry_at_24_months_is_after_the_observation_at_24_months(made):
    one = made(36)
    one.spell(PEER, month_start(24), CONTRACT_ENDED, fixed_term=1)
    row = one.tables().run
    assert row["retention_24_peer"] == 1.0
    assert row["retention_36_peer"] == 0.0


def test_casual_staff_the_leader_and_later_hires_are_not_the_founding_team(made):
    one = made(36)
    one.spell(PEER)
    one.spell(PEER, 300, casual=1)
    one.spell(PEER, 500, start=100, founding=0)
    one.spell(LEADER, 300)
    row = one.tables().run
    assert row["retention_12_all"] == row["retention_12_peer"] == 1.0
    assert row["rmst_months_all"] == 36.0


def test_beyond_the_horizon_nothing_is_known(made):
    one = made(18)
    one.spell(PEER)
    row = one.tables().run
    assert row["retention_12_peer"] == 1.0
    assert math.isnan(row["retention_24_peer"])
    assert math.isnan(row["retention_36_all"])
    assert math.isnan(row["retention_12_clinician"])  # there are none
    assert math.isnan(row["rmst_months_clinician"])
    assert math.isnan(made(6).tables().run["resigned_or_promoted_12_all"])


def test_leavers_within_a_year_leave_out_expiries(made):
    one = made(12)
    one.spell(PEER, 500, RESIGNED)
    one.spell(PEER, 500, PROMOTED)
    one.spell(PEER, 500, CONTRACT_ENDED)
    one.spell(PEER)
    row = one.tables().run
    assert row["resigned_or_promoted_12_peer"] == 0.5
    assert row["retention_12_peer"] == 0.25


def test_months_in_post_are_restricted_to_the_horizon(made):
    one = made(36)
    one.spell(PEER, month_start(12))
    one.spell(PEER)
    assert one.tables().run["rmst_months_peer"] == pytest.approx(24.0)


def test_turnover_is_a_year_and_a_filled_post(made):
    one = made(24)
    one.spell(PEER, month_start(6), RESIGNED)
    one.spell(PEER, month_start(9), PROMOTED)
    one.spell(PEER, month_start(10), RESIGNED, start=800, founding=0)
    one.spell(PEER, 900, RESIGNED, casual=1)
    one.spell(CLINICIAN)
    for month in range(1, 25):
        one.month(month, staff_peer=4, staff_clinician=2)
    row = one.tables().run
    assert row["turnover_peer"] == pytest.approx(3 / 4 / 2)
    assert row["turnover_clinician"] == 0.0
    assert row["turnover_all"] == pytest.approx(3 / 6 / 2)


def test_where_nobody_was_ever_in_post_there_is_no_turnover(made):
    assert math.isnan(made(12).tables().run["turnover_peer"])
