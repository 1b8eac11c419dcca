"""Loading scenario files by name or path, and combining strategies by name."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs.base_model import InputModel
from ccu_sim.inputs.messages import changed, validated
from ccu_sim.inputs.paths import FOLDERS, Kind, find_scenario, kind_named
from ccu_sim.inputs.policy import Policy
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.strategy_cost import DOLLARS
from ccu_sim.inputs.study import StudyFile
from ccu_sim.inputs.text import why_not_name
from ccu_sim.inputs.unit import Unit
from ccu_sim.inputs.yaml_documents import read_document

Named = TypeVar("Named", Unit, Strategy)
SCHEMAS: dict[Kind, type[InputModel]] = {"unit": Unit, "strategy": Strategy, "study": StudyFile}


def load_unit(
    name_or_path: str | Path,
    overrides: Mapping[str, Any] | None = None,
    near: Path | None = None,
) -> Unit:
    """Return a unit.

    Parameters
    ----------
    name_or_path : str or Path
        A unit's name (`site-1`) or a file.
    overrides : mapping, optional
        Facts to change: conditions, levers or dotted paths (see `Unit.varied`).
    near : Path, optional
        The file that mentions the unit; its folder is looked in first.

    Raises
    ------
    UserError
        When there is no such unit or its file is not valid.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> unit = ccu.load_unit("site-1", {"beds": 18, "leadership": 0.8})
    >>> unit.beds, unit.heads("peer_worker")
    (18, 17)
    """
    unit = _load(Unit, "unit", name_or_path, near)
    return unit.varied(overrides) if overrides else unit


def load_strategy(
    name_or_path: str | Path,
    overrides: Mapping[str, Any] | None = None,
    near: Path | None = None,
) -> Strategy:
    """Return a strategy (see `load_unit`; overrides are dotted paths, `cost.monthly`).

    Whoever gives other A$ where the file counts paid hours, too, says whether these still come
    on top.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> in_dollars = {"cost.monthly": 500, "cost.hours.monthly": {}}
    >>> strategy = ccu.load_strategy("sector-liaison", in_dollars)
    >>> [change.lever for change in strategy.changes]
    ['liaison_days']
    """
    strategy = _load(Strategy, "strategy", name_or_path, near)
    if not overrides:
        return strategy
    _require_hours_said(strategy, overrides)
    return changed(strategy, overrides)


def _require_hours_said(strategy: Strategy, overrides: Mapping[str, Any]) -> None:
    """See that who gives A$ anew says what becomes of the hours counted beside them."""
    for basis in DOLLARS:
        hours = {whose: amount for whose, amount in strategy.cost.hours[basis] if amount}
        said = f"cost.hours.{basis}"
        about_hours = [path for path in overrides if f"{said}.".startswith(f"{path}.")]
        about_hours += [path for path in overrides if path.startswith(f"{said}.")]
        if f"cost.{basis}" in overrides and hours and not about_hours:
            raise UserError(
                f"{strategy.name} with cost.{basis} = {echoed(overrides[f'cost.{basis}'])}: its "
                f"file counts paid hours there, too ({said}: {hours}); give '{said}': {{}} if the "
                f"A$ stand for them, or '{said}': {hours} if they come on top."
            )


def compose(
    names_or_strategies: Sequence[str | Path | Strategy], name: str | None = None
) -> Policy:
    """Combine strategies into one policy.

    Parameters
    ----------
    names_or_strategies : sequence of str, Path or Strategy
        "as-usual" and an empty sequence compose to the policy that changes nothing.
    name : str, optional
        A name for the policy in place of the strategies' names.

    Raises
    ------
    UserError
        When a strategy does not exist or two contradict each other.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> ccu.compose(["leadership", "championing"]).name
    'leadership + championing'
    """
    if isinstance(names_or_strategies, str):
        names_or_strategies = [names_or_strategies]
    strategies = [
        one if isinstance(one, Strategy) else load_strategy(one) for one in names_or_strategies
    ]
    return Policy.of(strategies, name)


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of scenario file, for editors."""
    schema = _standard(SCHEMAS[kind_named(kind)].model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _standard(schema: Any) -> Any:
    """Give limits the names of JSON Schema; Pydantic leaves its own where a number is converted."""
    if isinstance(schema, list):
        return [_standard(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        _LIMITS.get(key, key) if isinstance(value, int | float) else key: _standard(value)
        for key, value in schema.items()
    }


_LIMITS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}


def kind_of(path: Path) -> Kind:
    """Return the kind of a scenario file, from the folder it is in or the keys it holds."""
    for kind in SCHEMAS:
        if path.parent.name == FOLDERS[kind]:
            return kind
    document = read_document(path)
    for key, kind in TELLING_KEYS.items():
        if key in document.data:
            return kind
    raise UserError(
        f"{document.label}: this is not a scenario file; a unit has 'beds', a strategy 'changes', "
        "a study 'units'."
    )


TELLING_KEYS: dict[str, Kind] = {
    "beds": "unit",
    "staff": "unit",
    "roster": "unit",
    "changes": "strategy",
    "specification": "strategy",
    "units": "study",
    "strategies": "study",
}


def _load(kind: type[Named], word: Kind, name_or_path: str | Path, near: Path | None) -> Named:
    path = find_scenario(word, name_or_path, near)
    document = read_document(path)
    found = validated(kind, document)
    if found.name != path.stem:
        rename = f"rename the file to {found.name}.yaml"
        right = rename if why_not_name(path.stem) else f"write `name: {path.stem}` or {rename}"
        raise UserError(
            f"{document.where(('name',))}: name is '{found.name}' but the file is "
            f"{echoed(path.name)}; {right}."
        )
    return found
