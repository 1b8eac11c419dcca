"""What every scenario entry has in common: frozen, strict, and plain about mistakes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Self

import numpy as np
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from ccu_sim.errors import echoed, enumerated
from ccu_sim.inputs.text import LONGEST_NAME, NAME, why_not_line, why_not_name, why_not_text

type_of_mistake = "mistake"
"""The Pydantic error type of every sentence written by `mistake`."""


def mistake(text: str, *at: str | int) -> PydanticCustomError:
    """Return an error for a validator to raise.

    Parameters
    ----------
    text : str
        The sentence, with the offending value and what would be right.
    *at : str or int
        Keys that lead from the validated entry to the place meant, for its line number.
    """
    return PydanticCustomError(type_of_mistake, "{text}", {"text": text, "at": list(at)})


ALIKE = 0.5
"""How alike two spellings are, from 0 to 1, for one to be taken for the other."""

BEGINS = 3
"""Letters that are enough to be taken for the beginning of a name."""


def nearest(word: object, names: Iterable[str], alike: float = ALIKE) -> str | None:
    """Return the name most like `word`, or None when nothing comes close."""
    spelled = str(word)[:200].strip().lower().replace("_", "-").replace(" ", "-")
    by_spelling = {name.lower().replace("_", "-").replace(" ", "-"): name for name in names}
    found = get_close_matches(spelled, by_spelling, n=1, cutoff=alike)
    if not found and len(spelled) >= BEGINS:
        found = [name for name in by_spelling if name.startswith(spelled)]
    return by_spelling[found[0]] if len(found) == 1 else None


def suggestion(word: object, names: Iterable[str], what: str, alike: float = ALIKE) -> str:
    """Return "did you mean 'x'?", or every right name when nothing comes close."""
    names = tuple(names)
    close = nearest(word, names, alike)
    if close is not None:
        return f"did you mean '{close}'?"
    return f"the {what} are {enumerated(names)}" if names else f"there are no {what}"


class FrozenDict(dict):
    """A dict that stays as it was made."""

    def _refuse(self, *_: Any, **__: Any) -> None:
        raise TypeError("scenario entries do not change once made")

    __setitem__ = __delitem__ = __ior__ = _refuse  # type: ignore[assignment]
    clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]

    def __hash__(self) -> int:  # type: ignore[override]
        """Hash by content, so that the frozen entry that holds it can be hashed."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type["FrozenDict"], tuple[dict]]:
        """Pickle as the plain dict it was made from (worker processes receive units)."""
        return (FrozenDict, (dict(self),))


def _only_text_or_date(value: object) -> object:
    if type(value) is date or isinstance(value, str):
        return value
    raise mistake(f"{echoed(value)} is not a date; write it as year-month-day, such as 2014-12-01")


def _plain(value: object) -> object:
    """Return NumPy's numbers as Python's own: loops over `np.arange` give them."""
    return value.item() if isinstance(value, np.generic) else value


def _unless(why_not: Callable[[str], str | None]) -> AfterValidator:
    """Return a validator that refuses a text where `why_not` gives a reason."""

    def refuse(text: str) -> str:
        reason = why_not(text)
        if reason is not None:
            raise mistake(f"'{echoed(text)}' {reason}")
        return text

    return AfterValidator(refuse)


Whole = Annotated[StrictInt, BeforeValidator(_plain)]
Number = Annotated[StrictFloat, BeforeValidator(_plain)]
Words = Annotated[StrictStr, Field(min_length=1, max_length=4000), _unless(why_not_text)]
Line = Annotated[
    StrictStr, Field(min_length=1, max_length=200), _unless(why_not_text), _unless(why_not_line)
]
Name = Annotated[StrictStr, Field(pattern=NAME, max_length=LONGEST_NAME), _unless(why_not_name)]
YesNo = Annotated[StrictBool, BeforeValidator(_plain)]
Share = Annotated[Number, Field(ge=0, le=1)]
Dollars = Annotated[Number, Field(ge=0, le=100_000_000)]
Day = Annotated[
    date,
    BeforeValidator(_only_text_or_date),
    Field(ge=date(1950, 1, 1), le=date(2150, 1, 1)),
]
Doses = Annotated[
    dict[str, Number], AfterValidator(FrozenDict), PlainSerializer(dict, return_type=dict)
]


def _told_again(told: ErrorDetails) -> InitErrorDetails:
    """Return a mistake that was told by a part, for the whole to tell it."""
    kind, context = told["type"], told.get("ctx", {})
    again = InitErrorDetails(type=kind, loc=told["loc"], input=told["input"], ctx=context)
    if kind == type_of_mistake:
        again["type"] = mistake(context["text"], *context["at"])
    return again


def _follows(told: ErrorDetails, meant: Collection[str | None]) -> bool:
    """Whether a mistake may only follow from a key that was misspelt for one of those meant."""
    of_the_whole = not told["loc"]
    return of_the_whole or (told["type"] == "missing" and told["loc"][-1] in meant)


class InputModel(BaseModel):
    """A part of a scenario file: frozen, no unknown keys, nothing silently converted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=False
    )

    @model_validator(mode="wrap")
    @classmethod
    def _know_every_key(cls, data: Any, read: Callable[[Any], Self]) -> Self:
        """Tell every unknown key, and whatever else is wrong but what may follow from it."""
        known = cls.model_fields
        unknown = [key for key in data if key not in known] if isinstance(data, Mapping) else []
        if not unknown:
            return read(data)
        found = [
            InitErrorDetails(type=mistake(cls._why_not_key(key, data[key]), str(key)), input=data)
            for key in unknown
        ]
        meant = {nearest(key, known) for key in unknown}
        try:
            read({key: value for key, value in data.items() if key in known})
        except ValidationError as error:
            found += [_told_again(told) for told in error.errors() if not _follows(told, meant)]
        raise ValidationError.from_exception_data(cls.__name__, found)

    @classmethod
    def _why_not_key(cls, key: object, value: object) -> str:
        """Say what is wrong with a key that is no field, and what would be right."""
        hint = suggestion(key, cls.model_fields, "keys here")
        if str(key).isdigit() and value is None:
            hint = "if it follows a decimal comma, write a point, such as 7.6"
        return f"unknown key '{echoed(key)}'; {hint}"

    def __getitem__(self, key: str) -> Any:
        """Return the field `key`, so that parts named by shift or role read like tables."""
        if key not in type(self).model_fields:
            raise KeyError(key)
        return getattr(self, key)
