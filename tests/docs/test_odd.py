"""The ODD description is whole: every element, state, parameter, lever and submodel is in it."""

import re
from types import ModuleType

import pytest

from ccu_sim.analysis.factors import mechanisms
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVER_NAMES
from ccu_sim.model.schedule import SCHEDULE
from ccu_sim.model.submodels import SUBMODELS

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


def _sections(odd: str) -> list[str]:
    """The submodels' sections."""
    return re.split(r"^### 7\.\d+ ", odd, flags=re.MULTILINE)[1:]


def _written_out(odd: str, generate: ModuleType) -> list[str]:
    """The modules that are written out, in the order of the text."""
    return [
        f"submodels.{one['rest'].strip()}" if one["name"] == "submodel" else one["rest"].strip()
        for one in generate.REGION.finditer(odd)
        if one["name"] in ("submodel", "module")
    ]


def test_elements_stand_in_the_order_of_the_protocol(odd: str) -> None:
    titles = re.findall(r"^## \d (.+)$|^## \d\. (.+)$", odd, re.MULTILINE)
    assert tuple(a or b for a, b in titles) == ELEMENTS


def test_all_design_concepts_are_there(odd: str) -> None:
    assert tuple(re.findall(r"^### 4\.\d+ (.+)$", odd, re.MULTILINE)) == CONCEPTS


def test_submodels_stand_in_their_declared_order(odd: str) -> None:
    named = [re.findall(r"<!-- generated: submodel (\w+) -->", one) for one in _sections(odd)]
    assert [name for names in named for name in names] == list(SUBMODELS)
    assert all(len(names) <= 1 for names in named), "two submodels in one section"


def test_every_submodel_says_its_trigger_and_its_mechanisms(odd: str) -> None:
    for section in _sections(odd):
        for name in re.findall(r"<!-- generated: submodel (\w+) -->", section):
            assert "*Trigger:" in section, name
            said = " ".join(re.findall(r"\(mechanisms?\s+([\d\sand]+)\)", section))
            numbers = {int(number) for number in re.findall(r"\d+", said)}
            assert numbers == {one.number for one in mechanisms() if name in one.submodels}, name


@pytest.mark.parametrize("record", DESCRIBED)
def test_every_field_has_a_meaning_and_a_row(record: str, odd: str, generate: ModuleType) -> None:
    from regions.code import RECORDS
    from regions.meanings import MEANINGS

    assert set(MEANINGS[record]) == set(RECORDS[record].names)
    missing = [name for name in MEANINGS[record] if f"\n| `{name}` |" not in odd]
    assert missing == []


def test_every_parameter_has_one_row(odd: str, generate: ModuleType) -> None:
    from regions.code import RECORDS

    rows = {name: odd.count(f"\n| `{name}` | ") for name in REGISTRY.names}
    states = {name for record in DESCRIBED for name in RECORDS[record].names}
    assert {name for name, times in rows.items() if times != 1} <= states
    assert [name for name, times in rows.items() if times == 0] == []


def test_every_lever_has_a_row_and_is_read_by_the_model(odd: str) -> None:
    for name in LEVER_NAMES:
        [row] = re.findall(rf"^\| `{name}` \| .+ \| (?:add|highest|set) \| .*$", odd, re.MULTILINE)
        assert re.search(r"`\w+` \|$", row), f"nothing in the model reads {name}"


def test_everything_of_a_submodel_is_written_out(odd: str, generate: ModuleType) -> None:
    from regions.code import functions

    shown = _written_out(odd, generate)
    missing = [
        f"{one.module}.{one.name}"
        for one in functions().values()
        if one.module.startswith("submodels.")
        and (one.module not in shown or f"\n{one.name.lstrip('_')}\n" not in odd)
    ]
    assert missing == []


def test_every_act_is_told_in_its_own_section(odd: str, generate: ModuleType) -> None:
    for phase in SCHEDULE:
        act = getattr(phase.act, "py_func", phase.act)
        home = f"(../src/{act.__module__.replace('.', '/')}.py)"
        [own] = [section for section in _sections(odd) if home in section]
        assert f"`{act.__name__}`" in generate.REGION.sub("", own), act.__name__


def test_every_parameter_is_read_by_the_model(generate: ModuleType) -> None:
    from regions.code import functions

    read = {name for function in functions().values() for name in function.parameters}
    assert set(REGISTRY.names) - read == set()
