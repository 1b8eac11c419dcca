"""Functions of the model written out as equations, exactly as the code computes them.

A syntax tree goes in, plain text comes out: ``raised(x, s)`` becomes ``x + (1 − x) · s``,
``luck < p`` a probability, an assignment of ``toward(...)`` a relaxation. What only finds
records or keeps the diary is left out; nothing that computes is.
"""

import ast
import re
import textwrap
from collections.abc import Iterator

from ccu_sim.evidence import REGISTRY
from ccu_sim.model import records
from ccu_sim.model.calendar import WEEKS_A_WORKED_SHIFT
from regions.code import Function
from regions.relaxing import relaxing_of

WIDTH = 96
_HOLD = "\N{NO-BREAK SPACE}"
_PLAIN_BASES = {"me", "climate", "par", "world"}
_UNSAID = {"me", "climate", "par", "pace", "unit", "world", "key"}
_TIMES = {
    "1": "a week",
    "1 / days_a_week": "a day",
    "weeks_a_worked_shift": f"a worked shift ({WEEKS_A_WORKED_SHIFT:g} weeks)",
    "weeks": "weeks",
}
_STATES = {*records.STAFF.names, *records.RESIDENT.names, *records.CLIMATE.names}
_AMBIGUOUS = _STATES & set(REGISTRY.names)
_SIGNS = (
    (" ** ", "^"),
    (" * ", " · "),
    (" - ", " − "),
    (" == ", " = "),
    (" != ", " ≠ "),
    (" <= ", " ≤ "),
    (" >= ", " ≥ "),
)


def _sum(left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, operator, right)


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name), list(arguments), [])


_ONE = ast.Constant(1)


def _call_of(name: str, arguments: list[ast.expr]) -> ast.Call:
    return ast.Call(ast.Name(name), arguments, [])


class _Reader(ast.NodeTransformer):
    """Rewrite an expression into the notation of the text.

    Parameters
    ----------
    taken : set of str
        The function's own names: a field that is called alike keeps its ``me.``.
    """

    def __init__(self, taken: frozenset[str]) -> None:
        self.taken = taken

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, float) and node.value == int(node.value):
            return ast.Constant(int(node.value))
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id == "facts":
            return ast.Name("unit")
        if node.id.isupper() and node.id in {
            "WEEKS_A_YEAR",
            "WEEKS_A_MONTH",
            "WEEKS_A_WORKED_SHIFT",
            "SHIFTS_A_WEEK",
            "SHIFTS_A_DAY",
            "WORKDAYS_A_WEEK",
            "DAYS_A_WEEK",
            "PER_CENT",
        }:
            return ast.Name(node.id.lower())
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        base = node.value
        if node.attr in ("par", "pace", "climate", "key") and isinstance(base, ast.Name):
            return ast.Name(node.attr)
        if node.attr == "unit" and isinstance(base, ast.Name) and base.id == "world":
            return ast.Name("unit")
        base = self.visit(base)
        if isinstance(base, ast.Name) and base.id in _PLAIN_BASES:
            if node.attr in self.taken or (base.id == "par" and node.attr in _AMBIGUOUS):
                return ast.Attribute(base, node.attr)
            return ast.Name(node.attr)
        return ast.Attribute(base, node.attr)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return ast.UnaryOp(node.op, self.visit(node.operand))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        given = [self.visit(argument) for argument in node.args]
        match name, given:
            case "centred", [x]:
                return _sum(x, ast.Sub(), ast.Name("½"))
            case "raised", [x, share]:
                return _sum(x, ast.Add(), _sum(_sum(_ONE, ast.Sub(), x), ast.Mult(), share))
            case "lowered", [x, share]:
                return _sum(x, ast.Mult(), _sum(_ONE, ast.Sub(), share))
            case "toward", [state, goal, _] if relaxing := relaxing_of(node.args[2]):
                return _call(name, state, goal, *(self.visit(part) for part in relaxing))
            case "share_of_dose", [gain, dose]:
                left = _sum(_ONE, ast.Sub(), gain)
                return _sum(_ONE, ast.Sub(), _sum(left, ast.Pow(), dose))
            case "share_in_size", [share, reference, size]:
                left = _sum(_ONE, ast.Sub(), share)
                of_size = _sum(reference, ast.Div(), size)
                return _sum(_ONE, ast.Sub(), _sum(left, ast.Pow(), of_size))
            case "chance_within", [rate, weeks, year]:
                for factor, operator in ((weeks, ast.Mult()), (year, ast.Div())):
                    if not (isinstance(factor, ast.Constant) and factor.value == 1):
                        rate = _sum(rate, operator, factor)
                return _sum(_ONE, ast.Sub(), _call("exp", ast.UnaryOp(ast.USub(), rate)))
            case "waiting_time", [mean, luck]:
                inverse = _sum(_ONE, ast.Div(), _sum(_ONE, ast.Sub(), luck))
                return _sum(mean, ast.Mult(), _call("ln", inverse))
            case "exp", [x]:
                return _call("exp", x)
            case "log", [x]:
                return _call("ln", x)
            case "within", [x]:
                return _call("clip", x)
            case "float" | "int", [x]:
                return x if name == "float" else _call("whole", x)
            case "draw" | "draw_four" | "draw_words", _:
                return _call(name, *(_who(part) for part in given[1:] if not _nobody(part)))
            case "bell", [_, event, *_]:
                return _call("bell", event)
        return _call(name.lstrip("_"), *(part for part in given if not _unsaid(part)))


def _who(node: ast.expr) -> ast.expr:
    """Name a person rather than the address."""
    if isinstance(node, ast.Attribute) and node.attr == "address":
        return node.value
    if isinstance(node, ast.Name) and node.id == "address":
        return ast.Name("me")
    return node


def _nobody(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "NOBODY"


def _unsaid(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in _UNSAID


class _Writer:
    """Write one function's statements."""

    def __init__(self, function: Function) -> None:
        names = {part.id for part in ast.walk(function.node) if isinstance(part, ast.Name)}
        names |= {argument.arg for argument in function.node.args.args}
        self.taken = frozenset(names & _STATES)

    def text(self, node: ast.expr) -> str:
        return expression(node, self.taken)

    def statements(self, body: list[ast.stmt], depth: int) -> list[str]:
        return [line for statement in body for line in self.statement(statement, depth)]

    def statement(self, node: ast.stmt, depth: int) -> Iterator[str]:
        match node:
            case ast.Assign(targets=[target], value=value):
                yield from (_line(text, depth) for text in self.assignment(target, value))
            case ast.Assign(targets=targets, value=value):
                names = " = ".join(self.text(target) for target in targets)
                yield _line(f"{names} = {self.text(value)}", depth)
            case ast.AugAssign(target=target, op=operator, value=value):
                changed = ast.BinOp(
                    ast.parse(ast.unparse(target), mode="eval").body, operator, value
                )
                arrow = "=" if isinstance(target, ast.Name) else "←"
                yield _line(f"{self.text(target)} {arrow} {self.text(changed)}", depth)
            case ast.Return(value=None):
                yield _line("stop", depth)
            case ast.Return(value=value):
                yield _line(self.result(value), depth)
            case ast.If():
                yield from self.choice(node, depth, "if")
            case ast.While(test=test, body=body):
                yield _line(f"as long as {self.text(test)}:", depth)
                yield from self.statements(body, depth + 1)
            case ast.For(target=target, iter=iterated, body=body):
                yield _line(f"for {self.each(target, iterated)}:", depth)
                yield from self.statements(body, depth + 1)
            case ast.Expr(value=value):
                yield _line(self.text(value), depth)
            case ast.Continue():
                yield _line("next one", depth)
            case _:
                raise NotImplementedError(f"no notation for: {ast.unparse(node)}")

    def choice(self, node: ast.If, depth: int, word: str) -> Iterator[str]:
        yield _line(f"{word} {self.text(node.test)}:", depth)
        yield from self.statements(node.body, depth + 1) or [_line("nothing", depth + 1)]
        match node.orelse:
            case [ast.If() as nested]:
                yield from self.choice(nested, depth, "otherwise, if")
            case [_, *_]:
                yield _line("otherwise:", depth)
                yield from self.statements(node.orelse, depth + 1)

    def result(self, value: ast.expr) -> str:
        match value:
            case ast.Compare(left=ast.Name(id="luck"), ops=[ast.Lt()], comparators=[chance]):
                return f"probability = {self.text(chance)}"
            case ast.Call(func=ast.Name(id="toward"), args=[state, target, share]):
                return (
                    f"result: {self.text(state)} relaxed toward {self.text(target)}, "
                    f"{self.relaxing(share)}"
                )
            case ast.Call(func=ast.Name(id="happens"), args=[log_odds, ast.Name(id="luck")]):
                return f"probability = logistic({self.text(log_odds)})"
            case ast.Call(func=ast.Name(id="comes_within"), args=[*rate, ast.Name(id="luck")]):
                return f"probability = {self.text(_call_of('chance_within', rate))}"
            case ast.Call(func=ast.Name(id="comes_at_ratio"), args=[rate, ratio, *when, _]):
                rate = ast.BinOp(rate, ast.Mult(), _call_of("exp", [ratio]))
                return f"probability = {self.text(_call_of('chance_within', [rate, *when]))}"
            case ast.Constant(value=bool(answer)):
                return "result = yes" if answer else "result = no"
        return f"result = {self.text(value)}"

    def relaxing(self, share: ast.expr) -> str:
        relaxing = relaxing_of(share)
        assert relaxing is not None, ast.unparse(share)
        weeks = self.text(relaxing.weeks)
        over = _TIMES.get(weeks, f"{weeks} weeks")
        return f"half-life {self.text(relaxing.half_life)}, over {over}"

    def assignment(self, target: ast.expr, value: ast.expr) -> Iterator[str]:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its_value in zip(target.elts, value.elts, strict=True):
                yield from self.assignment(one, its_value)
            return
        name = self.text(target)
        if isinstance(target, ast.Name) and _is_alias(name, value):
            return
        match value:
            case ast.Call(func=ast.Name(id="toward"), args=[state, goal, share]) if (
                self.text(state) == name
            ):
                yield f"{name} → {self.text(goal)}, {self.relaxing(share)}"
            case _:
                arrow = "=" if isinstance(target, ast.Name) else "←"
                yield f"{name} {arrow} {self.text(value)}"

    def each(self, target: ast.expr, iterated: ast.expr) -> str:
        name = self.text(target)
        if isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range":
            bound = ast.unparse(iterated.args[-1])
            if bound.startswith(("len(", "world.unit.")):
                return f"each {name}"
            return f"{name} in range({', '.join(self.text(part) for part in iterated.args)})"
        return f"{name} in {self.text(iterated)}"


def expression(node: ast.expr, taken: frozenset[str] = frozenset()) -> str:
    """Write an expression."""
    copy = ast.parse(ast.unparse(node), mode="eval").body
    text = ast.unparse(ast.fix_missing_locations(ast.Expression(_Reader(taken).visit(copy))))
    for python, sign in _SIGNS:
        text = text.replace(python, sign)
    return text.replace("-", "−").replace("world.", "")


def equations(function: Function) -> str:
    """Write a whole function: its name, and under it what it computes."""
    lines = _Writer(function).statements(_without_diary(function.body), 1)
    return "\n".join([function.name.lstrip("_"), *lines])


def _without_diary(body: list[ast.stmt]) -> list[ast.stmt]:
    """Leave out what only writes the diary, and choices of which nothing else is left."""
    kept: list[ast.stmt] = []
    for node in body:
        match node:
            case ast.Expr(value=ast.Call(func=ast.Name(id="note"))):
                continue
            case ast.If(test=test, body=then, orelse=otherwise):
                then, otherwise = _without_diary(then), _without_diary(otherwise)
                if then or otherwise:
                    kept.append(ast.If(test, then, otherwise))
            case ast.While(test=test, body=repeated):
                kept.append(ast.While(test, _without_diary(repeated), []))
            case ast.For(target=target, iter=iterated, body=repeated):
                kept.append(ast.For(target, iterated, _without_diary(repeated), []))
            case _:
                kept.append(node)
    return kept


def _line(text: str, depth: int) -> str:
    """Lay a line out, broken between terms rather than inside them."""
    indent = "    " * depth
    held = re.sub(r"\([^()]{1,40}\)", lambda found: found[0].replace(" ", _HOLD), text)
    held = held.replace(" · ", f"{_HOLD}·{_HOLD}").replace(" − ", f" −{_HOLD}")
    laid = textwrap.fill(
        held.replace(" + ", f" +{_HOLD}"),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "        ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return laid.replace(_HOLD, " ")


def _is_alias(name: str, value: ast.expr) -> bool:
    """Whether an assignment only gives a record the name it is always called by."""
    text = ast.unparse(value)
    return text in {f"world.{name}", f"world.{name}s[bed]"} or (
        name == "me" and text.startswith("world.staff[")
    )
