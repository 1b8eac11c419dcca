"""What a user gets wrong on the command line: exit 2, one sentence, nothing on disk."""

import pytest

MISTAKES = {
    "a mistyped command": ("rnu site-1", "Did you mean 'run'?"),
    "an unknown option": ("run site-1 --mnths 3", "--months"),
    "a kind without a name": ("new model", "'NAME'. For example: ccu-sim new model our-unit"),
    "no unit": ("run", "'UNIT'. For example: ccu-sim run site-1"),
    "an unknown unit": ("run site-3", "There is no unit 'site-3'; did you mean 'site-"),
    "a unit file that is not there": ("run units/mine.yaml", "there is no such file"),
    "an unknown strategy": (
        "run site-1 --strategy profesional-supervision",
        "did you mean 'professional-supervision'?",
    ),
    "a strategy twice": (
        "run site-1 --strategy leadership --strategy leadership",
        "'leadership' is combined with itself",
    ),
    "too many months": ("run site-1 --months 121", "--months"),
    "months that are no number": ("run site-1 --months long", "--months"),
    "a negative seed": ("run site-1 --seed -1", "--seed"),
    "a seed too large": (f"run site-1 --seed {2**63}", "seed is 9223372036854775808"),
    "an unknown engine": ("run site-1 --engine quick", "--engine"),
    "an unknown format": ("evidence --format xml", "--format"),
    "a setting without a value": ("run site-1 --set leadership", "write it as PARAMETER=VALUE"),
    "a setting that is no number": ("run site-1 --set leadership=high", "'high' is not a number"),
    "a setting with a decimal comma": ("run site-1 --set leadership=0,8", "write leadership=0.8"),
    "a setting in per cent": ("run site-1 --set leadership=80%", "write leadership=0.8"),
    "a setting of a page": (f"run site-1 --set {'x' * 5000}", "xxx...: write it as"),
    "an unknown setting of a page": (f"run site-1 --set {'x' * 5000}=1", "xxx...';"),
    "a setting that is not a number": ("run site-1 --set leadership=nan", "ordinary number"),
    "a setting given twice": (
        "run site-1 --set leadership=0.1 --set leadership=0.2",
        "leadership is set twice",
    ),
    "an unknown setting": ("run site-1 --set leadrship=0.5", "did you mean 'leadership'?"),
    "a condition out of range": ("run site-1 --set leadership=2", "must be between 0 and 1"),
    "a parameter out of range": ("run site-1 --set leave_base=9", "is outside its range"),
    "an unknown parameter": ("evidence leave_bse", "did you mean leave_base?"),
    "an unknown study": (
        "compare supervision-or-securty",
        "did you mean 'supervision-or-security'?",
    ),
    "a unit or study that is neither": (
        "compare site-3",
        "There is no unit or study 'site-3'; did",
    ),
    "a strategy in a study's place": (
        "compare --strategy championing leadership",
        "leadership is a strategy; write --strategy championing --strategy leadership",
    ),
    "strategies after one another": (
        "compare site-1 --strategy championing leadership",
        "'leadership' is one word too many: each name takes an option of its own, --strategy",
    ),
    "a word too many": ("run site-1 site-2", "'site-2' is one word too many"),
    "strategies with a comma": (
        "run site-1 --strategy leadership,championing",
        "name one at a time, --strategy leadership --strategy championing",
    ),
    "a unit named twice over": ("compare site-1 --unit site-2", "--unit site-1 --unit site-2"),
    "a plan without a budget": (
        "plan site-1",
        "'--budget'. For example: ccu-sim plan site-1 --budget 150000",
    ),
    "a budget with commas": ("plan site-1 --budget 150,000", "write --budget 150000"),
    "a budget in words": ("plan site-1 --budget much", "must be an amount in A$, such as 150000"),
    "a budget below zero": ("plan site-1 --budget -5", "must be an amount above zero"),
    "a budget of nothing at all": ("plan site-1 --budget nan", "must be an amount above zero"),
    "a plan for an unknown unit": ("plan site-3 --budget 5000", "did you mean 'site-"),
    "a plan with strategies together": (
        "plan site-1 --budget 5000 --strategy leadership+championing",
        "a plan puts strategies together itself; write --strategy leadership --strategy champ",
    ),
    "a plan with too many sets": ("plan site-1 --budget 5000 --sets 9999", "give at most --sets"),
    "a budget that buys nothing": (
        "plan site-1 --budget 9 --strategy leadership --sets 1 --months 1 --workers 1 -q",
        "A budget of A$9 buys none of the strategies that fit site-1: the cheapest, leadership-h",
    ),
    "sets of the central set": ("compare --central --sets 3", "takes no --sets"),
    "two kinds of workers": ("compare --workers 2 --dask tcp://x:1", "leave one out"),
    "no worker": ("compare --workers 0", "--workers"),
    "a batch without a folder": (
        "batch default",
        "'--out'. For example: ccu-sim batch supervision-or-security",
    ),
    "a report of nothing": ("report nowhere", "there is no folder nowhere"),
    "a check of nothing": ("verify nowhere", "there is no folder nowhere"),
    "an unknown scenario": ("show site-33", "did you mean 'site-"),
    "an unknown kind": ("list scenarios", "units"),
    "a name that cannot be": ("new unit MyUnit", "cannot be a name"),
    "a name that windows keeps": ("new unit con", "kept by Windows"),
    "a name that is taken": ("new unit site-1", "exists already"),
    "a kind to begin that is not": ("new ward mine", "unit"),
    "a schema of nothing": ("schema ward", "unit"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_told_and_nothing_is_done(program, folder, mistake):
    line, sentence = MISTAKES[mistake]
    done = program(*line.split())
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("there", ["a file", "another run", "something else"])
def test_run_leaves_what_is_there_as_it_is(program, folder, there):
    out = folder / "out"
    if there == "a file":
        out.write_text("mine")
    else:
        out.mkdir()
        (out / ("run.json" if there == "another run" else "mine.txt")).write_text("{}")
    done = program("run", "site-1", "--months", 1, "--out", "out")
    assert done.code == 2
    assert done.err.endswith("choose another folder.\n")
    assert done.out == ""
    assert len(list(folder.rglob("*"))) == (1 if there == "a file" else 2)


def test_strategies_with_a_blank_between_and_a_title(program):
    done = program("run", "site-1", "--strategy", "leadership championing")
    assert "name one at a time, --strategy leadership --strategy championing" in done.err
    done = program("compare", "site-1", "--strategy", "Leadership coaching")
    assert "that is the title of 'leadership'; write leadership" in done.err


def test_a_folder_that_cannot_be_made(program, folder):
    (folder / "file").write_text("")
    done = program("run", "site-1", "--months", 1, "--out", "file/below")
    assert done.code == 2
    assert "cannot be made" in done.err


@pytest.mark.parametrize(
    "command", ["run site-1", "compare", "batch default", "factors --test", "calibrate"]
)
@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_name_is_no_folder(program, folder, command, empty):
    done = program(*command.split(), "--out", empty)
    assert done.code == 2
    assert "'--out': is empty; name a folder" in done.err
    assert list(folder.iterdir()) == []


def test_a_folder_whose_name_is_too_long(program, folder):
    done = program("run", "site-1", "--months", 1, "--out", "x" * 400)
    assert done.code == 2
    assert done.err.startswith("xxx")
    assert done.err.endswith("... cannot be used: File name too long.\n")
    assert list(folder.iterdir()) == []


def test_a_long_key_is_not_repeated_whole(program, folder):
    (folder / "mine.yaml").write_text(f"beds: 1\n? {'x' * 50_000}\n: 1\n")
    done = program("check", "mine.yaml")
    assert done.code == 2
    assert "unknown key 'xxx" in done.out
    assert max(map(len, done.out.splitlines())) < 400
