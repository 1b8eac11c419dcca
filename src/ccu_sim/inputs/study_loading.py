"""Loading a study with every unit, strategy and parameter that it names."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.inputs.load import load_strategy, load_unit
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.own_model import OwnModel
from ccu_sim.inputs.paths import find_scenario
from ccu_sim.inputs.policy import AS_USUAL, Policy
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.study import ResolvedArm, Study, StudyFile, as_usual_first
from ccu_sim.inputs.unit import Unit
from ccu_sim.inputs.variables import require_variable
from ccu_sim.inputs.yaml_documents import Document, read_document


def load_study(
    name_or_path: str | Path,
    overrides: Mapping[str, Any] | None = None,
    parameters: Collection[str] | None = None,
) -> Study:
    """Return a study with its units, strategies and sweep, all of it checked.

    Parameters
    ----------
    name_or_path : str or Path
    overrides : mapping, optional
        Keys of the study file to replace, such as `{"months": 12, "central": True}`; to what
        its `parameters` set, more is added.
    parameters : collection of str, optional
        Names that a sweep may vary; by default those of the evidence registry.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> study = ccu.load_study("supervision-or-security", {"months": 12})
    >>> study.months, study.strategies[0]
    (12, 'as-usual')
    """
    path = find_scenario("study", name_or_path)
    document = _sweep_spelled_out(read_document(path))
    if overrides:
        data, stated = dict(document.data), {(key,) for key in overrides}
        if overrides.get("central"):
            data.pop("parameter_sets", None)
        if overrides.get("parameter_sets"):
            data.pop("central", None)
        if "parameters" in overrides and isinstance(data.get("parameters"), dict):
            overrides = {
                **overrides,
                "parameters": {**data["parameters"], **overrides["parameters"]},
            }
        places = {key: at for key, at in document.places.items() if key[:1] not in stated}
        document = Document(document.label, {**data, **overrides}, places)
    return _resolve(validated(StudyFile, document), document, path, parameters)


def _resolve(
    wanted: StudyFile, document: Document, path: Path, parameters: Collection[str] | None
) -> Study:
    strategies, arms = _arms(wanted, document, path)
    _require_known(wanted, document, parameters)
    model = None
    if wanted.model is not None:
        with _told_at(document, "model"):
            model = OwnModel.read(wanted.model, near=path)
    study = Study(
        name=wanted.name,
        question=wanted.question,
        unit_objects=_units(wanted, document, path),
        strategy_objects=strategies,
        arms=as_usual_first(arms),
        parameter_sets=0 if wanted.central else wanted.parameter_sets,
        replicates=wanted.replicates,
        months=wanted.months,
        seed=wanted.seed,
        parameters=wanted.parameters,
        sweep=wanted.sweep,
        model=model,
    )
    with _told_at(document):
        study.require_runnable()
    return study


def _units(wanted: StudyFile, document: Document, path: Path) -> tuple[Unit, ...]:
    units: dict[str, Unit] = {}
    for index, name in enumerate(wanted.units):
        with _told_at(document, "units", index):
            unit = load_unit(name, near=path)
            _require_new(unit.name, units, "units")
            units[unit.name] = unit
    return tuple(units.values())


def _arms(
    wanted: StudyFile, document: Document, path: Path
) -> tuple[tuple[Strategy, ...], list[ResolvedArm]]:
    """Return every strategy used, once, and the policies made of them."""
    strategies: dict[str, Strategy] = {}
    arms: dict[str, ResolvedArm] = {}
    for index, arm in enumerate(wanted.strategies):
        with _told_at(document, "strategies", index):
            policy = Policy.of([load_strategy(name, near=path) for name in arm.combine], arm.name)
            if policy.name == AS_USUAL and policy.strategies:
                raise UserError(
                    f"a combination is named '{AS_USUAL}', which means that nothing changes; "
                    "give it another name."
                )
            _require_new(policy.name, arms, "strategies")
            for strategy in policy.strategies:
                if strategies.setdefault(strategy.name, strategy) != strategy:
                    raise UserError(
                        f"two different files describe the strategy '{strategy.name}'; rename one."
                    )
            used = tuple(strategy.name for strategy in policy.strategies)
            arms[policy.name] = ResolvedArm(name=policy.name, strategies=used)
    return tuple(strategies.values()), list(arms.values())


def _require_known(
    wanted: StudyFile, document: Document, parameters: Collection[str] | None
) -> None:
    for name in wanted.parameters:
        with _told_at(document, "parameters", name):
            require_variable(name, parameters)
    for index, axis in enumerate(wanted.sweep.axes if wanted.sweep else ()):
        with _told_at(document, "sweep", "axes", index, "vary"):
            require_variable(axis.vary, parameters)


def _require_new(name: str, others: Collection[str], what: str) -> None:
    if name in others:
        raise UserError(f"'{name}' is listed twice among the {what}; name it once.")


def _sweep_spelled_out(document: Document) -> Document:
    """Return the document with a bare list of axes written as a sweep, each in its place."""
    if not isinstance(document.data.get("sweep"), list):
        return document
    places = {
        ("sweep", "axes", *key[1:]) if key[0:1] == ("sweep",) and len(key) > 1 else key: place
        for key, place in document.places.items()
    }
    data = {**document.data, "sweep": {"axes": document.data["sweep"]}}
    return Document(document.label, data, places)


@contextmanager
def _told_at(document: Document, *key: str | int) -> Iterator[None]:
    """Say of a mistake found within where in the study file it was asked for."""
    try:
        yield
    except UserError as error:
        raise UserError(f"{document.where(key)}: {error}") from None
