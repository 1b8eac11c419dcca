"""What expected leaving is worth: how much surer an effect is than by counting leavers.

    python benchmarks/expected_leaving.py [--sets 300] [--unit site-1]

Every parameter set is run once with each strategy and as usual. Three ways to the same effect are
set beside each other: leavers counted; leavers counted with luck taken off, which is what
estimates are made from; and, of turnover, expected leavers alone. Of each: the variance of the
mean over sets, as a ratio, and the share of sets left without any difference.

Then many small comparisons are drawn from those runs, a dozen sets each, to see how many of their
95 % intervals hold the effect that all of the sets together have.

Writes expected_leaving.json beside this file, and prints the tables of README.md.
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
from ccu_sim.analysis.luck import expected_left
from ccu_sim.analysis.pairs import PAIRED_BY, pairs
from ccu_sim.batch import run_batch
from ccu_sim.model.measures.declaration import PROFESSIONS

HERE = Path(__file__).parent
STRATEGIES = (
    *("leadership", "professional-supervision", "role-clarity", "education-and-training"),
    *("permanent-contracts", "early-renewal-decisions"),
)
OUTCOMES = {
    "turnover_all": "turnover",
    "cost_turnover": "its cost",
    "retention_12_all": "here after 1 year",
    "retention_36_all": "after 3 years",
    "rmst_months_all": "months in post",
}
COMPARED, SETS_OF_ONE = 400, 12


def with_expected_turnover(results):
    """Give the runs, with turnover by expected leavers alone."""
    runs = runs_with_landmarks(results)
    columns = [name for role in PROFESSIONS for name in expected_left(role)]
    keys = [*PAIRED_BY, "strategy"]
    months = results.read("monthly", [*columns, "staff_peer", "staff_clinician"])
    sums = months.assign(
        left=months[columns].sum(axis=1), posts=months["staff_peer"] + months["staff_clinician"]
    )
    of_run = sums.groupby(keys, observed=True, sort=False)[["left", "posts"]].agg(
        {"left": "sum", "posts": "mean"}
    )
    usual = of_run["posts"].mean()
    years = results.study.months / 12
    alone = (of_run["left"] / usual / years).rename("expected_turnover_all")
    return runs.merge(alone.reset_index(), on=keys)


def gain(values, other, sets):
    """Variance of the mean over sets of one kind of difference, over that of another."""
    counted, found = (standard_error(by_set(one, sets))[0] for one in (values, other))
    return (counted / found) ** 2


def sureness(runs):
    """Give a row a strategy and outcome: ratio of variances, and sets without a difference."""
    rows = []
    for pair in pairs(runs, [*OUTCOMES, "expected_turnover_all"]):
        counted, found = pair.counted_difference, pair.difference
        ratio = gain(counted, found, pair.sets)
        alone = gain(counted[:, :1], counted[:, -1:], pair.sets)[0]
        for place, name in enumerate(OUTCOMES):
            row = {"strategy": pair.strategy, "outcome": name, "ratio": ratio[place]}
            row["none_counted"], row["none"] = (
                float((one[:, place] == 0).mean()) for one in (counted, found)
            )
            row["ratio_expected_alone"] = alone if name == "turnover_all" else np.nan
            rows.append(row)
    return pd.DataFrame(rows)


def coverage(runs):
    """Share of intervals of small comparisons that hold the effect of all sets together."""
    random = np.random.default_rng(1)
    truth = effects(runs, list(OUTCOMES)).set_index(["strategy", "outcome"])["effect"]
    labels = runs["set"].unique()
    held = []
    for _ in range(COMPARED):
        drawn = runs[runs["set"].isin(random.choice(labels, SETS_OF_ONE, replace=False))]
        found = effects(drawn, list(OUTCOMES)).set_index(["strategy", "outcome"])
        held.append((found["mc_low"] <= truth) & (truth <= found["mc_high"]))
    return pd.concat(held, axis=1).mean(axis=1).groupby("outcome").mean()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sets", type=int, default=300, help="parameter sets; 7 runs each")
    options.add_argument("--unit", default="site-1")
    options = options.parse_args()
    study = study_of(
        [options.unit], STRATEGIES, parameter_sets=options.sets, replicates=1, seed=2014
    )
    with tempfile.TemporaryDirectory() as folder:
        runs = with_expected_turnover(run_batch(study, folder))
    table, held = sureness(runs), coverage(runs)
    found = {
        "unit": options.unit,
        "sets": options.sets,
        "sureness": table.round(4).to_dict("records"),
        "coverage": {name: round(held[name], 3) for name in OUTCOMES},
    }
    (HERE / "expected_leaving.json").write_text(json.dumps(found, indent=1, allow_nan=True) + "\n")
    wide = table.pivot(index="strategy", columns="outcome", values="ratio")
    alone = table.set_index("strategy")["ratio_expected_alone"].dropna().rename("expected alone")
    print(wide.loc[list(STRATEGIES), list(OUTCOMES)].join(alone).round(1).to_string())
    none = table.pivot(index="strategy", columns="outcome", values="none_counted")
    print((100 * none.loc[list(STRATEGIES), list(OUTCOMES)]).round(0).to_string())
    print("most sets without a difference, estimated:", table["none"].max())
    print(held.loc[list(OUTCOMES)].round(3).to_string())


if __name__ == "__main__":
    main()
