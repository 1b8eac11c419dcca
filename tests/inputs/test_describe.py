"""What `show`, `check` and `new` rest on."""

import re

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import check, describe, load_any, load_strategy, load_study, load_unit, new
from ccu_sim.inputs.paths import FOLDERS


def test_a_unit_in_words():
    words = str(describe(load_unit("site-1")))
    assert "17 peer workers, 8 clinicians and the team leader" in words
    assert "Monday 1 December 2014" in words
    assert re.search(
        r"24 months, then \d+ % \(\d+ to \d+ % over possible worlds\) chance of a permanent one, "
        "told 3 months before",
        words,
    )
    assert "About two hours a month with a senior clinician" in words
    assert "supervision_hours" in words


def test_what_the_conditions_fill_in_is_told_with_its_value():
    words = str(describe(load_unit("site-1", {"contract_security": 0.3})))
    told = words[words.index("What the file leaves open") :]
    assert re.search(
        r"renewal +0.44 +chance of renewal, peer workers +contract_security \(0.3\)", told
    )
    assert re.search(r"decided_months_before +1.8 .* peer workers", told)
    assert re.search(r"supervision_hours +2 .* +supervision \(0.5\)", told)
    assert "leader_quality" not in told


def test_a_unit_worth_a_second_look():
    thin = load_unit("site-1", {"roster.weekday.day.peer_worker": {"planned": 9, "minimum": 2}})
    assert "Note: The roster plans 91 peer worker shifts a week" in str(describe(thin))


def test_a_strategy_in_words():
    words = str(describe(load_strategy("professional-supervision")))
    assert "Structural adjustment, resourcing and support, Professional supervision" in words
    assert (
        "A$5,000 once; 3.39 paid hours of peer workers and 2 of their own a month for each peer "
        "worker. What people are paid costs what the unit pays"
    ) in words
    assert "in full from month 3" in words
    assert "95 % of peers" in words
    assert "justification" in words


@pytest.mark.parametrize(
    ("name", "cost"),
    [
        (
            "recruitment-and-induction",
            "4 paid hours of peer workers, 4 of clinicians, 4 of the team leader and 105 of staff "
            "in general for each person who starts",
        ),
        ("more-peers", "the pay of 3 more peer workers full time, and finding them"),
        ("peer-pay-parity", "8 % more pay for each peer worker"),
        ("permanent-contracts", "It costs A$5,000 once.\n"),
    ],
)
def test_what_a_strategy_costs_in_words(name, cost):
    assert cost in str(describe(load_strategy(name)))


def test_a_unit_says_what_an_hour_costs_there():
    words = str(describe(load_unit("site-1", {"staff.0.pay": 91_200})))
    told = words[words.index("What an hour costs in a strategy") :]
    assert re.search(r"peer workers +A\$62.50\n", told)
    assert re.search(r"casual staff +A\$56.58\n", told)


def test_a_strategy_that_changes_nothing_in_words():
    words = str(describe(load_strategy("as-usual")))
    assert "Nothing changes" in words
    assert "It costs nothing" in words


def test_a_study_in_words():
    words = str(describe(load_study("boundary-strictness", parameters=())))
    assert (
        "1 unit x 2 policies x 50 parameter sets x 2 replicates x 6 settings = 1,200 runs" in words
    )
    assert "0, 0.2, 0.4, 0.6, 0.8, 1" in words


def test_only_scenarios_can_be_described():
    with pytest.raises(TypeError, match="int"):
        describe(3)


@pytest.mark.parametrize("name", ["site-2", "leadership", "dose-of-supervision"])
def test_anything_is_found_by_its_name(name):
    assert describe(load_any(name)).title


def test_a_name_of_nothing():
    with pytest.raises(UserError, match="'champoining'; did you mean 'championing'"):
        load_any("champoining")


@pytest.mark.parametrize("kind", ["unit", "strategy", "study"])
def test_a_template_is_valid_as_it_is_and_never_overwrites(kind, folder):
    path = new(kind, "my-own")
    assert path.parts == ("scenarios", FOLDERS[kind], "my-own.yaml")
    (found,) = check([path])
    assert found.mistakes == ()
    assert found.kind == kind
    assert load_any("my-own").name == "my-own"
    before = path.read_text()
    with pytest.raises(UserError, match="exists already"):
        new(kind, "my-own")
    assert path.read_text() == before


@pytest.mark.parametrize("name", ["My Unit", "a/b", "..", "", "-a", "x" * 61])
def test_a_template_needs_a_plain_name(name, folder):
    with pytest.raises(UserError, match="cannot be a name"):
        new("unit", name)
    assert not list(folder.iterdir())


def test_a_template_does_not_hide_a_shipped_scenario(folder):
    with pytest.raises(UserError, match="A unit called 'site-1' exists already"):
        new("unit", "site-1")
    assert not list(folder.iterdir())


def test_a_template_where_nothing_can_be_written(folder):
    (folder / "scenarios").write_text("a file in the way")
    with pytest.raises(UserError, match="cannot be written"):
        new("unit", "my-own")


def test_one_is_one():
    contract = {"kind": "fixed-term", "months": 1, "renewal": 0.5, "decided_months_before": 1}
    told = str(describe(load_unit("site-1", {"beds": 1, "staff.0.contract": contract})))
    assert "1 month, then 50 % chance of a fixed-term one, told 1 month before" in told
    assert "with 1 place and" in told
    assert "told 1.5 months before" in str(
        describe(
            load_unit("site-1", {"staff.0.contract": contract | {"decided_months_before": 1.5}})
        )
    )
    few = {"units": ["site-1"], "strategies": ["as-usual"], "months": 1, "replicates": 1}
    told = str(describe(load_study("default", {**few, "central": True})))
    assert "= 1 run of 1 month, seed" in told
