"""Role conflict: a task that both could claim becomes a dispute.

CCU paper, Table 1, "Role conflict between consumer and non-consumer providers". The leader
settles some. A dispute across professions colours how each side sees the other's group: a
faultline (Lau & Murnighan 1998) divides a team once something activates it, not by merely
existing, and it sleeps where leadership is good and roles are clear (Thatcher & Patel 2012).
"""

from ccu_sim.model.chance import least_of_dispute, luck_between, side
from ccu_sim.model.change import MIDDLE, centred, happens, lowered, luck_at_most
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.incidents import DISPUTES
from ccu_sim.model.records import DISPUTE_HAPPENED, DISPUTE_SETTLED, LEADER
from ccu_sim.model.streams import DISPUTE, draw_four, finer
from ccu_sim.model.submodels.demands import shaken
from ccu_sim.model.submodels.trust import bad_turn, lend_a_hand, loses


@rule
def awake(clarity, climate):
    """Give how far differences between people are awake, in [0, 1].

    Parameters
    ----------
    clarity : float in [0, 1]
        How clear roles are to those concerned.

    Notes
    -----
    1 - leadership * clarity: a faultline sleeps where the unit is led well and people know their
    part (Thatcher & Patel 2012).
    """
    return 1.0 - climate.leadership * clarity


@rule
def dispute_over_role(one, other, climate, par, trust, luck):
    """Whether two people's shared tasks become a dispute on a shift they share.

    Parameters
    ----------
    trust : float in [0, 1]
        Mean of the trust each has in the other.

    Returns
    -------
    bool

    Notes
    -----
    logit P = dispute_base + dispute_ambiguity * (1/2 - mean clarity) + dispute_role_drift * mean
    drift + dispute_exhaustion * (mean exhaustion - 1/2) - dispute_trust * (trust - 1/2)
    + dispute_across * (of two professions) - dispute_leadership * (leadership - 1/2)
    - dispute_expectations * shared expectations * (of two professions).
    """
    clarity = (one.role_clarity + other.role_clarity) / 2.0
    drift = (one.role_drift + other.role_drift) / 2.0
    exhaustion = (one.exhaustion + other.exhaustion) / 2.0
    across = 1.0 if one.role != other.role else 0.0
    log_odds = (
        par.dispute_base
        - par.dispute_ambiguity * centred(clarity)
        + par.dispute_role_drift * drift
        + par.dispute_exhaustion * centred(exhaustion)
        - par.dispute_trust * centred(trust)
        + par.dispute_across * across
        - par.dispute_leadership * centred(climate.leadership)
        - par.dispute_expectations * climate.shared_expectations * across
    )
    return happens(log_odds, luck)


@rule
def dispute_at_most(par):
    """Give what luck must be below for a dispute between any two people, in any climate.

    Most pairs are beyond it, and nothing more need be asked of them.

    Notes
    -----
    The chance where everything that dispute_* weigh, 1/2 or 1 at most, speaks for a dispute.
    """
    log_odds = (
        par.dispute_base
        + MIDDLE * abs(par.dispute_ambiguity)
        + abs(par.dispute_role_drift)
        + MIDDLE * abs(par.dispute_exhaustion)
        + MIDDLE * abs(par.dispute_trust)
        + abs(par.dispute_across)
        + MIDDLE * abs(par.dispute_leadership)
        + abs(par.dispute_expectations)
    )
    return luck_at_most(log_odds)


@rule
def settled(climate, par, luck):
    """Whether a dispute is settled: by the leader on shift, or the next day.

    Notes
    -----
    logit P = settle_base + settle_leadership * (leadership - 1/2) + settle_present * leader
    on shift.
    """
    log_odds = par.settle_base + par.settle_leadership * centred(climate.leadership)
    return happens(log_odds + par.settle_present * climate.leader_on, luck)


@rule
def dispute_severity(par, was_settled):
    """How far a dispute costs trust: wholly, or only ``settled_severity`` when settled."""
    if was_settled:
        return par.settled_severity
    return 1.0


@rule
def group_coloured(trust, par, severity):
    """Trust in another member of the other group, coloured by a dispute across groups.

    Notes
    -----
    The share lost is ``faultline_spill`` of what the disputants lose of each other.
    """
    return lowered(trust, bad_turn(par.trust_gain, par) * par.faultline_spill * severity)


@rule
def lose_valuing(me, par, severity):
    """A dispute across professions costs some valuing of the other role."""
    me.valuing = lowered(me.valuing, bad_turn(par.learning_valuing, par) * severity)


@act
def work_together(world, who, whom, when):
    """Share a shift's work: lend a hand, or fall into dispute over whose task it is (6).

    The pair acts once a shift, the lower post first.
    """
    one, other = world.staff[who], world.staff[whom]
    chance = world.between[luck_between(world, who, whom, when)]
    least = least_of_dispute(chance)
    if least < world.pace.dispute_at_most and one.role != LEADER and other.role != LEADER:
        climate, par = world.climate, world.par
        trust = (world.trust[who, whom] + world.trust[whom, who]) / 2.0
        if dispute_over_role(one, other, climate, par, trust, least):
            luck, luck_of_settling, _, _ = draw_four(
                world.key, DISPUTE, one.address, other.address, when
            )
            if dispute_over_role(one, other, climate, par, trust, finer(least, luck)):
                _fall_out(world, who, whom, when, luck_of_settling)
                return
    lend_a_hand(world, who, whom, chance.help[side(who, whom)])
    lend_a_hand(world, whom, who, chance.help[side(whom, who)])


@rule
def _fall_out(world, who, whom, when, luck):
    """Let a dispute cost trust and energy, settled or not, and colour the groups' view."""
    one, other, par = world.staff[who], world.staff[whom], world.par
    was_settled = settled(world.climate, par, luck)
    severity = dispute_severity(par, was_settled)
    world.trust[who, whom] = loses(world.trust[who, whom], par, severity)
    world.trust[whom, who] = loses(world.trust[whom, who], par, severity)
    shaken(one, par.dispute_exhaustion_rise * severity)
    shaken(other, par.dispute_exhaustion_rise * severity)
    if one.role != other.role:
        lose_valuing(one, par, severity)
        lose_valuing(other, par, severity)
        colour_groups(world, who, whom, severity)
    world.counts[DISPUTES] += 1.0
    note(world, DISPUTE_HAPPENED, one.address, other.address, when)
    if was_settled:
        note(world, DISPUTE_SETTLED, one.address, other.address, when)


@rule
def colour_groups(world, who, whom, severity):
    """Let those on shift take sides, as far as the faultline between the two is awake."""
    one, other = world.staff[who], world.staff[whom]
    clarity = (one.role_clarity + other.role_clarity) / 2.0
    severity = severity * awake(clarity, world.climate)
    for place in range(world.on_count):
        bystander = world.on_shift[place]
        third = world.staff[bystander]
        if bystander != who and bystander != whom:
            if third.role == one.role:
                _cool(world, bystander, whom, severity)
            elif third.role == other.role:
                _cool(world, bystander, who, severity)


@rule
def _cool(world, one, other, severity):
    """Lower trust both ways by what a dispute across groups spills."""
    world.trust[one, other] = group_coloured(world.trust[one, other], world.par, severity)
    world.trust[other, one] = group_coloured(world.trust[other, one], world.par, severity)
