"""Day 0: a unit as its scenario states it, its posts laid out, and its doors opened."""

from ccu_sim.inputs.composition import BOUNDARY_POLICY_CLARITY, LEADER_QUALITY, READINESS
from ccu_sim.model.calendar import weekday_of
from ccu_sim.model.compiling import rule
from ccu_sim.model.composition import (
    combine_changes,
    contract_terms,
    price_strategies,
    set_pay,
    set_quantities,
    set_usual_doses,
)
from ccu_sim.model.doses import highest_dose
from ccu_sim.model.lever_index import EXTRA_PEER_POSTS, OPENING_WEEKS
from ccu_sim.model.measures.observer import observe
from ccu_sim.model.pace import set_pace
from ccu_sim.model.records import (
    BEYOND_CAPACITY,
    CLINICIAN,
    INITIALIZED,
    NEVER,
    NO_TERMS_FOR_PEERS,
    PEER,
    POSTS,
)
from ccu_sim.model.submodels.arrivals import arrive
from ccu_sim.model.submodels.climate import safety_allowed
from ccu_sim.model.submodels.stays import plan_opening
from ccu_sim.model.submodels.sufficient_numbers import peer_share


@rule
def found(world):
    """Found the unit that a world's scenario states; ``refusal`` says what stands in the way."""
    scenario = world.scenario
    world.key = scenario.key
    world.months = scenario.months
    world.par = scenario.par
    set_pace(world.pace, world.par)
    world.costs = scenario.costs
    stated, quantities = scenario.unit, scenario.quantities
    set_quantities(stated.conditions, quantities)
    set_usual_doses(stated, quantities, world.base_dose)
    set_pay(stated, world.costs, world.unit)
    lay_strategies(world, scenario.change_count, scenario.strategy_count)
    _describe_unit(world.unit, stated, quantities)
    _set_climate(world)
    world.refusal = _set_posts(world, stated, quantities)
    if world.refusal == INITIALIZED:
        open_doors(world)


@rule
def lay_strategies(world, changes, strategies):
    """Write what the first of the changes do in each month, and what strategies cost."""
    scenario = world.scenario
    combine_changes(scenario.changes, changes, scenario.months, world.dose, world.coverage)
    price_strategies(
        world.unit, world.costs, scenario.strategies, strategies, scenario.months, world.prices
    )


@rule
def _describe_unit(facts, stated, quantities):
    """Write the unit's own facts into the world, what its conditions set included."""
    facts.beds = stated.beds
    facts.first_weekday = weekday_of(stated.opens)
    facts.agency = stated.agency
    facts.annual_leave_weeks = stated.annual_leave_weeks
    facts.weeks_to_fill = stated.weeks_to_fill
    facts.weeks_to_fill_bed = stated.weeks_to_fill_bed
    facts.role_clarity = quantities[READINESS]
    facts.leadership = quantities[LEADER_QUALITY]
    facts.boundary_clarity = quantities[BOUNDARY_POLICY_CLARITY]
    facts.boundary_strictness = stated.boundary_strictness
    facts.standing = stated.standing
    facts.medical_model = stated.medical_model
    facts.stigma = stated.stigma
    facts.strategic_alignment = stated.strategic_alignment
    facts.established = stated.established
    for shift in range(len(stated.planned)):
        for role in range(2):
            facts.planned[shift, role] = stated.planned[shift, role]
            facts.minimum[shift, role] = stated.minimum[shift, role]


@rule
def _first_group(stated, role):
    """Give the place of the first group of staff with a role; -1 where there is none."""
    for which in range(stated.group_count):
        if stated.groups[which].role == role:
            return which
    return -1


@rule
def _set_casual_post(me, stated, role, ordinal):
    """Write a casual post's terms: any shift the role works, no contracted hours."""
    me.role = role
    me.casual = 1
    me.ordinal = ordinal
    me.open = 1
    me.fte = 0.0
    me.works_day = 1
    first = _first_group(stated, role)
    if first < 0:  # nobody else has the role: the pay of the unit's first group, any shift
        me.pay = stated.groups[0].pay
        me.pay_elsewhere = stated.groups[0].pay_elsewhere
        me.works_evening = 1
        me.works_night = 1
        return
    me.discipline = stated.groups[first].discipline
    me.pay = stated.groups[first].pay
    me.pay_elsewhere = stated.groups[first].pay_elsewhere
    me.share_near_home = stated.groups[first].share_near_home
    for which in range(stated.group_count):
        group = stated.groups[which]
        if group.role == role:
            me.works_evening |= group.works_evening
            me.works_night |= group.works_night


@rule
def _set_climate(world):
    """Begin the climate at the unit's own levels."""
    climate, facts = world.climate, world.unit
    climate.leadership = facts.leadership
    climate.inclusion = (facts.leadership + facts.strategic_alignment) / 2.0
    climate.safety = safety_allowed(
        facts.leadership, world.par.trust_start, climate.inclusion, world.par
    )
    climate.strategic_alignment = facts.strategic_alignment
    climate.standing = facts.standing
    climate.readiness = facts.role_clarity
    climate.boundary_clarity = facts.boundary_clarity
    climate.boundary_strictness = facts.boundary_strictness
    climate.stigma = facts.stigma
    climate.load = 1.0


@rule
def _set_posts(world, stated, quantities):
    """Lay out the posts: groups in the unit's order, the casual pool, extra peer posts."""
    extra = _extra_posts(world)
    first_peers = _first_group(stated, PEER)
    if extra > 0 and first_peers < 0:
        return NO_TERMS_FOR_PEERS
    world.unit.posts = stated.casual[PEER] + stated.casual[CLINICIAN] + extra
    for which in range(stated.group_count):
        world.unit.posts += stated.groups[which].heads
    if world.unit.posts > POSTS:
        return BEYOND_CAPACITY
    post = 0
    for which in range(stated.group_count):
        for _ in range(stated.groups[which].heads):
            _set_post(world, post, stated.groups[which], quantities)
            post += 1
    for role in range(CLINICIAN + 1):
        for ordinal in range(stated.casual[role]):
            _set_casual_post(world.staff[post], stated, role, ordinal)
            post += 1
    for _ in range(extra):
        _set_post(world, post, stated.groups[first_peers], quantities)
        world.staff[post].open = 0
        world.staff[post].extra = 1
        post += 1
    return INITIALIZED


@rule
def _extra_posts(world):
    """Give how many extra peer posts there will ever be, the unit's own included."""
    most = 0.0
    for month in range(world.months + 1):
        if world.dose[month, EXTRA_PEER_POSTS] > most:
            most = world.dose[month, EXTRA_PEER_POSTS]
    return int(world.base_dose[EXTRA_PEER_POSTS] + most)


@rule
def _set_post(world, post, group, quantities):
    """Write a regular post's terms."""
    me = world.staff[post]
    me.role = group.role
    me.discipline = group.discipline
    for other in range(post):
        one = world.staff[other]
        if one.casual == 0 and one.role == me.role and one.discipline == me.discipline:
            me.ordinal += 1
    me.open = 1
    me.fte = group.fte / group.heads
    me.pay = group.pay
    me.pay_elsewhere = group.pay_elsewhere
    me.share_near_home = group.share_near_home
    me.weekdays_only = group.weekdays_only
    me.works_day = group.works_day
    me.works_evening = group.works_evening
    me.works_night = group.works_night
    if group.contract_months > 0:
        me.contract_months = group.contract_months
        odds = world.par.renewal_odds
        me.renewal_chance, me.decided_months_before = contract_terms(group, quantities, odds)
        me.renewed_permanent = group.renewed_permanent


@rule
def open_doors(world):
    """Let the founding team and the first residents arrive, and look at them on day 0."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        me.contract_end = NEVER
        me.away_until = 0
        if me.open != 0:
            arrive(world, post, 0, 1)
    world.climate.peer_share = peer_share(world)
    plan_opening(world, highest_dose(world, OPENING_WEEKS, 0))
    observe(world, world.monthly[0], 0)
