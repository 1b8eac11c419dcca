"""What happened in one run, told in plain words; people are named by their posts."""

from __future__ import annotations

import math
import re
import textwrap
from dataclasses import dataclass

import pandas as pd

from ccu_sim.reports.names import GROUPS
from ccu_sim.reports.phrases import count, listed, lower, people, percent, upper
from ccu_sim.reports.run_view import RunView
from ccu_sim.reports.stage import stage_of
from ccu_sim.reports.story_paragraphs import NAMED_REASONS, departures_of, paragraphs

LENGTHS = (6, 12, 24)
MOST_CHAPTERS = 6
"""Chapters are half-years; in a longer run years, or two years each."""

MOST_REASONS = 2
END = "At the end"
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
_ESCAPED = r"\\\g<0>"
PAGE = 78


@dataclass(frozen=True)
class Chapter:
    """Some months, told.

    Attributes
    ----------
    heading : str
    paragraphs : dict of str to str
        By what they are about: coming and going, contracts, boundaries.
    """

    heading: str
    paragraphs: dict[str, str]


@dataclass(frozen=True)
class Story:
    """A run, told: one possible course of events, not a forecast.

    Attributes
    ----------
    title : str
    opening : str
        What this is, and how it began.
    chapters : tuple of Chapter
    closing : str
        How it stood at the end.
    """

    title: str
    opening: str
    chapters: tuple[Chapter, ...]
    closing: str

    def __str__(self) -> str:
        """Return the story as plain text."""
        parts = [self.title, _filled(self.opening)]
        for chapter in self.chapters:
            told = [_filled(f"{of}: {text}", "  ") for of, text in chapter.paragraphs.items()]
            parts.append("\n".join([chapter.heading, *told]))
        return "\n\n".join([*parts, f"{END}\n{_filled(self.closing)}"]) + "\n"

    def markdown(self) -> str:
        """Return the story as Markdown."""
        parts = [f"# {_MARKUP.sub(_ESCAPED, self.title)}", self.opening]
        for chapter in self.chapters:
            told = [f"- **{about}:** {text}" for about, text in chapter.paragraphs.items()]
            parts += [f"## {chapter.heading}", "\n".join(told)]
        return "\n\n".join([*parts, f"## {END}", self.closing]) + "\n"

    def _repr_markdown_(self) -> str:
        return self.markdown()


def tell(run: RunView) -> Story:
    """Tell a run.

    Parameters
    ----------
    run : RunView
        Such as `ccu_sim.run` gives.
    """
    fitting = (length for length in LENGTHS if run.months <= length * MOST_CHAPTERS)
    length = next(fitting, LENGTHS[-1])
    departures = departures_of(run)
    chapters = []
    for first in range(1, run.months + 1, length):
        last = min(first + length - 1, run.months)
        told = paragraphs(run, departures, first, last)
        chapters.append(Chapter(_heading(run, first, last), told))
    return Story(titled(run), _opening(run), tuple(chapters), _closing(run, departures))


def titled(run: RunView) -> str:
    """Give the title of a run's story, without telling it."""
    policy = lower(run.policy.title) if run.policy.strategies else "as usual"
    return f"{run.unit.title}: {policy}"


def _opening(run: RunView) -> str:
    first = run.monthly.iloc[0]
    peers = count(first["staff_peer"], "peer worker")
    team = f"{peers}, {count(first['staff_clinician'], 'clinician')} and a team leader"
    day = f"{run.unit.opens.day} {run.unit.opens:%B %Y}"
    residents = count(first["residents"], "resident")
    if run.unit.stage == "new":
        began = f"The unit opened on {day} with {team}; {residents} moved in."
    else:
        began = f"On {day} the unit had {team}, and {residents}."
    return (
        f"This is one possible course of events over {count(run.months, 'month')} (seed "
        f"{run.seed}), not a forecast: with other luck, or other values of what the evidence "
        f"leaves open, it goes another way. {began} Percentages beside those who leave are shares "
        "of their decision; the rest is the ordinary coming and going that nothing in the unit "
        "explains."
    )


def _heading(run: RunView, first: int, last: int) -> str:
    begins = pd.Timestamp(run.unit.opens) + pd.DateOffset(months=first - 1)
    months = f"Month {first}" if first == last else f"Months {first} to {last}"
    return f"{months} (from {begins:%B %Y})"


def _closing(run: RunView, departures: pd.DataFrame) -> str:
    first, last = run.monthly.iloc[0], run.monthly.iloc[-1]
    stage = stage_of(run.unit)
    kept = [
        f"{last[f'founding_{group}']:.0f} of the {first[f'founding_{group}']:.0f} "
        f"{stage.people(who)}"
        for group, who in GROUPS.items()
        if first[f"founding_{group}"]
    ]
    told = [f"After {count(run.months, 'month')} {listed(kept)} were still in post."]
    resigned = departures[departures["event"] == "resigned"]
    if len(resigned):
        mean = {words: resigned[f"reason_{name}"].mean() for name, words in NAMED_REASONS.items()}
        most = sorted(mean, key=lambda words: -mean[words])[:MOST_REASONS]
        weighed = listed([f"{words} ({percent(mean[words])})" for words in most])
        told.append(
            f"{upper(people(len(resigned)))} had resigned; of the reasons that can be named, "
            f"{weighed} weighed most."
        )
    if math.isfinite(last["cohesion"]):
        told.append(f"Cohesion was {last['cohesion']:.1f} (on a scale of 1 to 5).")
    if run.month_when_full is not None:
        told.append(diary_note(run.month_when_full))
    return " ".join(told)


def diary_note(month: int) -> str:
    """Say from which month on a diary is not whole, and what is known all the same."""
    return (
        f"The diary was full in month {month}: from then on it holds only staff who came or left, "
        "and the rest is told by monthly counts alone."
    )


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(text, PAGE, initial_indent=indent, subsequent_indent=indent * 2)
