"""The table of spells: on worlds made by hand, and on runs."""

import math

import numpy as np
import pytest

from ccu_sim.model import SPELL_COLUMNS, measure
from ccu_sim.model.calendar import month_start
from ccu_sim.model.records import (
    CLINICIAN,
    CONTRACT_ENDED,
    LEADER,
    PEER,
    PROMOTED,
    REASONS,
    RESIGNED,
    SURVEY,
)
from ccu_sim.model.spells import spell_table


def test_a_spell_row_is_the_record_in_words(made):
    one = made(36)
    one.spell(PEER, month_start(24), CONTRACT_ENDED, fixed_term=1, holder=2)
    one.spell(CLINICIAN, 1000, RESIGNED, discipline=2)
    one.spell(LEADER)
    one.spell(PEER, casual=1, start=46, founding=0)
    table = spell_table(one.world)
    assert set(table.dtype.names) == set(SPELL_COLUMNS)
    assert table["role"].tolist() == ["peer_worker", "clinician", "team_leader", "peer_worker"]
    assert table["discipline"].tolist() == ["", "social work", "", ""]
    assert table["employment"].tolist() == ["fixed-term", "permanent", "permanent", "casual"]
    assert table["outcome"].tolist() == ["contract-ended", "resigned", "in-post", "in-post"]
    assert table["end_month"].tolist() == [24.0, 1000 * 16 / 1461, 36.0, 36.0]
    assert table["start_month"][3] == 46 * 16 / 1461
    assert table["founding"].tolist() == [True, True, True, False]


def test_a_month_s_first_shift_is_a_whole_number_of_months(made):
    one = made(120)
    for month in range(1, 121):
        one.spell(PEER, month_start(month))
        if one.posts == 119:
            break
    table = spell_table(one.world)
    assert table["end_month"].tolist() == [float(month) for month in range(1, len(table) + 1)]


def test_order_in_time_is_kept_round_whole_months(made):
    one = made(60)
    instants = [month_start(24) + shift for shift in range(-2, 3)]
    for instant in instants:
        one.spell(PEER, instant)
    months = spell_table(one.world)["end_month"]
    assert (np.diff(months) > 0).all()
    assert months[2] == 24.0


def test_only_who_resigned_has_reasons(made):
    one = made(36)
    for outcome in (RESIGNED, PROMOTED, CONTRACT_ENDED):
        spell = one.spell(PEER, 500, outcome)
        spell.reasons[1], spell.reasons[9] = 0.7, 0.3
    table = spell_table(one.world)
    assert table["main_reason"].tolist() == ["exhaustion", "", ""]
    assert table["reason_exhaustion"][0] == 0.7
    assert np.isnan(table["reason_exhaustion"][1:]).all()
    assert sum(table[f"reason_{reason}"][0] for reason in REASONS) == pytest.approx(1.0)


def test_who_was_not_asked_has_no_answer(made):
    one = made(36)
    one.spell(PEER)
    asked = one.spell(PEER)
    asked.survey[:] = [0.1, 0.2, 0.3, 0.4, 0.0]
    table = spell_table(one.world)
    assert all(math.isnan(table[f"survey_{item}"][0]) for item in SURVEY)
    assert [table[f"survey_{item}"][1] for item in SURVEY] == [0.1, 0.2, 0.3, 0.4, 0.0]


def test_the_survey_is_of_those_in_post_at_month_12(run, site_1, as_usual):
    world = run(site_1, months=13, seed=3)
    table = measure(world[0]).spells
    asked = ~np.isnan(table["survey_exhaustion"])
    # A start or an expiry on the very next shift comes after the survey.
    there = (table["start_month"] < 12) & (table["end_month"] > 12)
    assert (asked >= there).all()
    assert not asked[table["end_month"] < 12].any()
    assert not asked[table["start_month"] > 12].any()


def test_who_starts_after_the_last_shift_is_not_in_the_table(made):
    one = made(36)
    one.spell(PEER, month_start(36))
    one.spell(PEER, start=month_start(36), founding=0)
    assert spell_table(one.world)["start_month"].tolist() == [0.0]


def test_a_term_that_ends_with_the_horizon_is_still_running(made):
    one = made(24)
    one.spell(PEER, month_start(24), CONTRACT_ENDED, fixed_term=1)
    one.spell(PEER, month_start(24), RESIGNED)
    table = spell_table(one.world)
    assert table["outcome"].tolist() == ["in-post", "resigned"]
    assert table["end_month"].tolist() == [24.0, 24.0]
