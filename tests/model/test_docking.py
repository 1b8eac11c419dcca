"""One rulebook, two engines, and a third time as plain Python: the same world, bit for bit."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccu_sim.inputs import compose, scenario_files
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.model import compiled, engine, portable, run_world
from ccu_sim.model.calendar import SHIFTS_A_WEEK, month_start
from ccu_sim.model.initialization import initialize
from ccu_sim.model.mesa_model import CCUModel
from ccu_sim.model.simulation import live
from ccu_sim.model.world import WORLD

STRATEGIES = sorted(scenario_files("strategy"))
UNITS = sorted(scenario_files("unit"))


class AgentByAgent(CCUModel):
    """The Mesa engine, every agent asked."""

    agent_by_agent = True


def require_same(differences, one, other):
    # agents ask of every pair, and so keep more of the luck that is drawn
    assert [each for each in differences(one, other) if not each.startswith(".between.")] == []


@pytest.fixture(scope="session")
def docked(differences):
    """Run a scenario on both engines, on Mesa's agent by agent, and require the same bits."""

    def dock(unit, policy, parameters, *, months, seed):
        address = {"months": months, "seed": seed}
        worlds = run_world(unit, policy, parameters, **address)
        agents = live(AgentByAgent, unit, policy, parameters, **address).worlds
        require_same(differences, worlds, agents)
        return worlds

    return dock


@pytest.fixture(scope="session")
def docked_for_a_month(differences):
    """Live through a month on both engines, from the world at its beginning."""

    def dock(worlds, unit, policy, month):
        start, stop = int(month_start(month)), int(month_start(month + 1))
        model = AgentByAgent.of_world(worlds.copy(), unit, policy)
        model.now = start
        model.run_months(month + 1)
        compiled.walk(worlds, 0, start, stop)
        require_same(differences, worlds, model.worlds)

    return dock


@pytest.fixture(scope="session")
def docked_for_a_week(differences):
    """Found a scenario and live the last week of its horizon by the module and as plain Python.

    The module lives through what is before, but for the last week of an established unit's
    history; a month ends with the week.
    """
    live, module = compiled.live, portable.Portable()

    def live_lately(world, start, stop):
        last = max(start, stop - SHIFTS_A_WEEK)
        module(compiled.walk.__wrapped__, world.base, 0, start, last)
        live(world, last, stop)

    def dock(unit, policy, parameters, *, months, seed):
        stop = int(month_start(months))
        start, worlds = stop - SHIFTS_A_WEEK, []
        for each in (module, engine.Plain()):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(engine, "present", lambda each=each: each)
                patch.setattr(compiled, "live", live_lately)
                world = initialize(unit, policy, parameters, months=months, seed=seed)
                founded = world.copy()
                patch.setattr(engine, "present", lambda: module)
                compiled.walk(world, 0, 0, start)
                patch.setattr(engine, "present", lambda each=each: each)
                compiled.walk(world, 0, start, stop)
            worlds.append((founded, world))
        for one, other in zip(*worlds, strict=True):
            assert differences(one, other) == []

    return dock


@pytest.fixture(scope="session")
def short_contracts(site_1):
    """A unit whose fixed terms end within weeks, renewed for some and not for others."""
    contract = {"kind": "fixed-term", "months": 1, "renewal": 0.5, "renewed_as": "fixed-term"}
    return site_1.varied({"staff.0.contract": contract, "staff.1.contract": contract})


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_engines_agree_on_every_strategy_at_every_unit(
    docked_for_a_month, units, central, name
):
    """In the first month in which all of it is there; until then it is as usual, or part of it."""
    policy = compose([name])
    months = max((strategy.first_month for strategy in policy.strategies), default=1)
    parameters = {**central, "senior_after_months": 1.0}  # somebody can step up at once
    for unit in units.values():
        require_fits(unit, policy)
        worlds = initialize(unit, policy, parameters, months=months, seed=7)
        compiled.walk(worlds, 0, 0, int(month_start(months - 1)))
        docked_for_a_month(worlds, unit, policy, months - 1)


@pytest.mark.parametrize("name", STRATEGIES)
def test_plain_python_agrees_on_every_strategy_at_every_unit(
    docked_for_a_week, units, central, name
):
    policy = compose([name])
    months = max((strategy.first_month for strategy in policy.strategies), default=1)
    parameters = {**central, "senior_after_months": 1.0}
    for unit in units.values():
        docked_for_a_week(unit, policy, parameters, months=months, seed=7)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_plain_python_agrees_on_a_week_of_random_scenarios(docked_for_a_week, scenarios, data):
    docked_for_a_week(**data.draw(scenarios.runs(months=2)))


def test_the_engines_agree_where_contracts_end(docked, short_contracts, as_usual, central):
    world = docked(short_contracts, as_usual, central, months=3, seed=2)[0]
    outcomes = world["spells"]["outcome"][: world["spell_count"]]
    assert (outcomes == 3).sum() > 3
    assert (world["spells"]["start"] > 0).sum() > 0  # vacancies were filled again


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_engines_agree_on_random_scenarios(docked, scenarios, data):
    docked(**data.draw(scenarios.runs(months=2)))


@pytest.mark.slow
@settings(max_examples=200, derandomize=False, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_engines_agree_on_many_random_scenarios(docked, scenarios, data):
    docked(**data.draw(scenarios.runs(months=4)))


def require_docked_at_full_length(docked, unit, central):
    policy = compose(["professional-supervision", "more-peers"])
    world = docked(unit, policy, central, months=36, seed=11)[0]
    assert world["event_count"] > 500


def test_the_engines_agree_at_full_length(docked, units, central):
    require_docked_at_full_length(docked, units["site-2"], central)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["site-1", "established-unit"])
def test_the_engines_agree_at_full_length_at_every_unit(docked, units, central, unit):
    require_docked_at_full_length(docked, units[unit], central)


@pytest.mark.parametrize(
    ("unit", "months"), [("site-1", (20, 23, 24, 29, 35)), ("established-unit", (17, 23, 25, 35))]
)
def test_the_engines_agree_in_months_in_which_all_happens(
    docked_for_a_month, units, central, unit, months
):
    """Each begun in the module's world of that day: of all kinds of event in three years, one.

    What agents carry through all the months is looked at above, at the smallest unit.
    """
    policy = compose(["professional-supervision", "more-peers"])
    worlds, seen = initialize(units[unit], policy, central, months=36, seed=11), set()
    now = 0
    for month in months:
        compiled.walk(worlds, 0, now, int(month_start(month)))
        now, before = int(month_start(month + 1)), worlds["event_count"][0]
        docked_for_a_month(worlds, units[unit], policy, month)
        seen.update(worlds["events"]["kind"][0, before:])
    assert worlds["event_count"][0] > 500
    assert seen >= set(worlds["events"]["kind"][0])


@pytest.mark.parametrize("unit", UNITS)
def test_a_stretch_of_the_schedule_in_one_call_is_the_same(units, central, differences, unit):
    policy = compose(["professional-supervision", "more-peers"])
    worlds = [
        run_world(units[unit], policy, central, months=6, seed=11, engine=engine)
        for engine in ("compiled", "mesa")
    ]
    assert differences(*worlds) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", STRATEGIES)
def test_the_engines_agree_on_every_strategy_at_full_length(docked, site_1, central, name):
    docked(site_1, compose([name]), central, months=36, seed=13)


@pytest.mark.slow
def test_the_engines_agree_on_the_longest_run(docked, units, as_usual, central):
    docked(units["site-2"], as_usual, central, months=120, seed=17)


@pytest.fixture
def plain_worlds(python, tmp_path):
    """Run scenarios as plain Python, in a process of its own."""

    def run(scenarios, compiled=False, **options):
        asked, answer = tmp_path / "scenarios.json", tmp_path / "worlds"
        asked.write_text(json.dumps(scenarios), encoding="utf-8")
        options["CCU_SIM_UNCOMPILED"] = str(int(not compiled))
        python("run_world.py", asked, answer, **options)
        return np.fromfile(answer, WORLD)

    return run


def resolved(unit, policy, parameters, *, months, seed, stop, engine="compiled"):
    return {
        "unit": unit.resolved(),
        "strategies": [strategy.resolved() for strategy in policy.strategies],
        "parameters": dict(parameters),
        "months": months,
        "seed": seed,
        "stop": stop,
        "engine": engine,
    }


def require_docked(scenarios, worlds, differences):
    from ccu_sim.inputs import Policy, Strategy, Unit

    for scenario, plain in zip(scenarios, worlds, strict=True):
        unit = Unit.from_resolved(scenario["unit"])
        policy = Policy.of([Strategy.from_resolved(one) for one in scenario["strategies"]])
        fast = initialize(
            unit,
            policy,
            scenario["parameters"],
            months=scenario["months"],
            seed=scenario["seed"],
        )
        compiled.walk(fast, 0, 0, scenario["stop"])
        assert differences(fast[:1].view(WORLD), plain[None]) == []


def test_plain_python_agrees(plain_worlds, differences, short_contracts, units, central):
    much = compose(["more-peers", "professional-supervision", "co-reflection-and-peer-network"])
    a_month = {"months": 1, "seed": 5}
    scenarios = [
        resolved(short_contracts, much, central, stop=month_start(1) + 4, months=2, seed=5),
        resolved(units["site-2"], much, central, stop=43, **a_month),
        resolved(units["established-unit"], much, central, stop=43, engine="mesa", **a_month),
    ]
    require_docked(scenarios, plain_worlds(scenarios), differences)


@pytest.mark.slow
@settings(
    max_examples=6,
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_plain_python_agrees_on_random_scenarios(plain_worlds, differences, scenarios, data):
    drawn = []
    for _ in range(4):
        run = data.draw(scenarios.runs(months=2))
        drawn.append(resolved(**run, stop=month_start(1) + 10))
    require_docked(drawn, plain_worlds(drawn), differences)


# A newer Python, with whatever Mesa goes with it


NEEDS = "import mesa, pandas, pydantic, wasmtime, yaml"


def other_pythons():
    """Newer interpreters that have what the package needs; CCU_SIM_OTHER_PYTHONS may name some."""
    named = os.environ.get("CCU_SIM_OTHER_PYTHONS", "").split(os.pathsep)
    minors = range(sys.version_info.minor + 1, sys.version_info.minor + 5)
    for path in [*named, *(shutil.which(f"python3.{minor}") for minor in minors)]:
        if path:
            line = f"{NEEDS}; import sys; sys.exit(sys.version_info[:2] <= {sys.version_info[:2]})"
            if subprocess.run([path, "-c", line], capture_output=True, check=False).returncode == 0:
                yield path


@pytest.fixture(scope="session")
def newer_python():
    found = next(other_pythons(), None)
    if found is None:
        pytest.skip("no newer Python with the package's dependencies was found")
    return found


def test_a_newer_python_gives_the_same_values(
    plain_worlds, differences, newer_python, short_contracts, units, central
):
    much = compose(["more-peers", "professional-supervision"])
    scenarios = [
        resolved(short_contracts, much, central, months=2, seed=5, stop=month_start(1) + 4),
        resolved(units["site-2"], much, central, months=1, seed=6, stop=43, engine="mesa"),
    ]
    require_docked(scenarios, plain_worlds(scenarios, interpreter=newer_python), differences)


@pytest.mark.slow
def test_a_newer_python_runs_to_the_same_values(
    plain_worlds, differences, newer_python, units, as_usual, central
):
    scenarios = [
        resolved(unit, as_usual, central, months=36, seed=7, stop=month_start(36), engine=engine)
        for unit in units.values()
        for engine in ("compiled", "mesa")
    ]
    worlds = plain_worlds(scenarios, compiled=True, interpreter=newer_python)
    require_docked(scenarios, worlds, differences)
