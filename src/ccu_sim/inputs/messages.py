"""Turning what Pydantic finds wrong into sentences a planner can act on."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ccu_sim.errors import UserError, echoed
from ccu_sim.inputs.base_model import InputModel, suggestion, type_of_mistake
from ccu_sim.inputs.plain_number import plain_number
from ccu_sim.inputs.text import why_not_name
from ccu_sim.inputs.yaml_documents import Document

PER_CENT = 10
"""From here up, a number where a share from 0 to 1 belongs is taken for per cent."""

CHOICES_ALIKE = 0.6
"""How alike a word is to a choice that it is taken for: 'morning' is not meant for 'evening'."""

InputModelType = TypeVar("InputModelType", bound=InputModel)


class ScenarioMistakes(UserError):
    """A scenario file with mistakes: the message is the first, `sentences` are all of them."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        more = len(self.sentences) - 1
        also = {0: "", 1: " (1 more mistake after it)"}.get(
            more, f" ({more} more mistakes after it)"
        )
        super().__init__(self.sentences[0] + also)


def validated(kind: type[InputModelType], document: Document) -> InputModelType:
    """Return the entry a document describes, or raise `ScenarioMistakes`."""
    try:
        return kind.model_validate(document.data)
    except ValidationError as error:
        raise ScenarioMistakes(sentences(error, document)) from None


def changed(entry: InputModelType, changes: Mapping[str, Any]) -> InputModelType:
    """Return a copy of an entry with values at dotted paths replaced, checked anew."""
    data = entry.model_dump(mode="json")
    for path, value in changes.items():
        *parents, last = path.split(".")
        where: Any = data
        for depth, key in enumerate(parents):
            where = _step(where, key, path, depth)
        if isinstance(where, dict):
            where[last] = value
        else:
            _step(where, last, path, len(parents))
            where[int(last)] = value
    said = ", ".join(f"{echoed(path)} = {echoed(value)}" for path, value in changes.items())
    said = said if len(said) <= 80 else "its changes"
    name = data.get("name", type(entry).__name__.lower())
    return validated(type(entry), Document(f"{name} with {said}", data))


def _step(where: Any, key: str, path: str, depth: int) -> Any:
    if isinstance(where, dict) and key in where:
        return where[key]
    if isinstance(where, list) and key.isdigit() and int(key) < len(where):
        return where[int(key)]
    if isinstance(where, list):
        right = f"a number from 0 to {len(where) - 1}"
        raise UserError(f"'{echoed(path)}': '{echoed(key)}' should be {right} there.")
    names = tuple(where) if isinstance(where, dict) else ()
    hint = suggestion(key, names, "keys")
    raise UserError(f"'{echoed(path)}': there is no '{echoed(key)}' there; {hint}.")


def sentences(error: ValidationError, document: Document) -> list[str]:
    """Return one sentence for each mistake, in the order of their lines."""
    found = []
    every = error.errors(include_url=False)
    for details in every:
        path = tuple(details["loc"])
        if details["type"] == "too_short" and any(
            path == other["loc"][: len(path)] for other in every if other is not details
        ):
            continue  # the list is only too short because its entries have mistakes
        if details["type"] == type_of_mistake:
            path = (*path, *details.get("ctx", {}).get("at", ()))
        what = _what(details, path, _written(details, path, document))
        stop = "" if what.endswith("?") else "."
        line = document.line(path)
        where = document.label if line is None else f"{document.label}, line {line}"
        found.append((line or 0, f"{where}: {what}{stop}"))
    return [sentence for _, sentence in sorted(found, key=lambda item: item[0])]


def _written(details: ErrorDetails, path: Sequence[str | int], document: Document) -> str:
    """Return the value as the user wrote it, in quotes if it is text."""
    value = details["input"]
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    exact = document.places.get(tuple(path))
    text = exact.written if exact is not None and exact.written else str(value)
    if exact is None and isinstance(value, bool):
        text = text.lower()
    return f"'{echoed(text)}'" if isinstance(value, str) else echoed(text)


def _named(path: Sequence[str | int]) -> str:
    """Return a path in words: `fte (staff, entry 2)`, `entry 3 of shifts (staff, entry 2)`."""
    if not path:
        return "the file"
    *parents, last = path
    if isinstance(last, int):
        return f"entry {last + 1} of {_named(parents)}"
    if not parents:
        return echoed(last)
    words = [echoed(key) if isinstance(key, str) else f"entry {key + 1}" for key in parents]
    return f"{echoed(last)} ({', '.join(words)})"


def _what(details: ErrorDetails, path: Sequence[str | int], written: str) -> str:
    """Return the sentence after the place: what it is and what would be right."""
    kind, ctx, name = details["type"], details.get("ctx", {}), _named(path)
    value = details["input"]
    if kind == type_of_mistake:
        return str(ctx["text"])
    if kind == "missing":
        return f"{name} is missing; add it"
    if kind == "literal_error":
        names = _choices(str(ctx["expected"]))
        hint = suggestion(value, names, "choices", CHOICES_ALIKE)
        return f"{name} is {written}, which is not one of the choices; {hint}"
    if kind in LIMIT_WORDS:
        limit = ctx[LIMIT_WORDS[kind][0]]
        per_cent = kind == "less_than_equal" and limit == 1 and value >= PER_CENT
        meant = f" ({value:g} % is {value / 100:g})" if per_cent else ""
        limit = f"{limit:g}" if isinstance(limit, float) else limit
        return f"{name} is {written}; it must be {LIMIT_WORDS[kind][1]} {limit}{meant}"
    if kind in ("too_short", "too_long"):
        bound = "at least" if kind == "too_short" else "at most"
        count = ctx["min_length" if kind == "too_short" else "max_length"]
        return f"{name} has {ctx['actual_length']} entries; it must have {bound} {count}"
    if kind == "string_pattern_mismatch":
        return f"{name} is {written}; it {why_not_name(value)}"
    for wanted, expectation in EXPECTED_WORDS.items():
        if kind in wanted:
            remark = _yaml_trap(value, written, expectation)
            return f"{name} is {written}{remark}; it must be {expectation}"
    return f"{name} is {written}: {details['msg'][0].lower()}{details['msg'][1:]}"


LIMIT_WORDS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
    "string_too_short": ("min_length", "of length at least"),
    "string_too_long": ("max_length", "of length at most"),
}

EXPECTED_WORDS = {
    ("int_type", "int_from_float", "int_parsing", "int_parsing_size"): "a whole number",
    ("float_type", "float_parsing"): "a number",
    ("finite_number",): "an ordinary number, neither infinite nor missing (NaN)",
    ("string_type",): "text",
    ("string_unicode",): "text of whole characters",
    ("bool_type", "bool_parsing"): "true or false",
    ("tuple_type", "list_type"): "a list",
    ("model_type", "dict_type", "model_attributes_type"): "a group of keys and values",
    ("date_from_datetime_parsing", "date_type", "date_parsing", "date_from_datetime_inexact"): (
        "a date written as year-month-day, such as 2014-12-01"
    ),
}


def _choices(expected: str) -> tuple[str, ...]:
    """Return the names in Pydantic's "'a', 'b' or 'c'"."""
    return tuple(expected.split("'")[1::2])


def _yaml_trap(value: Any, written: str, expectation: str) -> str:
    """Return a remark where YAML reads a value otherwise than its writer meant it."""
    if isinstance(value, bool) and written.lower() not in ("true", "false"):
        return f" (which YAML reads as {str(value).lower()})"
    whole = expectation == "a whole number"
    if isinstance(value, str) and (whole or expectation == "a number"):
        meant = plain_number(value, whole)
        return f" (which YAML reads as text; write {meant})" if meant else ""
    if isinstance(value, float) and whole:
        meant = plain_number(written, whole)
        return f" (write {meant})" if meant else ""
    return ""
