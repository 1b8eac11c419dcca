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
    runs, monthly, spells = [], [], []  # of each: whose it is, and its columns
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
                    ends = _ends_of_founders(people)
                    run, course = _measures(ends, heads, hazard, gain, months, luck)
                    _expect(run, course, ends, rate * (1 + 0.1 * place))
                    spells.append((ids, _columns(people)))
                    monthly.append((ids, course))
                    runs.append((ids, _columns([run])))
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
    tables = [_table(pieces) for pieces in (runs, monthly, spells)]
    _tell_why(tables[-1])
    index = pd.RangeIndex(sets, name="set")
    parameters = pd.DataFrame(random.random((sets, 5)), index, columns=list("abcde"))
    return SyntheticResults(study, *tables, parameters)


def _columns(rows):
    """Turn rows into columns."""
    return {name: [row[name] for row in rows] for name in rows[0]}


def _table(pieces):
    """Put the columns of all runs one below the other, and before them whose they are."""
    lengths = [max(map(np.size, columns.values())) for _, columns in pieces]
    names = ("unit", "strategy", "setting", "set", "replicate")
    whose = zip(names, zip(*(ids for ids, _ in pieces), strict=True), strict=True)
    table = {name: np.repeat(values, lengths) for name, values in whose}
    for name in pieces[0][1]:
        parts = zip((columns[name] for _, columns in pieces), lengths, strict=True)
        table[name] = np.concatenate([np.broadcast_to(part, length) for part, length in parts])
    return pd.DataFrame(table).astype({"unit": "category", "strategy": "category"})


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
    return rows


def _ends_of_founders(people):
    """Give the months in which the founders of each role end."""
    return {
        role: np.array(
            [one["end_month"] for one in people if one["founding"] and one["role"] == role]
        )
        for role in ROLES
    }


def _tell_why(table):
    """Add what people do, and why they resigned: for every reason alike."""
    table["discipline"] = np.where(table["role"] == "clinician", "nursing", "")
    table["fte"] = 1.0
    for reason in REASONS:
        share = 1.0 / len(REASONS)
        table[f"reason_{reason}"] = np.where(table["outcome"] == "resigned", share, np.nan)


def _expect(run, course, ends_of, rate):
    """Add the chances of leaving up: a rate all the time, and a fifth at the end of a term."""
    months = len(course["month"]) - 1
    for name in [*(f"expected_resigned_{r}_{x}" for r in EXPECTED for x in REASONS)]:
        course[name] = 0.0
    for short in EXPECTED:
        course[f"expected_promoted_{short}"] = course[f"expected_contract_ended_{short}"] = 0.0
    costs = 0.0
    for role, short in ROLES.items():
        ends = ends_of[role][:, None]
        at_risk = np.clip(ends - np.arange(months), 0.0, 1.0).sum(axis=0)
        resigned = np.append(0.0, rate * at_risk)
        ended = np.zeros(months + 1)
        if role == "peer_worker" and months > 24:
            ended[25] = 0.2 * (ends >= 24.0).sum()
        course[f"expected_resigned_{short}_base"] = resigned
        course[f"expected_contract_ended_{short}"] = ended
        course[f"expected_founding_left_{short}"] = resigned + ended
        costs += resigned.sum() + ended.sum()
    left = {role: (ends < months).sum() for role, ends in ends_of.items()}
    for role, short in ROLES.items():
        run[f"turnover_{short}"] = left[role] / (max(course[f"staff_{short}"], 1) * months / 12)
    heads = max(sum(course[f"staff_{short}"] for short in ROLES.values()), 1)
    run["turnover_all"] = sum(left.values()) / (heads * months / 12)
    # spread evenly, as what was spent is
    course["expected_cost_turnover"] = 18000.0 * costs / (months + 1)


def _measures(ends_of, heads, hazard, gain, months, luck):
    """Give what a run shows, and its months: a number or an array for each column."""
    month = np.arange(months + 1)
    course, run = {"month": month}, {}
    for role, short in ROLES.items():
        of = heads.get(role, 0)
        ends = np.sort(ends_of[role])
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
    gone = sum((ends < months).sum() for ends in ends_of.values())
    course["cost_turnover"] = 18000.0 * gone / (months + 1)
    course["cost_cover"] = 900.0
    run |= {name: course[name][-12:].mean() for name in ("cohesion", "trust_gap", "trust_between")}
    for name in ("cost_strategy", "cost_turnover", "cost_cover"):
        run[name] = course[name] * 12
    run["cost_total"] = run["cost_strategy"] + run["cost_turnover"] + run["cost_cover"]
    run["disputes"] = 10 - 4 * lift + 3 * noise
    run["stay_months"] = 14 + noise
    return run, course
