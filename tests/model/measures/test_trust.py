"""Cohesion and how far the team divides: means of trust, and modularity against networkx."""

import math

import networkx as nx
import numpy as np
import pytest

from ccu_sim.model.measures.observer import observe
from ccu_sim.model.measures.trust import modularity
from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.tables import MONTHLY_COLUMNS

ROLES = (PEER, PEER, CLINICIAN, CLINICIAN, LEADER, PEER)
CASUAL = 5


@pytest.fixture
def team(scene):
    """A team with a leader and a casual peer worker, and unlike trust between every two."""
    world = scene.world
    world.unit.posts = len(ROLES)
    for post, role in enumerate(ROLES):
        me = world.staff[post]
        me.role, me.open, me.here, me.casual = role, 1, 1, int(post == CASUAL)
    random = np.random.default_rng(1)
    world.trust[: len(ROLES), : len(ROLES)] = random.random((len(ROLES), len(ROLES)))
    return world


def seen(world):
    row = np.zeros(len(MONTHLY_COLUMNS))
    observe(world, row, 1)
    return dict(zip(MONTHLY_COLUMNS, row.tolist(), strict=True))


def mean(world, pairs):
    return np.mean([world.trust[pair] for pair in pairs])


def test_trust_is_of_the_regular_team_within_and_between_professions(team):
    row = seen(team)
    regular = [(one, two) for one in range(5) for two in range(5) if one != two]
    within = mean(team, [(0, 1), (1, 0), (2, 3), (3, 2)])
    across = [(one, two) for one in (0, 1) for two in (2, 3)]
    between = mean(team, [*across, *((two, one) for one, two in across)])
    assert row["trust"] == pytest.approx(mean(team, regular))  # the leader's too
    assert row["trust_within"] == pytest.approx(within)
    assert row["trust_between"] == pytest.approx(between)
    assert row["trust_gap"] == pytest.approx(within - between)


def test_the_score_goes_from_one_to_five(team):
    for trust, score in ((0.0, 1.0), (0.5, 3.0), (1.0, 5.0)):
        team.trust[:] = trust
        assert seen(team)["cohesion"] == pytest.approx(score)


def test_modularity_is_newman_s(team):
    graph = nx.Graph()
    for one in range(4):
        for two in range(one):
            graph.add_edge(one, two, weight=team.trust[one, two] + team.trust[two, one])
    expected = nx.community.modularity(graph, [{0, 1}, {2, 3}])
    assert seen(team)["modularity"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ties", "expected"),
    [((1.0, 1.0, 0.0), 0.5), ((0.0, 0.0, 1.0), -0.5), ((1.0, 1.0, 2.0), 0.0)],
    ids=["two teams", "only across", "one team"],
)
def test_modularity_at_its_ends(ties, expected):
    assert modularity(*ties) == pytest.approx(expected)


def test_without_any_trust_there_is_no_modularity():
    assert math.isnan(modularity(0.0, 0.0, 0.0))
