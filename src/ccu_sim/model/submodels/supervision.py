"""Professional supervision makes a role clearer and carries people (mechanisms 2 and 4).

Supervision by somebody with lived experience, or a sound understanding of it, is an action of
the review (Reeves 2024, Table 4); supervision and good outcomes, Mor Barak 2009.
"""

from ccu_sim.model.calendar import WEEKS_A_MONTH
from ccu_sim.model.change import raised, share_of_dose, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose_this_week, set_dose
from ccu_sim.model.lever_index import SUPERVISION_HOURS, SUPERVISOR_UNDERSTANDING
from ccu_sim.model.records import PEER, PRESENT


@rule
def absorb_supervision(me, par, hours, understanding, pace):
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
    me.supervised = toward(me.supervised, 0.0, pace.supervision)
    me.supervised = raised(me.supervised, share_of_dose(par.supervision_gain * quality, hours))
    me.role_clarity = raised(
        me.role_clarity, share_of_dose(par.supervision_clarity * quality, hours)
    )


@act
def be_supervised(world, who, when):
    """Have professional supervision; a strategy's extra hours are for peer workers.

    How well a supervisor of a clinician's own discipline understands their role is a
    parameter; how well a peer worker's supervisor understands peer work is a lever.
    """
    me = world.staff[who]
    hours = world.base_dose[SUPERVISION_HOURS] / WEEKS_A_MONTH
    understanding = world.par.discipline_understanding
    if me.role == PEER:
        hours = own_dose_this_week(world, me, SUPERVISION_HOURS, when)
        understanding = set_dose(world, SUPERVISOR_UNDERSTANDING, when)
    if me.away != PRESENT:
        hours = 0.0
    absorb_supervision(me, world.par, hours, understanding, world.pace)
