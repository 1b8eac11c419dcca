"""A small plan of a made-up unit, in which it is clear by construction what is best."""

import pytest

import ccu_sim as ccu
from ccu_sim.inputs import Unit

STRATEGIES = ("permanent-contracts", "leadership", "professional-supervision", "championing")


def with_contracts_that_all_end(unit, months):
    """Site 2, but everyone is on a fixed term that is never renewed."""
    data = unit.resolved()
    for group in data["staff"]:
        group["contract"] = {
            "kind": "fixed-term",
            "months": months,
            "renewed_as": "permanent",
            "renewal": 0.0,
            "decided_months_before": 1.0,
        }
    return Unit.from_resolved(data | {"title": 'The <b>best</b> & "only" unit'})


@pytest.fixture(scope="package")
def plan(units):
    """A plan: contracts that all end in month 6 are by far what matters."""
    unit = with_contracts_that_all_end(units["site-2"], 6)
    return ccu.plan(unit, 60_000, strategies=STRATEGIES, months=9, sets=4, replicates=2)
