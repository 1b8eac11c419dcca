"""The report stands alone, is safe and accessible, and says what cannot be given."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from ccu_sim.errors import UserError
from ccu_sim.reports import Findings, readable, render, write_report
from ccu_sim.reports.effects_table import effects_table

SMALL = {"sets": 2, "months": 6, "units": ("site-1",)}
VOID = {"meta", "img", "link", "br", "hr", "input", "source"}


class Page(HTMLParser):
    """Collects what the tests ask about, and checks that elements nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.images, self.ids, self.links, self.headings = [], [], [], [], []
        self.words = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "img":
            self.images.append(attributes)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.words))


@pytest.fixture(scope="module")
def findings(made_up):
    return Findings(made_up)


@pytest.fixture(scope="module")
def page_text(findings):
    return render(findings, "ccu-sim compare study.yaml")


@pytest.fixture(scope="module")
def page(page_text):
    return Page(page_text)


@pytest.fixture(scope="module")
def small_text(synthetic_results):
    return render(Findings(synthetic_results(**SMALL)))


@pytest.fixture(scope="module")
def troubled(synthetic_results):
    """A page of which some runs failed, with sets that were accepted for another model."""
    results = synthetic_results(**SMALL)
    results.manifest.unaccepted = "The sets were accepted for another version of the model."
    results.failures = results.runs.iloc[:3]
    results.complete = False
    return Page(render(Findings(results)))


def test_it_needs_no_network(page_text, page):
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", page_text)
    assert "@import" not in page_text
    [script] = re.findall(r"<script>(.*?)</script>", page_text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page_text  # only its own may run
    assert "default-src 'none'" in page_text
    assert all(image["src"].startswith("data:image/svg+xml;base64,") for image in page.images)


def test_every_figure_is_told(page):
    assert len(page.images) >= 5
    assert all(len(image["alt"]) > 40 for image in page.images)


def test_headings_and_links_hold(page):
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_what_to_do_comes_first_and_all_else_is_folded(page_text, page):
    first = page_text[: page_text.index("<details")]
    assert "With steady, about" in first
    assert re.search(r"of the 25 staff of the opening day are still here after three years", first)
    for heading in ("Money", "How people left", "How sure", "What to find out first"):
        assert first.count(f">{heading}</h3>") == 2  # of each unit
    assert "Keep fewer staff than as usual" in first or "Keeps fewer staff" in first
    assert re.search(r"\d+ of 12 possible worlds|all 12 possible worlds", first)
    assert first.count("<picture>") == 2
    assert "<h1>Two units: what to do first in each</h1>" in first
    rest = page_text[page_text.index("<details") :]
    assert re.search(r"Of 17 peer workers, \d+ rather than \d+ are still here", rest)
    assert len(re.findall("<section", rest)) == 0


def test_one_unit_is_the_title(small_text):
    assert '<h1 class="unit">Unit site-1</h1>' in small_text


def test_how_people_left_adds_up(page_text):
    tables = re.findall(r"<caption>[^<]*: people, on average</caption>.*?</table>", page_text, re.S)
    assert len(tables) == 2
    for table in tables:
        rows = re.findall(r"<tr[^>]*><th scope=.row.>.*?</tr>", table)
        assert len(rows) == 4  # as usual and three strategies
        for row in rows:
            numbers = [float(one) for one in re.findall(r'<td class="n">([\d.]+)</td>', row)]
            assert len(numbers) == 4
            assert sum(numbers) == pytest.approx(25, abs=0.21)


def test_the_page_to_hand_out_is_the_first_page_alone(findings, page_text):
    handout = render(findings, one_page=True)
    assert "<details" not in handout
    assert "<script" not in handout
    first = Page(page_text[: page_text.index("<details")] + "</main></body></html>").text
    for said in ("With steady, about", "What to find out first"):
        assert Page(handout).text.count(said) == first.count(said) == 2


def test_every_measure_says_which_way_is_better(page):
    assert "Cohesion (1–5); more is better" in page.text
    assert "Trust gap; less is better" in page.text
    assert "nine in ten single runs as usual" in page.text


def test_the_cautions_are_there(page):
    for said in (
        "No measured turnover of peer workers in Community Care Units exists",
        "has not been reviewed by people with lived experience",
        "Possible worlds are the parameter sets that were accepted",
        "no forecast",
        "There are no p-values",
        "Monte Carlo interval",
        "parameter interval",
        "Stochastic variability",
    ):
        assert said in page.text, said


def test_sets_that_were_accepted_for_another_model_meet_no_targets(troubled, page):
    assert "The sets were accepted for another version of the model." in troubled.text
    assert "meet the published targets" in page.text
    assert "meet the published targets" not in troubled.text


def test_where_the_numbers_come_from(page):
    for said in ("0" * 64, "ccu-sim compare study.yaml", "Seed", "ccu-sim verify"):
        assert said in page.text


def test_no_hole_shows(page):
    for hole in ("nan", "None", "inf ", "{{", "Undefined"):
        assert not re.search(rf"\b{re.escape(hole)}\b", page.text), hole


def test_the_same_results_give_the_same_bytes(synthetic_results, small_text):
    assert render(Findings(synthetic_results(**SMALL))) == small_text


def test_what_users_write_is_escaped(synthetic_results):
    results = synthetic_results(sets=2, replicates=1, units=("site-1",), months=6)
    nasty = "<script>alert('$1$')</script> & \"co\""
    results.study.name = nasty
    results.study.unit_objects[0].title = nasty
    results.study.policies[1].title = nasty
    text = render(Findings(results))
    assert text.count("<script") == 1
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;") >= 3
    Page(text)


def test_one_of_everything_says_what_cannot_be_given(synthetic_results):
    results = synthetic_results(
        hazards={"as-usual": 1.0, "steady": 0.1},
        units=("site-1",),
        sets=1,
        replicates=1,
        months=6,
    )
    page = Page(render(Findings(results)))
    assert "One possible world was run" in page.text
    assert "One replicate was run" in page.text
    assert "The runs last six months" in page.text
    assert "Monte Carlo interval cannot be given" in page.text
    assert "Which strategy is best cannot be said" in page.text
    assert "after six months" in page.text
    assert not re.search(r"\bnan\b", page.text)


def test_as_usual_alone_is_described(synthetic_results):
    page = Page(render(Findings(synthetic_results(hazards={"as-usual": 1.0}, **SMALL))))
    assert "there is nothing to compare with" in page.text
    assert "What it costs" not in page.text


def test_a_unit_without_peer_workers(synthetic_results):
    results = synthetic_results(heads={"clinician": 8}, sets=2, months=6, units=("clinic",))
    page = Page(render(Findings(results)))
    assert "employs no peer workers" in page.text


def test_nothing_helps(synthetic_results):
    hazards = {"as-usual": 1.0, "worse": 2.0}
    results = synthetic_results(hazards=hazards, sets=3, months=12, units=("a",))
    page = Page(render(Findings(results)))
    assert "Nothing that was compared keeps as many staff as going on as usual" in page.text
    assert "no strategy kept more staff than as usual" in page.text


def test_lost_runs_are_told(troubled):
    assert "3 runs failed" in troubled.text


def test_it_is_written_whole(tmp_path, findings):
    path = write_report(findings, tmp_path / "report.html")
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path, made_up):
    with pytest.raises(UserError, match="no such folder"):
        write_report(made_up, tmp_path / "nowhere" / "report.html")


def test_the_table_of_effects(made_up):
    table = effects_table(made_up).set_index(["unit", "strategy"])
    assert list(table.index[:2]) == [("site-1", "as-usual"), ("site-1", "steady")]
    usual = table.loc[("site-1", "as-usual")]
    steady = table.loc[("site-1", "steady")]
    assert steady["peers_24_effect"] == pytest.approx(steady["peers_24"] - usual["peers_24"])
    assert steady["peers_24_low"] < steady["peers_24_effect"] < steady["peers_24_high"]
    assert 0.5 < steady["helps"] <= 1
    runs = made_up.runs.query("unit == 'site-1' and strategy == 'as-usual'")
    assert usual["trust_gap"] == pytest.approx(runs["trust_gap"].mean())
    counted = runs["retention_36_clinician"]
    assert usual["clinicians_36"] != counted.mean()  # luck is taken off
    assert usual["clinicians_36"] == pytest.approx(counted.mean(), abs=2 * counted.sem())


def test_the_table_of_effects_can_be_read(findings):
    table = readable(findings)
    assert list(table.columns[:3]) == ["Unit", "Strategy", "Peers here after two years"]
    assert table["Strategy"][0] == "As usual"
    nothing = table[table["Strategy"] == "Nothing"].iloc[0]
    assert "no change" in nothing["Cohesion (1–5)"]
    assert not table.astype(str).apply(lambda column: column.str.contains("nan")).any().any()


def test_short_horizons_have_their_own_columns(synthetic_results):
    results = synthetic_results(months=6, sets=2, units=("site-1",))
    assert "peers_6" in effects_table(results)
