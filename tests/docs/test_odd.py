"""The ODD description is whole: every element, state, parameter, lever, rule and act is in it."""

import re
from types import ModuleType

import pytest

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVER_NAMES
from ccu_sim.model.schedule import SCHEDULE

ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables, and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialization",
    "Input data",
    "Submodels",
)
CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)
DESCRIBED = ("STAFF", "RESIDENT", "CLIMATE", "UNIT", "WORLD")
MECHANISMS = 16


def _regions(odd: str, generate: ModuleType, name: str) -> set[str]:
    """What the regions of one kind are made for."""
    found = generate.REGION.finditer(odd)
    return {word for one in found if one["name"] == name for word in one["rest"].split()}


def test_elements_stand_in_the_order_of_the_protocol(odd: str) -> None:
    titles = re.findall(r"^## \d (.+)$|^## \d\. (.+)$", odd, re.MULTILINE)
    assert tuple(a or b for a, b in titles) == ELEMENTS


def test_all_design_concepts_are_there(odd: str) -> None:
    assert tuple(re.findall(r"^### 4\.\d+ (.+)$", odd, re.MULTILINE)) == CONCEPTS


def test_every_mechanism_has_a_submodel_with_its_trigger(odd: str) -> None:
    sections = re.split(r"^### 7\.\d+ ", odd, flags=re.MULTILINE)[1:]
    assert len(sections) >= MECHANISMS
    assert [s.split("\n")[0] for s in sections[:MECHANISMS] if "*Trigger:" not in s] == []


@pytest.mark.parametrize("record", DESCRIBED)
def test_every_field_has_a_meaning_and_a_row(record: str, odd: str, generate: ModuleType) -> None:
    from regions.code import RECORDS
    from regions.meanings import MEANINGS

    assert set(MEANINGS[record]) == set(RECORDS[record].names)
    missing = [name for name in MEANINGS[record] if f"\n| `{name}` |" not in odd]
    assert missing == []


def test_every_parameter_has_a_row(odd: str, generate: ModuleType) -> None:
    assert _regions(odd, generate, "parameters") == {one.group for one in REGISTRY.values()}
    assert [name for name in REGISTRY.names if f"\n| `{name}` |" not in odd] == []


def test_every_lever_has_a_row_and_is_read_by_the_model(odd: str) -> None:
    for name in LEVER_NAMES:
        [row] = re.findall(rf"^\| `{name}` \| .+ \| (?:add|highest|set) \| .*$", odd, re.MULTILINE)
        assert re.search(r"`\w+` \|$", row), f"nothing in the model reads {name}"


def test_every_rule_is_written_out(odd: str, generate: ModuleType) -> None:
    from regions.code import of_modules
    from regions.tables import rule_files

    shown = _regions(odd, generate, "exactly")
    assert set(rule_files()) - shown == {"rules.change"}, "the notation explains rules.change"
    for rule in of_modules(*rule_files()):
        if rule.module in shown:
            assert f"\n{rule.name.lstrip('_')}\n" in odd


def test_every_act_is_told_and_written_out(odd: str, prose: str, generate: ModuleType) -> None:
    acts = {getattr(phase.act, "py_func", phase.act).__name__ for phase in SCHEDULE}
    assert {act for act in acts if f"`{act}`" not in prose} == set()
    assert acts - _regions(odd, generate, "acts") == set()


def test_every_parameter_is_read_by_the_model(generate: ModuleType) -> None:
    from regions.code import functions

    read = {name for function in functions().values() for name in function.parameters}
    assert set(REGISTRY.names) - read == set()
