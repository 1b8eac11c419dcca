"""Common random numbers: what does not concern you does not change your luck."""

from itertools import pairwise

import numpy as np
import pytest

from ccu_sim.inputs import LEVERS, Policy, compose, scenario_files
from ccu_sim.model import run_world
from ccu_sim.model.calendar import month_start
from ccu_sim.model.compiled import walk
from ccu_sim.model.initialization import initialize
from ccu_sim.model.records import STAFF
from ccu_sim.model.submodels.arrivals import address_of
from ccu_sim.model.tables import MONTHLY_COLUMNS
from ccu_sim.model.world import WORLD

STATED = ("change_count", "changes", "strategy_count", "strategies")
PLAN = ("dose", "coverage", *(f"scenario.{name}" for name in STATED))
"""What a world holds of the strategies themselves."""

OF_THE_POST = {"spell", "priority"}
"""Where a person's record points to rows of tables, or holds what is forgotten at once."""

TRAITS = (
    "susceptibility",
    "disposition",
    "realism",
    "near_home",
    "support_need",
    "boundary_skill",
    "leading",
    "expectation",
    "recovery_orientation",
    "medical_model",
    "valuing",
    "exhaustion",
)


def require_same(one, other, differences):
    found = [path.lstrip(".") for path in differences(one, other)]
    assert [path for path in found if not path.startswith(PLAN)] == []


def staff_by_address(world):
    staff = world["staff"]
    return {int(person["address"]): person for person in staff[staff["here"] == 1]}


def trust_by_addresses(world):
    here = np.flatnonzero(world["staff"]["here"])
    address = world["staff"]["address"]
    return {
        (int(address[one]), int(address[two])): world["trust"][one, two]
        for one in here
        for two in here
        if one != two
    }


# Zero dose


def zero_of_every_lever(scenarios):
    """A strategy that moves every lever that has a zero by nothing, reaching half the people."""
    return scenarios.strategy(
        [
            {"lever": lever.name, lever.verb: 0.0}
            | ({"coverage": 0.5} if lever.reaches_people else {})
            for lever in LEVERS
            if lever.combine != "set"
        ]
    )


def test_a_strategy_of_zero_dose_changes_not_one_bit(scenarios, run, units, differences):
    nothing = Policy.of([zero_of_every_lever(scenarios)])
    assert len(nothing.strategies[0].changes) >= 25
    for unit in units.values():
        usual = run(unit, months=36, seed=4)
        require_same(usual, run(unit, nothing, months=36, seed=4), differences)


@pytest.mark.parametrize("name", sorted(scenario_files("strategy")))
def test_a_shipped_strategy_scaled_to_nothing_changes_not_one_bit(run, site_1, differences, name):
    policy = compose([name]).scaled(0.0)
    set_levers = [
        change
        for strategy in policy.strategies
        for change in strategy.changes
        if change.moved.combine == "set"
    ]
    if set_levers:
        pytest.skip("sets a level, which has no zero")
    require_same(run(site_1, months=12), run(site_1, policy, months=12), differences)


def test_a_level_set_to_what_it_is_changes_not_one_bit(scenarios, run, site_1, differences):
    as_it_is = [
        {"lever": "boundary_strictness", "to": site_1.boundary_strictness},
        {"lever": "supervisor_understanding", "to": 0.4},
    ]
    policy = Policy.of([scenarios.strategy(as_it_is)])
    unit = site_1.varied({"supervisor_understanding": 0.4})
    require_same(run(unit, months=12), run(unit, policy, months=12), differences)


def test_a_strategy_changes_nothing_before_it_begins(
    scenarios, site_1, as_usual, central, differences
):
    later = Policy.of(
        [scenarios.strategy([{"lever": "training_sessions", "add": 4, "from_month": 4}])]
    )
    worlds = [
        initialize(site_1, policy, central, months=12, seed=9) for policy in (as_usual, later)
    ]
    for world in worlds:
        walk(world, 0, 0, month_start(3))
    require_same(*worlds, differences)
    for world in worlds:
        walk(world, 0, month_start(3), month_start(12))
    assert worlds[0]["staff"].tobytes() != worlds[1]["staff"].tobytes()


def test_strategies_meet_the_same_people(run, site_1, as_usual, central):
    usual = staff_by_address(initialize(site_1, as_usual, central, months=1, seed=3)[0])
    for name in scenario_files("strategy"):
        founded = initialize(site_1, compose([name]), central, months=1, seed=3)[0]
        met = staff_by_address(founded)
        assert met.keys() == usual.keys()
        for address, person in met.items():
            for trait in ("susceptibility", "disposition", "near_home", "support_need", "realism"):
                assert person[trait] == usual[address][trait], (name, trait)


# One person more


def one_more(unit, what):
    """The unit with one person, or bed, more."""
    groups = {"peer": 0, "clinician": 1, "last clinician": 4}
    if what in groups:
        group = unit.staff[groups[what]]
        place = f"staff.{groups[what]}"
        fte = group.fte * (group.heads + 1) / group.heads
        return unit.varied({f"{place}.heads": group.heads + 1, f"{place}.fte": fte})
    if what == "bed":
        return unit.varied({"beds": unit.beds + 1})
    role = what.removeprefix("casual ")
    return unit.varied({f"casual_pool.{role}": getattr(unit.casual_pool, role) + 1})


MORE = ["peer", "clinician", "last clinician", "casual peer_worker", "casual clinician", "bed"]


@pytest.mark.parametrize("what", MORE)
def test_one_more_changes_nobody_else(site_1, as_usual, central, what):
    """On opening day; what holds where people have lived beside the one more follows below."""
    unit = site_1
    worlds = [
        initialize(one, as_usual, central, months=1, seed=8)[0]
        for one in (unit, one_more(unit, what))
    ]
    before, after = map(staff_by_address, worlds)
    assert before.keys() <= after.keys()
    assert len(after) - len(before) == (what != "bed")
    for address, person in before.items():
        for name in set(STAFF.names) - OF_THE_POST:
            same = person[name].tobytes() == after[address][name].tobytes()
            assert same, (name, person[name], after[address][name])
    trusts = [trust_by_addresses(world) for world in worlds]
    assert all(trusts[1][pair] == trust for pair, trust in trusts[0].items())
    beds = unit.beds
    assert worlds[0]["residents"][:beds].tobytes() == worlds[1]["residents"][:beds].tobytes()


LASTING = (
    *("susceptibility", "disposition", "grasp", "ledness", "ease", "frailty", "hours_wish"),
    *("outlook_ahead", "realism", "near_home", "advancement", "support_need", "first_skill"),
    *("first_valuing", "leading", "fit", "regard", "outspokenness"),
)


@pytest.mark.parametrize("what", MORE)
def test_after_years_beside_one_more_whoever_holds_a_post_is_the_same_person(
    site_1, as_usual, central, what
):
    """Who has left, and what they have been through, differs; who the n-th holder is does not."""
    unit = site_1.varied({"stage": "established"})
    before, after = (
        staff_by_address(initialize(one, as_usual, central, months=1, seed=8)[0])
        for one in (unit, one_more(unit, what))
    )
    both = before.keys() & after.keys()
    assert len(both) > len(before) / 3
    for address in both:
        for name in LASTING:
            assert before[address][name] == after[address][name], name
    assert any(before[one]["exhaustion"] != after[one]["exhaustion"] for one in both)


@pytest.mark.parametrize("what", ["clinician", "casual clinician", "casual peer_worker"])
def test_one_more_changes_no_delay_of_filling_others_posts(site_1, central, what):
    """A newly funded peer post is filled when it is filled, whoever else works there."""
    policy = compose(["more-peers"])
    filled = []
    for unit in (site_1, one_more(site_1, what)):
        world = initialize(unit, policy, central, months=1, seed=8)
        walk(world, 0, 0, 3)
        staff = world[0]["staff"]
        filled.append(staff["filled_at"][staff["extra"] == 1].tolist())
    assert len(filled[0]) == 3
    assert filled[0] == filled[1]


def test_one_more_post_leaves_most_of_a_first_day_as_it_was(site_1, as_usual, central):
    """The luck of a shift belongs to its people, so one more clinician spoils no peer's."""
    worlds = []
    for unit in (site_1, one_more(site_1, "last clinician")):
        world = initialize(unit, as_usual, central, months=1, seed=8)
        walk(world, 0, 0, 3)
        worlds.append(world[0])
    before, after = map(staff_by_address, worlds)
    worked = [
        {
            address
            for address, person in team.items()
            if person["last_shift"] >= 0 and person["role"] == 0
        }
        for team in (before, after)
    ]
    assert worked[0] == worked[1]


# Order


def test_the_order_of_groups_in_the_file_does_not_matter_on_day_0(site_1, as_usual, central):
    facts = site_1.resolved()
    turned = type(site_1).from_resolved(
        {**facts, "staff": [*facts["staff"][1:], facts["staff"][0]]}
    )
    worlds = [initialize(one, as_usual, central, months=1, seed=8)[0] for one in (site_1, turned)]
    before, after = map(staff_by_address, worlds)
    assert before.keys() == after.keys()
    for address, person in before.items():
        for name in TRAITS:
            assert person[name] == after[address][name], name
    assert trust_by_addresses(worlds[0]) == trust_by_addresses(worlds[1])


def test_the_order_of_runs_does_not_matter(site_1, as_usual, central, differences):
    def run(replicate):
        return run_world(site_1, as_usual, central, months=3, seed=1, replicate=replicate)

    forward = [run(replicate) for replicate in range(3)]
    backward = [run(replicate) for replicate in reversed(range(3))]
    for one, other in zip(forward, reversed(backward), strict=True):
        assert differences(one, other) == []


def test_a_batch_in_one_array_is_the_same_as_one_by_one(site_1, as_usual, central, differences):
    from ccu_sim.model.compiled import run_months

    founded = [
        initialize(site_1, as_usual, central, months=2, seed=1, replicate=replicate)
        for replicate in range(3)
    ]
    together = np.concatenate([world.view(WORLD) for world in founded])
    run_months(together, 2)
    for replicate, world in enumerate(founded):
        run_months(world, 2)
        assert differences(world, together[replicate : replicate + 1]) == []


def test_a_walk_in_pieces_is_the_same_walk(site_1, as_usual, central, differences):
    whole, pieces = (initialize(site_1, as_usual, central, months=2, seed=1) for _ in range(2))
    walk(whole, 0, 0, month_start(2))
    cuts = [0, 1, 20, 21, 22, 90, 92, 93, month_start(2)]
    for start, stop in pairwise(cuts):
        walk(pieces, 0, start, stop)
    assert differences(whole, pieces) == []


# Seeds


def test_the_same_address_gives_the_same_world(run, site_1, differences):
    assert differences(run(site_1, months=6, seed=5), run(site_1, months=6, seed=5)) == []


@pytest.mark.parametrize("part", ["seed", "set_index", "replicate"])
def test_every_part_of_a_run_s_address_counts(run, site_1, part):
    row = [run(site_1, months=6, **{"seed": 5, part: value})[0] for value in (5, 6)]
    assert row[0]["key"] != row[1]["key"]
    exhaustion = list(MONTHLY_COLUMNS).index("exhaustion_peer")
    assert row[0]["monthly"][6, exhaustion] != row[1]["monthly"][6, exhaustion]


def test_the_horizon_does_not_change_what_comes_before_it(run, site_1):
    short, long = (run(site_1, months=months, seed=5)[0] for months in (6, 12))
    assert short["monthly"][:7].tobytes() == long["monthly"][:7].tobytes()


def test_a_place_never_sees_the_same_person_twice(run, units):
    world = run(units["site-2"], months=60, seed=2)[0]
    person = world["staff"][0].copy()
    addresses = []
    for spell in world["spells"][: world["spell_count"]]:
        post = world["staff"][spell["post"]]
        person["role"], person["casual"] = spell["role"], spell["casual"]
        person["discipline"] = spell["discipline"]
        person["ordinal"], person["holder"] = post["ordinal"], spell["holder"]
        addresses.append(int(address_of(np.rec.array(person)[()])))
    assert len(set(addresses)) == len(addresses) > 40
