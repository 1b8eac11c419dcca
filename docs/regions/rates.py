"""How often things happen: measured by running the model, not assumed.

Site 1 as usual, the central parameter set, so many runs of so many months. What the model
counts or writes into its diary is taken from there; what it does not count is seen by
watching one week in several, shift by shift.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model.calendar import SHIFTS_A_WEEK, month_start
from ccu_sim.model.compiled import walk
from ccu_sim.model.initialization import initialize
from ccu_sim.model.measures.declaration import MONTHLY
from ccu_sim.model.records import EVENT_NAMES, LEADER, ON_ANNUAL_LEAVE, PRESENT
from regions.markdown import code, table

UNIT = "site-1"
RUNS = 20
MONTHS = 36
SEED = 2020
ONE_WEEK_IN = 8
NIGHTS_A_WEEK = 7
NIGHTS_WATCHED = 6  # the week's last night is also when the week's own phases move states

_COUNTED = (
    ("disputes", "6", "disputes over whose task it was", "work_together"),
    ("challenges_heard", "5", "challenges taken well", "hear_challenge"),
    ("challenges_rebuffed", "5", "challenges rebuffed", "hear_challenge"),
    ("discrimination", "7", "times a peer worker is treated as less", "treat_as_equal"),
    ("dilemmas", "9", "boundary dilemmas", "keep_boundaries"),
    ("crossings", "9", "crossings of a boundary", "keep_boundaries"),
    ("crises", "15", "residents' crises on shift", "come_to_crisis"),
    ("overtime_shifts", "1", "shifts of overtime", "roster"),
    ("casual_shifts", "1", "shifts worked by the casual pool", "roster"),
    ("agency_shifts", "1", "shifts worked by agency staff", "roster"),
    ("unfilled_shifts", "1", "shifts below the minimum that nobody fills", "roster"),
    ("resigned_peer", "12", "resignations of peer workers", "consider_leaving"),
    ("resigned_clinician", "12", "resignations of clinicians or the leader", "consider_leaving"),
    ("promoted", "12", "promotions to a post elsewhere", "consider_leaving"),
    ("contract_ended", "11", "contracts that end without renewal", "end_contracts"),
    ("hired", "13", "people who start (casual pool included)", "recruit"),
    ("graduations", "15", "residents who move on when ready", "live_week"),
    ("unplanned_exits", "15", "residents who leave before being ready", "live_week"),
)
_IN_DIARY = (
    ("renewal-offered", "11", "renewals offered", "weigh_contract"),
    ("renewal-refused", "11", "renewals refused", "weigh_contract"),
    ("made-permanent", "11", "people made permanent", "weigh_contract"),
    ("dispute-settled", "6", "disputes that are settled", "work_together"),
    ("boundary-known", "9", "dual relationships that colleagues learn of", "mend_boundaries"),
    ("boundary-mended", "9", "dual relationships brought back within bounds", "mend_boundaries"),
    ("sick-leave", "10", "absences that begin", "look_after_health"),
    ("stepped-up", "13", "peer workers who step up", "step_up"),
    ("admitted", "15", "residents admitted", "admit"),
)
_WATCHED = (
    ("shifts", "1", "shifts worked by the unit's own staff", "roster, feel_shift"),
    ("alone", "14", "shifts worked alone in one's role", "feel_shift"),
    ("led", "16", "shifts worked beside the leader", "see_leader"),
    ("heard", "8", "shifts on which one is asked and heard at handover", "hand_over"),
    ("contacts", "15", "contacts of a resident with a worker", "seek_support, support"),
    ("good turns", "6", "good turns between colleagues", "work_together"),
    ("leave", "10", "fortnights of annual leave that begin", "take_leave"),
    ("unwell", "15", "residents who become unwell", "live_week"),
)


def rates() -> str:
    """Make the table of how often things happen in a week."""
    rows = []
    for name, mechanism, what, acts in (*_WATCHED, *_COUNTED, *_IN_DIARY):
        values = measured()[name]
        middle, low, high = values.mean(), values.min(), values.max()
        acts_cell = ", ".join(code(act) for act in acts.split(", "))
        rows.append(
            (mechanism, what, acts_cell, _brief(middle), f"{_brief(low)} to {_brief(high)}")
        )
    rows.sort(key=lambda row: int(row[0]))
    header = ("mechanism", "what", "act", "times a week", "between runs")
    note = (
        f"{UNIT}, as usual, central parameters; mean over {RUNS} runs of {MONTHS} months (seed "
        f"{SEED}), whole unit; lowest and highest run."
    )
    return f"{note}\n\n{table(header, rows)}"


def _brief(value: float) -> str:
    """Write to two digits."""
    if value >= 10:
        return f"{value:.0f}"
    if value >= 1:
        return f"{value:.1f}"
    return f"{value:.2g}" if value >= 0.005 else ("0" if value == 0 else "< 0.005")


@cache
def measured() -> dict[str, np.ndarray]:
    """Measure how often each thing happens in a week, a value for each run."""
    runs = [dict(_measure(replicate)) for replicate in range(RUNS)]
    return {name: np.array([run[name] for run in runs]) for name in runs[0]}


def _measure(replicate: int) -> Iterator[tuple[str, float]]:
    """Run the model once and give times a week."""
    worlds = initialize(
        load_unit(UNIT),
        compose([]),
        REGISTRY.central(),
        months=MONTHS,
        seed=SEED,
        replicate=replicate,
    )
    shifts = int(month_start(MONTHS))
    weeks = shifts / SHIFTS_A_WEEK
    seen = {name: 0.0 for name, *_ in _WATCHED}
    watched = 0
    for start in range(0, shifts, SHIFTS_A_WEEK):
        stop = min(start + SHIFTS_A_WEEK, shifts)
        if (
            start // SHIFTS_A_WEEK % ONE_WEEK_IN == ONE_WEEK_IN - 1
            and stop - start == SHIFTS_A_WEEK
        ):
            _watch(worlds, start, stop, seen)
            watched += 1
        else:
            walk(worlds, 0, start, stop)
    yield from ((name, value / watched) for name, value in seen.items())
    world = worlds[0]
    for place, measure in enumerate(MONTHLY):
        if measure.adds_up:
            yield measure.name, float(np.asarray(world.monthly)[:, place].sum()) / weeks
    kinds = np.asarray(world.events)["kind"][: int(world.event_count)]
    for kind, name in enumerate(EVENT_NAMES):
        yield name, float((kinds == kind).sum()) / weeks


def _watch(worlds: np.ndarray, start: int, stop: int, seen: dict[str, float]) -> None:
    """Look at one week, shift by shift."""
    world = worlds[0]
    posts, beds = int(world.unit.posts), int(world.unit.beds)
    staff, residents = worlds["staff"][0, :posts], worlds["residents"][0, :beds]
    trust = worlds["trust"][0, :posts, :posts]
    for when in range(start, stop):
        trust_before, voice_before = trust.copy(), staff["voice"].copy()
        away_before, unwell_before = staff["away"].copy(), residents["unwell"].copy()
        events_before = int(world.event_count)
        walk(worlds, 0, when, when + 1)
        on = staff["on"] == 1
        seen["shifts"] += on.sum()
        seen["alone"] += (on & (staff["alone"] == 1)).sum()
        seen["contacts"] += (residents["seen_by"] >= 0).sum()
        if world.climate.leader_on:
            seen["led"] += (on & (staff["role"] != LEADER)).sum()
        if when + 1 < stop:
            night = NIGHTS_A_WEEK / NIGHTS_WATCHED if when % 3 == 2 else 1.0
            kinds = np.asarray(world.events)["kind"][events_before : int(world.event_count)]
            heard = (kinds == EVENT_NAMES.index("challenge-heard")).sum()
            seen["good turns"] += ((trust > trust_before).sum() - 2 * heard) * night
            seen["heard"] += (on & (staff["voice"] > voice_before)).sum() * night
        else:
            gone = (away_before == PRESENT) & (staff["away"] == ON_ANNUAL_LEAVE)
            seen["leave"] += gone.sum()
            seen["unwell"] += ((unwell_before == 0) & (residents["unwell"] == 1)).sum()
