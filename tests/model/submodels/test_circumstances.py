"""What changes around a person, and what does not."""

from itertools import pairwise

import pytest

from ccu_sim.model.records import PEER
from ccu_sim.model.submodels.circumstances import changes, meet_change

KINDS = ("tasks", "attention", "company", "life")


def test_each_lasts_for_some_weeks_on_average(scene, chance):
    scene.par.circumstances_weeks = 20.0
    assert chance(lambda luck: changes(scene.par, luck)) == pytest.approx(0.05)


def test_each_changes_by_itself_and_keeps_its_spread(team):
    world = team(PEER, PEER)
    world.par.circumstances_weeks = 10.0
    me, before, apart = world.staff[0], {}, 0
    seen = {kind: [] for kind in KINDS}
    for week in range(4000):
        before = {kind: float(me[kind]) for kind in KINDS}
        meet_change(world, 0, 21 * (week % 500) + week // 500)
        changed = [kind for kind in KINDS if me[kind] != before[kind]]
        apart += len(changed) == 1
        for kind in KINDS:
            seen[kind].append(float(me[kind]))
    assert apart > 500
    for course in seen.values():
        moves = sum(one != other for one, other in pairwise(course))
        assert moves == pytest.approx(400, rel=0.2)
        mean = sum(course) / len(course)
        assert mean == pytest.approx(0.0, abs=0.25)
        spread = sum((one - mean) ** 2 for one in course) / len(course)
        assert spread == pytest.approx(1.0, abs=0.3)
    assert all(world.staff[1][kind] == 0.0 for kind in KINDS)
