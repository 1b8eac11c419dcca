"""Why people resign: means over those who resigned from a post."""

import pytest

from ccu_sim.analysis.reasons import REASON_WORDS, reasons
from ccu_sim.model.records import REASONS

SHARES = [f"reason_{name}" for name in REASON_WORDS]


@pytest.fixture
def results(synthetic_results):
    """Two resignations of peer workers with unlike reasons, beside others that do not count."""
    made = synthetic_results(units=("here",), sets=1, replicates=1)
    spells = made.spells.head(5).copy()
    spells["strategy"] = "as-usual"
    spells["role"] = ["peer_worker", "peer_worker", "peer_worker", "peer_worker", "clinician"]
    spells["employment"] = ["permanent", "fixed-term", "casual", "permanent", "permanent"]
    spells["outcome"] = ["resigned", "resigned", "resigned", "promoted", "in-post"]
    spells[SHARES] = 0.0
    spells["reason_base"] = [0.2, 0.6, 1.0, float("nan"), float("nan")]
    spells["reason_exhaustion"] = [0.8, 0.4, 0.0, float("nan"), float("nan")]
    made._tables["spells"] = spells
    return made


def test_shares_are_means_over_those_who_resigned_from_a_post(results):
    found = reasons(results, unit="here", strategy="as-usual")
    assert found["role"].unique().tolist() == ["peer_worker"]
    assert found["reason"].tolist()[:2] == ["exhaustion", "base"]
    assert found["share"].tolist()[:2] == pytest.approx([0.6, 0.4])
    assert found["share"].sum() == pytest.approx(1.0)
    assert set(found["resignations"]) == {2}


def test_where_nobody_resigned_the_table_is_empty(results):
    results.spells["outcome"] = "in-post"
    assert reasons(results, unit="here", strategy="as-usual").empty


def test_every_reason_of_the_model_has_words():
    assert set(REASON_WORDS) == set(REASONS)
