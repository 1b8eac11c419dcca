"""The world of one run: one record for everything in it.

It is a single structured record with nested arrays of fixed capacity, so that a batch is an
array of worlds and two engines can be compared byte by byte.
"""

import numpy as np

from ccu_sim.inputs.levers import LEVERS
from ccu_sim.inputs.record import record
from ccu_sim.inputs.scenario import COSTS, PARAMETERS, SCENARIO
from ccu_sim.inputs.strategy_cost import Prices
from ccu_sim.model.measures.declaration import MONTHLY, RUN
from ccu_sim.model.pace import PACE
from ccu_sim.model.records import (
    BEDS,
    BEDS_A_BLOCK,
    BETWEEN,
    CHOICE,
    CLIMATE,
    DRAWN,
    EVENT,
    EVENTS,
    MONTHS,
    PAIRS,
    PAIRS_KEPT,
    POSTS,
    RESIDENT,
    SPELL,
    SPELLS,
    STAFF,
    STAY,
    UNIT,
)

WORLD = record(
    [
        # what the run is founded from, and what stood in the way of it, if anything did
        ("scenario", SCENARIO),
        ("refusal", "i8"),
        ("key", "u8"),
        ("months", "i8"),
        ("history", "i8"),  # shifts to be lived before day 0
        ("par", PARAMETERS),
        ("pace", PACE),
        ("unit", UNIT),
        ("costs", COSTS),
        ("base_dose", "f8", (len(LEVERS),)),
        ("dose", "f8", (MONTHS + 1, len(LEVERS))),
        ("coverage", "f8", (MONTHS + 1, len(LEVERS))),
        # what the strategies cost in each month: see `Prices`
        ("prices", "f8", (MONTHS + 1, len(Prices._fields))),
        ("climate", CLIMATE),
        # posts of those on shift, in order, so that people off shift cost nothing
        ("relief_owed", "f8"),
        ("on_count", "i8"),
        ("on_shift", "i8", (POSTS,)),
        # whom the roster may choose from, by post
        ("ready_count", "i8"),
        ("ready", "i8", (POSTS,)),
        # numbers that several behaviours look at: kept, so that they are drawn once
        ("drawn_of_person", DRAWN, (POSTS,)),
        ("drawn_of_roster", DRAWN, (POSTS,)),
        ("drawn_of_bed", DRAWN, (BEDS,)),
        # posts of those on shift but the leader: whom residents may seek out
        ("worker_count", "i8"),
        ("workers", "i8", (POSTS,)),
        # by block of beds, and by place among them
        ("drawn_of_choice", CHOICE, (BEDS // BEDS_A_BLOCK, POSTS)),
        ("choices_drawn", "i8", (BEDS // BEDS_A_BLOCK,)),  # when, and of how many
        ("between", BETWEEN, (PAIRS_KEPT,)),
        # pairs to whom something rare may happen on the shift, once and then both ways round
        ("rare", "i8", (PAIRS,)),
        ("listed_for", "i8"),  # which shift, counted from 1
        ("listed_count", "i8"),
        ("listed", "i8", (2 * PAIRS,)),
        ("staff", STAFF, (POSTS,)),
        ("residents", RESIDENT, (BEDS,)),
        ("trust", "f8", (POSTS, POSTS)),
        ("ease", "f8", (POSTS, POSTS)),  # where trust between two settles, beside others
        ("alliance", "f8", (POSTS, BEDS)),
        ("familiarity", "f8", (POSTS, BEDS)),
        ("dual", "i8", (POSTS, BEDS)),  # 0 none, 1 a dual relationship, 2 colleagues know
        ("comings_and_goings", "i8"),
        # contracted weeks lost to sickness, and all of them, by role, this month
        ("weeks_lost", "f8", (2,)),
        ("weeks_due", "f8", (2,)),
        # what adds up over the month that runs, the months so far, and the run's one row
        ("counts", "f8", (len(MONTHLY),)),
        ("monthly", "f8", (MONTHS + 1, len(MONTHLY))),
        ("row", "f8", (len(RUN),)),
        ("spell_count", "i8"),
        ("spells", SPELL, (SPELLS,)),
        ("stay_count", "i8"),
        ("stays", STAY, (SPELLS,)),
        ("event_count", "i8"),
        ("events_lost", "i8"),
        ("events", EVENT, (EVENTS,)),
    ]
)
"""Everything about one run: people, bonds, climate, plan, and what has happened."""


def new_world():
    """Make an array of one empty world.

    Returns
    -------
    numpy.ndarray, shape (1,)
        Its element is a view, whose fields plain Python reaches as attributes.
    """
    return np.zeros(1, WORLD)
