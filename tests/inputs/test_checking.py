"""What `check` tells beside mistakes, and how much of them."""

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import baseline_doses, check, load_unit, new, quantities
from ccu_sim.inputs.checking import MOST_TOLD
from ccu_sim.inputs.conditions import QUANTITY_NAMES
from ccu_sim.inputs.filled_in import filled_in
from ccu_sim.inputs.levers import LEVER_INDEX

ASKED = {
    "unit": ("title", "source"),
    "strategy": (
        "title",
        "actor",
        "action",
        "target",
        "timing",
        "dose",
        "outcome",
        "justification",
    ),
    "study": ("question",),
}


@pytest.mark.parametrize("kind", ASKED)
def test_a_scenario_is_found_by_its_name_too(kind, folder):
    path = new(kind, "mine")
    assert check(["mine"]) == check([path])
    _, wrong = check(["mine", "mien"])
    assert wrong.mistakes == ("There is no unit, strategy or study 'mien'; did you mean 'mine'?",)


@pytest.mark.parametrize("kind", ASKED)
def test_words_of_the_template_are_noticed(kind, folder):
    path = new(kind, "mine")
    lines = path.read_text(encoding="utf-8").splitlines()
    (one,) = check([path])
    assert one.valid
    (note,) = (caution for caution in one.cautions if "template" in caution)
    for key in ASKED[kind]:
        number = next(n for n, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:"))
        assert f"{key} (line {number})" in note
    key = ASKED[kind][-1]
    text = "\n".join(
        f"{line} Ours." if line.strip().startswith(f"{key}:") else line for line in lines
    )
    path.write_text(text, encoding="utf-8")
    told = " ".join(check([path])[0].cautions)
    assert f"{key} (" not in told
    assert ("template" in told) == (len(ASKED[kind]) > 1)


def test_shipped_scenarios_have_words_of_their_own(write, base_text):
    for kind in ASKED:
        (one,) = check([write(kind, base_text(kind))])
        assert not [caution for caution in one.cautions if "template" in caution]


def test_hundreds_of_mistakes_are_counted(write, base_text):
    values = ", ".join(["q"] * 500)
    path = write("study", base_text("study").replace("[0.25, 0.75]", f"[{values}]"))
    (one,) = check([path])
    assert len(one.mistakes) == MOST_TOLD + 1
    assert one.mistakes[-1] == "There are 480 more mistakes after these."


@pytest.mark.parametrize("ending", ["YAML", "Yml", "yml"])
def test_a_file_whose_name_cannot_be_is_to_be_renamed(ending, folder, base_text):
    path = folder / f"My Unit.{ending}"
    path.write_text(base_text("unit"), encoding="utf-8")
    (one,) = check([path.name])
    (sentence,) = one.mistakes
    assert sentence.endswith(f"the file is My Unit.{ending}; rename the file to mine.yaml.")
    right = path.rename("mine.yaml")
    assert check([right])[0].valid


def test_an_ending_in_capitals_is_found_by_name(folder, write, base_text):
    path = write("unit", base_text("unit"))
    path.rename(path.with_suffix(".YAML"))
    assert load_unit("mine").name == "mine"
    with pytest.raises(UserError, match="there is no such file"):
        load_unit("other.YAML")


@pytest.mark.parametrize(
    ("observed", "says"),
    [
        ({"headcount": 26, "leavers_12m": 30}, "More people left in the last year (30)"),
        ({"headcount": 60, "leavers_12m": 5}, "headcount is 60 and the unit has 26 posts"),
        ({"headcount": 12, "leavers_12m": 5}, "headcount is 12 and the unit has 26 posts"),
        ({"headcount": 26, "leavers_12m": 26}, None),
    ],
)
def test_a_last_year_that_is_unlike_the_unit_is_noticed(observed, says):
    told = " ".join(load_unit("site-1", {"observed": observed}).cautions())
    assert "last year" not in told if says is None else says in told


def test_what_a_condition_fills_in_is_told(write, base_text):
    (one,) = check([write("unit", base_text("unit").replace("security: 0.5", "security: 0.3"))])
    (told,) = (said for said in one.filled_in if said.startswith("contract_security"))
    assert told == (
        "contract_security (0.3) fills in what the file leaves open: "
        "renewal 0.44 (chance of renewal, peer worker); "
        "decided_months_before 1.8 (months before the end, peer worker); "
        "permanent_share 0 (share of fixed-term staff)."
    )


def test_what_the_file_says_is_not_filled_in():
    unit = load_unit("site-1")
    keys = {one.key for one in filled_in(unit)}
    assert keys == {
        "role_clarity_sessions",
        "induction_days",
        "supervision_hours",
        "supervisor_understanding",
        "renewal",
        "decided_months_before",
        "permanent_share",
    }
    told = unit.varied(
        {"staff.0.contract.renewal": 0.9, "supervision_hours": 1, "role_clarity_sessions": 0}
    )
    left = {"induction_days", "supervisor_understanding", "decided_months_before"}
    assert {one.key for one in filled_in(told)} == left


@pytest.mark.parametrize("level", [0.0, 0.37, 0.9])
def test_what_is_told_is_what_a_run_begins_with(level):
    names = ("role_clarity", "supervision", "contract_security")
    unit = load_unit("site-1", dict.fromkeys(names, level))
    doses = baseline_doses(unit)
    for one in filled_in(unit):
        assert one.key in QUANTITY_NAMES
        assert one.value == quantities(unit.conditions)[one.key]
        if one.key in LEVER_INDEX:
            assert one.value == doses[LEVER_INDEX[one.key]]


def test_without_peers_or_ends_nothing_is_said_of_either():
    unit = load_unit("site-1", {"staff.0.contract": {"kind": "permanent"}})
    assert "contract_security" not in {one.condition for one in filled_in(unit)}
