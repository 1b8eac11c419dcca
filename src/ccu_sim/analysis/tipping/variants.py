"""A study with every unit in it once for each value that a fact could have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccu_sim.analysis.tipping.facts import Fact, facts_of
from ccu_sim.errors import UserError
from ccu_sim.inputs import Study
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.messages import validated
from ccu_sim.inputs.text import LONGEST_NAME
from ccu_sim.inputs.yaml_documents import Document

if TYPE_CHECKING:
    from ccu_sim.inputs import Unit

_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Variant:
    """A unit with one fact changed.

    Attributes
    ----------
    fact : Fact
    value : float
        What it is changed to.
    unit : Unit
        Under a name of its own, without its own last year, which belongs to the unit as it is.
    """

    fact: Fact
    value: float
    unit: Unit


def variants_of(unit: Unit, names: tuple[str, ...] = ()) -> list[Variant]:
    """Give a unit once for each other value that each of its facts could have.

    Parameters
    ----------
    unit : Unit
    names : tuple of str
        Facts to vary, of `FACT_NAMES`; all if empty.
    """
    return [
        Variant(fact, value, _named(unit.varied({**changes, "observed": None}), unit, fact, place))
        for fact in facts_of(unit, names)
        for place, (value, changes) in enumerate(fact.others)
    ]


def tipping_study(study: Study, names: tuple[str, ...] = ()) -> Study:
    """Make the study that finds what turns the choice of another.

    Parameters
    ----------
    study : Study
        With strategies and without a sweep.
    names : tuple of str
        Facts to vary, of `FACT_NAMES`; all if empty.

    Returns
    -------
    Study
        Every unit as it is, then its variants, those aside in which some strategy would not
        fit. Where a unit's own last year would weigh the parameter sets, they are to be weighed
        once, for the unit as it is, and used for all.

    Raises
    ------
    UserError
        If the study cannot be used, or no fact of its units could have another value.
    """
    _require_choice(study)
    units = []
    for unit in study.unit_objects:
        variants = [one.unit for one in variants_of(unit, names) if _fits(one.unit, study)]
        if not variants:
            raise UserError(
                f"None of the facts to vary could have another value at {unit.name}, so there is "
                "nothing to try."
            )
        units += [unit.model_copy(update={"observed": None}), *variants]
    known = [unit.name for unit in units]
    if twice := {name for name in known if known.count(name) > 1}:
        raise UserError(f"Two units would be called '{min(twice)}'; rename one of the study's.")
    data = {**study.resolved(), "unit_objects": [unit.resolved() for unit in units]}
    made = validated(Study, Document(study.name, data))
    made.require_runnable()
    return made


def bases_of(study: Study) -> list[tuple[Unit, list[Variant]]]:
    """Give the units of a tipping study as they are, each with its variants.

    Raises
    ------
    UserError
        If it is not a study that `tipping_study` made.
    """
    names = set(study.units)
    found: list[tuple[Unit, list[Variant]]] = []
    changed: set[str] = set()
    for unit in study.unit_objects:
        if unit.name in changed:
            continue
        variants = [one for one in variants_of(unit) if one.unit.name in names]
        if not variants:
            raise UserError(
                f"The study '{study.name}' tries no other values of the facts of {unit.name}; "
                "give ccu-sim tipping a unit or a study, and a folder of its own."
            )
        changed |= {one.unit.name for one in variants}
        found.append((unit, variants))
    return found


def _require_choice(study: Study) -> None:
    """See that there is a choice that could turn, and nothing swept beside."""
    if study.sweep is not None:
        raise UserError(
            f"The study '{study.name}' has a sweep of its own; what turns the answer is found "
            "fact by fact, so give a study without one, or a unit."
        )
    if len(study.arms) < 2:
        raise UserError(
            f"The study '{study.name}' has no strategy beside as usual, so there is no choice "
            "that could turn; give it one."
        )


def _fits(unit: Unit, study: Study) -> bool:
    try:
        for policy in study.policies:
            require_fits(unit, policy)
    except UserError:
        return False
    return True


def _named(changed: Unit, unit: Unit, fact: Fact, place: int) -> Unit:
    """Name a variant after its unit, its fact and the place of its value."""
    end = f"-{fact.name.replace('_', '-')}-{place}"
    name = unit.name[: LONGEST_NAME - len(end)].rstrip("-") + end
    title = f"{unit.title}: {fact.words} {fact.text(fact.others[place][0])}"[:_LONGEST_TITLE]
    return changed.model_copy(update={"name": name, "title": title})
