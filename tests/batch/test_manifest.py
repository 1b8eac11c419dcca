"""What ``study.json`` is trusted for, and what makes two studies the same."""

import json
from dataclasses import replace

import pytest

from ccu_sim.batch.manifest import FORMAT, NAME, Manifest, _sources_hash, differences
from ccu_sim.batch.plan import Extent
from ccu_sim.errors import UserError


@pytest.fixture
def written(sound, tmp_path):
    """The manifest of the small study, in a folder of its own."""
    manifest = Manifest.read(sound)
    manifest.write(tmp_path)
    return manifest


def test_what_is_written_is_read(written, tmp_path):
    assert Manifest.read(tmp_path) == written
    chosen = replace(
        written,
        selection={"sentence": "By hand.", "matches": 4},
        measures=({"name": "heard", "meaning": "people", "unit": "", "better": 0},),
        unaccepted="For another version.",
    )
    chosen.write(tmp_path)
    assert Manifest.read(tmp_path) == chosen
    assert len({chosen.hash, written.hash, replace(chosen, unaccepted=None).hash}) == 3


def test_an_extended_study_keeps_its_mark_and_not_its_hash(written):
    longer = written.extended(Extent(5, 2, 1), "more sets")
    assert written.reach.sets == 3
    assert longer.mark == written.mark
    assert longer.hash != written.hash
    assert (longer.reach.sets, longer.study["parameter_sets"], longer.plan.runs) == (5, 5, 40)
    assert longer.parameters == (*written.parameters, "more sets")


@pytest.mark.parametrize(
    ("selection", "design"),
    [
        (None, False),
        ({"sentence": "", "matches": 4}, False),
        ({"sentence": "", "matches": None}, True),
    ],
)
def test_sets_that_match_nothing_are_a_design(written, selection, design):
    assert replace(written, selection=selection).is_design == design


def test_the_central_set_stays_alone(written):
    central = replace(written, study=written.study | {"parameter_sets": 0})
    assert (central.central, written.central) == (True, False)
    longer = central.extended(Extent(1, 7, 1), "the same")
    assert longer.central
    assert (longer.study["parameter_sets"], longer.study["replicates"]) == (0, 7)


@pytest.mark.parametrize(
    "changes",
    [
        {"environment": {"engine": "another"}},
        {"sweep": "other settings"},
        {"parameters": ("other sets",)},
        {"selection": {"sentence": "By hand.", "matches": None}},
    ],
)
def test_whatever_decides_a_result_is_in_the_mark(written, changes):
    assert replace(written, **changes).mark != written.mark


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda told: told | {"format": FORMAT + 1}, f"format {FORMAT + 1} and this is ccu_sim"),
        (lambda told: told | {"settings": 2}, "was changed after it was written"),
        (lambda told: told | {"extents": [1]}, "is not a study that a batch has written"),
        (lambda told: {"format": FORMAT}, "is not a study that a batch has written"),
        (lambda told: [], "is not a study that a batch has written"),
    ],
)
def test_another_file_of_the_name_is_told(written, tmp_path, change, says):
    path = tmp_path / NAME
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    with pytest.raises(UserError, match=says):
        Manifest.read(tmp_path)


def test_the_order_of_its_keys_is_nobody_s_concern(written, tmp_path):
    path = tmp_path / NAME
    told = json.loads(path.read_text())
    path.write_text(json.dumps(dict(reversed(told.items()))))
    assert Manifest.read(tmp_path) == written
    turned = dict(reversed(written.study.items()))
    assert replace(written, study=turned).mark == written.mark


def test_whatever_a_run_follows_from_is_in_the_version_of_the_model(tmp_path):
    def version(place, **texts):
        package = tmp_path / place
        for floor in ("evidence", "inputs", "model/submodels", "reports"):
            (package / floor).mkdir(parents=True)
        files = {"model/submodels/trust.py": "1", "evidence/parameters.yaml": "2"} | texts
        for name, text in files.items():
            (package / name).write_text(text)
        return _sources_hash(package)

    one = version("here")
    assert version("elsewhere") == one
    told_of = {"reports/page.py": "3", "model/README.md": "3"}
    assert version("other words", **told_of) == one
    changed = [
        {"model/submodels/trust.py": "2"},
        {"evidence/parameters.yaml": "1"},
        {"evidence/parameters.yaml": "1", "model/submodels/trust.py": "2"},
        {"inputs/levers.py": ""},
        {"inputs/costs.py": ""},
        {"evidence/ensemble.parquet": "3"},
        {"evidence/patterns.csv": "3"},
    ]
    versions = {version(f"changed {number}", **texts) for number, texts in enumerate(changed)}
    assert len(versions | {one}) == len(changed) + 1


def test_a_folder_that_is_not_there_is_told_from_one_without_a_study(tmp_path):
    with pytest.raises(UserError, match=f"there is no folder {tmp_path / 'nope'}"):
        Manifest.read(tmp_path / "nope")
    with pytest.raises(UserError, match=f"{tmp_path} holds no study: there is no {NAME} in it"):
        Manifest.read(tmp_path)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(UserError, match=f"cannot read {tmp_path / NAME}: Is a directory"):
        Manifest.read(tmp_path)


def test_differences_are_told_by_their_place():
    one = {"a": 1, "people": [{"name": "Kim", "fte": 1.0}, 5], "gone": 2, "list": [1, 2]}
    other = {"a": 1, "people": [{"name": "Kim", "fte": 0.5}, 6], "new": 3, "list": [1]}
    assert list(differences(one, one)) == []
    assert list(differences({"sweep": None}, {"sweep": {"a": 1}})) == [("sweep", None, {"a": 1})]
    assert list(differences({"sweep": {"a": 1}}, {"sweep": [1]})) == [("sweep", {"a": 1}, [1])]
    assert list(differences([{"name": "Kim"}], [{"name": "Lee"}])) == [("[Kim].name", "Kim", "Lee")]
    assert list(differences(one, other)) == [
        ("people[Kim].fte", 1.0, 0.5),
        ("people[2]", 5, 6),
        ("gone", 2, None),
        ("list", [1, 2], [1]),
        ("new", None, 3),
    ]
