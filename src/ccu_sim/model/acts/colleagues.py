"""What two colleagues do on a shift they share."""

from ccu_sim.model.acts.diary import note
from ccu_sim.model.columns import CHALLENGES_HEARD, CHALLENGES_REBUFFED, DISCRIMINATION, DISPUTES
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import (
    CHALLENGE_HEARD,
    CHALLENGE_REBUFFED,
    DISCRIMINATION_HAPPENED,
    DISPUTE_HAPPENED,
    DISPUTE_SETTLED,
    LEADER,
    PAIRS_KEPT,
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
    SETTLE,
    SHARED_SHIFT,
    draw,
    keep_four,
)


@act
def work_together(world, who, whom, when):
    """Share a shift's work: lend a hand, or fall into dispute over whose task it is (6).

    The pair acts once a shift, the lower post first.
    """
    one, other = world.staff[who], world.staff[whom]
    trust = (world.trust[who, whom] + world.trust[whom, who]) / 2.0
    drawn = _luck_of_two(world, world.drawn_of_shift, SHARED_SHIFT, who, whom, when)
    own, others = drawn.luck[_own(one, other)], drawn.luck[_own(other, one)]
    if one.role != LEADER and other.role != LEADER:
        if dispute_over_role(one, other, world.climate, world.par, trust, drawn.luck[0]):
            _fall_out(world, who, whom, when)
            return
    _lend_a_hand(world, who, whom, own)
    _lend_a_hand(world, whom, who, others)


@rule
def _luck_of_two(world, kept, event, who, whom, when):
    """Draw the four numbers of two colleagues at an event: the same, whoever asks first."""
    drawn = kept[(who * whom + who + whom) % PAIRS_KEPT]
    one, other = world.staff[who].address, world.staff[whom].address
    if one < other:
        keep_four(drawn, world.key, event, one, other, when)
    else:
        keep_four(drawn, world.key, event, other, one, when)
    return drawn


@rule
def _own(me, other):
    """Say which of the last two of a pair's four numbers is one's own: by address."""
    return 2 if me.address < other.address else 3


@rule
def _lend_a_hand(world, who, whom, luck):
    """Let one perhaps do the other a good turn, which the other then trusts and feels.

    Written without a branch: nearly every second chance is taken, and none can be foreseen.
    """
    helper, helped = world.staff[who], world.staff[whom]
    lent = lends_a_hand(helper, world.trust[who, whom], world.par, luck)
    trust = world.trust[whom, who]
    world.trust[whom, who] = gains(trust, world.par) if lent else trust
    feel_supported(helped, world.par, lent)


@rule
def _fall_out(world, who, whom, when):
    """Let a dispute cost trust and energy, settled or not, and colour the groups' view."""
    one, other, par = world.staff[who], world.staff[whom], world.par
    luck = draw(world.key, SETTLE, one.address, other.address, when)
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
    drawn = _luck_of_two(world, world.drawn_of_challenge, CHALLENGE, who, whom, when)
    own = _own(challenger, receiver)
    if not speaks_up(challenger, receiver, climate, par, drawn.luck[own]):
        return
    luck = drawn.luck[own - 2]
    if received_well(receiver, challenger, climate, par, world.trust[who, whom], luck):
        learn_together(receiver, challenger, climate, par)
        world.trust[who, whom] = gains(world.trust[who, whom], par)
        world.trust[whom, who] = gains(world.trust[whom, who], par)
        world.counts[CHALLENGES_HEARD] += 1.0
        note(world, CHALLENGE_HEARD, receiver.address, challenger.address, when)
    else:
        rebuffed(challenger, climate, par)
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
    drawn = _luck_of_two(world, world.drawn_of_shift, SHARED_SHIFT, who, whom, when)
    if slighted(actor, world.climate, world.par, drawn.luck[1]):
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
