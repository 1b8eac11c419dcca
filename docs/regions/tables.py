"""The tables of parameters, levers, dials, schedule, chance and measures."""

from collections.abc import Callable

from ccu_sim.evidence import REGISTRY, TARGETS
from ccu_sim.inputs import DIALS, LEVERS
from ccu_sim.inputs.conditions import ANCHOR_LEVELS
from ccu_sim.model import MONTHLY_COLUMNS, RUN_COLUMNS, SPELL_COLUMNS, records, streams
from ccu_sim.model.measures import THEMES
from ccu_sim.model.schedule import SCHEDULE
from regions.code import EVERY, MODEL, act_key, functions, of_modules, within
from regions.equations import equations
from regions.markdown import code, codes, folded, number, table

TURNS = {
    "the_unit": "the unit",
    "in_post": "each in post",
    "on_shift": "each on shift",
    "pairs_on_shift": "each pair on shift, once",
    "each_with_each_on_shift": "each on shift with each other on shift",
    "residents_in_house": "each resident in house",
    "contacts": "each worker sought out, with the resident",
}
"""Whose turn it is, in words, by the names of `ccu_sim.model.turns`."""


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


def parameters(*groups: str) -> str:
    """Make the table of some groups of parameters."""
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
        if one.group in groups
    ]
    return table(("parameter", "central", "range", "unit", "basis", "why"), rows)


def levers() -> str:
    """Make the table of the levers and of the acts through which each works."""
    rows = []
    for lever in LEVERS:
        users = [
            function.name.lstrip("_")
            for function in functions().values()
            if lever.name in function.levers and function.module.startswith("acts")
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


def dials() -> str:
    """Make the table of what the five dials set."""
    rows = [
        (code(dial.name), code(quantity.name), quantity.unit, *map(number, quantity.values))
        for dial in DIALS
        for quantity in dial.sets
    ]
    header = ("dial", "sets", "unit", *(f"at {number(level)}" for level in ANCHOR_LEVELS))
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


def exactly(*modules: str) -> str:
    """Write out the rules of some modules."""
    parts = []
    for module in modules:
        path = module.replace(".", "/") + ".py"
        texts = "\n\n".join(equations(function) for function in of_modules(module))
        parts.append(f"[`{path}`](../src/ccu_sim/model/{path})\n\n```text\n{texts}\n```")
    return "\n\n".join(parts)


def acts(*names: str) -> str:
    """Write out some acts, with the steps that only they take, folded away."""
    shown = []
    for name in names:
        key = next(key for key in functions() if key[1] == name and key[0].startswith("acts"))
        for part in functions().values():
            private = part.module == key[0] and part.name != name and not _is_act(part.key)
            if part.key in within(key) and (part.key == key or private) and part not in shown:
                shown.append(part)
    order = list(functions())
    shown.sort(key=lambda part: (part.name not in names, order.index(part.key)))
    text = "\n\n".join(equations(part) for part in shown)
    return folded(f"Step by step: {', '.join(names)}", f"```text\n{text}\n```")


def _is_act(key: tuple[str, str]) -> bool:
    return key in {act_key(phase.act) for phase in SCHEDULE}


def founding() -> str:
    """Write out how a person arrives and a resident moves in."""
    people = [part for part in of_modules("acts.arrivals") if part.name not in ("address_of",)] + [
        part
        for part in of_modules("acts.stays")
        if part.name in ("move_in", "plan_opening", "_find_in_house")
    ]
    climate = [part for part in of_modules("acts.opening") if part.name == "_set_climate"]
    text = "\n\n".join(equations(part) for part in climate + people)
    return folded("Opening day and arrivals, step by step", f"```text\n{text}\n```")


def measures() -> str:
    """Write out the rules that compute what is measured."""
    names = ("empty", "over_time", "observer", *THEMES)
    modules = [f"measures.{name}" for name in names if any(of_modules(f"measures.{name}"))]
    return folded("Measure by measure", exactly(*modules))


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


def rule_files() -> list[str]:
    """Name the modules of rules."""
    return [f"rules.{path.stem}" for path in sorted((MODEL / "rules").glob("[!_]*.py"))]
