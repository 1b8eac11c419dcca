"""How far an answer leans on unchecked numbers is counted right."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis.dependence import DEPENDENCE_COLUMNS, dependence, dependence_of
from ccu_sim.analysis.sensitivity import DRIVER_COLUMNS, drivers
from ccu_sim.evidence import Parameter, Source

READ, RECALLED = Source("read", "A paper.", True), Source("recalled", "Another.", False)


def parameter(name, basis, *sources):
    checked = bool(sources) and all(source.read for source in sources)
    return Parameter(name, "a", 0.5, 0, 1, "linear", "share", basis, sources, checked, "Why.")


REGISTRY = {
    one.name: one
    for one in (
        parameter("known", "reported", READ),
        parameter("recalled", "derived", RECALLED),
        parameter("guessed", "assumed"),
        parameter("led", "assumed", READ),
        parameter("misled", "assumed", READ, RECALLED),
    )
}


def depending_on(**correlations):
    rows = [(name, value, 0.0, 0.0) for name, value in correlations.items()]
    return pd.DataFrame(rows, columns=list(DRIVER_COLUMNS))


def test_each_kind_is_counted():
    found = dependence_of(
        depending_on(known=0.6, misled=-0.5, recalled=0.4, guessed=0.3, led=-0.2), REGISTRY
    )
    assert found.drivers == ("known", "misled", "recalled", "guessed", "led")
    assert found.assumed == ("misled", "guessed", "led")
    assert found.unchecked == ("misled", "recalled")
    assert found.share == pytest.approx(0.54 / 0.90)


def test_what_is_known_is_not_leant_on():
    found = dependence_of(depending_on(known=0.7), REGISTRY)
    assert (found.assumed, found.unchecked, found.share) == ((), (), 0.0)


def test_what_the_registry_does_not_know_counts_as_assumed():
    assert dependence_of(depending_on(own=0.7), REGISTRY).assumed == ("own",)


def test_where_nothing_stands_out_there_is_no_share():
    found = dependence_of(depending_on(), REGISTRY)
    assert found.drivers == ()
    assert np.isnan(found.share)


def paired_runs(effects):
    """Runs in which a strategy has a given effect on each outcome in each set."""
    usual = effects.assign(unit="ours", strategy="as-usual", setting=0, replicate=0)
    usual["set"] = effects.index
    ran = usual.assign(strategy="more")
    usual[list(effects)] = 0.0
    return pd.concat([usual, ran], ignore_index=True)


@pytest.fixture(scope="module")
def parameters():
    random = np.random.default_rng(1)
    return pd.DataFrame(random.random((60, len(REGISTRY))), columns=list(REGISTRY))


def test_every_effect_is_told_of(parameters):
    effects = pd.DataFrame(
        {
            "cohesion": 2 * parameters["guessed"] + parameters["known"],
            "trust_gap": parameters["recalled"],
            "disputes": 1.0,
        }
    )
    table = dependence(paired_runs(effects), parameters, list(effects), REGISTRY)
    assert list(table.columns) == list(DEPENDENCE_COLUMNS)
    by_outcome = table.set_index("outcome")
    counts = by_outcome[["drivers", "assumed", "unchecked"]]
    assert counts.loc["cohesion"].tolist() == [2, 1, 0]
    assert counts.loc["trust_gap"].tolist() == [1, 0, 1]
    assert counts.loc["disputes"].tolist() == [0, 0, 0]
    assert by_outcome.loc["cohesion", "parameters"] == "guessed, known"
    square = drivers(effects["cohesion"], parameters)["correlation"] ** 2
    assert by_outcome.loc["cohesion", "share"] == pytest.approx(square[0] / square.sum())
    assert by_outcome.loc["trust_gap", "share"] == 1.0
    assert np.isnan(by_outcome.loc["disputes", "share"])


def test_too_few_sets_cannot_tell(parameters):
    effects = pd.DataFrame({"cohesion": parameters["guessed"]})
    few = dependence(paired_runs(effects.head(19)), parameters, ["cohesion"], REGISTRY)
    assert few[["drivers", "assumed", "unchecked", "share"]].isna().all(axis=None)


def test_a_set_that_was_chosen_twice_is_one_set(parameters):
    twice = parameters.iloc[np.arange(38) // 2].reset_index(drop=True)
    effects = pd.DataFrame({"cohesion": twice["guessed"]})
    table = dependence(paired_runs(effects), twice, ["cohesion"], REGISTRY)
    assert table["drivers"].isna().all()
