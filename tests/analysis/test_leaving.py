"""One meaning for one word: whoever left resigned, was promoted or held a contract that ended."""

import re

import pandas as pd
import pytest

from ccu_sim.analysis import OUTCOMES, survival
from ccu_sim.analysis.survival import CAUSES
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import RUN_COLUMNS, simulate

MONTHS = 18


@pytest.fixture(scope="module")
def made():
    """A unit in which people leave in all three ways: a third of the fixed terms are renewed."""
    terms = {"kind": "fixed-term", "months": 7, "renewal": 0.3, "renewed_as": "fixed-term"}
    unit = load_unit("site-1").varied({"staff.0.contract": terms})
    values = {**REGISTRY.central(), "promotion_rate": REGISTRY["promotion_rate"].high}
    return simulate(unit, compose([]), values, months=MONTHS, seed=5)


@pytest.fixture(scope="module")
def spells(made):
    table = pd.DataFrame(made.spells)
    keys = {"unit": "here", "strategy": "as-usual", "setting": 0, "set": 0, "replicate": 0}
    return table.assign(**keys)


def test_the_runs_table_and_the_curves_count_the_same_people(made, spells):
    curves = survival(spells)
    year = curves[(curves["role"] == "peer_worker") & (curves["month"] == 12.0)].iloc[0]
    chose = year["resigned"] + year["promoted"]
    assert made.run["resigned_or_promoted_12_peer"] == pytest.approx(chose)
    gone = chose + year["contract-ended"]
    assert 1 - made.run["retention_12_peer"] == pytest.approx(gone)
    assert min(year["resigned"], year["contract-ended"]) > 0


def test_departures_a_year_count_all_three_ways_of_leaving(made, spells):
    team = spells[(spells["employment"] != "casual") & (spells["role"] != "team_leader")]
    left = team["outcome"].isin(CAUSES).sum()
    assert set(team["outcome"]) == {*CAUSES, "in-post"}
    months = pd.DataFrame(made.monthly).iloc[1:]
    years = (months["staff_peer"] + months["staff_clinician"]).sum() / 12
    assert made.run["turnover_all"] == pytest.approx(left / years)


@pytest.mark.parametrize("group", ["peer", "clinician", "all"])
def test_those_who_chose_to_go_are_not_called_all_who_left(group):
    outcome = OUTCOMES[f"resigned_or_promoted_12_{group}"]
    told = f"{outcome.label} {outcome.plain} {RUN_COLUMNS[outcome.name]}"
    assert "resigned" in told
    assert not re.search(r"\b(left|leav\w*|departures?)\b", told)
