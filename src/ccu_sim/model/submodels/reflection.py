"""Reflective practice, co-reflection across professions, the peer network (mechanisms 8 and 9).

Ongoing support for workers, and activities that improve integration, are actions of the review
(Reeves 2024, Table 4); learning from one another was hoped for by 13/15 (CCU paper, "What a CCU
Is").
"""

from ccu_sim.model.change import raised, share_of_dose, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose, own_dose_this_week
from ccu_sim.model.lever_index import (
    BOUNDARY_WORKSHOPS,
    CO_REFLECTION_SESSIONS,
    PEER_NETWORK_SESSIONS,
    REFLECTIVE_PRACTICE_SESSIONS,
)
from ccu_sim.model.records import LEADER, PEER, PRESENT
from ccu_sim.model.submodels.boundaries import practise_boundaries


@rule
def reflect(me, par, sessions, pace):
    """Keep recent reflective practice alive; it also exercises boundary skill.

    Notes
    -----
    ``reflection`` fades with ``reflection_half_life`` and is raised by ``reflection_gain`` a
    session; boundary skill is raised by ``reflection_skill`` of that share.
    """
    me.reflection = toward(me.reflection, 0.0, pace.reflection)
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


@act
def reflect_on_practice(world, who, when):
    """Reflect on practice and boundaries, alone with one's team (mechanism 9)."""
    me = world.staff[who]
    sessions = own_dose_this_week(world, me, REFLECTIVE_PRACTICE_SESSIONS, when)
    together = own_dose_this_week(world, me, CO_REFLECTION_SESSIONS, when)
    workshops = own_dose_this_week(world, me, BOUNDARY_WORKSHOPS, when)
    if me.away != PRESENT:
        sessions = together = workshops = 0.0
    reflect(me, world.par, sessions + together, world.pace)
    share = share_of_dose(world.par.boundary_workshop_gain, workshops)
    practise_boundaries(me, share, world.pace)


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
