"""Residents' stays: living on, moving on or leaving early, beds filling again (mechanism 15).

Engagement is voluntary, and the time-frame of 6 to 24 months is not a wall (CCU paper, "Study
Sites").
"""

from ccu_sim.model.calendar import SHIFTS_A_WEEK, WEEKS_A_MONTH, WEEKS_A_YEAR, months_until
from ccu_sim.model.change import centred, comes_at_ratio, raised, toward, waiting_time, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.residents import GRADUATIONS, UNPLANNED_EXITS
from ccu_sim.model.records import ADMITTED, GRADUATED, LEFT_UNPLANNED, NEVER, SPELLS
from ccu_sim.model.streams import (
    BED_DELAY,
    KIND_PLACE,
    NOBODY,
    ORDINAL_PLACE,
    RESIDENT_ENGAGEMENT,
    RESIDENT_KIND,
    RESIDENT_RECOVERY,
    RESIDENT_WEEK,
    TRAIT_STAY,
    bell,
    draw,
    draw_four,
)
from ccu_sim.model.submodels.climate import move_standing
from ccu_sim.model.submodels.crises import becomes_unwell, is_well_again


@rule
def live_on(resident, par, pace):
    """Let recovery grow a little by itself, and engagement settle, between contacts.

    Notes
    -----
    recovery -> 1, half-life ``recovery_half_life``; engagement -> ``start_engagement``,
    half-life ``engagement_half_life``.
    """
    resident.recovery = toward(resident.recovery, 1.0, pace.recovery)
    resident.engagement = toward(resident.engagement, par.start_engagement, pace.engagement)


@rule
def graduates(resident, months, par, luck):
    """Whether a resident moves on this week, being ready or past the usual time.

    Notes
    -----
    rate a year = graduate_rate * exp(graduate_recovery * (recovery - ready_level)
    + graduate_overstay * max(0, months - stay_most_months) / stay_most_months), from
    stay_least_months on: the published time-frame.
    """
    if months < par.stay_least_months:
        return False
    log_ratio = par.graduate_recovery * (resident.recovery - par.ready_level)
    beyond = months - par.stay_most_months
    if beyond > 0.0:
        log_ratio += par.graduate_overstay * beyond / par.stay_most_months
    return comes_at_ratio(par.graduate_rate, log_ratio, 1.0, WEEKS_A_YEAR, luck)


@rule
def leaves_unplanned(resident, par, weeks, luck):
    """Whether a resident leaves before being ready.

    Notes
    -----
    rate a year = exit_rate * exp(-exit_engagement * (engagement - 1/2) + exit_unwell *
    unwell).
    """
    log_ratio = par.exit_unwell * resident.unwell - par.exit_engagement * centred(
        resident.engagement
    )
    return comes_at_ratio(par.exit_rate, log_ratio, weeks, WEEKS_A_YEAR, luck)


@act
def live_week(world, bed, when):
    """Live a week at the unit: health, growth, moving on or leaving (mechanism 15)."""
    resident, par = world.residents[bed], world.par
    luck, luck_of_moving_on, luck_of_leaving, _ = draw_four(
        world.key, RESIDENT_WEEK, resident.address, NOBODY, when
    )
    if resident.unwell != 0:
        if is_well_again(par, 1.0, luck):
            resident.unwell = 0
    elif becomes_unwell(resident, par, 1.0, luck):
        resident.unwell = 1
    live_on(resident, par, world.pace)
    months = -months_until(resident.admitted, when + 1)
    if graduates(resident, months, par, luck_of_moving_on):
        _move_out(world, bed, when + 1, 1)
        return
    if leaves_unplanned(resident, par, 1.0, luck_of_leaving):
        _move_out(world, bed, when + 1, 0)


@rule
def _move_out(world, bed, when, planned):
    """Free a bed; a graduation lifts those in alliance and the unit's standing."""
    resident = world.residents[bed]
    resident.here = 0
    resident.seen_by = NEVER
    world.comings_and_goings += 1
    delay = world.unit.weeks_to_fill_bed * SHIFTS_A_WEEK
    luck = draw(world.key, BED_DELAY, resident.address, NOBODY, 0)
    resident.arrives = when + int(waiting_time(delay, luck)) + 1
    if world.stay_count < SPELLS:
        stay = world.stays[world.stay_count]
        stay.bed = bed
        stay.occupant = resident.occupant
        stay.start = resident.admitted
        stay.end = when
        stay.planned = planned
    world.stay_count += 1
    if planned != 0:
        world.counts[GRADUATIONS] += 1.0
        move_standing(world.climate, world.unit, world.par, True)
        _rejoice(world, bed)
        note(world, GRADUATED, resident.address, NOBODY, when)
    else:
        world.counts[UNPLANNED_EXITS] += 1.0
        note(world, LEFT_UNPLANNED, resident.address, NOBODY, when)


@rule
def _rejoice(world, bed):
    """Lift every worker by a graduation, as far as their alliance with the resident."""
    for post in range(world.unit.posts):
        if world.staff[post].here != 0:
            me = world.staff[post]
            share = world.par.graduation_uplift * world.alliance[post, bed]
            me.uplift = raised(me.uplift, share)


@rule
def move_in(world, bed, when):
    """Admit a new resident to a free bed: first states, no bonds yet."""
    resident, par = world.residents[bed], world.par
    resident.bed = bed
    resident.occupant += 1
    resident.address = (RESIDENT_KIND << KIND_PLACE) | (bed << ORDINAL_PLACE) | resident.occupant
    resident.here = 1
    resident.admitted = when
    resident.unwell = 0
    resident.seen_by = NEVER
    who = resident.address
    recovery = par.start_recovery + par.state_spread * bell(world.key, RESIDENT_RECOVERY, who, 0)
    resident.recovery = within(recovery)
    engagement = par.start_engagement + par.state_spread * bell(
        world.key, RESIDENT_ENGAGEMENT, who, 0
    )
    resident.engagement = within(engagement)
    resident.dependency = par.start_dependency
    for post in range(world.unit.posts):
        world.alliance[post, bed] = 0.0
        world.familiarity[post, bed] = 0.0
        world.dual[post, bed] = 0
    world.comings_and_goings += 1


@act
def admit(world, when):
    """Admit new residents to beds that have become ready."""
    for bed in range(world.unit.beds):
        resident = world.residents[bed]
        if resident.here == 0 and when + 1 >= resident.arrives:
            move_in(world, bed, when + 1)
            note(world, ADMITTED, resident.address, NOBODY, when + 1)


@rule
def plan_opening(world, opening_weeks):
    """Set the day each bed is first filled: at once, or spread over the opening weeks.

    In an established unit everyone is somewhere in their stay, and recovery with it.
    """
    if world.unit.established == 1:
        _find_in_house(world)
        return
    for bed in range(world.unit.beds):
        resident = world.residents[bed]
        spread = opening_weeks * SHIFTS_A_WEEK * bed / world.unit.beds
        resident.arrives = int(spread)
        if resident.arrives == 0:
            move_in(world, bed, 0)


@rule
def _find_in_house(world):
    """Begin an established unit with residents part of the way through their stay."""
    par = world.par
    for bed in range(world.unit.beds):
        move_in(world, bed, 0)
        resident = world.residents[bed]
        gone_by = draw(world.key, TRAIT_STAY, resident.address, NOBODY, 0)
        shifts = gone_by * par.settled_stay_months * SHIFTS_A_WEEK * WEEKS_A_MONTH
        resident.admitted = -int(shifts)
        resident.recovery += (par.ready_level - resident.recovery) * gone_by
