"""Small made-up results, with the columns of real ones, for tests of the analysis.

People leave at a constant rate that a strategy multiplies; every strategy sees the same
uniform numbers. Peer workers' contracts end at month 24 and a fifth are not renewed.
Nothing here says anything about a real unit.
"""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from ccu_sim.model.records import REASONS

ROLES = {"peer_worker": "peer", "clinician": "clinician"}
EXPECTED = ("peer", "clinician", "leader")
OTHER_MEASURES = [
    "morale_peer",
    "morale_clinician",
    "exhaustion_peer",
    "exhaustion_clinician",
    "disputes",
    "challenges_heard",
    "discrimination",
    "crossings",
]


class SyntheticResults:
    """What `ccu_sim.batch.open_results` gives, made of tables in memory."""

    def __init__(self, study, runs, monthly, spells, parameters):
        self.study = study
        self.runs = runs
        self.parameters = parameters
        self.failures = runs.iloc[:0]
        self.complete = True
        self.manifest = SimpleNamespace(
            hash="0" * 64,
            environment={"ccu_sim": "0.0"},
            selection=None,
            unaccepted=None,
            measures=(),
        )
        self._tables = {"runs": runs, "monthly": monthly, "spells": spells}

    @property
    def monthly(self):
        return self._tables["monthly"]

    @property
    def spells(self):
        return self._tables["spells"]

    def columns(self, table):
        return list(self._tables[table])

    def read(self, table, columns=None, *, strategy=None, unit=None):
        found = self._tables[table]
        if strategy is not None:
            found = found[found["strategy"].isin(np.atleast_1d(strategy))]
        if unit is not None:
            found = found[found["unit"] == unit]
        ids = ["unit", "strategy", "setting", "set", "replicate"]
        return found if columns is None else found[[*ids, *columns]]


def synthetic_results(
    *,
    hazards=None,
    units=("site-1", "site-2"),
    heads=None,
    sets=12,
    replicates=2,
    months=36,
    spread=0.3,
    seed=1,
):
    """Make results; `hazards` gives each strategy's multiplier of the rate of leaving."""
    hazards = hazards or {"as-usual": 1.0, "steady": 0.6, "nothing": 1.0, "worse": 1.3}
    heads = heads or {"peer_worker": 17, "clinician": 8}
    random = np.random.default_rng(seed)
    runs, monthly, spells = [], [], []
    for place, unit in enumerate(units):
        for set_index in range(sets):
            base = 0.018 * np.exp(spread * random.standard_normal())
            gain = np.exp(0.3 * spread * random.standard_normal())
            for replicate in range(replicates):
                luck = random.random((2, sum(heads.values())))
                for strategy, hazard in hazards.items():
                    ids = (unit, strategy, 0, set_index, replicate)
                    rate = base * (hazard * gain if hazard != 1.0 else 1.0)
                    people = _people(luck, heads, rate * (1 + 0.1 * place), months)
                    run, course = _measures(people, heads, hazard, gain, months, luck)
                    _expect(run, course, people, rate * (1 + 0.1 * place))
                    spells.append(_with_ids(people, ids))
                    monthly.append(_with_ids(course, ids))
                    runs.append(_with_ids(pd.DataFrame([run]), ids))
    study = SimpleNamespace(
        name="A made-up study",
        question="Does a steadier team stay?",
        months=months,
        seed=seed,
        parameter_sets=sets,
        central=False,
        model=None,
        replicates=replicates,
        units=tuple(units),
        unit_objects=[
            SimpleNamespace(name=unit, title=f"Unit {unit}", stage="new", staff=(), observed=None)
            for unit in units
        ],
        strategies=tuple(hazards),
        policies=[
            SimpleNamespace(name=name, title=f"Running it: {name}", strategies=())
            for name in hazards
        ],
        strategy_objects=[],
        settings=lambda: [{}],
        cautions=lambda: (),
    )
    tables = [
        pd.concat(pieces, ignore_index=True).astype({"unit": "category", "strategy": "category"})
        for pieces in (runs, monthly, spells)
    ]
    index = pd.RangeIndex(sets, name="set")
    parameters = pd.DataFrame(random.random((sets, 5)), index, columns=list("abcde"))
    return SyntheticResults(study, *tables, parameters)


def _with_ids(table, ids):
    for place, (name, value) in enumerate(
        zip(("unit", "strategy", "setting", "set", "replicate"), ids, strict=True)
    ):
        table.insert(place, name, value)
    return table


def _people(luck, heads, rate, months):
    rows = []
    roles = [role for role, count in heads.items() for _ in range(count)]
    for person, role in enumerate(roles):
        leaves = -np.log(luck[0, person]) / rate
        end, outcome = (leaves, "resigned") if leaves < months else (months, "in-post")
        fixed = role == "peer_worker"
        if fixed and min(end, months) > 24 and luck[1, person] < 0.2:
            end, outcome = 24.0, "contract-ended"
        founder = {
            "post": person,
            "role": role,
            "holder": 0,
            "employment": "fixed-term" if fixed else "permanent",
            "founding": True,
            "start_month": 0.0,
            "end_month": float(end),
            "outcome": outcome,
        }
        rows.append(founder)
        if end < months - 3:
            hire = {"holder": 1, "employment": "permanent", "founding": False}
            stay = {"start_month": end + 3, "end_month": float(months), "outcome": "in-post"}
            rows.append(founder | hire | stay)
    table = pd.DataFrame(rows)
    table["discipline"] = np.where(table["role"] == "clinician", "nursing", "")
    table["fte"] = 1.0
    for reason in REASONS:
        share = 1.0 / len(REASONS)
        table[f"reason_{reason}"] = np.where(table["outcome"] == "resigned", share, np.nan)
    return table


def _expect(run, course, people, rate):
    """Add the chances of leaving up: a rate all the time, and a fifth at the end of a term."""
    months = len(course) - 1
    founding = people[people["founding"]]
    for name in [*(f"expected_resigned_{r}_{x}" for r in EXPECTED for x in REASONS)]:
        course[name] = 0.0
    for short in EXPECTED:
        course[f"expected_promoted_{short}"] = course[f"expected_contract_ended_{short}"] = 0.0
    costs = 0.0
    for role, short in ROLES.items():
        ends = founding.loc[founding["role"] == role, "end_month"].to_numpy()[:, None]
        at_risk = np.clip(ends - np.arange(months), 0.0, 1.0).sum(axis=0)
        resigned = np.append(0.0, rate * at_risk)
        ended = np.zeros(months + 1)
        if role == "peer_worker" and months > 24:
            ended[25] = 0.2 * (ends >= 24.0).sum()
        course[f"expected_resigned_{short}_base"] = resigned
        course[f"expected_contract_ended_{short}"] = ended
        course[f"expected_founding_left_{short}"] = resigned + ended
        costs += resigned.sum() + ended.sum()
    left = (founding["end_month"] < months).groupby(founding["role"]).sum()
    for role, short in ROLES.items():
        heads = max(course[f"staff_{short}"].iloc[0], 1)
        run[f"turnover_{short}"] = left.get(role, 0) / (heads * months / 12)
    heads = max(sum(course[f"staff_{short}"].iloc[0] for short in ROLES.values()), 1)
    run["turnover_all"] = left.sum() / (heads * months / 12)
    # spread evenly, as what was spent is
    course["expected_cost_turnover"] = 18000.0 * costs / (months + 1)


def _measures(people, heads, hazard, gain, months, luck):
    month = np.arange(months + 1)
    course = pd.DataFrame({"month": month})
    founding = people[people["founding"]]
    run = {}
    for role, short in ROLES.items():
        of = heads.get(role, 0)
        ends = np.sort(founding.loc[founding["role"] == role, "end_month"])
        # At a month means before what happens on that very day.
        stays = of - np.searchsorted(ends, month, side="left")
        course[f"founding_{short}"] = stays
        course[f"staff_{short}"] = of
        course[f"vacancies_{short}"] = 0
        for at in (12, 24, 36):
            seen = of > 0 and at <= months
            run[f"retention_{at}_{short}"] = stays[at] / of if seen else np.nan
        run[f"rmst_months_{short}"] = ends.mean() if of else np.nan
    for at in (12, 24, 36):
        both = course["founding_peer"] + course["founding_clinician"]
        run[f"retention_{at}_all"] = both[at] / both[0] if at <= months else np.nan
    lift = (1 - hazard) * gain
    noise = luck[1].mean() - 0.5
    course["cohesion"] = 3.9 + 0.3 * lift * (1 - np.exp(-month / 9)) + 0.3 * noise
    course["trust_gap"] = 0.10 * (1 - np.exp(-month / 12)) * (1 - lift) + 0.1 * noise
    course["trust"] = (course["cohesion"] - 1) / 4
    course["trust_within"] = course["trust"] + course["trust_gap"] / 2
    course["trust_between"] = course["trust"] - course["trust_gap"] / 2
    for name in OTHER_MEASURES:
        course[name] = 0.5 + 0.05 * np.sin(month / 5) + 0.1 * noise
    course["cost_strategy"] = 4000.0 * abs(hazard - 1)
    course["cost_turnover"] = 18000.0 * (founding["end_month"] < months).sum() / (months + 1)
    course["cost_cover"] = 900.0
    run |= {
        name: course[name].iloc[-12:].mean() for name in ("cohesion", "trust_gap", "trust_between")
    }
    for name in ("cost_strategy", "cost_turnover", "cost_cover"):
        run[name] = course[name].mean() * 12
    run["cost_total"] = run["cost_strategy"] + run["cost_turnover"] + run["cost_cover"]
    run["disputes"] = 10 - 4 * lift + 3 * noise
    run["stay_months"] = 14 + noise
    return run, course
