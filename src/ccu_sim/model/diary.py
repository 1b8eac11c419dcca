"""The diary of a run as a table: what happened, when, to whom and with whom."""

from typing import Any

import numpy as np

from ccu_sim.inputs import Unit
from ccu_sim.model.calendar import SHIFTS_A_DAY, month_of, month_start
from ccu_sim.model.records import (
    CASUAL_KIND,
    DISCIPLINES,
    EVENT_NAMES,
    EVENT_PROMOTED,
    EVENT_RESIGNED,
    GRADUATED,
    LEFT_UNPLANNED,
    ROLE_NAMES,
)
from ccu_sim.model.streams import (
    DISCIPLINE_PLACE,
    KIND_PLACE,
    NOBODY,
    ORDINAL_PLACE,
    RESIDENT_KIND,
)

EVENT_MEANINGS = {
    "started": "who takes up a post",
    "resigned": "who resigns, on their last shift",
    "promoted": "who goes to a post elsewhere, on their last shift",
    "contract-ended": "who is no longer employed because a fixed term ended",
    "renewal-offered": "who is told that their fixed term will be renewed",
    "renewal-refused": "who is told that their fixed term will not be renewed",
    "made-permanent": "who is given a permanent post instead of a fixed term",
    "dispute": "who and whom fall out over whose task something is",
    "challenge-heard": "who is questioned by whom about practice, and both learn",
    "challenge-rebuffed": "who is questioned by whom about practice, and rebuffs it",
    "discrimination": "who treats whom, a peer worker, as less",
    "boundary-crossing": "who and whom, a resident, cross a boundary",
    "boundary-known": "colleagues learn of the crossing between who and whom",
    "boundary-mended": "who and whom are back within bounds",
    "crisis": "who, a resident, comes to a crisis on shift",
    "sick-leave": "who goes on sick leave",
    "stepped-up": "who steps up to a senior post in the unit",
    "admitted": "who, a resident, moves in",
    "graduated": "who, a resident, moves on when ready",
    "left-unplanned": "who, a resident, leaves before being ready",
    "dispute-settled": "the dispute of who and whom is settled",
    "taken-on-again": "who applies for their post after a fixed term ended, and is taken on again",
}
"""What each event says of `who` and `whom`."""

OF_STAFF = ("started", "resigned", "promoted", "contract-ended")
"""Whoever comes or goes is in the diary even when it is full."""

EVENT_COLUMNS = {
    "month": "the month that counts it, from 1, as in the monthly table",
    "date": "the day",
    "shift": "day, evening or night",
    "event": "what happened",
    "who": "in words",
    "whom": "in words; empty where it concerns one person",
    "who_role": "peer_worker, clinician, team_leader or resident",
    "who_post": "index of the post, as in the spells, or of a resident's place",
    "who_holder": "1 is the first person in that post or place",
    "whom_role": "as for who; empty where it concerns one person",
    "whom_post": "as for who; -1 where it concerns one person",
    "whom_holder": "as for who; -1 where it concerns one person",
}

RESIDENT = "resident"
SHIFT_NAMES = ("day", "evening", "night")

_EVENT_TYPE = np.dtype(
    [
        ("month", "i8"),
        ("date", "datetime64[D]"),
        ("shift", "U7"),
        ("event", "U18"),
        ("who", "U80"),
        ("whom", "U80"),
        ("who_role", "U11"),
        ("who_post", "i8"),
        ("who_holder", "i8"),
        ("whom_role", "U11"),
        ("whom_post", "i8"),
        ("whom_holder", "i8"),
    ]
)
# Noted at the first shift without the person; they belong to the shift before it.
_LAST_SHIFTS = (EVENT_RESIGNED, EVENT_PROMOTED, GRADUATED, LEFT_UNPLANNED)
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def event_table(world: Any, unit: Unit) -> np.ndarray:
    """Make the table of events of a run that has been walked to its horizon.

    Parameters
    ----------
    world : record
    unit : Unit
        For the day of opening.

    Returns
    -------
    numpy structured array
        Columns as in `EVENT_COLUMNS`, in the order in which things happened, up to the
        horizon. A diary that is full holds from then on only those `OF_STAFF`; see
        `events_lost`.
    """
    raw = np.asarray(world.events)[: int(world.event_count)]
    when = raw["when"] - np.isin(raw["kind"], _LAST_SHIFTS)
    within = when < month_start(int(world.months))
    raw, when = raw[within], when[within]
    order = np.argsort(when, kind="stable")
    raw, when = raw[order], when[order]
    table = np.zeros(len(raw), _EVENT_TYPE)
    table["month"] = [month_of(int(shift)) for shift in when]
    table["date"] = np.datetime64(unit.opens, "D") + when // SHIFTS_A_DAY
    table["shift"] = np.array(SHIFT_NAMES)[when % SHIFTS_A_DAY]
    table["event"] = np.array(EVENT_NAMES)[raw["kind"]]
    people = _People(world)
    for side in ("who", "whom"):
        found = [people.at(int(address)) for address in raw[side]]
        for place, column in enumerate(("", "_role", "_post", "_holder")):
            table[f"{side}{column}"] = [person[place] for person in found]
    return table


def events_lost(world: Any) -> int:
    """Count what happened after the diary was full, and is not in it."""
    return int(world.events_lost)


def month_when_full(events: Any, lost: int) -> int | None:
    """Give the month in which a diary was full, from which on it is not whole.

    Parameters
    ----------
    events : table of events
        As `event_table` makes it.
    lost : int
        As `events_lost` counts them.

    Returns
    -------
    int or None
        From 1; none where nothing was lost.
    """
    if not lost:
        return None
    ordinary = ~np.isin(events["event"], OF_STAFF)
    return int(events["month"][ordinary].max())


class _People:
    """Who has which address, in words."""

    def __init__(self, world: Any) -> None:
        staff = np.asarray(world.staff)[: int(world.unit.posts)]
        self._posts = {
            tuple(int(me[part]) for part in ("role", "casual", "discipline", "ordinal")): post
            for post, me in enumerate(staff)
        }
        self._known: dict[int, tuple[str, str, int, int]] = {NOBODY: ("", "", -1, -1)}

    def at(self, address: int) -> tuple[str, str, int, int]:
        """Give words, role, post or place, and holder of whoever has an address."""
        if address not in self._known:
            self._known[address] = self._decode(address)
        return self._known[address]

    def _decode(self, address: int) -> tuple[str, str, int, int]:
        kind = address >> KIND_PLACE
        discipline = _part(address, DISCIPLINE_PLACE, KIND_PLACE)
        ordinal = _part(address, ORDINAL_PLACE, DISCIPLINE_PLACE)
        holder = _part(address, 0, ORDINAL_PLACE)
        if kind == RESIDENT_KIND:
            return _resident_words(ordinal, holder), RESIDENT, ordinal, holder
        casual, role = divmod(kind - 1, CASUAL_KIND)
        post = self._posts[role, casual, discipline, ordinal]
        name = ROLE_NAMES[role].replace("_", " ")
        if ROLE_NAMES[role] == "team_leader":
            words = f"the {name}" if holder == 1 else f"the {ordinal_word(holder)} {name}"
        else:
            title = f"{'casual ' if casual else ''}{name}"
            words = _staff_words(title, DISCIPLINES[discipline], ordinal, holder)
        return words, ROLE_NAMES[role], post, holder


def _part(address: int, low: int, high: int) -> int:
    """Give the number that an address holds from one bit up to another."""
    return (address >> low) & ((1 << high - low) - 1)


def ordinal_word(number: int) -> str:
    """Say which in a row: 'second', '12th'."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}" + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


def _staff_words(title: str, discipline: str, ordinal: int, holder: int) -> str:
    """Name a worker by post: files and stories hold no names."""
    field = f" ({discipline})" if discipline else ""
    if holder == 1:
        return f"{title} {ordinal + 1}{field}"
    return f"the {ordinal_word(holder)} person in {title} post {ordinal + 1}{field}"


def _resident_words(place: int, occupant: int) -> str:
    if occupant == 1:
        return f"resident {place + 1}"
    return f"the {ordinal_word(occupant)} resident in place {place + 1}"
