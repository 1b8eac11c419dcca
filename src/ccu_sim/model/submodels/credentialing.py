"""Credentialing of peer work, which can help or hurt: contested (mechanism 4).

It can add to voice and prospects, and can wear what is distinct about lived experience. It is
contested in the literature and was a non-issue among staff on commencement (CCU paper, Table 1,
"Professionalism of peer support workforce, including credentialing").
"""

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.change import lowered, raised, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_highest_dose
from ccu_sim.model.lever_index import CREDENTIALING
from ccu_sim.model.records import PEER
from ccu_sim.model.streams import CREDENTIAL, NOBODY, draw


@rule
def gain_credential(me, share, pace):
    """Let a supported credential grow; it also pulls toward clinical ways of working.

    Notes
    -----
    credential -> 1 for those it is required of, half-life ``credential_half_life``;
    a credential once gained is kept. *Contested* in the literature: it can help (voice,
    prospects) or hurt (distinctiveness, see `assimilate`).
    """
    if share > me.credential:
        me.credential = toward(me.credential, share, pace.credential)


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
    gain_credential(me, required, world.pace)
    assimilate(me, world.par, WEEKS_A_YEAR, 1.0)
