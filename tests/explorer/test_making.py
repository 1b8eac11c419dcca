"""How a page is put together, and what `ccu-sim explore` says where it cannot be."""

import base64
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import ccu_sim as ccu
from ccu_sim.api import exploring
from ccu_sim.cli.program import app
from ccu_sim.explorer import MOST_BYTES, Still
from ccu_sim.explorer import bundle as bundling
from ccu_sim.explorer.bundle import bundle
from ccu_sim.explorer.content import content, stretches
from ccu_sim.inputs import Strategy, compose, load_study, load_unit
from ccu_sim.inputs.context import Observed
from ccu_sim.model.records import EVENT_NAMES


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    """Give a folder of scripts in place of the page's own."""
    (tmp_path / "scripts").mkdir()
    monkeypatch.setattr(bundling, "files", lambda _: tmp_path)

    def write(**texts):
        for name, text in texts.items():
            (tmp_path / "scripts" / f"{name}.js").write_text(text, encoding="utf-8")

    return write


def explore(*words):
    done = CliRunner().invoke(app, ["explore", *map(str, words)], prog_name="ccu-sim")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def test_modules_come_after_what_they_import_and_once(scripts):
    scripts(
        a='import { b } from "./b.js";\nimport { c } from "./c.js";\nb(c);',
        b='import {\n  c,\n} from "./c.js";\nexport function b() { return c; }',
        c="export const c = 1;",
    )
    text = bundle("a")
    places = [text.index(f"const module_{name} ") for name in "cba"]
    assert places == sorted(places)
    assert text.count("const module_c ") == 1
    assert "return { b };" in text
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)


def test_modules_in_a_circle_or_of_another_form_are_refused(scripts):
    scripts(a='import { b } from "./b.js";', b='import { a } from "./a.js";')
    with pytest.raises(ValueError, match="in a circle: a -> b -> a"):
        bundle("a")
    scripts(a='import * as all from "./b.js";', b="export const b = 1;")
    with pytest.raises(ValueError, match="no form of import or export known here"):
        bundle("a")


def test_there_are_words_for_every_event():
    words = content([load_unit("site-2")], [])["words"]
    assert list(words) == [name for name in EVENT_NAMES if name]
    for told in words.values():
        assert "own" in told
        assert "told" in told or {"counted", "one"} <= set(told)


def test_a_study_brings_its_units_strategies_months_and_values(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.yaml").write_text(
        "name: ours\nunits: [site-2]\nstrategies: [[championing, leadership]]\nmonths: 12\n"
        "seed: 9007199254740995\nparameters: {leadership: 0.75, realist_share: 0.5}\n",
        encoding="utf-8",
    )
    study = load_study("ours.yaml")
    page = ccu.explore(study)
    shown = content([load_unit("site-2").varied({"leadership": 0.75})], [study])
    assert shown["begin"] == {
        "months": 12,
        "strategies": ["championing", "leadership"],
        "parameters": {"realist_share": 0.5},
    }
    assert shown["sets"]["seed"] == "9007199254740995"
    assert shown["offered"] == ["site-2"]
    assert '"leadership":0.75' in page.text


def test_of_a_unit_with_a_year_of_its_own_it_is_said_that_no_world_is_chosen_by_it():
    unit = load_unit("site-2")
    known = unit.model_copy(update={"observed": Observed(headcount=20, leavers_12m=3)})
    assert content([unit], [])["sets"]["caution"] in (None, "")
    assert "does not choose among them" in content([known], [])["sets"]["caution"]


def test_doses_beyond_a_lever_are_not_offered():
    shown = content([load_unit("site-2")], [])
    doses = {one["name"]: [dose["factor"] for dose in one["doses"]] for one in shown["strategies"]}
    assert doses["professional-supervision"] == [0.5, 1.0, 1.5, 2.0]
    assert doses["permanent-contracts"] == [0.5, 1.0]
    for name, factors in doses.items():
        for factor in factors:
            compose([name]).scaled(factor)


@given(st.lists(st.sampled_from([0.0, 0.0, 0.0, -0.0, 1.5, float("nan")]), max_size=12))
def test_a_record_comes_back_from_its_stretches_to_the_last_bit(numbers):
    record = np.array(numbers)
    again = bytearray(record.nbytes)
    for at, text in stretches(record):
        raw = base64.b64decode(text)
        again[at : at + len(raw)] = raw
    assert bytes(again) == record.tobytes()


def test_a_strategy_costs_at_each_dose_what_its_file_would():
    shown = content([load_unit("site-2")], [])["strategies"]
    for one in shown:
        for dose in one["doses"]:
            told = one["file"] | {"changes": dose["changes"], "cost": dose["cost"]}
            [scaled] = compose([one["name"]]).scaled(dose["factor"]).strategies
            again = Strategy.from_resolved(told)
            assert (again.cost, again.changes) == (scaled.cost, scaled.changes)


def test_a_picture_is_the_same_drawing_in_its_address():
    drawing = (
        "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'>\n <!-- 50 % & more -->\n"
        ' <g id="a" style="fill: #c44e00">\n  <path d="M 1 2 \nL 3 4 \n"/>\n </g>\n'
        """ <text font-family="a 'b' &quot;c&quot;">5 &lt; 6 &amp; 100 %</text>\n</svg>\n"""
    )
    source = str(Still("A picture", drawing, "What it shows").source)
    assert not set("'&") & set(source)  # stands between single quotes as it is
    kind, _, found = source.partition(",")
    assert kind == "data:image/svg+xml"
    assert "#" not in found  # would end the address
    before, after = (ElementTree.fromstring(each) for each in (drawing, unquote(found)))
    assert "more" not in found
    for old, new in zip(before.iter(), after.iter(), strict=True):
        assert (new.tag, (new.text or "").strip()) == (old.tag, (old.text or "").strip())
        assert {name: " ".join(value.split()) for name, value in new.items()} == {
            name: " ".join(value.split()) for name, value in old.items()
        }


def test_there_is_room_for_all_pictures_of_a_comparison_and_for_what_is_to_come(page_file):
    whole = page_file.read_text(encoding="utf-8")
    own = re.sub(r"src='data:[^']*'", "", whole)
    assert len(own.encode()) + exploring.ROOM <= MOST_BYTES - 250_000


def test_the_command_writes_the_page_where_it_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = explore("site-2")
    assert (done.exit_code, done.stdout) == (0, "Page: results/explorer.html\n")
    assert "site 2" in (tmp_path / "results" / "explorer.html").read_text(encoding="utf-8")
    assert explore("site-2", "--out", "ours.html").exit_code == 0
    assert (tmp_path / "ours.html").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere"], "There is no unit, strategy or study 'nowhere'"),
        (["championing"], "'championing' is a strategy; name a unit or a study to explore."),
        (["site-2", "--out", "no/where.html"], "there is no such folder"),
        (["site-2", "--out", "."], "which is a folder; name a file"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(words, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = explore(*words)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_comparison_leaves_a_page_beside_its_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["compare", "supervision-or-security", "--sets", "2", "--months", "2", "--workers", "1"]
    done = CliRunner().invoke(app, [*words, "--out", "here"], prog_name="ccu-sim")
    assert done.exit_code == 0
    assert (tmp_path / "here" / "explorer.html").exists()
    report = (tmp_path / "here" / "report.html").read_text(encoding="utf-8")
    assert '<a href="explorer.html">' in report


@pytest.fixture(scope="module")
def compared():
    """A comparison of two strategies in two sets."""
    two = ["leadership", "permanent-contracts"]
    study = ccu.study_of(["site-2"], two, parameter_sets=2, replicates=1, months=3)
    return ccu.compare(study)


def test_a_comparison_shows_its_own_pictures_where_no_scripts_run(compared):
    text = exploring.explore_compared(compared).text
    assert text.count("in 2 possible worlds with 1 run each") == 3
    assert "One run of Community Care Unit, site 2" in text


def test_pictures_for_which_there_is_no_room_are_left_out(compared, monkeypatch):
    monkeypatch.setattr(exploring, "ROOM", 10)
    text = exploring.explore_compared(compared).text
    assert "possible worlds with 1 run each" not in text
    assert "One run of Community Care Unit, site 2" in text
