"""What the source of the submodels may say: read from their syntax trees.

The subset of Python that means the same compiled and uncompiled, to the last bit; no number
about people outside the registry; one mechanism a file; behaviours that never call each other.
An *equation* is a function of records and numbers; a *doing* is a function of the world, and
some of these are *acts*, which the schedule lists.
"""

import ast
import importlib
import re
from pathlib import Path

import pytest

from ccu_sim.evidence import REGISTRY
from ccu_sim.model import agents, compiling, composition, engine, mesa_model, records
from ccu_sim.model.schedule import SCHEDULE
from ccu_sim.model.submodels import SUBMODELS

MODEL = Path(records.__file__).parent
PLAIN = {"declaration"}
MEASURES = sorted(path for path in (MODEL / "measures").glob("[!_]*.py") if path.stem not in PLAIN)
COMPOSITION = MODEL.parent / "inputs" / "composition.py"
"""What a dose is: compiled by the model, called as it stands by what checks a scenario."""
FOLDER = MODEL / "submodels"
FILES = [FOLDER / f"{name}.py" for name in SUBMODELS]
AROUND = [MODEL / f"{name}.py" for name in ("change", "doses", "events", "opening", "warm_up")]
COMPILED = [*FILES, *AROUND, *MEASURES]

ACTS_OF_SCHEDULE = {phase.act for phase in SCHEDULE}

MAY_CALL = {"abs", "float", "int", "len", "range"}
"""Built-in functions that compiled code does exactly as Python does."""

MAY_TAKE_FROM_OUTSIDE = {"empty": {"math.nan"}}
"""What no literal can say."""

PLAIN_NUMBERS = {0, 1, 2}
"""Numbers that a formula may hold: ends of scales, means of two, steps of loops."""
OTHER_NUMBERS = {
    "boundaries.mends": {3.0},  # mean of three
    "support.quality_of_support": {3.0},  # mean of three
    "rostering.roster": {3},  # weekend shifts stand after the three of a weekday
    "arrivals.arrive": {1000},  # so long before the first shift that anyone is rested
}
NAMED_NUMBERS = {
    "retention": {"ALL", "MARKS"},
    "cost": {"THOUSANDS"},
    "chance": {"CONTACT", "DAYS_DRAWN", "HANDOVER", "HEALTH", "SEEKING", "SHIFTS_DRAWN", "SPREAD"},
    # of the forms themselves
    "change": {"CLOSENESS", "FIFTH", "FIRST", "LOG_2", "MIDDLE", "NEAR", "THIRD"},
    "disillusionment": {"ASPECTS"},  # how many there are
    "prospects": {"PER_CENT"},
    "contracts": {"MOST_UNSURE"},  # scales a product of shares to 1
    "health": {"HALF_A_DAY", "LONG_DAYS"},  # of whole days; which absences are called long
    "leaving": {"HARDLY"},  # as good as nothing
    "warm_up": {"WARM_UP_SHIFTS", "WARM_UP_WEEKS", "_HALF_A_WORD", "_KEY_PLACE"},
    "support": {"NOBODY_CALLED"},
    "time_off": {"LEAVE_WEEKS"},
    "availability": {"OVERTIME_REST_SHIFTS", "REST_SHIFTS"},
    "rostering": {"MOST_RELIEF_KEPT", "MOST_WEEKS_OWED"},
}

MAY_ASK_WHETHER_ROLES_DIFFER = {
    "challenge.received_well",
    "challenge.learn_together",
    "challenge.hear_challenge",
    "role_conflict.dispute_over_role",
    "role_conflict._fall_out",
    "role_conflict.colour_groups",
    "trust.relate",
    "trust.trust_in_work",
    "reflection.co_reflect_across",
}
"""May ask whether two people's roles differ, not which they are."""
MAY_KNOW_ROLES = {
    # who works which shifts, who is short, and what the diary counts
    "availability.call_casual",
    "availability.call_overtime",
    "rostering.list_regulars",
    "rostering.roster_behind",
    "rostering.roster_leader",
    "rostering._list_those_on",
    "demands.rest",
    "leaving._count",
    "arrivals.address_of",
    "arrivals.open_spell",
    "sufficient_numbers.peer_share",
    # the leader is led by nobody, leads, is party to no dispute, and no resident's worker
    "demands.feel_shift",
    "disillusionment.take_stock",
    "leadership.see_leader",
    "leadership.lead_unit",
    "role_conflict.work_together",
    "reflection.co_reflect_across",
    # whose tasks fall to those present, whose profession is few
    "demands._others_absent",
    "voice.own_share_on",
    "voice.plan_care",
    # whose authority the medical model lends weight, and who is treated as less
    "voice.heard",
    "discrimination.treat_as_equal",
    "discrimination._witness_slight",
    # whom a lever is for, and whose career steps there are
    "recruitment.step_up",
    "prospects.look_ahead",
    "role_clarity.clarify_role",
    "supervision.be_supervised",
    "training.attend_training",
    "reflection.meet_peer_network",
    "credentialing.work_toward_credential",
}
"""May ask for a role; a difference between the groups can enter only here."""
NEVER_KNOW_ROLES = {"leaving", "health", "boundaries", "contracts", "renewal", "mentoring"}
"""Submodels in which nothing decided may depend on a role."""


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def module_of(path: Path):
    parts = path.relative_to(MODEL).with_suffix("").parts
    return importlib.import_module(".".join(("ccu_sim.model", *parts)))


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)]


def inside_functions(path: Path) -> list[ast.AST]:
    return [node for function in functions(path) for node in ast.walk(function)]


def named(path: Path) -> set[str]:
    """Names that a module gives to numbers; in a measure's module, besides declaring."""
    return {
        target.id
        for node in tree_of(path).body
        if isinstance(node, ast.Assign) and (path not in MEASURES or holds_a_number(node.value))
        for target in node.targets
    }


def holds_a_number(value: ast.expr) -> bool:
    """Whether a number is written in an expression, what a call is given aside."""
    if isinstance(value, ast.Call):
        return False
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float)
    return any(holds_a_number(part) for part in ast.iter_child_nodes(value))


def of_world(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "world" for argument in function.args.args)


def equations(path: Path) -> list[ast.FunctionDef]:
    return [function for function in functions(path) if not of_world(function)]


def is_act(function: ast.FunctionDef) -> bool:
    return [ast.unparse(one) for one in function.decorator_list] == ["act"]


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def parameters_read(tree: ast.AST) -> set[str]:
    """Names x of par.x and anything.par.x."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            holder = node.value
            name = holder.id if isinstance(holder, ast.Name) else getattr(holder, "attr", "")
            if name == "par":
                found.add(node.attr)
    return found


def numbers(function: ast.FunctionDef) -> set[float]:
    """Numbers written in a function, but for indices such as ``reasons[3]``."""
    inside = {
        id(part)
        for node in ast.walk(function)
        if isinstance(node, ast.Subscript)
        for part in ast.walk(node.slice)
    }
    return {
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and id(node) not in inside
    }


every_file = pytest.mark.parametrize("path", COMPILED, ids=lambda path: path.stem)
every_submodel = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_every_file_is_declared_as_a_submodel_once():
    assert sorted(SUBMODELS) == sorted(path.stem for path in FOLDER.glob("[!_]*.py"))


@every_submodel
def test_constants_come_first_then_equations_then_what_people_do(path):
    def level(node):
        match node:
            case ast.Expr() | ast.Import() | ast.ImportFrom():
                return 0
            case ast.Assign():
                return 1
            case ast.FunctionDef():
                return 3 if of_world(node) else 2
        raise AssertionError(f"line {node.lineno}: {ast.unparse(node)}")

    levels = [level(node) for node in tree_of(path).body]
    assert levels == sorted(levels)


@every_submodel
def test_every_submodel_has_a_test_file_of_its_own(path):
    assert (Path(__file__).parent / "submodels" / f"test_{path.stem}.py").exists()


@pytest.mark.parametrize("path", [*COMPILED, COMPOSITION], ids=lambda path: path.stem)
def test_arithmetic_is_exact_in_both_worlds(path):
    for node in inside_functions(path):
        if isinstance(node, ast.BinOp | ast.AugAssign):
            assert not isinstance(node.op, ast.Pow | ast.MatMult), f"line {node.lineno}: a power"
        assert not isinstance(node, ast.ListComp | ast.GeneratorExp | ast.Lambda)
        assert not isinstance(node, ast.Try | ast.With | ast.Global | ast.Nonlocal | ast.Raise)


@every_file
def test_nothing_is_called_but_rules_and_exact_functions(path):
    module = module_of(path)
    for call in inside_functions(path):
        if not isinstance(call, ast.Call):
            continue
        name = ast.unparse(call.func)
        if name not in MAY_CALL:
            assert "." not in name, f"line {call.lineno}: {name}"
            called = getattr(module, name)
            assert called in compiling.RULES, f"line {call.lineno}: {name} is no rule"


def test_what_composes_doses_calls_nothing_but_exact_functions():
    """Not even each other: each is compiled by itself, under the same name."""
    found = functions(COMPOSITION)
    compiled = {name for name in vars(composition) if not name.startswith("_")}
    assert {one.name for one in found} == compiled - {"composition", "rule"}
    for function in found:
        assert ast.get_docstring(function)
        assert not function.decorator_list
        assert {ast.unparse(call.func) for call in calls(function)} <= MAY_CALL, function.name


@every_file
def test_nothing_is_imported_but_the_model(path):
    whole, outside = tree_of(path), set()
    for node in ast.walk(whole):
        if isinstance(node, ast.Import):
            assert all(one.asname is None for one in node.names)
            outside |= {one.name for one in node.names}
        if isinstance(node, ast.ImportFrom):
            inside = node.module.startswith("ccu_sim.model.")
            constants = node.module == "ccu_sim.inputs.composition"
            assert inside or constants, f"line {node.lineno}: {node.module}"
    taken = {
        ast.unparse(node)
        for node in ast.walk(whole)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in outside
    }
    assert taken == MAY_TAKE_FROM_OUTSIDE.get(path.stem, set())
    assert {one.split(".")[0] for one in taken} == outside


@every_file
def test_every_function_is_compiled_by_a_plain_decorator(path):
    for function in functions(path):
        marks = [ast.unparse(one) for one in function.decorator_list]
        if marks == ["entry"]:  # what Python calls: of worlds, and which of them
            assert path not in FILES
            assert [one.arg for one in function.args.args[:2]] == ["worlds", "which"]
            assert function.name in engine.ENTRIES
        else:
            assert marks in (["rule"], ["act"]), function.name


def test_nothing_is_compiled_with_fast_arithmetic():
    for path in MODEL.rglob("*.py"):
        assert "fastmath" not in path.read_text(encoding="utf-8"), path.name


@every_file
def test_no_number_about_people_stands_in_the_code(path):
    for function in functions(path):
        known = PLAIN_NUMBERS | OTHER_NUMBERS.get(f"{path.stem}.{function.name}", set())
        strange = numbers(function) - known
        assert not strange, f"{function.name} holds {strange}; it belongs into the registry"


@every_file
def test_named_numbers_are_those_agreed_on(path):
    assert named(path) == NAMED_NUMBERS.get(path.stem, set())


@every_file
def test_every_function_says_what_it_does(path):
    assert ast.get_docstring(tree_of(path))
    for function in functions(path):
        assert ast.get_docstring(function), function.name


@every_submodel
def test_an_equation_of_several_coefficients_gives_its_equation(path):
    whole = ast.get_docstring(tree_of(path))
    for function in equations(path):
        coefficients = parameters_read(function)
        words = ast.get_docstring(function)
        if len(coefficients) >= 3:
            named = {name for name in coefficients if name in words or name in whole}
            named |= {name for name in coefficients if name.split("_")[0] + "_*" in words}
            assert coefficients == named, function.name


@every_submodel
def test_a_submodel_says_where_it_comes_from(path):
    words = " ".join(ast.get_docstring(tree_of(path)).split())
    assert "CCU paper" in words or re.search(r"\b(19[89]|20[0-2])\d\b", words)


def test_every_parameter_is_used_and_every_one_used_is_registered():
    used = set()
    for path in [*COMPILED, MODEL / "opening.py", MODEL / "pace.py"]:
        used |= parameters_read(tree_of(path))
    assert used - set(REGISTRY.names) == set()
    assert set(REGISTRY.names) - used == set()


def test_acts_are_exactly_what_the_schedule_lists():
    marked = {
        getattr(module_of(path), function.name)
        for path in COMPILED
        for function in functions(path)
        if is_act(function)
    }
    assert marked == ACTS_OF_SCHEDULE
    assert len({act.__name__ for act in ACTS_OF_SCHEDULE}) == len(SCHEDULE)


def test_every_line_of_the_schedule_names_act_and_submodel():
    written = (MODEL / "schedule.py").read_text(encoding="utf-8")
    lines = re.findall(r"^    Phase\((\w+), (\w+), (\w+)\.(\w+)\),$", written, re.MULTILINE)
    assert len(lines) == len(SCHEDULE)
    for (_, _, module, act), phase in zip(lines, SCHEDULE, strict=True):
        plain = getattr(phase.act, "py_func", phase.act)
        assert (plain.__module__.rsplit(".", maxsplit=1)[1], plain.__name__) == (module, act)
        assert module in SUBMODELS or module == "observer"


@every_file
def test_acts_never_call_other_acts(path):
    module = module_of(path)
    for call in calls(tree_of(path)):
        name = ast.unparse(call.func)
        assert getattr(module, name, None) not in ACTS_OF_SCHEDULE, f"line {call.lineno}: {name}"


@every_submodel
def test_equations_never_draw_luck_or_see_the_world(path):
    for function in equations(path):
        names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        drawing = {"draw", "draw_four", "draw_words", "keep_eight", "bell"}
        assert not names & {*drawing, "world"}, function.name


AROUND_AN_ACT = {"record_month": "close_month"}
"""Methods of the act's name that do more than it, and the method that is the act itself."""


def bodies_of_classes(module):
    for node in ast.walk(tree_of(Path(module.__file__))):
        if isinstance(node, ast.ClassDef):
            yield from node.body


def test_every_act_is_one_method_of_an_agent_or_of_the_model():
    methods = {}
    for module, makers in ((agents, {"behaviour"}), (mesa_model, {"_unit_behaviour"})):
        for node in bodies_of_classes(module):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and ast.unparse(node.value.func) in makers
            ):
                where, act = ast.unparse(node.value.args[0]).split(".")
                assert node.targets[0].id == AROUND_AN_ACT.get(act, act)
                assert act not in methods, f"{act} is a method twice"
                methods[act] = getattr(getattr(module, where), act)
    assert set(methods.values()) == ACTS_OF_SCHEDULE


def test_a_method_around_an_act_does_the_act_and_says_so():
    found = {}
    for node in bodies_of_classes(mesa_model):
        if isinstance(node, ast.FunctionDef) and node.name in AROUND_AN_ACT:
            [mark] = node.decorator_list
            assert ast.unparse(mark.func) == "wraps"
            where, act = ast.unparse(mark.args[0]).split(".")
            assert act == node.name
            assert getattr(getattr(mesa_model, where), act) in ACTS_OF_SCHEDULE
            found[act] = [ast.unparse(call.func) for call in calls(node)].count(
                f"self.{AROUND_AN_ACT[act]}"
            )
    assert found == dict.fromkeys(AROUND_AN_ACT, 1)


def roles_read(function):
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in ("role", "discipline")
    ]


def roles_compared_with_one_another(function):
    """Roles read on both sides of one comparison: whether two people's differ, not which."""
    return [
        side
        for node in ast.walk(function)
        if isinstance(node, ast.Compare)
        and all(getattr(side, "attr", "") == "role" for side in (node.left, *node.comparators))
        for side in (node.left, *node.comparators)
    ]


def test_roles_enter_only_where_they_are_meant_to():
    know, ask = set(), set()
    for path in FILES:
        for function in functions(path):
            read, compared = roles_read(function), roles_compared_with_one_another(function)
            if compared:
                ask.add(f"{path.stem}.{function.name}")
            if len(read) > len(compared):
                know.add(f"{path.stem}.{function.name}")
    assert know == MAY_KNOW_ROLES
    assert ask - MAY_KNOW_ROLES == MAY_ASK_WHETHER_ROLES_DIFFER - MAY_KNOW_ROLES


def test_leaving_health_boundaries_and_contracts_never_ask_for_a_role():
    assert set(SUBMODELS) >= NEVER_KNOW_ROLES
    for path in FILES:
        if path.stem in NEVER_KNOW_ROLES:
            for function in functions(path):
                counting = f"{path.stem}.{function.name}" == "leaving._count"
                assert counting or not roles_read(function), function.name


def test_no_parameter_is_of_one_profession():
    for name in REGISTRY.names:
        assert "peer" not in name.split("_"), name
        assert "clinician" not in name.split("_"), name
