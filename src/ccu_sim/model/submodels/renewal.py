"""Renewal of fixed terms: its chance, and what people expect of it (mechanism 11).

Whether fixed-term staff will be renewed is a fact of a unit that nobody knows well beforehand,
and what people expect of it errs both ways: in 2014 nobody at the founding sites knew, and 6/15
named job security (CCU paper, "Concerns").
"""

from ccu_sim.model.arithmetic import exp
from ccu_sim.model.change import at_odds
from ccu_sim.model.compiling import rule
from ccu_sim.model.streams import NOBODY, RENEWAL, TRAIT_RENEWAL_VIEW, bell, draw


@rule
def renewed(me, luck):
    """Whether the unit offers renewal: at its chance."""
    return luck < me.renewal_chance


@rule
def foresee_renewal(me, par, view, luck):
    """Form an expectation of renewal, which errs either way.

    Parameters
    ----------
    view : float
        How hopeful this person is of it (standard deviations).
    luck : float
        That will decide.

    Notes
    -----
    The chance's odds * exp(renewal_optimism + renewal_view_spread * view), and from there
    ``renewal_foresight`` of the way to what will be decided.
    """
    ratio = exp(par.renewal_optimism + par.renewal_view_spread * view)
    likely = at_odds(me.renewal_chance, ratio)
    decided = 1.0 if renewed(me, luck) else 0.0
    me.renewal_expected = likely + (decided - likely) * par.renewal_foresight


@rule
def expect_renewal(world, me):
    """Begin a fixed term with an expectation of what comes after it."""
    view = bell(world.key, TRAIT_RENEWAL_VIEW, me.address, 0)
    luck = draw(world.key, RENEWAL, me.address, NOBODY, me.contract_end)
    foresee_renewal(me, world.par, view, luck)
