"""The tables of state variables: what each means, how it begins, what moves it, how fast."""

import ast
from collections.abc import Iterator

from ccu_sim.evidence import REGISTRY
from ccu_sim.model.schedule import SCHEDULE, Phase
from regions import meanings
from regions.code import EVERY, Function, act_key, fields, functions, within
from regions.equations import expression
from regions.markdown import code, number, table
from regions.meanings import meaning
from regions.relaxing import relaxing_of

_ARRIVING = ("submodels.arrivals", "opening")
_BEGINNING = ("arrive", "draw_traits", "begin_states", "move_in", "set_climate", "meet_everyone")
_AT_THE_DOOR = ("select_well", "induct", "_find_in_house")


def _rules_that_move(record: str, field: str) -> list[Function]:
    """Find the functions that move a field once people are here."""
    return [
        function
        for function in functions().values()
        if (record, field) in function.moves
        and function.module not in _ARRIVING
        and function.name.lstrip("_") not in _BEGINNING
        and function.name not in _AT_THE_DOOR
    ]


def _movers(record: str, field: str) -> str:
    """Name what moves a field, and when: an equation, or those a behaviour passes it through."""
    found: dict[str, list[str]] = {}
    for function in sorted(_rules_that_move(record, field), key=_first_period):
        names = [function.name.lstrip("_")]
        if function.of_world:
            called = {
                part.func.id
                for value in function.moves[record, field]
                for part in ast.walk(value)
                if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
            }
            equations = {key[1] for key in function.calls if key[0].startswith("submodels")}
            names = sorted(called & equations) or names
        for name in names:
            periods = found.setdefault(name, [])
            periods += [every for every in _periods(function) if every not in periods]
    return "; ".join(
        f"{code(name)} ({', '.join(when)})" if when else code(name) for name, when in found.items()
    )


def _first_period(function: Function) -> int:
    return min((phase.every for phase in SCHEDULE if _reaches(phase, function)), default=0)


def _reaches(phase: Phase, function: Function) -> bool:
    return function.key in within(act_key(phase.act))


def _periods(function: Function) -> list[str]:
    """Tell how often the schedule comes to a function."""
    every = {phase.every for phase in SCHEDULE if _reaches(phase, function)}
    return [EVERY[period] for period in sorted(every)]


def _half_lives(record: str, field: str) -> Iterator[str]:
    """Give the half-lives with which a field relaxes."""
    for function in _rules_that_move(record, field):
        for value in function.moves[record, field]:
            for name in _half_life_parameters(function, value):
                yield f"{code(name)} {number(REGISTRY[name].value)} {REGISTRY[name].unit}"


def _half_life_parameters(function: Function, value: ast.expr) -> Iterator[str]:
    for part in ast.walk(value):
        if not (isinstance(part, ast.Call) and isinstance(part.func, ast.Name)):
            continue
        if part.func.id == "toward" and (relaxing := relaxing_of(part.args[2])) is not None:
            yield relaxing.parameter
        for key in function.calls:
            if key[1] == part.func.id and key[0].startswith("submodels"):
                for returned in ast.walk(functions()[key].node):
                    if isinstance(returned, ast.Return) and returned.value is not None:
                        yield from _half_life_parameters(functions()[key], returned.value)


def _beginning(record: str, field: str) -> str:
    """Write what a field begins as, from the functions that begin things."""
    found = []
    for function in functions().values():
        if function.name.lstrip("_") not in _BEGINNING or (record, field) not in function.moves:
            continue
        chance = _given_by_chance(function, field)
        if chance is not None:
            found.append(f"1 with chance {code(expression(chance))}, else 0")
            continue
        local = _locals(function)
        values = function.moves[record, field]
        found += [code(expression(_with_locals(value, local))) for value in values]
    for function in functions().values():
        if function.name in _AT_THE_DOOR and (record, field) in function.moves:
            found.append(f"then {code(function.name.lstrip('_'))}")
    return ", ".join(dict.fromkeys(found)).removeprefix("then ")


def _given_by_chance(function: Function, field: str) -> ast.expr | None:
    """Give the chance with which a function sets a field that it otherwise leaves at 0."""
    for part in ast.walk(function.node):
        match part:
            case ast.If(
                test=ast.Compare(
                    left=ast.Call(func=ast.Name(id="draw")), ops=[ast.Lt()], comparators=[chance]
                ),
                body=[ast.Assign(targets=[ast.Attribute(attr=name)])],
            ) if name == field:
                return chance
    return None


def _locals(function: Function) -> dict[str, ast.expr]:
    """Map a function's names that are assigned once to their values."""
    seen: dict[str, list[ast.expr]] = {}
    for part in ast.walk(function.node):
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            seen.setdefault(part.targets[0].id, []).append(part.value)
    return {name: values[0] for name, values in seen.items() if len(values) == 1}


class _Inline(ast.NodeTransformer):
    """Put local names' values in their place."""

    def __init__(self, local: dict[str, ast.expr]) -> None:
        self.local = local

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.local and node.id not in ("who", "me", "resident", "other", "term"):
            return self.visit(self.local[node.id])
        return node


def _with_locals(value: ast.expr, local: dict[str, ast.expr]) -> ast.expr:
    copy = ast.parse(ast.unparse(value), mode="eval").body
    return _Inline(local).visit(copy)


def _rows(record: str, names: list[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        yield (
            code(name),
            meaning(record, name),
            _beginning(record, name) or code("0"),
            _movers(record, name) or "nothing: it lasts",
            "; ".join(dict.fromkeys(_half_lives(record, name))),
        )


_HEADER = ("state", "meaning", "begins as", "moved by (every)", "half-life, central")


def staff_states() -> str:
    """Make the table of a person's states."""
    names = [name for name in fields("STAFF") if name in meanings.STAFF_STATES]
    return table(_HEADER, _rows("STAFF", names))


def staff_facts() -> str:
    """Make the table of a post's facts, contract and place on the roster."""
    names = [name for name in fields("STAFF") if name not in meanings.STAFF_STATES]
    return table(("field", "meaning"), ((code(n), meaning("STAFF", n)) for n in names))


def resident_states() -> str:
    """Make the table of residents' states."""
    return table(_HEADER, _rows("RESIDENT", list(meanings.RESIDENT_STATES)))


def resident_facts() -> str:
    """Make the table of a bed's facts."""
    facts = meanings.RESIDENT_FACTS
    return table(("field", "meaning"), ((code(n), meaning("RESIDENT", n)) for n in facts))


def climate_states() -> str:
    """Make the table of the climate's states."""
    return table(_HEADER, _rows("CLIMATE", list(fields("CLIMATE"))))


def bonds() -> str:
    """Make the table of bonds."""
    return table(_HEADER, _rows("WORLD", list(meanings.BONDS)))


def unit_facts() -> str:
    """Make the table of a unit's facts."""
    return table(("fact", "meaning"), ((code(n), meaning("UNIT", n)) for n in fields("UNIT")))


def world_fields() -> str:
    """Make the table of what else the world holds."""
    names = [name for name in fields("WORLD") if name not in meanings.BONDS]
    return table(("field", "meaning"), ((code(n), meaning("WORLD", n)) for n in names))


def half_lives() -> str:
    """Make the table of every relaxation: of what, toward what, how fast."""
    rows = []
    for function in functions().values():
        if not function.module.startswith("submodels"):
            continue
        for part in ast.walk(function.node):
            if not (
                isinstance(part, ast.Call)
                and isinstance(part.func, ast.Name)
                and part.func.id == "toward"
            ):
                continue
            state, target, share = part.args
            relaxing = relaxing_of(share)
            assert relaxing is not None, ast.unparse(part)
            name, parameter = relaxing.parameter, REGISTRY[relaxing.parameter]
            rows.append(
                (
                    code(expression(state)),
                    code(expression(target)),
                    code(name),
                    number(parameter.value),
                    f"{number(parameter.low)} to {number(parameter.high)}",
                    parameter.unit,
                    code(function.name.lstrip("_")),
                )
            )
    return table(("state", "toward", "half-life", "central", "range", "unit", "rule"), rows)
