"""The search finds what is best by construction, and does not take luck for gain."""

import numpy as np
import pytest

from ccu_sim.analysis.planning.option import NOTHING, Package
from ccu_sim.analysis.planning.search import aim_for, runs_expected, search, thinned
from ccu_sim.errors import UserError

EFFECTS = {
    "a": (3.0, 50.0),
    "b": (2.0, 40.0),
    "c": (1.0, 5.0),
    "idle": (0.0, 1.0),
    "harm": (-1.0, 10.0),
    "dear": (9.0, 500.0),
}


def names(package):
    return [one.name for one in package.options]


@pytest.mark.parametrize(
    ("budget", "best"),
    [(5, "c"), (45, "bc"), (55, "ac"), (95, "abc"), (499, "abc"), (505, "c|dear"), (1000, "abcD")],
)
def test_the_best_package_at_every_budget(made_up, budget, best):
    trials, options = made_up(EFFECTS)
    found = search(trials, options, budget, "retention")
    wanted = {"c|dear": ["c", "dear"], "abcD": ["a", "b", "c", "dear"]}.get(best, list(best))
    assert names(found.best) == wanted


@pytest.mark.parametrize("sets", [4, 16, 40])
@pytest.mark.parametrize("count", [1, 2, 3, 6, 30, 50])
def test_as_many_runs_as_expected_about(made_up, count, sets):
    effects = {f"{place:02}": (1.0 + place, 50.0 + 9.0 * place) for place in range(count)}
    trials, options = made_up(effects, sets=sets, luck=3.0)
    found = search(trials, options, 10_000, "retention")
    assert 0.5 < found.runs / runs_expected(options, sets) < 1.5


def test_the_frontier_is_what_no_cheaper_package_equals(made_up):
    trials, options = made_up(EFFECTS)
    found = search(trials, options, 95, "retention")
    told = ["+".join(names(one)) for one in found.frontier]
    assert told == ["c", "b", "b+c", "a+c", "a+b", "a+b+c"]


def test_the_sequence_puts_first_what_adds_most(made_up):
    trials, options = made_up(EFFECTS, together={frozenset("bc"): 1.5})
    found = search(trials, options, 95, "retention")
    assert [one.name for one in found.sequence] == ["a", "b", "c"]
    trials, options = made_up(EFFECTS, together={frozenset("ac"): 1.5})
    assert [one.name for one in search(trials, options, 95, "retention").sequence] == [
        "a",
        "c",
        "b",
    ]


def test_what_is_worth_something_only_together_is_found(made_up):
    effects = {"x": (0.2, 10.0), "y": (0.2, 10.0), "z": (1.0, 20.0)}
    trials, options = made_up(effects, together={frozenset("xy"): 5.0})
    assert names(search(trials, options, 20, "retention").best) == ["x", "y"]


def test_luck_alone_is_no_plan(made_up):
    """Of thirty strategies that do nothing the luckiest looks good, and is seldom taken."""
    effects = {f"s{number:02}": (0.0, 10.0) for number in range(30)}
    taken = []
    for seed in range(20):
        trials, options = made_up(effects, luck=1.0, seed=seed, sets=16)
        lucky = search(trials, options, 10, "retention").best
        taken.append(lucky != NOTHING)
        if lucky != NOTHING:  # and what it seems to gain there is not there elsewhere
            again, _ = made_up(effects, luck=1.0, seed=seed + 100, sets=400)
            again.try_on([lucky], 400)
            assert trials.gains(lucky)[:, 0].mean() > 0.4
            assert abs(again.gains(lucky)[:, 0].mean()) < 0.2
    assert any(taken)  # so it has to be estimated on other sets, as plans are


def test_what_adds_no_more_than_chance_may_is_left_out(made_up):
    effects = {"a": (3.0, 50.0), **{f"s{number}": (0.0, 1.0) for number in range(8)}}
    kept = []
    for seed in range(10):
        trials, options = made_up(effects, luck=0.5, seed=seed, sets=32)
        best = search(trials, options, 100, "retention").best
        assert "a" in names(best)
        kept.append(len(best.options) - 1)
    assert np.mean(kept) <= 1.0


def test_few_packages_are_tried_on_all_sets(made_up):
    effects = {f"s{number:02}": (number / 10, 10.0) for number in range(40)}
    trials, options = made_up(effects, sets=64)
    search(trials, options, 30, "retention")
    whole = [one for one in trials.tried if trials.sets_of(one) == 64]
    assert len(whole) < len(trials.tried) / 2
    assert {trials.sets_of(one) for one in trials.tried} > {8, 64}


def test_a_budget_that_buys_nothing_is_told_what_would(made_up):
    trials, options = made_up({"a": (1.0, 250.0), "b": (1.0, 401.0)})
    with pytest.raises(UserError, match=r"A\$100 buys none.* cheapest, a, .*--budget 300\."):
        search(trials, options, 100, "retention")


@pytest.mark.parametrize("sets", [1, 2, 7, 8, 9])
def test_any_number_of_sets_will_do(made_up, sets):
    trials, options = made_up(EFFECTS, sets=sets)
    assert names(search(trials, options, 95, "retention").best) == ["a", "b", "c"]


def test_what_is_wanted_decides():
    gains = np.array([[2.0, 0.1, 0, 0], [4.0, np.nan, 0, 0]])
    assert aim_for("retention", (1, 1))(gains).tolist() == [2, 4]
    assert aim_for("cohesion", (1, 1))(gains).tolist() == [0.1, 0]
    assert aim_for("both", (4, 0.2))(gains).tolist() == [1.0, 1.0]


def test_a_long_frontier_is_thinned_from_end_to_end(made_up):
    _, options = made_up({f"s{number:02}": (0, 0) for number in range(20)})
    packages = [Package.of([one]) for one in options]
    kept = thinned(packages)
    assert (len(kept), kept[0], kept[-1]) == (8, packages[0], packages[-1])
    assert thinned(packages[:8]) == packages[:8]
