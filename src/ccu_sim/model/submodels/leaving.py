"""Leaving: one weekly hazard for everyone (mechanism 12).

A base rate times the exponential of weighted states. Nothing about being a peer worker
raises it (peers' intention to leave did not differ from other staff's, Scanlan 2020). Each
departure keeps its shares of reasons; each chance of one is kept as well, as what was expected.
"""

from ccu_sim.model.arithmetic import exp, log
from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.change import centred, chance_within, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.cost import COST_TURNOVER, replacement
from ccu_sim.model.measures.expected import expect_departure
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
from ccu_sim.model.submodels.health import unmet_need
from ccu_sim.model.submodels.recruitment import shifts_to_fill
from ccu_sim.model.submodels.sufficient_numbers import team_size

HARDLY = 1e-9  # so small a pull parts evenly


@rule
def hours_unmet(me, par):
    """Measure how far the hours that a person works are not those they want, in [0, 1].

    Notes
    -----
    hours_base + hours_spread * how far one's own wishes are from the post's + hours_nights *
    share of nights + hours_extra * share of overtime - hours_voice * (voice - 1/2).
    Source: hours, part-time work and say over shifts, Scanlan 2020; overtime, Bae 2023.
    """
    return within(
        par.hours_base
        + par.hours_spread * me.hours_wish
        + par.hours_nights * me.nights
        + par.hours_extra * me.extra_shifts
        - par.hours_voice * centred(me.voice)
    )


@rule
def usual_pull(par):
    """Add up what pulls at a person in the middle of every scale, whose hours are as usual.

    Notes
    -----
    The sum of ``leave_*`` * how far the good anchor (``good_*``) of its state is from the middle,
    and leave_hours * ``hours_base``.
    """
    return (
        par.leave_satisfaction * centred(par.good_satisfaction)
        - par.leave_exhaustion * centred(par.good_exhaustion)
        + par.leave_belonging * centred(par.good_belonging)
        + par.leave_leadership * centred(par.good_leader_support)
        + par.leave_prospects * centred(par.good_prospects)
        + par.leave_respect * centred(par.good_valued)
        - par.leave_role_drift * centred(par.good_role_drift)
        + par.leave_hours * par.hours_base
    )


@rule
def weigh_reasons(me, climate, par):
    """Write what pulls a person away or holds them, in log hazard, into ``me.reasons``.

    Notes
    -----
    Each state counts from what the same person would have where everything that a unit can do
    is done well (``good_*``, and ``fit_spread`` * felt fit). Satisfaction is parted into what
    prospects and respect make of it (by their weights, ``satisfaction_*``), and the rest, the
    work as it feels; the team is belonging and trust in colleagues, half and half; health is
    unmet support need and a long illness that is not over. Pay counts with prospects, as an
    elasticity: - leave_pay * log(pay here / pay for the same work elsewhere). Coefficients
    ``leave_*``. What no unit can change stands in the base: distance from home, how well the
    work suits, by itself and through satisfaction, and attachment, from the middle of its
    scale; and, taken off, what pulls at whoever is in the middle of every scale
    (`usual_pull`), whose rate ``leave_base`` is. How life outside is pulls at nobody by
    itself: it is felt in morale and exhaustion.
    Source: satisfaction (Ozkan 2020), exhaustion (Lee & Ashforth 1996), team climate (Kivimaki
    2007), job insecurity (Sverke 2002), leader (Griffeth 2000), pay (Powers & Powers 2010),
    tasks outside the role (Psychiatr Rehabil J 2025), contagion (Felps 2009), fit
    (Kristof-Brown 2005), closer to home 6/15 (CCU paper).
    """
    weights = par.satisfaction_morale + par.satisfaction_prospects + par.satisfaction_respect
    few_prospects = par.good_prospects - me.prospects
    few_thanks = par.good_valued - me.valued
    prospects = few_prospects * par.satisfaction_prospects / weights
    respect = few_thanks * par.satisfaction_respect / weights
    work = par.good_satisfaction + par.fit_spread * me.felt_fit - me.satisfaction
    team = par.good_belonging - (me.belonging + me.trust_given) / 2.0
    me.reasons[0] = par.leave_satisfaction * (work - prospects - respect)
    me.reasons[1] = par.leave_exhaustion * (me.exhaustion - par.good_exhaustion)
    me.reasons[2] = par.leave_belonging * team
    me.reasons[3] = par.leave_job_insecurity * me.job_insecurity
    me.reasons[4] = par.leave_leadership * (par.good_leader_support - me.leader_support)
    me.reasons[5] = par.leave_satisfaction * prospects + par.leave_prospects * few_prospects
    if me.relative_pay != 1.0:
        me.reasons[5] -= par.leave_pay * log(me.relative_pay)
    me.reasons[6] = par.leave_satisfaction * respect + par.leave_respect * few_thanks
    me.reasons[7] = par.leave_role_drift * (me.role_drift - par.good_role_drift)
    me.reasons[8] = par.leave_hours * hours_unmet(me, par)
    me.reasons[9] = par.leave_health * (unmet_need(me) + me.convalescence)
    me.reasons[10] = par.leave_contagion * climate.contagion
    me.reasons[11] = (
        par.leave_distance * (1.0 - me.near_home)
        - (par.leave_fit + par.leave_satisfaction * par.fit_spread) * me.felt_fit
        - par.leave_attachment * centred(me.attachment)
        - usual_pull(par)
    )


@rule
def log_hazard_ratio(me):
    """Add up the reasons."""
    total = 0.0
    for reason in range(len(me.reasons)):
        total += me.reasons[reason]
    return total


@rule
def chance_of_resigning(me, par, weeks):
    """Give the chance that a person resigns within some weeks.

    Notes
    -----
    rate a year = leave_base * exp(sum of reasons).
    """
    rate = par.leave_base * exp(log_hazard_ratio(me))
    return chance_within(rate, weeks, WEEKS_A_YEAR)


@rule
def chance_of_promotion(climate, par, weeks):
    """Give the chance that a person is promoted to a post elsewhere within some weeks.

    Notes
    -----
    rate a year = promotion_rate * (1 + promotion_standing * (standing - 1/2)).
    """
    rate = par.promotion_rate * (1.0 + par.promotion_standing * centred(climate.standing))
    return chance_within(rate, weeks, WEEKS_A_YEAR)


@rule
def share_reasons(me):
    """Turn the reasons for leaving into shares that add up to 1.

    Notes
    -----
    The hazard is exp(pull) times what it would be at the good anchor, pull the sum of the
    reasons. Along the straight path from there to here the reasons part what it has more, each
    by its part of the pull, negative for what held (Aumann & Shapley 1974: exact, additive):
    share = reason * (1 - exp(-pull)) / pull. What is left at the anchor, exp(-pull), is the share
    of what no unit can change.
    """
    base = len(me.reasons) - 1
    pull = 0.0
    for reason in range(base):
        pull += me.reasons[reason]
    left = exp(-pull)
    each = 1.0 if abs(pull) < HARDLY else (1.0 - left) / pull
    for reason in range(base):
        me.reasons[reason] = me.reasons[reason] * each
    me.reasons[base] = left


@act
def consider_leaving(world, who, when):
    """Decide whether to stay (mechanism 12)."""
    me, par = world.staff[who], world.par
    weigh_reasons(me, world.climate, par)
    resigning = chance_of_resigning(me, par, 1.0)
    me.resigning_chance = resigning
    promotion = chance_of_promotion(world.climate, par, 1.0)
    share_reasons(me)
    expect_departure(world, me, resigning, promotion)
    luck_of_resigning, luck, _, _ = draw_four(world.key, LEAVE, me.address, NOBODY, when)
    if luck_of_resigning < resigning:
        depart(world, who, when + 1, RESIGNED)
    elif luck < promotion:
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
