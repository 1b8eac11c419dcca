"""The value of information where it is known, and of what says nothing."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.uncertainty import Gains, Regressions, value_of_information
from ccu_sim.analysis.uncertainty.information import perfect
from ccu_sim.analysis.uncertainty.smoothing import weights
from ccu_sim.errors import UserError
from ccu_sim.inputs import AS_USUAL


def uniform(random, count):
    """Unit-variance uniform numbers."""
    return (random.random(count) - 0.5) * np.sqrt(12)


def gains_of(workers, cost=None, strategies=("x", "y")):
    cost = np.zeros_like(workers) if cost is None else cost
    return Gains(
        unit="site-1",
        strategies=strategies[: workers.shape[1]],
        points=np.column_stack([np.arange(len(workers)), np.zeros(len(workers), dtype=int)]),
        workers=workers,
        cost=cost,
        calm_workers=workers,
        calm_cost=cost,
        luck=np.full(workers.shape[1], np.nan),
    )


def test_a_known_value_is_found():
    """One strategy gains m + z, z uniform: knowing z is worth E max(0, m + z) - m."""
    random, mean = np.random.default_rng(1), 0.5
    top = np.sqrt(3)
    right = (mean + top) ** 2 / (4 * top) - mean
    found = []
    for _ in range(20):
        z = uniform(random, 400)
        table = pd.DataFrame({"z": z, "idle": random.random(400)})
        gain = (mean + z + 1.5 * random.normal(size=400))[:, None]
        found.append(Regressions(table).values(gain))
    z_value, idle = np.mean(found, axis=0)
    assert z_value == pytest.approx(right, rel=0.08)
    assert idle < 0.03 * right


def test_the_interval_holds_the_known_value():
    random, mean, top = np.random.default_rng(2), 0.5, np.sqrt(3)
    right = (mean + top) ** 2 / (4 * top) - mean
    held = 0
    for _ in range(40):
        z = uniform(random, 200)
        gain = (mean + z + random.normal(size=200))[:, None]
        one = Regressions(pd.DataFrame({"z": z}))
        low, high = one.interval("values", gain, np.array([0]))
        held += low[0] <= right <= high[0]
    assert held >= 34


def test_two_strategies_that_need_opposite_values():
    """x gains |.| where z is high, y where it is low: knowing z is worth E|z|."""
    z = uniform(np.random.default_rng(3), 2000)
    value = Regressions(pd.DataFrame({"z": z})).values(np.column_stack([z, -z]))[0]
    assert value == pytest.approx(np.sqrt(3) / 2, rel=0.05)


def test_a_bend_is_followed_and_few_values_are_taken_one_by_one():
    random = np.random.default_rng(4)
    x, level = random.random(600), random.integers(0, 3, 600).astype(float)
    bent, stepped = np.sin(7 * x), np.array([0.0, 2.0, -1.0])[level.astype(int)]
    told = Regressions(pd.DataFrame({"x": x, "level": level}))
    fits = told.fits(np.column_stack([bent, stepped]) + 0.3 * random.normal(size=(600, 2)))
    assert np.sqrt(((fits[0][:, 0] - bent) ** 2).mean()) < 0.08
    assert np.sqrt(((fits[1][:, 1] - stepped) ** 2).mean()) < 0.05


def test_what_is_tied_to_what_matters_is_worth_something_too():
    random = np.random.default_rng(5)
    z = random.normal(size=1000)
    tied = 0.9 * z + np.sqrt(1 - 0.81) * random.normal(size=1000)
    value = Regressions(pd.DataFrame({"z": z, "tied": tied})).values(np.column_stack([z, -z]))
    assert value == pytest.approx(np.sqrt(2 / np.pi) * np.array([1, 0.9]), rel=0.06)


def test_noise_seldom_stands_out():
    random = np.random.default_rng(6)
    false_finds = 0
    for _ in range(30):
        told = Regressions(pd.DataFrame(random.random((60, 12))))
        gains = random.normal(size=(60, 2))
        false_finds += told.values(gains).max() > told.by_chance("values", gains)
    assert false_finds <= 5


def test_perfect_information_is_the_regret_of_the_best():
    gains = np.array([[1.0, -1.0], [-2.0, 3.0], [-1.0, -1.0], [1.0, 0.0]])
    assert perfect(gains) == pytest.approx((1 + 3 + 0 + 1) / 4 - 0.25)


def test_what_to_find_out_first_in_workers_and_in_money():
    random = np.random.default_rng(7)
    table = pd.DataFrame(random.random((200, 3)), columns=["keeps", "costs", "idle"])
    middled = table - table.mean()
    workers = 4 * middled[["keeps"]].to_numpy()
    cost = 200_000 * middled[["costs"]].to_numpy()
    told = value_of_information([(gains_of(workers, cost), Regressions(table))], willing=10_000)
    value = told.information.set_index("parameter")
    assert list(value.index[value["workers_stands_out"]]) == ["keeps"]
    assert "costs" in value.index[value["dollars_stands_out"]]
    assert value.loc["keeps", "workers"] == pytest.approx(0.5, rel=0.15)
    assert value.loc["costs", "dollars"] == pytest.approx(25_000, rel=0.15)
    assert value["workers"].max() <= told.choices["workers_perfect"].item() + 1e-9


def test_nothing_is_worth_knowing_where_nothing_turns_the_choice():
    """No leavers at all, or everyone leaves: no strategy changes anything."""
    table = pd.DataFrame(np.random.default_rng(8).random((30, 3)))
    told = value_of_information([(gains_of(np.zeros((30, 2))), Regressions(table))])
    assert (told.information[["workers", "dollars"]] == 0).all().all()
    choice = told.choices.iloc[0]
    assert choice["workers_best"] == AS_USUAL
    assert choice["workers_perfect"] == choice["dollars_perfect"] == 0
    assert not told.information["workers_stands_out"].any()


@pytest.mark.parametrize("sets", [1, 2, 19])
def test_few_sets_say_nothing(sets):
    table = pd.DataFrame(np.random.default_rng(9).random((sets, 2)))
    told = value_of_information([(gains_of(np.ones((sets, 1))), Regressions(table))])
    assert told.information.empty
    assert np.isnan(told.choices["workers_perfect"].item())


def test_sets_drawn_many_times_do_not_pass_for_evidence():
    random = np.random.default_rng(10)
    few = pd.DataFrame(random.random((5, 2)))
    often = few.loc[np.repeat(few.index, 20)].reset_index(drop=True)
    told = value_of_information([(gains_of(random.normal(size=(100, 1))), Regressions(often))])
    assert told.information.empty
    assert told.choices["different"].item() == 5


@pytest.mark.parametrize("willing", [-1.0, float("nan"), float("inf")])
def test_a_worker_is_worth_a_sum_of_money(willing):
    with pytest.raises(UserError, match="A\\$ for one more worker kept"):
        value_of_information([], willing)


def test_what_says_nothing_is_followed_by_a_level_line():
    gains = np.random.default_rng(1).normal(size=(30, 1))
    spread = ((gains - gains.mean()) ** 2).sum()
    inside = np.zeros((2, 3, 1))
    inside[1, 0] = np.sqrt(0.9 * spread)  # along the smoothest direction
    kept = weights(np.array([[0.0, 1.0, 5.0]] * 2), inside, gains)
    assert not kept[0].any()
    assert kept[1, 0, 0] == pytest.approx(1.0)
    assert kept[1, 2, 0] < 0.01  # what would only follow noise
