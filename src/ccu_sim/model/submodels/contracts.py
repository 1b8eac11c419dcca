"""Contracts: job insecurity is perceived.

Contract status by itself hardly moves satisfaction; the nearness of the end and doubt about
renewal do (6/15 named job security; peers on 24-month fixed terms; CCU paper, "Concerns").
"""

from ccu_sim.model.arithmetic import exp
from ccu_sim.model.calendar import SHIFTS_A_WEEK, month_start, months_until
from ccu_sim.model.change import toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_highest_dose
from ccu_sim.model.events import note
from ccu_sim.model.lever_index import PERMANENT_SHARE, RENEWAL_NOTICE_MONTHS
from ccu_sim.model.measures.expected import take_off_luck_of_renewal
from ccu_sim.model.records import (
    CONTRACT_ENDED,
    MADE_PERMANENT,
    OFFERED,
    PERMANENT,
    REFUSED,
    RENEWAL_OFFERED,
    RENEWAL_REFUSED,
    UNDECIDED,
)
from ccu_sim.model.streams import CONVERSION, NOBODY, RENEWAL, draw
from ccu_sim.model.submodels.leaving import depart


@rule
def doubt(me, climate, par):
    """Doubt about renewal: the chance of none, softened by the unit's standing.

    Notes
    -----
    doubt = (1 - chance of renewal) * (1 - doubt_standing * standing) before it is known;
    0 once renewal is offered, 1 once it is refused.
    """
    if me.renewal == OFFERED:
        return 0.0
    if me.renewal == REFUSED:
        return 1.0
    return (1.0 - me.renewal_chance) * (1.0 - par.doubt_standing * climate.standing)


@rule
def feel_insecure(me, climate, par, when, weeks):
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
    me.job_insecurity = toward(me.job_insecurity, target, weeks, par.job_insecurity_half_life)


@rule
def renewed(me, luck):
    """Whether the unit offers renewal: its own stated chance."""
    return luck < me.renewal_chance


@rule
def _renew(me):
    """Begin the renewed contract: permanent, or another term."""
    me.renewal = UNDECIDED
    if me.renewed_permanent != 0:
        me.contract_end = PERMANENT
    else:
        me.contract_end += month_start(me.contract_months)


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
    feel_insecure(me, world.climate, world.par, when, 1.0)


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


@act
def end_contracts(world, when):
    """End fixed terms that are up: taken on again, or gone (mechanism 11)."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.contract_end != PERMANENT and when + 1 >= me.contract_end:
            # nobody decided in time: decided now
            if me.renewal == UNDECIDED and is_offered(world, me):
                me.renewal = OFFERED
                note(world, RENEWAL_OFFERED, me.address, NOBODY, when)
            if me.renewal == OFFERED:
                _renew(me)
            else:
                for reason in range(len(me.reasons)):
                    me.reasons[reason] = 0.0
                depart(world, post, when + 1, CONTRACT_ENDED)
