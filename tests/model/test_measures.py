"""What is measured: on worlds made by hand, and on runs."""

import math

import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import compose
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS, SPELL_COLUMNS, measure, simulate
from ccu_sim.model.calendar import month_start
from ccu_sim.model.columns import COUNTED, RECORDED
from ccu_sim.model.measures import month_table, run_row, spell_table
from ccu_sim.model.records import (
    CLINICIAN,
    CONTRACT_ENDED,
    LEADER,
    NEVER,
    PEER,
    PROMOTED,
    REASONS,
    RESIGNED,
    SPELLS,
    SURVEY,
    new_world,
)

COLUMN = {name: place for place, name in enumerate(RECORDED)}


LEFT = ("resigned_peer", "resigned_clinician", "promoted", "contract_ended")


class Made:
    """A world made by hand: a horizon, and who held which post from when to when."""

    def __init__(self, months):
        self.world = new_world()[0]
        self.world.months = months
        self.posts = 0

    def spell(self, role, end=None, outcome=RESIGNED, start=0, founding=1, **more):
        spell = self.world.spells[self.world.spell_count]
        self.world.spell_count += 1
        spell.post, spell.role, spell.holder, spell.fte = self.posts, role, 1, 0.9
        self.world.staff[self.posts].pay = 80_000
        self.posts += 1
        spell.start, spell.founding = start, founding
        spell.end = NEVER if end is None else end
        spell.outcome = 0 if end is None else outcome
        spell.survey[:] = -1.0
        for name, value in more.items():
            spell[name] = value
        return spell

    def month(self, number, **columns):
        for name, value in columns.items():
            self.world.monthly[number, COLUMN[name]] = value

    def stay(self, start, end):
        stay = self.world.stays[self.world.stay_count]
        self.world.stay_count += 1
        stay.start, stay.end = start, end

    def measured(self, unit, policy):
        return measure(self.world, unit, policy)


@pytest.fixture
def tables(site_1, as_usual):
    """Measure a world made by hand, as if it were site 1's."""
    return lambda made: made.measured(site_1, as_usual)


# Spells


def test_a_spell_row_is_the_record_in_words():
    made = Made(36)
    made.spell(PEER, month_start(24), CONTRACT_ENDED, fixed_term=1, holder=2)
    made.spell(CLINICIAN, 1000, RESIGNED, discipline=2)
    made.spell(LEADER)
    made.spell(PEER, casual=1, start=46, founding=0)
    table = spell_table(made.world)
    assert set(table.dtype.names) == set(SPELL_COLUMNS)
    assert table["role"].tolist() == ["peer_worker", "clinician", "team_leader", "peer_worker"]
    assert table["discipline"].tolist() == ["", "social work", "", ""]
    assert table["employment"].tolist() == ["fixed-term", "permanent", "permanent", "casual"]
    assert table["outcome"].tolist() == ["contract-ended", "resigned", "in-post", "in-post"]
    assert table["end_month"].tolist() == [24.0, 1000 * 16 / 1461, 36.0, 36.0]
    assert table["start_month"][3] == 46 * 16 / 1461
    assert table["founding"].tolist() == [True, True, True, False]


def test_a_month_s_first_shift_is_a_whole_number_of_months():
    made = Made(120)
    for month in range(1, 121):
        made.spell(PEER, month_start(month))
        if made.posts == 119:
            break
    table = spell_table(made.world)
    assert table["end_month"].tolist() == [float(month) for month in range(1, len(table) + 1)]


def test_order_in_time_is_kept_round_whole_months():
    made = Made(60)
    instants = [month_start(24) + shift for shift in range(-2, 3)]
    for instant in instants:
        made.spell(PEER, instant)
    months = spell_table(made.world)["end_month"]
    assert (np.diff(months) > 0).all()
    assert months[2] == 24.0


def test_only_who_resigned_has_reasons():
    made = Made(36)
    for outcome in (RESIGNED, PROMOTED, CONTRACT_ENDED):
        spell = made.spell(PEER, 500, outcome)
        spell.reasons[1], spell.reasons[9] = 0.7, 0.3
    table = spell_table(made.world)
    assert table["main_reason"].tolist() == ["strain", "", ""]
    assert table["reason_strain"][0] == 0.7
    assert np.isnan(table["reason_strain"][1:]).all()
    assert sum(table[f"reason_{reason}"][0] for reason in REASONS) == pytest.approx(1.0)


def test_who_was_not_asked_has_no_answer():
    made = Made(36)
    made.spell(PEER)
    asked = made.spell(PEER)
    asked.survey[:] = [0.1, 0.2, 0.3, 0.4, 0.0]
    table = spell_table(made.world)
    assert all(math.isnan(table[f"survey_{item}"][0]) for item in SURVEY)
    assert [table[f"survey_{item}"][1] for item in SURVEY] == [0.1, 0.2, 0.3, 0.4, 0.0]


def test_the_survey_is_of_those_in_post_at_month_12(run, site_1, as_usual):
    world = run(site_1, months=13, seed=3)
    table = measure(world[0], site_1, as_usual).spells
    asked = ~np.isnan(table["survey_exhaustion"])
    # A start or an expiry on the very next shift comes after the survey.
    there = (table["start_month"] < 12) & (table["end_month"] > 12)
    assert (asked >= there).all()
    assert not asked[table["end_month"] < 12].any()
    assert not asked[table["start_month"] > 12].any()


def test_who_starts_after_the_last_shift_is_not_in_the_table():
    made = Made(36)
    made.spell(PEER, month_start(36))
    made.spell(PEER, start=month_start(36), founding=0)
    assert spell_table(made.world)["start_month"].tolist() == [0.0]


@pytest.mark.parametrize("count", ["spell_count", "stay_count"])
def test_a_run_that_outgrew_its_tables_is_refused_not_cut_short(tables, count):
    made = Made(120)
    made.spell(PEER)
    made.world[count] = SPELLS + 1
    with pytest.raises(UserError, match="months"):
        tables(made)


# Retention


def test_retention_counts_the_founding_team_at_the_marks(tables):
    made = Made(36)
    for end in (month_start(6), month_start(12) - 1, month_start(12), month_start(30), None):
        made.spell(PEER, end)
    made.spell(CLINICIAN, month_start(24) + 1)
    made.spell(CLINICIAN)
    row = tables(made).run
    # Whoever leaves on the mark's own first shift was still counted.
    assert row["retention_12_peer"] == pytest.approx(3 / 5)
    assert row["retention_24_peer"] == pytest.approx(2 / 5)
    assert row["retention_36_peer"] == pytest.approx(1 / 5)
    assert row["retention_24_clinician"] == 1.0
    assert row["retention_36_clinician"] == 0.5
    assert row["retention_12_all"] == pytest.approx(5 / 7)


def test_an_expiry_at_24_months_is_after_the_observation_at_24_months(tables):
    made = Made(36)
    made.spell(PEER, month_start(24), CONTRACT_ENDED, fixed_term=1)
    row = tables(made).run
    assert row["retention_24_peer"] == 1.0
    assert row["retention_36_peer"] == 0.0


def test_casual_staff_the_leader_and_later_hires_are_not_the_founding_team(tables):
    made = Made(36)
    made.spell(PEER)
    made.spell(PEER, 300, casual=1)
    made.spell(PEER, 500, start=100, founding=0)
    made.spell(LEADER, 300)
    row = tables(made).run
    assert row["retention_12_all"] == row["retention_12_peer"] == 1.0
    assert row["months_in_post_all"] == 36.0


def test_beyond_the_horizon_nothing_is_known(tables):
    made = Made(18)
    made.spell(PEER)
    row = tables(made).run
    assert row["retention_12_peer"] == 1.0
    assert math.isnan(row["retention_24_peer"])
    assert math.isnan(row["retention_36_all"])
    assert math.isnan(row["retention_12_clinician"])  # there are none
    assert math.isnan(tables(Made(6)).run["resigned_or_promoted_12_all"])


def test_who_resigned_or_was_promoted_within_a_year_leaves_out_expiries(tables):
    made = Made(12)
    made.spell(PEER, 500, RESIGNED)
    made.spell(PEER, 500, PROMOTED)
    made.spell(PEER, 500, CONTRACT_ENDED)
    made.spell(PEER)
    row = tables(made).run
    assert row["resigned_or_promoted_12_peer"] == 0.5
    assert row["retention_12_peer"] == 0.25


def test_months_in_post_are_restricted_to_the_horizon(tables):
    made = Made(36)
    made.spell(PEER, month_start(12))
    made.spell(PEER)
    assert tables(made).run["months_in_post_peer"] == pytest.approx(24.0)


def test_separations_are_a_year_and_a_filled_post(tables):
    made = Made(24)
    made.spell(PEER, month_start(6), RESIGNED)
    made.spell(PEER, month_start(9), PROMOTED)
    made.spell(PEER, month_start(10), RESIGNED, start=800, founding=0)
    made.spell(PEER, 900, RESIGNED, casual=1)
    made.spell(CLINICIAN)
    for month in range(1, 25):
        made.month(month, staff_peer=4, staff_clinician=2)
    row = tables(made).run
    assert row["separations_peer"] == pytest.approx(3 / 4 / 2)
    assert row["separations_clinician"] == 0.0
    assert row["separations_all"] == pytest.approx(3 / 6 / 2)


# Months


def test_columns_are_those_that_are_documented(run, site_1, as_usual):
    tables = measure(run(site_1, months=2)[0], site_1, as_usual)
    assert tables.monthly.dtype.names == tuple(MONTHLY_COLUMNS)
    assert tables.spells.dtype.names == tuple(SPELL_COLUMNS)
    assert tuple(tables.run) == tuple(RUN_COLUMNS)
    for columns in (MONTHLY_COLUMNS, SPELL_COLUMNS, RUN_COLUMNS):
        assert all(type(meaning) is str and len(meaning) > 5 for meaning in columns.values())
    assert all(type(value) is float for value in tables.run.values())
    assert len(tables.monthly) == 3
    assert tables.monthly["month"].tolist() == [0, 1, 2]


def test_means_over_both_professions_are_weighted_by_people(tables):
    made = Made(2)
    made.month(1, staff_peer=6, staff_clinician=2)
    made.month(1, role_clarity_peer=0.4, role_clarity_clinician=0.8)
    made.month(1, exhausted_peer=0.5, exhausted_clinician=0.0)
    monthly = tables(made).monthly
    assert monthly["role_clarity"][1] == pytest.approx(0.5)
    assert monthly["exhausted"][1] == pytest.approx(0.375)
    assert monthly["role_clarity"][2] == 0.0  # nobody there


def test_cover_costs_what_the_unit_says(tables, site_1):
    made = Made(1)
    made.month(1, overtime_shifts=2, casual_shifts=3, agency_shifts=4)
    costs = site_1.costs
    expected = 2 * costs.overtime_shift + 3 * costs.casual_shift + 4 * costs.agency_shift
    assert tables(made).monthly["cost_cover"][1] == expected


def test_replacing_someone_costs_a_share_of_their_pay_in_the_month_they_left(tables, site_1):
    made = Made(3)
    made.spell(PEER, month_start(1) + 5, RESIGNED)
    made.spell(CLINICIAN, month_start(2) + 5, RESIGNED)
    made.spell(PEER, 10, RESIGNED, casual=1)
    cost = tables(made).monthly["cost_turnover"]
    each = site_1.costs.replacement_share_of_pay * 80_000 * 0.9
    assert cost.tolist() == [0.0, 0.0, each, each]


def test_leaving_costs_in_the_month_that_counts_it(tables, site_1, central, as_usual):
    """Also an expiry on a month's first shift: that row, and never beyond the horizon."""
    contract = {"kind": "fixed-term", "months": 3, "renewal": 0.0}
    unit = site_1.varied({"staff.0.contract": contract, "context.weeks_to_fill": 1.0})
    for months in (6, 8):
        monthly = simulate(unit, as_usual, central, months=months, seed=1).monthly
        left = sum(monthly[name] for name in LEFT)
        assert left.sum() > 10
        assert ((monthly["cost_turnover"] > 0) == (left > 0)).all()


def test_strategies_cost_what_they_say_month_by_month(site_1, central):
    policy = compose(["more-peers"])
    strategy = policy.strategies[0]
    monthly = simulate(site_1, policy, central, months=3, seed=1).monthly
    assert monthly["cost_strategy"].tolist() == [
        0.0,
        strategy.cost.once + strategy.cost.monthly,
        strategy.cost.monthly,
        strategy.cost.monthly,
    ]


def test_strategies_cost_by_worker_and_by_starter(scenarios, site_1, central):
    from ccu_sim.inputs import Policy, Strategy

    change = scenarios.strategy([{"lever": "induction_days", "add": 1.0, "from_month": 2}])
    cost = {"per_worker_monthly": 10.0, "workers": "peers", "per_starter": 1000.0}
    strategy = Strategy.model_validate({**change.model_dump(), "cost": cost})
    monthly = simulate(site_1, Policy.of([strategy]), central, months=18, seed=1).monthly
    expected = 10.0 * monthly["staff_peer"] + 1000.0 * monthly["hired"]
    assert monthly["hired"][2:].sum() > 0
    assert monthly["cost_strategy"][:2].tolist() == [0.0, 0.0]
    assert monthly["cost_strategy"][2:] == pytest.approx(expected[2:])


def test_a_new_unit_s_founding_team_are_starters_of_a_strategy_in_force_on_opening(
    scenarios, site_1, central
):
    """As `StrategyCost` says; nobody starts in an established unit's first month."""
    from ccu_sim.inputs import Policy, Strategy

    change = scenarios.strategy([{"lever": "induction_days", "add": 5.0}])
    strategy = Strategy.model_validate({**change.model_dump(), "cost": {"per_starter": 1000.0}})
    policy = Policy.of([strategy])
    costs = {}
    for stage in ("new", "established"):
        run = simulate(site_1.varied({"stage": stage}), policy, central, months=1, seed=1)
        costs[stage] = run.monthly["cost_strategy"][1] - 1000.0 * run.monthly["hired"][1]
    assert costs["established"] == 0.0
    assert costs["new"] >= 1000.0 * site_1.total_heads


# The row that sums a run up


def test_means_are_of_the_last_twelve_months(tables):
    made = Made(24)
    for month in range(25):
        made.month(month, cohesion=3.0 if month <= 12 else 4.0, strain_peer=month / 100)
    row = tables(made).run
    assert row["cohesion"] == 4.0
    assert row["cohesion_end"] == 4.0
    assert row["strain_peer"] == pytest.approx(np.mean(range(13, 25)) / 100)


def test_a_short_run_s_means_leave_opening_day_out(tables):
    made = Made(2)
    for month, cohesion in enumerate((9.0, 3.0, 4.0)):
        made.month(month, cohesion=cohesion)
    assert tables(made).run["cohesion"] == 3.5


def test_counts_are_a_year(tables):
    made = Made(24)
    for month in range(1, 25):
        made.month(month, disputes=3, crises=1, vacancies_peer=1, vacancies_clinician=0.5)
    row = tables(made).run
    assert row["disputes"] == 36.0
    assert row["crises"] == 12.0
    assert row["vacancies"] == 1.5


def test_costs_add_up(run, site_1):
    policy = compose(["more-peers"])
    row = measure(run(site_1, policy, months=12)[0], site_1, policy).run
    parts = row["cost_strategy"] + row["cost_turnover"] + row["cost_cover"]
    assert row["cost_total"] == pytest.approx(parts)
    assert row["cost_strategy"] > 0


def test_the_median_stay_is_of_completed_stays(tables):
    made = Made(36)
    for months in (6, 10, 30):
        made.stay(0, month_start(months))
    assert tables(made).run["stay_months"] == 10.0
    assert math.isnan(tables(Made(36)).run["stay_months"])


def test_a_run_s_row_agrees_with_its_months_and_spells(run, site_1, as_usual):
    world = run(site_1, months=36, seed=6)
    tables = measure(world[0], site_1, as_usual)
    for mark in (12, 24, 36):
        for name, heads in (("peer", 17), ("clinician", 8)):
            counted = tables.monthly[f"founding_{name}"][mark] / heads
            assert tables.run[f"retention_{mark}_{name}"] == pytest.approx(counted)
    assert tables.run["cohesion"] == pytest.approx(tables.monthly["cohesion"][25:].mean())
    resigned = tables.spells[(tables.spells["outcome"] == "resigned")]
    regular = resigned[resigned["employment"] != "casual"]
    counted = tables.monthly["resigned_peer"].sum() + tables.monthly["resigned_clinician"].sum()
    assert counted == len(regular)


def test_measuring_twice_gives_the_same_and_changes_nothing(run, site_1, as_usual):
    world = run(site_1, months=6)
    before = world.tobytes()
    one, other = (measure(world[0], site_1, as_usual) for _ in range(2))
    assert one.monthly.tobytes() == other.monthly.tobytes()
    assert one.spells.tobytes() == other.spells.tobytes()
    assert repr(one.run) == repr(other.run)
    assert world.tobytes() == before


def test_tables_are_built_from_parts(run, site_1, as_usual):
    world = run(site_1, months=6)[0]
    spells = spell_table(world)
    monthly = month_table(world, site_1, as_usual, spells)
    assert run_row(world, monthly, spells).keys() == RUN_COLUMNS.keys()
    assert set(COUNTED) < set(monthly.dtype.names)
