"""The model's own source, read as a syntax tree: who calls, draws, reads and moves what."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ccu_sim.model
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs.scenario import COSTS
from ccu_sim.model import records, streams
from ccu_sim.model.calendar import DAY, MONTH, SHIFT, WEEK
from ccu_sim.model.submodels import SUBMODELS
from ccu_sim.model.world import WORLD
from regions.relaxing import relaxing_of

MODEL = Path(ccu_sim.model.__file__).parent
PACKAGE = "ccu_sim.model."
EVERY = {SHIFT: "shift", DAY: "day", WEEK: "week", MONTH: "month"}

_RECORD_OF_NAME = {
    "climate": "CLIMATE",
    "unit": "UNIT",
    "facts": "UNIT",
    "resident": "RESIDENT",
    "world": "WORLD",
    "spell": "SPELL",
    "stay": "STAY",
    "event": "EVENT",
    "costs": "COSTS",
}
_RECORD_OF_FIELD = {
    "climate": "CLIMATE",
    "unit": "UNIT",
    "residents": "RESIDENT",
    "staff": "STAFF",
    "spells": "SPELL",
    "stays": "STAY",
    "events": "EVENT",
    "costs": "COSTS",
}
RECORDS = {
    **{
        name: getattr(records, name)
        for name in ("STAFF", "RESIDENT", "CLIMATE", "UNIT", "SPELL", "STAY", "EVENT")
    },
    "COSTS": COSTS,
    "WORLD": WORLD,
}
"""The model's records, whose fields are the state variables."""

_EVENT_CONSTANTS = {
    name for name, value in vars(streams).items() if name.isupper() and isinstance(value, int)
}


@dataclass
class Function:
    """One equation or behaviour, as its source says.

    Attributes
    ----------
    module, name : str
        The module without ``ccu_sim.model.``, such as ``submodels.demands``.
    node : ast.FunctionDef
    calls : set of (module, name)
    parameters, draws, levers : set of str
        What it reads itself, not what it calls.
    moves : dict of (record, field) to list of ast.expr
        The values it assigns.
    """

    module: str
    name: str
    node: ast.FunctionDef
    calls: set[tuple[str, str]] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    draws: set[str] = field(default_factory=set)
    levers: set[str] = field(default_factory=set)
    moves: dict[tuple[str, str], list[ast.expr]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Module and name."""
        return self.module, self.name

    @property
    def of_world(self) -> bool:
        """Whether it is about the world (what people do) rather than about records."""
        return any(argument.arg == "world" for argument in self.node.args.args)

    @property
    def summary(self) -> str:
        """First line of the docstring."""
        return (ast.get_docstring(self.node) or "").split("\n", maxsplit=1)[0]

    @property
    def body(self) -> list[ast.stmt]:
        """Statements after the docstring."""
        return self.node.body[1:] if ast.get_docstring(self.node) else self.node.body


@cache
def functions() -> dict[tuple[str, str], Function]:
    """Read every function of the submodels, in their order, and of what stands around them."""
    paths = [
        *(MODEL / "submodels" / f"{name}.py" for name in SUBMODELS),
        *sorted((MODEL / "measures").glob("*.py")),
        *(MODEL / f"{name}.py" for name in ("doses", "calendar", "opening")),
    ]
    found = {}
    for path in paths:
        module = ".".join(path.relative_to(MODEL).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = _imported(tree)
        own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        names |= {node.name: (module, node.name) for node in own}
        for node in own:
            found[module, node.name] = _read(module, node, names)
    return found


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Map the names that a module imports from the model to where they are defined."""
    return {
        alias.asname or alias.name: (node.module.removeprefix(PACKAGE), alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE)
        for alias in node.names
    }


def _read(module: str, node: ast.FunctionDef, names: dict[str, tuple[str, str]]) -> Function:
    """Read one function."""
    function = Function(module, node.name, node)
    for part in ast.walk(node):
        match part:
            case ast.Name(id=name) if name in names:
                origin, original = names[name]
                if origin == "lever_index":
                    function.levers.add(original.lower())
                elif origin == "streams" and original in _EVENT_CONSTANTS:
                    function.draws.add(original)
                else:
                    function.calls.add(names[name])
            case ast.Attribute(attr=name) if _is_parameter(part):
                function.parameters.add(name)
            case ast.Attribute() if (relaxing := relaxing_of(part)) is not None:
                function.parameters.add(relaxing.parameter)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    _note_move(function, target, value)
            case ast.AugAssign(target=target, op=operator, value=value):
                _note_move(function, target, ast.BinOp(target, operator, value))
    function.draws -= {"NOBODY", "KIND_PLACE", "DISCIPLINE_PLACE", "ORDINAL_PLACE", "RESIDENT_KIND"}
    return function


def _is_parameter(node: ast.Attribute) -> bool:
    """Whether an attribute is a parameter: ``par.x`` or ``world.par.x``."""
    base = node.value
    of_par = isinstance(base, ast.Name) and base.id == "par"
    of_par = of_par or (isinstance(base, ast.Attribute) and base.attr == "par")
    return of_par and node.attr in REGISTRY


def _note_move(function: Function, target: ast.expr, value: ast.expr) -> None:
    """Note that a function assigns a field of a record."""
    if isinstance(target, ast.Subscript):
        target = target.value
    if isinstance(target, ast.Attribute):
        record = record_of(target.value)
        if target.attr in RECORDS[record].names:
            function.moves.setdefault((record, target.attr), []).append(value)


def record_of(base: ast.expr) -> str:
    """Tell which record an expression stands for; people are called by many names."""
    match base:
        case ast.Name(id=name):
            return _RECORD_OF_NAME.get(name, "STAFF")
        case ast.Attribute(attr=name) | ast.Subscript(value=ast.Attribute(attr=name)):
            return _RECORD_OF_FIELD.get(name, "STAFF")
    return "STAFF"


def within(key: tuple[str, str]) -> set[tuple[str, str]]:
    """Give a function and all it calls, directly or not."""
    known = functions()
    seen: set[tuple[str, str]] = set()
    waiting = [key]
    while waiting:
        current = waiting.pop()
        if current in seen or current not in known:
            continue
        seen.add(current)
        waiting.extend(known[current].calls)
    return seen


def of_modules(*modules: str) -> Iterator[Function]:
    """Give the functions of some modules, in the order of the source."""
    for module in modules:
        for function in functions().values():
            if function.module == module:
                yield function


def act_key(act: object) -> tuple[str, str]:
    """Give module and name of an act of the schedule."""
    plain = getattr(act, "py_func", act)
    return plain.__module__.removeprefix(PACKAGE), plain.__name__  # type: ignore[attr-defined]


def fields(record: str) -> tuple[str, ...]:
    """Give the names of a record's fields."""
    return RECORDS[record].names
