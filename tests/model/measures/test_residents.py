"""How residents' stays end."""

import math

import numpy as np
import pytest

from ccu_sim.model.calendar import month_start


def test_the_median_stay_is_of_completed_stays(made):
    one = made(36)
    for months in (6, 10, 30):
        one.stay(0, month_start(months))
    assert one.tables().run["stay_months"] == 10.0
    assert math.isnan(made(36).tables().run["stay_months"])


@pytest.mark.parametrize(
    "lengths", [[7], [7, 3], [5, 5, 5, 9], [12, 1, 7, 7, 3, 8], [4, 2, 4, 1, 4]]
)
def test_the_median_is_numpy_s(made, lengths):
    one = made(36)
    for start, months in enumerate(lengths):
        one.stay(month_start(start), month_start(start + months))
    assert one.tables().run["stay_months"] == np.median(lengths)
