"""Every mistake is one sentence with file, line, value and what would be right."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import check, compose, load_strategy, load_study, load_unit
from ccu_sim.inputs.conditions import CONDITION_NAMES
from ccu_sim.inputs.yaml_documents import LARGEST

PARAMETERS = ("leaving_base", "exhaustion_gain", "trust_loss")
LOAD = {
    "unit": load_unit,
    "strategy": load_strategy,
    "study": lambda path: load_study(path, parameters=PARAMETERS),
}


@dataclass(frozen=True)
class Mistake:
    """An edit of a valid file and what the sentence about it says.

    `old` is replaced by `new`; the sentence must name the line on which `at` stands.
    """

    name: str
    kind: str
    old: str
    new: str
    at: str
    says: tuple[str, ...]


NURSES = """\
    heads: 5
    fte: 4.7
    contract: {kind: permanent}"""

EDITED = [
    # --- keys and types
    Mistake("misspelt key", "unit", "beds: 20", "bed: 20", "bed: 20", ("'bed'", "'beds'")),
    Mistake(
        "misspelt key deep inside",
        "unit",
        "    share_near_home: 0.4",
        "    share_near_hom: 0.4",
        "share_near_hom:",
        ("'share_near_hom'", "'share_near_home'"),
    ),
    Mistake(
        "key from nowhere",
        "strategy",
        "cost:\n",
        "qqqq: 1\ncost:\n",
        "qqqq",
        ("'qqqq'", "changes, cost"),
    ),
    Mistake("missing key", "unit", "beds: 20  ", "# beds  ", "", ("beds is missing",)),
    Mistake("missing key of a group", "unit", "    fte: 4.7\n", "", "role: clinician", ("fte",)),
    Mistake("text for a number", "unit", "beds: 20", "beds: many", "many", ("many", "whole")),
    Mistake("yes for a number", "unit", "beds: 20", "beds: yes", "beds: yes", ("yes", "true")),
    Mistake("fraction of a bed", "unit", "beds: 20", "beds: 20.5", "20.5", ("20.5", "whole")),
    Mistake("empty value", "unit", "beds: 20 ", "beds:   ", "beds:", ("empty", "whole number")),
    Mistake("number for text", "unit", "name: mine", "name: 7", "name: 7", ("7", "text")),
    Mistake("list for a number", "unit", "beds: 20", "beds: [20]", "beds:", ("list", "whole")),
    Mistake(
        "word for a group of keys",
        "unit",
        "casual_pool: {peer_worker: 4, clinician: 2}",
        "casual_pool: some",
        "casual_pool",
        ("some", "group of keys"),
    ),
    Mistake(
        "word for yes or no", "unit", "agency: true", "agency: often", "often", ("true or false",)
    ),
    Mistake(
        "number with a comma",
        "unit",
        "pay: 85000",
        "pay: 85,000",
        "85,000",
        ("85,000", "write 85000"),
    ),
    Mistake(
        "number YAML takes for text", "strategy", "once: 5000", "once: 5e3", "5e3", ("write 5000",)
    ),
    Mistake("decimal comma", "unit", "fte: 16.0", "fte: 7,6", "fte: 7,6", ("'7,6'", "write 7.6")),
    Mistake(
        "decimal comma among keys",
        "unit",
        "{peer_worker: 4, clinician: 2}",
        "{peer_worker: 4,5, clinician: 2}",
        "4,5",
        ("unknown key '5'", "decimal comma", "point"),
    ),
    Mistake(
        "per cent for a share",
        "unit",
        "leadership: 0.5",
        "leadership: 50%",
        "50%",
        ("'50%'", "write 0.5"),
    ),
    Mistake(
        "per cent without the sign",
        "unit",
        "leadership: 0.5",
        "leadership: 50",
        "leadership: 50",
        ("at most 1", "50 % is 0.5"),
    ),
    Mistake(
        "points between thousands",
        "unit",
        "pay: 85000",
        "pay: 85.000",
        "85.000",
        ("85.000", "write 85000"),
    ),
    Mistake("octal number", "unit", "beds: 20", "beds: 020", "020", ("020", "plain digits")),
    Mistake("infinite", "unit", "fte: 16.0", "fte: .inf", ".inf", (".inf", "infinite")),
    Mistake("not a number", "unit", "fte: 16.0", "fte: .nan", ".nan", (".nan", "NaN")),
    Mistake("not a date", "unit", "2014-12-01", "2014-13-01", "2014-13", ("2014-12-01",)),
    Mistake("date as a year", "unit", "2014-12-01", "2014", "opens", ("2014", "2014-12-01")),
    # --- out of range
    Mistake("zero beds", "unit", "beds: 20", "beds: 0", "beds: 0", ("0", "at least 1")),
    Mistake("too many beds", "unit", "beds: 20", "beds: 81", "beds: 81", ("81", "at most 80")),
    Mistake(
        "a condition beyond its end",
        "unit",
        "leadership: 0.5",
        "leadership: 1.5",
        "1.5",
        ("leadership", "1.5", "at most 1"),
    ),
    Mistake(
        "ten thousand staff", "unit", "heads: 17", "heads: 10000", "10000", ("10000", "at most 120")
    ),
    Mistake(
        "too many people altogether",
        "unit",
        "{peer_worker: 4, clinician: 2}",
        "{peer_worker: 90, clinician: 20}",
        "staff:",
        ("136", "at most 120"),
    ),
    Mistake("more fte than heads", "unit", "fte: 16.0", "fte: 18", "fte: 18", ("18", "is 17")),
    Mistake("hardly any fte", "unit", "fte: 16.0", "fte: 0.5", "fte: 0.5", ("0.5", "at least 0.1")),
    # --- people and contracts
    Mistake(
        "fixed term without months",
        "unit",
        "      months: 24\n",
        "",
        "contract:",
        ("fixed-term", "'months'"),
    ),
    Mistake(
        "permanent with months",
        "unit",
        NURSES,
        NURSES.replace("permanent}", "permanent, months: 24}"),
        "permanent, months: 24",
        ("months is 24", "permanent"),
    ),
    Mistake(
        "contract of another kind",
        "unit",
        "kind: fixed-term",
        "kind: fixedterm",
        "fixedterm",
        ("fixedterm", "'fixed-term'"),
    ),
    Mistake(
        "unknown discipline", "unit", "social work", "socialwork", "socialwork", ("'social work'",)
    ),
    Mistake(
        "clinicians without discipline",
        "unit",
        "    discipline: nursing\n",
        "",
        "role: clinician\n    heads: 5",
        ("discipline", "nursing"),
    ),
    Mistake(
        "peers with discipline",
        "unit",
        "  - role: peer_worker\n",
        "  - role: peer_worker\n    discipline: nursing\n",
        "discipline: nursing",
        ("nursing", "only clinicians"),
    ),
    Mistake(
        "unknown role", "unit", "role: peer_worker", "role: peer", "role: peer", ("'peer_worker'",)
    ),
    Mistake(
        "another word for a shift",
        "unit",
        "shifts: [day, evening, night]",
        "shifts: [morning, evening, night]",
        "shifts: [morning",
        ("'morning'", "the choices are day, evening, night"),
    ),
    Mistake(
        "profession for a role",
        "unit",
        "role: peer_worker",
        "role: nurse",
        "role: nurse",
        ("'nurse'", "`role: clinician`", "`discipline: nursing`"),
    ),
    Mistake(
        "several of a profession",
        "unit",
        "role: peer_worker",
        "role: Social Workers",
        "role: Social",
        ("`role: clinician`", "`discipline: social work`"),
    ),
    Mistake("unknown shift", "unit", "[day, evening]", "[day, evenings]", "evenings", ("evening",)),
    Mistake(
        "a shift twice", "unit", "[day, evening]", "[day, day]", "[day, day]", ("day, day", "once")
    ),
    Mistake(
        "two leaders",
        "unit",
        "role: team_leader\n    heads: 1",
        "role: team_leader\n    heads: 2",
        "staff:",
        ("2 team leaders", "exactly one"),
    ),
    Mistake(
        "a leader at night",
        "unit",
        "pay: 115000\n    shifts: [day]",
        "pay: 115000\n    shifts: [night]",
        "[night]",
        ("night", "weekdays"),
    ),
    # --- roster
    Mistake(
        "minimum above plan",
        "unit",
        "peer_worker: {planned: 4, minimum: 2}",
        "peer_worker: {planned: 1, minimum: 2}",
        "{planned: 1, minimum: 2}",
        ("minimum is 2", "planned is 1"),
    ),
    Mistake(
        "clinicians planned at night when none may work it",
        "unit",
        "    night:\n      peer_worker: {planned: 2, minimum: 2}\n      clinician: {planned: 0",
        "    night:\n      peer_worker: {planned: 2, minimum: 2}\n      clinician: {planned: 1",
        "clinician: {planned: 1, minimum: 0}",
        ("planned is 1", "weekday night", "nobody may work it"),
    ),
    Mistake(
        "more a day than there are people",
        "unit",
        "heads: 17\n    fte: 16.0",
        "heads: 5\n    fte: 5",
        "weekday:",
        ("weekday", "adds up to 6", "only 5"),
    ),
    # --- practices
    Mistake(
        "unknown lever in practices",
        "unit",
        "  selection_hours: 4",
        "  selection_hour: 4",
        "selection_hour: 4",
        ("'selection_hour'", "'selection_hours'"),
    ),
    Mistake(
        "practice out of range",
        "unit",
        "  selection_hours: 4",
        "  selection_hours: 400",
        "selection_hours: 400",
        ("400", "between 0 and 40"),
    ),
    Mistake(
        "strictness among the practices",
        "unit",
        "  selection_hours: 4",
        "  boundary_strictness: 0.4",
        "  boundary_strictness: 0.4",
        ("boundary_strictness", "top level"),
    ),
    # --- names
    Mistake("name is not the file's", "unit", "name: mine", "name: site-1", "name:", ("site-1",)),
    Mistake("name in capitals", "unit", "name: mine", "name: My Unit", "My Unit", ("lower-case",)),
    Mistake("name of a device", "unit", "name: mine", "name: con", "name: con", ("Windows",)),
    Mistake(
        "title that is a formula",
        "unit",
        "title: ",
        "title: '=1+1' #",
        "title:",
        ("'=1+1'", "formula"),
    ),
    Mistake(
        "title of two lines",
        "unit",
        "title: ",
        'title: "one\\ntwo" #',
        "title:",
        ("line break", "one line"),
    ),
    Mistake("blank title", "strategy", "title: ", "title: ' ' #", "title:", ("blank",)),
    Mistake(
        "title of a page", "unit", "title: ", f"title: {'x' * 300} #", "title:", ("at most 200",)
    ),
    # --- characters
    Mistake(
        "half a character",
        "unit",
        "title: ",
        'title: "\\ud800" #',
        "title:",
        ("U+D800", "half a character"),
    ),
    Mistake(
        "half a character in a key",
        "unit",
        "beds: 20",
        '"be\\udcffds": 20',
        "udcff",
        ("U+DCFF", "half a character"),
    ),
    Mistake(
        "control character that is spelled out",
        "strategy",
        "title: ",
        'title: "\\e[31mred" #',
        "title:",
        ("U+001B", "delete it"),
    ),
    Mistake(
        "text that is turned around",
        "study",
        "name: A small study",
        'name: "A \\u202e study"',
        "u202e",
        ("U+202E", "delete it"),
    ),
    # --- YAML
    Mistake("key without colon", "unit", "beds: 20", "beds 20", "beds 20", ("lacks its colon",)),
    Mistake(
        "duplicate key", "unit", "beds: 20", "beds: 20\nbeds: 21", "beds: 21", ("'beds'", "twice")
    ),
    Mistake(
        "tag",
        "unit",
        "beds: 20",
        "beds: !!python/object/apply:os.system [ls]",
        "python/object",
        ("os.system", "tag"),
    ),
    Mistake("anchor", "unit", "beds: 20", "beds: &a 20", "&a", ("&a", "anchor")),
    Mistake("alias", "unit", "stage: new", "stage: *a", "*a", ("*a", "alias")),
    Mistake("tab", "unit", "beds: 20", "\tbeds: 20", "\tbeds", ("tab", "spaces")),
    Mistake(
        "unclosed list",
        "unit",
        "[day, evening]",
        "[day, evening",
        "days: all\n  - role",
        ("not closed",),
    ),
    Mistake(
        "colon in text",
        "strategy",
        "  timing: From",
        "  timing: Early: from",
        "Early:",
        ("Early: from", "quotes"),
    ),
    Mistake("two documents", "unit", "beds: 20", "---\nbeds: 20", "---", ("'---'",)),
    Mistake("control character", "unit", "beds: 20", "beds: \x07", "beds: \x07", ("delete it",)),
    # --- the last year
    Mistake(
        "more leavers than a year can have",
        "unit",
        "name: mine",
        "name: mine\nobserved: {headcount: 24, leavers_12m: 70}",
        "observed:",
        ("leavers_12m is 70", "headcount of 24", "at most 48"),
    ),
    # --- strategies
    Mistake(
        "unknown lever",
        "strategy",
        "lever: supervision_hours",
        "lever: supervison_hours",
        "supervison_hours",
        ("'supervison_hours'", "'supervision_hours'"),
    ),
    Mistake(
        "to for a lever that adds",
        "strategy",
        "supervision_hours, add: 2",
        "supervision_hours, to: 2",
        "supervision_hours, to: 2",
        ("to is 2", "'add: 2'"),
    ),
    Mistake(
        "add for a lever that is set",
        "strategy",
        "supervisor_understanding, to: 1",
        "supervisor_understanding, add: 1",
        "supervisor_understanding, add: 1",
        ("add is 1", "'to: 1'"),
    ),
    Mistake(
        "add and to",
        "strategy",
        "supervision_hours, add: 2",
        "supervision_hours, add: 2, to: 3",
        "to: 3",
        ("to is 3", "'add: 3'"),
    ),
    Mistake("no dose", "strategy", ", to: 1}", "}", "{lever: supervisor_understanding}", ("'to'",)),
    Mistake(
        "dose out of range", "strategy", "add: 2", "add: 20", "add: 20", ("20", "between 0 and 8")
    ),
    Mistake("negative dose", "strategy", "add: 2", "add: -2", "add: -2", ("-2", "between 0 and")),
    Mistake(
        "half a post",
        "strategy",
        "supervision_hours, add: 2",
        "extra_peer_posts, add: 2.5",
        "2.5",
        ("2.5", "whole number"),
    ),
    Mistake(
        "ends before it starts",
        "strategy",
        "ramp_months: 2",
        "from_month: 12, until_month: 6",
        "until_month: 6",
        ("until_month is 6", "from_month 12"),
    ),
    Mistake(
        "month 0", "strategy", "ramp_months: 2", "from_month: 0", "from_month: 0", ("at least 1",)
    ),
    Mistake(
        "coverage of the whole unit",
        "strategy",
        "to: 1}",
        "to: 1, coverage: 0.5}",
        "coverage: 0.5}",
        ("coverage is 0.5", "leave coverage out"),
    ),
    Mistake(
        "ramp of a lever that is set",
        "strategy",
        "to: 1}",
        "to: 1, ramp_months: 3}",
        "ramp_months: 3",
        ("ramp_months is 3", "at once"),
    ),
    Mistake(
        "contradictory levers in one strategy",
        "strategy",
        "to: 1}",
        "to: 1}\n  - {lever: supervisor_understanding, to: 0}",
        "supervisor_understanding, to: 0",
        ("contradictory", "to 1", "to 0"),
    ),
    Mistake(
        "doses that add up to too much",
        "strategy",
        "to: 1}",
        "to: 1}\n  - {lever: supervision_hours, add: 7, from_month: 9}",
        "add: 7",
        ("9 in month 9", "between 0 and 8"),
    ),
    Mistake(
        "subtheme of another theme",
        "strategy",
        "subtheme: Professional supervision",
        "subtheme: Championing",
        "Championing",
        ("'Championing'", "'Demonstrated commitment"),
    ),
    Mistake(
        "misspelt row of Table 1",
        "strategy",
        "recognizing their credibility",
        "recognising their credibility",
        "recognising",
        ("recognising", "'Valuing the contribution of peer roles; recognizing"),
    ),
    Mistake("negative cost", "strategy", "once: 5000", "once: -5", "-5", ("-5", "at least 0")),
    # --- studies
    Mistake(
        "unit that does not exist",
        "study",
        "[site-1]",
        "[site-9]",
        "site-9",
        ("'site-9'", "did you mean 'site-"),
    ),
    Mistake(
        "strategy that does not exist",
        "study",
        "permanent-contracts]",
        "permanent-contract]",
        "permanent-contract]",
        ("'permanent-contract'", "'permanent-contracts'"),
    ),
    Mistake(
        "strategies that contradict each other",
        "study",
        "permanent-contracts]",
        "supervision-without-understanding]",
        "supervision-without-understanding",
        ("contradictory", "supervisor_understanding"),
    ),
    Mistake(
        "a strategy with itself",
        "study",
        "permanent-contracts]",
        "professional-supervision]",
        "professional-supervision]",
        ("'professional-supervision'", "once"),
    ),
    Mistake(
        "a unit twice", "study", "[site-1]", "[site-1, site-1]", "units", ("'site-1'", "twice")
    ),
    Mistake(
        "a strategy twice",
        "study",
        "  - as-usual\n",
        "  - as-usual\n  - [as-usual]\n",
        "  - [as-usual]",
        ("'as-usual'", "twice"),
    ),
    *(
        Mistake(
            f"combination called {name[:12]}",
            "study",
            "[professional-supervision, permanent-contracts]",
            f"{{name: {name}, combine: [permanent-contracts]}}",
            "combine",
            says,
        )
        for name, says in (
            ("'=1+1'", ("'=1+1'", "lower-case")),
            ("'@SUM(A1)'", ("'@SUM(A1)'", "such as sum-a1")),
            ("' '", ("' '", "such as my-unit")),
            ('"one\\ntwo"', ("one", "such as one-two")),
            ("x" * 300, ("at most 60",)),
            ("Both together", ("such as both-together",)),
        )
    ),
    Mistake("no units", "study", "[site-1]", "[]", "units", ("at least 1",)),
    Mistake(
        "negative months", "study", "months: 36", "months: -3", "months: -3", ("-3", "at least 1")
    ),
    Mistake(
        "more months than can be", "study", "months: 36", "months: 121", "121", ("at most 120",)
    ),
    Mistake(
        "no replicates", "study", "replicates: 2", "replicates: 0", "replicates: 0", ("at least 1",)
    ),
    Mistake("negative seed", "study", "seed: 7", "seed: -7", "seed: -7", ("-7", "at least 0")),
    Mistake(
        "sets and central",
        "study",
        "parameter_sets: 3",
        "parameter_sets: 3\ncentral: true",
        "central: true",
        ("parameter_sets is 3", "central"),
    ),
    Mistake(
        "unknown parameter",
        "study",
        "vary: leadership",
        "vary: leaving_bas",
        "leaving_bas",
        ("'leaving_bas'", "'leaving_base'"),
    ),
    Mistake(
        "nothing like any parameter",
        "study",
        "vary: leadership",
        "vary: zzzzzzzz",
        "zzzzzzzz",
        ("'zzzzzzzz'", "ccu-sim evidence"),
    ),
    Mistake(
        "condition swept beyond its end",
        "study",
        "[0.25, 0.75]",
        "[0.25, 7.5]",
        "7.5",
        ("7.5", "between 0 and 1"),
    ),
    Mistake(
        "sweep with nothing to take",
        "study",
        "    values: [0.25, 0.75]\n",
        "",
        "leadership",
        ("'values'", "'low'"),
    ),
    Mistake(
        "bounds without points",
        "study",
        "values: [0.25, 0.75]",
        "low: 0\n    high: 1",
        "low: 0",
        ("leadership", "'points'"),
    ),
    Mistake(
        "bounds the wrong way round",
        "study",
        "values: [0.25, 0.75]",
        "low: 1\n    high: 0",
        "low: 1",
        ("low is 1", "below high"),
    ),
    Mistake(
        "sobol with a hundred points",
        "study",
        "  - vary: leadership\n    values: [0.25, 0.75]",
        "  design: sobol\n  points: 100\n  axes: [{vary: leadership, low: 0, high: 1}]",
        "points: 100",
        ("100", "64 or 128"),
    ),
    Mistake(
        "a parameter varied twice",
        "study",
        "parameter_sets: 3",
        "  - {vary: leadership, values: [0.5]}\nparameter_sets: 3",
        "{vary: leadership",
        ("leadership varies twice", "one axis"),
    ),
    Mistake(
        "a value taken twice",
        "study",
        "[0.25, 0.75]",
        "[0.25, 0.25]",
        "values:",
        ("leadership takes the value 0.25 twice", "once"),
    ),
    Mistake(
        "unknown design",
        "study",
        "  - vary: leadership\n    values: [0.25, 0.75]",
        "  design: latin-cube\n  points: 8\n  axes: [{vary: leadership, low: 0, high: 1}]",
        "latin-cube",
        ("latin-cube", "'latin-hypercube'"),
    ),
]


@pytest.mark.parametrize("case", EDITED, ids=lambda case: case.name)
def test_an_edit_that_breaks_a_file(case, write, folder, base_text):
    text = base_text(case.kind)
    assert case.old in text
    text = text.replace(case.old, case.new, 1)
    path = write(case.kind, text)
    sentence = sentence_about(case.kind, path, folder)
    assert sentence.startswith("scenarios/")
    assert path.name in sentence
    if case.at:
        line = text[: text.index(case.at)].count("\n") + 1
        assert f"line {line}:" in sentence
    for words in case.says:
        assert words in sentence


def test_no_clinicians(write, folder, base_text):
    text = base_text("unit")
    start = text.index("  # 7.5 FTE clinicians")
    end = text.index("  # 24.5 - 16")
    path = write("unit", text[:start] + text[end:])
    sentence = sentence_about("unit", path, folder)
    assert "no clinicians" in sentence
    assert "role: clinician" in sentence


def test_a_roster_nobody_can_fill(write, folder, base_text):
    text = base_text("unit").replace("agency: true", "agency: false")
    text = re.sub(
        r"peer_worker: {planned: ., minimum: .}", "peer_worker: {planned: 5, minimum: 4}", text
    )
    path = write("unit", text)
    sentence = sentence_about("unit", path, folder)
    line = text[: text.index("roster:")].count("\n") + 1
    assert f"line {line}:" in sentence
    assert "84 peer worker shifts a week" in sentence
    assert "about 68.7" in sentence
    assert "agency: true" in sentence


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("- a\n- b\n", "a list at its top level"),
        ("just words", "'just words' at its top level"),
        (b"\xff\xfename: x", "UTF-8"),
        ("name: caf\u00e9".encode("latin-1"), "line 1: byte 0xe9"),
        ("x: " + "[" * 5000, "nested"),
        ("# " + "x" * LARGEST, "larger than 64 KB"),
        ("? [a, b]\n: 1\n", "a key must be a word"),
        ("a: &x [1]\nb: [*x, *x]\n", "anchor"),
        ("name: mine\nbeds: {\n", "line 3"),
    ],
    ids=lambda value: None if isinstance(value, str) else "bytes",
)
@pytest.mark.parametrize("kind", ["unit", "strategy", "study"])
def test_a_file_that_is_not_a_scenario_at_all(kind, content, says, write, folder):
    path = write(kind, content)
    sentence = sentence_about(kind, path, folder)
    assert path.name in sentence
    assert says in sentence


@pytest.mark.parametrize("kind", ["unit", "strategy", "study"])
def test_a_folder_instead_of_a_file(kind, folder):
    Path("mine.yaml").mkdir()
    assert "mine.yaml is a folder" in sentence_about(kind, Path("mine.yaml"), folder)


@pytest.mark.parametrize("kind", ["unit", "strategy", "study"])
def test_a_file_that_is_not_there(kind, folder):
    sentence = sentence_about(kind, Path("nowhere/mine.yaml"), folder)
    assert "nowhere/mine.yaml" in sentence
    assert "no such file" in sentence


@pytest.mark.parametrize("kind", ["unit", "strategy", "study"])
def test_something_that_is_not_an_ordinary_file(kind, folder):
    assert "not an ordinary file" in sentence_about(kind, Path("/dev/null"), folder)


@pytest.mark.parametrize(
    ("kind", "name", "nearest"),
    [
        ("unit", "site1", "'site-1'"),
        ("unit", "Site_2", "'site-2'"),
        ("strategy", "supervision", "'professional-supervision'"),
        ("strategy", "permanent contracts", "'permanent-contracts'"),
        ("study", "defualt", "'default'"),
    ],
)
def test_a_name_that_does_not_exist(kind, name, nearest, folder):
    sentence = sentence_about(kind, name, folder)
    assert f"'{name}'" in sentence
    assert nearest in sentence


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ({"leadership": 2}, ("leadership", "2", "at most 1")),
        ({"supervision_hours": 9}, ("supervision_hours is 9", "between 0 and 8")),
        ({"context.stigmma": 0.2}, ("'stigmma'", "'stigma'")),
        ({"contxt.stigma": 0.2}, ("'contxt'", "'context'")),
        ({"staff.12.fte": 1}, ("'12'", "0 to 5")),
        ({"leadershp": 0.2}, ("'leadershp'", "'leadership'")),
        ({"beds": float("nan")}, ("beds", "nan", "whole")),
        ({"leadership": float("inf")}, ("leadership", "inf")),
    ],
)
def test_an_override_that_cannot_be(overrides, says):
    with pytest.raises(UserError) as error:
        load_unit("site-1", overrides)
    assert "\n" not in str(error.value)
    for words in says:
        assert words in str(error.value)


def test_overriding_a_study_names_the_new_value(write, base_text):
    path = write("study", base_text("study"))
    with pytest.raises(UserError, match=r"months is 500; it must be at most 120"):
        load_study(path, {"months": 500}, PARAMETERS)


def test_strategies_that_contradict_each_other_cannot_be_combined():
    with pytest.raises(UserError, match="contradictory levers: professional-supervision sets"):
        compose(["professional-supervision", "supervision-without-understanding"])


def test_a_policy_that_takes_a_unit_beyond_a_lever(write, base_text):
    write("unit", base_text("unit").replace("  selection_hours: 4", "  selection_hours: 35"))
    study = base_text("study").replace("[site-1]", "[mine]")
    path = write("study", study.replace("permanent-contracts]", "recruitment-and-induction]"))
    with pytest.raises(UserError, match=r"at mine brings selection_hours to 47, the unit's own 35"):
        load_study(path, parameters=PARAMETERS)


def test_a_combination_called_as_usual(write, base_text):
    text = base_text("study").replace(
        "  - [professional-supervision, permanent-contracts]",
        "  - {name: as-usual, combine: [permanent-contracts]}",
    )
    with pytest.raises(UserError, match=r"line 5: a combination is named 'as-usual'"):
        load_study(write("study", text), parameters=PARAMETERS)


def test_a_mistake_in_a_unit_is_told_with_the_study_that_asked_for_it(write, base_text):
    write("unit", base_text("unit").replace("beds: 20", "beds: 0"))
    path = write("study", base_text("study").replace("[site-1]", "[mine]"))
    with pytest.raises(UserError, match=r"studies/mine.yaml, line 2: .*units/mine.yaml, line \d+"):
        load_study(path, parameters=PARAMETERS)


def test_check_tells_every_mistake_of_every_file(write, folder, base_text):
    text = base_text("unit")
    for name in CONDITION_NAMES:
        text = text.replace(f"  {name}: 0.5", f"  {name}: 5")
    bad = write("unit", text)
    good = write("strategy", base_text("strategy"))
    first, second, third = check([bad, good, "nothing.yaml"])
    assert not first.valid
    assert len(first.mistakes) == 5
    assert second.valid
    assert second.kind == "strategy"
    assert third.mistakes == ("nothing.yaml: there is no such file.",)
    with pytest.raises(UserError, match=r"\(4 more mistakes after it\)"):
        load_unit(bad)


def mistakes_of(text, write):
    (found,) = check([write("unit", text)])
    return [sentence.partition(": ")[2] for sentence in found.mistakes]


def test_unknown_keys_hide_no_other_mistake(write, base_text):
    text = base_text("unit").replace("beds: 20", "beds: 0")
    text = text.replace("weeks_to_fill:", "week_to_fill:").replace("  leadership:", "  leadershp:")
    assert sorted(mistakes_of(text, write)) == [
        "beds is 0; it must be at least 1.",
        "unknown key 'leadershp'; did you mean 'leadership'?",
        "unknown key 'week_to_fill'; did you mean 'weeks_to_fill'?",
    ]


def test_a_misspelt_key_is_not_told_as_missing_too(write, base_text):
    assert mistakes_of(base_text("unit").replace("\nbeds:", "\nbedss:"), write) == [
        "unknown key 'bedss'; did you mean 'beds'?"
    ]
    told = mistakes_of(base_text("unit").replace("\nbeds:", "\nzzzz:"), write)
    assert len(told) == 2
    assert "beds is missing; add it." in told


def test_what_a_part_refuses_as_a_whole_is_told_beside_an_unknown_key(write, base_text):
    text = base_text("unit").replace("\nstage:", "\nstagee: new\nstage:")
    text = text.replace("shifts: [day, evening, night]", "shifts: [day, day]", 1)
    told = mistakes_of(text, write)
    assert "unknown key 'stagee'; did you mean 'stage'?" in told
    assert any("name each shift once" in sentence for sentence in told)


def sentence_about(kind: str, what, folder: Path) -> str:
    """Return what loading says, having checked that it is one sentence and wrote nothing."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(UserError) as error:
        LOAD[kind](what)
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert sorted(folder.rglob("*")) == before
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence[-1] in ".?)"
    assert ".." not in sentence.replace("...", "")
    return sentence
