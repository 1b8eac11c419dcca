"""From a study to the report, with the model itself."""

import numpy as np
import pandas as pd
import pytest

from ccu_sim.analysis import cost_per_worker, effects, ranking, survival
from ccu_sim.batch import run_batch
from ccu_sim.inputs import load_study
from ccu_sim.reports import Findings, render
from ccu_sim.reports.effects_table import effects_table

STUDY = """
name: Security and supervision
units: [{units}]
strategies: [permanent-contracts, [permanent-contracts, professional-supervision]]
parameter_sets: 3
replicates: 2
months: {months}
seed: 7
"""


def results_over(months, folder, units="site-1, site-2"):
    file = folder / "study.yaml"
    file.write_text(STUDY.format(months=months, units=units))
    return run_batch(load_study(file), folder / "results")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return results_over(36, tmp_path_factory.mktemp("three-years"))


def test_effects_are_mean_paired_differences(results):
    table = effects(results.runs)  # as they were counted
    runs = results.runs.set_index(["unit", "strategy", "set", "replicate"])
    for row in table[table["outcome"].isin(["cohesion", "retention_36_peer"])].itertuples():
        ran = runs.loc[(row.unit, row.strategy), row.outcome]
        usual = runs.loc[(row.unit, "as-usual"), row.outcome]
        assert row.effect == pytest.approx((ran - usual).mean())
        assert row.pairs == 6


def test_curves_agree_with_the_runs_table(results):
    curves = survival(results.spells).set_index(["unit", "strategy", "role", "month"])
    means = results.runs.groupby(["unit", "strategy"], observed=True)["retention_12_peer"].mean()
    for (unit, strategy), share in means.items():
        assert curves.loc[(unit, strategy, "peer_worker", 11.75), "in_post"] >= share - 1e-9
        assert curves.loc[(unit, strategy, "peer_worker", 12.25), "in_post"] <= share + 1e-9


def test_permanent_contracts_leave_no_founding_peer_to_expire(results):
    ended = survival(results, founding=True)
    ended = ended[(ended["role"] == "peer_worker") & (ended["month"] == 36.0)]
    expired = ended.groupby("strategy")["contract-ended"].max()
    assert expired["permanent-contracts"] == 0.0
    assert expired["as-usual"] > 0.0


def test_costs_and_ranking_have_every_strategy(results):
    arms = {"permanent-contracts", "permanent-contracts + professional-supervision"}
    assert set(cost_per_worker(results)["strategy"]) == arms
    assert set(ranking(results, "retention_36_all")["strategy"]) == {"as-usual", *arms}


def test_the_table_for_the_terminal(results):
    table = effects_table(results)
    assert len(table) == 6
    levels = ["peers_24", "clinicians_24", "peers_36", "cohesion", "trust_gap", "cost"]
    assert np.isfinite(table[levels]).all(axis=None)
    assert table.loc[table["strategy"] != "as-usual", "helps"].between(0, 1).all()


def test_the_report(results):
    page = render(Findings(results))
    assert "Of 17 peer workers" in page
    assert results.manifest.hash in page
    assert "Permanent contracts" in page
    assert ">nan" not in page


def test_six_months_of_one_unit(tmp_path):
    results = results_over(6, tmp_path, "site-1")
    table = effects_table(results)
    assert pd.notna(table["peers_6"]).all()
    assert "after six months" in render(Findings(results))
