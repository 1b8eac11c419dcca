"""Who works this shift: the contact structure of the unit (mechanism 1).

Planned cover is filled by those with hours left and rest behind them; then casual staff,
overtime and agency fill gaps up to the minimum. Nobody works two shifts running, nor beyond
their hours but for recorded overtime. Care is given around the clock, at the first site by
16 peer workers' and 7.5 clinicians' full-time posts (CCU paper, Table 2).
"""

from ccu_sim.model.calendar import (
    EVENING_SHIFT,
    NIGHT_SHIFT,
    SHIFTS_A_WEEK,
    WORKDAYS_A_WEEK,
    is_weekend,
    shift_of_day,
)
from ccu_sim.model.chance import draw_ahead, luck_with_roster
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import unit_dose
from ccu_sim.model.lever_index import RELIEF_SHIFTS
from ccu_sim.model.measures.cover import (
    AGENCY_SHIFTS,
    CASUAL_SHIFTS,
    RELIEF_SHIFTS_WORKED,
    UNFILLED_SHIFTS,
)
from ccu_sim.model.records import CLINICIAN, LEADER, PEER, PRESENT
from ccu_sim.model.streams import NOBODY, RELIEF_CALL, draw_four
from ccu_sim.model.submodels.availability import (
    REST_SHIFTS,
    call_agency,
    call_casual,
    call_overtime,
    go_on,
    is_free,
    may_work,
)
from ccu_sim.model.submodels.crises import need_of

MOST_RELIEF_KEPT = 5.0  # shifts beyond a week's that nobody came for; more lapse
MOST_WEEKS_OWED = 2.0  # hours not worked are not hoarded beyond a fortnight


@rule
def residents_a_worker(par, shift):
    """Give how many residents who are well a worker on such a shift has as usual.

    Notes
    -----
    ``reference_day``, ``reference_evening`` or ``reference_night``.
    """
    if shift == NIGHT_SHIFT:
        return par.reference_night
    if shift == EVENING_SHIFT:
        return par.reference_evening
    return par.reference_day


@rule
def work_hours(me, when):
    """Put a person on the shift, for one of the shifts that their contract owes."""
    me.owed -= 1.0
    go_on(me, when)


@rule
def pay_out_hours(world):
    """Give everybody of the team a week's contracted shifts; who was long ill begins with fewer."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.casual == 0:
            weekly = me.fte * WORKDAYS_A_WEEK * (1.0 - me.convalescence)
            me.owed += weekly
            if me.owed > MOST_WEEKS_OWED * weekly:
                me.owed = MOST_WEEKS_OWED * weekly


@rule
def start_shift(world, when, shift, weekend):
    """Send the last shift home, bring back whose leave is over, and pay out the week's hours.

    Whoever may work this shift, and is rested, is listed by post.
    """
    if when % SHIFTS_A_WEEK == 0:
        pay_out_hours(world)
    ready = 0
    for post in range(world.unit.posts):
        me = world.staff[post]
        me.on = 0
        me.overtime = 0
        me.alone = 0
        if me.away != PRESENT and when >= me.away_until:
            me.away = PRESENT
        world.ready[ready] = post
        ready += is_free(me, when, REST_SHIFTS) & may_work(me, shift, weekend)
    world.ready_count = ready


@rule
def list_regulars(world, role):
    """List by post who can fill planned cover; give how many.

    The list is kept where those on shift are listed once the shift is filled.
    """
    count = 0
    for place in range(world.ready_count):
        post = world.ready[place]
        me = world.staff[post]
        world.on_shift[count] = post
        count += (me.role == role) & (me.casual == 0) & (me.owed >= 1.0)
    return count


@rule
def roster_regulars(world, count, planned, when):
    """Put those listed on up to the plan, most hours left first, else by chance; give how many."""
    if count <= planned:
        for place in range(count):
            work_hours(world.staff[world.on_shift[place]], when)
        return count
    for place in range(count):
        post = world.on_shift[place]
        me = world.staff[post]
        me.priority = me.owed + luck_with_roster(world, post, when)
    for _ in range(planned):
        best, highest = 0, 0.0
        for place in range(count):
            priority = world.staff[world.on_shift[place]].priority
            if priority > highest:
                best, highest = place, priority
        me = world.staff[world.on_shift[best]]
        me.priority = 0.0
        work_hours(me, when)
    return planned


@rule
def roster_behind(world, role, when):
    """Put those on, above plan, who are more than a shift behind the pace of their hours."""
    on = 0
    left = 1.0 - (when % SHIFTS_A_WEEK) / SHIFTS_A_WEEK
    for place in range(world.ready_count):
        me = world.staff[world.ready[place]]
        regular = (me.role == role) & (me.casual == 0) & (me.on == 0)
        if regular and me.owed > me.fte * WORKDAYS_A_WEEK * left + 1.0:
            work_hours(me, when)
            on += 1
    return on


@rule
def cover(world, role, planned, minimum, when, shift, weekend):
    """Fill one role's cover for the shift; give how many of one's own people are on."""
    on = 0
    if planned > 0:
        count = list_regulars(world, role)
        on = roster_regulars(world, count, planned, when)
    if on == planned and planned > 0 and shift != NIGHT_SHIFT:
        return on + roster_behind(world, role, when)
    while on + world.climate.agency_on < minimum:
        if call_casual(world, role, when):
            world.counts[CASUAL_SHIFTS] += 1.0
            on += 1
        elif call_overtime(world, role, when, shift, weekend):
            on += 1
        elif call_agency(world):
            world.counts[AGENCY_SHIFTS] += 1.0
        else:
            missing = minimum - on - world.climate.agency_on
            world.counts[UNFILLED_SHIFTS] += missing
            return on
    return on


@rule
def bring_relief(world, planned_peers, planned_clinicians, when, shift):
    """Work off relief that is owed, where cover is furthest below plan; by day also above.

    Where both roles are as far from plan, chance decides whom to call. Relief comes from the
    casual pool, else from an agency, and is paid for by the strategy.
    """
    climate = world.climate
    called = 0  # so far on this shift: each call has a luck of its own
    while world.relief_owed >= 1.0:
        gap_peers = planned_peers - climate.peers_on
        gap_clinicians = planned_clinicians - climate.clinicians_on
        if gap_peers <= 0 and gap_clinicians <= 0 and shift == NIGHT_SHIFT:
            return
        role = PEER if gap_peers > gap_clinicians else CLINICIAN
        if gap_peers == gap_clinicians:
            luck, other_luck, _, _ = draw_four(world.key, RELIEF_CALL, NOBODY, called, when)
            role = PEER if luck < other_luck else CLINICIAN
        called += 1
        if call_casual(world, role, when):
            if role == PEER:
                climate.peers_on += 1
            else:
                climate.clinicians_on += 1
        elif not call_agency(world):
            return
        world.relief_owed -= 1.0
        world.counts[RELIEF_SHIFTS_WORKED] += 1.0


@rule
def roster_leader(world, when):
    """Put the team leader on weekday day shifts."""
    on = 0
    for place in range(world.ready_count):
        me = world.staff[world.ready[place]]
        if me.role == LEADER and me.on == 0 and me.owed >= 1.0:
            work_hours(me, when)
            on = 1
    return on


@rule
def weigh_load(world, planned, shift):
    """Work out the shift's load and its shortfall.

    Notes
    -----
    load = what the residents in house need / (workers on shift * residents that each has as
    usual, ``reference_day``, ``_evening`` or ``_night``): it knows nothing of the unit's plan.
    shortfall = 1 - workers on shift / planned, from 0.
    """
    climate = world.climate
    need = 0.0
    for bed in range(world.unit.beds):
        if world.residents[bed].here != 0:
            need += need_of(world.residents[bed], world.par)
    on = float(climate.peers_on + climate.clinicians_on + climate.agency_on)
    climate.shortfall = 0.0
    if on < planned:
        climate.shortfall = 1.0 - on / planned
    if on < 1.0:
        on = 1.0
    climate.load = need / (on * residents_a_worker(world.par, shift))


@act
def roster(world, when):
    """Fill the shift from the roster, then from casual staff, overtime and agency.

    Notes
    -----
    Mechanism 1. Planned cover goes to those with most hours left (chance among equals);
    gaps below the minimum are offered on, and relief that is paid for comes on top.
    """
    shift = shift_of_day(when)
    weekend = is_weekend(when, world.unit.first_weekday)
    start_shift(world, when, shift, weekend)
    kind = shift + (3 if weekend else 0)
    unit, climate = world.unit, world.climate
    climate.agency_on = 0
    climate.peers_on = cover(
        world, PEER, unit.planned[kind, PEER], unit.minimum[kind, PEER], when, shift, weekend
    )
    strangers = climate.agency_on
    climate.agency_on = 0
    climate.clinicians_on = cover(
        world,
        CLINICIAN,
        unit.planned[kind, CLINICIAN],
        unit.minimum[kind, CLINICIAN],
        when,
        shift,
        weekend,
    )
    climate.agency_on += strangers
    weekly = unit_dose(world, RELIEF_SHIFTS, when)
    world.relief_owed += weekly / SHIFTS_A_WEEK
    if world.relief_owed > weekly + MOST_RELIEF_KEPT:
        world.relief_owed = weekly + MOST_RELIEF_KEPT
    bring_relief(world, unit.planned[kind, PEER], unit.planned[kind, CLINICIAN], when, shift)
    climate.leader_on = roster_leader(world, when)
    weigh_load(world, float(unit.planned[kind, PEER] + unit.planned[kind, CLINICIAN]), shift)
    _list_those_on(world)
    draw_ahead(world, when)


@rule
def _list_those_on(world):
    """List the posts of those on shift, and of those that residents may seek out.

    Whoever is alone in their role is marked.
    """
    count, workers = 0, 0
    for post in range(world.unit.posts):
        me = world.staff[post]
        world.on_shift[count] = post
        world.workers[workers] = post
        count += me.on
        workers += (me.on != 0) & (me.role != LEADER)
    world.on_count = count
    world.worker_count = workers
    for place in range(workers):
        me = world.staff[world.workers[place]]
        own = world.climate.peers_on if me.role == PEER else world.climate.clinicians_on
        if own == 1:
            me.alone = 1
