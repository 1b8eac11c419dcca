"""Whom a strategy keeps: told person by person, and adding up."""

import numpy as np
import pytest

from ccu_sim.analysis.parting import parting


@pytest.fixture
def results(synthetic_results):
    """One run of six founding peer workers and a clinician, as usual and with a strategy."""
    hazards = {"as-usual": 1.0, "other": 0.6}
    made = synthetic_results(units=("here",), sets=1, replicates=1, hazards=hazards)
    team = made.spells[made.spells["founding"] & made.spells["post"].between(11, 17)].copy()
    here = "in-post"
    usual = [*["contract-ended"] * 2, *["resigned"] * 2, *[here] * 3]
    other = [here, "resigned", here, "promoted", here, "resigned", here]
    for strategy, outcomes in (("as-usual", usual), ("other", other)):
        team.loc[team["strategy"] == strategy, "outcome"] = outcomes
    team["end_month"] = np.where(team["outcome"] == here, 36.0, 24.0)
    made._tables["spells"] = team
    return made


def test_every_one_kept_is_told_by_what_would_have_become_of_them(results):
    found = parting(results, unit="here", strategy="other").set_index("group")
    peers = found.loc["peer"]
    assert peers["not_renewed"] == peers["resigned"] == peers["lost"] == pytest.approx(1 / 6)
    assert peers["effect"] == pytest.approx(3 / 6 - 2 / 6)
    assert (found.loc["clinician", ["effect", "not_renewed", "lost"]] == 0).all()


def test_a_term_that_ends_on_the_day_of_the_mark_has_not_ended_yet(results):
    spells = results.spells
    spells.loc[spells["outcome"] == "contract-ended", "end_month"] = 36.0
    peers = parting(results, unit="here", strategy="other").set_index("group").loc["peer"]
    assert (peers["not_renewed"], peers["lost"]) == (0.0, pytest.approx(2 / 6))
