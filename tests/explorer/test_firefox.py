"""The page in Firefox: ready as soon, the same bits, and nothing wrong on the way."""

import shutil

import pytest

from tests.explorer.firefox import Firefox, firefox
from tests.explorer.test_digest import digest_of

SOON = 2_000
"""Milliseconds from opening the file until both histories are there."""

HOW = (
    "no Firefox here, so no page was opened in it; `apt-get install firefox-esr` (or any Firefox "
    "on the path) brings these tests to life"
)
START = "#v=1&months=6&luck=4&this=site-2&that=site-2,professional-supervision*1@1"
READY = "document.documentElement.dataset.ready"
RESTED = "document.documentElement.dataset.busy === 'no'"


@pytest.fixture(scope="module")
def browser():
    """Give the Firefox that is installed."""
    found = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if found is None:
        pytest.skip(HOW)
    with firefox(found) as opened:
        yield opened


@pytest.fixture
def page(browser: Firefox):
    """Give the browser; its consoles say nothing, and no page asks for anything outside."""
    browser.said.clear()
    yield browser
    browser.settle()
    assert browser.said == []


def texts(page, selector):
    return page.ask(f"[...document.querySelectorAll('{selector}')].map((one) => one.textContent)")


def test_it_is_ready_soon(page, page_file):
    took = []
    for _ in range(3):
        page.open(page_file.as_uri())
        page.wait_for(READY)
        took.append(page.ask("performance.getEntriesByName('ready')[0].startTime"))
    assert min(took) < SOON


def test_its_runs_are_those_of_the_command_line_to_the_last_bit(page, page_file):
    page.open(page_file.as_uri() + START)
    page.wait_for(READY)
    commands = texts(page, "#takeaway > .piece pre")
    digests = [told.split()[-1] for told in texts(page, "#takeaway > .piece .digest")]
    assert len(set(digests)) == 2
    assert digests == [digest_of(command) for command in commands]


def test_dials_play_lessons_and_many_units(page, page_file):
    page.open(page_file.as_uri() + START)
    page.wait_for(f"{READY} && document.documentElement.dataset.pairs === '200'")
    assert len(texts(page, "#answer tbody tr")) > 3
    before = texts(page, "#takeaway > .piece .digest")
    page.ask("document.getElementById('roll').click()")
    page.wait_for(RESTED)
    assert set(before).isdisjoint(texts(page, "#takeaway > .piece .digest"))
    page.ask("document.getElementById('play').click()")
    page.wait_for("Number(document.getElementById('moment').value) > 42")
    page.ask("document.getElementById('play').click()")
    page.ask("document.getElementById('lessons').click()")
    page.ask("[...document.querySelectorAll('#lesson button, #lesson a')][1].click()")
    page.wait_for(RESTED)
    assert page.ask("location.hash.includes('lesson=')")


def test_a_console_that_speaks_would_be_heard(browser, page_file):
    browser.open(page_file.as_uri() + START)
    browser.ask("console.error('something is wrong')")
    browser.settle()
    assert browser.said == ["something is wrong"]
