"""The page that sets the model beside what was published, and its figures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import yaml

from ccu_sim.analysis.people import REASONS_NAMED
from ccu_sim.evidence import (
    PATTERNS,
    TARGETS,
    TRIALS,
    Target,
    how_found,
    how_validated,
    pattern_figures,
    trial_figures,
)
from ccu_sim.evidence.pattern_figures import FIGURES_FILE
from ccu_sim.evidence.ranges import RULES
from ccu_sim.reports.style import house_style, new_figure, png
from regions.amount import amount, amount_with_interval
from regions.markdown import table

DOCS = Path(__file__).resolve().parents[1]
KNOWN = DOCS / "validation_failing.yaml"
BAND, MODEL, FAILS = "#d9dce0", "#0072B2", "#C44E00"
YES, NO = "yes", "**no**"

FAMILIES = (
    ("How people differ", ("spread_",)),
    ("A year apart", ("year_apart_",)),
    ("A survey of one team and one role", ("r_",)),
    ("What goes with later resigning", ("leaving_", "climate_odds", "early_to_late")),
    ("A new team's start", ("morale_", "exhaustion_at", "satisfaction_at", "cohesion_at", "dip_")),
    ("Reasons for resigning", ("nothing_", "reasons_", "_share")),
    ("Sickness", ("never_ill", "sick_", "long_sick", "absence_")),
    ("Outlooks, and units that have settled", ("outlooks_", "established_")),
    ("Leaving, strain and stays", ("",)),
)
"""Families of patterns, and how names of theirs begin (or end); the first that fits has it."""


def family(one: Target) -> str:
    """Name the family of a pattern."""
    if one.name == "long_sick_share":
        return "Sickness"
    if one.name == "r_climate_leaving":
        return "What goes with later resigning"
    for title, marks in FAMILIES:
        if any(one.name.startswith(m) or (m[:1] == "_" and one.name.endswith(m)) for m in marks):
            return title
    raise AssertionError(one.name)


def _source(one: Target) -> str:
    names = ", ".join(source.name for source in one.sources)
    return f"{names} ({'read' if one.checked else 'recalled'})"


def fitted(one: Target) -> bool:
    """Whether calibration fits it."""
    return one in TARGETS.targets


def people(one: Target) -> tuple[str, ...]:
    """Make the row of a pattern about people."""
    shown = pattern_figures().get(one.name)
    told = ("", "", "")
    if shown is not None:
        inside = YES if one.met_by(shown.median) else NO
        told = (
            amount_with_interval(one, shown.median, shown.low, shown.high),
            f"{shown.inside:.0%}",
            inside,
        )
    name = f"{one.label} (`{one.name}`)"
    fit = "yes" if fitted(one) else "no"
    return (name, one.why, amount(one, one.low, one.high), *told, fit, _source(one))


HEADER = (
    "pattern",
    "published",
    "range",
    "model: median (90 % of sets)",
    "sets inside",
    "passes",
    "fitted",
    "source",
)


def trials() -> str:
    """Make the table of trials of strategies."""
    rows = []
    for one in TRIALS:
        shown = trial_figures().get(one.name)
        told = ("", "")
        if shown is not None:
            effect = amount_with_interval(one, shown.effect, shown.low, shown.high)
            told = (effect, YES if one.met_by(shown.effect) else NO)
        name = f"{one.label} (`{one.name}`): {one.measure}"
        rows.append((name, one.why, amount(one, one.low, one.high), *told, "no", _source(one)))
    header = ("pattern", "published", "range", "model: mean (interval)", "passes", "fitted")
    return table((*header, "source"), rows)


def failing() -> list[Target]:
    """List what does not pass."""
    shown = {name: one.median for name, one in pattern_figures().items()}
    shown |= {name: one.effect for name, one in trial_figures().items()}
    every = (*TARGETS.targets, *PATTERNS, *TRIALS)
    return [one for one in every if one.name in shown and not one.met_by(shown[one.name])]


def known_of_failing() -> str:
    """Tell what was tried, or may be why, for each that fails."""
    said = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    rows = [
        (f"{one.label} (`{one.name}`)", said.get(one.name, "Nothing was tried yet."))
        for one in failing()
    ]
    return (
        table(("pattern that fails", "what was tried, and what may be why"), rows)
        if rows
        else "All pass.\n"
    )


def count() -> str:
    """Say how many pass, of those fitted and of those not."""
    bad = set(one.name for one in failing())
    parts = []
    for words, ones in (
        ("calibration targets, which are fitted", TARGETS.targets),
        ("patterns of people and teams, not fitted", PATTERNS),
        ("patterns of strategies in trials, not fitted", TRIALS),
    ):
        passed = sum(one.name not in bad for one in ones)
        parts.append(f"{passed} of {len(ones)} {words}")
    return "Passing: " + "; ".join(parts) + "."


def rules() -> str:
    """List the rules by which ranges follow from what was published."""
    rows = []
    for name, rule in RULES.items():
        words = " ".join((rule.__doc__ or "").split())
        rows.append((f"`{name}`", words.replace("|", "/")))
    return table(("rule", "what it does"), rows)


def page() -> str:
    """Write the page from what was computed."""
    parts = [INTRODUCTION.format(design=how_validated(), trials=how_found(), count=count())]
    every = (*TARGETS.targets, *PATTERNS)
    for title, _ in FAMILIES:
        rows = [people(one) for one in every if family(one) == title]
        parts.append(f"## {title}\n\n{table(HEADER, rows)}\n")
    parts.append(f"## Strategies in trials\n\n{TRIALS_NOTE}\n\n{trials()}\n")
    parts.append(f"## Those that fail\n\n{known_of_failing()}\n")
    parts.append(f"## How ranges are set\n\n{RULES_NOTE}\n\n{rules()}\n")
    return "\n".join(parts)


def draw(folder: Path) -> None:
    """Draw the ranges with what the model shows, and three curves."""
    with house_style():
        (folder / "validation.png").write_bytes(_ranges())
        (folder / "validation-curves.png").write_bytes(_curves())


def _ranges() -> bytes:
    """Draw a panel for each family."""
    every = [one for one in (*TARGETS.targets, *PATTERNS) if one.name in pattern_figures()]
    families = [(title, [one for one in every if family(one) == title]) for title, _ in FAMILIES]
    families = [(title, ones) for title, ones in families if ones][:-1]
    columns = (families[::2], families[1::2])
    figure = new_figure(17.0, width=13.0)
    for side, mine in zip(figure.subfigures(1, 2), columns, strict=True):
        heights = [len(ones) + 2 for _, ones in mine]
        panels = np.atleast_1d(side.subplots(len(mine), 1, height_ratios=heights))
        for axes, (title, ones) in zip(panels, mine, strict=True):
            _panel(axes, title, ones)
    return png(figure, dpi=90)


def _panel(axes, title: str, ones: Iterable[Target]) -> None:
    ones = list(ones)
    for place, one in enumerate(ones):
        shown = pattern_figures()[one.name]
        colour = MODEL if one.met_by(shown.median) else FAILS
        axes.plot([one.low, one.high], [place, place], color=BAND, linewidth=9)
        axes.plot([shown.low, shown.high], [place, place], color=colour, linewidth=1.4)
        axes.plot(shown.median, place, "o", color=colour, markersize=5)
    names = [one.name + (" (fitted)" if fitted(one) else "") for one in ones]
    axes.set_yticks(range(len(ones)), names)
    axes.set_ylim(len(ones) - 0.4, -0.6)
    axes.set_title(title)


def _curves() -> bytes:
    """Draw the start of a team, resigning by length of service, and reasons."""
    sums = yaml.safe_load(FIGURES_FILE.read_text(encoding="utf-8"))["curves"]
    figure = new_figure(4.2, width=13.0)
    start, service, reasons = figure.subplots(1, 3)
    months = (0, 4, 12, 24)
    for item, colour in (("morale", MODEL), ("exhaustion", FAILS), ("satisfaction", "#00735C")):
        mean = [sums[f"{item}@{m}"] / sums[f"peers@{m}"] for m in months]
        spread = [sums[f"spread_{item}@{m}"] / sums[f"peers@{m}"] for m in months]
        line = [
            (one - mean[0]) / np.sqrt((two + spread[0]) / 2)
            for one, two in zip(mean, spread, strict=True)
        ]
        start.plot(months, line, marker="o", color=colour, label=item)
    start.set_title("Peer workers since the start, SD")
    start.set_xlabel("month")
    start.legend()
    bands = ("0_6", "6_12", "12_up")
    rates = [12 * sums[f"resigned_{band}"] / sums[f"served_{band}"] for band in bands]
    service.bar(("0-6", "6-12", "12 and more"), rates, color=MODEL)
    service.set_title("Resignations a year of people hired later")
    service.set_xlabel("months of service")
    _reasons(reasons, sums)
    return png(figure, dpi=110)


def _reasons(axes, sums: dict[str, float]) -> None:
    """Draw what is named beside what was published."""
    of_all = sums["resignations"] - sums["reason_base"]
    known = {one.name: one for one in (*PATTERNS, *TARGETS.targets)}
    for place, (word, names) in enumerate(REASONS_NAMED.items()):
        one = known[f"{word}_share"]
        shown = sum(sums[f"reason_{name}"] for name in names) / of_all
        axes.plot([one.low, one.high], [place, place], color=BAND, linewidth=9)
        axes.plot(shown, place, "o", color=MODEL if one.met_by(shown) else FAILS)
    axes.set_yticks(range(len(REASONS_NAMED)), [word.replace("_", " ") for word in REASONS_NAMED])
    axes.invert_yaxis()
    axes.set_title("Share of reasons that a unit could change")


INTRODUCTION = """# Validation: what was published, and what the model shows

<!-- Written by docs/make_validation.py; change that, not this. -->

Every published figure of people, teams and strategies that the model is held to, one table for
each family. *Fitted* figures are calibration targets: parameter sets that miss them are not in the
ensemble, so that they agree says little. All others leave no set out; but ranges of what is assumed
were moved in sight of them, so that they agree is no test by data that nobody had seen. A pattern
*passes* where the median over parameter sets lies in the range; one that does not is shown as
failing, and its range stays. Runs: {design}. Trials: {trials}.

{count}

![Ranges and what the model shows](figures/validation.png)

Grey: the range that agrees with what was published. Blue: the median of the parameter sets and 90 %
of them, where the median lies in it; orange: where it does not.

![The start of a team, leaving by length of service, reasons](figures/validation-curves.png)
"""

TRIALS_NOTE = (
    "Each strategy's own findings are in [strategies.md](strategies.md). None of them is fitted."
)

RULES_NOTE = (
    "A range follows by rule from what was published, so that none can be drawn around what the "
    "model shows: the registry (`targets.yaml`, `patterns.yaml`, `trials.yaml`) holds the rule's "
    "name and the published figures, and a test checks that it holds no range. The rules rest on "
    "sources alone. Figures of earlier versions of the model were known when they were written "
    "down; none is changed because a figure fails it. *Recalled* figures, which nobody read in the "
    "source for this model, get wider ranges."
)
