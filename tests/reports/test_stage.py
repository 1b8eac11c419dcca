"""Those of day 0 are called by what their unit is; no text says 'founding staff'."""

import pytest

import ccu_sim as ccu
from ccu_sim.analysis.outcomes import OUTCOMES
from ccu_sim.reports.stage import stage_of, steps_words


@pytest.fixture(scope="module")
def new():
    return ccu.load_unit("site-1")


@pytest.fixture(scope="module")
def established(new):
    return new.model_copy(update={"stage": "established"})


def test_outcomes_name_staff_by_the_unit_s_stage(new, established):
    still = OUTCOMES["retention_36_peer"]
    assert stage_of(new).outcome(still).label == (
        "Peer workers of the opening day still in post after 36 months"
    )
    here = stage_of(established).outcome(still)
    assert here.label == "Peer workers here today still in post after 36 months"
    assert here.plain.startswith("Of the peer workers here today, the share in post at 36 months")
    assert (
        stage_of(new, established)
        .outcome(still)
        .label.startswith("Peer workers of the first day still in post")
    )


def test_every_outcome_is_said_without_founding_or_day_0(new, established):
    told = [
        stage.outcome(one)
        for stage in map(stage_of, (new, established))
        for one in OUTCOMES.values()
    ]
    texts = [f"{one.label} {one.plain}" for one in told]
    assert sum("here today" in text for text in texts) >= 9
    assert not [text for text in texts if "ounding" in text or "day 0" in text]


def test_an_outcome_keeps_all_but_its_words(established):
    still = OUTCOMES["retention_12_all"]
    here = stage_of(established).outcome(still)
    assert (here.name, here.text(0.5), here.better) == (still.name, still.text(0.5), still.better)


def test_steps_are_spoken_of_only_where_a_term_ends_within_the_runs(new):
    permanent = ccu.load_unit("established-unit")
    said = " The steps are where fixed-term contracts end."
    assert [steps_words(months, new) for months in (12, 24, 25)] == ["", "", said]
    assert steps_words(120, permanent) == ""
    assert steps_words(36, permanent, new) == said
