"""Demands and resources: what a shift costs a person, and what carries them.

Job Demands-Resources theory (Bakker & Demerouti 2007): demands that are met wear a person
down; resources buffer them. Strain is emotional exhaustion.
"""

from ccu_sim.model.calendar import WEEKS_A_WORKED_SHIFT
from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import centred, logistic, raised, toward
from ccu_sim.model.rules.health import unmet_need


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
def crisis_severity(climate, par, well_met):
    """How hard a resident's crisis falls on those on shift; 1 is one that nobody eases.

    Notes
    -----
    severity = (crisis_eased when well met, else 1) * (1 + crisis_unaided when no clinician
    is on shift). Source: care after hours when someone becomes acutely unwell (5/15), CCU
    paper, "Anticipated Challenges".
    """
    severity = par.crisis_eased if well_met else 1.0
    if climate.clinicians_on == 0:
        severity *= 1.0 + par.crisis_unaided
    return severity
