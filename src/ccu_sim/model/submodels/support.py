"""Residents' support: seeking a worker out, alliance, recovery, dependency (mechanism 15).

Empathy and alliance through lived experience (5/15) are what peer work is for, and seeing
people do well is what 10/15 look forward to (CCU paper, "Rewards and Drivers").
"""

from ccu_sim.model.calendar import NIGHT_SHIFT, shift_of_day
from ccu_sim.model.chance import (
    SEEKING,
    half_of_resident,
    keep_choices,
    pair,
    pair_of,
    rank_of_choice,
)
from ccu_sim.model.change import lowered, raised, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import BEDS_A_BLOCK, NEVER
from ccu_sim.model.streams import middle_of
from ccu_sim.model.submodels.boundaries import rapport

NOBODY_CALLED = 1 << 62


@rule
def seeks_support(resident, par, luck):
    """Whether a resident seeks a worker out on a shift.

    Notes
    -----
    P = seek_base + (1 - seek_base) * engagement, more when unwell.
    """
    chance = raised(par.seek_base, resident.engagement)
    if resident.unwell != 0:
        chance = raised(chance, par.seek_unwell)
    return luck < chance


@rule
def call_on(alliance, par, luck):
    """Rank a worker for a resident's approach: the lowest is chosen, alliance draws."""
    return luck * (1.0 - par.seek_alliance * alliance)


@rule
def quality_of_support(me):
    """How well a worker can support now: recovery-oriented, clear of role, with energy."""
    return (me.recovery_orientation + me.role_clarity + 1.0 - me.exhaustion) / 3.0


@rule
def build_alliance(alliance, quality, climate, par):
    """Working alliance after a contact: toward its quality, at the pace rapport allows."""
    return alliance + (quality - alliance) * par.alliance_gain * rapport(climate, par)


@rule
def grow(resident, me, alliance, quality, par):
    """Let a contact help a resident's recovery and engagement, and shape dependency.

    Notes
    -----
    recovery rises by recovery_gain * quality * alliance * (1 - dependency), engagement by
    engagement_gain * alliance;
    doing *for* rather than *with* feeds dependency by dependency_gain * (medical model +
    drift) / 2, recovery-oriented practice lessens it by dependency_gain * orientation.
    """
    share = par.recovery_gain * quality * alliance * (1.0 - resident.dependency)
    resident.recovery = raised(resident.recovery, share)
    resident.engagement = raised(resident.engagement, par.engagement_gain * alliance)
    doing_for = (me.medical_model + me.role_drift) / 2.0
    resident.dependency = raised(resident.dependency, par.dependency_gain * doing_for)
    with_them = par.dependency_gain * me.recovery_orientation
    resident.dependency = lowered(resident.dependency, with_them)


@rule
def lift_from_progress(me, resident, par):
    """Lift a worker by seeing a resident do well (10/15 looked forward to it)."""
    me.uplift = raised(me.uplift, par.uplift_gain * resident.recovery)


@rule
def uplift_fades(me, pace):
    """Let the lift fade, half-life ``uplift_half_life``."""
    me.uplift = toward(me.uplift, 0.0, pace.uplift)


@act
def seek_support(world, bed, when):
    """Seek out a worker on shift, or not; alliance draws (mechanism 15).

    A resident's luck of a day is drawn at once, for each of its shifts: also for what the
    contact may bring (see `boundaries`).
    """
    resident, par = world.residents[bed], world.par
    resident.seen_by = NEVER
    if shift_of_day(when) == NIGHT_SHIFT and resident.unwell == 0:
        return  # at night only those who are unwell
    if not seeks_support(resident, par, middle_of(half_of_resident(world, bed, SEEKING, when))):
        return
    keep_choices(world, bed // BEDS_A_BLOCK, when)
    best = NOBODY_CALLED
    for place in range(world.worker_count):
        alliance = world.alliance[world.workers[place], bed]
        rank = int(call_on(alliance, par, rank_of_choice(world, place, bed)))
        ranked = pair(rank, place)  # whole numbers are quicker to choose among
        if ranked < best:
            best = ranked
    if best < NOBODY_CALLED:
        _, place = pair_of(best)
        resident.seen_by = world.workers[place]


@act
def support(world, who, bed, when):
    """Support a resident: alliance, recovery, engagement; take heart from it (15)."""
    me, resident, par = world.staff[who], world.residents[bed], world.par
    quality = quality_of_support(me)
    alliance = build_alliance(world.alliance[who, bed], quality, world.climate, par)
    world.alliance[who, bed] = alliance
    world.familiarity[who, bed] = raised(world.familiarity[who, bed], par.familiarity_gain)
    grow(resident, me, alliance, quality, par)
    lift_from_progress(me, resident, par)
