"""A unit: facts, contract terms, as-usual doses, and whether its roster can be filled."""

import pickle

import numpy as np
import pytest
from pydantic import ValidationError

from ccu_sim.errors import UserError
from ccu_sim.inputs import LEVER_INDEX, baseline_doses, compose, contract_terms, load_unit
from ccu_sim.inputs.fitting import require_fits

SITE = load_unit("site-1")


def test_counting_people():
    assert SITE.heads("peer_worker") == 17
    assert SITE.heads("clinician") == 8
    assert SITE.heads("team_leader") == 1
    assert SITE.total_heads == 26
    assert len(SITE.groups("clinician")) == 4


@pytest.mark.parametrize("total", [0.3, 0.1 + 0.1 + 0.1, 3, 3.0000000000000004])
def test_adding_tenths_up_is_not_held_against_a_group(total):
    nurses = SITE.staff[1].model_dump() | {"heads": 3, "fte": total}
    assert SITE.staff[1].model_validate(nurses).fte == total


@pytest.mark.parametrize("total", [0.2999, 3.0001])
def test_what_is_really_too_little_or_too_much_is(total):
    nurses = SITE.staff[1].model_dump() | {"heads": 3, "fte": total}
    with pytest.raises(ValidationError, match="heads is 3"):
        SITE.staff[1].model_validate(nurses)


def test_supply_is_five_shifts_a_week_less_leave():
    assert SITE.time_away == pytest.approx(0.14, abs=0.002)
    assert SITE.weekly_supply("peer_worker") == pytest.approx(16 * 5 * (1 - SITE.time_away))


def test_what_a_contract_leaves_unsaid_the_condition_fills_in():
    peers = SITE.staff[0]
    assert peers.contract.renewal is None
    terms = contract_terms(SITE, peers)
    assert (terms.renewal, terms.decided_months_before) == pytest.approx((0.6, 3))
    assert terms.renewed_as == "permanent"
    lowest = SITE.varied({"contract_security": 0})
    terms = contract_terms(lowest, peers)
    assert (terms.renewal, terms.decided_months_before) == pytest.approx((0.2, 0))


def test_what_a_contract_says_holds_whatever_the_condition():
    stated = SITE.varied({"staff.0.contract.renewal": 0.9, "contract_security": 1})
    terms = contract_terms(stated, stated.staff[0])
    assert (terms.renewal, terms.decided_months_before) == pytest.approx((0.9, 6))
    assert baseline_doses(stated)[LEVER_INDEX["permanent_share"]] == 0
    assert "contract_security" in " ".join(stated.cautions())


def test_permanent_contracts_have_no_terms_to_fill_in():
    nurses = SITE.staff[1]
    assert contract_terms(SITE, nurses) is nurses.contract


def test_doses_as_usual_come_from_conditions_practices_or_nothing():
    doses = dict(zip(LEVER_INDEX, baseline_doses(SITE), strict=True))
    assert doses["supervision_hours"] == pytest.approx(2)
    assert doses["supervisor_understanding"] == pytest.approx(0.4)
    assert doses["induction_days"] == pytest.approx(5)
    assert doses["selection_hours"] == 4
    assert doses["boundary_strictness"] == 0.5
    assert doses["champion_days"] == 0
    assert not np.isnan(baseline_doses(SITE)).any()


def test_a_practice_overrides_what_the_condition_sets():
    more = SITE.varied({"supervision_hours": 3.5, "supervision": 0.25})
    doses = baseline_doses(more)
    assert doses[LEVER_INDEX["supervision_hours"]] == 3.5
    assert doses[LEVER_INDEX["supervisor_understanding"]] == pytest.approx(0.2)


def test_full_contract_security_makes_everyone_permanent():
    index = LEVER_INDEX["permanent_share"]
    secure = [SITE.varied({"contract_security": level}) for level in (0.5, 0.75, 0.9, 1)]
    assert [baseline_doses(unit)[index] for unit in secure] == pytest.approx([0, 0, 0.6, 1])


def test_a_unit_does_not_change_once_made():
    with pytest.raises(ValidationError):
        SITE.beds = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        SITE.practices["champion_days"] = 3
    varied = SITE.varied({"champion_days": 3, "context.stigma": 0.9, "beds": 19})
    assert (varied.practices["champion_days"], varied.context.stigma, varied.beds) == (3, 0.9, 19)
    assert "champion_days" not in SITE.practices
    assert SITE.beds == 20


def test_a_unit_travels_to_worker_processes():
    again = pickle.loads(pickle.dumps(SITE))
    assert again == SITE
    assert hash(again) == hash(SITE)


def test_a_roster_beyond_the_hours_is_an_error_or_with_agency_a_caution():
    demanding = {
        f"roster.{day}.{shift}.peer_worker": {"planned": 5, "minimum": 4}
        for day in ("weekday", "weekend")
        for shift in ("day", "evening", "night")
    }
    with_agency = SITE.varied(demanding)
    assert any("overtime, casual or agency" in caution for caution in with_agency.cautions())
    with pytest.raises(UserError, match="needs at least 84 peer worker shifts a week"):
        SITE.varied({**demanding, "agency": False})


def test_hours_must_fit_those_who_may_work_the_shift():
    # Clinicians together have hours to spare, but only nurses may work evenings and weekends.
    evenings = {
        "agency": False,
        "roster.weekday.evening.clinician": {"planned": 3, "minimum": 3},
        "roster.weekend.evening.clinician": {"planned": 3, "minimum": 3},
    }
    with pytest.raises(UserError, match=r"needs at least 23 clinician shifts .*weekend evening"):
        SITE.varied(evenings)


def test_peers_are_not_required_but_noted():
    groups = [group.model_dump(mode="json") for group in SITE.staff if group.role != "peer_worker"]
    nobody = {
        f"roster.{day}.{shift}.peer_worker": {"planned": 0, "minimum": 0}
        for day in ("weekday", "weekend")
        for shift in ("day", "evening", "night")
    }
    clinical = SITE.varied({"staff": groups, **nobody})
    assert clinical.heads("peer_worker") == 0
    assert any("no peer workers" in caution for caution in clinical.cautions())
    require_fits(clinical, compose(["leadership"]))
    with pytest.raises(UserError, match="more-peers adds peer posts at site-1, which has no peer"):
        require_fits(clinical, compose(["more-peers"]))


def test_a_unit_and_its_extra_posts_have_a_limit():
    large = SITE.varied({"casual_pool.peer_worker": 90})
    with pytest.raises(UserError, match="121 posts and casual staff"):
        require_fits(large, compose(["more-peers"]))
