"""Simulated years are kept between commands, for the unit and the model that they are of."""

import numpy as np
import pytest

from ccu_sim.analysis.calibration import kept_years, observed
from ccu_sim.evidence import parameter_sets

SETS = parameter_sets(2, 1)


@pytest.fixture
def unit(units, tmp_path, monkeypatch):
    """A unit with a year of its own, and nothing kept yet."""
    monkeypatch.setenv("CCU_SIM_CACHE_DIR", str(tmp_path))
    return units["site-1"].varied({"observed": {"headcount": 26, "leavers_12m": 5}})


def test_a_unit_is_simulated_once_whatever_it_observed(unit, monkeypatch):
    first = observed.reweigh(unit, SETS, replicates=2)
    assert observed.weighed_before(unit, SETS, replicates=2)
    monkeypatch.setattr(observed, "_year", None)  # whoever simulates now fails
    again = observed.reweigh(unit, SETS, replicates=2)
    assert np.array_equal(again.expected, first.expected)
    other = unit.varied({"observed": {"headcount": 13, "leavers_12m": 9}})
    half = observed.reweigh(other, SETS, replicates=2)
    assert half.expected == pytest.approx(first.expected / 2)


@pytest.mark.parametrize("changed", ["unit", "sets", "replicates", "seed", "model"])
def test_a_change_of_anything_else_is_simulated_anew(unit, changed, monkeypatch):
    asked = {"unit": unit, "sets": SETS, "replicates": 2, "seed": 1}
    before = kept_years.question(**asked)
    other = {"unit": unit.varied({"beds": 19}), "sets": SETS[:1], "replicates": 3, "seed": 2}
    if changed == "model":
        monkeypatch.setattr(kept_years, "environment", lambda: {"model": "another"})
    else:
        asked[changed] = other[changed]
    assert kept_years.question(**asked) != before


def test_what_cannot_be_read_or_written_is_simulated_again(unit, tmp_path):
    kept_years.keep("a", np.ones((2, 2, 3)))
    assert kept_years.recall("a", (2, 2, 3)).sum() == 12
    assert kept_years.recall("a", (2, 1, 3)) is None
    (tmp_path / "years" / "year-a.npy").write_bytes(b"half")
    assert kept_years.recall("a", (2, 2, 3)) is None
    (tmp_path / "years" / "year-a.npy").unlink()
    (tmp_path / "years").rmdir()
    (tmp_path / "years").write_text("a file")
    kept_years.keep("a", np.ones(3))
    assert kept_years.recall("a", (3,)) is None


def test_the_oldest_are_forgotten(unit, tmp_path, monkeypatch):
    monkeypatch.setattr(kept_years, "MOST_KEPT", 2)
    for name in "abc":
        kept_years.keep(name, np.ones(1))
    assert len(list((tmp_path / "years").iterdir())) == 2
