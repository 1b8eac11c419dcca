"""Whatever stands in a file or a name, the answer is a scenario or one sentence."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccu_sim.errors import UserError
from ccu_sim.inputs import Strategy, Unit, load_strategy, load_study, load_unit, scenario_files
from ccu_sim.inputs.base_model import InputModel
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.study import StudyFile
from ccu_sim.inputs.yaml_documents import parse_document

TEXTS: list[tuple[type[InputModel], str]] = [
    (Unit, scenario_files("unit")["site-1"].read_text(encoding="utf-8")),
    (Strategy, scenario_files("strategy")["phased-start"].read_text(encoding="utf-8")),
    (StudyFile, scenario_files("study")["boundary-strictness"].read_text(encoding="utf-8")),
]
STRANGE = (
    "null ~ yes no on .inf -.nan 0x1F 0o17 017 1:30 1e400 -1e400 2014-02-30 [] {} [1, {a: b}] "
    "!!binary !x &a *a <<: | > ? : - # % @ ` ' \" \t {{ }} ]] 1_000 --- ... 9999999999"
)
JUNK = st.one_of(
    st.text(max_size=30),
    st.sampled_from(STRANGE.split(" ")),
    st.just("9" * 400),
    st.just("9" * 5000),
    st.floats().map(repr),
    st.integers().map(str),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_junk_in_a_file_is_one_sentence_or_still_valid(file, data):
    kind, text = file
    lines = text.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {data.draw(JUNK)}"
    sentence = None
    try:
        validated(kind, parse_document("\n".join(lines), "junk.yaml"))
    except UserError as error:
        sentence = str(error)
    if sentence is not None:
        assert sentence.startswith("junk.yaml")
        assert "\n" not in sentence


@pytest.mark.parametrize("load", [load_unit, load_strategy, load_study])
@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/", "~", "a\0b", "a\0b.yaml", "x" * 5000, "x" * 5000 + ".yaml", "site 1"],
    ids=lambda name: repr(name[:10]),
)
def test_a_strange_name_is_one_sentence(load, name):
    with pytest.raises(UserError) as error:
        load(name)
    assert len(str(error.value)) < 1000


def test_a_file_that_may_not_be_read(folder):
    path = Path("locked") / "mine.yaml"
    path.parent.mkdir()
    path.write_text("name: mine")
    path.chmod(0)
    try:
        with pytest.raises(UserError, match=r"mine\.yaml"):
            load_unit(path)
    finally:
        path.chmod(0o600)
