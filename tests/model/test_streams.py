"""The random generator, and the addresses that its numbers belong to."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.inputs import LEVERS
from ccu_sim.model import streams
from ccu_sim.model.calendar import month_start
from ccu_sim.model.chance import luck_between
from ccu_sim.model.compiled import address_run
from ccu_sim.model.records import BEDS, CASUAL_KIND, DISCIPLINES, LEADER, MONTHS, POSTS
from ccu_sim.model.streams import (
    bell,
    draw,
    draw_four,
    draw_words,
    finer,
    half_of,
    keep_eight,
    least_of,
    middle_of,
    one_of_eight,
    parts_below,
    philox,
    rank_of,
    run_key,
)
from ccu_sim.model.world import new_world

words = st.integers(0, 2**64 - 1)
ADDRESS = 2**32
SHIFTS = 2**16
KEY = np.uint64(0x0123456789ABCDEF)

# Known answers of philox4x32 with 7 and 10 rounds, as its authors publish them with Random123:
# rounds, the counter's four words, the key's two, and the four words they give.
KNOWN_ANSWERS = """
 7 00000000 00000000 00000000 00000000 00000000 00000000  5f6fb709 0d893f64 4f121f81 4f730a48
 7 ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff  5207ddc2 45165e59 4d8ee751 8c52f662
 7 243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0  4dfccaba 190a87f0 c47362ba b6b5242a
10 00000000 00000000 00000000 00000000 00000000 00000000  6627e8d5 e169c58d bc57ac4c 9b00dbd8
10 ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff  408f276d 41c83b0e a20bc7c6 6d5451fd
10 243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0  d16cfe09 94fdcceb 5001e420 24126ea1
"""


def events() -> dict[str, int]:
    """The event constants of the module: its whole numbers that are no places or masks."""
    places = {"ORDINAL_PLACE", "DISCIPLINE_PLACE", "KIND_PLACE", "NOBODY", "RESIDENT_KIND"}
    not_events = {*places, "ROUNDS"}
    return {
        name: value
        for name, value in vars(streams).items()
        if name.isupper() and name[0] != "_" and type(value) is int and name not in not_events
    }


@pytest.mark.parametrize("line", KNOWN_ANSWERS.strip().splitlines())
def test_philox_gives_the_published_answers(line, monkeypatch):
    rounds, *numbers = line.split()
    counter, key, answer = (
        tuple(int(word, 16) for word in part) for part in (numbers[:4], numbers[4:6], numbers[6:])
    )
    monkeypatch.setattr(streams, "ROUNDS", int(rounds))
    assert philox(*key, *counter) == answer


def test_there_are_as_many_rounds_as_were_found_enough():
    assert streams.ROUNDS >= 7


@given(
    words,
    st.integers(0, 2**16 - 1),
    st.integers(0, ADDRESS - 1),
    st.integers(0, ADDRESS - 1),
    st.integers(0, SHIFTS - 1),
)
def test_a_draw_is_the_generator_at_its_address(key, event, who, whom, when):
    answer = philox(key % ADDRESS, key // ADDRESS, (event << 16) | when, who, whom, 0)
    numbers = draw_four(np.uint64(key), event, who, whom, when)
    assert numbers == tuple((word + 0.5) / 2**32 for word in answer)
    assert draw(np.uint64(key), event, who, whom, when) == numbers[0]


def test_every_part_of_an_address_has_a_place_of_its_own():
    # Each part shifted to its place: no two overlap, so the packing is injective.
    # Who and whom have a word of the counter each.
    event, when = (2**16 - 1) << streams._EVENT_PLACE, SHIFTS - 1
    assert event & when == 0
    assert event | when == ADDRESS - 1


def test_the_parts_of_an_address_fit_their_places():
    kinds = LEADER + 1 + CASUAL_KIND
    assert kinds < streams.RESIDENT_KIND < 2 ** (32 - streams.KIND_PLACE)
    assert len(DISCIPLINES) < 2 ** (streams.KIND_PLACE - streams.DISCIPLINE_PLACE)
    assert max(POSTS, BEDS) < 2 ** (streams.DISCIPLINE_PLACE - streams.ORDINAL_PLACE)
    assert month_start(MONTHS) + 1 < min(SHIFTS, 2**streams.ORDINAL_PLACE)
    assert streams.COVERAGE + len(LEVERS) < 2**16


def test_people_of_different_kind_discipline_ordinal_or_holder_have_different_addresses():
    from ccu_sim.model.submodels.arrivals import address_of

    person = new_world()[0].staff[0]
    seen = set()
    for role in range(LEADER + 1):
        for casual in (0, 1):
            for discipline, ordinal in product(range(len(DISCIPLINES)), (0, 1, POSTS - 1)):
                for holder in (1, 2, 65_535):
                    person.role, person.casual, person.discipline = role, casual, discipline
                    person.ordinal, person.holder = ordinal, holder
                    seen.add(int(address_of(person)))
    assert len(seen) == 3 * 2 * len(DISCIPLINES) * 3 * 3
    assert streams.NOBODY not in seen
    assert all(0 < address < ADDRESS for address in seen)
    assert all(address >> streams.KIND_PLACE != streams.RESIDENT_KIND for address in seen)


addresses = st.tuples(
    words.map(np.uint64),
    st.integers(1, 2**16 - 1),
    st.integers(0, ADDRESS - 1),
    st.integers(0, ADDRESS - 1),
    st.integers(0, SHIFTS - 1),
)


people_and_times = st.tuples(st.integers(0, ADDRESS - 1), st.integers(0, SHIFTS - 1))


@given(st.lists(people_and_times, min_size=1, max_size=6))
def test_what_is_kept_never_changes_an_answer(asked):
    kept = new_world()[0].drawn_of_bed[0]
    for who, when in [*asked, *reversed(asked), asked[0], asked[0]]:
        keep_eight(kept, KEY, 1, who, 2, when)
        words = draw_words(KEY, 1, who, 2, when)
        drawn = [half_of(word, part) for word in words for part in (0, 1)]
        assert [one_of_eight(kept, place) for place in range(8)] == drawn


@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0, exclude_min=True, exclude_max=True))
def test_halves_of_a_word_hold_all_its_bits_and_the_rest_of_a_number_lies_above_its_least(
    word, rest
):
    first, second = half_of(word, 0), half_of(word, 1)
    assert (first << 16) | second == word
    for half in (first, second):
        least = least_of(half)
        assert least <= finer(least, rest) <= least + 2**-16
        assert middle_of(half) == least + 2**-17 == rank_of(half) * 2**-32


@given(st.floats(0.0, 1.0) | st.integers(0, 2**16).map(lambda parts: parts / 2**16))
def test_so_many_parts_begin_below_a_chance(chance):
    nearest = int(chance * 2**16)
    for half in range(max(nearest - 2, 0), min(nearest + 3, 2**16)):
        assert (half < parts_below(chance)) == (least_of(half) < chance)


def test_what_is_drawn_of_a_pair_is_the_same_whoever_asks_first():
    world, asked = new_world()[0], {}
    world.key = 7
    for post in range(40):
        world.staff[post].address = post + 1
    for _ in range(2):
        for who in range(40):
            for whom in range(40):
                if who != whom:
                    luck = world.between[luck_between(world, who, whom, 5)]
                    told = (*luck.help, luck.challenges, luck.dispute_and_slight)
                    assert asked.setdefault(frozenset((who, whom)), told) == told
    assert len(set(asked.values())) == len(asked)


def test_the_four_of_an_address_are_unlike():
    assert len(set(draw_four(KEY, 1, 2, 3, 4))) == 4


def test_no_two_events_share_a_number():
    numbers = events()
    assert len(numbers) > 35
    assert len(set(numbers.values())) == len(numbers)
    levers = range(streams.COVERAGE, streams.COVERAGE + len(LEVERS))
    del numbers["COVERAGE"]
    assert not set(numbers.values()) & set(levers)


@given(words, st.integers(1, 2**16 - 1), st.integers(0, ADDRESS - 1), st.integers(0, SHIFTS - 1))
def test_draws_and_bells_stay_in_their_ranges(key, event, who, when):
    assert 0.0 < draw(np.uint64(key), event, who, 0, when) < 1.0
    assert -3.0 <= bell(np.uint64(key), event, who, when) < 3.0


def test_draws_are_evenly_spread_whatever_part_of_the_address_counts_up():
    n, cells = 5_000, 20
    counting = {
        "event": lambda i: draw(KEY, i, 1, 2, 3),
        "who": lambda i: draw(KEY, 1, i, 2, 3),
        "whom": lambda i: draw(KEY, 1, 2, i, 3),
        "when": lambda i: draw(KEY, 1, 2, 3, i),
        "replicate": lambda i: draw(np.uint64(run_key(1, 0, i)), 1, 2, 3, 4),
    }
    for name, number in counting.items():
        counts, _ = np.histogram([number(i) for i in range(n)], bins=cells, range=(0, 1))
        distance = ((counts - n / cells) ** 2 / (n / cells)).sum()
        assert distance < 45.0, name  # chi-squared with 19 degrees of freedom: p = 0.0007


def test_neighbouring_addresses_are_not_correlated():
    numbers = np.array([[draw(KEY, 1, who, 0, when) for who in range(100)] for when in range(100)])
    for step in ((numbers[1:], numbers[:-1]), (numbers[:, 1:], numbers[:, :-1])):
        correlation = np.corrcoef(step[0].ravel(), step[1].ravel())[0, 1]
        assert abs(correlation) < 0.04  # four standard errors


def test_bells_have_mean_0_and_standard_deviation_1():
    numbers = np.array([bell(KEY, 50, who, 0) for who in range(20_000)])
    assert abs(numbers.mean()) < 0.03
    assert abs(numbers.std() - 1.0) < 0.02


@given(st.integers(0, 2**64 - 1), st.integers(0, 10**4), st.integers(0, 10**4))
def test_a_run_has_a_key_of_its_own(seed, set_index, replicate):
    key = run_key(seed, set_index, replicate)
    low, high, *_ = philox(seed % ADDRESS, seed // ADDRESS, 0, set_index, replicate, 0)
    assert key == low + high * ADDRESS
    others = {run_key(seed, set_index + 1, replicate), run_key(seed, set_index, replicate + 1)}
    others.add(run_key((seed + 1) % 2**64, set_index, replicate))
    assert key not in others
    assert len(others) == 3


def test_a_key_is_the_unsigned_word_that_draws_take():
    # A plain int is not: beyond 2**63 the compiled functions may not take it.
    assert isinstance(run_key(1, 0, 0), np.uint64)


def test_keys_of_a_large_study_are_all_different():
    keys = {int(run_key(2014, index, replicate)) for index in range(500) for replicate in range(20)}
    assert len(keys) == 10_000


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
def test_the_model_itself_writes_a_run_s_key(seed, set_index, replicate):
    """Words of 32 bits are handed over with a sign, as the module takes them."""
    worlds = new_world()
    words = np.array([seed & 0xFFFFFFFF, seed >> 32], np.uint32).view(np.int32).tolist()
    address_run(worlds, 0, *words, set_index, replicate)
    assert worlds[0].scenario.key == run_key(seed, set_index, replicate)
