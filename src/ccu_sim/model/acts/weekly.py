"""Each person's week: being included, taking stock, health, contract, staying or leaving."""

from ccu_sim.model.acts.departures import depart
from ccu_sim.model.acts.diary import note
from ccu_sim.model.acts.doses import (
    own_dose,
    own_highest_dose,
    unit_dose,
)
from ccu_sim.model.calendar import (
    SHIFTS_A_DAY,
    SHIFTS_A_WEEK,
    WEEKS_A_YEAR,
    WORKDAYS_A_WEEK,
    months_until,
)
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.lever_index import (
    ADJUSTMENT_COVERAGE,
    CAREER_STEPS,
    FLEXIBLE_LEAVE_DAYS,
    PEER_PAY_RISE,
    PERMANENT_SHARE,
    RENEWAL_NOTICE_MONTHS,
)
from ccu_sim.model.records import (
    LEADER,
    MADE_PERMANENT,
    OFFERED,
    ON_ANNUAL_LEAVE,
    ON_FLEXIBLE_LEAVE,
    ON_SICK_LEAVE,
    PEER,
    PERMANENT,
    PRESENT,
    PROMOTED,
    REFUSED,
    RENEWAL_OFFERED,
    RENEWAL_REFUSED,
    RESIGNED,
    SICK_LEAVE,
    UNDECIDED,
)
from ccu_sim.model.rules.climate import miss_leader
from ccu_sim.model.rules.contracts import feel_insecure, renewed
from ccu_sim.model.rules.demands import recuperate, shaken
from ccu_sim.model.rules.disillusionment import see_prospects, take_heart
from ccu_sim.model.rules.health import absence_felt, falls_ill, meet_need, shifts_away
from ccu_sim.model.rules.leaving import is_promoted_out, leaves, share_reasons, weigh_reasons
from ccu_sim.model.rules.residents import uplift_fades
from ccu_sim.model.rules.role_clarity import blur
from ccu_sim.model.rules.trust import fades, resting_trust, support_fades
from ccu_sim.model.rules.voice import belong, feel_valued, gain_or_lose_voice, heard
from ccu_sim.model.streams import (
    ANNUAL_LEAVE,
    CONVERSION,
    FLEXIBLE_LEAVE,
    HEARD_IN_PLANNING,
    ILLNESS,
    ILLNESS_LENGTH,
    LEAVE,
    NOBODY,
    RENEWAL,
    draw,
    draw_four,
    keep_four,
)

LEAVE_WEEKS = 2.0  # annual leave is taken a fortnight at a time
DAYS_A_WEEK = 7.0
PER_CENT = 100.0
DAYS_DRAWN = 4  # of a person's luck with illness, at one address


@act
def rest(world, who, when):
    """Recuperate on a day off; time away counts as absence or leave (mechanism 2).

    Being unwell is no rest: strain waits until the person is well.
    """
    me = world.staff[who]
    if when - me.last_shift >= SHIFTS_A_DAY and me.away != ON_SICK_LEAVE:
        recuperate(me, world.par, 1.0 / DAYS_A_WEEK)
    if me.casual != 0:
        return
    if me.away != PRESENT:
        me.owed -= me.fte * WORKDAYS_A_WEEK / DAYS_A_WEEK
        if me.owed < 0.0:
            me.owed = 0.0
    if me.role != LEADER and me.away != ON_ANNUAL_LEAVE:
        world.weeks_due[me.role] += me.fte / DAYS_A_WEEK
        if me.away == ON_SICK_LEAVE:
            world.weeks_lost[me.role] += me.fte / DAYS_A_WEEK


@act
def plan_care(world, who, when):
    """Have a say in the week's care planning and team meeting, or be passed over (8).

    Being passed over wears a little: decisions felt to be unfair tire people.
    """
    me = world.staff[who]
    if me.away != PRESENT:
        return
    luck = draw(world.key, HEARD_IN_PLANNING, me.address, NOBODY, when)
    share = world.climate.peer_share if me.role == PEER else 1.0 - world.climate.peer_share
    if me.role == LEADER:
        share = 1.0
    was_heard = heard(me, world.climate, world.unit, world.par, share, luck)
    gain_or_lose_voice(me, was_heard, world.par.planning_share)
    if not was_heard:
        shaken(me, world.par.passed_over_strain)


@act
def relate(world, who, when):
    """Take in how one stands with colleagues: trust received, being valued, belonging."""
    me, par = world.staff[who], world.par
    received, valuing, colleagues, others = 0.0, 0.0, 0.0, 0.0
    level, half_life = resting_trust(me, par), par.trust_half_life
    for colleague in range(world.unit.posts):
        other = world.staff[colleague]
        if other.here != 0 and colleague != who:
            world.trust[who, colleague] = fades(world.trust[who, colleague], level, 1.0, half_life)
            received += world.trust[colleague, who]
            colleagues += 1.0
            if other.role != me.role:
                valuing += other.valuing
                others += 1.0
    if colleagues > 0.0:
        me.trust_received = received / colleagues
    if others > 0.0:
        feel_valued(me, valuing / others, par, 1.0)
    belong(me, par, 1.0)


@act
def take_stock(world, who, when):
    """Let the week sink in: prospects, morale, support, clarity (mechanisms 3, 4, 10)."""
    me, par, climate = world.staff[who], world.par, world.climate
    steps = par.clinical_steps
    pay = me.pay
    if me.role == PEER:
        steps = 1.0 if unit_dose(world, CAREER_STEPS, when) > 0.0 else 0.0
        pay = me.pay * (1.0 + own_dose(world, me, PEER_PAY_RISE, when) / PER_CENT)
    rise = unit_dose(world, PEER_PAY_RISE, when) / PER_CENT
    mean_pay = world.unit.mean_pay * (1.0 + rise * world.unit.peer_pay_share)
    see_prospects(me, climate, par, pay / mean_pay, steps)
    take_heart(me, par, 1.0)
    if me.role != LEADER:
        miss_leader(me, climate, par, 1.0)
    support_fades(me, par, 1.0)
    uplift_fades(me, par, 1.0)
    blur(me, climate, par, 1.0)
    meet_need(me, par, own_highest_dose(world, me, ADJUSTMENT_COVERAGE, when), 1.0)


@rule
def _go_away(me, kind, when, shifts):
    """Send a person on leave from the next shift on."""
    me.away = kind
    me.away_until = when + 1 + shifts


@act
def look_after_health(world, who, when):
    """Become unwell, perhaps, and stay away until well (mechanism 10)."""
    me, par = world.staff[who], world.par
    if me.away != PRESENT:
        return
    day, drawn = when // SHIFTS_A_DAY, world.drawn_of_person[who]
    keep_four(drawn, world.key, ILLNESS, me.address, NOBODY, day // DAYS_DRAWN)
    if falls_ill(me, par, 1.0 / DAYS_A_WEEK, drawn.luck[day % DAYS_DRAWN]):
        luck = draw(world.key, ILLNESS_LENGTH, me.address, NOBODY, when)
        _go_away(me, ON_SICK_LEAVE, when, shifts_away(me, par, luck))
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


@act
def take_leave(world, who, when):
    """Take annual leave, a fortnight at a time."""
    me = world.staff[who]
    if me.away != PRESENT or me.casual != 0:
        return
    chance = world.unit.annual_leave_weeks / LEAVE_WEEKS / WEEKS_A_YEAR
    if draw(world.key, ANNUAL_LEAVE, me.address, NOBODY, when) < chance:
        _go_away(me, ON_ANNUAL_LEAVE, when, int(LEAVE_WEEKS * SHIFTS_A_WEEK))


@act
def take_flexible_day(world, who, when):
    """Take a day's flexible leave where it is offered; a relief shift covers it (10)."""
    me = world.staff[who]
    days = own_dose(world, me, FLEXIBLE_LEAVE_DAYS, when)
    if days <= 0.0 or me.away != PRESENT or me.casual != 0:
        return
    chance = days / WEEKS_A_YEAR / DAYS_A_WEEK
    if draw(world.key, FLEXIBLE_LEAVE, me.address, NOBODY, when) < chance:
        _go_away(me, ON_FLEXIBLE_LEAVE, when, SHIFTS_A_DAY)
        world.relief_owed += me.fte * WORKDAYS_A_WEEK / DAYS_A_WEEK


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
    if renewed(me, draw(world.key, RENEWAL, me.address, NOBODY, me.contract_end)):
        me.renewal = OFFERED
        note(world, RENEWAL_OFFERED, me.address, NOBODY, when)
    else:
        me.renewal = REFUSED
        note(world, RENEWAL_REFUSED, me.address, NOBODY, when)


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
