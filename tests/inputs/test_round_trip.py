"""Whatever is valid survives JSON and YAML unchanged, and never changes by being read."""

import json
from datetime import date

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ccu_sim.inputs import LEVERS, Strategy, Unit, baseline_doses, load_unit
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.sweep import Sweep
from ccu_sim.inputs.text import why_not_line, why_not_text
from ccu_sim.inputs.yaml_documents import parse_document

SITE = load_unit("site-1").resolved()
PEERS, *OTHERS = SITE["staff"]
SHARE = st.floats(0, 1)
WORDS = st.text(min_size=1, max_size=40).filter(lambda text: why_not_text(text) is None)
TITLES = WORDS.filter(lambda text: why_not_line(text) is None)
FIXED_TERM = st.fixed_dictionaries(
    {"kind": st.just("fixed-term"), "months": st.integers(1, 60)},
    optional={
        "renewal": SHARE,
        "decided_months_before": st.floats(0, 12),
        "renewed_as": st.sampled_from(["permanent", "fixed-term"]),
    },
)
CONTRACT = st.just({"kind": "permanent"}) | FIXED_TERM


@st.composite
def units(draw: st.DrawFn) -> dict:
    """Draw a unit file: site-1 with other people, conditions, practices and surroundings."""
    heads = draw(st.integers(16, 60))
    peers = {
        **PEERS,
        "heads": heads,
        "fte": draw(st.floats(14, heads)),
        "contract": draw(CONTRACT),
        "share_near_home": draw(SHARE),
        "pay": draw(st.integers(50_000, 150_000)),
    }
    practices = {
        lever.name: draw(st.floats(lever.low, lever.high))
        for lever in draw(st.sets(st.sampled_from(LEVERS), max_size=8))
        if lever.name != "boundary_strictness" and not lever.whole
    }
    return {
        **SITE,
        "title": draw(TITLES),
        "source": draw(WORDS),
        "opens": draw(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1))).isoformat(),
        "beds": draw(st.integers(1, 80)),
        "staff": [peers, *OTHERS],
        "conditions": {name: draw(SHARE) for name in SITE["conditions"]},
        "boundary_strictness": draw(SHARE),
        "practices": practices,
    }


@st.composite
def strategies(draw: st.DrawFn) -> dict:
    """Draw a strategy file that moves each of some levers once."""
    changes = []
    for lever in draw(st.sets(st.sampled_from(LEVERS), max_size=6)):
        dose = (
            st.integers(int(lever.low), int(lever.high))
            if lever.whole
            else st.floats(lever.low, lever.high)
        )
        start = draw(st.integers(1, 120))
        change = {"lever": lever.name, lever.verb: draw(dose), "from_month": start}
        if draw(st.booleans()):
            change["until_month"] = draw(st.integers(start, 120))
        if lever.combine != "set":
            change["ramp_months"] = draw(st.integers(0, 60))
        if lever.reaches_people:
            change["coverage"] = draw(SHARE)
        changes.append(change)
    parts = ("actor", "action", "target", "timing", "dose", "outcome", "justification")
    return {
        "name": "drawn",
        "title": draw(TITLES),
        "specification": {part: draw(WORDS) for part in parts},
        "changes": changes,
        "cost": {
            "once": draw(st.floats(0, 1e6)),
            "per_starter": draw(st.floats(0, 1e5)),
            "hours": {"per_worker_monthly": {"own": draw(st.floats(0, 100))}},
            "share_of_pay": draw(SHARE),
        },
    }


@settings(max_examples=60, deadline=None)
@given(units())
def test_a_unit_survives_json_and_yaml(data):
    unit = Unit.model_validate(data)
    resolved = unit.resolved()
    assert Unit.from_resolved(json.loads(json.dumps(resolved))) == unit
    written = yaml.safe_dump(resolved, allow_unicode=False)
    assert validated(Unit, parse_document(written, "drawn.yaml")) == unit
    assert unit.resolved() == resolved
    doses = baseline_doses(unit)
    for dose, lever in zip(doses, LEVERS, strict=True):
        assert lever.low <= dose <= lever.high


@settings(max_examples=60, deadline=None)
@given(strategies())
def test_a_strategy_survives_json_and_yaml(data):
    strategy = Strategy.model_validate(data)
    resolved = strategy.resolved()
    assert Strategy.from_resolved(json.loads(json.dumps(resolved))) == strategy
    written = yaml.safe_dump(resolved, allow_unicode=False)
    assert validated(Strategy, parse_document(written, "drawn.yaml")) == strategy


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5, unique=True), st.integers(0, 2**31))
def test_a_sweep_survives_json(values, seed):
    sweep = Sweep.model_validate([{"vary": "something", "values": values}])
    again = Sweep.model_validate(json.loads(json.dumps(sweep.model_dump(mode="json"))))
    assert again == sweep
    assert again.settings(seed) == [{"something": value} for value in values]
