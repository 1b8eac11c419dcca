"""The tables of parameters, levers, conditions, schedule, chance and measures."""

from collections.abc import Callable, Iterable

from ccu_sim.evidence import REGISTRY, TARGETS, Parameter
from ccu_sim.inputs import CONDITIONS, LEVERS
from ccu_sim.inputs.conditions import ANCHOR_LEVELS
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS, SPELL_COLUMNS, records, streams
from ccu_sim.model.measures import THEMES
from ccu_sim.model.schedule import SCHEDULE
from regions.code import EVERY, Function, act_key, functions, of_modules, within
from regions.equations import equations
from regions.markdown import code, codes, folded, number, table

TURNS = {
    "the_unit": "the unit",
    "in_post": "each in post",
    "on_shift": "each on shift",
    "pairs_on_shift": "each pair on shift, once",
    "each_with_each_who_may": "each on shift with each other on shift, where chance lets it be",
    "residents_in_house": "each resident in house",
    "contacts": "each worker sought out, with the resident",
}
"""Whose turn it is, in words, by the names of `ccu_sim.model.activation`."""


def schedule() -> str:
    """Make the table of the schedule."""
    rows = []
    for place, phase in enumerate(SCHEDULE, start=1):
        key = act_key(phase.act)
        reached = [functions()[part] for part in within(key)]
        rows.append(
            (
                place,
                EVERY[phase.every],
                TURNS[phase.whose.__name__],
                code(key[1]),
                functions()[key].summary,
                codes(sorted({event for part in reached for event in part.draws})),
                codes(sorted({lever for part in reached for lever in part.levers})),
            )
        )
    return table(("", "every", "whose turn", "act", "what", "chance", "levers"), rows)


def parameters(module: str) -> str:
    """Make the table of the parameters that stand with one module; nothing where none do."""
    rows = [
        (
            code(one.name),
            number(one.value),
            f"{number(one.low)} to {number(one.high)}" if one.varies else "fixed",
            one.unit,
            one.basis if one.checked else f"{one.basis}, not checked",
            one.why,
        )
        for one in REGISTRY.values()
        if _home(one) == module
    ]
    header = ("parameter", "central", "range", "unit", "basis", "why")
    return table(header, rows) if rows else ""


def _home(parameter: Parameter) -> str:
    """Say with which module a parameter stands: that of its group, or the first to read it."""
    readers = [f.module for f in functions().values() if parameter.name in f.parameters]
    own = f"submodels.{parameter.group}"
    return own if own in readers else readers[0]


def levers() -> str:
    """Make the table of the levers and of what people do through which each works."""
    rows = []
    for lever in LEVERS:
        users = [
            function.name.lstrip("_")
            for function in functions().values()
            if lever.name in function.levers
        ]
        rows.append(
            (
                code(lever.name),
                lever.what,
                lever.unit,
                f"{number(lever.low)} to {number(lever.high)}",
                lever.combine,
                lever.target,
                codes(users),
            )
        )
    header = ("lever", "what", "unit", "range", "combines by", "concerns", "read by")
    return table(header, rows)


def conditions() -> str:
    """Make the table of what the five conditions set."""
    rows = [
        (code(condition.name), code(quantity.name), quantity.unit, *map(number, quantity.values))
        for condition in CONDITIONS
        for quantity in condition.sets
    ]
    header = ("condition", "sets", "unit", *(f"at {number(level)}" for level in ANCHOR_LEVELS))
    return table(header, rows)


def chance() -> str:
    """Make the table of the random events, with the number each is addressed by."""
    users: dict[str, set[str]] = {}
    for function in functions().values():
        for event in function.draws:
            users.setdefault(event, set()).add(function.name.lstrip("_"))
    rows = [
        (vars(streams)[event], code(event), codes(sorted(users[event])))
        for event in sorted(users, key=vars(streams).__getitem__)
    ]
    return table(("number", "event", "drawn in"), rows)


def submodel(name: str) -> str:
    """Write out one submodel: its equations, what people do with them, its parameters."""
    return module(f"submodels.{name}")


def module(name: str) -> str:
    """Write out one module of the model: equations, what is done step by step, parameters."""
    path = name.replace(".", "/") + ".py"
    parts = [f"[`{path}`](../src/ccu_sim/model/{path})"]
    own = list(of_modules(name))
    if rules := [one for one in own if not one.of_world]:
        parts.append(_written(rules))
    if doings := [one for one in own if one.of_world]:
        names = ", ".join(one.name for one in doings if not one.name.startswith("_"))
        parts.append(folded(f"Step by step: {names}", _written(doings)))
    if rows := parameters(name):
        parts.append(rows)
    return "\n\n".join(parts)


def _written(some: Iterable[Function]) -> str:
    texts = "\n\n".join(equations(one) for one in some)
    return f"```text\n{texts}\n```"


def founding() -> str:
    """Write out the climate of the opening day, and the parameters of terms set then."""
    climate = _written(one for one in of_modules("opening") if one.name == "_set_climate")
    return "\n\n".join([climate, parameters("opening")])


def measures() -> str:
    """Write out the rules that compute what is measured."""
    names = ("empty", "over_time", "observer", *THEMES)
    modules = [f"measures.{name}" for name in names if any(of_modules(f"measures.{name}"))]
    tables = [rows for name in modules if (rows := parameters(name))]
    return "\n\n".join([folded("Measure by measure", _written(of_modules(*modules))), *tables])


def capacities() -> str:
    """Make the table of capacities."""
    names = ("POSTS", "BEDS", "MONTHS", "SPELLS", "ORDINARY_EVENTS", "EVENTS")
    return table(("capacity", "most"), ((code(name), getattr(records, name)) for name in names))


def columns(which: dict[str, str]) -> Callable[[], str]:
    """Make a table of columns and their meanings."""
    rows = [(code(name), meaning) for name, meaning in which.items()]
    return lambda: folded(f"{len(rows)} columns", table(("column", "meaning"), rows))


monthly_columns = columns(MONTHLY_COLUMNS)
spell_columns = columns(SPELL_COLUMNS)
run_columns = columns(RUN_COLUMNS)


def targets() -> str:
    """Make the table of the calibration targets."""
    rows = [
        (
            one.label,
            f"{number(one.low)} to {number(one.high)}",
            one.unit,
            "each site" if one.each else "both together",
            one.basis if one.checked else f"{one.basis}, not checked",
            one.why,
        )
        for one in TARGETS.targets
    ]
    return table(("target", "range", "unit", "met at", "basis", "why"), rows)


def standing_of_parameters() -> str:
    """Count parameters by what they rest on."""
    rows = []
    for basis in ("reported", "derived", "assumed"):
        of_basis = [one for one in REGISTRY.values() if one.basis == basis]
        checked = sum(one.checked for one in of_basis)
        fixed = sum(not one.varies for one in of_basis)
        rows.append((basis, len(of_basis), checked, len(of_basis) - checked, fixed))
    rows.append(("all", *(sum(row[place] for row in rows) for place in range(1, 5))))
    header = ("basis", "parameters", "sources read", "not checked", "fixed beforehand")
    return table(header, rows)
