"""One's own unit: its last year weighs the parameter sets."""

import numpy as np
import pytest

from ccu_sim.analysis.calibration.observed import reweigh, weigh
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY, parameter_sets
from ccu_sim.inputs import load_unit


@pytest.fixture(scope="module")
def unit():
    """A unit of 26 of whom five left; the vacancies are not known."""
    return load_unit("site-1", {"observed": {"headcount": 26, "leavers_12m": 5, "sick_days": 9}})


def years_of(means, spread=2.0):
    """Two simulated years a set, a spread apart in every figure."""
    middle = np.array(means, dtype=float)[:, None, :]
    return middle + np.array([-spread / 2, spread / 2])[None, :, None]


def test_weights_by_hand(unit):
    # Leavers 5 and 8 expected: off 0 and -3 over sqrt(2 * 1.5 + .25).
    found = weigh(unit, years_of([(5, 0, 9), (8, 0, 9)]))
    off = 3 / np.sqrt(3.25)
    assert found.figures == ("leavers", "sick_days")
    assert found.off.tolist() == [[0, 0], [pytest.approx(-off), 0]]
    ratio = np.exp(-0.5 * off**2)
    assert found.weights == pytest.approx([1 / (1 + ratio), ratio / (1 + ratio)])
    assert found.effective_size == pytest.approx((1 + ratio) ** 2 / (1 + ratio**2))
    assert found.matches == 2
    assert "lean on few" in found.sentence


def test_a_year_in_which_nobody_is_there_matches_nothing(unit):
    years = years_of([(5, 0, 9), (5, 0, 9)])
    years[1, 0, 2] = np.nan
    found = weigh(unit, years)
    assert found.weights.tolist() == [1.0, 0.0]
    assert found.matches == 1


def test_vacancies_count_where_they_are_told(unit):
    told = unit.varied({"observed": {"headcount": 26, "leavers_12m": 5, "vacancies": 1.5}})
    found = weigh(told, years_of([(5, 1.5, 0), (5, 9, 0)]))
    assert found.figures == ("leavers", "vacancies")
    assert "; 1.5 posts were vacant, as usual the model has " in found.beside
    assert found.weights[0] > 0.95


def test_selection_follows_the_weights(unit):
    found = weigh(unit, years_of([(5, 0, 9), (40, 0, 9), (5, 0, 9)]))
    assert found.select(6).tolist() == [0, 2, 0, 2, 0, 2]


def test_more_sets_never_change_those_before(unit):
    random = np.random.default_rng(1)
    found = weigh(unit, years_of([(leavers, 0, 9) for leavers in random.uniform(2, 12, 50)]))
    assert np.array_equal(found.select(300)[:77], found.select(77))
    shares = np.bincount(found.select(1024), minlength=50) / 1024
    assert shares == pytest.approx(found.weights, abs=1 / 1024)
    few = np.cumsum(np.bincount(found.select(20), minlength=50)) / 20
    assert few == pytest.approx(np.cumsum(found.weights), abs=0.1)


def test_equal_weights_take_every_set_once(unit):
    found = weigh(unit, years_of([(5, 0, 9)] * 8))
    assert sorted(found.select(8)) == list(range(8))


def test_an_impossible_history_is_said_in_a_sentence(unit):
    lost = unit.varied({"observed": {"headcount": 26, "leavers_12m": 52, "sick_days": 9}})
    found = weigh(lost, years_of([(5, 0, 9), (8, 0, 9), (6, 0, 9)]))
    assert found.matches == 0
    assert found.weights.tolist() == [0, 1, 0]
    away = 44 / np.sqrt(3.25)
    assert found.sentence.startswith(
        "The unit's own last year fits no possible world: you told us of 52 people who left, and "
        "the nearest expects 8, further off than chance takes a year "
        f"({away:.1f} standard deviations"
    )
    assert "Only the nearest 1 of 3 are used." in found.sentence


def test_where_no_set_matches_the_nearest_tenth_count_alike(unit):
    lost = unit.varied({"observed": {"headcount": 26, "leavers_12m": 52, "sick_days": 9}})
    found = weigh(lost, years_of([(leavers, 0, 9) for leavers in range(1, 31)]))
    assert np.flatnonzero(found.weights).tolist() == [27, 28, 29]
    assert set(found.weights[27:]) == {1 / 3}
    assert set(found.select(100)) == {27, 28, 29}


def test_a_unit_without_a_history_is_a_mistake():
    with pytest.raises(UserError, match="add observed: to its file"):
        reweigh(load_unit("site-1"), [REGISTRY.central()])


def test_simulated_years_weigh(unit):
    sets = [REGISTRY.central(), *parameter_sets(5, 1)]
    found = reweigh(unit, sets, replicates=2)
    again = reweigh(unit, sets, replicates=2)
    assert np.array_equal(found.weights, again.weights)
    assert found.weights.sum() == pytest.approx(1)
    assert found.expected.shape == (6, 2)
    assert np.all((found.expected[:, 0] >= 0) & (found.expected[:, 0] < 20))
    assert 2 < found.expected[0, 1] < 25
