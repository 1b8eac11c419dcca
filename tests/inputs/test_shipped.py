"""The scenario files that ship: complete, true to the paper, and in step with the schemas."""

import json

import pytest

from ccu_sim.inputs import (
    LEVER_NAMES,
    Strategy,
    Study,
    Unit,
    compose,
    json_schema,
    load_strategy,
    load_study,
    load_unit,
    scenario_files,
)
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.strategy import THEMES, Table1Row
from ccu_sim.inputs.yaml_documents import read_document

UNITS = tuple(scenario_files("unit"))
STRATEGIES = tuple(scenario_files("strategy"))
STUDIES = tuple(scenario_files("study"))


def test_the_sites_are_those_of_table_2():
    one, two = load_unit("site-1"), load_unit("site-2")
    assert one.fte == pytest.approx(24.5)
    assert two.fte == pytest.approx(18.4)
    for unit, peers, clinicians, beds in ((one, 16, 7.5, 20), (two, 10.4, 7, 16)):
        assert sum(group.fte for group in unit.groups("peer_worker")) == pytest.approx(peers)
        assert sum(group.fte for group in unit.groups("clinician")) == pytest.approx(clinicians)
        assert unit.beds == beds
        assert unit.stage == "new"
        assert unit.opens.weekday() == 0
        assert {group.contract.kind for group in unit.groups("clinician")} == {"permanent"}
        (peer_group,) = unit.groups("peer_worker")
        assert peer_group.contract.months == 24
    assert (one.opens.year, one.opens.month) == (2014, 12)
    assert (two.opens.year, two.opens.month) == (2015, 1)
    assert one.total_heads + two.total_heads == 46


@pytest.mark.parametrize("name", UNITS)
def test_a_shipped_roster_uses_the_hours_supplied(name):
    unit = load_unit(name)
    for role in ("peer_worker", "clinician"):
        used = unit.roster.weekly_shifts(role) / unit.weekly_supply(role)
        assert 0.9 < used <= 1.0
    assert all(
        unit.roster[day]["night"]["clinician"].planned == 0 for day in ("weekday", "weekend")
    )


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_strategy_fits_every_unit(name):
    for unit in UNITS:
        require_fits(load_unit(unit), compose([name]))


def test_every_lever_theme_and_row_of_table_1_has_a_strategy():
    strategies = [load_strategy(name) for name in STRATEGIES]
    levers = {change.lever for strategy in strategies for change in strategy.changes}
    # How strict a policy is has no right direction: a unit states it and a sweep varies it.
    assert set(LEVER_NAMES) - levers == {"boundary_strictness"}
    assert {strategy.theme for strategy in strategies} - {None} == set(THEMES)
    subthemes = {subtheme for names in THEMES.values() for subtheme in names}
    assert {strategy.subtheme for strategy in strategies} - {None} == subthemes
    rows = {row for strategy in strategies for row in strategy.table_1}
    assert rows == set(Table1Row.__args__)


def test_supervision_with_and_without_understanding_differ_in_that_alone():
    with_it = load_strategy("professional-supervision")
    without = load_strategy("supervision-without-understanding")
    assert with_it.changes[0] == without.changes[0]
    assert with_it.changes[1].lever == without.changes[1].lever == "supervisor_understanding"
    assert (with_it.changes[1].dose, without.changes[1].dose) == (1, 0)


def test_the_default_study_has_every_strategy_at_both_sites():
    study = load_study("default", parameters=())
    assert study.units == ("site-1", "site-2")
    assert set(STRATEGIES) <= set(study.strategies)
    assert study.strategies[0] == "as-usual"
    assert sum(len(arm.strategies) > 1 for arm in study.arms) >= 2
    subthemes = {subtheme for names in THEMES.values() for subtheme in names}
    seven = next(policy for policy in study.policies if policy.name == "seven-actions")
    assert len(seven.strategies) == 7
    assert {strategy.subtheme for strategy in seven.strategies} == subthemes | {None}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("unit", n) for n in UNITS]
    + [("strategy", n) for n in STRATEGIES]
    + [("study", n) for n in STUDIES],
)
def test_a_shipped_file_fits_its_json_schema(kind, name):
    jsonschema = pytest.importorskip("jsonschema")
    data = read_document(scenario_files(kind)[name]).data
    as_json = json.loads(json.dumps(data, default=str))  # YAML has dates, JSON has text
    validator = jsonschema.Draft202012Validator(json_schema(kind))
    assert not list(validator.iter_errors(as_json))


@pytest.mark.parametrize("kind", ["unit", "strategy", "study"])
def test_every_key_is_explained_in_the_json_schema(kind):
    schema = json_schema(kind)
    parts = [schema, *schema["$defs"].values()]
    for part in parts:
        for name, key in part.get("properties", {}).items():
            assert key.get("description"), f"{part['title']}.{name}"


@pytest.mark.parametrize("name", STUDIES)
def test_a_shipped_study_survives_its_json(name):
    study = load_study(name)
    written = json.dumps(study.resolved())
    again = Study.from_resolved(json.loads(written))
    assert again == study
    assert json.dumps(again.resolved()) == written
    assert [policy.name for policy in again.policies] == list(study.strategies)


def test_units_and_strategies_survive_their_json():
    for name in UNITS:
        unit = load_unit(name)
        assert Unit.from_resolved(json.loads(json.dumps(unit.resolved()))) == unit
    for name in STRATEGIES:
        strategy = load_strategy(name)
        assert Strategy.from_resolved(json.loads(json.dumps(strategy.resolved()))) == strategy
