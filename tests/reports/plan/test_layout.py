"""The page in a browser: nothing cut, no label over another, and a hand-out of one A4 sheet."""

import re
from dataclasses import replace

import pytest

from ccu_sim.reports.first.page import rendered
from ccu_sim.reports.plan.page import first_page_of, render
from ccu_sim.reports.plan.words import answer_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(plan, tmp_path_factory, in_browser):
    folder = tmp_path_factory.mktemp("page")
    for name, one_page in (("plan", False), ("one-page", True)):
        text = render(plan, one_page=one_page)
        (folder / f"{name}.html").write_text(in_browser.measurable(text), encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [1280, 768, 400])
def test_nothing_is_cut_and_no_label_is_over_another(browser, files, in_browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((files / "plan.html").as_uri())
    page.evaluate(in_browser.UNFOLD)
    assert page.evaluate(in_browser.CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = page.evaluate(in_browser.LABELS)
    assert found["measured"] > 45
    assert found["faults"] == []
    narrow = page.evaluate("document.querySelector('figure img').currentSrc.length")
    wide = page.evaluate("document.querySelector('figure img').src.length")
    assert (narrow != wide) == (width == 400)  # its own picture on a telephone


@pytest.mark.parametrize(("name", "least"), [("plan", 45), ("one-page", 10)])
def test_no_label_is_over_another_in_print(browser, files, in_browser, name, least):
    page = browser.new_page(viewport={"width": 695, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto((files / f"{name}.html").as_uri())
    page.evaluate(in_browser.UNFOLD)
    found = page.evaluate(in_browser.LABELS)
    assert found["measured"] > least
    assert found["faults"] == []


def test_the_handout_is_one_sheet(browser, files, tmp_path):
    page = browser.new_page()
    page.goto((files / "one-page.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    counts = re.findall(rb"/Count (\d+)", (tmp_path / "page.pdf").read_bytes())
    assert counts == [b"1"]


@pytest.mark.parametrize("steps", [3, 4, 5])
def test_so_is_that_of_a_plan_with_many_steps(browser, plan, tmp_path, steps):
    page = browser.new_page()
    first = first_page_of(plan, answer_of(plan))
    many = replace(
        first,
        steps=[*first.steps, *first.steps * 5][:steps],
        not_priced=(first.not_priced * 5)[:steps],
        not_now=["Of it. " * 80],
    )
    (tmp_path / "page.html").write_text(
        rendered("plan/page.html.j2", {"first": many, "one_page": True}), encoding="utf-8"
    )
    page.goto((tmp_path / "page.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert re.findall(rb"/Count (\d+)", (tmp_path / "page.pdf").read_bytes()) == [b"1"]


def test_tables_sort(browser, files):
    page = browser.new_page()
    page.goto((files / "plan.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    kept = """() => [...document.querySelectorAll('table.sorts')[1].tBodies[0].rows]
        .map(row => parseFloat(row.cells[2].textContent.replace('\\u2212', '-')))"""
    page.click("table.sorts >> nth=1 >> thead >> th >> nth=2 >> button")
    values = page.evaluate(kept)
    assert len(values) > 4
    assert values == sorted(values, reverse=True)
