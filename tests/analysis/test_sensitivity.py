"""What an effect depends on is found, and noise is not taken for it."""

import numpy as np
import pandas as pd

from ccu_sim.analysis.sensitivity import DRIVER_COLUMNS, drivers, noise_bar


def parameters_of(random, sets, count):
    return pd.DataFrame(random.random((sets, count)), columns=[f"p{k}" for k in range(count)])


def test_the_parameter_that_makes_the_effect_is_found():
    random = np.random.default_rng(1)
    parameters = parameters_of(random, 100, 60)
    effect = pd.Series(2 * parameters["p7"] - parameters["p3"] + 0.1 * random.random(100))
    found = drivers(effect, parameters)
    assert list(found["parameter"][:2]) == ["p7", "p3"]
    assert found["correlation"][0] > 0 > found["correlation"][1]
    assert found["gain_low"][0] < found["gain_high"][0]


def test_noise_seldom_passes_for_a_driver():
    random = np.random.default_rng(2)
    false_finds = sum(
        len(drivers(pd.Series(random.random(50)), parameters_of(random, 50, 80))) > 0
        for _ in range(200)
    )
    assert false_finds <= 20


def test_few_sets_say_nothing():
    random = np.random.default_rng(3)
    parameters = parameters_of(random, 10, 2)
    found = drivers(parameters["p0"], parameters)
    assert found.empty
    assert list(found.columns) == list(DRIVER_COLUMNS)


def test_a_constant_effect_depends_on_nothing():
    parameters = parameters_of(np.random.default_rng(4), 30, 2)
    assert drivers(pd.Series(np.ones(30)), parameters).empty


def test_the_bar_falls_with_sets_and_rises_with_parameters():
    assert noise_bar(100, 80) < noise_bar(50, 80)
    assert noise_bar(100, 80) > noise_bar(100, 10)
