"""Which characters a text may have, and what a name may be."""

import pytest

from ccu_sim.errors import echoed, enumerated
from ccu_sim.inputs.text import why_not_line, why_not_name, why_not_text


@pytest.mark.parametrize(
    "text", ["Größe, naïve, 精神", "two\nlines\tand a tab", "😀", "−1 %", "\xa0"]
)
def test_what_people_write_is_text(text):
    assert why_not_text(text) is None


@pytest.mark.parametrize(
    "sign", list("\0\a\b\v\f\r\x1b\x7f\x85\u2028\u202e\u2066\ud83d\udcff\ufeff\uffff")
)
def test_what_cannot_be_printed_is_named(sign):
    assert f"U+{ord(sign):04X}" in why_not_text(f"a{sign}b")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " ", "\n", "two\nlines", "a\ttab"]
)
def test_what_cannot_be_a_title(text):
    assert why_not_line(text)


def test_a_title_may_hold_what_it_may_not_begin_with():
    assert why_not_line("50 % more peers (+2): a = b @ work-places") is None


@pytest.mark.parametrize(
    "name", ["con", "aux", "nul", "prn", "com1", "lpt9", "", "Mine", "a--b", "a b", "é"]
)
def test_what_cannot_be_a_name(name):
    assert why_not_name(name)


@pytest.mark.parametrize("name", ["mine", "site-1", "7", "con-unit", "com10", "x" * 60])
def test_what_can_be_a_name(name):
    assert why_not_name(name) is None


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("My Unit", "my-unit"),
        ("=1+1", "1-1"),
        ("!", "my-unit"),
        ("con-", "my-unit"),
        ("x" * 61, "x" * 60),
    ],
)
def test_a_name_like_it_is_offered_and_can_be_used(text, like):
    assert why_not_name(text).endswith(f"such as {like}")
    assert why_not_name(like) is None


def test_what_a_message_repeats_is_short_and_on_one_line():
    assert echoed("as it is, naïve") == "as it is, naïve"
    assert echoed("a\nb\x1b[31m\ud800") == "a\\nb\\x1b[31m\\ud800"
    assert echoed("x" * 61) == "x" * 57 + "..."
    assert echoed("x" * 60) == "x" * 60
    assert enumerated(["a", "b\n", "c"], 2) == "a, b\\n and 1 more"
    assert enumerated(["a", "b"], 2) == "a, b"
