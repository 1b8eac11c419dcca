"""How conditions, practices, contracts and changes make the doses that a unit runs with.

Plain functions on the records of `scenario`, in the subset of Python that means the same
compiled and uncompiled. They are the one definition of a dose: the model compiles them for
founding a run, and what checks or describes a scenario calls them as they stand. None calls
another, so that each can be compiled by itself.
"""

from ccu_sim.inputs.conditions import CONDITIONS, QUANTITIES, QUANTITY_NAMES
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.roster import HOURS_A_SHIFT
from ccu_sim.inputs.scenario import BASES
from ccu_sim.inputs.staff import ROLES
from ccu_sim.inputs.strategy_cost import PAID

ADD, HIGHEST, SET = 0, 1, 2
COMBINES = tuple(("add", "highest", "set").index(lever.combine) for lever in LEVERS)
"""How the doses of each lever combine."""

ANCHORS = tuple(tuple(float(value) for value in one.values) for one in QUANTITIES)
"""Each quantity's value at each anchor of its condition."""
CONDITION = tuple(place for place, condition in enumerate(CONDITIONS) for _ in condition.sets)
"""The condition that sets each quantity."""
STEPS = len(ANCHORS[0]) - 1

SET_BY = tuple(
    QUANTITY_NAMES.index(lever.name) if lever.name in QUANTITY_NAMES else -1 for lever in LEVERS
)
"""The quantity that is each lever's as-usual dose; -1 where no condition sets it."""

READINESS = QUANTITY_NAMES.index("readiness")
LEADER_QUALITY = QUANTITY_NAMES.index("leader_quality")
BOUNDARY_POLICY_CLARITY = QUANTITY_NAMES.index("boundary_policy_clarity")
RENEWAL = QUANTITY_NAMES.index("renewal")
DECIDED_MONTHS_BEFORE = QUANTITY_NAMES.index("decided_months_before")
PERMANENT_SHARE = LEVER_INDEX["permanent_share"]
BOUNDARY_STRICTNESS = LEVER_INDEX["boundary_strictness"]
UNSET = float("nan")

ALL_STAFF, CASUAL = PAID.index("staff"), PAID.index("casual")
"""Places among those whose time is paid."""
ONCE, FIXED, FIRST_ROLE = (BASES.index(name) for name in ("once", "fixed", ROLES[0]))
MONTHS_A_YEAR = 12


def set_quantities(conditions, quantities):
    """Write what the conditions set: straight lines between the anchors' values.

    Parameters
    ----------
    conditions : array of float, shape (conditions,)
        Levels in [0, 1].
    quantities : array of float, shape (quantities,)
        Written, in the order of `QUANTITY_NAMES`.
    """
    for which in range(len(ANCHORS)):
        place = conditions[CONDITION[which]] * STEPS
        step = int(place)
        if step == STEPS:
            step -= 1
        low, high = ANCHORS[which][step], ANCHORS[which][step + 1]
        quantities[which] = low + (high - low) * (place - step)


def contract_terms(group, quantities, odds):
    """Give chance and notice of renewal: what the contract says, else what security sets.

    What security sets is the middle of what nobody knows well, so it is taken at some odds.

    Parameters
    ----------
    group : record of `GROUP`
        Staff on a fixed-term contract.
    quantities : array of float
        As of `set_quantities`.
    odds : float
        Times those of renewal that security sets; 1 is the middle.

    Returns
    -------
    tuple of float
        Chance of an offer, and the months before the end that it is decided.
    """
    renewal, notice = group.renewal, group.decided_months_before
    if renewal != renewal:
        middle = quantities[RENEWAL]
        renewal = middle * odds / (1.0 - middle + middle * odds)
    if notice != notice:
        notice = quantities[DECIDED_MONTHS_BEFORE]
    return renewal, notice


def set_usual_doses(facts, quantities, doses):
    """Write the as-usual dose of every lever.

    Conditions set some (role clarity, induction, supervision, permanence), the unit's
    practices override them, and the rest are zero. `permanent_share` follows from
    contract_security only when no fixed-term contract states its own renewal. Notice of
    renewal is part of each contract (`contract_terms`), so it is zero here unless the
    practices state it.

    Parameters
    ----------
    facts : record of `FACTS`
    quantities : array of float
        As of `set_quantities`.
    doses : array of float, shape (levers,)
        Written.
    """
    renewal_is_stated = False
    for which in range(facts.group_count):
        renewal = facts.groups[which].renewal
        if renewal == renewal:
            renewal_is_stated = True
    for lever in range(len(SET_BY)):
        dose = 0.0
        if SET_BY[lever] >= 0:
            dose = quantities[SET_BY[lever]]
        if lever == PERMANENT_SHARE and renewal_is_stated:
            dose = 0.0
        if lever == BOUNDARY_STRICTNESS:
            dose = facts.boundary_strictness
        if facts.practices[lever] == facts.practices[lever]:
            dose = facts.practices[lever]
        doses[lever] = dose


def combine_changes(changes, count, months, doses, coverage):
    """Write the doses of each month that changes make together, and whom they reach.

    Doses of levers that add are sums, of levers where the highest counts the highest, of
    levers that are set the level (NaN where nothing sets it). Coverage is the mean over
    added doses, weighted by dose, or that of the change that counts; 1 where there is no
    dose. With a ramp of r months a dose rises in equal steps and is whole in month
    ``from_month + r``.

    Parameters
    ----------
    changes : array of records of `CHANGE`
        That do not contradict each other.
    count : int
        How many of them there are.
    months : int
        Horizon.
    doses, coverage : array of float, shape (more than months, levers)
        Written. Row m is month m; row 0 holds what is in force on day 0, that of month 1;
        rows beyond the horizon hold that of the last month, which is what comes round on
        the last shift looks up.
    """
    for lever in range(len(COMBINES)):
        nothing = UNSET if COMBINES[lever] == SET else 0.0
        for month in range(len(doses)):
            doses[month, lever] = nothing
            coverage[month, lever] = 1.0
    for which in range(count):
        change = changes[which]
        lever, full, reach = change.lever, change.dose, change.coverage
        first, last, steps = change.from_month, change.last_month, change.ramp_months + 1
        combine = COMBINES[lever]
        for month in range(1, months + 1):
            strength = 0.0
            if first <= month <= last:
                strength = (month - first + 1) / steps
            if strength > 1.0:
                strength = 1.0
            dose, so_far = full * strength, doses[month, lever]
            if combine == ADD:
                total = so_far + dose
                reached = so_far * coverage[month, lever] + dose * reach
                if total > 0.0:
                    coverage[month, lever] = reached / total
                doses[month, lever] = total
            elif combine == HIGHEST:
                if dose > so_far:
                    coverage[month, lever] = reach
                    doses[month, lever] = dose
            elif strength > 0.0:
                coverage[month, lever] = reach
                doses[month, lever] = full
    for month in range(len(doses)):
        if month == 0 or month > months:
            like = 1 if month == 0 else months
            for lever in range(len(COMBINES)):
                doses[month, lever] = doses[like, lever]
                coverage[month, lever] = coverage[like, lever]


def set_pay(facts, costs, pay):
    """Write what people's time costs at a unit.

    Parameters
    ----------
    facts : record of `FACTS`
    costs : record of `COSTS`
    pay : record with the fields of `PAY`
        Written. An hour of a role that nobody has costs that of all staff.
    """
    hours, on_top = costs.paid_hours_a_year, 1.0 + costs.on_costs
    of_a_year = on_top / hours if hours > 0.0 else 0.0  # an empty world states no hours
    earned, fte = 0.0, 0.0
    for role in range(len(pay.mean_pay)):
        of_role, fte_of_role, heads = 0.0, 0.0, 0
        for which in range(facts.group_count):
            group = facts.groups[which]
            if group.role == role:
                of_role += group.pay * group.fte
                fte_of_role += group.fte
                heads += group.heads
        pay.mean_pay[role] = of_role / fte_of_role if heads > 0 else 0.0
        pay.mean_fte[role] = fte_of_role / heads if heads > 0 else 0.0
        earned += of_role
        fte += fte_of_role
    pay.paid_hour[ALL_STAFF] = earned / fte * of_a_year if fte > 0.0 else 0.0
    pay.paid_hour[CASUAL] = costs.casual_shift / HOURS_A_SHIFT
    for role in range(len(pay.mean_pay)):
        pay.paid_hour[role] = pay.mean_pay[role] * of_a_year
        if pay.mean_pay[role] == 0.0:
            pay.paid_hour[role] = pay.paid_hour[ALL_STAFF]


def price_strategies(pay, costs, strategies, count, months, prices):
    """Write what strategies cost together in each month, by what it is counted for.

    Hours cost what a paid hour of theirs costs; a post is filled once and then costs the hours
    of full time; a share of pay is of what one of the role has, at the mean of their hours.

    Parameters
    ----------
    pay : record with the fields of `PAY`
        As of `set_pay`.
    costs : record of `COSTS`
    strategies : array of records of `STRATEGY_COST`
    count : int
        How many of them there are.
    months : int
        Horizon.
    prices : array of float, shape (more than months, 5)
        Written: A$, columns as in `Prices`. Row m is month m; row 0, opening day, is free.
    """
    full_time = costs.paid_hours_a_year / MONTHS_A_YEAR
    to_fill = costs.replacement_share_of_pay * costs.paid_hours_a_year / (1.0 + costs.on_costs)
    for month in range(len(prices)):
        for column in range(len(prices[month])):
            prices[month, column] = 0.0
    for which in range(count):
        strategy = strategies[which]
        for basis in range(len(strategy.dollars)):
            amount = strategy.dollars[basis]
            for whose in range(len(pay.paid_hour)):
                amount += strategy.hours[basis, whose] * pay.paid_hour[whose]
            for role in range(len(pay.mean_pay)):
                hours = 0.0
                if basis == ONCE:
                    hours = strategy.posts[role] * to_fill
                elif basis == FIXED:
                    hours = strategy.posts[role] * full_time
                elif basis == FIRST_ROLE + role:
                    hours = strategy.share_of_pay[role] * pay.mean_fte[role] * full_time
                amount += hours * pay.paid_hour[role]
            last = strategy.first_month if basis == ONCE else strategy.last_month
            column = 0 if basis == ONCE else basis - FIXED
            for month in range(strategy.first_month, last + 1):
                if month <= months:
                    prices[month, column] += amount
