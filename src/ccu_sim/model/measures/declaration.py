"""How a measure is declared: once, beside the rule that computes it.

A declaration gives the place of the measure's column, so that a rule writes ``row[TRUST]``.
Columns stand in the order of declaration; tables, outcomes, the headers of files and the
documentation read the declarations, and nothing about a measure is said anywhere else.

A month's column is either *counted* while the month runs, and adds up, or *looked at* on the
month's last shift. A mean or share is *of* somebody or something; in a month in which there is
none of it the column is empty (not a number), never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

PROFESSIONS = {"peer": "peer workers", "clinician": "clinicians"}
"""The two professions, by their place: a profession's column is ``EXHAUSTION + role``."""

GROUPS = {**PROFESSIONS, "all": "staff"}
"""The founding team's groups, by their place; the leader is in none of them."""

COUNTS = ("times", "people", "posts", "residents", "shifts", "months")
"""Units in which a month's column is a whole number."""

EXPECTED = "expected people"
"""The unit of a month's column to which chances add up."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a measure of a run is spoken of where runs are compared.

    Attributes
    ----------
    label : str
        A few plain words, for axes and tables.
    plain : str
        One sentence that says what it is.
    unit : str
        Unit as shown, after `factor`.
    better : int
        1 if more is better, -1 if less is better, 0 if neither can be said.
    factor : float
        What a value is multiplied by to be shown (100 for shares).
    decimals : int
        Decimals shown.
    """

    label: str
    plain: str
    unit: str
    better: int
    factor: float = 1.0
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Monthly:
    """One column of the table of months.

    Attributes
    ----------
    name, meaning, unit : str
    adds_up : bool
        Whether months add up (counts and costs); otherwise they are looked at.
    of : str
        What it is a mean or share of; the column is empty where there is none. "" for what
        always has a value.
    """

    name: str
    meaning: str
    unit: str
    adds_up: bool = False
    of: str = ""

    @property
    def whole(self) -> bool:
        """Whether only whole numbers occur."""
        return self.unit in COUNTS

    @property
    def single(self) -> bool:
        """Whether single precision, seven digits, is plenty where it is stored."""
        return self.unit == EXPECTED


@dataclass(frozen=True, slots=True)
class OfRun:
    """One column of the run's one row.

    Attributes
    ----------
    name, meaning : str
    words : Words
    """

    name: str
    meaning: str
    words: Words


MONTHLY: list[Monthly] = []
"""Every column of the table of months, in order."""

RUN: list[OfRun] = []
"""Every column of the run's row, in order."""

MEANS: list[tuple[int, int]] = []
"""Place in the run's row, and in a month's: means of the last twelve months."""

YEARLY: list[tuple[int, int]] = []
"""Sums over all months, a year."""

ENDS: list[tuple[int, int]] = []
"""What the last month says."""


def monthly(
    name: str,
    meaning: str,
    unit: str,
    *,
    of: str = "",
    mean: Words | None = None,
    end: Words | None = None,
) -> int:
    """Declare a column that is looked at on a month's last shift.

    Parameters
    ----------
    name, meaning, unit : str
    of : str
        What it is a mean or share of, if it can be empty.
    mean : Words, optional
        Words for its mean over the run's last twelve months, if the run's row has that.
    end : Words, optional
        Words for the last month's, if the run's row has that.

    Returns
    -------
    int
        Its place in a month's row.
    """
    place = _add(Monthly(name, meaning, unit, of=of))
    if mean is not None:
        months = f"those of the last 12 months with {of}" if of else "the last 12 months"
        MEANS.append((of_run(name, f"{meaning}; mean of {months}", mean), place))
    if end is not None:
        ENDS.append((of_run(f"{name}_end", f"{meaning}; at the horizon", end), place))
    return place


def counted(name: str, meaning: str, unit: str = "times", *, yearly: Words | None = None) -> int:
    """Declare a column that adds up while the month runs.

    Parameters
    ----------
    name, meaning, unit : str
    yearly : Words, optional
        Words for its sum a year, if the run's row has that.

    Returns
    -------
    int
        Its place in a month's row, and in the world's counts.
    """
    place = _add(Monthly(name, meaning, unit, adds_up=True))
    if yearly is not None:
        YEARLY.append((of_run(name, f"{meaning}, a year", yearly), place))
    return place


def counted_each(columns: Iterable[tuple[str, str]], unit: str) -> int:
    """Declare columns that add up, by name and meaning, side by side; give the first's place."""
    places = [counted(name, meaning, unit) for name, meaning in columns]
    return places[0]


def by_profession(
    name: str,
    meaning: str,
    unit: str,
    *,
    of: str = "",
    mean: Words | None = None,
    summed_up: tuple[str, ...] = tuple(PROFESSIONS),
) -> int:
    """Declare a column for peer workers and one for clinicians, side by side.

    Parameters
    ----------
    name, meaning, unit, of, mean
        As for `monthly`; ``{people}`` stands for the profession in words.
    summed_up : tuple of str
        The professions whose mean is in the run's row.

    Returns
    -------
    int
        The place of the peer workers' column; a role's is ``place + role``.
    """
    places = []
    for profession, people in PROFESSIONS.items():
        words = None
        if mean is not None and profession in summed_up:
            words = replace(mean, label=mean.label.format(people=people))
        named = f"{name}_{profession}", meaning.format(people=people)
        places.append(monthly(*named, unit, of=of.format(people=people), mean=words))
    return places[0]


def of_run(name: str, meaning: str, words: Words) -> int:
    """Declare a column of the run's row that a rule of its own computes; give its place."""
    RUN.append(OfRun(name, meaning, words))
    return len(RUN) - 1


def by_group(name: str, meaning: str, words: Words) -> int:
    """Declare a column of the run's row for each of `GROUPS`, side by side.

    Parameters
    ----------
    name, meaning : str
        ``{group}`` stands for the group's name.
    words : Words
        ``{people}`` stands for the group in words.

    Returns
    -------
    int
        The place of the peer workers' column; a group's is ``place + group``.
    """
    places = []
    for group, people in GROUPS.items():
        label, plain = words.label.format(people=people), words.plain.format(people=people)
        told = replace(words, label=label, plain=plain)
        places.append(of_run(f"{name}_{group}", meaning.format(group=group), told))
    return places[0]


def level(label: str, plain: str, better: int, unit: str = "0–1") -> Words:
    """Speak of a state between 0 and 1."""
    return Words(label, plain, unit, better, 1.0, 3)


def share(label: str, plain: str, better: int) -> Words:
    """Speak of a share, shown as a percentage."""
    return Words(label, plain, "%", better, 100.0)


def per_year(label: str, plain: str, better: int) -> Words:
    """Speak of what is counted in a year."""
    return Words(label, plain, "a year", better)


def _add(measure: Monthly) -> int:
    MONTHLY.append(measure)
    return len(MONTHLY) - 1
