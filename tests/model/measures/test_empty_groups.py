"""Where there is nobody, a mean or share is empty; it is never zero."""

import math

import numpy as np
import pytest

from ccu_sim.model import measure
from ccu_sim.model.measures.empty import share_of
from ccu_sim.model.measures.observer import observe
from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.tables import MONTHLY_COLUMNS
from ccu_sim.model.world import new_world

OF_BOTH = {"trust_between", "trust_gap", "modularity", "outlook_alignment"}


@pytest.fixture
def look(central):
    """Look at a team of some people by role, each with states of their own."""

    def at(*roles, residents=0):
        worlds = new_world()
        world = worlds[0]
        for name, value in central.items():
            worlds["par"][name] = value
        world.unit.posts, world.unit.beds = len(roles), residents
        for post, role in enumerate(roles):
            me = world.staff[post]
            me.role, me.open, me.here = role, 1, 1
            me.morale = me.role_clarity = me.valuing = me.voice = 0.3 + 0.1 * post
            world.trust[post, : len(roles)] = 0.5 + 0.1 * post
        for bed in range(residents):
            world.residents[bed].here = 1
            world.residents[bed].recovery = 0.4
        row = np.zeros(len(MONTHLY_COLUMNS))
        observe(world, row, 1)
        return dict(zip(MONTHLY_COLUMNS, row.tolist(), strict=True))

    return at


def empty(row):
    return {name for name, value in row.items() if math.isnan(value)}


def test_nothing_divided_by_nothing_is_empty():
    assert math.isnan(share_of(0.0, 0.0))
    assert share_of(0.0, 2.0) == 0.0


def test_without_clinicians_all_that_is_said_of_them_is_empty(look):
    row = look(PEER, PEER, LEADER, residents=1)
    of_clinicians = {name for name in row if name.endswith("_clinician")}
    heads = {"staff_clinician", "vacancies_clinician", "founding_clinician"}
    counts = {name for name in of_clinicians if name.startswith(("resigned", "expected"))}
    nobody_due = {"absence_peer"}
    assert empty(row) == (of_clinicians - heads - counts) | OF_BOTH | nobody_due
    assert row["staff_clinician"] == 0.0
    assert row["morale_peer"] == pytest.approx(0.35)
    assert row["role_clarity"] == row["role_clarity_peer"]


def test_cohesion_needs_two_people(look):
    assert {"cohesion", "trust", "trust_within"} <= empty(look(PEER))
    assert math.isfinite(look(PEER, CLINICIAN)["cohesion"])
    assert math.isnan(look(PEER, CLINICIAN)["trust_within"])
    assert math.isnan(look(PEER, CLINICIAN)["trust_gap"])


def test_without_residents_what_is_said_of_them_is_empty(look):
    row = look(PEER, CLINICIAN)
    assert row["residents"] == 0.0
    assert {"recovery", "dependency", "alliance"} <= empty(row)
    assert look(PEER, residents=2)["recovery"] == pytest.approx(0.4)


def test_with_everybody_there_only_absence_waits_for_its_first_day(look):
    row = look(PEER, PEER, CLINICIAN, CLINICIAN, LEADER, residents=1)
    assert empty(row) == {"absence_peer", "absence_clinician"}


def test_a_run_s_mean_is_over_the_months_with_somebody(made):
    one = made(24)
    for month in range(1, 25):
        one.month(month, morale_clinician=0.6 if month % 2 else math.nan, cohesion=math.nan)
    row = one.tables().run
    assert row["morale_clinician"] == pytest.approx(0.6)
    assert math.isnan(row["cohesion"])
    assert math.isnan(row["cohesion_end"])


def test_a_unit_whose_only_clinician_leaves_says_nothing_of_clinicians_meanwhile(
    run, one_clinician
):
    leaves_soon = {"leave_base": 1.0}
    months = measure(run(one_clinician, months=24, seed=4, parameters=leaves_soon)[0]).monthly
    alone = months["staff_clinician"] == 0
    assert 0 < alone.sum() < 24
    for name in ("exhaustion_clinician", "valuing_clinician", "trust_gap", "trust_between"):
        assert (np.isnan(months[name]) == alone).all(), name
    assert np.isfinite(months["exhaustion_peer"]).all()
    assert np.isfinite(months["cohesion"]).all()
