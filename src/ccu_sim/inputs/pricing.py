"""What people's time costs at a unit, and what strategies cost there month by month.

What a price is, `composition` defines; here its functions meet units and policies.
"""

from typing import Any

import numpy as np

from ccu_sim.inputs import composition
from ccu_sim.inputs.encoding import encode_costs, encode_unit
from ccu_sim.inputs.policy import Policy
from ccu_sim.inputs.scenario import PAY
from ccu_sim.inputs.strategy_cost import PAID, Prices
from ccu_sim.inputs.unit import Unit


def hourly(unit: Unit) -> dict[str, float]:
    """Return what a paid hour costs at a unit, A$ with on-costs, in the order of `PAID`."""
    return dict(zip(PAID, _pay(unit)["paid_hour"].tolist(), strict=True))


def prices(unit: Unit, policy: Policy, months: int) -> np.ndarray:
    """Return what months 0 to `months` of a policy cost on top of the unit as usual.

    Returns
    -------
    ndarray, shape (months + 1, 5)
        A$, columns as in `Prices`; month 0, opening day, costs nothing.
    """
    strategies = policy.encoded_costs(unit)
    found = np.empty((months + 1, len(Prices._fields)))
    composition.price_strategies(
        _pay(unit), encode_costs(unit)[()], strategies, len(strategies), months, found
    )
    return found


def _pay(unit: Unit) -> Any:
    """Return what time costs at a unit, as one record of `PAY`."""
    pay: Any = np.zeros((), PAY)[()]
    composition.set_pay(encode_unit(unit)[()], encode_costs(unit)[()], pay)
    return pay
