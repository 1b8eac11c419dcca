"""The whole model at a glance: who does what, how often, in which order.

Both engines walk this one table. A phase comes round at the end of its period (see
``calendar.is_due``); within a shift, phases go from top to bottom, and within a phase
people go by post.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from ccu_sim.model.activation import (
    contacts,
    each_with_each_who_may,
    in_post,
    pairs_on_shift,
    residents_in_house,
    the_unit,
)
from ccu_sim.model.activation import on_shift as working
from ccu_sim.model.calendar import DAY, MONTH, SHIFT, WEEK
from ccu_sim.model.measures import observer
from ccu_sim.model.submodels import (
    boundaries,
    challenge,
    circumstances,
    climate,
    contracts,
    credentialing,
    crises,
    demands,
    discrimination,
    disillusionment,
    health,
    leadership,
    leaving,
    mentoring,
    prospects,
    recruitment,
    reflection,
    role_clarity,
    role_conflict,
    rostering,
    stays,
    supervision,
    support,
    time_off,
    training,
    trust,
    voice,
)


class Phase(NamedTuple):
    """One line of the schedule: every so many shifts, each of these does this."""

    every: int
    whose: Callable[..., Any]
    act: Callable[..., Any]


SCHEDULE = (
    Phase(SHIFT, the_unit, rostering.roster),
    Phase(SHIFT, working, voice.hand_over),
    Phase(SHIFT, working, leadership.see_leader),
    Phase(SHIFT, residents_in_house, support.seek_support),
    Phase(SHIFT, contacts, support.support),
    Phase(SHIFT, contacts, boundaries.keep_boundaries),
    Phase(SHIFT, pairs_on_shift, role_conflict.work_together),
    Phase(SHIFT, each_with_each_who_may, challenge.hear_challenge),
    Phase(SHIFT, each_with_each_who_may, discrimination.treat_as_equal),
    Phase(SHIFT, residents_in_house, crises.come_to_crisis),
    Phase(SHIFT, working, demands.feel_shift),
    Phase(DAY, in_post, demands.rest),
    Phase(DAY, in_post, health.look_after_health),
    Phase(DAY, in_post, time_off.take_flexible_day),
    Phase(WEEK, in_post, voice.plan_care),
    Phase(WEEK, in_post, supervision.be_supervised),
    Phase(WEEK, in_post, mentoring.meet_mentor),
    Phase(WEEK, in_post, training.attend_training),
    Phase(WEEK, in_post, role_clarity.clarify_role),
    Phase(WEEK, in_post, reflection.reflect_on_practice),
    Phase(WEEK, in_post, reflection.co_reflect_across),
    Phase(WEEK, in_post, reflection.meet_peer_network),
    Phase(WEEK, in_post, credentialing.work_toward_credential),
    Phase(WEEK, in_post, boundaries.mend_boundaries),
    Phase(WEEK, in_post, circumstances.meet_change),
    Phase(WEEK, in_post, trust.relate),
    Phase(WEEK, in_post, prospects.look_ahead),
    Phase(WEEK, in_post, disillusionment.take_stock),
    Phase(WEEK, the_unit, leadership.lead_unit),
    Phase(WEEK, the_unit, climate.tend_climate),
    Phase(WEEK, the_unit, recruitment.step_up),
    Phase(WEEK, residents_in_house, stays.live_week),
    Phase(WEEK, in_post, time_off.take_leave),
    Phase(WEEK, in_post, contracts.weigh_contract),
    Phase(WEEK, in_post, leaving.consider_leaving),
    Phase(MONTH, the_unit, observer.record_month),
    Phase(SHIFT, the_unit, contracts.end_contracts),
    Phase(DAY, the_unit, recruitment.recruit),
    Phase(DAY, the_unit, stays.admit),
)
