"""How well the work suits a person, and how attached they come to be."""

import pytest

from ccu_sim.model.records import PEER
from ccu_sim.model.streams import FIT_KNOWN, NOBODY, TRAIT_FIT, TRAIT_FIT_OTHER, bell, draw
from ccu_sim.model.submodels.fit import (
    chosen,
    find_out,
    fit_known,
    grow_attached,
    leaning,
    take_post,
)


def test_selection_raises_what_is_known(scene):
    par = scene.par
    assert fit_known(par, 0.0) == par.known_before
    hours = 1 - (1 - par.selection_gain) ** 8
    assert fit_known(par, 8.0) == pytest.approx(par.known_before + (1 - par.known_before) * hours)


def test_of_two_candidates_the_better_is_taken_as_far_as_it_is_known():
    assert chosen(-0.5, 1.0, 0.3, 0.29) == 1.0
    assert chosen(-0.5, 1.0, 0.3, 0.31) == -0.5
    assert chosen(0.5, -1.0, 1.0, 0.5) == 0.5


def test_fit_shows_over_the_first_months_and_attachment_grows_with_trust(scene):
    me, par = scene.me, scene.par
    me.fit, me.felt_fit, me.trust_given, me.attachment = -1.0, -0.2, 0.8, 0.0
    find_out(me, scene.over(par.fit_half_life))
    assert me.felt_fit == pytest.approx(-0.6)
    grow_attached(me, scene.over(par.attachment_half_life))
    assert me.attachment == pytest.approx(0.4)


def test_a_leaning_goes_in_part_with_disposition(scene):
    scene.par.disposition_share = 0.25
    assert leaning(scene.par, 2.0, -0.4) == pytest.approx(0.25 * 2.0 - 0.75 * 0.4)


@pytest.mark.parametrize("key", range(6))
def test_whoever_takes_the_post_knows_a_part_of_how_it_suits(team, key):
    world = team(PEER)
    world.key, me, par = key, world.staff[0], world.par
    me.attachment = 0.7
    who = int(me.address)
    fits = [bell(key, event, who, 0) for event in (TRAIT_FIT, TRAIT_FIT_OTHER)]
    luck = draw(key, FIT_KNOWN, who, NOBODY, 0)
    for known in (luck - 1e-9, luck + 1e-9):
        par.known_before = known
        take_post(world, me, 0.0)
        assert me.fit == (max(fits) if luck < known else fits[0])
        assert me.felt_fit == pytest.approx(known * me.fit)
        assert me.attachment == 0.0


def test_more_that_is_known_means_better_fit_on_average(team):
    world = team(PEER)
    me, mean = world.staff[0], {}
    for known in (0.0, 0.5, 1.0):
        world.par.known_before, found = known, []
        for holder in range(400):
            me.address = holder + 1
            take_post(world, me, 0.0)
            found.append(float(me.fit))
        mean[known] = sum(found) / len(found)
    assert mean[0.0] == pytest.approx(0.0, abs=0.15)
    assert mean[0.0] + 0.15 < mean[0.5] < mean[1.0] - 0.15
