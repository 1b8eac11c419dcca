"""The page of a plan: what is on it, that it is safe, and that no label is over another."""

import base64
import copy
import hashlib
import itertools
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from ccu_sim.analysis.calibration.observed import weigh
from ccu_sim.inputs import load_unit
from ccu_sim.reports.first.people_here import NARROW, WIDE, plot_people_here
from ccu_sim.reports.first.words import dollars, keeps, of_all, rounded, team_holds, worlds
from ccu_sim.reports.phrases import listed_apart
from ccu_sim.reports.plan.figures import plot_doses, plot_equal_spending, plot_frontier
from ccu_sim.reports.plan.page import render
from ccu_sim.reports.plan.words import answer_of, in_short
from ccu_sim.reports.style import house_style

VOID = {"meta", "img", "br", "source", "link"}


class Balanced(HTMLParser):
    """Sees that every element that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.said = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] not in (["style"], ["script"]):
            self.said.append(data)


def words_of(page):
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    return " ".join(" ".join(parser.said).split())


@pytest.fixture(scope="module")
def page(plan):
    return render(plan, command="ccu-sim plan ours --budget 60000")


def test_it_says_what_to_do_first_for_how_much_and_how_sure(plan, page):
    said = words_of(page)
    assert 'The <b>best</b> & "only" unit' in said  # text stays text
    assert "<b>best</b>" not in page
    assert "What to do first to keep staff, for up to A$60,000 over nine months" in said
    assert "First Permanent contracts Offers everyone on a fixed term a permanent post." in said
    for heading in ("Money", "How sure", "What would change the answer", "What to find out first"):
        assert heading in said
    assert "Not priced (Permanent contracts): The commitment itself" in said
    assert "all 4 possible worlds" in said
    assert "ccu-sim plan ours --budget 60000" in said
    assert not re.search(r"\bnan\b|\binf\b", said, re.IGNORECASE)


def test_the_page_to_hand_out_has_nothing_folded_and_the_same_first_page(plan, page):
    handout = render(plan, one_page=True)
    assert "<details>" not in handout
    assert "<script>" not in handout
    assert words_of(handout).removesuffix(" ") in words_of(page)
    assert page.count("<details>") >= 6


@pytest.mark.parametrize(("left", "missed"), [(5, False), (38, True)])
def test_a_year_that_no_world_gives_is_told_before_what_to_do(plan, left, missed):
    unit = load_unit("site-2", {"observed": {"headcount": 19, "leavers_12m": left}})
    ours = copy.copy(plan)
    ours.weighed = weigh(unit, np.array([[[4.0, 0, 9], [6.0, 0, 9]]] * 2))
    page = render(ours, one_page=True)
    told = page.index("You told us: 5 left" if not missed else "<strong>The unit&#39;s own last")
    assert (told < page.index('class="lead"')) is missed


def test_only_its_own_script_may_run_and_nothing_is_fetched(page):
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert not re.findall(r"""(?:src|href|srcset)=["'](?!data:)""", page)


def test_it_is_the_same_every_time(plan, page):
    assert render(plan, command="ccu-sim plan ours --budget 60000") == page


def test_how_people_left_adds_up(plan, page):
    [table] = re.findall(r"<caption>[^<]*people, on average</caption>.*?</table>", page, re.DOTALL)
    for row in re.findall(r"<tr><th scope=.row.>.*?</tr>", table):
        numbers = [float(one) for one in re.findall(r'<td class="n">([\d.]+)</td>', row)]
        assert sum(numbers) == pytest.approx(19, abs=0.21)
    usual = re.findall(r'<td class="n">([\d.]+)</td>', table)[2]
    assert float(usual) > 5  # contracts that ended


def out_of_view(figure):
    """Labels of ticks beyond the ends of an axis, which are there but not drawn."""
    ticks = [
        (tick, axis.get_view_interval())
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis.get_major_ticks()
    ]
    return {
        label
        for tick, (low, high) in ticks
        if not low - 1e-9 <= tick.get_loc() <= high + 1e-9
        for label in (tick.label1, tick.label2)
    }


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("draw", [plot_people_here, plot_frontier, plot_doses, plot_equal_spending])
def test_no_label_is_over_another_and_none_is_cut(plan, draw, width):
    figure = draw(answer_of(plan) if draw is plot_people_here else plan, width)
    with house_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        seen = [
            (text.get_text(), text.get_window_extent(canvas.get_renderer()))
            for text in set(figure.findobj(Text)) - out_of_view(figure)
            if text.get_text().strip() and text.get_visible()
        ]
    whole = figure.bbox
    for said, box in seen:
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= whole.x1 + 1 and box.y1 <= whole.y1 + 1
        assert inside, f"{said!r} is cut"
    for (one, a), (other, b) in itertools.combinations(seen, 2):
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 1 or b.y1 <= a.y0 + 1
        assert apart, f"{one!r} and {other!r} overlap"
    assert figure.alt


def test_words_of_numbers():
    assert [dollars(one) for one in (0, 999, 5000, 99_752, 1_234_567)] == [
        "A$0",
        "A$999",
        "A$5,000",
        "A$99,800",
        "A$1,230,000",
    ]
    assert dollars(float("nan")) == "an amount that cannot be given"
    assert rounded(9.1, 13.2) == ("9", "13")
    assert rounded(9.1, 9.3) == ("9.1", "9.3")
    assert rounded(5.4, 5.6) == ("5.4", "5.6")  # not a whole person more
    assert rounded(5.49, 5.51) == ("6", "6")
    assert worlds(1.0, 32) == "all 32 possible worlds"
    assert worlds(0.5, 32) == "16 of 32 possible worlds"


def test_all_are_here_only_where_no_run_loses_anybody():
    assert [of_all(one, 25) for one in (25.0, 24.5, 24.4, 0.2)] == [
        *("all 25", "almost all 25", "24 of the 25", "none of the 25")
    ]


def test_a_list_of_lists_shows_where_each_ends():
    assert listed_apart(["a"]) == "a"
    assert listed_apart(["a", "b", "c"], "or") == "a, b or c"
    assert listed_apart(["a and b", "a", "b"]) == "a and b; a; and b"
    assert listed_apart(["a and b"]) == "a and b"


def test_a_narrow_interval_is_told_with_as_many_digits_as_it_takes():
    step = {"workers": 0.12, "workers_low": 0.08, "workers_high": 0.17}
    assert keeps(pd.Series(step)) == "keeps 0.1 more of the staff (between 0.1 and 0.2)"
    step["workers_high"] = 0.14
    assert keeps(pd.Series(step)) == "keeps 0.12 more of the staff (between 0.08 and 0.14)"
    step |= {"workers": 1.2, "workers_low": -0.3, "workers_high": 2.7}
    assert (
        keeps(pd.Series(step)) == "keeps 1.2 more of the staff, which may be chance (−0.3 to +2.7)"
    )


def test_a_change_of_the_team_too_small_to_be_told_is_none(plan):
    answer = answer_of(plan)
    change = {"cohesion": 0.004, "cohesion_low": 0.002, "cohesion_high": 0.006}
    assert team_holds(answer, pd.Series(change)) == "; the team holds together as before"
    change |= {"cohesion": 0.014, "cohesion_high": 0.02}
    assert "better (+0.01 on 1 to 5" in team_holds(answer, pd.Series(change))


def test_a_terminal_is_told_the_same(plan):
    first, sentence, *rest = in_short(plan)
    assert first.startswith('The <b>best</b> & "only" unit. What to do first to keep staff')
    assert sentence.startswith("With permanent contracts")
    assert rest[0].startswith("First: permanent contracts. Keeps ")
