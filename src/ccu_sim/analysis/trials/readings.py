"""What is read off a run to set a strategy beside published trials."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import numpy as np

from ccu_sim.analysis.factors import Arm
from ccu_sim.analysis.factors.runs import model_hash
from ccu_sim.batch.atomic_files import replaced
from ccu_sim.inputs import load_unit
from ccu_sim.model import measure
from ccu_sim.model.calendar import month_start
from ccu_sim.model.compiled import walk
from ccu_sim.model.initialization import initialize
from ccu_sim.model.records import CLINICIAN, PEER

MONTHS = 36
LOOKS = (8, 12, 24, 30, 36)
"""Months in which people are looked at."""

ROLES = {"peer": PEER, "clinician": CLINICIAN}
STATES = ("exhaustion", "satisfaction", "role_clarity", "valuing")
INSECURE_MONTHS = slice(15, 24)
"""In which an early decision on a 24-month contract is told and its end draws near."""

FIRST_YEAR = 12.0


@dataclass(frozen=True)
class Readings:
    """What was read off the runs of one arm.

    Attributes
    ----------
    values : dict of str to ndarray, shape (sets, replicates)
        NaN where there was nobody to look at.
    """

    values: Mapping[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:
        """Give one reading of every run."""
        return self.values[name]

    def by_set(self, name: str) -> np.ndarray:
        """Give the mean of a reading over each set's runs."""
        return np.nanmean(self.values[name], axis=1)


@dataclass
class Trials:
    """Runs arms at one unit under the same chance, each arm once.

    Attributes
    ----------
    parameters : sequence of mapping
        Parameter sets.
    replicates : int
        Runs of each with different chance events.
    unit : str
    seed : int
    progress : callable, optional
        Called with the words of each arm before it is run.
    folder : Path, optional
        Where readings are kept, under a name made of all they depend on; the same line again
        goes on where it was stopped.
    """

    parameters: Sequence[Mapping[str, float]]
    replicates: int
    unit: str = "site-1"
    seed: int = 2017
    progress: Callable[[str], None] | None = None
    folder: Path | None = None
    _known: dict[str, Readings] = field(default_factory=dict, repr=False)

    def run(self, arm: Arm) -> Readings:
        """Run an arm, unless it was, and give what was read."""
        key = arm.model_dump_json()
        if key not in self._known:
            self._known[key] = self._recall(arm) or self._keep(arm, self._told(arm))
        return self._known[key]

    def run_all(self, arms: Iterable[Arm], workers: int) -> None:
        """Run arms on so many processes, those not known yet; `run` then gives each at once."""
        wanted = {arm.model_dump_json(): arm for arm in arms}
        missing = {}
        for key, arm in wanted.items():
            known = self._known.get(key) or self._recall(arm)
            if known is None:
                missing[key] = arm
            else:
                self._known[key] = known
        alone = replace(self, progress=None, _known={})
        with ProcessPoolExecutor(workers) as pool:
            running = {pool.submit(alone._run, arm): (key, arm) for key, arm in missing.items()}
            for future in as_completed(running):
                key, arm = running[future]
                self._known[key] = self._keep(arm, future.result())
                if self.progress is not None:
                    self.progress(arm.words())

    def _told(self, arm: Arm) -> Readings:
        if self.progress is not None:
            self.progress(arm.words())
        return self._run(arm)

    def _path(self, arm: Arm) -> Path | None:
        if self.folder is None:
            return None
        depends = (model_hash(), arm.model_dump(), list(self.parameters), self.replicates)
        asked = json.dumps((*depends, self.unit, self.seed, LOOKS, STATES), sort_keys=True)
        return self.folder / f"trial-{hashlib.sha256(asked.encode()).hexdigest()[:24]}.npz"

    def _recall(self, arm: Arm) -> Readings | None:
        path = self._path(arm)
        if path is None or not path.exists():
            return None
        with np.load(path) as kept:
            return Readings(dict(kept))

    def _keep(self, arm: Arm, readings: Readings) -> Readings:
        path = self._path(arm)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            buffer = BytesIO()
            np.savez_compressed(buffer, **dict(readings.values))  # type: ignore[arg-type]
            with replaced(path) as file:
                file.write(buffer.getvalue())
        return readings

    def _run(self, arm: Arm) -> Readings:
        runs = [
            [self._one(arm, index, replicate) for replicate in range(self.replicates)]
            for index in range(len(self.parameters))
        ]
        names = runs[0][0]
        return Readings(
            {name: np.array([[one[name] for one in of_set] for of_set in runs]) for name in names}
        )

    def _one(self, arm: Arm, index: int, replicate: int) -> dict[str, float]:
        values = arm.values(self.parameters[index])
        worlds = initialize(
            arm.unit(load_unit(self.unit)),
            arm.policy(),
            values,
            months=MONTHS,
            seed=self.seed,
            set_index=index,
            replicate=replicate,
        )
        found: dict[str, float] = {}
        lived = 0
        for month in LOOKS:
            walk(worlds, 0, lived, month_start(month))
            lived = month_start(month)
            found |= _look(worlds, month, values["leading_spread"])
        return found | dict(_at_the_end(worlds))


def _look(worlds: np.ndarray, month: int, between: float) -> dict[str, float]:
    """Look at people and at the leader in one month."""
    world = worlds[0]
    staff = world["staff"][: int(world["unit"]["posts"])]
    regular = staff[(staff["here"] != 0) & (staff["casual"] == 0)]
    found = {f"leader_quality@{month}": float(world["climate"]["leadership"]) / between}
    everybody = []
    for name, role in ROLES.items():
        group = regular[regular["role"] == role]
        some = len(group) > 0
        chance = group["resigning_chance"][group["resigning_chance"] > 0.0]  # from one's first week
        found[f"chance_{name}@{month}"] = float(chance.mean()) if len(chance) else np.nan
        everybody.append(chance)
        for state in STATES:
            found[f"{state}_{name}@{month}"] = float(group[state].mean()) if some else np.nan
            spread = float(group[state].std(ddof=1)) if len(group) > 1 else np.nan
            found[f"spread_{state}_{name}@{month}"] = spread
    chances = np.concatenate(everybody)
    found[f"chance_all@{month}"] = float(chances.mean()) if len(chances) else np.nan
    return found


def _at_the_end(worlds: np.ndarray) -> Iterator[tuple[str, float]]:
    """Read what the whole run tells."""
    tables = measure(worlds[0])
    monthly, spells = tables.monthly, tables.spells
    yield "insecurity_peer", float(np.nanmean(monthly["job_insecurity_peer"][INSECURE_MONTHS]))
    yield "founding_peer@23", float(monthly["founding_peer"][23])
    yield "founding_peer@25", float(monthly["founding_peer"][25])
    yield "kept_36_peer", float(tables.run["retention_36_peer"])
    regular = (spells["employment"] != "casual") & (spells["role"] != "team_leader")
    team = spells[regular]
    stay = team["end_month"] - team["start_month"]
    resigned = team["outcome"] == "resigned"
    yield "resigned_first_year", float((resigned & (stay <= FIRST_YEAR)).sum())
    yield "resigned_later", float((resigned & (stay > FIRST_YEAR)).sum())
    yield "years_first_year", float(np.minimum(stay, FIRST_YEAR).sum() / FIRST_YEAR)
    yield "years_later", float(np.maximum(stay - FIRST_YEAR, 0.0).sum() / FIRST_YEAR)
