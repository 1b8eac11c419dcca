"""Equations made from the code say what the code says."""

import ast
from types import ModuleType

import pytest


def _text(generate: ModuleType, source: str) -> str:
    from regions.code import Function
    from regions.equations import equations

    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    return equations(Function("submodels.test", node.name, node))


@pytest.mark.parametrize(
    ("statement", "equation"),
    [
        ("me.voice = raised(me.voice, share)", "voice ← voice + (1 − voice) · share"),
        ("me.voice = lowered(me.voice, a + b)", "voice ← voice · (1 − (a + b))"),
        (
            "me.morale = toward(me.morale, goal, pace.morale)",
            "morale → goal, half-life morale_half_life, over a week",
        ),
        (
            "me.nights = toward(me.nights, night, world.pace.nights)",
            "nights → night, half-life nights_half_life, over a worked shift (0.2 weeks)",
        ),
        (
            "me.exhaustion = toward(me.exhaustion, 0.0, pace.rest)",
            "exhaustion → 0, half-life rest_half_life, over a day",
        ),
        (
            "me.morale = toward(me.morale, goal, share_in_time(weeks, par.morale_half_life))",
            "morale → goal, half-life morale_half_life, over weeks",
        ),
        ("return luck < par.dual_known", "probability = dual_known"),
        ("return happens(a - par.hold_base, luck)", "probability = logistic(a − hold_base)"),
        ("return share_of_dose(par.network_gain, n)", "result = 1 − (1 − network_gain)^n"),
        (
            "return share_in_size(par.safety_gain, par.reference_team, team)",
            "result = 1 − (1 − safety_gain)^(reference_team / team)",
        ),
        (
            "return comes_within(rate, 1.0, WEEKS_A_YEAR, luck)",
            "probability = 1 − exp(−(rate / weeks_a_year))",
        ),
        (
            "total -= par.hold_exhaustion * centred(me.exhaustion)",
            "total = total − hold_exhaustion · (exhaustion − ½)",
        ),
        ("me.owed -= a - b", "owed ← owed − (a − b)"),
        ("me.support_need = par.support_need", "support_need ← par.support_need"),
        (
            "luck = draw(world.key, SETTLE, one.address, NOBODY, when)",
            "luck = draw(SETTLE, one, when)",
        ),
    ],
)
def test_a_statement_in_the_notation(generate: ModuleType, statement: str, equation: str) -> None:
    text = _text(generate, f"def rule(me, par, one):\n    {statement}")
    assert text == f"rule\n    {equation}"


def test_a_field_called_like_a_local_name_keeps_its_owner(generate: ModuleType) -> None:
    text = _text(generate, "def rule(me, role):\n    if me.role == role:\n        return True")
    assert text == "rule\n    if me.role = role:\n        result = yes"


def test_the_diary_is_left_out_with_its_choices(generate: ModuleType) -> None:
    source = (
        "def rule(me):\n    if a:\n        note(x)\n    elif b:\n        note(y)\n    me.on = 1"
    )
    assert _text(generate, source) == "rule\n    on ← 1"


def test_repetition_is_told_without_its_diary(generate: ModuleType) -> None:
    source = (
        "def rule(world):\n    while world.relief_owed >= 1.0:\n        note(x)\n        call()"
    )
    assert _text(generate, source) == "rule\n    as long as relief_owed ≥ 1:\n        call()"


def test_a_statement_without_notation_is_an_error(generate: ModuleType) -> None:
    with pytest.raises(NotImplementedError, match="with"):
        _text(generate, "def rule(me):\n    with a:\n        pass")
