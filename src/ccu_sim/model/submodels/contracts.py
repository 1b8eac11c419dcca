"""Contracts: job insecurity is perceived.

Contract status by itself hardly moves satisfaction; the nearness of the end and doubt about
renewal do (6/15 named job security; peers on 24-month fixed terms; CCU paper, "Concerns").
"""

from ccu_sim.model.arithmetic import exp
from ccu_sim.model.calendar import SHIFTS_A_WEEK, month_start, months_until
from ccu_sim.model.change import centred, toward, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_highest_dose
from ccu_sim.model.events import note
from ccu_sim.model.lever_index import PERMANENT_SHARE, RENEWAL_NOTICE_MONTHS
from ccu_sim.model.measures.expected import expect_ended_contract, take_off_luck_of_renewal
from ccu_sim.model.records import (
    CONTRACT_ENDED,
    MADE_PERMANENT,
    OFFERED,
    PERMANENT,
    REFUSED,
    RENEWAL_OFFERED,
    RENEWAL_REFUSED,
    TAKEN_ON_AGAIN,
    UNDECIDED,
)
from ccu_sim.model.streams import CONVERSION, NOBODY, REAPPLY, RENEWAL, draw
from ccu_sim.model.submodels.leaving import depart
from ccu_sim.model.submodels.renewal import expect_renewal, renewed

MOST_UNSURE = 4.0  # scales chance * (1 - chance), which is 1/4 at its most, to 1


@rule
def doubt(me, climate, par):
    """Doubt about renewal: the chance of none as one expects it, and not knowing by itself.

    Notes
    -----
    Before it is known: (1 - expected) * (1 - doubt_standing * (standing - 1/2))
    + renewal_uncertainty * 4 * expected * (1 - expected); 0 once renewal is offered, and
    1 once it is refused.
    Source: a unit of good standing is believed to go on; uncertainty strains by itself,
    de Witte 1999.
    """
    if me.renewal == OFFERED:
        return 0.0
    if me.renewal == REFUSED:
        return 1.0
    expected = me.renewal_expected
    none = (1.0 - expected) * (1.0 - par.doubt_standing * centred(climate.standing))
    return within(none + par.renewal_uncertainty * MOST_UNSURE * expected * (1.0 - expected))


@rule
def feel_insecure(me, climate, par, when, pace):
    """Let perceived job insecurity follow doubt and the nearness of the contract's end.

    Notes
    -----
    target = doubt * exp(-months to the end / job_insecurity_months); 0 for permanent staff;
    half-life ``job_insecurity_half_life``.
    Source: job insecurity, Sverke 2002; Cheng & Chan 2008.
    """
    target = 0.0
    if me.contract_end != PERMANENT:
        left = months_until(me.contract_end, when)
        if left < 0.0:
            left = 0.0
        target = doubt(me, climate, par) * exp(-left / par.job_insecurity_months)
    me.job_insecurity = toward(me.job_insecurity, target, pace.job_insecurity)


@rule
def _renew(world, me):
    """Begin the renewed contract: permanent, or another term."""
    me.renewal = UNDECIDED
    if me.renewed_permanent != 0:
        me.contract_end = PERMANENT
    else:
        me.contract_end += month_start(me.contract_months)
        expect_renewal(world, me)


@rule
def _take_on_again(world, me, when):
    """Begin anew on the terms that the unit offers whoever starts now."""
    note(world, TAKEN_ON_AGAIN, me.address, NOBODY, when)
    me.renewal = UNDECIDED
    luck = draw(world.key, CONVERSION, me.address, NOBODY, 0)
    if luck < own_highest_dose(world, me, PERMANENT_SHARE, when):
        me.contract_end = PERMANENT
    else:
        me.contract_end += month_start(me.contract_months)
        expect_renewal(world, me)


@act
def weigh_contract(world, who, when):
    """Feel how secure the post is; be made permanent, or told of renewal (mechanism 11)."""
    me = world.staff[who]
    if me.contract_end != PERMANENT:
        luck = draw(world.key, CONVERSION, me.address, NOBODY, 0)
        if me.renewal != REFUSED and luck < own_highest_dose(world, me, PERMANENT_SHARE, when):
            _make_permanent(world, me, when)
        elif me.renewal == UNDECIDED:
            lead = me.decided_months_before
            notice = own_highest_dose(world, me, RENEWAL_NOTICE_MONTHS, when)
            if notice > lead:
                lead = notice
            if months_until(me.contract_end, when + SHIFTS_A_WEEK) <= lead:
                _decide_renewal(world, me, when)
    feel_insecure(me, world.climate, world.par, when, world.pace)


@rule
def _make_permanent(world, me, when):
    """Turn a fixed term into a permanent post."""
    me.contract_end = PERMANENT
    me.renewal = OFFERED
    note(world, MADE_PERMANENT, me.address, NOBODY, when)


@rule
def _decide_renewal(world, me, when):
    """Decide on a renewal and tell the person; an offer is taken up when the term ends."""
    if is_offered(world, me):
        me.renewal = OFFERED
        note(world, RENEWAL_OFFERED, me.address, NOBODY, when)
    else:
        me.renewal = REFUSED
        note(world, RENEWAL_REFUSED, me.address, NOBODY, when)


@rule
def is_offered(world, me):
    """Draw whether renewal is offered, and take the luck in it off what is expected."""
    offered = renewed(me, draw(world.key, RENEWAL, me.address, NOBODY, me.contract_end))
    take_off_luck_of_renewal(world, me, offered)
    return offered


@rule
def _gets_post_again(world, me):
    """Whether someone not renewed applies for the post again and gets it."""
    luck = draw(world.key, REAPPLY, me.address, NOBODY, me.contract_end)
    return luck < world.par.reappointed


@act
def end_contracts(world, when):
    """End fixed terms that are up: renewed, taken on again after applying, or gone (11)."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.contract_end != PERMANENT and when + 1 >= me.contract_end and me.here != 0:
            # nobody decided in time: decided now
            if me.renewal == UNDECIDED and is_offered(world, me):
                me.renewal = OFFERED
                note(world, RENEWAL_OFFERED, me.address, NOBODY, when)
            if me.renewal == OFFERED:
                _renew(world, me)
                continue
            expect_ended_contract(world, me)
            if _gets_post_again(world, me):
                _take_on_again(world, me, when)
            else:
                for reason in range(len(me.reasons)):
                    me.reasons[reason] = 0.0
                depart(world, post, when + 1, CONTRACT_ENDED)
