"""Every number about people: what it is, how far it may go, what it rests on."""

import math
import re
from pathlib import Path

import pytest
import yaml

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY, Parameter, Source, read_registry
from ccu_sim.evidence.registry import FORMER_NAMES, LEDGER

FIELDS = {"value", "range", "scale", "unit", "basis", "sources", "checked", "why", "label"}
BASES = {"reported", "derived", "assumed"}
SCALES = {"linear", "log"}


def without(holds) -> list[str]:
    """Names of the parameters for which something does not hold."""
    return [name for name, one in REGISTRY.items() if not holds(one)]


@pytest.fixture(scope="session")
def ledger() -> dict:
    """The file itself."""
    return yaml.safe_load(LEDGER.read_text(encoding="utf-8"))


def test_every_parameter_says_all_that_it_must():
    assert without(lambda one: one.basis in BASES) == []
    assert without(lambda one: one.scale in SCALES) == []
    assert without(lambda one: one.unit) == []
    assert without(lambda one: len(one.why) > 8 and one.why.endswith((".", "?"))) == []


def test_every_parameter_has_a_name_in_words_of_its_own():
    labels = [one.label for one in REGISTRY.values()]
    assert len(set(labels)) == len(labels)
    assert without(lambda one: 8 < len(one.label) < 80) == []
    assert without(lambda one: one.label[0].islower() and one.label[-1].isalpha()) == []
    assert without(lambda one: "_" not in one.label) == []


def test_central_values_lie_within_their_ranges():
    assert without(lambda one: one.low <= one.value <= one.high) == []
    assert without(lambda one: one.varies == (one.low < one.high)) == []
    assert without(lambda one: all(map(math.isfinite, (one.low, one.value, one.high)))) == []


def test_logarithmic_ranges_are_above_zero():
    assert without(lambda one: one.scale != "log" or one.low > 0) == []


def test_checked_means_that_all_it_rests_on_was_read():
    assert without(lambda one: not one.checked or one.sources) == []
    assert without(lambda one: not one.checked or all(s.read for s in one.sources)) == []
    assert (
        without(lambda one: one.checked or not all(s.read for s in one.sources) or not one.sources)
        == []
    )


def test_what_is_reported_or_derived_has_a_source():
    assert without(lambda one: one.basis == "assumed" or one.sources) == []


def test_what_has_no_source_says_that_no_figure_was_found():
    assert without(lambda one: one.sources or "no figure found" in one.why) == []


def test_at_goes_evenly_from_one_end_of_the_range_to_the_other():
    for one in REGISTRY.values():
        middle = math.sqrt(one.low * one.high) if one.scale == "log" else (one.low + one.high) / 2
        found = [one.at(share) for share in (0.0, 0.5, 1.0)]
        assert found == pytest.approx([one.low, middle, one.high]), one.name


def test_the_ledger_holds_the_agreed_fields_and_no_others(ledger):
    assert set(ledger) == {"parameters"}
    for group, entries in ledger["parameters"].items():
        for name, entry in entries.items():
            assert set(entry) - {"settable"} == FIELDS, f"{group}.{name}"
            assert type(entry["checked"]) is bool, name
            assert len(entry["range"]) == 2, name


def test_no_name_stands_twice(ledger):
    names = [name for entries in ledger["parameters"].values() for name in entries]
    assert len(names) == len(set(names)) == len(REGISTRY)
    # A YAML reader lets a second key of the same name win in silence.
    text = LEDGER.read_text(encoding="utf-8")
    keys = [line for line in text.splitlines() if re.fullmatch(r" {4}\w+:", line)]
    assert len(keys) == len(set(keys)) == len(REGISTRY)


def test_names_are_in_the_order_of_the_ledger(ledger):
    names = [name for entries in ledger["parameters"].values() for name in entries]
    assert list(REGISTRY.names) == names == list(REGISTRY)


def test_names_can_be_written_in_rules():
    assert all(name.isidentifier() and name.islower() for name in REGISTRY.names)


def test_it_is_a_mapping_of_parameters():
    assert isinstance(REGISTRY["leave_base"], Parameter)
    assert REGISTRY["leave_base"].group == "leaving"
    assert "leave_base" in REGISTRY
    with pytest.raises(KeyError):
        REGISTRY["leave_bass"]


def test_the_central_set_is_whole():
    central = REGISTRY.central()
    assert list(central) == list(REGISTRY.names)
    assert all(type(value) is float for value in central.values())


def test_changed_values_stand_beside_central_ones():
    values = REGISTRY.with_values({"leave_base": 0.3})
    assert values == {**REGISTRY.central(), "leave_base": 0.3}
    assert REGISTRY.central()["leave_base"] == REGISTRY["leave_base"].value


def test_what_is_never_drawn_may_still_be_settable():
    assert not REGISTRY["clinical_steps"].varies
    assert REGISTRY.with_values({"clinical_steps": 0.0})["clinical_steps"] == 0.0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"leave_bass": 0.2}, "no parameter 'leave_bass'; did you mean leave_base"),
        ({"zzzzzz": 0.2}, "no parameter 'zzzzzz'; ccu-sim evidence lists them"),
        ({"leave_base": 7.0}, "leave_base = 7 is outside its range"),
        ({"leave_base": -0.1}, "outside its range"),
        ({"leave_base": math.nan}, "outside its range"),
        ({"leave_base": math.inf}, "outside its range"),
        ({"cohesion_floor": 0.0}, "cohesion_floor = 0 cannot be set: it is fixed at 1 "),
        ({"clinical_steps": 2.0}, "outside its range: 0 to 1 "),
    ],
)
def test_what_a_user_gets_wrong_is_one_sentence(changes, says):
    with pytest.raises(UserError, match=says) as caught:
        REGISTRY.with_values(changes)
    assert "\n" not in str(caught.value)


def test_another_ledger_can_be_read(tmp_path: Path):
    path = tmp_path / "parameters.yaml"
    path.write_text(
        "parameters:\n  leaving:\n    leave_base: {value: 1, range: [0, 2], scale: linear,"
        " unit: a year, basis: reported, sources: [somebody], checked: true, why: So.}\n",
        encoding="utf-8",
    )
    registry = read_registry({"somebody": Source("somebody", "Somebody 2020", True)}, path)
    assert registry.central() == {"leave_base": 1.0}
    assert registry["leave_base"].sources[0].reference == "Somebody 2020"


def test_a_source_that_is_not_listed_is_found_out(tmp_path: Path):
    path = tmp_path / "parameters.yaml"
    path.write_text(
        "parameters:\n  leaving:\n    leave_base: {value: 1, range: [0, 2],"
        " scale: linear, unit: a year, basis: reported, sources: [nobody], checked: true,"
        " why: So.}\n",
        encoding="utf-8",
    )
    with pytest.raises(KeyError, match="nobody"):
        read_registry({}, path)


def test_whoever_names_a_parameter_of_an_earlier_release_is_told_what_became_of_it():
    former = yaml.safe_load(FORMER_NAMES.read_text(encoding="utf-8"))
    renamed, removed = former["renamed"], former["removed"]
    assert not (renamed.keys() | removed.keys()) & set(REGISTRY.names)
    assert not renamed.keys() & removed.keys()
    assert set(renamed.values()) <= set(REGISTRY.names)
    with pytest.raises(UserError, match=r"strain_base is called exhaustion_base in this release"):
        REGISTRY.find("strain_base")
    with pytest.raises(UserError, match=r"no parameter slight_leadership any more: leadership and"):
        REGISTRY.with_values({"slight_leadership": 0.5})
    with pytest.raises(UserError, match="did you mean leave_base"):
        REGISTRY.find("leave_bass")
