"""The diary of a run, as a table."""

import pandas as pd
import pytest

from ccu_sim.inputs import load_unit
from ccu_sim.model.diary import (
    EVENT_COLUMNS,
    EVENT_MEANINGS,
    OF_STAFF,
    ordinal_word,
)
from ccu_sim.model.records import EVENT_NAMES

COUNTED_AS = {
    "dispute": "disputes",
    "challenge-heard": "challenges_heard",
    "challenge-rebuffed": "challenges_rebuffed",
    "discrimination": "discrimination",
    "boundary-crossing": "crossings",
    "crisis": "crises",
    "graduated": "graduations",
    "left-unplanned": "unplanned_exits",
    "started": "hired",
    "contract-ended": "contract_ended",
    "promoted": "promoted",
}


def test_every_event_and_column_has_a_meaning(made):
    assert list(EVENT_MEANINGS) == list(EVENT_NAMES[1:])
    assert list(EVENT_COLUMNS) == list(made.events.columns)
    assert set(made.events["event"]) <= set(EVENT_MEANINGS)


def test_it_is_in_the_order_of_time(made):
    shift = made.events["shift"].map({"day": 0, "evening": 1, "night": 2})
    when = made.events["date"].astype("int64") * 3 + shift
    assert when.is_monotonic_increasing
    assert made.events["month"].is_monotonic_increasing


@pytest.mark.parametrize("event", COUNTED_AS)
def test_the_diary_and_the_monthly_table_count_alike(made, event):
    casual = made.spells.loc[made.spells["employment"] == "casual", "post"]  # not counted
    of_kind = made.events[made.events["event"] == event]
    if event == "started":
        of_kind = of_kind[~of_kind["who_post"].isin(casual)]
    a_month = of_kind.groupby("month").size().reindex(range(1, 37), fill_value=0)
    assert a_month.tolist() == made.monthly[COUNTED_AS[event]].tolist()[1:]


def test_whoever_leaves_in_the_diary_leaves_in_the_spells(made):
    ends = {"resigned", "promoted", "contract-ended"}
    told = made.events[made.events["event"].isin(ends)]
    spells = made.spells[made.spells["outcome"] != "in-post"]
    assert sorted(zip(told["who_post"], told["who_holder"], told["event"], strict=True)) == sorted(
        zip(spells["post"], spells["holder"], spells["outcome"], strict=True)
    )


def test_people_are_named_by_their_posts(made):
    named = {
        (row.who_post, row.who_holder): row.who
        for row in made.events.itertuples()
        if row.who_role != "resident"
    }
    # Posts go by group: 17 peer workers, 8 clinicians, the leader, then the casual pool.
    assert named[6, 1] == "peer worker 7"
    assert named[17, 1] == "clinician 1 (nursing)"
    assert named[25, 1] == "the team leader"
    later = [words for (_, holder), words in named.items() if holder == 2]
    assert later
    assert all(words.startswith("the second person in ") for words in later)
    residents = made.events.loc[made.events["who_role"] == "resident", "who"]
    assert residents.str.contains(r"^resident \d+$|^the \w+ resident in place \d+$").all()


def test_days_and_shifts_follow_the_opening(made):
    opens = pd.Timestamp(load_unit("site-1").opens)
    days = (made.events["date"] - opens).dt.days
    assert days.between(0, 36 * 31).all()
    assert days.is_monotonic_increasing
    assert set(made.events["shift"]) == {"day", "evening", "night"}


def test_a_full_diary_says_from_when_on_and_how_much_it_lost(full, made):
    assert (made.events_lost, made.month_when_full) == (0, None)
    counted = [name for name in COUNTED_AS if name not in OF_STAFF]
    noted = full.events[full.events["event"].isin(counted)].groupby("month").size()
    happened = full.monthly.set_index("month")[[COUNTED_AS[name] for name in counted]].sum(axis=1)
    missing = happened.sub(noted, fill_value=0)
    assert not missing.loc[: full.month_when_full - 1].any()
    assert missing.loc[full.month_when_full + 1 :].all()
    assert full.events_lost >= missing.sum() > 1000


def test_a_full_diary_knows_everyone_who_came_or_left(full):
    noted = full.events[full.events["event"].isin(OF_STAFF)]
    spells = full.spells
    came = spells[spells["start_month"] > 0]
    assert (noted["event"] == "started").sum() == len(came)
    assert (noted["event"] != "started").sum() == (spells["outcome"] != "in-post").sum()
    assert (noted["month"] > full.month_when_full + 1).any()


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (13, "13th"), (22, "22nd"), (103, "103rd")],
)
def test_ordinals(number, word):
    assert ordinal_word(number) == word
