"""Each person's own rhythm of supervision, training, reflection and meetings, by the week.

A dose of so many sessions a month acts a little every week on those who are at work.
"""

from ccu_sim.model.acts.doses import (
    own_dose,
    own_dose_this_week,
    own_highest_dose,
    set_dose,
)
from ccu_sim.model.calendar import WEEKS_A_MONTH, WEEKS_A_YEAR
from ccu_sim.model.compiling import act
from ccu_sim.model.lever_index import (
    BOUNDARY_WORKSHOPS,
    CO_REFLECTION_SESSIONS,
    CREDENTIALING,
    MEDICATION_SESSIONS,
    PEER_NETWORK_SESSIONS,
    REFLECTIVE_PRACTICE_SESSIONS,
    ROLE_CLARITY_SESSIONS,
    SUPERVISION_HOURS,
    SUPERVISOR_UNDERSTANDING,
    TRAINING_SESSIONS,
)
from ccu_sim.model.records import LEADER, PEER, PRESENT
from ccu_sim.model.rules.boundaries import practise_boundaries
from ccu_sim.model.rules.change import share_of_dose
from ccu_sim.model.rules.development import (
    assimilate,
    be_trained,
    co_reflect,
    gain_credential,
    learn_medications,
    meet_network,
    reflect,
    settle_valuing,
)
from ccu_sim.model.rules.development import be_supervised as apply_supervision
from ccu_sim.model.rules.role_clarity import clarify
from ccu_sim.model.streams import CREDENTIAL, NOBODY, draw


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
    apply_supervision(me, world.par, hours, understanding, 1.0)


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


@act
def reflect_on_practice(world, who, when):
    """Reflect on practice and boundaries, alone with one's team (mechanism 9)."""
    me = world.staff[who]
    sessions = own_dose_this_week(world, me, REFLECTIVE_PRACTICE_SESSIONS, when)
    together = own_dose_this_week(world, me, CO_REFLECTION_SESSIONS, when)
    workshops = own_dose_this_week(world, me, BOUNDARY_WORKSHOPS, when)
    if me.away != PRESENT:
        sessions = together = workshops = 0.0
    reflect(me, world.par, sessions + together, 1.0)
    share = share_of_dose(world.par.boundary_workshop_gain, workshops)
    practise_boundaries(me, world.par, share)


@act
def co_reflect_across(world, who, when):
    """Reflect with colleagues of the other profession: trust in them grows."""
    me = world.staff[who]
    sessions = own_dose_this_week(world, me, CO_REFLECTION_SESSIONS, when)
    if sessions <= 0.0 or me.away != PRESENT or me.role == LEADER:
        return
    for colleague in range(world.unit.posts):
        other = world.staff[colleague]
        together = own_dose(world, other, CO_REFLECTION_SESSIONS, when)
        if other.here != 0 and other.role != me.role and other.away == PRESENT and together > 0.0:
            trust = co_reflect(world.trust[who, colleague], world.par, sessions)
            world.trust[who, colleague] = trust


@act
def meet_peer_network(world, who, when):
    """Meet peer workers from elsewhere (peer workers)."""
    me = world.staff[who]
    if me.role == PEER and me.away == PRESENT:
        sessions = own_dose_this_week(world, me, PEER_NETWORK_SESSIONS, when)
        meet_network(me, world.par, sessions)


@act
def work_toward_credential(world, who, when):
    """Gain a credential where one is required and supported (peer workers). Contested."""
    me = world.staff[who]
    if me.role != PEER:
        return
    share = own_highest_dose(world, me, CREDENTIALING, when)
    required = 0.0
    if draw(world.key, CREDENTIAL, me.address, NOBODY, 0) < share:
        required = 1.0
    gain_credential(me, world.par, required, 1.0)
    assimilate(me, world.par, WEEKS_A_YEAR, 1.0)
