"""The address of the page: it holds everything, and one that is not ours is told."""

import re

import pytest

import ccu_sim as ccu
from ccu_sim.explorer import page_of
from ccu_sim.inputs import load_unit
from tests.explorer.test_page import address, digests, text, turn


def test_the_address_holds_everything(opened, settle):
    page = opened()
    page.fill("#months", "3")
    page.press("#months", "Enter")
    settle(page)
    turn(page, "dial-0-leadership", 0.2)
    settle(page)
    page.select_option("#add-0", "championing")
    settle(page)
    page.click("#roll")
    settle(page)
    page.click("#forward")
    page.wait_for_url(re.compile(r"&at=21\b"))
    kept, shown = address(page), digests(page)
    again = opened(kept)
    assert digests(again) == shown
    assert again.input_value("#moment") == page.input_value("#moment") == "21"
    assert again.input_value("#months") == "3"
    assert address(again) == kept


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    """A page that begins with two months where an address says nothing else."""
    study = ccu.study_of(["site-1"], ["leadership"], months=2)
    page = page_of([load_unit("site-1")], [study], [])
    return page.save(tmp_path_factory.mktemp("brief") / "page.html")


@pytest.mark.parametrize(
    ("hash_", "sentence"),
    [
        ("#v=0&months=3", "of another version"),
        ("#v=1&months=0&luck=1&this=site-1&that=site-1", "whole number from 1 to 120"),
        ("#v=1&months=3&luck=1&this=nowhere&that=site-1", "has no unit “nowhere”"),
        ("#v=1&months=3&luck=1&this=site-1,leadership:7&that=site-1", "from 0 to 1"),
        ("#v=1&months=3&luck=1&this=site-1,magic*1@1&that=site-1", "no strategy “magic”"),
        ("#v=1&months=3&luck=1&this=site-1,<b>&that=site-1", "does not understand"),
    ],
)
def test_an_address_that_is_not_ours_is_told_and_the_page_goes_on(
    opened, settle, brief, hash_, sentence
):
    page = opened(hash_, file=brief)
    assert page.input_value("#months") == "2"
    assert len(digests(page)) == 2
    assert sentence in text(page, "#notice")
    page.click("#roll")
    settle(page)
    assert page.locator("#notice").is_hidden()
