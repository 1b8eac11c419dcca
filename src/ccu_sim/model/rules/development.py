"""What people learn from supervision, training, reflection and one another.

The review's actions (Reeves et al. 2024) and what they move. Each lever has one or two
primary routes; what supervision does to leaving in total must stay inside what is published
for supervision (r = .3 to .4, Mor Barak 2009).
"""

from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import lowered, raised, share_of_dose, toward


@rule
def be_supervised(me, par, hours, understanding, weeks):
    """Keep recent supervision alive, and let it make the role clearer.

    Parameters
    ----------
    hours : float
        Hours this week.
    understanding : float in [0, 1]
        Of the worker's role by the supervisor: lived experience or a sound understanding.

    Notes
    -----
    quality = supervision_generic + (1 - supervision_generic) * understanding;
    ``supervised`` fades with ``supervision_half_life`` and is raised by supervision_gain *
    quality an hour; role clarity by supervision_clarity * quality an hour.
    """
    quality = par.supervision_generic + (1.0 - par.supervision_generic) * understanding
    me.supervised = toward(me.supervised, 0.0, weeks, par.supervision_half_life)
    me.supervised = raised(me.supervised, share_of_dose(par.supervision_gain * quality, hours))
    me.role_clarity = raised(
        me.role_clarity, share_of_dose(par.supervision_clarity * quality, hours)
    )


@rule
def be_trained(me, par, sessions, weeks):
    """Let education of non-peer staff move their valuing, and their outlook less.

    Notes
    -----
    Each session closes ``training_gain`` of the distance of training and of valuing to 1,
    and ``training_outlook`` of that share in outlook; training fades with
    ``training_half_life``.
    Source: cluster trial dose (four sessions in six months); low to moderate on attitudes,
    Eiroa-Orosa 2019.
    """
    me.training = toward(me.training, 0.0, weeks, par.training_half_life)
    share = share_of_dose(par.training_gain, sessions)
    me.training = raised(me.training, share)
    me.valuing = raised(me.valuing, share)
    me.recovery_orientation = raised(me.recovery_orientation, par.training_outlook * share)
    me.medical_model = lowered(me.medical_model, par.training_outlook * share)


@rule
def destigmatise(climate, par, sessions):
    """Let the team's training lower stigma, less than it raises valuing."""
    climate.stigma = lowered(climate.stigma, share_of_dose(par.training_stigma, sessions))


@rule
def reflect(me, par, sessions, weeks):
    """Keep recent reflective practice alive; it also exercises boundary skill.

    Notes
    -----
    ``reflection`` fades with ``reflection_half_life`` and is raised by ``reflection_gain`` a
    session; boundary skill is raised by ``reflection_skill`` of that share.
    """
    me.reflection = toward(me.reflection, 0.0, weeks, par.reflection_half_life)
    share = share_of_dose(par.reflection_gain, sessions)
    me.reflection = raised(me.reflection, share)
    me.boundary_skill = raised(me.boundary_skill, par.reflection_skill * share)


@rule
def co_reflect(trust, par, sessions):
    """Trust in a colleague of the other profession after reflecting together."""
    return raised(trust, share_of_dose(par.co_reflection_gain, sessions))


@rule
def meet_network(me, par, sessions):
    """Let meeting peers from elsewhere give belonging and support."""
    share = share_of_dose(par.network_gain, sessions)
    me.belonging = raised(me.belonging, share)
    me.colleague_support = raised(me.colleague_support, share)


@rule
def learn_medications(me, par, sessions):
    """Medication upskilling (3/15 peers): clearer about what is and is not one's part."""
    me.role_clarity = raised(me.role_clarity, share_of_dose(par.medication_gain, sessions))


@rule
def gain_credential(me, par, share, weeks):
    """Let a supported credential grow; it also pulls toward clinical ways of working.

    Notes
    -----
    credential -> 1 for those it is required of, half-life ``credential_half_life``;
    a credential once gained is kept. *Contested* in the literature: it can help (voice,
    prospects) or hurt (distinctiveness, see `assimilate`).
    """
    if share > me.credential:
        me.credential = toward(me.credential, share, weeks, par.credential_half_life)


@rule
def assimilate(me, par, weeks_a_year, weeks):
    """Wear the distinctiveness of the peer role by credentialing, or strengthen it.

    Notes
    -----
    credential_assimilation * credential a year: above 0 it closes that share of role
    clarity's distance to 0 and of the medical model's to 1; below 0 it makes the role
    clearer.
    """
    pull = par.credential_assimilation * me.credential * weeks / weeks_a_year
    if pull > 0.0:
        me.role_clarity = lowered(me.role_clarity, pull)
        me.medical_model = raised(me.medical_model, pull)
    else:
        me.role_clarity = raised(me.role_clarity, -pull)


@rule
def settle_valuing(me, par, weeks):
    """Let valuing settle toward where it began, raised by what training has left.

    Notes
    -----
    valuing -> first valuing raised by ``training``, half-life ``valuing_half_life``.
    """
    target = raised(me.first_valuing, me.training)
    me.valuing = toward(me.valuing, target, weeks, par.valuing_half_life)
