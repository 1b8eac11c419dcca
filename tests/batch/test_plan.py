"""Runs and chunks by arithmetic: everything once, and extensions behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccu_sim.batch.plan import (
    LARGEST_CHUNK,
    SECONDS_PER_CHUNK,
    SMALLEST_CHUNK,
    Case,
    Extent,
    Plan,
    seconds_per_run,
    usual_cases_per_chunk,
)

sizes = st.integers(1, 4)


@st.composite
def plans(draw):
    sets, replicates, extents = 0, 0, []
    for _ in range(draw(sizes)):
        sets += draw(st.integers(0 if extents else 1, 4))
        replicates += draw(st.integers(0 if extents else 1, 3))
        extents.append(Extent(sets, replicates, draw(st.integers(1, 7))))
    return Plan(draw(sizes), draw(sizes), draw(sizes), tuple(extents))


@given(plans())
def test_every_case_is_in_exactly_one_chunk(plan):
    last = plan.extents[-1]
    chunks = [plan.chunk(number) for number in range(plan.chunks)]
    cases = [case for chunk in chunks for case in chunk]
    assert len(cases) == len(set(cases)) == plan.cases
    assert set(cases) == {
        Case(unit, setting, set_, replicate)
        for unit in range(plan.units)
        for setting in range(plan.settings)
        for set_ in range(last.sets)
        for replicate in range(last.replicates)
    }
    assert [plan.runs_in_chunk(n) for n in range(plan.chunks)] == [
        len(chunk) * plan.strategies for chunk in chunks
    ]
    assert plan.runs == sum(map(plan.runs_in_chunk, range(plan.chunks)))


@given(plans())
def test_an_extension_leaves_every_earlier_chunk_alone(plan):
    before = Plan(plan.units, plan.strategies, plan.settings, plan.extents[:1])
    assert plan.chunks >= before.chunks
    for number in range(before.chunks):
        assert plan.chunk(number) == before.chunk(number)


def test_there_is_no_chunk_behind_the_last():
    plan = Plan(1, 1, 1, (Extent(2, 2, 2),))
    with pytest.raises(IndexError, match="no chunk 2"):
        plan.chunk(2)


def test_a_large_study_is_a_few_numbers():
    plan = Plan(2, 25, 1, (Extent(100_000, 2, 40),))
    assert plan.runs == 10_000_000
    assert plan.chunks == 10_000
    assert plan.chunk(9_999)[-1] == Case(unit=1, setting=0, set=99_999, replicate=1)


@pytest.mark.parametrize("runs", [1, 800, 100_000, 10_000_000])
@pytest.mark.parametrize("strategies", [1, 4, 28, 200])
def test_chunks_are_neither_tiny_nor_huge(runs, strategies):
    of_chunk = usual_cases_per_chunk(runs, strategies, 0.001) * strategies
    assert of_chunk >= min(SMALLEST_CHUNK, runs) - strategies
    assert of_chunk <= max(LARGEST_CHUNK, strategies)


@pytest.mark.parametrize(("people", "months"), [(46, 36), (46, 120), (200, 120)])
@pytest.mark.parametrize("strategies", [1, 4, 28])
def test_a_chunk_is_a_few_seconds_of_work_or_one_case(people, months, strategies):
    seconds = seconds_per_run(people, months)
    cases = usual_cases_per_chunk(1_000_000, strategies, seconds)
    assert cases == 1 or cases * strategies * seconds <= SECONDS_PER_CHUNK
