"""The model in the page is the model: the same bits as in Python."""

import hashlib
import shlex

import numpy as np
import pytest
import yaml
from typer.testing import CliRunner

from ccu_sim.analysis import effects
from ccu_sim.api import compare
from ccu_sim.cli.program import app
from ccu_sim.cli.running import _arranged
from ccu_sim.inputs import load_study
from ccu_sim.model import run_world
from tests.docs.told import SMALLER, blocks, lines

ADDRESSES = {
    "as it opens": "",
    "dials, doses and times": (
        "#v=1&months=18&luck=7&this=site-2,role_clarity:0.15,contract_security:0.9"
        "&that=site-2,leadership:0.85,professional-supervision*1.5@3-12,more-peers*2@4"
    ),
    "an established unit, one month": (
        "#v=1&months=1&luck=0&this=established-unit&that=established-unit,championing*0.5@1"
    ),
    "other facts and numbers": (
        "#v=1&months=12&luck=3&this=one-peer-alone-this&that=site-1,$realist_share:0.4"
    ),
}


def files_of(page):
    """Give the files that the page offers, by name."""
    pieces = page.locator("#takeaway details")
    return {
        pieces.nth(place).locator("summary").inner_text(): pieces.nth(place)
        .locator("pre")
        .text_content()
        for place in range(pieces.count())
    }


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_the_command_on_the_page_gives_the_same_run_to_the_last_bit(
    opened, address, tmp_path, monkeypatch
):
    page = opened(address)
    monkeypatch.chdir(tmp_path)
    for name, text in files_of(page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    commands = page.locator("#takeaway > .piece pre").all_inner_texts()
    digests = page.locator("#takeaway > .piece .digest").all_inner_texts()
    assert len(commands) == len(digests) == 2
    for command, told in zip(commands, digests, strict=True):
        assert told.split()[-1] == digest_of(command)


@pytest.mark.slow
def test_the_commands_that_the_guide_shows_are_those_of_the_page_and_work(
    opened, checkout, tmp_path, monkeypatch
):
    [shown] = [
        list(lines(text))
        for _, _, text in blocks(checkout / "docs" / "explorer.md")
        if "both-ways.yaml" in text
    ]
    page = opened("#v=1&months=36&luck=1&this=site-1&that=site-1,professional-supervision*1@1")
    monkeypatch.chdir(tmp_path)
    for name, text in files_of(page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert page.locator("#takeaway > .piece pre").all_inner_texts()[1] == shown[0]
    assert shown[1] == "ccu-sim compare both-ways.yaml"
    for line in shown:
        _, command, *words = shlex.split(line)
        done = CliRunner().invoke(app, [command, *words, *SMALLER.get(command, ())])
        assert done.exit_code == 0, done.output


def digest_of(command):
    """Run the line that the page gives and digest the world at its end."""
    program, run, unit, *words = shlex.split(command)
    assert (program, run) == ("ccu-sim", "run")
    given = list(zip(words[::2], words[1::2], strict=True))
    wanted = _arranged(
        unit,
        [value for name, value in given if name == "--strategy"],
        [value for name, value in given if name == "--set"],
    )
    numbers = dict(given)
    world = run_world(
        wanted.unit,
        wanted.policy,
        wanted.parameters,
        months=int(numbers["--months"]),
        seed=int(numbers["--seed"]),
    )
    return hashlib.sha256(world.tobytes()).hexdigest()


def test_many_units_are_those_of_the_study_with_the_same_intervals(opened, tmp_path, monkeypatch):
    page = opened("#v=1&months=12&luck=1&this=site-2&that=site-2,permanent-contracts*1@1")
    page.wait_for_selector("html[data-pairs='200']", state="attached")
    shown = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in page.locator("#answer tbody tr").all()
    }
    monkeypatch.chdir(tmp_path)
    text = files_of(page)["both-ways.yaml"]
    (tmp_path / "both-ways.yaml").write_text(text, encoding="utf-8")
    assert yaml.safe_load(text)["parameter_sets"] == 40
    found = compare(load_study("both-ways.yaml"))
    table = effects(found.results, ["cohesion", "turnover_all"]).set_index("outcome")
    cohesion = table.loc["cohesion"]
    cells = shown["Team cohesion, last year (1 to 5)"]
    assert cells[0].split()[0] == f"{cohesion.as_usual:.2f}"
    assert numbers(cells[2]) == pytest.approx(
        [cohesion.effect, cohesion.mc_low, cohesion.mc_high], abs=0.0051
    )
    assert numbers(cells[3]) == pytest.approx(
        [cohesion.parameter_low, cohesion.parameter_high], abs=0.0051
    )
    assert numbers(cells[4]) == pytest.approx(
        [cohesion.stochastic_low, cohesion.stochastic_high], abs=0.0051
    )
    helped = worlds_helped(found.results.runs, "turnover_all")  # as counted, like the page
    told = shown["Staff turnover a year"][5].removesuffix(" of 40 worlds").replace("½", ".5")
    assert float(told) == pytest.approx(helped)


def worlds_helped(runs, outcome):
    """In how many parameter sets less of something was counted; no difference is half a set."""
    means = runs.groupby(["set", "strategy"])[outcome].mean().unstack()
    change = means["permanent-contracts"] - means["as-usual"]
    return (change < 0).sum() + (change == 0).sum() / 2


def numbers(cell):
    """Read the numbers of a cell of the table."""
    words = cell.replace("−", "-").replace("to", " ").split()
    return np.array([float(word) for word in words if word.strip("+-").replace(".", "").isdigit()])
