"""Education and training of non-peer staff, and what stays of it (mechanisms 5 and 16).

The action named most often in the review: by 12 of 16 studies (Reeves 2024); low to moderate
effects on attitudes (Eiroa-Orosa 2019).
"""

from ccu_sim.model.change import lowered, nearer, raised, share_of_dose, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose_this_week
from ccu_sim.model.lever_index import TRAINING_SESSIONS
from ccu_sim.model.records import PEER, PRESENT


@rule
def be_trained(me, par, sessions, pace):
    """Let education of non-peer staff move their valuing, and their outlook less, while it lasts.

    Notes
    -----
    Each session closes ``training_gain`` of the distance of training to 1, and it fades with
    ``training_half_life``. With it goes what it does: the distance of valuing to 1 is
    exp(-training_valuing * training) of what it would be, and outlook moves by
    ``training_outlook`` of that.
    Source: cluster trial dose (four sessions in six months); low to moderate on attitudes,
    Eiroa-Orosa 2019.
    """
    before = me.training
    me.training = toward(me.training, 0.0, pace.training)
    me.training = raised(me.training, share_of_dose(par.training_gain, sessions))
    moved = par.training_valuing * (me.training - before)
    me.valuing = nearer(me.valuing, moved)
    me.recovery_orientation = nearer(me.recovery_orientation, par.training_outlook * moved)
    me.medical_model = 1.0 - nearer(1.0 - me.medical_model, par.training_outlook * moved)


@rule
def destigmatise(climate, par, sessions):
    """Let the team's training lower stigma, less than it raises valuing."""
    climate.stigma = lowered(climate.stigma, share_of_dose(par.training_stigma, sessions))


@rule
def settle_valuing(me, par, pace):
    """Let valuing settle toward where it began, raised by what training has left.

    Notes
    -----
    valuing -> first valuing, its distance to 1 times exp(-training_valuing * training);
    half-life ``valuing_half_life``.
    """
    target = nearer(me.first_valuing, par.training_valuing * me.training)
    me.valuing = toward(me.valuing, target, pace.valuing)


@act
def attend_training(world, who, when):
    """Attend education on peer work, recovery and discrimination (non-peer staff)."""
    me = world.staff[who]
    settle_valuing(me, world.par, world.pace)
    if me.role == PEER:
        return
    sessions = own_dose_this_week(world, me, TRAINING_SESSIONS, when)
    if me.away != PRESENT:
        sessions = 0.0
    be_trained(me, world.par, sessions, world.pace)
