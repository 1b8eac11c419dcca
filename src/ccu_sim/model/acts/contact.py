"""What residents and workers do with one another."""

from ccu_sim.model.acts.diary import note
from ccu_sim.model.calendar import NIGHT_SHIFT, shift_of_day
from ccu_sim.model.columns import CRISES, CROSSINGS, DILEMMAS
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import (
    BOUNDARY_CROSSED,
    BOUNDARY_KNOWN,
    BOUNDARY_MENDED,
    CRISIS_HAPPENED,
    LEADER,
    NEVER,
)
from ccu_sim.model.rules.boundaries import (
    becomes_known,
    dilemma_arises,
    holds_line,
    mends,
    weighs_on,
)
from ccu_sim.model.rules.change import lowered, raised
from ccu_sim.model.rules.climate import reputation
from ccu_sim.model.rules.demands import crisis_severity, shaken
from ccu_sim.model.rules.residents import (
    build_alliance,
    call_on,
    crisis_comes,
    grow,
    quality_of_support,
    seeks_support,
    take_courage,
)
from ccu_sim.model.rules.role_clarity import step_in
from ccu_sim.model.rules.trust import loses
from ccu_sim.model.streams import (
    CHOOSE_WORKER,
    CRISIS,
    DILEMMA,
    DUAL_MENDS,
    KIND_PLACE,
    NOBODY,
    ORDINAL_PLACE,
    RESIDENT_KIND,
    SEEK_SUPPORT,
    draw_four,
    keep_four,
)

BEDS_A_BLOCK = 4  # neighbours whose four choices of one worker are drawn at one address


@act
def seek_support(world, bed, when):
    """Seek out a worker on shift, or not; alliance draws (mechanism 15).

    A resident's luck of a day is drawn at once, for each of its shifts.
    """
    resident, par = world.residents[bed], world.par
    resident.seen_by = NEVER
    if shift_of_day(when) == NIGHT_SHIFT and resident.unwell == 0:
        return  # at night only those who are unwell
    of_day, dawn = world.drawn_of_bed[bed], when - shift_of_day(when)
    keep_four(of_day, world.key, SEEK_SUPPORT, resident.address, NOBODY, dawn)
    if not seeks_support(resident, par, of_day.luck[shift_of_day(when)]):
        return
    best, chosen = 1.0, NEVER
    block = (RESIDENT_KIND << KIND_PLACE) | ((bed // BEDS_A_BLOCK) << ORDINAL_PLACE)
    for place in range(world.on_count):
        post = world.on_shift[place]
        worker, drawn = world.staff[post], world.drawn_of_worker[post]
        keep_four(drawn, world.key, CHOOSE_WORKER, worker.address, block, when)
        rank = call_on(world.alliance[post, bed], par, drawn.luck[bed % BEDS_A_BLOCK])
        if worker.role != LEADER and rank < best:
            best = rank
            chosen = post
    resident.seen_by = chosen


@act
def support(world, who, bed, when):
    """Support a resident: alliance, recovery, engagement; take heart from it (15)."""
    me, resident, par = world.staff[who], world.residents[bed], world.par
    quality = quality_of_support(me)
    alliance = build_alliance(world.alliance[who, bed], quality, world.climate, par)
    world.alliance[who, bed] = alliance
    world.familiarity[who, bed] = raised(world.familiarity[who, bed], par.familiarity_gain)
    grow(resident, me, alliance, quality, par)
    take_courage(me, resident, par)


@act
def keep_boundaries(world, who, bed, when):
    """Meet a boundary dilemma, perhaps, and hold the line or cross it (mechanism 9)."""
    me, resident, par = world.staff[who], world.residents[bed], world.par
    if world.dual[who, bed] != 0:
        return
    luck_of_dilemma, luck, _, _ = draw_four(world.key, DILEMMA, me.address, resident.address, when)
    if not dilemma_arises(world.familiarity[who, bed], world.climate, par, luck_of_dilemma):
        return
    world.counts[DILEMMAS] += 1.0
    if not holds_line(me, world.climate, par, luck):
        world.dual[who, bed] = 1
        world.counts[CROSSINGS] += 1.0
        note(world, BOUNDARY_CROSSED, me.address, resident.address, when)


@act
def mend_boundaries(world, who, when):
    """Bring dual relationships back within bounds; meanwhile colleagues may learn of them."""
    me, par = world.staff[who], world.par
    for bed in range(world.unit.beds):
        if world.dual[who, bed] != 0:
            resident = world.residents[bed]
            weighs_on(me, resident, par)
            luck, luck_of_secret, _, _ = draw_four(
                world.key, DUAL_MENDS, me.address, resident.address, when
            )
            if mends(me, world.climate, par, luck):
                world.dual[who, bed] = 0
                note(world, BOUNDARY_MENDED, me.address, resident.address, when)
            elif world.dual[who, bed] == 1 and becomes_known(par, luck_of_secret):
                world.dual[who, bed] = 2
                _lose_colleagues_trust(world, who)
                note(world, BOUNDARY_KNOWN, me.address, resident.address, when)


@rule
def _lose_colleagues_trust(world, who):
    """Lower every colleague's trust in a worker whose dual relationship became known."""
    for colleague in range(world.unit.posts):
        if world.staff[colleague].here != 0 and colleague != who:
            trust = loses(world.trust[colleague, who], world.par, world.par.known_severity)
            world.trust[colleague, who] = trust


@act
def come_to_crisis(world, bed, when):
    """Come to a crisis while unwell, perhaps; those on shift carry it (mechanisms 2, 15).

    An ally on shift eases it; otherwise it shakes everyone on shift more, and the wider
    service hears of it. Without a clinician on shift it weighs more on those who are there,
    and draws them into work outside their role.
    """
    resident, par, climate = world.residents[bed], world.par, world.climate
    if resident.unwell == 0:
        return
    luck, eased, _, _ = draw_four(world.key, CRISIS, resident.address, NOBODY, when)
    if not crisis_comes(resident, par, luck):
        return
    world.counts[CRISES] += 1.0
    note(world, CRISIS_HAPPENED, resident.address, NOBODY, when)
    well_met = eased < _best_alliance_on(world, bed)
    severity = crisis_severity(climate, par, well_met)
    for place in range(world.on_count):
        me = world.staff[world.on_shift[place]]
        shaken(me, par.crisis_strain * severity)
        if climate.clinicians_on == 0:
            step_in(me, par)
    if not well_met:
        resident.engagement = lowered(resident.engagement, par.crisis_harm)
        reputation(climate, par, False)


@rule
def _best_alliance_on(world, bed):
    """Give the resident's strongest alliance with anyone on shift."""
    best = 0.0
    for place in range(world.on_count):
        if world.alliance[world.on_shift[place], bed] > best:
            best = world.alliance[world.on_shift[place], bed]
    return best
