"""A file of the user's own is read and looked into, and not a line of it is run."""

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel, Study, check, describe, load_study, new_model

TRAP = """\
from pathlib import Path

Path({mark!r}).touch()


class OurUnit:
    pass
"""
STUDY = """\
name: Ours
units: [site-1]
strategies: [as-usual]
model: {model}
"""


@pytest.fixture
def mark(tmp_path):
    """A file that is there as soon as the user's file was run."""
    return tmp_path / "it-ran"


@pytest.fixture
def ours(tmp_path, mark):
    """A user's file that tells when it is run."""
    path = tmp_path / "ours.py"
    path.write_text(TRAP.format(mark=str(mark)))
    return path


@pytest.fixture
def study(tmp_path, ours):
    """A study beside the file, on a class of it."""

    def write(model="ours.py:OurUnit"):
        path = tmp_path / "study.yaml"
        path.write_text(STUDY.format(model=model))
        return path

    return write


def test_checking_and_showing_run_nothing(study, mark):
    (checked,) = check([study()])
    assert checked.valid
    assert "a model of one's own, OurUnit of ours.py" in str(describe(load_study(study())))
    assert not mark.exists()


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        ("ours.py", "'ours.py' does not name a model; write it as FILE.py:CLASS, such as"),
        ("ours:OurUnit", "'ours:OurUnit' does not name a model; write it as FILE.py:CLASS"),
        ("ours.py:our unit", "does not name a model"),
        ("theirs.py:OurUnit", "theirs.py: there is no such file."),
        ("ours.py:OurUnti", "ours.py defines no class 'OurUnti'; did you mean 'OurUnit'?"),
        ("ours.py:Path", "ours.py defines no class 'Path'; the classes there are OurUnit."),
    ],
)
def test_a_model_that_is_not_there_is_told_with_its_line(study, mark, model, sentence):
    (checked,) = check([study(model)])
    (mistake,) = checked.mistakes
    assert "study.yaml, line 4: " in mistake
    assert sentence in mistake
    assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"class OurUnit(:\n    pass\n", r"ours.py, line 1: this is not Python: "),
        (b"x = 1\n", r"defines no class 'OurUnit'; there are no classes there\."),
        (b"# \xe9\nclass OurUnit: ...\n", r"ours.py is not text that Python reads"),
        (b"class OurUnit: ...\0\n", r"ours.py"),
        (b"(" * 100_000, r"ours.py"),
        (b"#" * 2_000_000, r"ours.py is larger than 1024 KB"),
    ],
)
def test_a_file_that_is_not_python_is_told(ours, text, sentence):
    ours.write_bytes(text)
    with pytest.raises(UserError, match=sentence):
        OwnModel.read(f"{ours}:OurUnit")


def test_a_file_is_found_from_the_study_and_from_the_working_folder(
    study, ours, tmp_path, monkeypatch
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert load_study(study()).model.file == str(ours)
    (elsewhere / "other.py").write_text("class Other: ...\n")
    assert load_study(study("other.py:Other")).model.file == str(elsewhere / "other.py")


def test_a_study_keeps_the_text(study, ours):
    stored = load_study(study()).resolved()
    assert stored["model"]["source"] == ours.read_text()
    assert Study.from_resolved(stored).model == load_study(study()).model


def test_line_ends_change_nothing(ours):
    before = OwnModel.read(f"{ours}:OurUnit")
    ours.write_bytes(ours.read_bytes().replace(b"\n", b"\r\n"))
    assert OwnModel.read(f"{ours}:OurUnit") == before
    before.require_unchanged()


def test_what_lies_beside_results_can_be_moved_with_them(ours, tmp_path):
    model = OwnModel.read(f"{ours}:OurUnit")
    results = tmp_path / "results" / "one"
    told = model.seen_from(results)
    assert told.file == "../../ours.py"
    assert told.found_from(results) == model
    moved = tmp_path / "moved"
    (moved / "results" / "one").mkdir(parents=True)
    ours.rename(moved / "ours.py")
    told.found_from(moved / "results" / "one").require_unchanged()


def test_a_file_that_was_changed_or_is_gone_is_refused(ours):
    model = OwnModel.read(f"{ours}:OurUnit")
    model.require_unchanged()
    ours.write_text(ours.read_text().replace("pass", "..."))
    with pytest.raises(UserError, match=r"ours.py, line 7: the file was changed after"):
        model.require_unchanged()
    ours.unlink()
    with pytest.raises(UserError, match=r"is not there any more; the study's study.json holds"):
        model.require_unchanged()


def test_history_does_not_weigh_sets_for_another_model(study, ours, tmp_path):
    import ccu_sim as ccu

    observed = {"observed": {"headcount": 26, "leavers_12m": 5}}
    unit = ccu.load_unit("site-1").varied(observed)
    shipped = ccu.study_of([unit], [], parameter_sets=4)
    own = shipped.model_copy(update={"model": OwnModel.read(f"{ours}:OurUnit")})
    assert shipped.weighing_unit == unit
    assert not shipped.cautions()
    assert own.weighing_unit is None
    assert "is not used here: it is held against the model that ships" in own.cautions()[0]


@pytest.mark.parametrize("name", ["our-unit", "our_unit"])
def test_a_new_model_is_a_file_of_the_users(name, tmp_path):
    path, class_name = new_model(name, tmp_path)
    assert (path, class_name) == (tmp_path / "models" / "our_unit.py", "OurUnit")
    OwnModel.read(f"{path}:{class_name}")
    text = path.read_text(encoding="utf-8")
    assert "NAME" not in text
    assert "models/our_unit.py:OurUnit" in text
    with pytest.raises(UserError, match="exists already and is left as it is"):
        new_model(name, tmp_path)


@pytest.mark.parametrize("name", ["", "Ours", "1st", "our unit", "class", "../ours", "a" * 61])
def test_a_name_that_no_class_can_have_is_refused(name, tmp_path):
    with pytest.raises(UserError, match="cannot be the name of a model"):
        new_model(name, tmp_path)
    assert not list(tmp_path.iterdir())
