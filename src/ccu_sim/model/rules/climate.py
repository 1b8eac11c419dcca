"""Leadership, championing, inclusion, alignment, standing: the air everybody breathes.

Leadership as practised is the leader's own quality when the leader is here, less when the
post is vacant or acting. The rest settles to the unit's own level and is moved by what the
team does and by what the strategies do.
"""

from ccu_sim.model.calendar import WEEKS_A_WORKED_SHIFT
from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import (
    lowered,
    raised,
    share_in_size,
    share_of_dose,
    toward,
    within,
)


@rule
def lead(climate, quality, par, weeks):
    """Let leadership as practised follow the leader's quality, ``leadership_half_life``."""
    climate.leadership = toward(climate.leadership, quality, weeks, par.leadership_half_life)


@rule
def coach(leader, par, hours):
    """Raise a leader's quality by coaching."""
    leader.leading = raised(leader.leading, share_of_dose(par.coaching_gain, hours))


@rule
def keep_safe(climate, trust, par, weeks):
    """Let psychological safety follow leadership, trust in the team, and inclusion.

    Notes
    -----
    target = (safety_leadership * leadership + (1 - safety_leadership) * mean trust
    + safety_inclusion * inclusion) / (1 + safety_inclusion), half-life ``safety_half_life``.
    Source: Edmondson 1999; inclusion across professions of unlike status, Nembhard &
    Edmondson 2006.
    """
    target = safety_allowed(climate.leadership, trust, climate.inclusion, par)
    climate.safety = toward(climate.safety, target, weeks, par.safety_half_life)


@rule
def safety_allowed(leadership, trust, inclusion, par):
    """Give the psychological safety that leadership, trust and inclusion allow."""
    total = par.safety_leadership * leadership + (1.0 - par.safety_leadership) * trust
    return (total + par.safety_inclusion * inclusion) / (1.0 + par.safety_inclusion)


@rule
def include(climate, par, meetings, weeks):
    """Let inclusion follow leadership and alignment, raised by meetings with an equal seat.

    Notes
    -----
    target = (leadership + strategic alignment) / 2, half-life ``inclusion_half_life``; each
    meeting closes ``inclusion_gain`` of the distance to 1.
    """
    usual = (climate.leadership + climate.strategic_alignment) / 2.0
    climate.inclusion = toward(climate.inclusion, usual, weeks, par.inclusion_half_life)
    climate.inclusion = raised(climate.inclusion, share_of_dose(par.inclusion_gain, meetings))


@rule
def champion(climate, unit, par, days, weeks):
    """Let a champion explain and advocate: alignment rises and stigma falls.

    Notes
    -----
    Strategic alignment and stigma return to the service's own level with half-life
    ``culture_half_life``; each champion day closes ``champion_gain`` of the distance.
    Source: review, subtheme "Championing"; CCU paper, Table 1, "Strategic alignment".
    """
    climate.strategic_alignment = toward(
        climate.strategic_alignment, unit.strategic_alignment, weeks, par.culture_half_life
    )
    climate.stigma = toward(climate.stigma, unit.stigma, weeks, par.culture_half_life)
    share = share_of_dose(par.champion_gain, days)
    climate.strategic_alignment = raised(climate.strategic_alignment, share)
    climate.stigma = lowered(climate.stigma, share)


@rule
def keep_boundaries(climate, unit, par, strictness, workshops, weeks):
    """Let the policy fade to the unit's own clarity; workshops make it clearer.

    Notes
    -----
    clarity of the policy -> the unit's own, half-life ``readiness_half_life``; each workshop
    closes ``boundary_workshop_gain`` of the distance to 1.
    Strictness is a decision: it moves to what is decided with ``policy_half_life``.
    """
    climate.boundary_clarity = toward(
        climate.boundary_clarity, unit.boundary_clarity, weeks, par.readiness_half_life
    )
    share = share_of_dose(par.boundary_workshop_gain, workshops)
    climate.boundary_clarity = raised(climate.boundary_clarity, share)
    climate.boundary_strictness = toward(
        climate.boundary_strictness, strictness, weeks, par.policy_half_life
    )


@rule
def stand(climate, unit, par, liaison_days, weeks):
    """Let standing in the wider service settle to its own level, raised by liaison."""
    climate.standing = toward(climate.standing, unit.standing, weeks, par.culture_half_life)
    climate.standing = raised(climate.standing, share_of_dose(par.liaison_gain, liaison_days))


@rule
def reputation(climate, unit, par, good):
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
def expect_differences(climate, par, sessions, weeks):
    """Keep alive the shared expectation that perspectives will differ.

    Fades with ``expectations_half_life``; each workshop closes ``workshop_gain``.
    Source: CCU paper, Table 1, "Shared expectations"; and the question it leaves open.
    """
    climate.shared_expectations = toward(
        climate.shared_expectations, 0.0, weeks, par.expectations_half_life
    )
    climate.shared_expectations = raised(
        climate.shared_expectations, share_of_dose(par.workshop_gain, sessions)
    )


@rule
def forget_departures(climate, par, weeks):
    """Let the pull of colleagues who just left fade, half-life ``contagion_half_life``."""
    climate.contagion = toward(climate.contagion, 0.0, weeks, par.contagion_half_life)


@rule
def unsettle(climate, share_of_team):
    """Let a departure unsettle those who stay, by its share of the team (Felps 2009)."""
    climate.contagion = raised(climate.contagion, share_of_team)


@rule
def be_led(me, climate, par):
    """Let a person's sense of the leader's support follow leadership when on shift together.

    Notes
    -----
    leader's support -> leadership + led_spread * how this person and leaders get on (a
    lasting difference, as in leader-member exchange); half-life ``rounds_half_life`` in
    full-time weeks beside the leader.
    """
    target = within(climate.leadership + par.led_spread * me.ledness)
    me.leader_support = toward(
        me.leader_support, target, WEEKS_A_WORKED_SHIFT, par.rounds_half_life
    )


@rule
def miss_leader(me, climate, par, weeks):
    """Let support fade toward what leadership means at a distance.

    Notes
    -----
    leader's support -> led_at_distance * (leadership + led_spread * how this person and
    leaders get on), half-life ``distance_half_life``.
    """
    target = within(climate.leadership + par.led_spread * me.ledness) * par.led_at_distance
    me.leader_support = toward(me.leader_support, target, weeks, par.distance_half_life)
