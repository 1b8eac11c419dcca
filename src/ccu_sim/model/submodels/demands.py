"""Demands and resources: what a shift costs a person, and what carries them.

Job Demands-Resources theory (Bakker & Demerouti 2007): demands that are met wear a person
down; resources buffer them. Strain is emotional exhaustion.
"""

from ccu_sim.model.calendar import (
    DAYS_A_WEEK,
    NIGHT_SHIFT,
    SHIFTS_A_DAY,
    WEEKS_A_WORKED_SHIFT,
    WORKDAYS_A_WEEK,
    shift_of_day,
)
from ccu_sim.model.change import centred, logistic, raised, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import CLINICIAN, LEADER, ON_ANNUAL_LEAVE, ON_SICK_LEAVE, PEER, PRESENT
from ccu_sim.model.submodels.health import unmet_need
from ccu_sim.model.submodels.role_clarity import drift
from ccu_sim.model.submodels.sufficient_numbers import isolate


@rule
def demand(me, climate, par, night):
    """Add up what a worked shift asks of a person, in log-odds of strain.

    Notes
    -----
    demand = strain_load * (load - 1) + strain_ambiguity * (1 - role clarity)
    + strain_drift * role drift + strain_night * night + strain_overtime * overtime
    + strain_alone * alone in one's role + strain_need * unmet support need.
    Source: role ambiguity to depression, Schmidt 2014; role clarity and exhaustion of peer
    workers, Adv Ment Health 2021; shift work as a concern, CCU paper, "Concerns".
    """
    return (
        par.strain_load * (climate.load - 1.0)
        + par.strain_ambiguity * (1.0 - me.role_clarity)
        + par.strain_drift * me.role_drift
        + par.strain_night * night
        + par.strain_overtime * me.overtime
        + par.strain_alone * me.alone
        + par.strain_need * unmet_need(me)
    )


@rule
def resources(me, par):
    """Add up what carries a person through a shift, in log-odds of strain.

    Notes
    -----
    resources = strain_leader * leader's support + strain_colleagues * colleagues' support
    + strain_voice * voice + strain_supervision * recent supervision, each measured from the
    middle of its scale, supervision from 0.
    Source: leader and team support matter (14/15), CCU paper, "Organizational Factors".
    """
    return (
        par.strain_leader * centred(me.leader_support)
        + par.strain_colleagues * centred(me.colleague_support)
        + par.strain_voice * centred(me.voice)
        + par.strain_supervision * me.supervised
    )


@rule
def tire(me, climate, par, night):
    """Move strain after a worked shift toward what its demands and resources call for.

    Notes
    -----
    target = logistic(strain_base + strain_spread * susceptibility + demand - resources);
    strain relaxes to it with half-life ``strain_half_life`` weeks of full-time work.
    """
    target = logistic(
        par.strain_base
        + par.strain_spread * me.susceptibility
        + demand(me, climate, par, night)
        - resources(me, par)
    )
    me.strain = toward(me.strain, target, WEEKS_A_WORKED_SHIFT, par.strain_half_life)


@rule
def recuperate(me, par, weeks):
    """Ease strain over time away from work, with half-life ``rest_half_life`` weeks."""
    me.strain = toward(me.strain, 0.0, weeks, par.rest_half_life)


@rule
def shaken(me, share):
    """Raise strain by an upsetting event (a share of the distance to 1)."""
    me.strain = raised(me.strain, share)


@rule
def _others_absent(me, climate):
    """Give 1 when nobody of the other profession is on shift, else 0."""
    if me.role == PEER:
        return 1.0 if climate.clinicians_on == 0 else 0.0
    if me.role == CLINICIAN:
        return 1.0 if climate.peers_on == 0 else 0.0
    return 0.0


@act
def feel_shift(world, who, when):
    """Feel what the shift asked: strain, drift, being alone in one's role (2, 4, 14)."""
    me, climate, par = world.staff[who], world.climate, world.par
    night = 1.0 if shift_of_day(when) == NIGHT_SHIFT else 0.0
    me.nights = toward(me.nights, night, WEEKS_A_WORKED_SHIFT, par.nights_half_life)
    tire(me, climate, par, night)
    if me.role != LEADER:
        drift(me, climate, par, _others_absent(me, climate))
    if me.alone != 0:
        isolate(me, par)


@act
def rest(world, who, when):
    """Recuperate on a day off; time away counts as absence or leave (mechanism 2).

    Being unwell is no rest: strain waits until the person is well.
    """
    me = world.staff[who]
    if when - me.last_shift >= SHIFTS_A_DAY and me.away != ON_SICK_LEAVE:
        recuperate(me, world.par, 1.0 / DAYS_A_WEEK)
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
