"""Mechanism 5: challenge and mutual learning."""

import math

import pytest

from ccu_sim.model.measures.incidents import CHALLENGES_HEARD, CHALLENGES_REBUFFED
from ccu_sim.model.records import CHALLENGE_HEARD, CHALLENGE_REBUFFED, CLINICIAN, LEADER, PEER
from ccu_sim.model.submodels.challenge import (
    difference_of_outlook,
    hear_challenge,
    learn_together,
    rebuffed,
    received_well,
    speaks_up,
)


def test_difference_of_outlook_is_the_mean_of_two_distances(scene):
    scene.me.recovery_orientation, scene.other.recovery_orientation = 0.9, 0.5
    scene.me.medical_model, scene.other.medical_model = 0.1, 0.3
    assert difference_of_outlook(scene.me, scene.other) == pytest.approx(0.3)


def test_speaking_up_is_its_equation(scene, chance):
    me, other, climate, par = scene.me, scene.other, scene.climate, scene.par
    me.voice, climate.safety, me.medical_model = 0.7, 0.3, 0.9
    found = chance(lambda luck: speaks_up(me, other, climate, par, luck))
    occasion = par.challenge_everyday + (1 - par.challenge_everyday) * 0.2
    assert found == pytest.approx(par.challenge_rate * 0.5 * occasion)


def test_reception_is_its_equation(scene, chance):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.leadership, climate.safety, climate.shared_expectations = 0.6, 0.7, 0.8
    me.valuing, me.medical_model, me.exhaustion = 0.9, 0.3, 0.2
    me.training, scene.other.training, scene.other.medical_model = 0.5, 0.25, 0.7
    me.role, scene.other.role = CLINICIAN, PEER
    log_odds = (
        par.receive_base
        + par.receive_leadership * 0.1
        + par.receive_safety * 0.2
        + par.receive_trust * -0.4
        + par.receive_valuing * 0.4
        - par.receive_medical * -0.2
        - par.receive_exhaustion * -0.3
        + par.receive_expectations * 0.8
        - par.receive_surprise * 0.2 * (1 - 0.8) * (1 - 0.5) * (1 - 0.25)
    )
    found = chance(lambda luck: received_well(me, scene.other, climate, par, 0.1, luck))
    assert found == pytest.approx(1 / (1 + math.exp(-log_odds)))
    me.role = PEER  # within a profession there is no other role to value
    log_odds -= par.receive_valuing * 0.4
    found = chance(lambda luck: received_well(me, scene.other, climate, par, 0.1, luck))
    assert found == pytest.approx(1 / (1 + math.exp(-log_odds)))


def test_a_difference_hurts_only_those_who_did_not_expect_it(scene, chance):
    me, other, climate, par = scene.me, scene.other, scene.climate, scene.par
    par.receive_expectations = 0.0

    def odds():
        return chance(lambda luck: received_well(me, other, climate, par, 0.5, luck))

    climate.shared_expectations = me.training = other.training = 0.0
    alike = odds()
    other.recovery_orientation, other.medical_model = 0.9, 0.1
    assert odds() < alike
    for record, field in ((climate, "shared_expectations"), (me, "training"), (other, "training")):
        setattr(record, field, 1.0)
        assert odds() == alike
        setattr(record, field, 0.0)


def test_learning_brings_outlooks_closer_round_the_same_middle(scene):
    me, other = scene.me, scene.other
    me.recovery_orientation, other.recovery_orientation = 0.9, 0.5
    before = difference_of_outlook(me, other)
    learn_together(me, other, scene.climate, scene.par, 26)
    share = scene.par.learning_share
    assert difference_of_outlook(me, other) == pytest.approx(before * (1 - share))
    assert me.recovery_orientation + other.recovery_orientation == pytest.approx(1.4)


def test_a_good_reception_raises_valuing_voice_and_safety(scene):
    me, challenger, par = scene.me, scene.other, scene.par
    me.role, challenger.role = CLINICIAN, PEER
    learn_together(me, challenger, scene.climate, par, int(par.reference_team))
    assert me.valuing == challenger.valuing == pytest.approx(0.5 + 0.5 * par.learning_valuing)
    assert challenger.voice == pytest.approx(0.5 + 0.5 * par.challenge_voice)
    assert me.voice == 0.5
    assert scene.climate.safety == pytest.approx(0.5 + 0.5 * par.safety_gain)


def test_a_rebuff_costs_several_times_what_a_good_reception_gives(scene):
    challenger, par = scene.me, scene.par
    rebuffed(challenger, scene.climate, par, int(par.reference_team))
    worse = par.bad_to_good
    assert challenger.voice == pytest.approx(0.5 * (1 - par.challenge_voice * worse))
    assert scene.climate.safety == pytest.approx(0.5 * (1 - par.safety_gain * worse))
    assert challenger.belonging == pytest.approx(0.5 * (1 - par.rebuff_belonging))
    assert challenger.exhaustion == pytest.approx(0.5 + 0.5 * par.rebuff_exhaustion)


@pytest.mark.parametrize("event", [learn_together, rebuffed])
def test_as_many_challenges_a_head_move_safety_alike_in_teams_of_any_size(scene, event):
    people = (scene.me, scene.other) if event is learn_together else (scene.me,)
    after = []
    for team in (8, 26, 80):
        scene.climate.safety = 0.5
        for _ in range(2 * team):
            event(*people, scene.climate, scene.par, team)
        after.append(float(scene.climate.safety))
    assert after == pytest.approx([after[0]] * 3)
    assert abs(after[0] - 0.5) > 0.05


@pytest.fixture
def speaking(team):
    """A unit in which everyone speaks up, and is heard or not as one says."""

    def make(*roles, odds):
        world = team(*roles)
        par = world.par
        par.challenge_rate, par.challenge_everyday, par.receive_base = 1.0, 1.0, odds
        world.climate.safety = 1.0
        for post in range(len(roles)):
            world.staff[post].voice = 1.0
        return world

    return make


def test_taken_well_both_gain_trust_and_the_challenger_voice(speaking, told):
    world = speaking(CLINICIAN, PEER, odds=60.0)
    world.staff[0].voice = world.staff[1].voice = 0.99
    world.par.challenge_rate = 1.1
    expected = world.trust.copy()
    hear_challenge(world, 0, 1, 5)
    gain = world.par.trust_gain
    for pair in ((0, 1), (1, 0)):
        expected[pair] += (1 - expected[pair]) * gain
    assert world.trust == pytest.approx(expected)
    assert world.staff[1].voice > 0.99
    assert world.staff[0].voice == 0.99
    assert (world.counts[CHALLENGES_HEARD], world.counts[CHALLENGES_REBUFFED]) == (1, 0)
    assert told(world) == [(CHALLENGE_HEARD, world.staff[0].address, world.staff[1].address, 5)]


def test_rebuffed_the_challenger_bears_most_and_sides_are_taken_across(speaking, told):
    world = speaking(CLINICIAN, PEER, CLINICIAN, PEER, LEADER, odds=-60.0)
    par = world.par
    expected = world.trust.copy()
    hear_challenge(world, 0, 1, 5)
    lost = par.trust_gain * par.bad_to_good
    expected[1, 0] *= 1 - lost
    expected[0, 1] *= 1 - lost * par.rebuff_severity
    for pair in ((2, 1), (1, 2), (3, 0), (0, 3)):
        expected[pair] *= 1 - lost * par.faultline_spill * par.rebuff_severity
    assert world.trust == pytest.approx(expected)
    assert world.staff[1].belonging < 0.5 == world.staff[0].belonging
    assert (world.counts[CHALLENGES_HEARD], world.counts[CHALLENGES_REBUFFED]) == (0, 1)
    assert told(world) == [(CHALLENGE_REBUFFED, world.staff[0].address, world.staff[1].address, 5)]


def test_within_a_profession_nobody_takes_sides(speaking):
    world = speaking(PEER, PEER, CLINICIAN, odds=-60.0)
    before = world.trust.copy()
    hear_challenge(world, 0, 1, 5)
    assert (world.trust[2] == before[2]).all()
    assert (world.trust[:, 2] == before[:, 2]).all()


def test_who_does_not_dare_says_nothing(speaking):
    world = speaking(CLINICIAN, PEER, odds=60.0)
    world.staff[1].voice = world.climate.safety = 0.0  # the receiver's own say is no help
    before = world.trust.copy()
    hear_challenge(world, 0, 1, 5)
    assert (world.trust == before).all()
    assert world.counts[CHALLENGES_HEARD] == 0


def test_it_is_the_receiver_s_trust_that_counts(speaking):
    world = speaking(CLINICIAN, PEER, odds=0.0)
    world.par.receive_trust = 400.0
    for trust, heard in ((1.0, 1), (0.0, 0)):
        world.counts[CHALLENGES_HEARD] = 0
        world.trust[0, 1], world.trust[1, 0] = trust, 1 - trust
        hear_challenge(world, 0, 1, 5)
        assert world.counts[CHALLENGES_HEARD] == heard
        world.staff[1].voice = world.climate.safety = 1.0


def test_outlooks_of_both_kinds_close_their_share_of_the_distance(scene):
    me, other, share = scene.me, scene.other, scene.par.learning_share
    me.recovery_orientation, other.recovery_orientation = 0.3, 0.9
    me.medical_model, other.medical_model = 0.8, 0.2
    learn_together(me, other, scene.climate, scene.par, 26)
    assert me.recovery_orientation == pytest.approx(0.3 + 0.3 * share)
    assert other.recovery_orientation == pytest.approx(0.9 - 0.3 * share)
    assert me.medical_model == pytest.approx(0.8 - 0.3 * share)
    assert other.medical_model == pytest.approx(0.2 + 0.3 * share)


def test_within_a_profession_there_is_no_other_role_to_value_more(scene):
    learn_together(scene.me, scene.other, scene.climate, scene.par, 26)
    assert scene.me.valuing == scene.other.valuing == 0.5


def test_each_values_more_from_where_they_stood(scene):
    me, challenger, share = scene.me, scene.other, scene.par.learning_valuing
    me.role, challenger.role, me.valuing, challenger.valuing = CLINICIAN, PEER, 0.2, 0.8
    learn_together(me, challenger, scene.climate, scene.par, 26)
    assert me.valuing == pytest.approx(0.2 + 0.8 * share)
    assert challenger.valuing == pytest.approx(0.8 + 0.2 * share)
