"""What people learn from supervision, training, reflection and one another."""

import pytest

from ccu_sim.model.submodels.credentialing import assimilate, gain_credential
from ccu_sim.model.submodels.reflection import co_reflect, meet_network, reflect
from ccu_sim.model.submodels.role_clarity import learn_medications
from ccu_sim.model.submodels.supervision import absorb_supervision as be_supervised
from ccu_sim.model.submodels.training import be_trained, destigmatise, settle_valuing


def dose(gain, sessions):
    return 1 - (1 - gain) ** sessions


def test_supervision_carries_and_clarifies_by_the_supervisor_s_understanding(scene):
    me, par = scene.me, scene.par
    me.supervised = 0.4
    be_supervised(me, par, 0.5, 0.6, par.supervision_half_life)
    quality = par.supervision_generic + (1 - par.supervision_generic) * 0.6
    assert me.supervised == pytest.approx(0.2 + 0.8 * dose(par.supervision_gain * quality, 0.5))
    clearer = dose(par.supervision_clarity * quality, 0.5)
    assert me.role_clarity == pytest.approx(0.5 + 0.5 * clearer)


def test_a_supervisor_who_understands_gives_more(scene):
    after = []
    for understanding in (0.0, 0.6, 1.0):
        scene.me.supervised = 0.0
        be_supervised(scene.me, scene.par, 1.0, understanding, 1.0)
        after.append(float(scene.me.supervised))
    assert 0 < after[0] < after[1] < after[2]


def test_training_moves_valuing_more_than_outlook_and_stigma_least(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    be_trained(me, par, 1.0, 1.0)
    assert me.valuing == pytest.approx(0.5 + 0.5 * par.training_gain)
    moved = 0.5 * par.training_gain * par.training_outlook
    assert me.recovery_orientation == pytest.approx(0.5 + moved)
    assert me.medical_model == pytest.approx(0.5 - moved)
    assert climate.stigma == 0.5
    destigmatise(climate, par, 1.0)
    assert climate.stigma == pytest.approx(0.5 - 0.5 * par.training_stigma)
    assert par.training_stigma < par.training_gain


def test_training_fades(scene):
    scene.me.training = 0.8
    be_trained(scene.me, scene.par, 0.0, scene.par.training_half_life)
    assert scene.me.training == pytest.approx(0.4)
    assert scene.me.valuing == 0.5


def test_reflection_carries_and_builds_skill(scene):
    me, par = scene.me, scene.par
    reflect(me, par, 1.0, par.reflection_half_life)
    assert me.reflection == pytest.approx(par.reflection_gain)
    skill = 0.5 + 0.5 * par.reflection_skill * par.reflection_gain
    assert me.boundary_skill == pytest.approx(skill)


def test_reflecting_together_raises_trust_across(scene):
    found = co_reflect(0.6, scene.par, 2.0)
    assert found == pytest.approx(0.6 + 0.4 * dose(scene.par.co_reflection_gain, 2))


def test_a_network_gives_belonging_and_support(scene):
    me, share = scene.me, scene.par.network_gain
    meet_network(me, scene.par, 1.0)
    assert me.belonging == me.colleague_support == pytest.approx(0.5 + 0.5 * share)


def test_learning_about_medications_makes_the_role_clearer(scene):
    learn_medications(scene.me, scene.par, 1.0)
    assert scene.me.role_clarity == pytest.approx(0.5 + 0.5 * scene.par.medication_gain)


def test_a_credential_takes_its_time_and_is_kept(scene):
    me, par = scene.me, scene.par
    gain_credential(me, par, 1.0, par.credential_half_life)
    assert me.credential == pytest.approx(0.5)
    gain_credential(me, par, 0.0, par.credential_half_life)
    assert me.credential == pytest.approx(0.5)


@pytest.mark.parametrize("pull", [0.4, 0.0, -0.3])
def test_credentialing_can_help_or_hurt(scene, pull):
    me, par = scene.me, scene.par
    par.credential_assimilation, me.credential = pull, 1.0
    assimilate(me, par, 52.0, 26.0)
    if pull > 0:
        assert me.role_clarity == pytest.approx(0.5 * (1 - pull / 2))
        assert me.medical_model == pytest.approx(0.5 + 0.5 * pull / 2)
    else:
        assert me.role_clarity == pytest.approx(0.5 - 0.5 * pull / 2)
        assert me.medical_model == 0.5


def test_valuing_settles_to_where_it_began_raised_by_what_training_has_left(scene):
    me, par = scene.me, scene.par
    me.valuing = 0.9
    settle_valuing(me, par, par.valuing_half_life)
    assert me.valuing == pytest.approx(0.7)
    me.valuing, me.training = 0.9, 0.4
    settle_valuing(me, par, par.valuing_half_life)
    assert me.valuing == pytest.approx((0.9 + 0.7) / 2)
