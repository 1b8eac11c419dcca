"""Parameter sets that a study was begun with, and when they still hold."""

from dataclasses import replace

import pytest

from ccu_sim.batch import selection
from ccu_sim.batch.manifest import Manifest
from ccu_sim.batch.selection import Selection, stored_selection
from ccu_sim.batch.store import Store, create
from ccu_sim.errors import UserError


@pytest.fixture
def begun(sound, tmp_path):
    """Begin the small study with sets that were chosen, so or so many of which match."""

    def begin(matches=4):
        store = Store.open(sound)
        told = Selection((), "By hand.", matches).told()
        chosen = replace(Manifest.read(sound), selection=told)
        create(tmp_path, chosen, store.sets, store.settings)
        return store.sets

    return begin


def test_a_study_goes_on_with_the_sets_that_it_was_begun_with(small_study, tmp_path, begun):
    sets = begun()
    for wanted in (3, 2):  # a shorter selection is the beginning of a longer one
        found = stored_selection(tmp_path, small_study(parameter_sets=wanted, replicates=9))
        assert found == Selection([sets[number] for number in range(wanted)], "By hand.", 4)


@pytest.mark.parametrize("changes", [{"parameter_sets": 4}, {"months": 3}])
def test_more_sets_or_another_study_are_chosen_anew(small_study, tmp_path, begun, changes):
    begun()
    assert stored_selection(tmp_path, small_study(**changes)) is None


def test_what_another_version_chose_is_chosen_anew(small_study, tmp_path, begun, monkeypatch):
    begun()
    here = selection.environment() | {"model": "another"}
    monkeypatch.setattr(selection, "environment", lambda: here)
    assert stored_selection(tmp_path, small_study()) is None


def test_a_design_or_no_choice_or_no_study_is_none(small_study, sound, tmp_path, begun):
    assert stored_selection(sound, small_study()) is None
    assert stored_selection(tmp_path, small_study()) is None
    begun(matches=None)
    assert stored_selection(tmp_path, small_study()) is None


def test_as_many_sets_are_chosen_as_the_study_asks_for(small_study):
    chosen = Selection([{"a": 0.1}, {"a": 0.2}], "By hand.")
    assert chosen.points_for(small_study(parameter_sets=2))[1] == {"a": 0.2}
    with pytest.raises(UserError, match="2 parameter sets were chosen and the study is of 3"):
        chosen.points_for(small_study())
    with pytest.raises(UserError, match="the study is of the central one alone"):
        chosen.points_for(small_study(parameter_sets=0))
