"""A file dropped on the page: the sentence that `ccu-sim check` gives, or what to run."""

from pathlib import Path

import pytest

from ccu_sim.inputs import check, scenario_files

START = "#v=1&months=1&luck=4&this=site-2&that=site-2"
SHIPPED = Path(scenario_files("unit")["site-2"]).read_text(encoding="utf-8")

MISTAKES = {
    "an unknown key": ("leadership:", "leadershp:"),
    "an unknown key in a group": ("heads:", "haeds:"),
    "a key that is like none": ("beds:", "zzzz:"),
    "misspelt keys beside another mistake": (
        "\nbeds: 16",
        "\nzzzz: 1\nbedds: 16\nstage_: x",
    ),
    "a choice half like one": ("stage: new", "stage: nerve"),
    "the beginning of a key": ("living_units:", "liv:"),
    "no number": ("beds: 16", "beds: many"),
    "nothing": ("beds: 16", "beds:"),
    "a part of a bed": ("beds: 16", "beds: 16.5"),
    "too many beds": ("beds: 16", "beds: 99"),
    "no beds at all": ("beds: 16", "beds: 0"),
    "a share in per cent": ("boundary_strictness: ", "boundary_strictness: 5"),
    "yes where a number belongs": ("beds: 16", "beds: yes"),
    "no choice": ("stage: new", "stage: newish"),
    "a role that is none": ("role: clinician", "role: clinican"),
    "a key given twice": ("beds: 16", "beds: 16\nbeds: 16"),
    "a list where a number belongs": ("beds: 16", "beds: [16]"),
    "a group where a word belongs": ("stage: new", "stage: {new: 1}"),
}
BROKEN = {
    "a tab": ("\nbeds: 16", "\nbeds:\n\t- 16"),
    "a second colon": ("beds: 16", "beds: 16: 17"),
    "a line that is too far in": ("\nbeds: 16", "\n  beds: 16"),
}


def drop(page, name, text):
    page.evaluate(
        """([name, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], name));
            const drop = { dataTransfer: transfer, cancelable: true };
            document.getElementById("notice").hidden = true;
            window.dispatchEvent(new DragEvent("drop", drop));
        }""",
        [name, text],
    )
    page.wait_for_selector("#notice:not([hidden])")
    return page.locator("#notice").text_content()


def checked(folder, text):
    """Give what `ccu-sim check` says first of a file."""
    file = folder / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    (found,) = check([file])
    return found.mistakes


def changed(old, new):
    assert SHIPPED.count(old) >= 1, old
    return SHIPPED.replace("name: site-2", "name: ours").replace(old, new, 1)


@pytest.fixture(scope="module")
def page(opened_for_all):
    return opened_for_all(START)


def test_a_mistake_is_told_in_the_sentence_of_the_check(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for what, (old, new) in MISTAKES.items():
        text = changed(old, new)
        told = checked(tmp_path, text)
        assert told, what
        said = drop(page, "ours.yaml", text)
        more = len(told) - 1
        many = f" ({more} more mistakes after it)"
        after = {0: "", 1: " (1 more mistake after it)"}.get(more, many)
        assert said == f"{told[0]}{after} Mend it, and run: ccu-sim check ours.yaml", what


def test_a_missing_part_is_told(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = SHIPPED.replace("name: site-2", "name: ours").splitlines(keepends=True)
    begin = next(place for place, line in enumerate(lines) if line.startswith("roster:"))
    after = next(
        place
        for place in range(begin + 1, len(lines))
        if not lines[place].startswith((" ", "\n", "#"))
    )
    text = "".join(lines[:begin] + lines[after:])
    (told,) = checked(tmp_path, text)
    assert "roster is missing" in told
    assert drop(page, "ours.yaml", text).startswith(f"{told} Mend it")


def test_what_is_no_yaml_is_told_with_its_line(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for what, (old, new) in BROKEN.items():
        text = changed(old, new)
        (told,) = checked(tmp_path, text)
        assert "not valid YAML" in told or "a tab" in told, what
        assert drop(page, "ours.yaml", text).startswith(f"{told} Mend it"), what


@pytest.mark.parametrize(
    "text",
    [
        SHIPPED.replace("name: site-2", "name: ours"),
        "changes: []\n",
        "- a list\n",
        "beds: &anchor 3\n",
        "",
    ],
    ids=["a good unit", "a strategy", "no scenario", "an anchor", "nothing"],
)
def test_of_all_else_it_is_told_what_to_run(page, text):
    said = drop(page, "ours.yaml", text)
    assert "ccu-sim check ours.yaml" in said
    assert "ccu-sim explore ours.yaml" in said


def test_a_file_that_cannot_be_a_unit_is_told_by_its_size(page):
    assert "is larger than 64 KB" in drop(page, "ours.yaml", "#" * 70_000)


def test_every_shipped_unit_has_nothing_wrong_that_the_page_would_tell(page):
    for name, file in scenario_files("unit").items():
        said = drop(page, f"{name}.yaml", Path(file).read_text(encoding="utf-8"))
        assert f"ccu-sim explore {name}.yaml" in said, said
