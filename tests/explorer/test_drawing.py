"""What is drawn can be read: labels large enough, marks apart, axes with round numbers."""

import pytest

from tests.explorer.waiting import until

START = "#v=1&months=12&luck=4&this=site-1&that=site-1,leadership*1@1"
FIRST_DAY = "#v=1&months=1&luck=4&this={unit}&that={unit},leadership*1@1"
LEAST = 10.5
"""Pixels from the top of a label's line to its bottom."""

HEIGHTS = """() => [...document.querySelectorAll('#team-0 text, #team-1 text, #charts svg text')]
    .map((one) => one.getBoundingClientRect().height)"""
TOUCHING = """(least) => {
    const boxes = [...document.querySelectorAll('#team-0 g.person > :nth-child(2)')]
        .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 0);
    return boxes.flatMap((a, place) => boxes.slice(place + 1).filter((b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > least &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > least)).length;
}"""


@pytest.fixture(scope="module")
def begun(opened_for_all):
    """The page with all pairs of runs, for tests that only look at it."""
    page = opened_for_all(START)
    until(page, "pairs", "200")
    return page


@pytest.mark.parametrize("width", [1280, 768, 400])
def test_labels_of_pictures_are_large_enough(begun, width):
    begun.set_viewport_size({"width": width, "height": 900})
    heights = begun.evaluate(HEIGHTS)
    assert len(heights) > 20
    assert min(heights) >= LEAST


@pytest.mark.parametrize("unit", ["site-1", "site-2", "established-unit"])
def test_on_the_first_day_nobody_stands_on_somebody_else(opened, unit):
    page = opened(FIRST_DAY.format(unit=unit))
    assert page.locator("#team-0 g.person").count() > 15
    # a pixel and a half of the outlines of two neighbours may meet
    assert page.evaluate(TOUCHING, 1.5) == 0


def test_axes_have_round_numbers(begun):
    told = [
        [one.text_content() for one in chart.locator(".grid text").all()]
        for chart in begun.locator("#charts svg").all()
    ]
    assert told == [
        ["0", "10", "20"],
        ["3.0", "4.0", "5.0"],
        ["−0.20", "0.00", "0.20", "0.40"],
        ["0 %", "50 %", "100 %"],
    ]
