"""The table of what moved since an earlier version."""

import importlib.util

import pytest


@pytest.fixture(scope="module")
def moving(checkout):
    spec = importlib.util.spec_from_file_location("make_moved", checkout / "docs" / "make_moved.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(effect, half=0.01):
    return {"leadership": {"kept_36": (effect, half), "resigned_12": (0.0, half)}}


def test_only_what_moved_beyond_chance_is_told_with_why(moving):
    said = moving.moved(table(0.05), table(0.01)).splitlines()
    assert len(said) == 3
    assert "`leadership`" in said[2]
    assert "+0.050 ± 0.010" in said[2]
    assert "+0.010 ± 0.010" in said[2]
    assert moving.REASONS["leadership"] in said[2]
    assert len(moving.moved(table(0.05), table(0.04)).splitlines()) == 2


def test_a_table_that_is_kept_is_read_again(moving, tmp_path):
    moving.write(table(0.0512), tmp_path / "kept.csv")
    assert moving.read(tmp_path / "kept.csv") == table(0.0512)


def test_reasons_are_of_strategies_that_ship(moving, checkout):
    from ccu_sim.inputs import scenario_files

    assert set(moving.REASONS) <= set(scenario_files("strategy"))
    kept = moving.read(checkout / "docs" / "moved" / "before.csv")
    assert set(kept) <= set(scenario_files("strategy"))
    assert all(set(one) == set(moving.MEASURES) for one in kept.values())
