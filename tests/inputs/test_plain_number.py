"""Numbers as people write them."""

import pytest

from ccu_sim.inputs.plain_number import plain_number


@pytest.mark.parametrize(
    ("written", "meant", "whole"),
    [
        ("7,6", "7.6", None),
        ("0,25", "0.25", None),
        ("-0,5", "-0.5", None),
        ("50%", "0.5", None),
        ("12,5 %", "0.125", None),
        ("A$620", "620", "620"),
        ("$1,250.50", "1250.5", None),
        ("85,000", "85000", "85000"),
        ("85 000", "85000", "85000"),
        ("85'000", "85000", "85000"),
        ("1.250,5", "1250.5", None),
        ("85.000", "85", "85000"),
        ("5e3", "5000", "5000"),
        ("16.0", "16", "16"),
        ("12,34,5", None, None),
        ("many", None, None),
        ("", None, None),
        ("%", None, None),
        ("1:30", None, None),
        ("9" * 5000, None, None),
        ("1e99", None, None),
        (".nan", None, None),
    ],
)
def test_what_is_meant(written, meant, whole):
    assert plain_number(written) == meant
    assert plain_number(written, whole=True) == whole
