"""Leaving: one weekly hazard for everyone (mechanism 12).

A base rate times the exponential of weighted states. Nothing about being a peer worker
raises it (peers' intention to leave did not differ from other staff's, Scanlan 2020). Each
departure keeps its shares of reasons.
"""

from ccu_sim.model.arithmetic import exp, log
from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.change import centred, comes_at_ratio, comes_within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.cost import COST_TURNOVER, replacement
from ccu_sim.model.measures.people import (
    CONTRACTS_ENDED,
    PROMOTIONS,
    RESIGNED_CLINICIAN,
    RESIGNED_PEER,
)
from ccu_sim.model.records import (
    CONTRACT_ENDED,
    EVENT_CONTRACT_ENDED,
    EVENT_PROMOTED,
    EVENT_RESIGNED,
    PEER,
    PROMOTED,
    RESIGNED,
    SPELLS,
)
from ccu_sim.model.streams import FILL_DELAY, LEAVE, NOBODY, draw, draw_four
from ccu_sim.model.submodels.climate import unsettle
from ccu_sim.model.submodels.recruitment import shifts_to_fill
from ccu_sim.model.submodels.sufficient_numbers import team_size


@rule
def weigh_reasons(me, climate, par):
    """Write what pulls a person away or holds them, in log hazard, into ``me.reasons``.

    Notes
    -----
    satisfaction, belonging, leader's support and prospects count below the middle of their
    scale; exhaustion above it; role drift above where it begins (``start_role_drift``); job
    insecurity, colleagues who just left, and distance from home from 0. Coefficients ``leave_*``.
    Pay counts with prospects, as an elasticity: - leave_pay * log(pay here / pay elsewhere).
    Source: satisfaction (Ozkan 2020), exhaustion (Lee & Ashforth 1996), job insecurity (Sverke
    2002), leader (Griffeth 2000), tasks outside the role (Psychiatr Rehabil J 2025),
    contagion (Felps 2009), closer to home 6/15 (CCU paper).
    """
    me.reasons[0] = -par.leave_satisfaction * centred(me.satisfaction)
    me.reasons[1] = par.leave_exhaustion * centred(me.exhaustion)
    me.reasons[2] = -par.leave_belonging * centred(me.belonging)
    me.reasons[3] = par.leave_job_insecurity * me.job_insecurity
    me.reasons[4] = -par.leave_leadership * centred(me.leader_support)
    me.reasons[5] = -par.leave_prospects * centred(me.prospects)
    if me.relative_pay != 1.0:
        me.reasons[5] -= par.leave_pay * log(me.relative_pay)
    me.reasons[6] = par.leave_role_drift * (me.role_drift - par.start_role_drift)
    me.reasons[7] = par.leave_contagion * climate.contagion
    me.reasons[8] = par.leave_distance * (1.0 - me.near_home)
    me.reasons[9] = 0.0


@rule
def log_hazard_ratio(me):
    """Add up the reasons."""
    total = 0.0
    for reason in range(len(me.reasons)):
        total += me.reasons[reason]
    return total


@rule
def leaves(me, par, weeks, luck):
    """Whether a person resigns within some weeks.

    Notes
    -----
    rate a year = leave_base * exp(sum of reasons).
    """
    return comes_at_ratio(par.leave_base, log_hazard_ratio(me), weeks, WEEKS_A_YEAR, luck)


@rule
def is_promoted_out(climate, par, weeks, luck):
    """Whether a person is promoted to a post elsewhere within some weeks.

    Notes
    -----
    rate a year = promotion_rate * (1 + promotion_standing * (standing - 1/2)).
    """
    rate = par.promotion_rate * (1.0 + par.promotion_standing * centred(climate.standing))
    return comes_within(rate, weeks, WEEKS_A_YEAR, luck)


@rule
def share_reasons(me):
    """Turn the reasons of someone who leaves into shares that add up to 1.

    Notes
    -----
    Only what pulled away counts. Of a hazard exp(pull) times the base, the base alone would
    have been exp(-pull) of it: that is the share nothing here explains, and the reasons
    divide the rest.
    """
    base = len(me.reasons) - 1
    pull = 0.0
    for reason in range(base):
        if me.reasons[reason] < 0.0:
            me.reasons[reason] = 0.0
        pull += me.reasons[reason]
    unexplained = exp(-pull)
    for reason in range(base):
        if pull > 0.0:
            me.reasons[reason] = me.reasons[reason] / pull * (1.0 - unexplained)
    me.reasons[base] = unexplained


@act
def consider_leaving(world, who, when):
    """Decide whether to stay (mechanism 12)."""
    me, par = world.staff[who], world.par
    weigh_reasons(me, world.climate, par)
    luck_of_leaving, luck, _, _ = draw_four(world.key, LEAVE, me.address, NOBODY, when)
    if leaves(me, par, 1.0, luck_of_leaving):
        share_reasons(me)
        depart(world, who, when + 1, RESIGNED)
        return
    if is_promoted_out(world.climate, par, 1.0, luck):
        share_reasons(me)
        depart(world, who, when + 1, PROMOTED)


@rule
def depart(world, post, when, outcome):
    """Let the holder of a post leave at shift ``when`` (the first they no longer work)."""
    me = world.staff[post]
    me.here = 0
    me.on = 0
    luck = draw(world.key, FILL_DELAY, me.address, NOBODY, 0)
    me.filled_at = when + shifts_to_fill(world.unit, world.climate, world.par, luck)
    _close_spell(world, me, when, outcome)
    _count(world, me, outcome)
    if outcome == RESIGNED:
        note(world, EVENT_RESIGNED, me.address, NOBODY, when)
    elif outcome == PROMOTED:
        note(world, EVENT_PROMOTED, me.address, NOBODY, when)
    else:
        note(world, EVENT_CONTRACT_ENDED, me.address, NOBODY, when)
    if me.casual == 0:
        unsettle(world.climate, 1.0 / team_size(world))
    world.comings_and_goings += 1


@rule
def _close_spell(world, me, when, outcome):
    """Write the end, the outcome, the reasons and the survey into the person's spell."""
    if me.spell < SPELLS:
        spell = world.spells[me.spell]
        spell.end = when
        spell.outcome = outcome
        for reason in range(len(me.reasons)):
            spell.reasons[reason] = me.reasons[reason]


@rule
def _count(world, me, outcome):
    """Count a departure of the regular team in the month's row, and what replacing costs."""
    if me.casual != 0:
        return
    world.counts[COST_TURNOVER] += replacement(world, me)
    if outcome == PROMOTED:
        world.counts[PROMOTIONS] += 1.0
    elif outcome == CONTRACT_ENDED:
        world.counts[CONTRACTS_ENDED] += 1.0
    elif me.role == PEER:
        world.counts[RESIGNED_PEER] += 1.0
    else:
        world.counts[RESIGNED_CLINICIAN] += 1.0
