"""The story of a run on a terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from rich.text import Text

from ccu_sim.cli.console import results
from ccu_sim.reports.story import END

if TYPE_CHECKING:
    from ccu_sim.reports.story import Story

WIDEST = 88
"""Characters in a line; longer ones are hard to read."""


def print_story(story: Story) -> None:
    """Print a story, its headings standing out."""
    console = results()
    width = min(console.width, WIDEST)
    console.print(Text(story.title, style="bold"))
    console.print(_wrapped(story.opening, width))
    for chapter in story.chapters:
        console.print()
        console.print(Text(chapter.heading, style="bold"))
        for about, text in chapter.paragraphs.items():
            told = _wrapped(f"{about}: {text}", width, "  ")
            told.stylize("italic", 2, 3 + len(about))
            console.print(told)
    console.print()
    console.print(Text(END, style="bold"))
    console.print(_wrapped(story.closing, width))


def _wrapped(text: str, width: int, indent: str = "") -> Text:
    """Break a paragraph over lines, without blanks at their ends."""
    return Text(fill(text, width, initial_indent=indent, subsequent_indent=indent * 2))
