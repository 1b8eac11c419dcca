"""Figures of people, by construction."""

import numpy as np
import pytest

from ccu_sim.analysis.people import FIGURES, FIGURES_ELSEWHERE, REASONS_NAMED
from ccu_sim.analysis.people.figures import year_apart
from ccu_sim.evidence import PATTERNS, TARGETS


def sums(**values):
    return {name: np.array([value], dtype=float) for name, value in values.items()}


def test_a_correlation_is_within_team_and_role():
    found = FIGURES["r_satisfaction_role_clarity"](
        sums(within_satisfaction=4.0, within_role_clarity=9.0, within_satisfaction_role_clarity=3.0)
    )
    assert found == pytest.approx([0.5])


def test_a_year_apart_is_the_same_people_twice():
    found = year_apart(sums(then_morale=2.0, now_morale=8.0, both_morale=2.0), "morale")
    assert found == pytest.approx([0.5])


def test_a_spread_counts_those_who_are_free_to_differ():
    assert FIGURES["spread_voice"](sums(within_voice=0.9, asked=10.0)) == pytest.approx([0.3])


def test_leaving_early_over_late_is_of_rates():
    served = {"served_0_6": 30.0, "served_6_12": 30.0, "served_12_up": 240.0}
    resigned = {"resigned_0_6": 2.0, "resigned_6_12": 1.0, "resigned_12_up": 4.0}
    assert FIGURES["early_to_late"](sums(**served, **resigned)) == pytest.approx([3.0])


def test_climate_and_leaving_have_the_sign_and_size_of_a_correlation():
    rng = np.random.default_rng(1)
    climate = rng.normal(size=20_000)
    left = rng.random(20_000) < 1.0 / (1.0 + np.exp(1.5 + 0.5 * climate))
    climate = climate - climate.mean()
    row = sums(
        left=left.sum(),
        stayed=(~left).sum(),
        climate_left=climate[left].sum(),
        climate_stayed=climate[~left].sum(),
        climate_squares=(climate**2).sum(),
    )
    r = np.corrcoef(climate, left)[0, 1]
    assert FIGURES["r_climate_leaving"](row) == pytest.approx([r], abs=1e-6)
    assert FIGURES["climate_odds"](row) == pytest.approx([np.exp(0.5)], rel=0.08)


def reasons(weights):
    """Sums in which each kind of reason weighs what is asked, spread over its reasons."""
    row = {"resignations": 100.0, "reason_base": 100.0 - sum(weights.values())}
    for word, names in REASONS_NAMED.items():
        row |= {f"reason_{name}": weights[word] / len(names) for name in names}
    return sums(**row)


def test_reasons_are_shares_of_what_a_unit_could_change():
    row = reasons({word: 10.0 for word in REASONS_NAMED})
    assert FIGURES["health_share"](row) == pytest.approx([1 / 8])
    assert FIGURES["nothing_share"](row) == pytest.approx([0.2])


def test_reasons_in_their_published_order_correlate_at_one_and_reversed_at_minus_one():
    published = (*PATTERNS, *TARGETS.targets)
    given = {one.name.removesuffix("_share"): one.published[0] for one in published}
    weights = {word: given[word] for word in REASONS_NAMED}
    order = FIGURES["reasons_in_order"]
    assert order(reasons(weights)) == pytest.approx([1.0])
    assert order(reasons({word: 30.0 - w for word, w in weights.items()})) == pytest.approx([-1.0])


def test_every_reason_that_a_unit_could_change_is_named_once():
    from ccu_sim.analysis.reasons import REASON_WORDS

    named = [name for names in REASONS_NAMED.values() for name in names]
    assert sorted(named) == sorted(set(REASON_WORDS) - {"base"})


def test_outlooks_cost_where_led_well_over_where_led_badly():
    row = {}
    for how, trust in {
        "led-near": 0.7,
        "led-wide": 0.68,
        "badly-near": 0.6,
        "badly-wide": 0.5,
    }.items():
        row |= {f"{how}:trust_between": 12 * trust, f"{how}:months": 12.0}
    assert FIGURES_ELSEWHERE["outlooks_dormant"](sums(**row)) == pytest.approx([0.2])


def test_a_dip_that_half_mends():
    row = {f"badly-wide:peers@{month}": 10.0 for month in (0, 4, 12)}
    row |= {f"badly-wide:morale@{m}": v for m, v in {0: 6.0, 4: 4.0, 12: 5.0}.items()}
    assert FIGURES_ELSEWHERE["dip_lasts_where_run_badly"](sums(**row)) == pytest.approx([0.5])


def test_a_settled_state_is_the_same_two_years_on():
    row = sums(
        **{"settled:chance_early": 30.0, "settled:people_early": 60.0},
        **{"settled:chance_later": 11.0, "settled:people_later": 20.0},
    )
    assert FIGURES_ELSEWHERE["established_chance"](row) == pytest.approx([1.1])


def test_every_pattern_of_people_has_a_figure():
    figures = FIGURES | FIGURES_ELSEWHERE
    assert [one.name for one in PATTERNS if one.name not in figures] == []
