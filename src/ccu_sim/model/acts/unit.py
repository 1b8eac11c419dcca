"""What the unit as a whole does: leadership and climate, contracts' ends, recruitment."""

from ccu_sim.model.acts.arrivals import address_of, arrive
from ccu_sim.model.acts.departures import depart
from ccu_sim.model.acts.diary import note
from ccu_sim.model.acts.doses import (
    set_dose,
    unit_dose,
    unit_dose_this_week,
)
from ccu_sim.model.calendar import month_start, months_until
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.lever_index import (
    BOUNDARY_STRICTNESS,
    BOUNDARY_WORKSHOPS,
    CAREER_STEPS,
    CHAMPION_DAYS,
    EXPECTATION_WORKSHOPS,
    EXTRA_PEER_POSTS,
    INCLUSION_MEETINGS,
    LEADERSHIP_COACHING_HOURS,
    LIAISON_DAYS,
    ROLE_CLARITY_SESSIONS,
    TRAINING_SESSIONS,
)
from ccu_sim.model.records import (
    CLINICIAN,
    CONTRACT_ENDED,
    LEADER,
    OFFERED,
    PEER,
    PERMANENT,
    PRESENT,
    RENEWAL_OFFERED,
    STEPPED_UP,
    UNDECIDED,
)
from ccu_sim.model.rules.climate import (
    champion,
    coach,
    expect_differences,
    forget_departures,
    include,
    keep_boundaries,
    keep_safe,
    lead,
    stand,
)
from ccu_sim.model.rules.contracts import renewed
from ccu_sim.model.rules.development import destigmatise
from ccu_sim.model.rules.recruitment import shifts_to_fill
from ccu_sim.model.rules.role_clarity import prepare_roles, settle_readiness
from ccu_sim.model.streams import FILL_DELAY, NOBODY, RENEWAL, STEP_UP, draw


@act
def lead_unit(world, when):
    """Lead: the leader's quality becomes leadership as practised, or an acting one's (16)."""
    par, climate = world.par, world.climate
    quality = world.unit.leadership * par.acting_share
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.role == LEADER and me.here != 0 and me.away == PRESENT:
            coach(me, par, unit_dose_this_week(world, LEADERSHIP_COACHING_HOURS, when))
            quality = me.leading
    lead(climate, quality, par, 1.0)
    keep_safe(climate, _mean_trust_received(world), par, 1.0)


@rule
def _mean_trust_received(world):
    """Give the mean of the trust that people in post receive."""
    total, people = 0.0, 0.0
    for post in range(world.unit.posts):
        if world.staff[post].here != 0:
            total += world.staff[post].trust_received
            people += 1.0
    if people == 0.0:
        return world.par.trust_start
    return total / people


@act
def tend_climate(world, when):
    """Tend readiness, inclusion, alignment, boundaries, standing, expectations (16)."""
    unit, climate, par = world.unit, world.climate, world.par
    settle_readiness(climate, unit, par, 1.0)
    prepare_roles(climate, par, unit_dose_this_week(world, ROLE_CLARITY_SESSIONS, when))
    include(climate, par, unit_dose_this_week(world, INCLUSION_MEETINGS, when), 1.0)
    champion(climate, unit, par, unit_dose_this_week(world, CHAMPION_DAYS, when), 1.0)
    destigmatise(climate, par, unit_dose_this_week(world, TRAINING_SESSIONS, when))
    keep_boundaries(
        climate,
        unit,
        par,
        set_dose(world, BOUNDARY_STRICTNESS, when),
        unit_dose_this_week(world, BOUNDARY_WORKSHOPS, when),
        1.0,
    )
    stand(climate, unit, par, unit_dose_this_week(world, LIAISON_DAYS, when), 1.0)
    workshops = unit_dose_this_week(world, EXPECTATION_WORKSHOPS, when)
    expect_differences(climate, par, workshops, 1.0)
    forget_departures(climate, par, 1.0)
    climate.peer_share = peer_share(world)


@rule
def peer_share(world):
    """Give peer workers' share of peer workers and clinicians in post."""
    peers, clinicians = 0.0, 0.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.casual == 0:
            if me.role == PEER:
                peers += 1.0
            elif me.role == CLINICIAN:
                clinicians += 1.0
    if peers + clinicians == 0.0:
        return 0.0
    return peers / (peers + clinicians)


@act
def step_up(world, when):
    """Let peer workers step up to senior posts where there are any (13)."""
    steps = unit_dose(world, CAREER_STEPS, when)
    seniors = 0.0
    chosen = -1
    best = 1.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here == 0 or me.role != PEER or me.casual != 0:
            continue
        if me.senior != 0:
            seniors += 1.0
        elif -months_until(me.started, when) >= world.par.senior_after_months:
            luck = draw(world.key, STEP_UP, me.address, NOBODY, 0)
            if luck < best:
                best = luck
                chosen = post
    if chosen >= 0 and seniors + 1.0 <= steps:
        world.staff[chosen].senior = 1
        note(world, STEPPED_UP, world.staff[chosen].address, NOBODY, when)


@act
def end_contracts(world, when):
    """End fixed terms that are up: taken on again, or gone (mechanism 11)."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.contract_end != PERMANENT and when + 1 >= me.contract_end:
            if me.renewal == UNDECIDED:  # nobody decided in time: decided now
                luck = draw(world.key, RENEWAL, me.address, NOBODY, me.contract_end)
                if renewed(me, luck):
                    me.renewal = OFFERED
                    note(world, RENEWAL_OFFERED, me.address, NOBODY, when)
            if me.renewal == OFFERED:
                _renew(me)
            else:
                for reason in range(len(me.reasons)):
                    me.reasons[reason] = 0.0
                depart(world, post, when + 1, CONTRACT_ENDED)


@rule
def _renew(me):
    """Begin the renewed contract: permanent, or another term."""
    me.renewal = UNDECIDED
    if me.renewed_permanent != 0:
        me.contract_end = PERMANENT
    else:
        me.contract_end += month_start(me.contract_months)


@act
def recruit(world, when):
    """Let new people take up vacant posts that have been filled; open extra posts (13)."""
    extra = unit_dose(world, EXTRA_PEER_POSTS, when)
    opened = 0.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.extra != 0:
            opened += 1.0
            if me.open == 0 and opened <= extra:
                me.open = 1
                luck = draw(world.key, FILL_DELAY, address_of(me), NOBODY, 0)
                delay = shifts_to_fill(world.unit, world.climate, world.par, luck)
                me.filled_at = when + 1 + delay
        if me.open != 0 and me.here == 0 and when + 1 >= me.filled_at:
            arrive(world, post, when + 1, 0)
