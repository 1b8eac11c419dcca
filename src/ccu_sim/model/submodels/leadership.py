"""Leadership as practised, and how each person is led (mechanism 16).

Leadership as practised is the leader's own quality when the leader is here, less when the
post is vacant or acting. Effective leadership matters to 14/15 (CCU paper, "Organizational
Factors"); leaders and people get on differently (leader-member exchange, Griffeth 2000).
"""

from ccu_sim.model.change import share_of_dose, toward, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import unit_dose_this_week
from ccu_sim.model.lever_index import LEADERSHIP_COACHING_HOURS
from ccu_sim.model.records import LEADER, PRESENT
from ccu_sim.model.submodels.climate import keep_safe


@rule
def lead(climate, quality, pace):
    """Let leadership as practised follow the leader's quality, ``leadership_half_life``."""
    climate.leadership = toward(climate.leadership, quality, pace.leadership)


@rule
def coach(leader, par, hours, pace):
    """Let a leader learn what coaching has to give, once, and let it fade.

    Notes
    -----
    Each hour closes ``coaching_gain`` of the distance of ``heard`` to 1, and ``coached`` gains as
    much; ``coached`` fades with ``coaching_half_life``. The same said twice adds nothing.
    Source: leadership training, Lacerenza 2017.
    """
    news = (1.0 - leader.heard) * share_of_dose(par.coaching_gain, hours)
    leader.heard += news
    leader.coached = toward(leader.coached, 0.0, pace.coaching) + news


@rule
def quality_of(leader, par):
    """Give a leader's quality: their own, and what coaching has added.

    Notes
    -----
    quality = leading + coaching_ceiling * leading_spread * coached: at most so many standard
    deviations between leaders.
    """
    return within(leader.leading + par.coaching_ceiling * par.leading_spread * leader.coached)


@rule
def be_led(me, climate, par, pace):
    """Let a person's sense of the leader's support follow leadership when on shift together.

    Notes
    -----
    leader's support -> leadership + led_spread * (how this person and leaders get on, a
    lasting difference as in leader-member exchange, + the attention they have now); half-life
    ``rounds_half_life`` in full-time weeks beside the leader.
    """
    target = within(climate.leadership + par.led_spread * (me.ledness + me.attention))
    me.leader_support = toward(me.leader_support, target, pace.rounds)


@rule
def miss_leader(me, climate, par, pace):
    """Let support fade toward what leadership means at a distance.

    Notes
    -----
    leader's support -> led_at_distance * (leadership + led_spread * (how this person and
    leaders get on + attention)), half-life ``distance_half_life``.
    """
    target = within(climate.leadership + par.led_spread * (me.ledness + me.attention))
    target *= par.led_at_distance
    me.leader_support = toward(me.leader_support, target, pace.distance)


@act
def see_leader(world, who, when):
    """Work a shift that the leader works too, and be led (mechanism 16)."""
    me, climate = world.staff[who], world.climate
    if climate.leader_on != 0 and me.role != LEADER:
        be_led(me, climate, world.par, world.pace)


@act
def lead_unit(world, when):
    """Lead: the leader's quality becomes leadership as practised, or an acting one's (16)."""
    par, climate = world.par, world.climate
    quality = world.unit.leadership * par.acting_share
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.role == LEADER and me.here != 0 and me.away == PRESENT:
            coach(me, par, unit_dose_this_week(world, LEADERSHIP_COACHING_HOURS, when), world.pace)
            quality = quality_of(me, par)
    lead(climate, quality, world.pace)
    keep_safe(climate, _mean_trust_received(world), par, world.pace)


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
