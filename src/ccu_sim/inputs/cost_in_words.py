"""What a strategy costs, and what an hour costs at a unit, in words."""

from ccu_sim.inputs.pricing import hourly
from ccu_sim.inputs.strategy_cost import PaidTime, StrategyCost
from ccu_sim.inputs.unit import Unit

ROLE_WORDS = {
    "peer_worker": "peer workers",
    "clinician": "clinicians",
    "team_leader": "team leader",
}
WHOSE = {
    **ROLE_WORDS,
    "team_leader": "the team leader",
    "staff": "staff in general",
    "casual": "casual staff",
    "own": "their own",
    "own_of_peers": "peer workers' own besides",
}
"""Whose hours they are that a strategy costs."""

WORKERS = {"peers": "peer worker", "clinicians": "clinician", "staff": "member of staff"}


def cost_in_words(cost: StrategyCost) -> str:
    """Say what a strategy costs: A$ for what is bought, then what people are paid for."""
    each = f"each {WORKERS[cost.workers]}"
    bases = {
        "once": "once",
        "monthly": "a month",
        "per_worker_once": f"once for {each}",
        "per_worker_monthly": f"a month for {each}",
        "per_starter": "for each person who starts",
    }
    bought = [f"A${cost[basis]:,.0f} {words}" for basis, words in bases.items() if cost[basis]]
    paid = [
        f"{_hours(cost.hours[basis])} {words}"
        for basis, words in bases.items()
        if any(amount for _, amount in cost.hours[basis])
    ]
    paid += [
        f"the pay of {number:g} more {ROLE_WORDS[role]} full time, and finding them"
        for role, number in cost.posts
        if number
    ]
    if cost.share_of_pay:
        paid.append(f"{100 * cost.share_of_pay:g} % more pay for {each}")
    if not bought and not paid:
        return "It costs nothing."
    said = f"It costs {'; '.join((*bought, *paid))}."
    if not paid:
        return said
    return (
        f"{said} What people are paid costs what the unit pays them, on-costs included; "
        "`ccu-sim show UNIT` says what an hour costs there."
    )


def _hours(hours: PaidTime) -> str:
    """Say how many paid hours, and whose."""
    (whose, first), *others = ((whose, amount) for whose, amount in hours if amount)
    stated = [f"{first:g} paid hours of {WHOSE[whose]}"]
    stated += [f"{amount:g} of {WHOSE[other]}" for other, amount in others]
    return " and ".join((", ".join(stated[:-1]), stated[-1])) if others else stated[0]


def hours_in_words(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return whose hour costs what at a unit, a row each."""
    return tuple((WHOSE[whose], f"A${price:.2f}") for whose, price in hourly(unit).items())
