"""A lesson on the page: what it calls its ways, what it asks first, and leaving and coming back."""

import pytest

from ccu_sim.analysis import OUTCOMES
from ccu_sim.explorer.lessons import lessons
from tests.explorer.waiting import until

START = "#v=1&months=3&luck=4&this=site-2&that=site-2"
FILES = {lesson.file.name: lesson.file for lesson in lessons()}


@pytest.fixture
def begun(opened, settle):
    """Open a lesson, show what happens, and wait for so many pairs of histories beside it."""

    def begin(name, pairs=200, months=None):
        page = opened(START)
        page.click("#lessons")
        page.click(f"text={FILES[name].title}")
        settle(page)
        page.click("text=Show what happens")
        if months:
            page.fill("#months", str(months))
            page.press("#months", "Tab")
            settle(page)
        if pairs:
            until(page, "pairs", str(pairs))
        return page

    return begin


def rows(page):
    return page.locator("#answer tbody th").all_inner_texts()


def test_what_a_lesson_asks_is_shown_first_and_by_its_own_words(begun, settle):
    page = begun("boundaries-without-closeness")
    names = [claim.outcome for claim in FILES["boundaries-without-closeness"].claims]
    assert names == ["alliance", "graduations"]
    assert rows(page)[0].startswith(OUTCOMES["alliance"].label)
    assert rows(page)[1].startswith("Residents who move on when ready")  # of the page's own
    assert len(rows(page)) == len(set(rows(page)))
    told = page.locator("#answer tbody tr").first.locator("td").all_inner_texts()
    low, high = (float(one.splitlines()[0]) for one in told[:2])
    assert 0 < low < high < 1
    assert int(told[5].split()[0].rstrip("½")) >= 30
    titles = [page.locator(f"#team-{side} h2").inner_text() for side in (0, 1)]
    assert titles == [
        "This way: any closeness is forbidden",
        "That way: clear, and room for closeness",
    ]
    page.select_option("#add-1", "leadership")
    settle(page)
    assert page.locator("#team-0 h2").inner_text() == titles[0]
    assert "leadership" in page.locator("#team-1 h2").inner_text().lower()
    page.click("[aria-label='Close the lessons']")
    settle(page)
    assert "any closeness" not in page.locator("#team-0 h2").inner_text()
    assert not any(OUTCOMES["alliance"].label in row for row in rows(page))


def test_who_stays_is_a_share_where_the_two_ways_begin_with_other_numbers(begun):
    page = begun("one-peer-alone", months=12)
    told = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in page.locator("#answer tbody tr").all()
    }
    stay = [name for name in told if "of the first day still here" in name]
    assert stay == [
        "Share of the peer workers of the first day still here",
        "Share of the clinicians of the first day still here",
    ]
    for name in stay:
        shares = [float(level.split()[0]) for level in told[name][:2]]
        assert all(0 < share < 100 for share in shares)
        assert "percentage points" in told[name][2]


def test_a_lesson_is_taken_up_again_where_the_list_was_looked_at(begun, settle):
    page = begun("the-contract-cliff", pairs=0)
    page.click("#forward")
    page.click("text=All lessons")
    assert page.locator("#lesson h2").inner_text() == "Lessons"
    page.click(f"text={FILES['the-contract-cliff'].title}")
    settle(page)
    assert page.locator("#lesson h2").inner_text() == "The contract cliff"
    assert page.locator("#lesson .rest").is_hidden()
    assert page.input_value("#moment") == "0"


def test_who_left_a_lesson_for_the_list_stays_there_whatever_is_turned(begun, settle):
    page = begun("one-peer-alone", pairs=None)
    page.click("text=All lessons")
    page.fill("#months", "5")
    page.press("#months", "Tab")
    settle(page)
    assert page.locator("#lesson .lesson-list").is_visible()
    page.click(f"text={FILES['one-peer-alone'].title}")
    settle(page)
    assert page.locator("#lesson .predict").is_visible()
    assert page.input_value("#months") != "5"
