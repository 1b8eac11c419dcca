"""What several pages show of a study is drawn once, and as it would be by itself."""

import pytest

from ccu_sim.reports import Findings, plot_effects, plot_people
from ccu_sim.reports.pictures import drawn
from ccu_sim.reports.style import svg


@pytest.fixture(scope="module")
def findings(synthetic_results):
    return Findings(synthetic_results(sets=2, months=6, units=("site-1",)))


def test_it_is_drawn_once_for_the_same_question(findings):
    all_of_them, first = tuple(findings.order), tuple(findings.order[:1])
    once = drawn(plot_effects, findings, "site-1", all_of_them)
    assert drawn(plot_effects, findings, "site-1", all_of_them) is once
    for other in (
        drawn(plot_effects, findings, "site-1", first),
        drawn(plot_people, findings, all_of_them),
        drawn(plot_effects, Findings(findings.results), "site-1", first),
    ):
        assert other is not once


def test_it_is_what_the_figure_shows_and_tells(findings):
    figure = plot_people(findings)
    picture = drawn(plot_people, findings, tuple(findings.order))
    assert (picture.svg, picture.alt) == (svg(figure), figure.alt)
    assert (picture.width, picture.height) == tuple(figure.get_size_inches())
