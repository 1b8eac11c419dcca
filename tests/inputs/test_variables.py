"""What can be varied, by name, and the one rule of which values each may have."""

import pytest

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVERS, arrange, compose, load_study, load_unit
from ccu_sim.inputs.variables import in_words, require_variable, why_not_value

OUTSIDE = {
    "leave_base": (0.01, "leave_base = 0.01 is outside its range: 0.15 to 0.45"),
    "cohesion_span": (3, "cohesion_span = 3 cannot be set: it is fixed at 4 "),
    "leadership": (1.5, "leadership is 1.5; a condition must be between 0 and 1"),
    "supervision_hours": (9, "supervision_hours is 9; it must be between 0 and 8 (hours a month"),
    "extra_peer_posts": (1.5, "extra_peer_posts is 1.5; it must be a whole number"),
    "strategy_dose": (-1, "strategy_dose is -1; it must be at least 0"),
}
INSIDE = {
    "leave_base": 0.15,
    "clinical_steps": 0,
    "leadership": 1,
    "supervision_hours": 8,
    "extra_peer_posts": 2,
    "strategy_dose": 1.5,
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_value_outside_is_refused_in_the_same_words_wherever_it_is_given(name, write, base_text):
    value, says = OUTSIDE[name]
    assert why_not_value(name, value).startswith(says)
    with pytest.raises(UserError) as caught:
        arrange(load_unit("site-1"), compose(["leadership"]), {name: value})
    assert str(caught.value).startswith(says)
    start, end = base_text("study").split("sweep:")
    line = len(start.splitlines()) + 1
    swept = (
        f"sweep:\n  - vary: {name}\n    values: [{value}]\n" + end[end.index("parameter_sets") :]
    )
    fixed = f"parameters:\n  {name}: {value}\n" + end[end.index("parameter_sets") :]
    for text, place in ((swept, line + 2), (fixed, line + 1)):
        with pytest.raises(UserError) as caught:
            load_study(write("study", start + text))
        assert f", line {place}: {says}" in str(caught.value)


@pytest.mark.parametrize("name", INSIDE)
def test_a_value_inside_is_taken(name):
    assert why_not_value(name, INSIDE[name]) is None
    arrange(load_unit("site-1"), compose(["leadership"]), {name: INSIDE[name]})


def test_bounds_of_a_sweep_are_values_too(write, base_text):
    text = base_text("study").replace("values: [0.25, 0.75]", "low: 0.05\n    high: 0.3")
    text = text.replace("vary: leadership", "vary: leave_base")
    with pytest.raises(UserError, match=r"leave_base = 0\.05 is outside its range"):
        load_study(write("study", text))


def test_what_is_set_holds_in_every_setting(write, base_text):
    text = base_text("study").replace("sweep:", "parameters: {leave_base: 0.2}\nsweep:")
    path = write("study", text)
    study = load_study(path)
    assert study.settings() == [
        {"leave_base": 0.2, "leadership": 0.25},
        {"leave_base": 0.2, "leadership": 0.75},
    ]
    more = load_study(path, {"parameters": {"role_clarity": 0.4, "leave_base": 0.3}})
    assert dict(more.parameters) == {"leave_base": 0.3, "role_clarity": 0.4}
    assert type(study).from_resolved(study.resolved()) == study
    with pytest.raises(UserError, match="leadership is both set and swept; leave one out"):
        load_study(path, {"parameters": {"leadership": 0.5}})
    with pytest.raises(UserError, match="no parameter, condition or lever 'leadrship'; did you"):
        load_study(path, {"parameters": {"leadrship": 0.5}})


def test_everything_that_can_be_varied_has_a_name_in_words():
    for name in (*REGISTRY.names, *(lever.name for lever in LEVERS), "strategy_dose"):
        require_variable(name)
        assert "_" not in in_words(name)
    assert in_words("role_clarity") == "role clarity"
    assert in_words("leave_base") == "how often somebody in the middle of every scale resigns"
