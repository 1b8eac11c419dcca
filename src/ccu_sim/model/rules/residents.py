"""Residents: recovery as self-reliance and living skills, grown through alliance.

A CCU is transitional: a 6-24 month time-frame, not a wall. Empowering residents and not
fostering dependency are staff's own words (9/15; CCU paper, "What a CCU is"). Residents
graduate when ready, or leave unplanned; beds refill.
"""

from ccu_sim.model.arithmetic import exp
from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.boundaries import rapport
from ccu_sim.model.rules.change import (
    centred,
    comes_within,
    lowered,
    raised,
    toward,
)


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
    return (me.recovery_orientation + me.role_clarity + 1.0 - me.strain) / 3.0


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
def take_courage(me, resident, par):
    """Lift a worker by seeing a resident do well (10/15 looked forward to it)."""
    me.uplift = raised(me.uplift, par.uplift_gain * resident.recovery)


@rule
def uplift_fades(me, par, weeks):
    """Let the lift fade, half-life ``uplift_half_life``."""
    me.uplift = toward(me.uplift, 0.0, weeks, par.uplift_half_life)


@rule
def becomes_unwell(resident, par, weeks, luck):
    """Whether a resident becomes unwell within some weeks.

    Notes
    -----
    rate a year = unwell_rate * exp(-unwell_engagement * (engagement - 1/2)
    - unwell_recovery * (recovery - 1/2)).
    """
    log_ratio = -par.unwell_engagement * centred(resident.engagement)
    log_ratio -= par.unwell_recovery * centred(resident.recovery)
    rate = par.unwell_rate * exp(log_ratio)
    return comes_within(rate, weeks, WEEKS_A_YEAR, luck)


@rule
def is_well_again(par, weeks, luck):
    """Whether an unwell resident is well again, mean ``unwell_weeks`` weeks."""
    return comes_within(1.0 / par.unwell_weeks, weeks, 1.0, luck)


@rule
def crisis_comes(resident, par, luck):
    """Whether an unwell resident comes to a crisis on a shift."""
    return luck < par.crisis_rate


@rule
def live_on(resident, par, weeks):
    """Let recovery grow a little by itself, and engagement settle, between contacts.

    Notes
    -----
    recovery -> 1, half-life ``recovery_half_life``; engagement -> ``start_engagement``,
    half-life ``engagement_half_life``.
    """
    resident.recovery = toward(resident.recovery, 1.0, weeks, par.recovery_half_life)
    resident.engagement = toward(
        resident.engagement, par.start_engagement, weeks, par.engagement_half_life
    )


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
    rate = par.graduate_rate * exp(log_ratio)
    return comes_within(rate, 1.0, WEEKS_A_YEAR, luck)


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
    rate = par.exit_rate * exp(log_ratio)
    return comes_within(rate, weeks, WEEKS_A_YEAR, luck)


@rule
def need_of(resident, par):
    """How much a resident asks of a shift; 1 is a resident who is well."""
    return 1.0 + par.need_unwell * resident.unwell + par.need_dependency * resident.dependency
