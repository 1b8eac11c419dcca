"""Why people resign: shares of the chances of resigning."""

import pytest

from ccu_sim.analysis.reasons import REASON_WORDS, reasons
from ccu_sim.model.records import REASONS


@pytest.fixture
def results(synthetic_results):
    """Peer workers with unlike chances in two runs, clinicians with one reason, no leader."""
    made = synthetic_results(units=("here",), hazards={"as-usual": 1.0}, sets=2, replicates=1)
    months = made.monthly.copy()
    expected = [name for name in months if name.startswith("expected_resigned")]
    months[expected] = 0.0
    first, last = (months["set"] == 0) & (months["month"] == 1), months["set"] == 1
    months.loc[first, ["expected_resigned_peer_base", "expected_resigned_peer_exhaustion"]] = 0.1
    months.loc[last & (months["month"] == 36), "expected_resigned_peer_exhaustion"] = 0.2
    months.loc[first, "expected_resigned_clinician_belonging"] = 0.5
    made._tables["monthly"] = months
    return made


def test_shares_are_of_all_chances_of_a_role_together(results):
    found = reasons(results, unit="here", strategy="as-usual")
    peers = found[found["role"] == "peer_worker"]
    assert peers["reason"].tolist()[:2] == ["exhaustion", "base"]
    assert peers["share"].tolist()[:2] == pytest.approx([0.75, 0.25])
    assert peers["share"].sum() == pytest.approx(1.0)
    assert peers["resignations"].tolist() == pytest.approx([0.4] * len(REASONS))


def test_a_role_that_nobody_holds_is_not_told_of(results):
    found = reasons(results, unit="here", strategy="as-usual")
    assert found["role"].unique().tolist() == ["peer_worker", "clinician"]


def test_where_nobody_could_resign_the_table_is_empty(results):
    columns = [name for name in results.monthly if name.startswith("expected_resigned")]
    results.monthly[columns] = 0.0
    assert reasons(results, unit="here", strategy="as-usual").empty


def test_months_of_an_earlier_release_give_no_reasons(results):
    results._tables["monthly"] = results.monthly.drop(columns="expected_cost_turnover")
    assert reasons(results, unit="here", strategy="as-usual").empty


def test_every_reason_of_the_model_has_words():
    assert set(REASON_WORDS) == set(REASONS)
