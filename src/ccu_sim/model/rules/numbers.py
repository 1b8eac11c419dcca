"""Sufficient numbers: nobody should be alone in their role.

CCU paper, Table 1, "Sufficient numbers of peer roles". Whoever is alone in their role on a
shift is isolated, peer worker or clinician; a critical mass has a voice (the share present
enters the chance of being heard).
"""

from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import lowered


@rule
def isolate(me, par):
    """Lower the belonging of someone who was alone in their role on a shift."""
    me.belonging = lowered(me.belonging, par.alone_belonging)
