"""What a model of one's own will take, in words."""

import pytest

from ccu_sim.batch.trial import Trial


@pytest.mark.parametrize(
    ("processes", "whole"),
    [
        (1, "some 60 s on this machine"),
        (4, "some 15 s on this machine"),
        (None, "some 60 s of one"),
    ],
)
def test_what_runs_take_is_told_for_those_who_share_them(processes, whole):
    trial = Trial("OurUnit of ours.py", (), processes, seconds=2.0, times=34.6)
    assert trial.sentence(30).startswith(
        "on OurUnit of ours.py a run takes about 30 times as long as on the model that ships; "
        f"30 runs, {whole}"
    )


def test_no_work_is_told_as_less_than_a_second():
    assert "1 runs, some 1 s" in Trial("OurUnit", (), 2, seconds=0.01, times=1.0).sentence(1)


def test_where_the_first_run_fails_nothing_is_promised():
    assert Trial("OurUnit", (), 1).sentence(30) == (
        "the first run on OurUnit fails, so how long others take cannot be said"
    )
