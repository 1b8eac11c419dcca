"""The whole model at a glance: who does what, how often, in which order.

Both engines walk this one table. A phase comes round at the end of its period (see
``calendar.is_due``); within a shift, phases go from top to bottom, and within a phase
people go by post.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from ccu_sim.model.acts import (
    colleagues,
    contact,
    development,
    on_shift,
    recording,
    rostering,
    stays,
    unit,
    weekly,
)
from ccu_sim.model.calendar import DAY, MONTH, SHIFT, WEEK
from ccu_sim.model.turns import (
    contacts,
    each_with_each_on_shift,
    in_post,
    pairs_on_shift,
    residents_in_house,
    the_unit,
)
from ccu_sim.model.turns import on_shift as working


class Phase(NamedTuple):
    """One line of the schedule: every so many shifts, each of these does this."""

    every: int
    whose: Callable[..., Any]
    act: Callable[..., Any]


SCHEDULE = (
    Phase(SHIFT, the_unit, rostering.roster),
    Phase(SHIFT, working, on_shift.hand_over),
    Phase(SHIFT, working, on_shift.see_leader),
    Phase(SHIFT, residents_in_house, contact.seek_support),
    Phase(SHIFT, contacts, contact.support),
    Phase(SHIFT, contacts, contact.keep_boundaries),
    Phase(SHIFT, pairs_on_shift, colleagues.work_together),
    Phase(SHIFT, each_with_each_on_shift, colleagues.hear_challenge),
    Phase(SHIFT, each_with_each_on_shift, colleagues.treat_as_equal),
    Phase(SHIFT, residents_in_house, contact.come_to_crisis),
    Phase(SHIFT, working, on_shift.feel_shift),
    Phase(DAY, in_post, weekly.rest),
    Phase(DAY, in_post, weekly.look_after_health),
    Phase(DAY, in_post, weekly.take_flexible_day),
    Phase(WEEK, in_post, weekly.plan_care),
    Phase(WEEK, in_post, development.be_supervised),
    Phase(WEEK, in_post, development.attend_training),
    Phase(WEEK, in_post, development.clarify_role),
    Phase(WEEK, in_post, development.reflect_on_practice),
    Phase(WEEK, in_post, development.co_reflect_across),
    Phase(WEEK, in_post, development.meet_peer_network),
    Phase(WEEK, in_post, development.work_toward_credential),
    Phase(WEEK, in_post, contact.mend_boundaries),
    Phase(WEEK, in_post, weekly.relate),
    Phase(WEEK, in_post, weekly.take_stock),
    Phase(WEEK, the_unit, unit.lead_unit),
    Phase(WEEK, the_unit, unit.tend_climate),
    Phase(WEEK, the_unit, unit.step_up),
    Phase(WEEK, residents_in_house, stays.live_week),
    Phase(WEEK, in_post, weekly.take_leave),
    Phase(WEEK, in_post, weekly.weigh_contract),
    Phase(WEEK, in_post, weekly.consider_leaving),
    Phase(MONTH, the_unit, recording.record_month),
    Phase(SHIFT, the_unit, unit.end_contracts),
    Phase(DAY, the_unit, unit.recruit),
    Phase(DAY, the_unit, stays.admit),
)
