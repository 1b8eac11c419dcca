"""Role clarity and role drift.

Clarity is set by readiness and induction, made clearer by supervision, clarifying sessions
and a tended role, and blurs when work outside the role grows (3/15 expected role
delineation to be hard to keep over time; CCU paper, "Organizational Factors"). Tasks
outside the peer role are the strongest single predictor of intention to leave that was
read (odds ratio 2.91; Psychiatr Rehabil J 2025).
"""

from ccu_sim.model.change import centred, logistic, lowered, raised, share_of_dose, toward, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose_this_week
from ccu_sim.model.lever_index import MEDICATION_SESSIONS, ROLE_CLARITY_SESSIONS
from ccu_sim.model.records import PEER, PRESENT


@rule
def blur(me, climate, par, pace):
    """Let clarity settle to what readiness and role drift allow.

    Notes
    -----
    clarity -> readiness * (1 - clarity_role_drift * role drift) + clarity_spread * (the
    person's lasting grasp of roles + how clear the present tasks are), half-life
    ``clarity_half_life``.
    """
    target = climate.readiness * (1.0 - par.clarity_role_drift * me.role_drift)
    target = within(target + par.clarity_spread * (me.grasp + me.tasks))
    me.role_clarity = toward(me.role_clarity, target, pace.clarity)


@rule
def drift_from_role(me, climate, par, others_absent, pace):
    """Let work outside the role grow or recede after a worked shift.

    Parameters
    ----------
    others_absent : float
        1 when nobody of the other profession was on shift, so that its tasks fell to those
        present; else 0.

    Notes
    -----
    target = logistic(role_drift_base + role_drift_shortfall * shortfall + role_drift_absence *
    others absent + role_drift_ambiguity * (1/2 - clarity) - role_drift_tending * (leader's
    support - 1/2) - role_drift_spread * how clear the present tasks are),
    half-life ``role_drift_half_life`` weeks of full-time work.
    """
    target = logistic(
        par.role_drift_base
        + par.role_drift_shortfall * climate.shortfall
        + par.role_drift_absence * others_absent
        - par.role_drift_ambiguity * centred(me.role_clarity)
        - par.role_drift_tending * centred(me.leader_support)
        - par.role_drift_spread * me.tasks
    )
    me.role_drift = toward(me.role_drift, target, pace.role_drift)


@rule
def step_in(me, par):
    """Step outside one's role in a crisis that no clinician on shift can take over.

    Notes
    -----
    A crisis closes ``crisis_role_drift`` of the distance of role drift to 1. Source: care after
    hours when someone becomes acutely unwell (5/15), CCU paper, "Anticipated Challenges".
    """
    me.role_drift = raised(me.role_drift, par.crisis_role_drift)


@rule
def clarify(me, par, sessions):
    """Make a role clearer in sessions on who does what; role drift is handed back a little."""
    share = share_of_dose(par.clarity_session_gain, sessions)
    me.role_clarity = raised(me.role_clarity, share)
    me.role_drift = lowered(me.role_drift, share)


@rule
def prepare_roles(climate, par, sessions):
    """Make the unit readier by the same sessions: descriptions, pathways, who does what."""
    climate.readiness = raised(climate.readiness, share_of_dose(par.readiness_gain, sessions))


@rule
def settle_readiness(climate, unit, pace):
    """Let readiness return to the unit's own level, half-life ``readiness_half_life``."""
    climate.readiness = toward(climate.readiness, unit.role_clarity, pace.readiness)


@rule
def learn_medications(me, par, sessions):
    """Medication upskilling (3/15 peers): clearer about what is and is not one's part."""
    me.role_clarity = raised(me.role_clarity, share_of_dose(par.medication_gain, sessions))


@act
def clarify_role(world, who, when):
    """Work out who does what, in sessions on the role; peers also learn of medications."""
    me = world.staff[who]
    if me.away != PRESENT:
        return
    clarify(me, world.par, own_dose_this_week(world, me, ROLE_CLARITY_SESSIONS, when))
    if me.role == PEER:
        sessions = own_dose_this_week(world, me, MEDICATION_SESSIONS, when)
        learn_medications(me, world.par, sessions)
