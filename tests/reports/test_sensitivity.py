"""What is said and drawn of a sensitivity analysis."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import ccu_sim as ccu
from ccu_sim.analysis.uncertainty import CHANCE, Found, Sizes
from ccu_sim.analysis.uncertainty.choice import CHOICE_COLUMNS, INFORMATION_COLUMNS
from ccu_sim.reports.figures.sensitivity import plot_sensitivity
from ccu_sim.reports.sensitivity import (
    by_parameter,
    depends_on,
    find_out_first,
    leading,
    rests_on,
)
from ccu_sim.reports.sensitivity_folder import tidy
from ccu_sim.reports.style import svg

AT = {"unit": "site-1", "strategy": "leadership"}


def index(name, *values):
    """An index of some parameters, each with its interval."""
    values = np.array(values)
    return {name: values, f"{name}_low": values - 0.1, f"{name}_high": values + 0.1}


def information(**changes):
    names = ["leave_base", "contract_security", "trust_gain"]
    table = {"unit": "site-1", "parameter": names}
    table |= index("workers", 0.42, 0.31, 0.0) | index("dollars", 21_040.0, 100.0, 0.0)
    table |= {"workers_stands_out": [True, True, False], "dollars_stands_out": [True, False, False]}
    return pd.DataFrame(table | changes)[list(INFORMATION_COLUMNS)]


def choices(**changes):
    row = {
        "unit": "site-1",
        "points": 100,
        "different": 90,
        "willing": 50_000.0,
        "workers_best": "leadership",
        "workers_perfect": 0.8,
        "workers_by_chance": 0.1,
        "dollars_best": "as-usual",
        "dollars_perfect": 40_000.0,
        "dollars_by_chance": 5_000.0,
    }
    return pd.DataFrame([row | changes])[list(CHOICE_COLUMNS)]


@pytest.fixture
def found():
    """An analysis of one unit and strategy, made up."""
    given = AT | {"parameter": ["leave_base", "trust_gain"]} | index("share", 0.5, 0.1)
    given |= index("delta", 0.3, 0.1) | {"share_by_chance": 0.2, "stands_out": [True, False]}
    screening = AT | {"parameter": ["leave_base", "voice_gain"]} | index("mu_star", 3.0, 1.0)
    sobol = AT | {"parameter": [CHANCE, "leave_base"]} | index("total", 0.6, 0.5)
    settled = {"design": "sobol", **AT, "agreement": 0.8, "widest": 0.22, "settled": False}
    return Found(
        study=ccu.study_of(["site-1"], ["leadership"]),
        sizes=Sizes(),
        chosen=("leave_base",),
        screening=pd.DataFrame(screening | {"mu": 0.5, "sigma": 1.0}),
        sobol=pd.DataFrame(sobol | index("first", 0.4, 0.4)),
        given=pd.DataFrame(given),
        convergence=pd.DataFrame([settled]),
        information=information(),
        choices=choices(),
        luck=pd.DataFrame([AT | {"chance": 0.25}]),
        batches={},
        failures=(),
    )


def test_what_to_find_out_first_is_said_in_workers_and_in_money(found):
    said = find_out_first(found, "site-1")
    assert said == (
        "Site 1. To keep most of the staff of the opening day over three years, 'leadership' is "
        "the choice. Find out first: leave base (0.42 more staff kept, 0.32 to 0.52); the unit's "
        "own contract security (0.31 more staff kept, 0.21 to 0.41); everything together would be "
        "worth 0.80 more staff kept. In money, with A$ 50,000 for one more worker kept, as usual "
        "is the choice. Find out first: leave base (A$ 21,000, 21,000 to 21,000); everything "
        "together would be worth A$ 40,000."
    )


def test_where_nothing_stands_out_that_is_said(found):
    none = information(workers_stands_out=False, dollars_stands_out=False)
    said = find_out_first(replace(found, information=none), "site-1")
    assert said.count("no single number stands out as worth finding out") == 2


def test_where_nothing_turns_the_choice_that_is_said(found):
    sure = choices(workers_perfect=0.001, dollars_perfect=20.0)
    said = find_out_first(replace(found, choices=sure), "site-1")
    assert said.count("nothing that is not known would turn it") == 2


def test_few_sets_and_no_points_are_said(found):
    few = choices(workers_perfect=np.nan, different=1)
    assert "one different parameter set; it takes 20" in find_out_first(
        replace(found, choices=few), "site-1"
    )
    none = replace(found, choices=choices().iloc[:0])
    assert "nothing can be told" in find_out_first(none, "site-1")


def test_what_an_effect_depends_on_is_said(found):
    said = depends_on(found, "site-1")
    assert "goes with leave base, beyond what chance" in said
    assert "Chance is 25\N{NO-BREAK SPACE}% of its spread" in said
    assert "chance has a part in 60\N{NO-BREAK SPACE}% of the spread" in said
    assert "not settled: with half the runs 80\N{NO-BREAK SPACE}% of the first five" in said
    assert "nan" not in said.lower()


def test_without_anything_found_nothing_is_made_up(found):
    bare = replace(
        found,
        **{
            name: getattr(found, name).iloc[:0]
            for name in ("screening", "sobol", "given", "convergence", "information")
        },
    )
    assert "cannot be told: it takes 20" in depends_on(bare, "site-1")
    assert plot_sensitivity(bare, "site-1").alt.count("nothing that can be told") == 4
    assert tidy(bare).empty
    assert leading(replace(bare, luck=bare.luck.iloc[:0]), "site-1") is None


def test_methods_stand_side_by_side(found):
    table = by_parameter(found, "site-1", "leadership")
    assert list(table.index) == ["leave_base", "trust_gain", "voice_gain"]
    assert table.loc["leave_base"].to_list() == [0.5, 0.3, 3.0, 0.5]
    assert np.isnan(table.loc["voice_gain", "share"])


def test_everything_is_in_one_table(found):
    table = tidy(found)
    assert len(table) == 2 * 3 + 2 * 2 + 3 * 2 + 2 * 2
    row = table.query("method == 'sobol' and measure == 'total' and parameter == 'leave_base'")
    assert row[["value", "low", "high"]].to_numpy() == pytest.approx(np.array([[0.5, 0.4, 0.6]]))
    flagged = table[table["stands_out"].eq(True)]
    assert set(flagged[["method", "measure"]].itertuples(index=False, name=None)) == {
        ("information", "workers"),
        ("information", "dollars"),
        ("given", "share"),
    }


def test_the_figure_says_what_it_shows_and_is_the_same_every_time(found):
    figure = plot_sensitivity(found, "site-1")
    assert "Worth finding out: leave base 0.42, contract security 0.31" in figure.alt
    assert "Sobol, total order: chance events 0.60" in figure.alt
    assert svg(figure) == svg(plot_sensitivity(found, "site-1"))


def test_what_a_number_rests_on():
    assert rests_on("contract_security") == "the unit"
    assert rests_on("overtime_acceptance") == "assumed"
    assert rests_on("exhaustion_load") == "assumed, unchecked"
