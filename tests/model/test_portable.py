"""The portable module: built from these rules, the same bits as they, at once and everywhere."""

import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccu_sim.errors import UserError
from ccu_sim.inputs import compose, scenario_files
from ccu_sim.model import building, compiled, engine, portable, run_world
from ccu_sim.model.compiling import source_hash
from ccu_sim.model.initialization import initialize

STRATEGIES = sorted(scenario_files("strategy"))
UNITS = sorted(scenario_files("unit"))


@pytest.fixture(scope="session")
def native():
    """The rules compiled by Numba."""
    return engine.Native()


@pytest.fixture(scope="session")
def docked(native, differences):
    """Run a scenario by the module and by Numba, and require the same bits."""

    def dock(unit, policy, parameters, *, months, seed):
        worlds = []
        for each in (portable.Portable(), native):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(engine, "present", lambda each=each: each)
                worlds.append(run_world(unit, policy, parameters, months=months, seed=seed))
        assert differences(*worlds) == []

    return dock


def test_the_module_was_built_from_these_rules():
    """After a change of a rule: `make module`."""
    assert portable.why_not() is None
    assert json.loads(portable.RECORD.read_text())["sources"] == source_hash()


def test_it_is_the_engine_of_this_process():
    assert isinstance(engine.present(), portable.Portable) or engine.UNCOMPILED


def test_it_asks_for_nothing_and_offers_every_entry():
    _, module = portable._module()
    assert list(module.imports) == []
    offered = {one.name for one in module.exports}
    assert offered == {*engine.ENTRIES, "memory", "__heap_base"}


@pytest.mark.slow
@pytest.mark.parametrize("name", STRATEGIES)
def test_it_agrees_with_numba_on_every_strategy_at_every_unit(docked, units, central, name):
    policy = compose([name])
    months = max((strategy.first_month for strategy in policy.strategies), default=1)
    for unit in units.values():
        docked(unit, policy, central, months=months + 1, seed=3)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_it_agrees_with_numba_at_full_length(docked, units, central, unit):
    policy = compose(["co-reflection-and-peer-network", "more-peers"])
    docked(units[unit], policy, central, months=120, seed=5)


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_it_agrees_with_numba_on_random_scenarios(docked, scenarios, data):
    docked(**data.draw(scenarios.runs(months=4)))


@pytest.mark.slow
@settings(max_examples=400, derandomize=False, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_it_agrees_with_numba_on_many_random_scenarios(docked, scenarios, data):
    docked(**data.draw(scenarios.runs(months=12)))


@pytest.mark.slow
def test_it_is_built_again_to_the_same_bytes(tmp_path):
    module, record = tmp_path / "ccu_sim.wasm", tmp_path / "ccu_sim.json"
    building.main(module, record)
    assert record.read_bytes() == portable.RECORD.read_bytes()
    assert module.read_bytes() == portable.MODULE.read_bytes()


def test_threads_do_not_disturb_one_another(site_1, as_usual, central, differences):
    def one(seed):
        return run_world(site_1, as_usual, central, months=6, seed=seed)

    alone = [one(seed) for seed in range(6)]
    together = {}
    threads = [
        threading.Thread(target=lambda seed=seed: together.update({seed: one(seed)}))
        for seed in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for seed, world in enumerate(alone):
        assert differences(world, together[seed]) == []


def test_what_another_world_left_in_memory_does_not_show(site_1, central, units):
    """Longer logs of another unit lie behind those of this one, and are not read."""
    little = {"months": 2, "seed": 1}
    much = run_world(units["established-unit"], compose(["more-peers"]), central, months=60, seed=2)
    after = run_world(site_1, compose([]), central, **little)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "present", portable.Portable)  # with a memory of its own
        alone = run_world(site_1, compose([]), central, **little)
    assert after.tobytes() == alone.tobytes()
    for count in portable.LOGS.values():
        assert much[count][0] > after[count][0]


@pytest.mark.parametrize("name", ["portable", pytest.param("native", marks=pytest.mark.slow)])
def test_a_division_by_zero_is_an_error_as_in_python(site_1, as_usual, central, request, name):
    worlds = initialize(site_1, as_usual, central, months=1, seed=1)
    for weight in ("belonging_trust", "belonging_voice", "belonging_valued"):
        worlds["par"][weight] = 0.0
    each = portable.Portable() if name == "portable" else request.getfixturevalue(name)
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        each(engine.ENTRIES["walk"], worlds, 0, 0, 30)


def test_each_world_of_an_array_is_run_by_itself(site_1, as_usual, central):
    worlds = np.concatenate(
        [initialize(site_1, as_usual, central, months=1, seed=seed) for seed in (1, 2)]
    )
    before = worlds.copy()
    compiled.walk(worlds, 1, 0, 9)
    assert worlds[:1].tobytes() == before[:1].tobytes()
    assert worlds[1:].tobytes() != before[1:].tobytes()


# What may be wrong with it


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the module that a test may spoil; nothing compiles the rules instead."""
    for name in ("MODULE", "RECORD"):
        there = getattr(portable, name)
        monkeypatch.setattr(portable, name, Path(shutil.copy(there, tmp_path)))
    monkeypatch.setattr(engine, "has_numba", lambda: False)
    forget()
    yield tmp_path
    forget()


def forget():
    portable.why_not.cache_clear()
    engine.present.cache_clear()


def sentence():
    with pytest.raises(UserError) as caught:
        engine.present()
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", ["ccu_sim.wasm", "ccu_sim.json"])
def test_a_missing_file_is_one_sentence(copy, name):
    (copy / name).unlink()
    assert f"{name}, part of the compiled model, cannot be read" in sentence()


def test_a_truncated_module_is_one_sentence(copy):
    path = copy / "ccu_sim.wasm"
    path.write_bytes(path.read_bytes()[:-100])
    assert "is not the module that was built" in sentence()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_record_that_says_nothing_is_one_sentence(copy, text):
    (copy / "ccu_sim.json").write_text(text)
    assert "does not say what the compiled model was built from" in sentence()


def test_rules_that_were_changed_without_numba_are_one_sentence(copy, monkeypatch):
    monkeypatch.setattr(portable, "source_hash", lambda: "0123456789abcdef")
    told = sentence()
    assert "0123456789abcdef" in told
    assert "pip install 'ccu-sim[rules]'" in told


def test_wasmtime_missing_is_one_sentence(copy, monkeypatch):
    monkeypatch.setattr(portable.importlib.util, "find_spec", lambda name: None)
    assert "wasmtime, which runs the compiled model, is not installed" in sentence()


def test_with_numba_changed_rules_are_compiled(copy, monkeypatch):
    monkeypatch.setattr(engine, "has_numba", lambda: True)
    monkeypatch.setattr(portable, "source_hash", lambda: "0123456789abcdef")
    assert isinstance(engine.present(), engine.Native)


def test_nobody_who_only_uses_the_model_needs_numba(python):
    assert python("without_numba.py").split() == ["compiled", "mesa", "own", "same"]
