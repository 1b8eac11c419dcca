"""Discrimination against peer workers, as its own mechanism.

It arises from stigma, exclusion and permissive leadership, never from what the peer did
(CCU paper, Table 1; peers report more of it than clinicians, partial eta squared .22,
Stromwall 2011). Training of non-peer staff moves climate and valuing more than it moves
this (Eiroa-Orosa 2019).
"""

from ccu_sim.model.chance import least_of_slight, luck_between
from ccu_sim.model.change import lowered, raised
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.incidents import DISCRIMINATION
from ccu_sim.model.records import DISCRIMINATION_HAPPENED, PEER
from ccu_sim.model.streams import SLIGHT, draw, finer
from ccu_sim.model.submodels.role_conflict import awake, group_coloured
from ccu_sim.model.submodels.trust import loses


@rule
def slighted(actor, climate, par, luck):
    """Whether a colleague treats a peer worker as less, on a shift they share.

    Notes
    -----
    P = slight_rate * stigma * (1 - slight_valuing * valuing of the peer role)
    * (1 - slight_inclusion * inclusion) * awake: the difference between professions sleeps in
    those who are led well and know their own part (see `awake`).
    """
    if luck >= par.slight_rate:
        return False
    chance = par.slight_rate * climate.stigma
    chance *= 1.0 - par.slight_valuing * actor.valuing
    chance *= 1.0 - par.slight_inclusion * climate.inclusion
    chance *= awake(actor.role_clarity, climate)
    return luck < chance


@rule
def hurt_by_slight(me, par):
    """Lower belonging, voice and the sense of being valued; raise exhaustion."""
    me.belonging = lowered(me.belonging, par.slight_harm)
    me.voice = lowered(me.voice, par.slight_harm)
    me.valued = lowered(me.valued, par.slight_harm)
    me.exhaustion = raised(me.exhaustion, par.slight_exhaustion)


@act
def treat_as_equal(world, who, whom, when):
    """Treat a peer worker as an equal colleague, or discriminate (mechanism 7).

    The one who may discriminate is whose turn it is: responsibility lies there.
    """
    actor, peer = world.staff[who], world.staff[whom]
    if actor.role == PEER or peer.role != PEER:
        return
    least = least_of_slight(world.between[luck_between(world, who, whom, when)])
    if not slighted(actor, world.climate, world.par, least):
        return
    luck = draw(world.key, SLIGHT, actor.address, peer.address, when)
    if slighted(actor, world.climate, world.par, finer(least, luck)):
        hurt_by_slight(peer, world.par)
        world.trust[whom, who] = loses(world.trust[whom, who], world.par, 1.0)
        _witness_slight(world, who, whom)
        world.counts[DISCRIMINATION] += 1.0
        note(world, DISCRIMINATION_HAPPENED, actor.address, peer.address, when)


@rule
def _witness_slight(world, who, whom):
    """Let peer workers on shift trust the actor less, and the one hurt the actor's colleagues.

    As far as the difference between professions is awake. Nobody's trust in the one who was hurt
    changes: it was not their doing.
    """
    wakes = awake(world.staff[who].role_clarity, world.climate)
    for place in range(world.on_count):
        third = world.on_shift[place]
        if third in (who, whom):
            continue
        if world.staff[third].role == PEER:
            world.trust[third, who] = group_coloured(world.trust[third, who], world.par, wakes)
        elif world.staff[third].role == world.staff[who].role:
            world.trust[whom, third] = group_coloured(world.trust[whom, third], world.par, wakes)
