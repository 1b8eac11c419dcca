"""Sufficient numbers: nobody should be alone in their role, and numbers have a voice (14)."""

from ccu_sim.model.change import lowered
from ccu_sim.model.compiling import rule
from ccu_sim.model.records import CLINICIAN, PEER


@rule
def isolate(me, par):
    """Lower the belonging of someone who was alone in their role on a shift."""
    me.belonging = lowered(me.belonging, par.alone_belonging)


@rule
def peer_share(world):
    """Give peer workers' share of peer workers and clinicians in post."""
    peers, clinicians = 0.0, 0.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.casual == 0:
            if me.role == PEER:
                peers += 1.0
            elif me.role == CLINICIAN:
                clinicians += 1.0
    if peers + clinicians == 0.0:
        return 0.0
    return peers / (peers + clinicians)


@rule
def team_size(world):
    """Count the open posts of the regular team."""
    size = 0
    for post in range(world.unit.posts):
        if world.staff[post].open != 0 and world.staff[post].casual == 0:
            size += 1
    return size
