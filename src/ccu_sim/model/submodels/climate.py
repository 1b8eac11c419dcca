"""Safety, inclusion, alignment, boundary policy, standing: what everybody shares (mechanism 16).

Each settles to the unit's own level and is moved by what the team does and by what the
strategies do (CCU paper, Table 1; championing, Reeves 2024).
"""

from ccu_sim.model.change import lowered, raised, share_in_size, share_of_dose, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import set_dose, unit_dose_this_week
from ccu_sim.model.lever_index import (
    BOUNDARY_STRICTNESS,
    BOUNDARY_WORKSHOPS,
    CHAMPION_DAYS,
    EXPECTATION_WORKSHOPS,
    INCLUSION_MEETINGS,
    LIAISON_DAYS,
    ROLE_CLARITY_SESSIONS,
    TRAINING_SESSIONS,
)
from ccu_sim.model.submodels.role_clarity import prepare_roles, settle_readiness
from ccu_sim.model.submodels.sufficient_numbers import peer_share
from ccu_sim.model.submodels.training import destigmatise


@rule
def keep_safe(climate, trust, par, pace):
    """Let psychological safety follow leadership, trust in the team, and inclusion.

    Notes
    -----
    target = (safety_leadership * leadership + (1 - safety_leadership) * mean trust
    + safety_inclusion * inclusion) / (1 + safety_inclusion), half-life ``safety_half_life``.
    Source: Edmondson 1999; inclusion across professions of unlike status, Nembhard &
    Edmondson 2006.
    """
    target = safety_allowed(climate.leadership, trust, climate.inclusion, par)
    climate.safety = toward(climate.safety, target, pace.safety)


@rule
def safety_allowed(leadership, trust, inclusion, par):
    """Give the psychological safety that leadership, trust and inclusion allow."""
    total = par.safety_leadership * leadership + (1.0 - par.safety_leadership) * trust
    return (total + par.safety_inclusion * inclusion) / (1.0 + par.safety_inclusion)


@rule
def include(climate, par, meetings, pace):
    """Let inclusion follow leadership and alignment, raised by meetings with an equal seat.

    Notes
    -----
    target = (leadership + strategic alignment) / 2, half-life ``inclusion_half_life``; each
    meeting closes ``inclusion_gain`` of the distance to 1.
    """
    usual = (climate.leadership + climate.strategic_alignment) / 2.0
    climate.inclusion = toward(climate.inclusion, usual, pace.inclusion)
    climate.inclusion = raised(climate.inclusion, share_of_dose(par.inclusion_gain, meetings))


@rule
def champion(climate, unit, par, days, pace):
    """Let a champion explain and advocate: alignment rises and stigma falls.

    Notes
    -----
    Strategic alignment and stigma return to the service's own level with half-life
    ``culture_half_life``; each champion day closes ``champion_gain`` of the distance.
    Source: review, subtheme "Championing"; CCU paper, Table 1, "Strategic alignment".
    """
    climate.strategic_alignment = toward(
        climate.strategic_alignment, unit.strategic_alignment, pace.culture
    )
    climate.stigma = toward(climate.stigma, unit.stigma, pace.culture)
    share = share_of_dose(par.champion_gain, days)
    climate.strategic_alignment = raised(climate.strategic_alignment, share)
    climate.stigma = lowered(climate.stigma, share)


@rule
def keep_policy(climate, unit, par, strictness, workshops, pace):
    """Let the policy fade to the unit's own clarity; workshops make it clearer.

    Notes
    -----
    clarity of the policy -> the unit's own, half-life ``readiness_half_life``; each workshop
    closes ``boundary_workshop_gain`` of the distance to 1.
    Strictness is a decision: it moves to what is decided with ``policy_half_life``.
    """
    climate.boundary_clarity = toward(
        climate.boundary_clarity, unit.boundary_clarity, pace.readiness
    )
    share = share_of_dose(par.boundary_workshop_gain, workshops)
    climate.boundary_clarity = raised(climate.boundary_clarity, share)
    climate.boundary_strictness = toward(climate.boundary_strictness, strictness, pace.policy)


@rule
def settle_standing(climate, unit, par, liaison_days, pace):
    """Let standing in the wider service settle to its own level, raised by liaison."""
    climate.standing = toward(climate.standing, unit.standing, pace.culture)
    climate.standing = raised(climate.standing, share_of_dose(par.liaison_gain, liaison_days))


@rule
def move_standing(climate, unit, par, good):
    """Move standing by a graduation (good) or a crisis that others see.

    Notes
    -----
    In a unit of ``reference_places`` each closes ``standing_event`` of the distance to 1, or
    to 0; in a larger one less, in a smaller one more, since a service that supports many
    residents is known by more than one of them.
    """
    share = share_in_size(par.standing_event, par.reference_places, unit.beds)
    if good:
        climate.standing = raised(climate.standing, share)
    else:
        climate.standing = lowered(climate.standing, share)


@rule
def expect_differences(climate, par, sessions, pace):
    """Keep alive the shared expectation that perspectives will differ.

    Fades with ``expectations_half_life``; each workshop closes ``workshop_gain``.
    Source: CCU paper, Table 1, "Shared expectations"; and the question it leaves open.
    """
    climate.shared_expectations = toward(climate.shared_expectations, 0.0, pace.expectations)
    climate.shared_expectations = raised(
        climate.shared_expectations, share_of_dose(par.workshop_gain, sessions)
    )


@rule
def forget_departures(climate, pace):
    """Let the pull of colleagues who just left fade, half-life ``contagion_half_life``."""
    climate.contagion = toward(climate.contagion, 0.0, pace.contagion)


@rule
def unsettle(climate, share_of_team):
    """Let a departure unsettle those who stay, by its share of the team (Felps 2009)."""
    climate.contagion = raised(climate.contagion, share_of_team)


@act
def tend_climate(world, when):
    """Tend readiness, inclusion, alignment, boundaries, standing, expectations (16)."""
    unit, climate, par = world.unit, world.climate, world.par
    settle_readiness(climate, unit, world.pace)
    prepare_roles(climate, par, unit_dose_this_week(world, ROLE_CLARITY_SESSIONS, when))
    include(climate, par, unit_dose_this_week(world, INCLUSION_MEETINGS, when), world.pace)
    champion(climate, unit, par, unit_dose_this_week(world, CHAMPION_DAYS, when), world.pace)
    destigmatise(climate, par, unit_dose_this_week(world, TRAINING_SESSIONS, when))
    keep_policy(
        climate,
        unit,
        par,
        set_dose(world, BOUNDARY_STRICTNESS, when),
        unit_dose_this_week(world, BOUNDARY_WORKSHOPS, when),
        world.pace,
    )
    settle_standing(climate, unit, par, unit_dose_this_week(world, LIAISON_DAYS, when), world.pace)
    workshops = unit_dose_this_week(world, EXPECTATION_WORKSHOPS, when)
    expect_differences(climate, par, workshops, world.pace)
    forget_departures(climate, world.pace)
    climate.peer_share = peer_share(world)
