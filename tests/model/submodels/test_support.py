"""Residents' support: who is sought out, and what a contact does."""

import pytest

from ccu_sim.model.chance import SEEKING, half_of_resident
from ccu_sim.model.records import BEDS_A_BLOCK, CLINICIAN, LEADER, NEVER, PEER
from ccu_sim.model.streams import (
    CHOOSE_WORKER,
    KIND_PLACE,
    NOBODY,
    ORDINAL_PLACE,
    RESIDENT_KIND,
    draw,
    draw_words,
    half_of,
    middle_of,
)
from ccu_sim.model.submodels.boundaries import rapport
from ccu_sim.model.submodels.support import (
    build_alliance,
    call_on,
    grow,
    lift_from_progress,
    quality_of_support,
    seek_support,
    seeks_support,
    support,
    uplift_fades,
)

EVENING, NIGHT = 1, 2


def test_seeking_support_is_its_equation(scene, chance):
    resident, par = scene.resident, scene.par
    resident.engagement = 0.4
    well = par.seek_base + (1 - par.seek_base) * 0.4
    assert chance(lambda luck: seeks_support(resident, par, luck)) == pytest.approx(well)
    resident.unwell = 1
    unwell = well + (1 - well) * par.seek_unwell
    assert chance(lambda luck: seeks_support(resident, par, luck)) == pytest.approx(unwell)


def test_alliance_draws_a_resident_to_a_worker(scene):
    assert call_on(0.0, scene.par, 0.5) == 0.5
    assert call_on(0.8, scene.par, 0.5) == pytest.approx(0.5 * (1 - scene.par.seek_alliance * 0.8))


def test_quality_is_the_mean_of_orientation_clarity_and_energy(scene):
    me = scene.me
    me.recovery_orientation, me.role_clarity, me.exhaustion = 0.9, 0.6, 0.4
    assert quality_of_support(me) == pytest.approx(0.7)


def test_alliance_moves_toward_the_quality_of_contact_at_the_pace_of_rapport(scene):
    pace = scene.par.alliance_gain * rapport(scene.climate, scene.par)
    assert build_alliance(0.2, 0.7, scene.climate, scene.par) == pytest.approx(0.2 + 0.5 * pace)


def test_a_contact_grows_recovery_and_engagement(scene):
    me, resident, par = scene.me, scene.resident, scene.par
    resident.dependency = 0.25
    grow(resident, me, 0.6, 0.8, par)
    assert resident.recovery == pytest.approx(0.5 + 0.5 * par.recovery_gain * 0.8 * 0.6 * 0.75)
    assert resident.engagement == pytest.approx(0.5 + 0.5 * par.engagement_gain * 0.6)


def test_doing_for_feeds_dependency_and_doing_with_lessens_it(scene):
    def after(medical, drift, orientation):
        scene.me.medical_model, scene.me.role_drift = medical, drift
        scene.me.recovery_orientation = orientation
        scene.resident.dependency = 0.5
        grow(scene.resident, scene.me, 0.5, 0.5, scene.par)
        return float(scene.resident.dependency)

    assert after(1.0, 1.0, 0.0) > 0.5 > after(0.0, 0.0, 1.0)


def test_dependency_moves_by_its_equation(scene):
    me, resident, par = scene.me, scene.resident, scene.par
    me.medical_model, me.role_drift, me.recovery_orientation = 0.6, 0.2, 0.7
    grow(resident, me, 0.5, 0.5, par)
    fed = 0.5 + 0.5 * par.dependency_gain * 0.4
    assert resident.dependency == pytest.approx(fed * (1 - par.dependency_gain * 0.7))


def test_dependency_slows_recovery(scene):
    def after(dependency):
        scene.resident.recovery, scene.resident.dependency = 0.5, dependency
        grow(scene.resident, scene.me, 0.5, 0.5, scene.par)
        return float(scene.resident.recovery)

    assert after(0.1) > after(0.9)
    assert after(1.0) == 0.5


def test_seeing_a_resident_well_lifts_and_the_lift_fades(scene):
    me, resident, par = scene.me, scene.resident, scene.par
    resident.recovery = 0.9
    lift_from_progress(me, resident, par)
    lifted = 0.5 + 0.5 * par.uplift_gain * 0.9
    assert me.uplift == pytest.approx(lifted)
    uplift_fades(me, scene.over(par.uplift_half_life))
    assert me.uplift == pytest.approx(lifted / 2)


@pytest.mark.parametrize(
    ("when", "unwell", "seen_by"), [(EVENING, 0, 0), (NIGHT, 0, NEVER), (NIGHT, 1, 0)]
)
def test_at_night_only_those_who_are_unwell_seek_support(team, when, unwell, seen_by):
    world = team(PEER, beds=2)
    world.par.seek_base = 1.0
    world.residents[1].unwell, world.residents[1].seen_by = unwell, 5
    seek_support(world, 1, when)
    assert world.residents[1].seen_by == seen_by
    assert world.residents[0].seen_by == NEVER


def test_whoever_does_not_seek_is_seen_by_nobody(team):
    world = team(PEER, beds=2)
    resident, par = world.residents[1], world.par
    resident.engagement, par.seek_unwell = 0.0, 0.0
    resident.unwell = 1  # so that they seek support at night too
    for dawn in (0, 36):
        for when in range(dawn, dawn + 3):
            luck = middle_of(half_of_resident(world, 1, SEEKING, when))
            for base, seen_by in ((luck - 1e-9, NEVER), (luck + 1e-9, 0)):
                par.seek_base = base
                seek_support(world, 1, when)
                assert resident.seen_by == seen_by


def luck_with(world, post, bed, when):
    """A resident's luck with a worker: one of eight that neighbours have at one address."""
    block = (RESIDENT_KIND << KIND_PLACE) | (bed // BEDS_A_BLOCK << ORDINAL_PLACE)
    worker = int(world.staff[post].address)
    words = draw_words(world.key, CHOOSE_WORKER, worker, block, when)
    halves = [middle_of(half_of(word, part)) for word in words for part in (0, 1)]
    return halves[bed % BEDS_A_BLOCK]


@pytest.mark.parametrize("bed", [0, 3, 6])
def test_the_lowest_draw_tilted_by_alliance_is_chosen_and_never_the_leader(team, bed):
    world = team(LEADER, PEER, CLINICIAN, PEER, CLINICIAN, beds=7)
    resident, par = world.residents[bed], world.par
    world.worker_count, par.seek_base, par.seek_alliance = 3, 1.0, 0.9  # the last is off shift
    chosen = set()
    for when in range(0, 300, 3):
        for post in range(1, 5):
            world.alliance[post, bed] = draw(1, 1, post, NOBODY, when)
        rank = {
            post: luck_with(world, post, bed, when) * (1 - 0.9 * world.alliance[post, bed])
            for post in (1, 2, 3)
        }
        seek_support(world, bed, when)
        assert resident.seen_by == min(rank, key=rank.__getitem__)
        chosen.add(int(resident.seen_by))
    assert chosen == {1, 2, 3}


def test_with_only_the_leader_on_nobody_is_sought_out(team):
    world = team(LEADER)
    world.par.seek_base = 1.0
    seek_support(world, 0, EVENING)
    assert world.residents[0].seen_by == NEVER


def test_a_contact_is_between_the_two(team):
    world = team(PEER, CLINICIAN, beds=2)
    me, resident, par = world.staff[1], world.residents[1], world.par
    me.exhaustion, world.alliance[1, 1], world.familiarity[1, 1] = 0.2, 0.4, 0.3
    resident.recovery = 0.6
    support(world, 1, 1, EVENING)
    quality = (0.5 + 0.5 + 0.8) / 3
    alliance = 0.4 + (quality - 0.4) * par.alliance_gain * rapport(world.climate, par)
    assert world.alliance[1, 1] == pytest.approx(alliance)
    assert world.familiarity[1, 1] == pytest.approx(0.3 + 0.7 * par.familiarity_gain)
    share = par.recovery_gain * quality * alliance * 0.5
    recovery = 0.6 + 0.4 * share
    assert resident.recovery == pytest.approx(recovery)
    assert me.uplift == pytest.approx(0.5 + 0.5 * par.uplift_gain * recovery)
    assert world.alliance.sum() == world.alliance[1, 1]
    assert (world.staff[0].uplift, world.residents[0].recovery) == (0.5, 0.5)
