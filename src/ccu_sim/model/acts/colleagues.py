"""What two colleagues do on a shift they share."""

from ccu_sim.model.acts.departures import team_size
from ccu_sim.model.acts.diary import note
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.measures.incidents import (
    CHALLENGES_HEARD,
    CHALLENGES_REBUFFED,
    DISCRIMINATION,
    DISPUTES,
)
from ccu_sim.model.records import (
    CHALLENGE_HEARD,
    CHALLENGE_REBUFFED,
    DISCRIMINATION_HAPPENED,
    DISPUTE_HAPPENED,
    DISPUTE_SETTLED,
    LEADER,
    PEER,
)
from ccu_sim.model.rules.challenge import learn_together, rebuffed, received_well, speaks_up
from ccu_sim.model.rules.demands import shaken
from ccu_sim.model.rules.discrimination import hurt_by_slight, slighted
from ccu_sim.model.rules.role_conflict import (
    dispute_over_role,
    dispute_severity,
    group_coloured,
    lose_valuing,
    settled,
)
from ccu_sim.model.rules.trust import feel_supported, gains, lends_a_hand, loses
from ccu_sim.model.streams import (
    CHALLENGE,
    SHARED_SHIFT,
    SLIGHT,
    draw,
    draw_four,
)


@act
def work_together(world, who, whom, when):
    """Share a shift's work: lend a hand, or fall into dispute over whose task it is (6).

    The pair acts once a shift, the lower post first.
    """
    one, other = world.staff[who], world.staff[whom]
    trust = (world.trust[who, whom] + world.trust[whom, who]) / 2.0
    luck_of_dispute, luck_of_settling, luck, luck_back = draw_four(
        world.key, SHARED_SHIFT, one.address, other.address, when
    )
    neither_leads = one.role != LEADER and other.role != LEADER
    if neither_leads and dispute_over_role(
        one, other, world.climate, world.par, trust, luck_of_dispute
    ):
        _fall_out(world, who, whom, when, luck_of_settling)
        return
    _lend_a_hand(world, who, whom, luck)
    _lend_a_hand(world, whom, who, luck_back)


@rule
def _lend_a_hand(world, who, whom, luck):
    """Let one perhaps do the other a good turn, which the other then trusts and feels."""
    helper, helped = world.staff[who], world.staff[whom]
    if lends_a_hand(helper, world.trust[who, whom], world.par, luck):
        world.trust[whom, who] = gains(world.trust[whom, who], world.par)
        feel_supported(helped, world.par)


@rule
def _fall_out(world, who, whom, when, luck):
    """Let a dispute cost trust and energy, settled or not, and colour the groups' view."""
    one, other, par = world.staff[who], world.staff[whom], world.par
    was_settled = settled(world.climate, par, luck)
    severity = dispute_severity(par, was_settled)
    world.trust[who, whom] = loses(world.trust[who, whom], par, severity)
    world.trust[whom, who] = loses(world.trust[whom, who], par, severity)
    shaken(one, par.dispute_strain_rise * severity)
    shaken(other, par.dispute_strain_rise * severity)
    if one.role != other.role:
        lose_valuing(one, par, severity)
        lose_valuing(other, par, severity)
        _colour_groups(world, who, whom, severity)
    world.counts[DISPUTES] += 1.0
    note(world, DISPUTE_HAPPENED, one.address, other.address, when)
    if was_settled:
        note(world, DISPUTE_SETTLED, one.address, other.address, when)


@rule
def _colour_groups(world, who, whom, severity):
    """Let those on shift take sides: a faultline is activated by what they witness."""
    one, other = world.staff[who], world.staff[whom]
    for place in range(world.on_count):
        bystander = world.on_shift[place]
        third = world.staff[bystander]
        if bystander != who and bystander != whom:
            if third.role == one.role:
                _cool(world, bystander, whom, severity)
            elif third.role == other.role:
                _cool(world, bystander, who, severity)


@rule
def _cool(world, one, other, severity):
    """Lower trust both ways by what a dispute across groups spills."""
    world.trust[one, other] = group_coloured(world.trust[one, other], world.par, severity)
    world.trust[other, one] = group_coloured(world.trust[other, one], world.par, severity)


@act
def hear_challenge(world, who, whom, when):
    """Be questioned by a colleague, perhaps, and take it well or badly (mechanism 5).

    The receiver is whose turn it is; ``whom`` is the colleague who may speak up.
    """
    receiver, challenger = world.staff[who], world.staff[whom]
    climate, par = world.climate, world.par
    luck_of_speaking, luck, _, _ = draw_four(
        world.key, CHALLENGE, challenger.address, receiver.address, when
    )
    if not speaks_up(challenger, receiver, climate, par, luck_of_speaking):
        return
    if received_well(receiver, challenger, climate, par, world.trust[who, whom], luck):
        learn_together(receiver, challenger, climate, par, team_size(world))
        world.trust[who, whom] = gains(world.trust[who, whom], par)
        world.trust[whom, who] = gains(world.trust[whom, who], par)
        world.counts[CHALLENGES_HEARD] += 1.0
        note(world, CHALLENGE_HEARD, receiver.address, challenger.address, when)
    else:
        rebuffed(challenger, climate, par, team_size(world))
        world.trust[whom, who] = loses(world.trust[whom, who], par, 1.0)
        world.trust[who, whom] = loses(world.trust[who, whom], par, par.rebuff_severity)
        if receiver.role != challenger.role:
            _colour_groups(world, who, whom, par.rebuff_severity)
        world.counts[CHALLENGES_REBUFFED] += 1.0
        note(world, CHALLENGE_REBUFFED, receiver.address, challenger.address, when)


@act
def treat_as_equal(world, who, whom, when):
    """Treat a peer worker as an equal colleague, or discriminate (mechanism 7).

    The one who may discriminate is whose turn it is: responsibility lies there.
    """
    actor, peer = world.staff[who], world.staff[whom]
    if actor.role == PEER or peer.role != PEER:
        return
    luck = draw(world.key, SLIGHT, actor.address, peer.address, when)
    if slighted(actor, world.climate, world.par, luck):
        hurt_by_slight(peer, world.par)
        world.trust[whom, who] = loses(world.trust[whom, who], world.par, 1.0)
        _witness_slight(world, who, whom)
        world.counts[DISCRIMINATION] += 1.0
        note(world, DISCRIMINATION_HAPPENED, actor.address, peer.address, when)


@rule
def _witness_slight(world, who, whom):
    """Let peer workers on shift trust the actor less, and the one hurt the actor's colleagues.

    Nobody's trust in the one who was hurt changes: it was not their doing.
    """
    for place in range(world.on_count):
        third = world.on_shift[place]
        if third in (who, whom):
            continue
        if world.staff[third].role == PEER:
            world.trust[third, who] = group_coloured(world.trust[third, who], world.par, 1.0)
        elif world.staff[third].role == world.staff[who].role:
            world.trust[whom, third] = group_coloured(world.trust[whom, third], world.par, 1.0)
