"""The house style keeps labels apart and figures reproducible."""

import matplotlib
import numpy as np
import pytest

from ccu_sim.reports.style import (
    ROLES,
    STRATEGIES,
    USUAL,
    house_style,
    new_figure,
    png,
    spread,
    svg,
)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*STRATEGIES, *ROLES.values(), USUAL])
def test_colours_can_be_read_as_text_on_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5  # WCAG AA


def test_labels_are_moved_apart_and_stay_in_order():
    moved = spread([0.5, 0.5, 0.52, 0.9], [0.1] * 4, 0.0, 1.0)
    assert np.all(np.diff(moved) >= 0.1 - 1e-9)
    assert moved[0] >= 0.05 - 1e-9
    assert moved[-1] <= 0.95 + 1e-9


def test_labels_that_do_not_meet_stay_where_they_are():
    assert spread([0.2, 0.8], [0.1, 0.1], 0.0, 1.0) == [0.2, 0.8]
    assert spread([], [], 0.0, 1.0) == []


def draw():
    with house_style():
        figure = new_figure(2.0)
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1])
        axes.set_title("costs A$5 or A$10")  # not mathematics
    return figure


def test_the_same_figure_is_the_same_file():
    assert svg(draw()) == svg(draw())
    assert png(draw()) == png(draw())


def test_settings_of_the_user_are_left_alone_and_do_not_leak_in():
    before = dict(matplotlib.rcParams)
    plain = svg(draw())
    assert dict(matplotlib.rcParams) == before
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black"}):
        assert svg(draw()) == plain


def test_a_figure_shows_itself_in_a_notebook():
    assert draw()._repr_png_().startswith(b"\x89PNG")
