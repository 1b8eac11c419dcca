"""Mechanism 14: nobody should be alone in their role."""

import pytest

from ccu_sim.model.submodels.sufficient_numbers import isolate


def test_being_alone_in_one_s_role_lowers_belonging(scene):
    isolate(scene.me, scene.par)
    assert scene.me.belonging == pytest.approx(0.5 * (1 - scene.par.alone_belonging))
