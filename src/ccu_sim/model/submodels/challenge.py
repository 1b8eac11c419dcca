"""Challenge and mutual learning: anyone may question accepted practice.

"When it does come time to question things, about having to challenge a little bit, how
that's going to be received" (CCU paper, "Anticipated Challenges"). Received well, both
learn and outlooks come closer (mutual learning, 13/15); received badly, it is role
conflict.
"""

from ccu_sim.model.chance import least_of_challenge, luck_between, side
from ccu_sim.model.change import centred, happens, lowered, raised, share_in_size
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.incidents import CHALLENGES_HEARD, CHALLENGES_REBUFFED
from ccu_sim.model.records import CHALLENGE_HEARD, CHALLENGE_REBUFFED
from ccu_sim.model.streams import CHALLENGE, draw_four, finer
from ccu_sim.model.submodels.role_conflict import awake, colour_groups
from ccu_sim.model.submodels.sufficient_numbers import team_size
from ccu_sim.model.submodels.trust import bad_turn, gains, loses


@rule
def difference_of_outlook(one, other):
    """Measure how differently two people see recovery and the medical model, in [0, 1]."""
    recovery = abs(one.recovery_orientation - other.recovery_orientation)
    return (recovery + abs(one.medical_model - other.medical_model)) / 2.0


@rule
def speaks_up(challenger, receiver, climate, par, luck):
    """Whether a person questions what a colleague does, on a shift they share.

    Notes
    -----
    P = challenge_rate * (voice + safety) / 2 * (challenge_everyday + (1 - challenge_everyday)
    * difference of outlook): people question what they see differently, if they dare.
    Source: psychological safety and voice, Edmondson 1999.
    """
    if luck >= par.challenge_rate:
        return False
    courage = (challenger.voice + climate.safety) / 2.0
    difference = difference_of_outlook(challenger, receiver)
    occasion = par.challenge_everyday + (1.0 - par.challenge_everyday) * difference
    return luck < par.challenge_rate * courage * occasion


@rule
def received_well(receiver, challenger, climate, par, trust, luck):
    """Whether a challenge is taken as help rather than as an attack.

    Notes
    -----
    logit P = receive_base + receive_leadership * leadership + receive_safety * safety
    + receive_trust * trust + receive_valuing * valuing of the other's profession (of two)
    - awake * receive_medical * adherence to the medical model - receive_exhaustion * exhaustion
    + receive_expectations * shared expectations - awake * receive_surprise * difference of outlook
    * (1 - shared expectations) * (1 - receiver's training) * (1 - challenger's training),
    each from the middle of its scale, shared expectations, difference, medical model and training
    from 0. A difference hurts as far as nobody had expected it (diversity beliefs, Homan 2007),
    neither of the two had learned what the other's work is about, and it is awake (see `awake`).
    """
    across = 1.0 if receiver.role != challenger.role else 0.0
    unaware = (1.0 - climate.shared_expectations) * (1.0 - receiver.training)
    unaware *= 1.0 - challenger.training
    surprise = difference_of_outlook(receiver, challenger) * unaware
    clarity = (receiver.role_clarity + challenger.role_clarity) / 2.0
    awake_share = awake(clarity, climate)
    log_odds = (
        par.receive_base
        + par.receive_leadership * centred(climate.leadership)
        + par.receive_safety * centred(climate.safety)
        + par.receive_trust * centred(trust)
        + par.receive_valuing * centred(receiver.valuing) * across
        - awake_share * par.receive_medical * receiver.medical_model
        - par.receive_exhaustion * centred(receiver.exhaustion)
        + par.receive_expectations * climate.shared_expectations
        - awake_share * par.receive_surprise * surprise
    )
    return happens(log_odds, luck)


@rule
def learn_together(one, other, climate, par, team):
    """Bring two outlooks closer, raise mutual valuing and the team's safety.

    Parameters
    ----------
    one, other : staff records
        The receiver and the challenger.
    team : int
        Posts of the regular team.

    Notes
    -----
    Each outlook closes ``learning_share`` of its distance to their common middle; of two
    professions, each closes ``learning_valuing`` of the distance to valuing the other's
    fully; the challenger's voice and the team's safety close ``challenge_voice`` and
    ``safety_gain`` of theirs, the latter in a team of ``reference_team``: in a larger team one
    challenge is a smaller part of what its people know of each other.
    """
    _approach(one, other, par.learning_share)
    if one.role != other.role:
        one.valuing = raised(one.valuing, par.learning_valuing)
        other.valuing = raised(other.valuing, par.learning_valuing)
    other.voice = raised(other.voice, par.challenge_voice)
    climate.safety = raised(
        climate.safety, share_in_size(par.safety_gain, par.reference_team, team)
    )


@rule
def _approach(one, other, share):
    """Move two people's outlooks a share of the way to their common middle."""
    recovery = (one.recovery_orientation + other.recovery_orientation) / 2.0
    one.recovery_orientation += (recovery - one.recovery_orientation) * share
    other.recovery_orientation += (recovery - other.recovery_orientation) * share
    medical = (one.medical_model + other.medical_model) / 2.0
    one.medical_model += (medical - one.medical_model) * share
    other.medical_model += (medical - other.medical_model) * share


@rule
def rebuffed(challenger, climate, par, team):
    """Let a rebuffed challenger lose voice, belonging and energy, and the team safety.

    Notes
    -----
    ``rebuff_belonging`` of belonging is lost and ``rebuff_exhaustion`` of the distance to full
    exhaustion gained; voice and safety lose ``bad_to_good`` times what a good reception gives
    (``challenge_voice``, ``safety_gain``), safety again in a team of ``reference_team``.
    Bad events weigh several times as much as good ones (``bad_to_good``; Miner 2005).
    """
    challenger.voice = lowered(challenger.voice, bad_turn(par.challenge_voice, par))
    challenger.belonging = lowered(challenger.belonging, par.rebuff_belonging)
    challenger.exhaustion = raised(challenger.exhaustion, par.rebuff_exhaustion)
    share = share_in_size(bad_turn(par.safety_gain, par), par.reference_team, team)
    climate.safety = lowered(climate.safety, share)


@act
def hear_challenge(world, who, whom, when):
    """Be questioned by a colleague, perhaps, and take it well or badly (mechanism 5).

    The receiver is whose turn it is; ``whom`` is the colleague who may speak up.
    """
    receiver, challenger = world.staff[who], world.staff[whom]
    climate, par = world.climate, world.par
    kept = world.between[luck_between(world, who, whom, when)]
    least = least_of_challenge(kept, side(whom, who))
    if not speaks_up(challenger, receiver, climate, par, least):
        return
    luck_of_speaking, luck, _, _ = draw_four(
        world.key, CHALLENGE, challenger.address, receiver.address, when
    )
    if not speaks_up(challenger, receiver, climate, par, finer(least, luck_of_speaking)):
        return
    if received_well(receiver, challenger, climate, par, world.trust[who, whom], luck):
        learn_together(receiver, challenger, climate, par, team_size(world))
        world.trust[who, whom] = gains(world.trust[who, whom], par, 1.0)
        world.trust[whom, who] = gains(world.trust[whom, who], par, 1.0)
        world.counts[CHALLENGES_HEARD] += 1.0
        note(world, CHALLENGE_HEARD, receiver.address, challenger.address, when)
    else:
        rebuffed(challenger, climate, par, team_size(world))
        world.trust[whom, who] = loses(world.trust[whom, who], par, 1.0)
        world.trust[who, whom] = loses(world.trust[who, whom], par, par.rebuff_severity)
        if receiver.role != challenger.role:
            colour_groups(world, who, whom, par.rebuff_severity)
        world.counts[CHALLENGES_REBUFFED] += 1.0
        note(world, CHALLENGE_REBUFFED, receiver.address, challenger.address, when)
