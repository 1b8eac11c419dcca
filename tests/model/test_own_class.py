"""Models of the user's own: sound ones do what they say, others are told in one sentence."""

import random

import numpy as np
import pytest

from ccu_sim import CCUModel, Intervention, MonthlyMeasure
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import OwnModel, compose
from ccu_sim.model import simulate
from ccu_sim.model.calendar import month_start
from ccu_sim.model.own_class import class_of, place_in, require_known_strategies
from ccu_sim.model.simulation import live

HEAD = "import ccu_sim as ccu\n"


@pytest.fixture
def ours(tmp_path):
    """Give a user's file with a text, as a study reads it."""

    def write(text, name="OurUnit"):
        path = tmp_path / "ours.py"
        path.write_text(HEAD + text)
        return OwnModel.read(f"{path}:{name}")

    return write


# What it does


def test_a_class_that_changes_nothing_gives_the_same_bit_for_bit(ours, site_1):
    own = class_of(ours("class OurUnit(ccu.CCUModel): ...\n"))
    run = {"months": 2, "seed": 7, "set_index": 3, "replicate": 1}
    policy = compose(["permanent-contracts"])
    values = REGISTRY.central() | {"leave_base": 0.9}  # as a sweep may have it, beyond its range
    mine = live(own, site_1, policy, values, **run).tables()
    shipped = simulate(site_1, policy, values, **run)
    assert mine.monthly.tobytes() == shipped.monthly.tobytes()
    assert mine.spells.tobytes() == shipped.spells.tobytes()
    np.testing.assert_equal(mine.run, shipped.run)


class Counting(Intervention):
    """Counts its turns."""

    def __init__(self):
        self.turns_taken = dict.fromkeys(("shift", "day", "week", "month"), 0)

    def each_shift(self, model):
        self.turns_taken["shift"] += 1
        model.counted = self.turns_taken

    def each_day(self, model):
        self.turns_taken["day"] += 1

    def each_week(self, model):
        self.turns_taken["week"] += 1

    def each_month(self, model):
        self.turns_taken["month"] += 1


def test_an_intervention_has_its_turns():
    class Counted(CCUModel):
        interventions = (Counting,)

    model, other = Counted("site-1", months=2, rng=1), Counted("site-1", months=2, rng=1)
    model.run_months(2)
    shifts = int(month_start(2))
    assert model.counted == {"shift": shifts, "day": shifts // 3, "week": shifts // 21, "month": 2}
    other.step()
    assert other.counted["shift"] == 1


def test_a_strategy_brings_its_intervention():
    class Brought(Counting):
        strategy = "leadership"

    class Counted(CCUModel):
        interventions = (Brought,)
        counted = None

    for strategies, acts in (
        ((), False),
        (("permanent-contracts",), False),
        (("permanent-contracts", "leadership"), True),
    ):
        model = Counted("site-1", strategies, months=1, rng=1)
        model.step()
        assert (model.counted is not None) is acts


def test_a_measure_is_taken_when_the_month_is_closed():
    def peers(model):
        return model.staff_peer

    class Measured(CCUModel):
        measures = (MonthlyMeasure("peers_again", "peer workers in post", peers),)

    model = Measured(
        "site-1", parameters={"leave_base": REGISTRY["leave_base"].high}, months=14, rng=1
    )
    model.run_months(14)
    tables = model.tables()
    assert (tables.monthly["peers_again"] == tables.monthly["staff_peer"]).all()
    assert len(set(tables.monthly["peers_again"])) > 1
    assert tables.run["peers_again"] == tables.monthly["staff_peer"][-12:].mean()


def test_a_measure_of_nothing_is_empty():
    def nothing(model):
        return float("nan")

    def once(model):
        return 0.25 if model.now > 0 else float("nan")

    class Measured(CCUModel):
        measures = (MonthlyMeasure("none", "n", nothing), MonthlyMeasure("once", "o", once))

    model = Measured("site-1", months=1, rng=1)
    model.run_months(1)
    tables = model.tables()
    assert np.isnan(tables.monthly["none"]).all()
    assert np.isnan(tables.run["none"])
    np.testing.assert_equal(tables.monthly["once"], [np.nan, 0.25])
    assert tables.run["once"] == 0.25


@pytest.mark.parametrize("value", ["many", None, "3", float("inf"), [1.0]])
def test_a_measure_that_gives_no_number_is_named(value):
    def strange(model):
        return value

    line = strange.__code__.co_firstlineno
    measure = MonthlyMeasure("strange", "something", strange)
    with pytest.raises(ValueError, match=rf"own_class.py, line {line}: the measure strange gave"):
        measure.take(None)


def test_chance_is_that_of_the_case_whatever_the_strategy():
    def first(strategies, **run):
        return CCUModel("site-1", strategies, months=1, **run).random.random()

    case = {"rng": 5, "set_index": 2, "replicate": 1}
    assert first((), **case) == first(("leadership",), **case)
    others = [case | {"rng": 6}, case | {"set_index": 3}, case | {"replicate": 0}]
    assert len({first((), **one) for one in (case, *others)}) == 4
    random.seed(1)
    before = random.getstate()
    CCUModel("site-1", months=1, **case).step()
    assert random.getstate() == before


# What is told of others


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("class OurUnit:\n    pass\n", "line 2: OurUnit is not a kind of CCUModel; begin it with"),
        ("x = 1\ny = 1 / 0\nclass OurUnit: ...\n", "line 3: ZeroDivisionError: division by zero"),
        ("ccu.CCUModle\nclass OurUnit: ...\n", "line 2: AttributeError: module 'ccu_sim' has no"),
        ("import sys\nsys.exit(0)\nclass OurUnit: ...\n", "line 3: SystemExit: 0"),
        ("class OurUnit(ccu.CCUModel): ...\ndel OurUnit\n", "defines no class 'OurUnit' once"),
        (
            "class OurUnit(ccu.CCUModel):\n    peer_worker_class = ccu.Clinician\n",
            "line 2: peer_worker_class is Clinician, which is not a kind of PeerWorker",
        ),
        (
            "class OurUnit(ccu.CCUModel):\n    interventions = ccu.Intervention\n",
            r"line 2: interventions is Intervention; write a tuple, such as \(Intervention,\)",
        ),
        (
            "class OurUnit(ccu.CCUModel):\n    interventions = (int,)\n",
            "line 2: int among the interventions is not a class of Intervention",
        ),
        (
            "class OurUnit(ccu.CCUModel):\n    measures = (max,)\n",
            "line 2: <built-in function max> among the measures is not a MonthlyMeasure",
        ),
        (
            "m = ccu.MonthlyMeasure('a', 'b', max)\n"
            "class OurUnit(ccu.CCUModel):\n    measures = (m, m)\n",
            "line 3: two measures are called 'a'",
        ),
        (
            "class A(ccu.Intervention):\n    def each_moth(self, model): ...\n"
            "class OurUnit(ccu.CCUModel): ...\n",
            "line 2: UserError: A.each_moth would never be called; did you mean 'each_month'",
        ),
        (
            "ccu.MonthlyMeasure('cohesion', 'b', max)\nclass OurUnit(ccu.CCUModel): ...\n",
            "line 2: UserError: the model measures 'cohesion' already",
        ),
    ],
)
def test_a_model_that_is_not_sound_is_told_in_one_sentence(ours, text, sentence):
    with pytest.raises(UserError, match=f"ours.py.*{sentence}") as told:
        class_of(ours(text))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"name": "Peers heard"}, "cannot be the name of a measure"),
        ({"name": "replicate"}, "the model measures 'replicate' already"),
        ({"meaning": " "}, "needs a meaning"),
        ({"unit": 1}, "it must be text"),
        ({"of": 3}, "it needs a function"),
        ({"better": 2}, "it must be 1, -1 or 0"),
    ],
)
def test_a_measure_that_could_not_be_told_of_is_refused(parts, sentence):
    with pytest.raises(UserError, match=sentence):
        MonthlyMeasure(**{"name": "heard", "meaning": "heard", "of": max} | parts)


def test_a_strategy_that_nobody_knows_is_told(ours):
    text = (
        "class A(ccu.Intervention):\n    strategy = {!r}\n"
        "class OurUnit(ccu.CCUModel):\n    interventions = (A,)\n"
    )
    require_known_strategies(ours(text.format("leadership")), ())
    require_known_strategies(ours(text.format("ours")), ("ours",))
    with pytest.raises(UserError, match=r"strategy 'leadershop'.*did you mean 'leadership'"):
        require_known_strategies(ours(text.format("leadershop")), ())


def test_a_file_that_changed_is_not_run(ours, tmp_path):
    model = ours("class OurUnit(ccu.CCUModel): ...\n")
    class_of(model)
    (tmp_path / "ours.py").write_text(HEAD + "raise SystemExit\nclass OurUnit: ...\n")
    with pytest.raises(UserError, match=r"ours.py, line 2: the file was changed"):
        class_of(model)


def test_where_an_error_arose(ours):
    own = ours("class OurUnit(ccu.CCUModel):\n    def step(self):\n        self.nobody()\n")
    model = class_of(own)("site-1", months=1, rng=1)
    with pytest.raises(AttributeError) as told:
        model.step()
    assert place_in(own, told.value) == "ours.py, line 4: "
    assert place_in(own, ValueError("elsewhere")) == ""
