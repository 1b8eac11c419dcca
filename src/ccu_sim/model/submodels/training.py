"""Education and training of non-peer staff: what it leaves in them and in the climate (5, 16)."""

from ccu_sim.model.change import lowered, raised, share_of_dose, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose_this_week
from ccu_sim.model.lever_index import TRAINING_SESSIONS
from ccu_sim.model.records import PEER, PRESENT


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
def settle_valuing(me, par, weeks):
    """Let valuing settle toward where it began, raised by what training has left.

    Notes
    -----
    valuing -> first valuing raised by ``training``, half-life ``valuing_half_life``.
    """
    target = raised(me.first_valuing, me.training)
    me.valuing = toward(me.valuing, target, weeks, par.valuing_half_life)


@act
def attend_training(world, who, when):
    """Attend education on peer work, recovery and discrimination (non-peer staff)."""
    me = world.staff[who]
    settle_valuing(me, world.par, 1.0)
    if me.role == PEER:
        return
    sessions = own_dose_this_week(world, me, TRAINING_SESSIONS, when)
    if me.away != PRESENT:
        sessions = 0.0
    be_trained(me, world.par, sessions, 1.0)
