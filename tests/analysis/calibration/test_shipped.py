"""The shipped ensemble still does what it was accepted for, and the document tells of it."""

import pandas as pd
import pytest

from ccu_sim.analysis.calibration.pooling import estimate, spread_between_runs
from ccu_sim.analysis.calibration.scoring import score
from ccu_sim.analysis.calibration.summary import observe
from ccu_sim.evidence import TARGETS, ensemble, read_ensemble

AGAIN = "make it again: python docs/make_calibration.py"


@pytest.mark.slow
def test_accepted_sets_still_meet_the_targets():
    """Other chance events than those they were accepted on; rules may have changed since."""
    sets = ensemble()[:40]
    rows = pd.DataFrame(
        {"candidate": number, "unit": unit, "replicate": replicate}
        | observe(unit, one, seed=77, set_index=number, replicate=replicate)
        for number, one in enumerate(sets)
        for unit in TARGETS.units
        for replicate in range(8)
    )
    off = score(estimate(rows, TARGETS, spread_between_runs(rows, TARGETS)), TARGETS)
    # What passed a cut of 3 among dozens of outputs owes some of that to luck; with other luck it
    # is seldom off by one more.
    assert (off.max(axis=1) <= 4).mean() > 0.85, AGAIN


def test_the_document_tells_of_this_ensemble(checkout):
    text = (checkout / "docs" / "calibration.md").read_text(encoding="utf-8")
    about = read_ensemble().about
    made = sum(wave["accepted"] for wave in about["waves"])
    assert f"**{made} parameter sets are accepted**" in text, AGAIN
    if again := about.get("rescored"):
        kept = f"**{again['kept']} meet every target still**"
        assert kept in text, "python docs/make_calibration.py --rescored"
    for wave in about["waves"]:
        row = f"| {wave['wave']} | {wave['draws']:,} | {wave['candidates']:,} |"
        assert row in text, AGAIN
