"""People are counted as people do."""

import pytest

from ccu_sim.analysis.frequencies import (
    in_tenths,
    level_frequencies,
    natural_frequencies,
    range_of_people,
    round_half_up,
)

YEARS = "after two years"


def told(of, as_usual, with_strategy):
    return natural_frequencies(of, "peer workers", [(YEARS, as_usual, with_strategy)])


def test_the_sentence_of_the_report():
    assert told(17, 0.53, 0.65) == (
        "Of 17 peer workers, 11 rather than 9 are still here after two years."
    )


def test_two_marks_in_one_sentence():
    changes = [(YEARS, 0.53, 0.65), ("after three years", 0.30, 0.48)]
    assert natural_frequencies(17, "peer workers", changes) == (
        "Of 17 peer workers, 11 rather than 9 are still here after two years, and 8 rather than 5 "
        "after three years."
    )


def test_fewer_is_said_as_plainly():
    assert "8 rather than 10 are" in told(20, 0.5, 0.4)


def test_less_than_half_a_person_is_about_the_same():
    # 9.4 and 9.6 would round to 9 and 10.
    assert "about 10 either way are still here" in told(100, 0.094, 0.096)


def test_half_a_person_that_rounds_away_is_told_in_tenths():
    assert told(10, 0.86, 0.92) == (
        "Of 10 peer workers, 9.2 rather than 8.6 on average are still here after two years."
    )


def test_one_person_is():
    assert "1 rather than 3 is still" in told(10, 0.3, 0.1)


def test_no_such_people():
    assert told(0, 0.3, 0.1).startswith("The unit has no peer workers")
    assert level_frequencies(0, "peer workers", []).startswith("The unit has no peer workers")


def test_unknown():
    assert "cannot be given" in told(17, float("nan"), 0.1)
    assert "cannot be given" in level_frequencies(17, "peer workers", [(YEARS, float("nan"))])
    assert "cannot be given" in range_of_people(17, float("nan"), 0.1)


def test_levels_and_ranges():
    levels = [(YEARS, 0.5), ("after three years", 0.06)]
    assert level_frequencies(17, "peer workers", levels) == (
        "Of 17 peer workers, 9 are still here after two years, and 1 after three years."
    )
    assert range_of_people(17, 0.3, 0.71) == "5 to 12"
    assert range_of_people(17, 0.5, 0.5) == "9"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "all"),
        (0.0, "none"),
        (0.97, "nearly all"),
        (0.02, "fewer than 1 in 10"),
        (0.77, "8 in 10"),
        (float("nan"), "an unknown share"),
    ],
)
def test_tenths(share, words):
    assert in_tenths(share) == words


def test_halves_go_up():
    assert [round_half_up(x) for x in (0.5, 1.5, 2.5)] == [1, 2, 3]
