"""The random generator, and the addresses that its numbers belong to."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.inputs import LEVERS
from ccu_sim.model import streams
from ccu_sim.model.calendar import month_start
from ccu_sim.model.records import BEDS, CASUAL_KIND, DISCIPLINES, LEADER, MONTHS, POSTS
from ccu_sim.model.streams import bell, draw, draw_both, philox, run_key

words = st.integers(0, 2**64 - 1)
ADDRESS = 2**32
SHIFTS = 2**16
KEY = np.uint64(0x0123456789ABCDEF)

# Known answers of philox2x64 with 10 rounds, as its authors publish them with Random123:
# counter low and high, key, and the two words they give.
KNOWN_ANSWERS = """
0000000000000000 0000000000000000 0000000000000000  ca00a0459843d731 66c24222c9a845b5
ffffffffffffffff ffffffffffffffff ffffffffffffffff  65b021d60cd8310f 4d02f3222f86df20
243f6a8885a308d3 13198a2e03707344 a4093822299f31d0  0a5e742c2997341c b0f883d38000de5d
"""


def events() -> dict[str, int]:
    """The event constants of the module: its whole numbers that are no places or masks."""
    not_events = {"ORDINAL_PLACE", "DISCIPLINE_PLACE", "KIND_PLACE", "NOBODY", "RESIDENT_KIND"}
    return {
        name: value
        for name, value in vars(streams).items()
        if name.isupper() and type(value) is int and name not in not_events
    }


def plain_philox(key: int, low: int, high: int) -> tuple[int, int]:
    """The same generator in Python's unbounded integers."""
    whole = 2**64
    for _ in range(10):
        product = 0xD2B74407B1CE6E93 * low
        low, high = (product >> 64) ^ key ^ high, product % whole
        key = (key + 0x9E3779B97F4A7C15) % whole
    return low, high


def as_words(*numbers: int) -> list[np.uint64]:
    return [np.uint64(number) for number in numbers]


@pytest.mark.parametrize("line", KNOWN_ANSWERS.strip().splitlines())
def test_philox_gives_the_published_answers(line):
    low, high, key, first, second = (int(word, 16) for word in line.split())
    assert philox(*as_words(key, low, high)) == (first, second)


@given(words, words, words)
def test_philox_is_what_plain_integers_give(key, low, high):
    assert philox(*as_words(key, low, high)) == plain_philox(key, low, high)


@given(
    words,
    st.integers(0, 2**16 - 1),
    st.integers(0, ADDRESS - 1),
    st.integers(0, ADDRESS - 1),
    st.integers(0, SHIFTS - 1),
)
def test_a_draw_is_the_generator_at_its_address(key, event, who, whom, when):
    low = (event << 48) | (when << 32)
    word, _ = plain_philox(key, low, (who << 32) | whom)
    assert draw(np.uint64(key), event, who, whom, when) == (word >> 11) / 2**53


def test_every_part_of_an_address_has_a_place_of_its_own():
    # Each part shifted to its place: no two overlap, so the packing is injective.
    event, when = (2**16 - 1) << 48, (SHIFTS - 1) << 32
    who, whom = (ADDRESS - 1) << 32, ADDRESS - 1
    assert event & when == 0
    assert who & whom == 0
    assert (event | when) < 2**64
    assert (who | whom) == 2**64 - 1


def test_the_parts_of_an_address_fit_their_places():
    kinds = LEADER + 1 + CASUAL_KIND
    assert kinds < streams.RESIDENT_KIND < 2 ** (32 - streams.KIND_PLACE)
    assert len(DISCIPLINES) < 2 ** (streams.KIND_PLACE - streams.DISCIPLINE_PLACE)
    assert max(POSTS, BEDS) < 2 ** (streams.DISCIPLINE_PLACE - streams.ORDINAL_PLACE)
    assert month_start(MONTHS) + 1 < min(SHIFTS, 2**streams.ORDINAL_PLACE)
    assert streams.COVERAGE + len(LEVERS) < 2**16


def test_people_of_different_kind_discipline_ordinal_or_holder_have_different_addresses():
    from ccu_sim.model.submodels.arrivals import address_of
    from ccu_sim.model.world import new_world

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


@given(words, st.integers(1, 2**16 - 1), st.integers(0, SHIFTS - 1))
def test_a_pair_draws_two_numbers_at_one_address(key, event, when):
    one, other = draw_both(np.uint64(key), event, 5, 6, when)
    assert one == draw(np.uint64(key), event, 5, 6, when)
    assert 0.0 <= other < 1.0
    assert one != other


def test_no_two_events_share_a_number():
    numbers = events()
    assert len(numbers) > 40
    assert len(set(numbers.values())) == len(numbers)
    levers = range(streams.COVERAGE, streams.COVERAGE + len(LEVERS))
    del numbers["COVERAGE"]
    assert not set(numbers.values()) & set(levers)


@given(words, st.integers(1, 2**16 - 1), st.integers(0, ADDRESS - 1), st.integers(0, SHIFTS - 1))
def test_draws_and_bells_stay_in_their_ranges(key, event, who, when):
    assert 0.0 <= draw(np.uint64(key), event, who, 0, when) < 1.0
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
    assert key == plain_philox(seed, 0, (set_index << 32) | replicate)[0]
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
