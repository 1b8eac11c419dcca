"""Opening the folder of a study, or beginning it, or saying why neither can be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccu_sim.batch import manifest as manifests
from ccu_sim.batch import store as stores
from ccu_sim.batch.atomic_files import require_writable
from ccu_sim.batch.manifest import TOTALS, Manifest, differences
from ccu_sim.batch.points import Points
from ccu_sim.batch.store import Store
from ccu_sim.errors import UserError
from ccu_sim.inputs import OwnModel
from ccu_sim.inputs.own_model import identity

if TYPE_CHECKING:
    from ccu_sim.inputs import Study


def open_or_begin(
    folder: Path, wanted: Manifest, sets: Points, settings: Points, *, extend: bool
) -> Store:
    """Open or begin the folder of a study, which is locked.

    Parameters
    ----------
    folder : Path
    wanted : Manifest
        What the folder is to hold the results of.
    sets, settings : Points
        The study's parameter sets, and the settings of its sweep.
    extend : bool
        Allow the study to have more parameter sets or replicates than the folder has.

    Raises
    ------
    UserError
        If the folder holds another study, or cannot be written to.
    """
    try:
        if not (folder / manifests.NAME).exists():
            return stores.create(folder, wanted, sets, settings)
        store = Store.open(folder)
        _require_same(store, wanted, sets, settings)
        here = wanted.reach
        stores.tidy(store)
        grows = _grows(store, (here.sets, here.replicates), extend=extend)
        return stores.extend(store, here, sets) if grows else store
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror or error}") from error


def require_usable(folder: Path, study: Study, *, extend: bool) -> None:
    """See that a folder may hold a study, as far as that is known before its sets are chosen.

    Raises
    ------
    UserError
        If it holds another study, or this one with other totals, or takes no files.
    """
    require_writable(folder)
    if not (folder / manifests.NAME).exists():
        if folder.exists():
            stores.make_folder(folder)  # sees that nothing else is in it
        return
    store = Store.open(folder)
    resolved = study.resolved()
    fixed = {name: value for name, value in resolved.items() if name not in TOTALS}
    fixed |= {"model": identity(resolved["model"])}
    _require_same_study(store, study.central, resolved["model"], fixed)
    _grows(store, (max(1, study.parameter_sets), study.replicates), extend=extend)


def _grows(store: Store, wanted: tuple[int, int], *, extend: bool) -> bool:
    """Tell whether a folder's study is to have more sets or replicates, if it may."""
    folder, there = store.folder, store.manifest.reach
    sets, replicates = wanted
    if (there.sets, there.replicates) == wanted:
        return False
    totals = (
        f"{there.sets} parameter sets and {there.replicates} replicates; "
        f"{sets} and {replicates} are asked for"
    )
    if sets < there.sets or replicates < there.replicates:
        raise UserError(
            f"{folder} holds this study with {totals}, and what is stored is never removed"
        )
    if not extend:
        raise UserError(f"{folder} holds this study with {totals}: --extend adds to it")
    return True


def _require_same_study(
    store: Store, central: bool, model: dict[str, Any] | None, fixed: dict[str, Any]
) -> None:
    """See that a folder's study is the wanted one, whatever its parameter sets and totals."""
    there, folder = store.manifest, store.folder
    if there.central != central:
        kinds = ("the central parameter set alone", "parameter sets of the ensemble")
        one, other = kinds if there.central else kinds[::-1]
        raise UserError(f"{folder} holds runs of {one}, not of {other}; choose another folder")
    if identity(there.study["model"]) != identity(model):
        raise UserError(_other_model(folder, there.study["model"], model))
    if found := list(differences(there.fixed, fixed)):
        place, stood, stands = found[0]
        others = "1 more difference" if len(found) == 2 else f"{len(found) - 1} more differences"
        more = f" (and {others})" if len(found) > 1 else ""
        raise UserError(
            f"{folder} holds another study: {place} is {_short(stood)} there and "
            f"{_short(stands)} here{more}; choose another folder"
        )


def _require_same(store: Store, wanted: Manifest, sets: Points, settings: Points) -> None:
    """See that a folder's study is the wanted one, the totals apart."""
    there = store.manifest
    folder = store.folder
    _require_same_study(store, wanted.central, wanted.study["model"], wanted.fixed)
    for name, version in there.environment.items():
        now = wanted.environment.get(name)
        if name != "model" and now != version:
            raise UserError(
                f"{folder} was begun with {name} {version} and this is {name} {now}: go on with "
                "what it was begun with, or choose another folder"
            )
    if there.selection != wanted.selection and there.environment == wanted.environment:
        raise UserError(
            f"{folder} holds runs of {_choice(there)}, not of {_choice(wanted)}; "
            "choose another folder"
        )
    for was, now_, what in ((store.sets, sets, "set"), (store.settings, settings, "setting")):
        if changed := was.difference(now_, what):
            raise UserError(
                f"{folder} was begun with other parameters: {changed}; choose another folder"
            )
    if there.environment != wanted.environment:
        raise UserError(
            f"{folder} was begun before the model's code or its parameter file was changed; "
            "choose another folder"
        )


def _other_model(folder: Path, there: dict[str, Any] | None, here: dict[str, Any] | None) -> str:
    """Say that a folder's runs were made by another model."""
    one, other = (OwnModel.model_validate(model) if model else None for model in (there, here))
    if one and other and one.name == other.name:
        return (
            f"{folder} was begun with another text of {one.label}: line "
            f"{one.first_difference(other.source)} differs; put it back as it was, or choose "
            "another folder"
        )
    labels = [model.label if model else "the model that ships" for model in (one, other)]
    return f"{folder} holds runs of {labels[0]}, not of {labels[1]}; choose another folder"


def _choice(manifest: Manifest) -> str:
    """Say how the parameter sets of a study were chosen."""
    if manifest.selection is None:
        return "the first parameter sets of the ensemble"
    if manifest.is_design:
        return f"parameter sets of a design ({manifest.selection['sentence']})"
    return f"parameter sets chosen by a unit's own year ({manifest.selection['sentence']})"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
