"""Who works this shift, act by act."""

import pytest

from ccu_sim.model.founding import found
from ccu_sim.model.submodels.rostering import bring_relief, start_shift

DAY, WORKING_DAY = 0, False


@pytest.fixture
def world(site_1, as_usual, central):
    """A new unit whose casual staff of either role always come."""
    world = found(site_1, as_usual, central, months=1, seed=1)[0]
    world.par.casual_acceptance = 1.0
    return world


def relief_by_role(world, gap_peers, gap_clinicians, shifts=200):
    """Bring one relief shift at a time; count whom of either role it was."""
    peers = clinicians = 0
    for when in range(0, 3 * shifts, 3):
        start_shift(world, when)
        world.climate.peers_on = world.climate.clinicians_on = 0
        world.relief_owed = 1.0
        bring_relief(world, gap_peers, gap_clinicians, when, DAY, WORKING_DAY)
        peers += int(world.climate.peers_on)
        clinicians += int(world.climate.clinicians_on)
    return peers, clinicians


@pytest.mark.parametrize("gap", [1, 0])
def test_relief_goes_to_either_role_alike_where_both_are_as_far_from_plan(world, gap):
    peers, clinicians = relief_by_role(world, gap, gap)
    assert peers + clinicians == 200
    assert 70 < peers < 130


@pytest.mark.parametrize(("gaps", "found"), [((2, 1), (200, 0)), ((1, 2), (0, 200))])
def test_relief_goes_where_cover_is_furthest_below_plan(world, gaps, found):
    assert relief_by_role(world, *gaps) == found
