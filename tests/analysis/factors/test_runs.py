"""Arms are run once, kept whole, and never answered with old runs."""

import numpy as np
import pytest

from ccu_sim.analysis.factors import Arm, ArmAtUnit, Design, Runner, contrast, runs
from ccu_sim.errors import UserError

SHORT = Design(sets=2, replicates=2, months=3)
OUTCOMES = ("disputes", "cohesion@1-3")
UNCLEAR = ArmAtUnit("site-1", Arm(facts={"role_clarity": 0.0}))
USUAL = ArmAtUnit("site-1", Arm())


def test_nothing_moved_changes_nothing():
    runner = Runner(SHORT, OUTCOMES)
    same = ArmAtUnit("site-1", Arm(changes=({"lever": "training_sessions", "add": 0},)))
    one, other = runner.run([USUAL, same])
    assert contrast(one, other, "disputes").effect == 0.0


def test_what_is_kept_is_not_run_again(tmp_path, monkeypatch):
    first = Runner(SHORT, OUTCOMES, tmp_path).run([USUAL, UNCLEAR])
    assert len(list(tmp_path.iterdir())) == 2
    monkeypatch.setattr(runs, "simulate", lambda *_, **__: pytest.fail("run again"))
    again = Runner(SHORT, OUTCOMES, tmp_path).run([USUAL, UNCLEAR])
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one["disputes"], other["disputes"])


def test_another_question_is_another_result(tmp_path):
    Runner(SHORT, OUTCOMES, tmp_path).run([USUAL])
    Runner(Design(sets=2, replicates=2, months=4), OUTCOMES, tmp_path).run([USUAL])
    assert len(list(tmp_path.iterdir())) == 2


def test_another_model_is_another_result(tmp_path, monkeypatch):
    Runner(SHORT, OUTCOMES, tmp_path).run([USUAL])
    monkeypatch.setattr(runs, "model_hash", lambda: "another")
    Runner(SHORT, OUTCOMES, tmp_path).run([USUAL])
    assert len(list(tmp_path.iterdir())) == 2


def test_an_interrupted_run_keeps_what_was_done(tmp_path, monkeypatch):
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Runner(SHORT, OUTCOMES, tmp_path, progress=stop).run([USUAL, UNCLEAR])
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]
    Runner(SHORT, OUTCOMES, tmp_path).run([USUAL, UNCLEAR])
    assert len(list(tmp_path.iterdir())) == 2


def test_all_groups_of_a_role_are_moved(tmp_path):
    from ccu_sim.inputs import load_unit

    unit = Arm(facts={"staff.clinician.share_near_home": 1.0}).unit(load_unit("site-1"))
    assert {group.share_near_home for group in unit.groups("clinician")} == {1.0}
    assert {group.share_near_home for group in unit.groups("peer_worker")} == {0.4}


def test_an_unknown_parameter_is_one_sentence():
    with pytest.raises(UserError, match="no parameter 'kindness'"):
        Arm(parameters={"kindness": 1.0}).values({"leave_base": 0.1})


def test_a_name_stands_for_the_sets_own_value():
    values = Arm(parameters={"hope": "calm"}).values({"hope": 0.9, "calm": 0.6})
    assert values["hope"] == 0.6
