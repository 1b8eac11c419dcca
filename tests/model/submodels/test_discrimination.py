"""Mechanism 7: discrimination, from stigma, exclusion and permissive leadership."""

import pytest

from ccu_sim.model.chance import least_of_slight, luck_between
from ccu_sim.model.measures.incidents import DISCRIMINATION
from ccu_sim.model.records import CLINICIAN, DISCRIMINATION_HAPPENED, LEADER, PEER
from ccu_sim.model.streams import SLIGHT, draw, finer
from ccu_sim.model.submodels.discrimination import hurt_by_slight, slighted, treat_as_equal


@pytest.fixture
def slight(scene, chance):
    return lambda: chance(lambda luck: slighted(scene.me, scene.climate, scene.par, luck))


def test_the_chance_is_its_equation(scene, slight):
    climate, par = scene.climate, scene.par
    climate.stigma, scene.me.valuing = 0.6, 0.7
    climate.leadership, climate.inclusion, scene.me.role_clarity = 0.4, 0.3, 0.9
    assert slight() == pytest.approx(
        par.slight_rate
        * 0.6
        * (1 - par.slight_valuing * 0.7)
        * (1 - par.slight_inclusion * 0.3)
        * (1 - 0.4 * 0.9)
    )


def test_without_stigma_there_is_none(scene, slight):
    scene.climate.stigma = 0.0
    assert slight() == 0.0


def test_it_depends_on_who_acts_and_where_never_on_the_one_who_is_hurt(scene, slight):
    before = slight()
    for name in scene.other.dtype.names:
        if scene.other.dtype[name].kind == "f":
            scene.other[name] = 0.9
    assert slight() == before


def test_it_costs_belonging_voice_and_being_valued(scene):
    me, par = scene.me, scene.par
    hurt_by_slight(me, par)
    for state in (me.belonging, me.voice, me.valued):
        assert state == pytest.approx(0.5 * (1 - par.slight_harm))
    assert me.exhaustion == pytest.approx(0.5 + 0.5 * par.slight_exhaustion)


@pytest.fixture
def unequal(team):
    """A unit in which a peer worker is treated as less whenever it is possible."""

    def make(*roles):
        world = team(*roles)
        par, climate = world.par, world.climate
        par.slight_rate, climate.stigma = 1.0, 1.0
        par.slight_valuing = par.slight_inclusion = climate.leadership = 0.0
        return world

    return make


@pytest.mark.parametrize(
    ("actor", "other", "happens"),
    [
        (CLINICIAN, PEER, 1),
        (LEADER, PEER, 1),
        (PEER, PEER, 0),
        (PEER, CLINICIAN, 0),
        (CLINICIAN, CLINICIAN, 0),
        (CLINICIAN, LEADER, 0),
    ],
)
def test_only_peer_workers_meet_it_and_only_from_others(unequal, told, actor, other, happens):
    world = unequal(actor, other)
    treat_as_equal(world, 0, 1, 5)
    assert world.counts[DISCRIMINATION] == happens
    addresses = (world.staff[0].address, world.staff[1].address)
    assert told(world) == [(DISCRIMINATION_HAPPENED, *addresses, 5)] * happens


def test_the_one_who_was_hurt_bears_it_and_trusts_the_actor_less(unequal):
    world = unequal(PEER, CLINICIAN)
    before = world.trust.copy()
    treat_as_equal(world, 1, 0, 5)
    peer, actor, par = world.staff[0], world.staff[1], world.par
    assert peer.belonging == pytest.approx(0.5 * (1 - par.slight_harm))
    assert actor.belonging == 0.5
    lost = par.trust_gain * par.bad_to_good
    assert world.trust[0, 1] == pytest.approx(before[0, 1] * (1 - lost))
    assert world.trust[1, 0] == before[1, 0]


def test_witnesses_take_the_side_of_the_one_who_was_hurt(unequal):
    world = unequal(PEER, CLINICIAN, PEER, CLINICIAN, LEADER, PEER)
    world.on_count = 5  # the last of them is off shift
    world.climate.leadership, world.staff[1].role_clarity = 0.5, 0.4
    expected = world.trust.copy()
    treat_as_equal(world, 1, 0, 5)
    par = world.par
    lost = par.trust_gain * par.bad_to_good
    expected[0, 1] *= 1 - lost
    expected[2, 1] *= 1 - lost * par.faultline_spill * 0.8
    expected[0, 3] *= 1 - lost * par.faultline_spill * 0.8
    assert world.trust == pytest.approx(expected)


def test_luck_is_the_pair_s_own(unequal):
    world = unequal(CLINICIAN, PEER)
    rest = draw(world.key, SLIGHT, world.staff[0].address, world.staff[1].address, 5)
    luck = finer(least_of_slight(world.between[luck_between(world, 0, 1, 5)]), rest)
    for chance, happened in ((luck * (1 - 1e-6), 0), (luck * (1 + 1e-6), 1)):
        world.par.slight_rate = chance
        treat_as_equal(world, 0, 1, 5)
        assert world.counts[DISCRIMINATION] == happened
