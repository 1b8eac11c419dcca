"""What a line asks for by name and number: units, strategies, values, sweeps."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ccu_sim.errors import UserError, echoed

MOST_STEPS = 10_000
_TOGETHER = "+"


def changes_of(settings: Sequence[str]) -> dict[str, float]:
    """Read ``--set NAME=VALUE`` pairs.

    Raises
    ------
    UserError
        If one cannot be read, is of nothing that is known, or of a value that cannot be.
    """
    changes: dict[str, float] = {}
    for setting in settings:
        told = f"--set {echoed(setting)}"
        name, value = _parted(setting, told, "PARAMETER=VALUE, such as leadership=0.8")
        if name in changes:
            raise UserError(f"{told}: {echoed(name)} is set twice; set it once.")
        number = _number(value, value, name, told)
        _require_possible(name, (number,), told)
        changes[name] = number
    return changes


def sweep_of(sweeps: Sequence[str], settled: Collection[str] = ()) -> dict[str, Any]:
    """Read ``--sweep NAME=LOW:HIGH:STEPS`` into a sweep as a study's file states it: a grid.

    Parameters
    ----------
    sweeps : sequence of str
    settled : collection of str
        What ``--set`` sets, which cannot vary.

    Raises
    ------
    UserError
        If one cannot be read, is of nothing that is known, or of values that cannot be.
    """
    axes: dict[str, tuple[float, ...]] = {}
    form = "PARAMETER=LOW:HIGH:STEPS, such as leadership=0.2:0.8:4"
    for sweep in sweeps:
        told = f"--sweep {echoed(sweep)}"
        name, extent = _parted(sweep, told, form)
        parts = [part.strip() for part in extent.split(":")]
        if len(parts) != 3:
            raise UserError(f"{told}: write it as {form}.")
        if name in axes:
            raise UserError(f"{told}: {echoed(name)} is swept twice; sweep it once.")
        if name in settled:
            raise UserError(f"{told}: --set sets {echoed(name)} already; leave one of the two out.")
        low, high = (_number(part, extent, name, told) for part in parts[:2])
        steps = _steps(parts[2], told)
        if not low < high:
            raise UserError(f"{told}: LOW is {low:g} and HIGH is {high:g}; LOW must be below HIGH.")
        values = _evenly(low, high, steps)
        _require_possible(name, values, told)
        axes[name] = values
    return {"axes": [{"vary": name, "values": list(values)} for name, values in axes.items()]}


def kind_of_argument(name: str, strategies: Sequence[str] = ()) -> str:
    """Tell whether what a command is about is a unit or a study.

    Parameters
    ----------
    name : str
        A name or a path; where both kinds have one of that name, the study is meant.
    strategies : sequence of str
        What ``--strategy`` gives, to say what to type when a second name follows it.

    Raises
    ------
    UserError
        If it is neither.
    """
    from ccu_sim.inputs.base_model import suggestion
    from ccu_sim.inputs.load import kind_of
    from ccu_sim.inputs.paths import find_scenario, is_path, of_title, scenario_files

    if is_path(name):
        kind = kind_of(find_scenario("study", name))
        if kind == "strategy":
            raise UserError(f"{echoed(name)} is a strategy; {_as_option(name, strategies)}.")
        return kind
    studies, units = scenario_files("study"), scenario_files("unit")
    if name in studies:
        return "study"
    if name in units:
        return "unit"
    if name in scenario_files("strategy"):
        raise UserError(f"{echoed(name)} is a strategy; {_as_option(name, strategies)}.")
    for kind, files in (("unit", units), ("study", studies)):
        titled = of_title(kind, name, files)
        if titled is not None:
            raise UserError(
                f"There is no unit or study '{echoed(name)}': that is the title of '{titled}'; "
                f"write {titled}."
            )
    hint = suggestion(name, [*units, *studies], "units and studies")
    raise UserError(f"There is no unit or study '{echoed(name)}'; {hint}")


def _as_option(name: str, strategies: Sequence[str]) -> str:
    """Say how a strategy is named, and those before it."""
    options = " ".join(f"--strategy {echoed(one)}" for one in (*strategies, name))
    return f"write {options}"


def units_named(units: Sequence[str]) -> list[str]:
    """Find the files of units named by ``--unit``, as paths that mean the same anywhere."""
    return [_found("unit", name, f"--unit {echoed(name)}") for name in _once(units, "--unit")]


def strategies_named(strategies: Sequence[str]) -> list[dict[str, Any]]:
    """Find what ``--strategy`` names; ``a+b`` is two strategies that are followed together.

    Returns
    -------
    list of dict
        Policies, as a study's file states them.
    """
    from ccu_sim.inputs import compose

    policies = []
    for written in _once(strategies, "--strategy"):
        told = f"--strategy {echoed(written)}"
        whole = _TOGETHER not in written or os.path.exists(written)
        parts = [written] if whole else [part.strip() for part in written.split(_TOGETHER)]
        found = [_found("strategy", part, told) for part in parts]
        try:
            compose(found)
        except UserError as error:
            raise UserError(f"{told}: {error}") from None
        policies.append({"combine": found})
    return policies


def _once(names: Sequence[str], option: str) -> Iterator[str]:
    """Yield names, each of which may be given once."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise UserError(f"{option} {echoed(name)} is given twice; give it once.")
        yield name


def _found(kind: str, name: str, told: str) -> str:
    """Find the file of a unit or strategy, or say in a sentence what would be right."""
    from ccu_sim.inputs.paths import find_scenario

    if not name:
        raise UserError(f"{told}: a name is missing.")
    one_at_a_time(kind, name, told, together=kind == "strategy")
    try:
        return str(find_scenario(kind, name).resolve())
    except UserError as error:
        raise UserError(f"{told}: {error}") from None


def one_at_a_time(kind: str, name: str, told: str, *, together: bool = False) -> None:
    """See that one name is given, not several with commas or blanks between them.

    Parameters
    ----------
    kind : {"unit", "strategy"}
    name : str
    told : str
        What was written, to begin the message with.
    together : bool
        Whether ``a+b`` would have the strategies followed together.

    Raises
    ------
    UserError
        With what to write.
    """
    from ccu_sim.inputs import scenario_files
    from ccu_sim.inputs.text import why_not_name

    names = [part.strip() for part in re.split("[,;]", name) if part.strip()]
    if len(names) < 2:
        names = name.split()
        if not all(part in scenario_files(kind) for part in names):
            return  # it may be a title
    if len(names) < 2 or any(map(why_not_name, names)):
        return
    apart = " ".join(f"--{kind} {part}" for part in names)
    said = f", or --strategy {_TOGETHER.join(names)} to follow them together" if together else ""
    raise UserError(f"{told}: name one at a time, {apart}{said}.")


def _parted(written: str, told: str, form: str) -> tuple[str, str]:
    name, sign, value = (part.strip() for part in written.partition("="))
    if not sign or not name:
        raise UserError(f"{told}: write it as {form}.")
    return name, value


def _number(part: str, whole: str, name: str, told: str) -> float:
    """Read a number, or say which plain one is meant."""
    from ccu_sim.inputs.plain_number import plain_number

    try:
        return float(part)
    except ValueError:
        meant = [plain_number(one) for one in whole.split(":")]
        right = f"; write {echoed(name)}={':'.join(map(str, meant))}" if all(meant) else ""
        raise UserError(f"{told}: '{echoed(part)}' is not a number{right}.") from None


def _steps(part: str, told: str) -> int:
    if not part.isdecimal() or not 2 <= int(part[:9]) <= MOST_STEPS:
        raise UserError(
            f"{told}: STEPS is '{echoed(part)}'; it must be a whole number from 2 to {MOST_STEPS}."
        )
    return int(part)


def _evenly(low: float, high: float, steps: int) -> tuple[float, ...]:
    """Space values evenly, as a person would write them down."""
    inner = [low + (high - low) * step / (steps - 1) for step in range(1, steps - 1)]
    return (low, *(float(f"{value:.12g}") for value in inner), high)


def _require_possible(name: str, values: Sequence[float], told: str) -> None:
    from ccu_sim.inputs.variables import require_variable, why_not_value

    try:
        require_variable(name)
    except UserError as error:
        raise UserError(f"{told}: {error}") from None
    for value in values:
        reason = why_not_value(name, value)
        if reason is not None:
            raise UserError(f"{told}: {reason}.")
