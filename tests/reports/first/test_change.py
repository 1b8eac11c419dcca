"""Where a choice fails is said as it was made to fail."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from ccu_sim.errors import UserError
from ccu_sim.reports.first import change
from ccu_sim.reports.first.change import where_it_fails


def answer(gain):
    """Sixty sets of four parameters; what is kept in each is a function of the first."""
    random = np.random.default_rng(3)
    parameters = pd.DataFrame(random.random((60, 4)), columns=["heat", "dust", "noise", "glare"])
    by_set = pd.Series(gain(parameters["heat"]), index=parameters.index)
    return SimpleNamespace(by_set=by_set, results=SimpleNamespace(parameters=parameters))


def where_it_is_hot(heat):
    return np.where(heat > 0.7, 0.2, 3.0)


def test_where_it_fails_is_found():
    pytest.importorskip("ema_workbench")
    [said] = where_it_fails(answer(where_it_is_hot))
    failing = int((answer(where_it_is_hot).by_set < 1).sum())
    assert said.startswith(
        f"It keeps less than one more worker in {failing} of 60 possible worlds, mostly where heat "
        "is at least 0."
    )


def test_by_chance_alone_it_is_counted():
    random = np.random.default_rng(5)
    [said] = where_it_fails(answer(lambda heat: random.permutation(where_it_is_hot(heat))))
    assert said.endswith("of 60 possible worlds.")


def test_without_the_extra_it_is_counted(monkeypatch):
    def missing(*_):
        raise UserError("ema_workbench is not installed")

    monkeypatch.setattr(change, "find_region", missing)
    [said] = where_it_fails(answer(where_it_is_hot))
    assert said.endswith("of 60 possible worlds.")


def test_nothing_is_said_where_it_never_fails():
    assert where_it_fails(answer(lambda heat: 2 + heat)) == []


def test_what_it_goes_with_is_said_from_the_better_end(monkeypatch):
    monkeypatch.setattr(change, "renewal", lambda answer: [])
    given = answer(lambda heat: 2 + heat)
    drivers = {"parameter": ["voice_gain"], "gain_low": [2.96], "gain_high": [-0.04]}
    given.whole, given.drivers = {}, pd.DataFrame(drivers)
    *_, said = change.what_would_change(given)
    assert said == "It keeps 3.0 more at the low end of voice gain, and 0.0 at the high end."
