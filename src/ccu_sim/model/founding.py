"""Day 0: from a unit, a policy and a parameter set to a world that can be run."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Policy, StaffGroup, Unit, baseline_doses, quantity
from ccu_sim.model.acts.arrivals import arrive
from ccu_sim.model.acts.doses import highest_dose
from ccu_sim.model.acts.recording import observe
from ccu_sim.model.acts.stays import plan_opening
from ccu_sim.model.acts.unit import peer_share
from ccu_sim.model.engine import entry
from ccu_sim.model.lever_index import EXTRA_PEER_POSTS, OPENING_WEEKS
from ccu_sim.model.records import (
    CLINICIAN,
    DISCIPLINES,
    LEADER,
    MONTHS,
    NEVER,
    PEER,
    POSTS,
    ROLE_NAMES,
    new_world,
)
from ccu_sim.model.rules.climate import safety_allowed
from ccu_sim.model.streams import run_key

CASUAL_FTE = 0.0
SHIFTS = ("day", "evening", "night")
KINDS_OF_DAY = ("weekday", "weekend")
COVERED = ("peer_worker", "clinician")


def found(
    unit: Unit,
    policy: Policy,
    parameters: Mapping[str, float],
    *,
    months: int,
    seed: int,
    set_index: int = 0,
    replicate: int = 0,
) -> np.ndarray:
    """Make the world of one run on its opening day.

    Parameters
    ----------
    unit : Unit
    policy : Policy
        Strategies composed; as usual is the policy without any.
    parameters : mapping of str to float
        A value for every parameter of the registry.
    months : int
        Horizon, 1 to 120.
    seed, set_index, replicate : int
        Address of the run's random numbers. Neither unit nor policy enters: all meet the
        same people and the same chance.

    Returns
    -------
    numpy.ndarray, shape (1,)
        One world record.

    Raises
    ------
    UserError
        When the horizon, or posts with a strategy's extra ones, are beyond capacity.
    """
    if not 1 <= months <= MONTHS:
        raise UserError(f"months is {months}; a run can last 1 to {MONTHS} months")
    worlds = new_world()
    world = worlds[0]
    world.key = run_key(seed, set_index, replicate)
    world.months = months
    # Whole rows at once, through a plain view: attribute access by name is slow in bulk.
    plain = worlds.view(np.ndarray)
    plain["par"][0] = tuple(parameters[name] for name in REGISTRY.names)
    doses, coverage = policy.doses(months)
    # What comes round on the horizon's last shift looks up the month that begins then.
    rows = np.minimum(np.arange(MONTHS + 1), months)
    plain["dose"][0] = doses[rows]
    plain["coverage"][0] = coverage[rows]
    plain["base_dose"][0] = baseline_doses(unit)
    _describe_unit(world, unit)
    _set_climate(world, unit)
    _set_posts(world, plain["staff"][0], unit, _extra_posts(world, doses))
    open_doors(worlds, 0)
    return worlds


def _extra_posts(world, doses: np.ndarray) -> int:
    """Give how many extra peer posts there will ever be, the unit's own included."""
    return int(world.base_dose[EXTRA_PEER_POSTS] + doses[:, EXTRA_PEER_POSTS].max())


def _describe_unit(world, unit: Unit) -> None:
    """Write the unit's own facts into the world."""
    facts = world.unit
    facts.beds = unit.beds
    facts.first_weekday = unit.opens.weekday()
    facts.agency = int(unit.agency)
    facts.annual_leave_weeks = unit.annual_leave_weeks
    facts.weeks_to_fill = unit.context.weeks_to_fill
    facts.weeks_to_fill_bed = unit.context.weeks_to_fill_bed
    facts.role_clarity = quantity("readiness", unit.conditions)
    facts.leadership = quantity("leader_quality", unit.conditions)
    facts.boundary_clarity = quantity("boundary_policy_clarity", unit.conditions)
    facts.boundary_strictness = unit.boundary_strictness
    facts.standing = unit.context.standing
    facts.medical_model = unit.context.medical_model
    facts.stigma = unit.context.stigma
    facts.strategic_alignment = unit.context.strategic_alignment
    facts.mean_pay = sum(group.pay * group.fte for group in unit.staff) / unit.fte
    peer_pay = sum(group.pay * group.fte for group in unit.groups("peer_worker"))
    facts.peer_pay_share = peer_pay / (facts.mean_pay * unit.fte)
    facts.established = int(unit.stage == "established")
    for d, day in enumerate(KINDS_OF_DAY):
        for s, shift in enumerate(SHIFTS):
            for r, role in enumerate(COVERED):
                cover = getattr(getattr(getattr(unit.roster, day), shift), role)
                facts.planned[3 * d + s, r] = cover.planned
                facts.minimum[3 * d + s, r] = cover.minimum


def _set_climate(world, unit: Unit) -> None:
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


def _set_posts(world, staff, unit: Unit, extra_peers: int) -> None:
    """Lay out the posts: groups in the unit's order, the casual pool, extra peer posts."""
    ordinals: Counter[tuple[int, int]] = Counter()
    post = 0
    for group in unit.staff:
        for _ in range(group.heads):
            _set_post(staff, post, unit, group, ordinals)
            post += 1
    for role, heads in (
        (PEER, unit.casual_pool.peer_worker),
        (CLINICIAN, unit.casual_pool.clinician),
    ):
        for ordinal in range(heads):
            _set_casual_post(staff, post, unit, role, ordinal)
            post += 1
    peers = unit.groups("peer_worker")
    if extra_peers > 0 and not peers:
        raise UserError(
            f"Unit {unit.name} has no peer workers, so their terms are unknown and extra peer "
            "posts cannot be added; give the unit a group with role: peer_worker"
        )
    if post + extra_peers > POSTS:
        raise UserError(
            f"Unit {unit.name} with {extra_peers} extra peer posts has {post + extra_peers} "
            f"posts; the model holds {POSTS}"
        )
    for _ in range(extra_peers):
        _set_post(staff, post, unit, peers[0], ordinals)
        staff[post]["open"] = 0
        staff[post]["extra"] = 1
        post += 1
    world.unit.posts = post


def _set_post(staff, post: int, unit: Unit, group: StaffGroup, ordinals: Counter) -> None:
    """Write a regular post's terms."""
    me = staff[post]
    role = ROLE_NAMES.index(group.role)
    me["role"] = role
    me["discipline"] = DISCIPLINES.index(group.discipline or "")
    kind = (role, int(me["discipline"]))
    me["ordinal"] = ordinals[kind]
    ordinals[kind] += 1
    me["open"] = 1
    me["fte"] = group.fte / group.heads
    me["pay"] = group.pay
    me["share_near_home"] = group.share_near_home
    me["weekdays_only"] = int(group.days == "weekdays" or role == LEADER)
    me["works_day"] = int("day" in group.shifts or role == LEADER)
    me["works_evening"] = int("evening" in group.shifts and role != LEADER)
    me["works_night"] = int("night" in group.shifts and role != LEADER)
    contract = unit.contract_terms(group)
    if contract.kind == "fixed-term":
        me["contract_months"] = contract.months
        me["renewal_chance"] = contract.renewal
        me["decided_months_before"] = contract.decided_months_before
        me["renewed_permanent"] = int(contract.renewed_as == "permanent")


def _set_casual_post(staff, post: int, unit: Unit, role: int, ordinal: int) -> None:
    """Write a casual post's terms: any shift the role works, no contracted hours."""
    me = staff[post]
    groups = unit.groups(ROLE_NAMES[role])
    me["role"] = role
    me["discipline"] = DISCIPLINES.index(groups[0].discipline or "") if groups else 0
    me["casual"] = 1
    me["ordinal"] = ordinal
    me["open"] = 1
    me["fte"] = CASUAL_FTE
    me["pay"] = groups[0].pay if groups else unit.staff[0].pay
    me["share_near_home"] = groups[0].share_near_home if groups else 0.0
    me["works_day"] = 1
    me["works_evening"] = int(any("evening" in group.shifts for group in groups) or not groups)
    me["works_night"] = int(any("night" in group.shifts for group in groups) or not groups)


@entry
def open_doors(worlds, which):
    """Let the founding team and the first residents arrive, and look at them on day 0."""
    world = worlds[which]
    for post in range(world.unit.posts):
        me = world.staff[post]
        me.contract_end = NEVER
        me.away_until = 0
        if me.open != 0:
            arrive(world, post, 0, 1)
    world.climate.peer_share = peer_share(world)
    plan_opening(world, highest_dose(world, OPENING_WEEKS, 0))
    observe(world, world.monthly[0], 0)
