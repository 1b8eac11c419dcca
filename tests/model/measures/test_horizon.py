"""One rule for the horizon: what takes effect as the study ends comes after the study."""

import pytest

from ccu_sim.model import measure
from ccu_sim.model.diary import event_table
from ccu_sim.model.measures.people import CONTRACTS_ENDED
from ccu_sim.model.records import CONTRACT_ENDED

PROFESSIONS = ("peer", "clinician")
LEFT = ("resigned_peer", "resigned_clinician", "promoted", "contract_ended")


@pytest.fixture(scope="module")
def few_renewed(site_1):
    """The first site, with a third of its 24-month contracts renewed."""
    contract = {"kind": "fixed-term", "months": 24, "renewal": 0.3, "renewed_as": "permanent"}
    return site_1.varied({"staff.0.contract": contract})


@pytest.fixture(scope="module")
def two_years(run, few_renewed):
    """The world of 24-month contracts in a 24-month study."""
    return run(few_renewed, months=24, seed=1)


@pytest.fixture(scope="module")
def counted(two_years):
    """Who left, counted in each of the places that count them."""
    tables = measure(two_years[0])
    months, spells, row = tables.monthly, tables.spells, tables.run
    regular = spells[spells["employment"] != "casual"]
    team = regular[regular["role"] != "team_leader"]
    founding = team[team["founding"]]
    filled = (months["staff_peer"] + months["staff_clinician"])[1:].mean()
    started = founding["outcome"] != "in-post"
    return {
        "spells": (regular["outcome"] != "in-post").sum(),
        "months": sum(months[name].sum() for name in LEFT),
        "team in spells": (team["outcome"] != "in-post").sum(),
        "turnover": row["turnover_all"] * filled * 2,
        "founders gone": started.sum(),
        "retention": (1 - row["retention_24_all"]) * len(founding),
        "last month": len(founding) - sum(months[f"founding_{who}"][-1] for who in PROFESSIONS),
    }


def test_terms_do_end_as_the_study_does(two_years):
    spells = two_years[0]["spells"]
    assert (spells["outcome"] == CONTRACT_ENDED).sum() > 2
    assert two_years[0]["counts"][CONTRACTS_ENDED] > 2  # for the month that never comes


def test_spells_months_turnover_and_retention_count_the_same_people(counted):
    assert counted["spells"] == counted["months"] > 0
    assert counted["turnover"] == pytest.approx(counted["team in spells"])
    assert counted["retention"] == pytest.approx(counted["founders gone"])
    assert counted["last month"] == counted["founders gone"]


def test_what_replacing_costs_is_of_those_who_left(two_years, few_renewed):
    world, tables = two_years[0], measure(two_years[0])
    left = tables.spells[tables.spells["outcome"] != "in-post"]
    pay = world["staff"]["pay"][left["post"]] * left["fte"]
    expected = few_renewed.costs.replacement_share_of_pay * pay.sum()
    assert tables.monthly["cost_turnover"].sum() == pytest.approx(expected)
    assert tables.run["cost_turnover"] == pytest.approx(expected / 2)


def test_two_years_of_three_are_the_two_years(run, few_renewed):
    """Whatever a longer study sees later, its first two years are those of the shorter."""
    short, long = (measure(run(few_renewed, months=months, seed=1)[0]) for months in (24, 36))
    assert short.monthly.tobytes() == long.monthly[:25].tobytes()
    assert short.run["retention_24_all"] == long.run["retention_24_all"]
    at_24 = long.spells[(long.spells["end_month"] == 24.0)]
    assert (at_24["outcome"] == "contract-ended").all()
    assert len(at_24) > 2


def test_events_after_the_last_shift_are_not_told(two_years, few_renewed):
    assert event_table(two_years[0], few_renewed)["month"].max() == 24
