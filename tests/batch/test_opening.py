"""Which study a folder is opened for, and what is said where it is another's."""

from dataclasses import replace

import pytest

from ccu_sim.batch import require_startable, run
from ccu_sim.batch.opening import _short, open_or_begin
from ccu_sim.batch.points import Points
from ccu_sim.batch.simulation_task import sets_of
from ccu_sim.batch.store import create
from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel

NO_SWEEP = Points.of([{}])


@pytest.fixture
def begin(tmp_path):
    """Begin a study in a folder, none of whose runs has been done."""

    def begin(study, settings=NO_SWEEP):
        sets = sets_of(study)
        manifest = run._manifest_of(study, tmp_path, sets, settings, None, 8)
        return create(tmp_path, manifest, sets, settings)

    return begin


def chosen(store, matches):
    """Give what a folder would hold if its sets had been chosen."""
    return replace(store.manifest, selection={"sentence": "By hand.", "matches": matches})


def open_for(store, wanted, settings=NO_SWEEP):
    """Open a folder for a study, of the parameter sets that it has already."""
    return open_or_begin(store.folder, wanted, store.sets, settings, extend=False)


def test_what_was_begun_is_opened(begin, small_study):
    store = begin(small_study())
    assert open_for(store, store.manifest) == store


def test_a_folder_that_takes_no_files_is_told(begin, small_study, tmp_path):
    store = begin(small_study())
    gone = tmp_path / "gone"
    with pytest.raises(UserError, match=f"^cannot write to {gone}: No such file or directory$"):
        open_or_begin(gone, store.manifest, store.sets, NO_SWEEP, extend=False)


@pytest.mark.parametrize(
    ("matches", "kind"),
    [(None, "parameter sets of a design"), (4, "parameter sets chosen by a unit's own year")],
)
def test_sets_that_were_chosen_otherwise_are_refused(begin, small_study, matches, kind):
    store = begin(small_study())
    says = rf"runs of the first parameter sets of the ensemble, not of {kind} \(By hand.\); choose"
    with pytest.raises(UserError, match=says):
        open_for(store, chosen(store, matches))


def test_another_version_is_told_before_what_it_chose(begin, small_study):
    store = begin(small_study())
    here = store.manifest.environment | {"model": "another"}
    with pytest.raises(UserError, match="was begun before the model's code or its parameter file"):
        open_for(store, replace(chosen(store, 4), environment=here))


def test_settings_of_another_sweep_are_refused(begin, small_study):
    store = begin(small_study())
    with pytest.raises(UserError, match="was begun with other parameters: leadership is new"):
        open_for(store, store.manifest, Points.of([{"leadership": 0.5}]))


def test_a_setting_that_is_another_now_is_told(begin, small_study):
    store = begin(small_study(), Points.of([{"leadership": 0.5}]))
    says = r"other parameters: leadership in setting 0 was 0\.5 and is now 0\.75; choose"
    with pytest.raises(UserError, match=says):
        open_for(store, store.manifest, Points.of([{"leadership": 0.75}]))


def test_a_study_on_a_model_of_ones_own_is_the_same_wherever_its_file_lies(begin, small_study):
    import odd_models

    study = small_study().model_copy(update={"model": OwnModel.read(odd_models.Slow)})
    folder = begin(study).folder
    require_startable(study, folder)
    other = study.model_copy(update={"model": OwnModel.read(odd_models.Fussy)})
    with pytest.raises(UserError, match=r"runs of Slow of odd_models.py, not of Fussy of odd_mod"):
        require_startable(other, folder)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"months": 3}, r"months is 2 there and 3 here; choose"),
        ({"months": 3, "seed": 7}, r"is \d+ there and \d here \(and 1 more difference\); choose"),
        ({"months": 3, "seed": 7, "question": "Why?"}, r" here \(and 2 more differences\); choose"),
    ],
)
def test_the_first_difference_is_told_and_the_others_counted(begin, small_study, changes, says):
    folder = begin(small_study()).folder
    with pytest.raises(UserError, match=f"{folder} holds another study: .*{says}"):
        require_startable(small_study(**changes), folder)


def test_the_central_set_alone_and_sets_of_the_ensemble_are_two_studies(begin, small_study):
    central = small_study(parameter_sets=0)
    folder = begin(central).folder
    require_startable(central, folder)
    one, other = "the central parameter set alone", "parameter sets of the ensemble"
    with pytest.raises(UserError, match=f"{folder} holds runs of {one}, not of {other}; choose"):
        require_startable(small_study(), folder)


def test_a_folder_of_something_else_is_told_before_sets_are_weighed(small_study, tmp_path):
    require_startable(small_study(), tmp_path)
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(UserError, match=r"something other than a study \(thesis.docx\)"):
        require_startable(small_study(), tmp_path)


@pytest.mark.parametrize(("length", "told"), [(58, "x" * 58 + "'"), (59, "x" * 56 + "...")])
def test_what_differs_is_told_in_some_sixty_letters(length, told):
    assert _short("x" * length) == "'" + told
    assert len(_short("x" * length)) == 60
