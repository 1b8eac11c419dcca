"""A study that sweeps: every setting is a comparison by itself, and none is mixed with another."""

import json

import numpy as np
import pandas as pd
import pytest

import ccu_sim as ccu
from ccu_sim.analysis import months_until_effect, reasons
from ccu_sim.reports import Findings, render
from ccu_sim.reports.effects_table import readable
from ccu_sim.reports.findings import MOST_SHOWN

LEVELS = (0.15, 0.3)
SMALL = {"parameter_sets": 3, "replicates": 2, "months": 6, "seed": 5}
ARMS = (["site-1"], ["permanent-contracts", "leadership"])


@pytest.fixture(scope="module")
def swept():
    return ccu.compare(ccu.study_of(*ARMS, sweep={"leave_base": LEVELS}, **SMALL))


@pytest.fixture(scope="module")
def alone():
    """The same study at each value by itself."""
    return [
        ccu.compare(ccu.study_of(*ARMS, parameters={"leave_base": level}, **SMALL))
        for level in LEVELS
    ]


@pytest.mark.parametrize("what", ["table", "effects", "costs", "ranking", "survival", "dependence"])
def test_each_setting_is_the_study_of_it_alone(swept, alone, what):
    table = getattr(swept, what)
    assert sorted(table["setting"].unique()) == [0, 1]
    for setting, study in enumerate(alone):
        mine = table[table["setting"] == setting].reset_index(drop=True)
        other = getattr(study, what).reset_index(drop=True)
        pd.testing.assert_frame_equal(
            mine.drop(columns=["setting", "leave_base"], errors="ignore"),
            other.drop(columns="setting", errors="ignore"),
        )


def test_the_settings_differ(swept):
    usual = swept.table[swept.table["strategy"] == "as-usual"]
    assert usual["leave_base"].tolist() == list(LEVELS)
    assert usual["peers_6"].iloc[0] > usual["peers_6"].iloc[1]


def test_one_setting_is_a_comparison(swept, alone):
    one = swept.at(1)
    assert len(one.results.runs) == len(swept.results.runs) / 2
    assert one.table["setting"].unique() == [1]
    assert one.in_short() == alone[1].in_short().replace("Site 1", "Site 1 (leave base 0.3)")
    assert one.plot_effects().alt
    assert "leave base 0.3" in one.plot_effects().alt
    for number in (-1, 2):
        with pytest.raises(ccu.UserError, match="numbered from 0 to 1"):
            swept.at(number)


def test_what_is_drawn_or_asked_is_of_one_setting(swept):
    for name in ("effects", "retention", "course", "people", "costs"):
        with pytest.raises(ccu.UserError, match=r"2 settings, .*comparison.at\(0\)"):
            getattr(swept, f"plot_{name}")()
    assert "from 0.15 to 0.3" in swept.plot_sweep().alt
    with pytest.raises(ccu.UserError, match="never taken together"):
        months_until_effect(swept.results, "cohesion", unit="site-1", strategy="leadership")
    with pytest.raises(ccu.UserError, match="never taken together"):
        reasons(swept.results, unit="site-1", strategy="as-usual")
    with pytest.raises(ValueError, match="never taken together"):
        swept.findings.effect("site-1", "leadership", "cohesion")
    with pytest.raises(ValueError, match="never taken together"):
        swept.findings.as_usual("site-1", "cohesion")


def test_the_report_tells_of_each(swept):
    page = render(swept.findings)
    for level in LEVELS:
        where = f"Site 1 (leave base {level:g})"
        assert f"<h3>{where}" in page
        assert page.count(f"<caption>{where}</caption>") >= 2  # levels and effects, costs
        assert f"With leave base {level:g}: " in page
    assert "Nothing is taken together over settings." in " ".join(page.split())
    assert "How often somebody in the middle of every scale resigns</th>" in page
    assert "need not meet the targets" in page
    assert ">nan" not in page


def test_what_is_set_in_every_run_is_told(alone):
    page = " ".join(render(alone[0].findings).split())
    assert (
        "Set in every run, as usual included: how often somebody in the middle of every scale "
        "resigns at 0.15." in page
    )
    assert "<caption>Settings</caption>" not in page
    assert "Site 1 (" not in page


def test_the_table_in_words_names_the_setting(swept):
    table = readable(swept.findings)
    assert list(table.columns[:3]) == ["Unit", "Leave base", "Strategy"]
    assert table["Leave base"].tolist() == ["0.15"] * 3 + ["0.3"] * 3


def test_settings_that_are_shown_go_from_the_first_to_the_last(synthetic_results):
    findings = many(synthetic_results, 40)
    numbers = [part.setting for part in findings.shown(MOST_SHOWN)]
    assert len(numbers) == MOST_SHOWN
    assert (numbers[0], numbers[-1]) == (0, 39)
    assert len(findings.shown(100)) == 40


def many(synthetic_results, count, kept="replicate >= 0"):
    """Made-up results of many settings of one set each, of which some runs are kept."""
    results = synthetic_results(
        hazards={"as-usual": 1.0, "steady": 0.6}, units=("site-1",), sets=count, months=12
    )
    whole = {name: results.read(name) for name in ("runs", "monthly", "spells")}
    for table in whole.values():
        table["setting"], table["set"] = table["set"], 0
    whole = {name: table.query(kept) for name, table in whole.items()}
    results = type(results)(results.study, *whole.values(), results.parameters)
    results.study.settings = lambda: [{"leadership": place / count} for place in range(count)]
    results.setting = None

    def at(number):
        part = type(results)(
            results.study,
            *(table[table["setting"] == number] for table in whole.values()),
            results.parameters,
        )
        part.setting = number
        return part

    results.at = at
    return Findings(results)


def test_a_setting_without_runs_as_usual_is_left_out_and_told(synthetic_results):
    findings = many(synthetic_results, 3, "setting != 1 or strategy != 'as-usual'")
    assert [part.setting for part in findings.parts] == [0, 2]
    page = " ".join(render(findings).split())
    assert "Of one setting no run with a strategy has its run as usual beside it" in page
    assert ">nan" not in page


def test_one_set_and_one_replicate_a_setting(synthetic_results):
    findings = many(synthetic_results, 2, "replicate == 0")
    table = findings.effects
    assert table["mc_low"].isna().all()
    assert (table["simultaneous_method"] == "none").all()
    page = render(findings)
    assert ">nan" not in page
    assert "one pair of runs" in page
    assert np.isfinite(table["effect"]).any()


def test_json_keeps_dependences_apart(swept, capsys):
    from ccu_sim.cli.console import Format
    from ccu_sim.cli.effects import print_effects

    print_effects(swept, Format.json)
    rows = json.loads(capsys.readouterr().out)
    assert [(row["setting"], row["leave_base"]) for row in rows] == [(0, 0.15)] * 3 + [(1, 0.3)] * 3
    assert all(row["dependence"] for row in rows if row["strategy"] != "as-usual")
    print_effects(swept, Format.table)
    told = capsys.readouterr().out
    for level in LEVELS:
        assert f"Site 1 (leave base {level:g})" in told
        assert f"20 places): leave base {level:g}" in told
    assert told.count("Cost against as usual, A$ thousand a year: ") == 2
