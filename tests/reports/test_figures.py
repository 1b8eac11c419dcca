"""Every figure draws whatever a study is, and says in words what it shows."""

import itertools
import re
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from ccu_sim.analysis.outcomes import OUTCOMES
from ccu_sim.reports import (
    Findings,
    plot_cost_plane,
    plot_course,
    plot_effects,
    plot_people,
    plot_retention,
    plot_run,
    plot_sweep,
)
from ccu_sim.reports.figures.forest import _panel
from ccu_sim.reports.figures.sweep import swept_axis
from ccu_sim.reports.style import house_style, svg

BARS = ("stochastic", "parameter", "mc")

CASES = {
    "as it comes": {},
    "one of everything": {
        "hazards": {"as-usual": 1.0, "steady": 0.6},
        "units": ("site-1",),
        "sets": 1,
        "replicates": 1,
    },
    "one month": {"months": 1, "sets": 2, "units": ("site-1",)},
    "five years": {"months": 60, "sets": 2, "units": ("site-1",)},
    "no peer workers": {"heads": {"clinician": 8}, "sets": 2, "units": ("clinic",)},
    "one peer worker": {
        "heads": {"peer_worker": 1, "clinician": 30},
        "sets": 2,
        "units": ("site-1",),
    },
    "many strategies": {
        "hazards": {"as-usual": 1.0} | {f"strategy-number-{k}": 0.5 + k / 20 for k in range(20)},
        "sets": 2,
        "months": 12,
    },
}


@pytest.fixture(params=CASES, scope="module")
def findings(request, synthetic_results):
    arguments = {"sets": 4, "replicates": 2} | CASES[request.param]
    return Findings(synthetic_results(**arguments))


@pytest.fixture(scope="module")
def of_made_up(made_up):
    return Findings(made_up)


@pytest.mark.parametrize("plot", [plot_retention, plot_course, plot_people, plot_cost_plane])
@pytest.mark.filterwarnings("error")
def test_it_draws_and_tells(findings, plot):
    figure = plot(findings)
    assert svg(figure).startswith("<?xml")
    assert len(figure.alt) > 40
    assert "nan" not in figure.alt


@pytest.mark.filterwarnings("error")
def test_effects_are_drawn_for_each_unit(findings):
    for unit in findings.units:
        figure = plot_effects(findings, unit)
        svg(figure)
        assert "nan" not in figure.alt


@pytest.mark.parametrize("largest", [0.0009, 0.004, 0.03, 2.0])
def test_numbers_under_an_effect_stand_apart_however_small_it_is(largest):
    ends = {"low": [-0.7 * largest], "high": [largest]}
    table = pd.DataFrame(
        {f"{kind}_{end}": value for kind in BARS for end, value in ends.items()}
        | {"effect": [0.1 * largest]}
    )
    with house_style():
        figure = Figure(figsize=(1.9, 2.0), layout="constrained")  # of four panels, the narrowest
        axes = figure.subplots()
        _panel(axes, table, OUTCOMES["cohesion"])
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        low, high = axes.get_xlim()
        boxes = [
            tick.label1.get_window_extent(canvas.get_renderer())
            for tick in axes.xaxis.get_major_ticks()
            if low <= tick.get_loc() <= high
        ]
    assert len(boxes) >= 2
    assert all(one.x1 < other.x0 for one, other in itertools.pairwise(boxes))


def test_no_interval_of_an_effect_hides_another(of_made_up):
    figure = plot_effects(of_made_up, "site-1")
    bars = [bar for bar in figure.axes[0].collections if len(bar.get_segments())]
    bars.sort(key=lambda bar: bar.get_zorder())
    widths = [bar.get_linewidth()[0] for bar in bars]
    assert len(bars) == 3
    assert widths == sorted(set(widths), reverse=True)
    (key,) = figure.legends
    drawn = {to_rgb(bar.get_color()[0]) for bar in bars}
    assert drawn <= {to_rgb(mark.get_color()) for mark in key.get_lines()}
    assert [re.split(r"[,(]", text.get_text())[0].strip() for text in key.get_texts()] == [
        "mean paired difference from as usual",
        "Monte Carlo interval of that mean",
        "parameter interval",
        "stochastic variability",
    ]


@pytest.mark.filterwarnings("error")
def test_as_usual_alone_has_curves(synthetic_results):
    findings = Findings(synthetic_results(hazards={"as-usual": 1.0}, sets=2))
    for plot in (plot_retention, plot_course):
        figure = plot(findings)
        svg(figure)
        assert "as usual" in figure.alt


def one_run(results):
    first = "unit == 'site-1' and strategy == 'as-usual' and set == 0 and replicate == 0"
    return SimpleNamespace(
        unit=results.study.unit_objects[0],
        monthly=results.monthly.query(first),
        spells=results.spells.query(first),
    )


@pytest.mark.filterwarnings("error")
def test_one_run_is_drawn_as_posts_and_months(made_up):
    figure = plot_run(one_run(made_up), title="A year at <Bob's> & co")
    svg(figure)
    assert "of 17 peer workers of the opening day still in post" in figure.alt
    bars = figure.axes[0].patches
    spells = one_run(made_up).spells
    assert len(bars) == len(spells)
    assert len(figure.axes) == 5


def test_as_usual_is_said_with_numbers(of_made_up):
    usual = of_made_up.as_usual("site-1", "retention_36_clinician")
    assert f"as usual {100 * usual:.0f} %" in plot_retention(of_made_up).alt


def test_a_sweep_needs_one_axis(of_made_up):
    assert swept_axis(of_made_up) is None
    with pytest.raises(ValueError, match="exactly one"):
        plot_sweep(of_made_up)


@pytest.mark.filterwarnings("error")
def test_a_sweep_is_drawn(synthetic_results):
    results = synthetic_results(sets=3)
    results.runs["setting"] = results.runs["set"]
    results.runs["set"] = 0
    results.study.settings = lambda: [{"role_clarity": 0.2 * k} for k in range(3)]
    figure = plot_sweep(Findings(results))
    svg(figure)
    assert "role clarity goes from 0 to 0.4" in figure.alt
