"""How many people are still here as usual."""

import numpy as np
import pandas as pd

from ccu_sim.reports.first.answer import Answer


def test_as_usual_is_told_without_luck_as_gains_are():
    """Or the headline would add a gain without luck to a number that was counted with it."""
    luck = np.random.default_rng(7).normal(0.0, 1.0, 40)
    runs = pd.DataFrame(
        {
            "strategy": "as-usual",
            "set": np.repeat(range(20), 2),
            "workers": 10.0 + luck,
            "luck_in_workers": luck,
        }
    )
    nothing = {"results": None, "steps": {}, "best": "as-usual", "parts": (), "whole": None}
    answer = Answer(unit=None, runs=runs, months=36, mark=36, sets=20, **nothing)
    by_luck = abs(runs["workers"].mean() - 10)
    assert by_luck > 0.2
    assert abs(answer.usual_workers - 10) < by_luck / 5
