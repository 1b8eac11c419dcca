"""The report in a browser: axe finds nothing, and its first page fits any screen."""

import pytest

from ccu_sim.reports import render
from ccu_sim.reports.findings import Findings


@pytest.fixture(scope="module")
def files(made_up, tmp_path_factory):
    """The report and its page to hand out, as they are written."""
    folder, findings = tmp_path_factory.mktemp("accessible"), Findings(made_up)
    for name, one_page in (("report", False), ("one-page", True)):
        text = render(findings, one_page=one_page)
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["report", "report unfolded", "one-page"])
def test_axe_finds_nothing(browser, complaints, files, in_browser, name):
    page = browser.new_page(color_scheme="dark", viewport={"width": 1280, "height": 900})
    page.goto((files / f"{name.split()[0]}.html").as_uri())
    if name.endswith("unfolded"):
        page.evaluate(in_browser.UNFOLD)
    found = {}  # the schemes differ in colours alone, so at each width all other rules look once
    for width in (1280, 768, 400):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            if told := complaints(page, colours_alone=scheme == "light"):
                found[width, scheme] = told
    page.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 768, 400])
def test_how_people_left_is_seen_whole(browser, files, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((files / "report.html").as_uri())
    table = page.locator("table.ways").first
    box = table.locator("xpath=..").bounding_box()
    for cell in table.locator("th, td").all():
        placed = cell.bounding_box()
        assert placed["x"] + placed["width"] <= box["x"] + box["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_planner_reads_of_possible_worlds_not_of_parameter_sets(browser, files, in_browser):
    page = browser.new_page()
    page.goto((files / "report.html").as_uri())
    page.evaluate(in_browser.UNFOLD)
    for section in ("short", "compared", "effects", "leaving", "reasons", "costs", "drivers"):
        assert "parameter set" not in page.locator(f"#{section}").inner_text().lower(), section
    assert "possible worlds" in page.locator("#short").inner_text()
    page.close()
