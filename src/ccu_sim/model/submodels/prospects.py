"""Prospects: pay, steps ahead, and the unit's standing (mechanisms 3 and 12).

Pay counts against what the same work earns elsewhere; apart from that it hurts to be paid less
for like work (power and equality, CCU paper). A step up is a chance of one's own, for those who
want it: vocational change or advancement 9/15 (CCU paper, "Rewards and Drivers").
"""

from ccu_sim.model.change import centred, share_of_dose, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_dose, unit_dose
from ccu_sim.model.lever_index import PEER_PAY_RISE
from ccu_sim.model.records import CLINICIAN, PEER

PER_CENT = 100.0


@rule
def wish_to_advance(par, luck):
    """Give how much a person wants a step up: 0 for those who do not, up to 1 for the keenest.

    Notes
    -----
    ``advancement_wanted`` of people want one, evenly from little to much.
    """
    if luck >= par.advancement_wanted:
        return 0.0
    return 1.0 - luck / par.advancement_wanted


@rule
def step_within_reach(free, candidates):
    """Give the chance that one of the free senior posts comes to one of those who could take it.

    Notes
    -----
    1 - (1 - 1 / candidates)^free.
    """
    if free <= 0.0 or candidates <= 0.0:
        return 0.0
    if candidates <= 1.0:
        return within(free)
    return share_of_dose(1.0 / candidates, free)


@rule
def pay_in_force(me, par, rise):
    """Give full-time pay with a rise, and with what a senior post pays more."""
    return me.pay * (1.0 + rise) * (1.0 + par.senior_pay * me.senior)


@rule
def paid_less(me, pay, theirs):
    """Measure how far one is paid less for like work.

    Parameters
    ----------
    pay, theirs : float
        Own full-time pay, and the other profession's; 0 where it has nobody.

    Notes
    -----
    Like work is what one does of the other profession's: role drift * (1 - pay / theirs).
    """
    if pay >= theirs:
        return 0.0
    return me.role_drift * (1.0 - pay / theirs)


@rule
def see_prospects(me, climate, par, unfair, step):
    """Judge one's prospects here: fair pay, a step ahead, and the unit's standing.

    Parameters
    ----------
    unfair : float
        How far one is paid less for like work.
    step : float
        Chance of a step up for whoever wants one, 0 to 1.

    Notes
    -----
    prospects = prospects_base - prospects_unfair_pay * unfair + prospects_steps * wish * step
    + prospects_senior * wish * senior + prospects_standing * (standing - 1/2)
    + prospects_credential * credential + prospects_spread * how one judges such things.
    """
    me.prospects = within(
        par.prospects_base
        - par.prospects_unfair_pay * unfair
        + par.prospects_steps * me.advancement * step
        + par.prospects_senior * me.advancement * me.senior
        + par.prospects_standing * centred(climate.standing)
        + par.prospects_credential * me.credential
        + par.prospects_spread * me.outlook_ahead
    )


@act
def look_ahead(world, who, when):
    """Look at what one earns here and elsewhere, and what may come (mechanisms 3 and 12)."""
    me, par, mean_pay = world.staff[who], world.par, world.unit.mean_pay
    step, theirs, rise = par.clinical_steps, 0.0, 0.0
    if me.role == PEER:
        step = world.climate.step_ahead
        rise = own_dose(world, me, PEER_PAY_RISE, when) / PER_CENT
        theirs = mean_pay[CLINICIAN]
    elif me.role == CLINICIAN:
        theirs = mean_pay[PEER] * (1.0 + unit_dose(world, PEER_PAY_RISE, when) / PER_CENT)
    pay = pay_in_force(me, par, rise)
    me.relative_pay = pay / me.pay_elsewhere
    see_prospects(me, world.climate, par, paid_less(me, pay, theirs), step)
