"""What expected leaving is worth: how much surer an effect is than by counting leavers.

    python benchmarks/expected_leaving.py [--runs 300] [--unit site-1]

Every strategy meets so many parameter sets, once each, and the central set so many times. Three
ways to the same effect are set beside each other: leavers counted; expected alone, which is
counted with all luck taken off; and what estimates are made from, counted with as much luck taken
off as the other sets tell. Of each: the variance of the mean, as a ratio, and the share of sets
left without any difference.

Then many small comparisons are drawn from those sets, a dozen each, to see how many of their
95 % intervals, counted and as estimated, hold the effect that all of the sets together have.

Writes expected_leaving.json beside this file.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from ccu_sim import study_of
from ccu_sim.analysis import effects
from ccu_sim.analysis.intervals import by_set, standard_error
from ccu_sim.analysis.landmark import runs_with_landmarks
from ccu_sim.analysis.luck import expected_resigned
from ccu_sim.analysis.pairs import PAIRED_BY, luck_in, pairs
from ccu_sim.batch import run_batch
from ccu_sim.model.measures.declaration import PROFESSIONS

HERE = Path(__file__).parent
STRATEGIES = (
    *("leadership", "professional-supervision", "role-clarity", "education-and-training"),
    *("permanent-contracts", "early-renewal-decisions"),
)
RESIGNED = "resignations"
OUTCOMES = (
    *("turnover_all", "cost_turnover", "retention_12_all", "retention_36_all", "rmst_months_all"),
)
COMPARED, SETS_OF_ONE = 300, 12


def ran(options, **design):
    """Run a study; give its runs with luck in them, resignations and what was expected of them."""
    study = study_of([options.unit], STRATEGIES, seed=2014, **design)
    with tempfile.TemporaryDirectory() as folder:
        results = run_batch(study, folder)
        runs = runs_with_landmarks(results)
        expected = [name for role in (*PROFESSIONS, "leader") for name in expected_resigned(role)]
        resigned = ["resigned_peer", "resigned_clinician"]
        months = results.read("monthly", [*resigned, *expected])
    keys = [*PAIRED_BY, "strategy"]
    sums = months.groupby(keys, observed=True, sort=False)[[*resigned, *expected]].sum()
    sums[RESIGNED] = sums[resigned].sum(axis=1)
    sums[luck_in(RESIGNED)] = sums[RESIGNED] - sums[expected].sum(axis=1)
    return runs.merge(sums[[RESIGNED, luck_in(RESIGNED)]].reset_index(), on=keys)


def gain(values, other, sets):
    """Variance of the mean over sets of one kind of difference, over that of another."""
    counted, found = (standard_error(by_set(one, sets))[0] for one in (values, other))
    return np.divide(counted, found, out=np.full_like(counted, np.nan), where=counted > 0) ** 2


def sureness(runs):
    """Give a row a strategy and outcome: ratios of variances, and sets without a difference."""
    tables = []
    names = [RESIGNED, *OUTCOMES]
    for pair in pairs(runs, names):
        counted, found = pair.counted_difference, pair.difference
        expected = counted - (pair.luck_with_strategy - pair.luck_as_usual)
        columns = {
            "strategy": pair.strategy,
            "outcome": names,
            "ratio": gain(counted, found, pair.sets),
            "ratio_expected_alone": gain(counted, expected, pair.sets),
            "none_counted": (counted == 0).mean(axis=0),
            "none": (found == 0).mean(axis=0),
        }
        tables.append(pd.DataFrame(columns))
    return pd.concat(tables, ignore_index=True)


def coverage(runs):
    """Share of intervals of small comparisons that hold the effect of all sets together."""
    random = np.random.default_rng(1)
    counted = runs.drop(columns=[luck_in(name) for name in OUTCOMES])
    truth = indexed(runs)["effect"]
    truth = truth[truth != 0]
    labels = runs["set"].unique()
    held = {"counted": [], "estimated": []}
    for _ in range(COMPARED):
        drawn = random.choice(labels, SETS_OF_ONE, replace=False)
        for kind, table in (("counted", counted), ("estimated", runs)):
            found = indexed(table[table["set"].isin(drawn)]).loc[truth.index]
            held[kind].append((found["mc_low"] <= truth) & (truth <= found["mc_high"]))
    shares = {kind: pd.concat(all_, axis=1).mean(axis=1) for kind, all_ in held.items()}
    return pd.DataFrame(shares).groupby("outcome").mean().loc[list(OUTCOMES)]


def indexed(runs):
    """Give effects by strategy and outcome."""
    return effects(runs, list(OUTCOMES)).set_index(["strategy", "outcome"])


def plain(table):
    """Give rows for JSON, which knows no NaN."""
    return table.round(4).astype(object).where(table.notna(), None).to_dict("records")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=300, help="sets, and runs of the central one")
    options.add_argument("--unit", default="site-1")
    options = options.parse_args()
    over_sets = ran(options, parameter_sets=options.runs, replicates=1)
    central = ran(options, parameter_sets=0, replicates=options.runs)
    found = {"over sets": sureness(over_sets), "the central set": sureness(central)}
    held = coverage(over_sets)
    kept = {
        "unit": options.unit,
        "runs": options.runs,
        **{name: plain(table) for name, table in found.items()},
        "coverage": held.round(3).to_dict("index"),
    }
    path = HERE / "expected_leaving.json"
    path.write_text(json.dumps(kept, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    for name, table in found.items():
        for column in ("ratio", "ratio_expected_alone", "none_counted", "none"):
            wide = table.pivot(index="strategy", columns="outcome", values=column)
            wide = wide.loc[list(STRATEGIES), [RESIGNED, *OUTCOMES]]
            print(f"{name}: {column}\n{wide.round(2).to_string()}\n")
    print(held.round(3).to_string())


if __name__ == "__main__":
    main()
