"""An effect is said so that a planner can read it: a relative change per cent."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.evidence import StrategyEffect
from ccu_sim.inputs import describe, load_strategy
from ccu_sim.inputs.effect_in_words import MEASURE_WORDS, RELATIVE, amount, sentence, span

EFFECTS = st.floats(-1.0, 3.0)


@pytest.mark.parametrize(
    ("measure", "effect", "said"),
    [
        (
            "leaving_12_peer",
            (-0.081, -0.10, 0.004),
            "The model: peer workers' chance of resigning at month 12 "
            "changes by −8 % (−10 to 0 %).",
        ),
        (
            "exhaustion_8_peer",
            (-0.2, -0.3, 0.1),
            "The model: peer workers' exhaustion at month 8, SD between people, "
            "−0.20 (−0.30 to +0.10).",
        ),
    ],
)
def test_an_effect_is_said_in_its_own_unit(measure, effect, said):
    assert sentence(measure, StrategyEffect(*effect)) == said


def test_a_span_has_one_unit_behind_it():
    assert span("leaving_later", -0.15, 0.15) == "−15 to +15 %"
    assert span("leader_quality_12", 0.62, 1.02) == "+0.62 to +1.02"


@given(st.sampled_from(sorted(MEASURE_WORDS)), EFFECTS)
def test_what_is_written_is_the_effect_and_no_minus_nought(measure, effect):
    written, _, _ = amount(measure, StrategyEffect(effect, effect, effect)).partition(" (")
    number, percent, _ = written.replace("−", "-").partition(" %")
    relative = MEASURE_WORDS[measure].endswith(RELATIVE)
    assert bool(percent) == relative
    scale, digits = (100, 0) if relative else (1, 2)
    assert float(number) == pytest.approx(scale * effect, abs=0.5001 * 10**-digits)
    assert not re.fullmatch(r"-0(\.0+)?", number)


def test_show_tells_a_relative_change_per_cent_in_both_tables():
    tables = describe(load_strategy("peer-pay-parity")).tables
    told = {table.title: [" ".join(row) for row in table.rows] for table in tables}
    for title in ("What is published, and what the model shows", "What the model shows"):
        relative = [row for row in told[title] if RELATIVE in row]
        assert relative
        for row in relative:
            assert re.search(r"(−|\+)\d+ % \((−|\+)\d+ to (−|\+)\d+ %\)", row), row
