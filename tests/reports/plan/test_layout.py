"""The page in a browser: nothing is cut at any width, and the hand-out fits one sheet of A4."""

import re
from pathlib import Path

import pytest

from ccu_sim.reports.plan.page import render

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no Chromium"),
]

CUT = """() => [...document.querySelectorAll('main *')].filter(one => {
  if (one.closest('.scroll') || one.tagName === 'SOURCE') return false;
  const box = one.getBoundingClientRect();
  return box.width > 0 && box.right > document.documentElement.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as play:
        given = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        found = play.chromium.launch(executable_path=str(CHROMIUM), args=given)
        yield found
        found.close()


@pytest.fixture(scope="module")
def files(plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    for name, one_page in (("plan", False), ("one-page", True)):
        text = render(plan, one_page=one_page)
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [1280, 768, 400])
def test_nothing_is_cut(browser, files, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((files / "plan.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    narrow = page.evaluate("document.querySelector('figure img').currentSrc.length")
    wide = page.evaluate("document.querySelector('figure img').src.length")
    assert (narrow != wide) == (width == 400)  # its own picture on a telephone


def test_the_handout_is_one_sheet(browser, files, tmp_path):
    page = browser.new_page()
    page.goto((files / "one-page.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    counts = re.findall(rb"/Count (\d+)", (tmp_path / "page.pdf").read_bytes())
    assert counts == [b"1"]


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
