"""Health and support at work: anyone can become unwell.

Unmet support need, exhaustion and nights raise the chance, by the same rule for everyone.
Peer workers are absent about as much as other staff (Gillard 2022). Absence loads
colleagues; support shortens it and protects one's standing.
"""

from ccu_sim.model.calendar import DAYS_A_WEEK, SHIFTS_A_DAY, WEEKS_A_YEAR
from ccu_sim.model.chance import HEALTH, half_of_own_day
from ccu_sim.model.change import centred, comes_at_ratio, lowered, toward, waiting_time
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.records import ON_SICK_LEAVE, PRESENT, SICK_LEAVE
from ccu_sim.model.streams import ILLNESS, NOBODY, draw_four, finer, least_of
from ccu_sim.model.submodels.time_off import go_away

HALF_A_DAY = 0.5
LONG_DAYS = 28  # an absence of four weeks and more is a long one


@rule
def unmet_need(me):
    """Support need at work that is not met, in [0, 1]."""
    return me.support_need * (1.0 - me.support_met)


@rule
def falls_ill(me, par, weeks, luck):
    """Whether a person becomes unwell within some weeks.

    Notes
    -----
    rate a year = illness_rate * exp(illness_exhaustion * (exhaustion - 1/2) + illness_need * unmet
    support need + illness_nights * share of nights worked + illness_spread * frailty).
    Source: burnout and absence, Swider & Zimmerman 2010; nights, CCU paper "Concerns".
    """
    log_ratio = par.illness_exhaustion * centred(me.exhaustion) + par.illness_need * unmet_need(me)
    log_ratio += par.illness_nights * me.nights + par.illness_spread * me.frailty
    return comes_at_ratio(par.illness_rate, log_ratio, weeks, WEEKS_A_YEAR, luck)


@rule
def days_away(me, par, luck, luck_of_kind):
    """How many days an absence lasts: a day, and more by chance; sometimes four weeks and more.

    Notes
    -----
    Exponential with mean illness_days * (1 - support_shortens * support met), in whole days
    from 1; half a day is taken off first, which the rounding up puts back. With chance
    ``long_illness_share`` it is a long absence instead: four weeks, and an exponential time with
    mean long_illness_days, shortened alike.
    """
    eased = 1.0 - par.support_shortens * me.support_met
    if luck_of_kind < par.long_illness_share:
        return LONG_DAYS + int(waiting_time(par.long_illness_days * eased, luck))
    return int(waiting_time(par.illness_days * eased - HALF_A_DAY, luck)) + 1


@rule
def be_away_ill(me, when, days):
    """Stay away from the next shift on; days of illness are remembered."""
    go_away(me, ON_SICK_LEAVE, when, days * SHIFTS_A_DAY)
    me.sick_days += days
    if days >= LONG_DAYS:
        me.long_sick_days += days
        me.convalescence = 1.0


@rule
def convalesce(me, pace):
    """Let a long absence wear off once a person is back, half-life ``return_half_life``.

    Notes
    -----
    convalescence is 1 while a long absence lasts; hours come back as it goes.
    """
    if me.away != ON_SICK_LEAVE:
        me.convalescence = toward(me.convalescence, 0.0, pace.convalescence)


@rule
def absence_felt(trust, me, par):
    """Trust in someone who falls ill, whose absence loads colleagues.

    Notes
    -----
    The share lost is ``absence_standing`` * (1 - support met), for every role alike.
    """
    return lowered(trust, par.absence_standing * (1.0 - me.support_met))


@rule
def meet_need(me, par, coverage, pace):
    """Let support follow what the unit and its leader offer.

    Notes
    -----
    support met -> met_base + (1 - met_base) * max(coverage, met_leader * leader's support),
    half-life ``met_half_life``.
    """
    offered = par.met_leader * me.leader_support
    if coverage > offered:
        offered = coverage
    target = par.met_base + (1.0 - par.met_base) * offered
    me.support_met = toward(me.support_met, target, pace.met)


@act
def look_after_health(world, who, when):
    """Become unwell, perhaps, and stay away until well (mechanism 10)."""
    me, par = world.staff[who], world.par
    if me.away != PRESENT:
        return
    lowest = least_of(half_of_own_day(world, who, HEALTH, when))
    if not falls_ill(me, par, 1.0 / DAYS_A_WEEK, lowest):
        return
    rest, luck, luck_of_kind, _ = draw_four(world.key, ILLNESS, me.address, NOBODY, when)
    if falls_ill(me, par, 1.0 / DAYS_A_WEEK, finer(lowest, rest)):
        be_away_ill(me, when, days_away(me, par, luck, luck_of_kind))
        if me.casual == 0:
            _lose_standing(world, who)
            note(world, SICK_LEAVE, me.address, NOBODY, when)


@rule
def _lose_standing(world, who):
    """Let an absence cost standing with colleagues, less where support covers for it."""
    me = world.staff[who]
    for colleague in range(world.unit.posts):
        if world.staff[colleague].here != 0 and colleague != who:
            trust = absence_felt(world.trust[colleague, who], me, world.par)
            world.trust[colleague, who] = trust
