"""The site: whole, strict about links and navigation, and complete without a network."""

import importlib.util
import shutil
import sys

import pytest

import ccu_sim

WIDTHS = (1280, 400)
LOOKED_AT = (
    *("docs/index", "docs/see-it-first", "docs/mesa", "docs/reference", "docs/commands"),
    *("docs/glossary", "docs/factors", "notebooks/01-a-first-comparison"),
)


@pytest.fixture(scope="session")
def make_site(docs):
    """The script that makes the site, as a module."""
    spec = importlib.util.spec_from_file_location("make_site", docs / "make_site.py")
    sys.modules["make_site"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def site(make_site, tmp_path_factory):
    """The site, with a sample of few runs."""
    folder = tmp_path_factory.mktemp("site") / "site"
    assert make_site.main(["--out", str(folder), "--sets", "2"]) == 0
    return folder


def test_every_page_and_notebook_is_there(site, checkout):
    sources = [*checkout.glob("docs/*.md"), *checkout.glob("notebooks/*.ipynb")]
    wanted = {path.relative_to(checkout).with_suffix(".html") for path in sources}
    assert {path for path in wanted if not (site / path).is_file()} == set()


def test_notebooks_show_what_they_showed(site):
    page = (site / "notebooks" / "01-a-first-comparison.html").read_text(encoding="utf-8")
    assert "cell_output" in page
    assert "<img" in page


def test_the_reference_has_every_public_name_and_command(site, make_site):
    names = make_site.Page(site / "docs" / "reference.html").places
    public = {f"ccu_sim.{name}" for name in ccu_sim.__all__ if name != "__version__"}
    assert public - names == set()
    commands = make_site.Page(site / "docs" / "commands.html").places
    from ccu_sim.cli.program import app

    assert {f"ccu-sim-{one.name}" for one in app.registered_commands} - commands == set()


def small_checkout(docs, folder, **pages):
    """Lay out a checkout of a few pages under the settings of the real one."""
    (folder / "docs").mkdir()
    shutil.copy(docs / "conf.py", folder / "docs")
    shutil.copytree(docs / "static", folder / "docs" / "static")
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")


INDEX = "# Front\n\n```{toctree}\nthere\n```\n"


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({"there": "# There\n\n[front](index.md#front)"}, None),
        ({"there": "# There", "strayed": "# Strayed"}, "isn't included in any toctree"),
        ({"there": "# There\n\n[gone](gone.md)"}, "'gone.md'"),
        ({"there": "# There\n\n[gone](index.md#gone)"}, "'gone'"),
        ({"there": "# There\n\n![gone](gone.png)"}, "gone.png"),
    ],
    ids=["sound", "not in the navigation", "no such page", "no such heading", "no such picture"],
)
def test_what_is_not_sound_is_refused(docs, make_site, tmp_path, capfd, pages, told):
    small_checkout(docs, tmp_path, index=INDEX, **pages)
    failed = make_site.build(tmp_path, tmp_path / "site")
    assert bool(failed) == bool(told)
    assert told is None or told in capfd.readouterr().err


def test_a_link_that_sphinx_does_not_know_is_followed_too(make_site, tmp_path):
    (tmp_path / "page.html").write_text(
        '<p id="here"><a href="#here">a</a><a href="#gone">b</a><a href="gone.html">c</a></p>'
        '<a href="https://example.org/gone">d</a><img src="page.html">'
    )
    assert sorted(make_site.nowhere(tmp_path)) == ["page.html: #gone", "page.html: gone.html"]


def test_a_folder_that_is_no_site_is_left_alone(make_site, tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert make_site.main(["--out", str(tmp_path)]) == 2
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert "is no site" in capsys.readouterr().err


@pytest.fixture
def page(browser):
    """A page that may ask for files alone, and at the end has nothing to complain of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert said == []


def test_the_front_page_leads_in(page, site):
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/docs/index.html")
    page.click("article >> text=From a head-count to a page for the meeting")
    assert page.title().startswith("From a head-count")


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_opens_from_a_file_and_fits(page, site, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.images].every(one => one.naturalWidth > 0)")


@pytest.mark.parametrize("name", ["docs/see-it-first", "notebooks/01-a-first-comparison"])
def test_a_picture_stays_legible_on_a_phone_and_scrolls(page, site, name):
    page.set_viewport_size({"width": 400, "height": 900})
    page.goto((site / f"{name}.html").as_uri())
    seen = page.eval_on_selector_all(
        "article img",
        """all => all.map(one => {
          const around = one.parentElement;
          around.scrollLeft = 1000;
          return [one.width, one.width - around.clientWidth - around.scrollLeft, around.tabIndex];
        })""",
    )
    assert seen
    for width, unreached, in_order_of_keys in seen:
        assert width >= 640
        assert abs(unreached) <= 1
        assert in_order_of_keys == 0


def test_the_guide_to_a_class_prints_on_two_sheets(page, site):
    page.goto((site / "docs" / "teaching.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("text=Skip to content").is_hidden()
    edges = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    printed = page.pdf(format="A4", margin=edges)
    assert printed.count(b"/Type /Page\n") == 2


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(page, site, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    for name in LOOKED_AT:
        page.goto((site / f"{name}.html").as_uri())
        # style sheets that it would load again lie in files, which a page may not ask for
        found = Axe().run(page, options={"preload": False}).response["violations"]
        # pandas leaves the corner of a table empty, which is told as minor
        assert [(one["id"], name) for one in found if one["impact"] != "minor"] == []


def test_search_works_from_a_file(page, site):
    page.goto((site / "docs" / "index.html").as_uri())
    page.fill(".sidebar-search", "regret")
    page.press(".sidebar-search", "Enter")
    page.wait_for_selector("#search-results li a[href*='robustness.html']", state="attached")
    found = page.eval_on_selector_all("#search-results li a", "all => all.map(one => one.href)")
    assert any("robustness.html" in url for url in found)


def test_it_follows_the_wish_for_dark(page, site):
    shades = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto((site / "docs" / "index.html").as_uri())
        shades.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert shades[0] != shades[1]


def test_the_sample_is_a_report_and_a_living_explorer(page, site):
    page.goto((site / "docs" / "see-it-first.html").as_uri())
    page.click("text=Open the sample report")
    assert "Do peer workers stay for supervision" in page.inner_text("body")
    page.goto((site / "docs" / "see-it-first.html").as_uri())
    page.click("text=Open the explorer")
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
