"""What one can do on the page: dials, strategies, time, people, undo."""

import re
from statistics import median

import pytest

from tests.explorer.waiting import until

ALIKE = "#v=1&months=3&luck=4&this=site-2&that=site-2"
SUPERVISION = "#v=1&months=6&luck=4&this=site-2&that=site-2,professional-supervision*1@1"


def text(page, selector):
    return page.locator(selector).first.inner_text()


def address(page):
    return page.evaluate("location.hash")


def digests(page):
    return page.locator("#takeaway > .piece .digest").all_inner_texts()


def turn(page, dial, value):
    """Turn a dial as a hand does, and let it rest."""
    page.evaluate(
        """([id, value]) => {
            const dial = document.getElementById(id);
            dial.value = value;
            dial.dispatchEvent(new Event("input", { bubbles: true }));
            dial.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        [dial, str(value)],
    )


def untouched(page):
    """Whether a page is as it was opened, so that the next test begins where this one did."""
    return page.locator("#undo").is_disabled() and page.input_value("#moment") == "0"


@pytest.fixture(scope="module")
def alike(opened_for_all):
    """Two ways that are alike; tests undo whatever they change."""
    page = opened_for_all(ALIKE)
    yield page
    assert untouched(page)


@pytest.fixture(scope="module")
def supervised(opened_for_all):
    """Two ways of which one has supervision; tests undo whatever they change."""
    page = opened_for_all(SUPERVISION)
    yield page
    assert untouched(page)


@pytest.mark.parametrize(
    ("side", "dial"),
    [
        (0, "role_clarity"),
        (1, "leadership"),
        (0, "supervision"),
        (1, "contract_security"),
        (0, "boundary_clarity"),
    ],
)
def test_a_dial_changes_its_way_alone_says_so_in_words_and_can_be_undone(alike, settle, dial, side):
    page = alike
    assert untouched(page)
    before, words = digests(page), text(page, f"#dial-{side}-{dial}-words")
    assert before[0] == before[1]
    turn(page, f"dial-{side}-{dial}", 0.95)
    settle(page)
    after = digests(page)
    assert after[side] != before[side]
    assert after[1 - side] == before[1 - side]
    assert text(page, f"#dial-{side}-{dial}-words") != words
    assert f"{dial}%3A0.95" in address(page)
    page.click("#undo")
    settle(page)
    assert digests(page) == before
    assert page.locator("#undo").is_disabled()


def test_strategies_are_added_dosed_timed_and_taken_away(opened, settle):
    page = opened("#v=1&months=6&luck=4&this=site-2&that=site-2")
    start = digests(page)
    page.select_option("#add-1", "more-peers")
    settle(page)
    once = digests(page)
    assert once[1] != start[1]
    row = page.locator("#way-1 .done li")
    row.locator("select").select_option("2")
    settle(page)
    twice = digests(page)
    assert twice[1] not in (once[1], start[1])
    row.locator("input").nth(0).fill("3")
    row.locator("input").nth(0).press("Enter")
    settle(page)
    assert digests(page)[1] not in (twice[1], once[1], start[1])
    assert "more-peers*2@3" in address(page).replace("%2A", "*").replace("%40", "@")
    row.locator("button").click()
    settle(page)
    assert digests(page) == start


def test_strategies_that_contradict_each_other_are_refused_in_a_sentence(supervised, settle):
    page = supervised
    assert untouched(page)
    before = digests(page)
    page.select_option("#add-1", "supervision-without-understanding")
    settle(page)
    assert "keep one of the two" in text(page, "#notice")
    assert digests(page) == before
    page.click("#undo")
    settle(page)
    assert page.locator("#notice").is_hidden()


def test_more_than_a_lever_can_do_is_refused_by_what_the_module_has_founded(opened, settle):
    """Ten days of induction by the dial, ten by one strategy: any more are too many."""
    page = opened(
        "#v=1&months=3&luck=4&this=site-2&that=site-2,role_clarity:1,recruitment-and-induction*2@1"
    )
    before = digests(page)
    assert page.locator("#notice").is_hidden()
    page.select_option("#add-1", "phased-start")
    settle(page)
    assert "bring induction days to 23; it can be at most 20" in text(page, "#notice")
    page.click("#undo")
    settle(page)
    assert page.locator("#notice").is_hidden()
    assert digests(page) == before


def test_luck_months_and_unit_belong_to_both_ways(supervised, settle):
    page = supervised
    assert untouched(page)
    first = digests(page)
    page.click("#roll")
    settle(page)
    assert page.input_value("#luck") == "5"
    second = digests(page)
    assert set(first).isdisjoint(second)
    page.fill("#months", "4")
    page.press("#months", "Enter")
    settle(page)
    assert page.get_attribute("#moment", "max") == "366"
    page.select_option("#unit", "established-unit")
    settle(page)
    assert "established" in text(page, "#about").lower()
    for _ in range(3):
        page.click("#undo")
        settle(page)
    assert digests(page) == first


@pytest.mark.parametrize("months", ["0", "121", "", "1.5"])
def test_a_horizon_that_cannot_be_is_told_in_a_sentence(supervised, settle, months):
    page = supervised
    assert untouched(page)
    page.fill("#months", months)
    page.press("#months", "Tab")
    assert "whole number from 1 to 120; it stays 6" in text(page, "#notice")
    assert page.input_value("#months") == "6"
    page.click("#roll")
    settle(page)
    assert page.locator("#notice").is_hidden()
    page.click("#undo")
    settle(page)


@pytest.mark.parametrize("step", ["shift", "day", "week", "month"])
def test_time_goes_in_steps_forth_and_back(supervised, step):
    page = supervised
    assert untouched(page)
    page.locator(f".steps input[value={step}]").check(force=True)
    page.click("#forward")
    page.click("#forward")
    shifts = {"shift": 2, "day": 6, "week": 42, "month": 183}[step]
    assert page.input_value("#moment") == str(shifts)
    page.click("#back")
    page.click("#back")
    assert page.input_value("#moment") == "0"
    assert text(page, ".team .moment").startswith("Opening day")


def test_it_plays_pauses_and_ends(opened):
    page = opened("#v=1&months=2&luck=4&this=site-2&that=site-2")
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # a page that goes on by itself may have ended before it is paused
    page.click("#play")
    page.clock.run_for(1000)
    page.click("#play")
    paused, last = int(page.input_value("#moment")), int(page.get_attribute("#moment", "max"))
    assert 0 < paused < last
    page.clock.run_for(1000)
    assert int(page.input_value("#moment")) == paused
    page.click("#play")
    page.clock.run_for(10_000)
    page.locator("#play", has_text="Play").wait_for()
    assert int(page.input_value("#moment")) == last
    page.click("#reset")
    assert page.input_value("#moment") == "0"


def test_a_summary_is_spoken_now_and_then_while_it_plays_and_not_after(opened):
    page = opened("#v=1&months=4&luck=4&this=site-2&that=site-2")
    until(page, "pairs", "200")
    page.locator(".steps input[value=day]").check(force=True)
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.evaluate(
        """() => {
            const spoken = document.getElementById("spoken");
            window.heard = [];
            new MutationObserver(() => window.heard.push(spoken.textContent)).observe(spoken, {
                childList: true,
            });
        }"""
    )
    assert page.get_attribute("#spoken", "aria-live") == "polite"
    assert page.get_attribute(".timeline output", "aria-live") == "off"
    page.click("#play")
    for _ in range(80):  # twenty seconds, in which few moments are drawn
        page.clock.fast_forward(250)
    heard = page.evaluate("heard")
    assert 3 <= len(heard) <= 6
    assert all("This way: " in one and "That way: " in one for one in heard)
    assert len(set(heard)) == len(heard)
    assert text(page, "#play") == "Pause"
    page.click("#play")
    page.clock.run_for(30_000)
    assert page.evaluate("heard") == heard


def test_any_moment_is_shown_at_once(opened):
    page = opened("#v=1&months=120&luck=4&this=site-1&that=site-1,leadership*1@1")
    took = page.evaluate(
        """() => {
            const slider = document.getElementById("moment");
            const took = [];
            for (let share = 0; share <= 1; share += 0.05) {
                slider.value = Math.round(slider.max * share);
                const begin = performance.now();
                slider.dispatchEvent(new Event("input"));
                took.push(performance.now() - begin);
            }
            return took;
        }"""
    )
    assert median(took) < 200  # of the slowest one, what else goes on in the machine decides


def test_the_parting_is_said_and_gone_to(opened):
    page = opened("#v=1&months=12&luck=4&this=site-1&that=site-1,role_clarity:0.9")
    said = text(page, "#parting")
    month = re.search(r"Until .* \(month (\d+)\) the same things happened in both", said)
    assert month
    page.click("#to-parting")
    at = int(page.input_value("#moment"))
    assert at > 0
    diaries = [text(page, f"#diary-{side} .counts") for side in (0, 1)]
    assert f"Month {month[1]} so far" in diaries[0]


def test_of_two_ways_that_are_alike_it_is_said_that_they_never_part(alike):
    assert untouched(alike)
    assert "They never do" in text(alike, "#parting")
    assert alike.locator("#to-parting").is_disabled()


def test_a_person_has_states_and_a_story_and_the_keyboard_finds_them(opened):
    page = opened("#v=1&months=12&luck=4&this=site-2&that=site-2,leadership*1@1&at=260")
    page.locator("#team-0 g.person[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert text(page, "#person h2") == "Peer worker 3"
    assert page.locator("#person .spark").count() == 7
    assert "month" in text(page, "#person .events li")
    page.keyboard.press("Escape")
    assert page.locator("#person").is_hidden()
    page.locator("#team-1 g.person.leader").click()
    assert "team leader" in text(page, "#person h2").lower()


def test_of_a_person_who_left_it_is_said_until_when_they_were_there(opened):
    page = opened("#v=1&months=24&luck=4&this=site-1&that=site-1,leadership*1@1")
    leaver = re.search(
        r"first to leave on one side only, (this|that) way, in month \d+ \((.+?)\): (.+?) resigned"
        r" \(.+ In brackets: what weighed most in it\.",
        text(page, "#parting"),
    )
    assert leaver
    side, date, who = ("this", "that").index(leaver[1]), leaver[2], leaver[3]
    name = who[0].upper() + who[1:]
    page.locator(f"#team-{side} g.person[aria-label^='{name}:']").click()
    assert "; in post since opening day." in text(page, "#person p.quiet")
    said = page.evaluate(
        """() => {
            const slider = document.getElementById("moment");
            for (let at = 0; at <= slider.max; at += 21) {
                slider.value = at;
                slider.dispatchEvent(new Event("input"));
                const said = document.querySelector("#person p.quiet").textContent;
                if (!said.includes("since")) return said;
            }
        }"""
    )
    assert said.endswith(f"; was in post from opening day to {date}.")
