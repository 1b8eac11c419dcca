"""Trust between two colleagues: slowly built, quickly lost.

Good turns close a share of the distance to full trust; bad turns weigh several times as
much (on mood about five times, Miner 2005; the ratio for trust is an assumption with a
wide range). Between turns, trust fades toward where new colleagues begin.
"""

from ccu_sim.model.change import centred, happens, lowered, raised, toward, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.submodels.fit import grow_attached
from ccu_sim.model.submodels.voice import belong, feel_valued


@rule
def bad_turn(share, par):
    """Scale a good event's share to a bad one's, never beyond all of it."""
    loss = share * par.bad_to_good
    if loss > 1.0:
        return 1.0
    return loss


@rule
def gains(trust, par, turn):
    """Trust after a good turn (``turn`` 1), or after none (0)."""
    return raised(trust, par.trust_gain * turn)


@rule
def loses(trust, par, severity):
    """Trust after a bad turn; ``severity`` 1 is an unsettled dispute, less when settled."""
    return lowered(trust, bad_turn(par.trust_gain * severity, par))


@rule
def resting_trust(me, climate, par):
    """Where a person's trust in colleagues settles when nothing happens between them.

    Notes
    -----
    trust_start * (1 - trust_job_insecurity * own perceived job insecurity) + trust_safety *
    (safety - 1/2) + bond_spread * how good one's present company is, and with each colleague
    higher or lower by the lasting ease between the two, and by `trust_in_work`. Source: job
    insecurity and trust, r -.50, Cheng & Chan 2008; a team in which it is safe to speak and to
    err, and trust in its members, Edmondson 1999.
    """
    level = par.trust_start * (1.0 - par.trust_job_insecurity * me.job_insecurity)
    return level + par.trust_safety * centred(climate.safety) + par.bond_spread * me.company


@rule
def trust_in_work(me, other, par):
    """Give what valuing the other profession's work adds to trust in one who does it.

    Notes
    -----
    trust_valuing * (valuing - 1/2), for a colleague of the other profession. Source: ability is
    one of what makes people trustworthy, Colquitt 2007.
    """
    if other.role == me.role:
        return 0.0
    return par.trust_valuing * centred(me.valuing)


@rule
def fades(trust, resting_trust, pace):
    """Trust that a person has in a colleague, between turns: toward where it settles.

    Notes
    -----
    Half-life ``trust_half_life``.
    """
    return toward(trust, within(resting_trust), pace.trust)


@rule
def lends_a_hand(helper, trust, par, luck):
    """Whether a person does a colleague a good turn on a shift they share.

    Notes
    -----
    logit P = help_base + help_trust * (trust - 1/2) - help_exhaustion * (exhaustion - 1/2).
    Source: positive and small relation of trust and length of relationship, Vanneste 2014.
    """
    log_odds = par.help_base + par.help_trust * centred(trust)
    return happens(log_odds - par.help_exhaustion * centred(helper.exhaustion), luck)


@rule
def feel_supported(me, par, turn):
    """Let colleagues' support follow how often one is lent a hand: 1 for a good turn, 0 for none.

    Notes
    -----
    Each occasion moves it by ``support_gain`` of the distance. It declines for newcomers, who
    begin well supported (Kammeyer-Mueller 2013).
    """
    me.colleague_support += (turn - me.colleague_support) * par.support_gain


@rule
def lend_a_hand(world, who, whom, luck):
    """Let one perhaps do the other a good turn, which the other then trusts and feels."""
    helper, helped = world.staff[who], world.staff[whom]
    lent = 1 if lends_a_hand(helper, world.trust[who, whom], world.par, luck) else 0
    turn = world.par.help_turn * lent
    world.trust[whom, who] = gains(world.trust[whom, who], world.par, turn)
    feel_supported(helped, world.par, lent)


@act
def relate(world, who, when):
    """Take in how one stands with colleagues: trust received, being valued, belonging."""
    me, par = world.staff[who], world.par
    given, received, valuing, colleagues, others = 0.0, 0.0, 0.0, 0.0, 0.0
    level, pace = resting_trust(me, world.climate, par), world.pace
    for colleague in range(world.unit.posts):
        other = world.staff[colleague]
        if other.here != 0 and colleague != who:
            rests = level + world.ease[who, colleague] + trust_in_work(me, other, par)
            world.trust[who, colleague] = fades(world.trust[who, colleague], rests, pace)
            given += world.trust[who, colleague]
            received += world.trust[colleague, who]
            colleagues += 1.0
            if other.role != me.role:
                valuing += (other.valuing + world.trust[colleague, who]) / 2.0
                others += 1.0
    if colleagues > 0.0:
        me.trust_given = given / colleagues
        me.trust_received = received / colleagues
    if others > 0.0:
        feel_valued(me, valuing / others, par, pace)
    belong(me, par, pace)
    grow_attached(me, pace)
