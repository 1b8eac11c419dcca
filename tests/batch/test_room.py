"""Everyone who may come and go has room in a run, or the study is refused beforehand."""

from types import SimpleNamespace

import numpy as np
import pytest

from ccu_sim.batch import require_startable, room, run_batch
from ccu_sim.batch.room import DEPARTURES_A_MONTH, most_posts, most_spells, require_room
from ccu_sim.errors import UserError
from ccu_sim.evidence import ensemble
from ccu_sim.inputs import LEVER_INDEX, Unit, compose, load_strategy, load_study, load_unit
from ccu_sim.inputs.staff import CAPACITY_POSTS
from ccu_sim.inputs.unit import CAPACITY_BEDS
from ccu_sim.model import simulate
from ccu_sim.model.records import MONTHS, SPELLS


def unit_of(peers, months):
    """Give site-1 with so many peer workers, on contracts of so many months, never renewed."""
    data = load_unit("site-1").resolved()
    group = next(group for group in data["staff"] if group["role"] == "peer_worker")
    data["staff"] = [one for one in data["staff"] if one["role"] != "peer_worker"]
    contract = {"kind": "fixed-term", "months": months, "renewal": 0.0}
    data["staff"].append(group | {"heads": peers, "fte": float(peers), "contract": contract})
    data["context"]["weeks_to_fill"] = 0
    return Unit.model_validate(data)


def test_the_largest_unit_on_permanent_contracts_has_room_for_ten_years():
    assert CAPACITY_POSTS * (1 + MONTHS * DEPARTURES_A_MONTH) <= SPELLS
    assert CAPACITY_BEDS * (1 + MONTHS * DEPARTURES_A_MONTH) <= SPELLS


@pytest.mark.parametrize(("peers", "term"), [(17, 24), (76, 3), (40, 1)])
def test_no_run_needs_more_than_the_bound(peers, term):
    unit, as_usual = unit_of(peers, term), compose([])
    bound = most_spells(unit, as_usual, 36)
    assert bound <= SPELLS
    for index, parameters in enumerate(ensemble(3)):
        run = simulate(unit, as_usual, parameters, months=36, seed=3, set_index=index)
        assert len(run.spells) <= bound


def staffed(heads, casual, term=0, practices=None, role="peer_worker"):
    """Give a unit of one role on terms of so many months, or for good, and a casual pool."""
    contract = SimpleNamespace(months=term)
    return SimpleNamespace(
        staff=[SimpleNamespace(role=role, heads=heads, contract=contract)],
        casual_pool=SimpleNamespace(peer_worker=casual, clinician=1),
        total_heads=heads,
        practices=practices or {},
    )


def adding(posts):
    """Give a policy that adds so many posts half-way."""

    def doses(months):
        dose = np.zeros((months + 1, len(LEVER_INDEX)))
        dose[months // 2 :, LEVER_INDEX["extra_peer_posts"]] = posts
        return dose, None

    return SimpleNamespace(doses=doses)


@pytest.mark.parametrize(
    ("unit", "added", "most"),
    [
        (staffed(4, 2), 0, 4 * 7 + 3 * 7),  # six more in a year, in posts and pool alike
        (staffed(4, 2, term=3), 0, 4 * 11 + 3 * 7),  # and four ends of contracts
        (staffed(4, 2, term=3), 2, 4 * 11 + 3 * 7 + 2 * 11),  # added posts have the same terms
        (staffed(4, 2, role="clinician"), 2, 4 * 7 + 3 * 7 + 2 * 7),  # for good where none is
        (staffed(4, 2, practices={"extra_peer_posts": 1}), 2, 4 * 7 + 3 * 7 + 3 * 7),
    ],
)
def test_the_bound_is_its_sum(unit, added, most):
    assert DEPARTURES_A_MONTH == 0.5
    assert most_posts(unit) == 7
    assert most_spells(unit, adding(added), 12) == most


def test_additional_posts_count():
    unit, more = load_unit("site-1"), compose([load_strategy("more-peers")])
    assert most_spells(unit, more, 36) > most_spells(unit, compose([]), 36)


def test_as_many_may_come_and_go_as_there_is_room_for(small_study, monkeypatch):
    study = small_study()
    (unit,) = study.unit_objects
    most = max(most_spells(unit, policy, study.months) for policy in study.policies)
    monkeypatch.setattr(room, "SPELLS", most)
    require_room(study)
    monkeypatch.setattr(room, "SPELLS", most - 1)
    with pytest.raises(UserError, match=f"up to {most} people may come and go in 2 months"):
        require_room(study)


@pytest.mark.parametrize("begin", [run_batch, require_startable])
def test_a_study_that_might_need_more_is_refused_before_anything_runs(tmp_path, begin):
    study = load_study("supervision-or-security", {"units": ["site-1"], "months": 120})
    crowded = study.model_copy(update={"unit_objects": (unit_of(76, 1),)})
    with pytest.raises(UserError, match=r"people may come and go in 120 months, and a run has roo"):
        begin(crowded, tmp_path / "study")
    assert not (tmp_path / "study").exists()
