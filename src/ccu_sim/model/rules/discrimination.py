"""Discrimination against peer workers, as its own mechanism.

It arises from stigma, exclusion and permissive leadership, never from what the peer did
(CCU paper, Table 1; peers report more of it than clinicians, partial eta squared .22,
Stromwall 2011). Training of non-peer staff moves climate and valuing more than it moves
this (Eiroa-Orosa 2019).
"""

from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import lowered, raised


@rule
def slighted(actor, climate, par, luck):
    """Whether a colleague treats a peer worker as less, on a shift they share.

    Notes
    -----
    P = slight_rate * stigma * (1 - slight_valuing * valuing of the peer role)
    * (1 - slight_leadership * leadership) * (1 - slight_inclusion * inclusion).
    """
    if luck >= par.slight_rate:
        return False
    chance = par.slight_rate * climate.stigma
    chance *= 1.0 - par.slight_valuing * actor.valuing
    chance *= 1.0 - par.slight_leadership * climate.leadership
    chance *= 1.0 - par.slight_inclusion * climate.inclusion
    return luck < chance


@rule
def hurt_by_slight(me, par):
    """Lower belonging, voice and the sense of being valued; raise strain."""
    me.belonging = lowered(me.belonging, par.slight_harm)
    me.voice = lowered(me.voice, par.slight_harm)
    me.valued = lowered(me.valued, par.slight_harm)
    me.strain = raised(me.strain, par.slight_strain)
