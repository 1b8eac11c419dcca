"""Demands and resources: what a shift costs a person, and what carries them.

Job Demands-Resources theory (Bakker & Demerouti 2007): demands that are met wear a person
down; resources buffer them. Exhaustion is emotional exhaustion.
"""

from ccu_sim.model.calendar import (
    DAYS_A_WEEK,
    NIGHT_SHIFT,
    SHIFTS_A_DAY,
    WORKDAYS_A_WEEK,
    shift_of_day,
)
from ccu_sim.model.change import centred, logistic, raised, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import CLINICIAN, LEADER, ON_ANNUAL_LEAVE, ON_SICK_LEAVE, PEER, PRESENT
from ccu_sim.model.submodels.health import unmet_need
from ccu_sim.model.submodels.role_clarity import drift_from_role
from ccu_sim.model.submodels.sufficient_numbers import isolate


@rule
def demand(me, climate, par, night):
    """Add up what a worked shift asks of a person, in log-odds of exhaustion.

    Notes
    -----
    demand = exhaustion_load * (load - 1) + exhaustion_ambiguity * (1/2 - role clarity)
    + exhaustion_role_drift * role drift + exhaustion_night * night + exhaustion_overtime * overtime
    + exhaustion_alone * alone in one's role + exhaustion_need * unmet support need.
    Source: role ambiguity to depression, Schmidt 2014; role clarity and exhaustion of peer
    workers, Adv Ment Health 2021; shift work as a concern, CCU paper, "Concerns".
    """
    return (
        par.exhaustion_load * (climate.load - 1.0)
        - par.exhaustion_ambiguity * centred(me.role_clarity)
        + par.exhaustion_role_drift * me.role_drift
        + par.exhaustion_night * night
        + par.exhaustion_overtime * me.overtime
        + par.exhaustion_alone * me.alone
        + par.exhaustion_need * unmet_need(me)
    )


@rule
def resources(me, par):
    """Add up what carries a person through a shift, in log-odds of exhaustion.

    Notes
    -----
    resources = exhaustion_leader * leader's support + exhaustion_colleagues * colleagues' support
    + exhaustion_voice * voice + exhaustion_supervision * recent supervision
    + exhaustion_reflection * recent reflection, each measured from the middle of its scale,
    supervision and reflection from 0.
    Source: leader and team support matter (14/15), CCU paper, "Organizational Factors";
    reflective rounds, Maben 2021.
    """
    return (
        par.exhaustion_leader * centred(me.leader_support)
        + par.exhaustion_colleagues * centred(me.colleague_support)
        + par.exhaustion_voice * centred(me.voice)
        + par.exhaustion_supervision * me.supervised
        + par.exhaustion_reflection * me.reflection
    )


@rule
def tire(me, climate, par, night, pace):
    """Move exhaustion after a worked shift toward what its demands and resources call for.

    Notes
    -----
    target = logistic(exhaustion_base + exhaustion_spread * (susceptibility - how life outside
    is) + demand - resources);
    exhaustion relaxes to it with half-life ``exhaustion_half_life`` weeks of full-time work.
    """
    target = logistic(
        par.exhaustion_base
        + par.exhaustion_spread * (me.susceptibility - me.life)
        + demand(me, climate, par, night)
        - resources(me, par)
    )
    me.exhaustion = toward(me.exhaustion, target, pace.exhaustion)


@rule
def recuperate(me, pace):
    """Ease exhaustion over a day away from work, with half-life ``rest_half_life`` weeks."""
    me.exhaustion = toward(me.exhaustion, 0.0, pace.rest)


@rule
def shaken(me, share):
    """Raise exhaustion by an upsetting event (a share of the distance to 1)."""
    me.exhaustion = raised(me.exhaustion, share)


@rule
def _others_absent(me, climate):
    """Give 1 when nobody of the other profession is on shift, else 0."""
    if me.role == PEER:
        return 1.0 if climate.clinicians_on == 0 else 0.0
    if me.role == CLINICIAN:
        return 1.0 if climate.peers_on == 0 else 0.0
    return 0.0


@rule
def _remember_hours(me, night, pace):
    """Keep the share of recent shifts that were nights, and that were overtime."""
    stays = toward(1.0, 0.0, pace.nights)
    me.nights = night + (me.nights - night) * stays
    me.extra_shifts = me.overtime + (me.extra_shifts - me.overtime) * stays


@act
def feel_shift(world, who, when):
    """Feel what the shift asked: exhaustion, role drift, being alone in one's role (2, 4, 14)."""
    me, climate, par, pace = world.staff[who], world.climate, world.par, world.pace
    night = 1.0 if shift_of_day(when) == NIGHT_SHIFT else 0.0
    _remember_hours(me, night, pace)
    tire(me, climate, par, night, pace)
    if me.role != LEADER:
        drift_from_role(me, climate, par, _others_absent(me, climate), pace)
    if me.alone != 0:
        isolate(me, par)


@act
def rest(world, who, when):
    """Recuperate on a day off; time away counts as absence or leave (mechanism 2).

    Being unwell is no rest: exhaustion waits until the person is well, but for long absences.
    """
    me = world.staff[who]
    able = (me.away != ON_SICK_LEAVE) | (me.convalescence == 1.0)
    if when - me.last_shift >= SHIFTS_A_DAY and able:
        recuperate(me, world.pace)
    if me.casual != 0:
        return
    if me.away != PRESENT:
        me.owed -= me.fte * WORKDAYS_A_WEEK / DAYS_A_WEEK
        if me.owed < 0.0:
            me.owed = 0.0
    if me.role != LEADER and me.away != ON_ANNUAL_LEAVE:
        world.weeks_due[me.role] += me.fte / DAYS_A_WEEK
        if me.away == ON_SICK_LEAVE:
            world.weeks_lost[me.role] += me.fte / DAYS_A_WEEK
