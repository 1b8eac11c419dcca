"""Residents becoming unwell, and crises: who carries them (mechanisms 2 and 15).

Care after hours, when someone becomes acutely unwell, was a concern of 5/15 (CCU paper,
"Anticipated Challenges").
"""

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.change import centred, comes_at_ratio, comes_within, lowered
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.incidents import CRISES
from ccu_sim.model.records import CRISIS_HAPPENED
from ccu_sim.model.streams import CRISIS, NOBODY, draw_four
from ccu_sim.model.submodels.climate import move_standing
from ccu_sim.model.submodels.demands import shaken
from ccu_sim.model.submodels.role_clarity import step_in


@rule
def becomes_unwell(resident, par, weeks, luck):
    """Whether a resident becomes unwell within some weeks.

    Notes
    -----
    rate a year = unwell_rate * exp(-unwell_engagement * (engagement - 1/2)
    - unwell_recovery * (recovery - 1/2)).
    """
    log_ratio = -par.unwell_engagement * centred(resident.engagement)
    log_ratio -= par.unwell_recovery * centred(resident.recovery)
    return comes_at_ratio(par.unwell_rate, log_ratio, weeks, WEEKS_A_YEAR, luck)


@rule
def is_well_again(par, weeks, luck):
    """Whether an unwell resident is well again, mean ``unwell_weeks`` weeks."""
    return comes_within(1.0 / par.unwell_weeks, weeks, 1.0, luck)


@rule
def need_of(resident, par):
    """How much a resident asks of a shift; 1 is a resident who is well."""
    return 1.0 + par.need_unwell * resident.unwell + par.need_dependency * resident.dependency


@rule
def crisis_comes(resident, par, luck):
    """Whether an unwell resident comes to a crisis on a shift."""
    return luck < par.crisis_rate


@rule
def crisis_severity(climate, par, well_met):
    """How hard a resident's crisis falls on those on shift; 1 is one that nobody eases.

    Notes
    -----
    severity = (crisis_eased when well met, else 1) * (1 + crisis_unaided when no clinician
    is on shift). Source: care after hours when someone becomes acutely unwell (5/15), CCU
    paper, "Anticipated Challenges".
    """
    severity = par.crisis_eased if well_met else 1.0
    if climate.clinicians_on == 0:
        severity *= 1.0 + par.crisis_unaided
    return severity


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
        shaken(me, par.crisis_exhaustion * severity)
        if climate.clinicians_on == 0:
            step_in(me, par)
    if not well_met:
        resident.engagement = lowered(resident.engagement, par.crisis_harm)
        move_standing(climate, world.unit, par, False)


@rule
def _best_alliance_on(world, bed):
    """Give the resident's strongest alliance with anyone on shift."""
    best = 0.0
    for place in range(world.on_count):
        if world.alliance[world.on_shift[place], bed] > best:
            best = world.alliance[world.on_shift[place], bed]
    return best
