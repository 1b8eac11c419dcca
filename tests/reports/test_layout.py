"""The report in a browser: nothing is cut, no label is over another, A4 is one sheet a unit."""

import re

import pytest

import ccu_sim as ccu
from ccu_sim.reports import render

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(tmp_path_factory, in_browser):
    """The reports of two units under strategies with long and short names, by what they are."""
    study = ccu.study_of(
        ["site-1", "established-unit"],
        [
            "permanent-contracts",
            ["permanent-contracts", "professional-supervision"],
            "leadership",
            "boundary-policy-and-reflective-practice",
            "co-reflection-and-peer-network",
            "championing",
            "more-peers",
        ],
        parameter_sets=3,
        replicates=2,
        months=36,
    )
    found = ccu.compare(study)
    folder = tmp_path_factory.mktemp("report")
    for name, one_page in (("report", False), ("one-page", True)):
        text = render(found.findings, one_page=one_page)
        (folder / f"{name}.html").write_text(in_browser.measurable(text), encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [1280, 768, 400])
def test_nothing_is_cut_and_no_label_is_over_another(browser, pages, in_browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((pages / "report.html").as_uri())
    page.evaluate(in_browser.UNFOLD)
    assert page.evaluate(in_browser.CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = page.evaluate(in_browser.LABELS)
    assert found["measured"] > 100
    assert found["faults"] == []


def test_in_print_too(browser, pages, in_browser):
    page = browser.new_page(viewport={"width": 695, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto((pages / "report.html").as_uri())
    page.evaluate(in_browser.UNFOLD)
    found = page.evaluate(in_browser.LABELS)
    assert found["measured"] > 100
    assert found["faults"] == []


def test_the_measure_sees_a_fault(browser, in_browser):
    page = browser.new_page()
    page.set_content(
        """<main><img width="200" height="100" src='data:image/svg+xml,<svg
        xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
        <g id="text_1"><!-- one --><rect x="10" y="10" width="50" height="20"/></g>
        <g id="text_2"><!-- two --><rect x="40" y="15" width="50" height="20"/></g>
        <g id="text_3"><!-- three --><rect x="180" y="60" width="50" height="20"/></g>
        </svg>'></main>"""
    )
    page.wait_for_function("document.querySelector('img').complete")
    found = page.evaluate(in_browser.LABELS)
    assert found["measured"] == 3
    assert sorted(found["faults"]) == ["one | two overlap", "three is cut"]


def test_the_handout_is_a_sheet_for_each_unit(browser, pages, tmp_path):
    page = browser.new_page()
    page.goto((pages / "one-page.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert re.findall(rb"/Count (\d+)", (tmp_path / "page.pdf").read_bytes()) == [b"2"]


def test_tables_of_strategies_sort(browser, pages):
    page = browser.new_page()
    page.goto((pages / "report.html").as_uri())
    page.evaluate("document.querySelector('#leaving').open = true")
    page.click("#leaving table >> nth=0 >> thead >> th >> nth=4 >> button")
    kept = page.evaluate(
        """[...document.querySelector('#leaving table').tBodies[0].rows]
           .map(row => parseFloat(row.cells[4].textContent))"""
    )
    assert len(kept) == 8
    assert kept == sorted(kept, reverse=True)
    assert len(set(kept)) > 2
