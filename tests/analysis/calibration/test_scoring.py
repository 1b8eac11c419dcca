"""Small cases with answers worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.calibration.candidates import BLOCK, Space, draw
from ccu_sim.analysis.calibration.emulator import fit
from ccu_sim.analysis.calibration.pooling import (
    Output,
    estimate,
    outputs_of,
    spread_between_runs,
)
from ccu_sim.analysis.calibration.scoring import implausibility
from ccu_sim.evidence import Registry, Target, Targets


@pytest.fixture
def ten_to_twenty(toy):
    return Output(toy.target("share", 10, 20), "here")


def test_implausibility(ten_to_twenty):
    # Half a range of 5, a discrepancy of .6 * 5 = 3, sampling error 4: together 5.
    shown = np.array([[10.0], [15.0], [20.0], [25.0], [0.0], [np.nan]])
    off = implausibility(shown, np.array([16.0]), [ten_to_twenty], 0.6)
    assert off.ravel().tolist() == [0.0, 0.0, 0.0, 1.0, 2.0, np.inf]


def test_means_and_sampling_error(toy):
    targets = Targets((toy.target("share", 0, 1),), ("here", "there"), 0.1)
    rows = pd.DataFrame(
        [
            (4, "here", 0, 1.0),
            (4, "here", 1, 3.0),
            (4, "there", 0, 5.0),
            (4, "there", 1, 5.0),
            (9, "here", 0, 0.0),
            (9, "here", 1, 0.0),
            (9, "there", 0, 8.0),
            (9, "there", 1, 4.0),
        ],
        columns=["candidate", "unit", "replicate", "share"],
    )
    spread = spread_between_runs(rows, targets)
    assert spread["share"].to_dict() == {"here": 1.0, "there": 4.0}
    found = estimate(rows, targets, spread)
    assert [output.name for output in found.outputs] == [
        "share@here",
        "share@there",
        "share@together",
    ]
    assert found.candidates.tolist() == [4, 9]
    assert found.mean.tolist() == [[2.0, 5.0, 3.5], [0.0, 6.0, 3.0]]
    # Variance over two runs at each unit; together a quarter of their sum.
    assert found.variance[0].tolist() == [0.5, 2.0, 0.625]


def test_correlation_is_over_everyone_in_all_runs():
    target = Target(
        "leaving_x", "", -1, 1, "interval", (-1, 1), False, "", "", "derived", (), True, ""
    )
    targets = Targets((target,), ("here", "there"), 0.1)
    luck = np.random.default_rng(5)
    rows, answers, left = [], [], []
    for unit, people in (("here", 30), ("there", 20)):
        for replicate in range(2):
            x = luck.random(people)
            y = (luck.random(people) < 0.5 * x).astype(float)
            answers.append(x)
            left.append(y)
            sums = (people, y.sum(), x.sum(), (x * x).sum(), (x * y).sum())
            rows.append((0, unit, replicate, *sums))
    names = ["survey_n", "survey_resigned", "sum_x", "squares_x", "products_x"]
    table = pd.DataFrame(rows, columns=["candidate", "unit", "replicate", *names])
    found = estimate(table, targets, pd.DataFrame())
    r = np.corrcoef(np.concatenate(answers), np.concatenate(left))[0, 1]
    assert outputs_of(targets)[0].place == "together"
    assert found.mean[0, 0] == pytest.approx(r)
    assert found.variance[0, 0] == pytest.approx((1 - r * r) ** 2 / 99)
    nobody = table.assign(survey_resigned=0.0, products_x=0.0)
    assert estimate(nobody, targets, pd.DataFrame()).mean[0, 0] == 0.0


def test_values_and_shares(toy):
    registry = Registry(
        [
            toy.parameter("even", 3, 2, 4),
            toy.parameter("steep", 1, 0.01, 100, "log"),
            toy.parameter("fixed", 1, 1, 1),
        ]
    )
    space = Space.of(registry)
    assert space.names == ("even", "steep")
    shares = np.array([[0.0, 0.0], [0.5, 0.5], [1.0, 1.0], [1 / 3, 1 / 3]])
    values = space.values(shares)
    assert values[:3].tolist() == [[2, 0.01], [3, 1], [4, 100]]
    assert values[3].tolist() == [2.66667, 0.215443]
    assert np.allclose(space.shares(values), shares, atol=1e-5)


def test_more_candidates_never_change_those_before(toy):
    space = Space.of(toy.REGISTRY)
    few = draw(space, 10, seed=1, wave=1)
    many = draw(space, BLOCK + 10, seed=1, wave=1)
    assert np.array_equal(few.shares, many.shares[:10])
    assert many.looked_at == BLOCK + 10
    assert not np.array_equal(draw(space, 10, seed=1, wave=2).shares, few.shares)


def test_only_plausible_candidates_are_drawn(toy):
    space = Space.of(toy.REGISTRY)
    drawn = draw(space, 50, seed=1, wave=2, plausible=lambda shares: shares[:, 0] < 0.1)
    everything = space.block(1, 2, 0)
    expected = everything[everything[:, 0] < 0.1][:50]
    assert np.array_equal(drawn.shares, expected)
    assert 300 < drawn.looked_at < 800


def test_emulator_finds_straight_lines(toy):
    luck = np.random.default_rng(3)
    shares = luck.random((200, 5))
    slopes = np.array([2.0, 0.0, -1.0, 0.0, 0.5])
    shown = 3 + (shares - 0.5) @ slopes + luck.normal(0, 0.1, 200)
    outputs = (Output(toy.target("share", 0, 1), "here"),)
    found = fit(outputs, shares, shown[:, None], np.full((200, 1), 0.01))
    assert found.level[0] == pytest.approx(3, abs=0.05)
    assert found.slope[:, 0] == pytest.approx(slopes, abs=0.1)
    assert found.explained[0] == pytest.approx(0.95)  # never sure of itself
    assert found.predict(np.full((1, 5), 0.5))[0, 0] == pytest.approx(3, abs=0.05)


def test_emulator_knows_what_it_does_not_know(toy):
    luck = np.random.default_rng(4)
    shares = luck.random((300, 2))
    bent = 4 * (shares[:, :1] - 0.5) ** 2
    outputs = (Output(toy.target("share", 0, 0.1), "here"),)
    found = fit(outputs, shares, bent, np.zeros((300, 1)))
    assert found.explained[0] < 0.05
    assert found.error[0] == pytest.approx(bent.var(), rel=0.05)
