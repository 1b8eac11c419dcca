"""Mechanism 14: nobody should be alone in their role."""

import pytest

from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.submodels.sufficient_numbers import isolate, peer_share, team_size


def test_being_alone_in_one_s_role_lowers_belonging(scene):
    isolate(scene.me, scene.par)
    assert scene.me.belonging == pytest.approx(0.5 * (1 - scene.par.alone_belonging))


def test_the_share_of_peers_is_of_both_professions_in_post(team):
    world = team(PEER, CLINICIAN, CLINICIAN, CLINICIAN, LEADER, PEER, CLINICIAN)
    assert peer_share(world) == pytest.approx(2 / 6)
    world.staff[5].casual = world.staff[6].casual = 1
    world.staff[3].here = 0
    assert peer_share(world) == pytest.approx(1 / 3)
    world.staff[2].here = 0
    assert peer_share(world) == 0.5
    for post in (0, 1, 2):
        world.staff[post].here = 0
    assert peer_share(world) == 0.0


def test_the_size_of_the_team_is_its_open_posts_filled_or_not(team):
    world = team(PEER, CLINICIAN, LEADER, CLINICIAN, PEER)
    world.staff[1].here = 0
    assert team_size(world) == 5
    world.staff[3].casual, world.staff[4].open = 1, 0
    assert team_size(world) == 3
