"""One run in one picture: the team and its months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ccu_sim.reports.run_view import RunView
from ccu_sim.reports.stage import Stage, stage_of
from ccu_sim.reports.style import (
    FAINT,
    INK,
    QUIET,
    ROLE_WORDS,
    ROLES,
    HouseFigure,
    grid,
    headline,
    house_style,
    label_ends,
    months_axis,
    new_figure,
    note,
)

ROLE_ORDER = ("team_leader", "peer_worker", "clinician")
OTHER = "#7A5195"
DISPUTES = "#9b2d30"

LIGHT = 0.42
"""How strongly a later holder of a post is coloured, against 1 for the founding one."""


def plot_run(run: RunView, *, title: str = "The team and its months") -> HouseFigure:
    """Draw one run: each post a row, each stay a bar, and below how the team was.

    Parameters
    ----------
    run : RunView
        Anything with the tables `monthly` and `spells`; `events`, if it has them, show which
        contracts were renewed.
    title : str
        What the picture is called.
    """
    monthly = pd.DataFrame(run.monthly)
    spells = _posts(pd.DataFrame(run.spells))
    horizon = float(monthly["month"].max())
    rows = spells[["role", "post"]].drop_duplicates().reset_index(drop=True)
    team_height = max(1.6, 0.155 * len(rows) + 0.5)
    with house_style():
        figure = new_figure(team_height + 0.9 + 4 * 1.25)
        panels = figure.subplots(5, 1, sharex=True, height_ratios=[team_height, *[1.0] * 4])
        headline(figure, title)
        _team(panels[0], spells, rows, horizon, _renewals(run))
        _lines(panels[1], monthly, horizon, "Morale (0–1)", _by_role(monthly, "morale"), True)
        _lines(
            panels[2],
            monthly,
            horizon,
            "Emotional exhaustion (0–1)",
            _by_role(monthly, "exhaustion"),
            True,
        )
        _lines(panels[3], monthly, horizon, "Trust (0–1)", _TRUST, False)
        _disputes(panels[4], monthly, horizon)
        panels[4].set_xlabel(stage_of(run.unit).time)
        note(
            figure,
            "Each row is a post and each bar a stay in it, pale for whoever came after the "
            f"{stage_of(run.unit).team}; a gap is a vacancy.",
        )
        figure.alt = _alt(spells, monthly, horizon, stage_of(run.unit))
    return figure


def _posts(spells: pd.DataFrame) -> pd.DataFrame:
    """Stays in posts (casual staff have none), ordered as drawn."""
    kept = spells[spells["employment"] != "casual"].copy()
    kept["role"] = kept["role"].astype(str)
    kept["rank"] = kept["role"].map({role: place for place, role in enumerate(ROLE_ORDER)})
    return kept.sort_values(["rank", "post", "start_month"], kind="stable")


def _renewals(run: RunView) -> pd.DataFrame:
    """Who was told, and when, that they may stay after their fixed term."""
    events = getattr(run, "events", None)
    if events is None:
        return pd.DataFrame(columns=["month", "who_role", "who_post"])
    return events[events["event"].isin(["renewal-offered", "made-permanent"])]


def _team(
    axes: Axes, spells: pd.DataFrame, rows: pd.DataFrame, horizon: float, renewals: pd.DataFrame
) -> None:
    place = {(row.role, row.post): index for index, row in enumerate(rows.itertuples())}
    months_axis(axes, horizon)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_title("Who is in post", fontsize=10)
    grid(axes, "x")
    for stay in spells.itertuples():
        row = place[stay.role, stay.post]
        axes.barh(
            row,
            stay.end_month - stay.start_month,
            left=stay.start_month,
            height=0.74,
            color=ROLES[str(stay.role)],
            alpha=1.0 if stay.founding else LIGHT,
            linewidth=0,
        )
    marks = {
        outcome: (
            spells.loc[spells["outcome"] == outcome, "end_month"],
            [
                place[stay.role, stay.post]
                for stay in spells[spells["outcome"] == outcome].itertuples()
            ],
        )
        for outcome in ("resigned", "contract-ended", "promoted")
    }
    marks["renewed"] = (
        renewals["month"] - 0.5,  # months are counted from 1: somewhere within it
        [place[event.who_role, event.who_post] for event in renewals.itertuples()],
    )
    handles = []
    for name, (months, places) in marks.items():
        if len(places):
            axes.plot(months, places, clip_on=False, zorder=4, linestyle="", **_MARKS[name])
            handles.append(Line2D([], [], linestyle="", label=_WORDS[name], **_MARKS[name]))
    _role_names(axes, rows)
    if handles:
        axes.legend(
            handles=handles,
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            ncols=len(handles),
            fontsize=8.5,
            handletextpad=0.1,
            columnspacing=1.2,
            borderpad=0.1,
        )
    axes.spines["left"].set_visible(False)


_MARKS: dict[str, dict[str, Any]] = {
    "resigned": {"marker": "x", "color": INK, "markersize": 5, "markeredgewidth": 1.4},
    "contract-ended": {
        "marker": "s",
        "markerfacecolor": "white",
        "markeredgecolor": INK,
        "markersize": 5,
    },
    "promoted": {"marker": "^", "color": INK, "markersize": 5.5},
    "renewed": {
        "marker": "o",
        "markerfacecolor": "white",
        "markeredgecolor": INK,
        "markeredgewidth": 0.6,
        "markersize": 4.5,
    },
}
_WORDS = {
    "resigned": "resigned",
    "contract-ended": "contract ended",
    "promoted": "promoted out",
    "renewed": "told of renewal",
}
_ENDS = ("resigned", "contract-ended", "promoted")


def _role_names(axes: Axes, rows: pd.DataFrame) -> None:
    """Name each block of rows once, in its colour, instead of naming posts."""
    ticks, names, colours = [], [], []
    for role, block in rows.groupby("role", sort=False):
        ticks.append(float(block.index.to_numpy().mean()))
        words = ROLE_WORDS[str(role)]
        names.append(words if len(block) == 1 else f"{len(block)} {words}")
        colours.append(ROLES[str(role)])
        if block.index[0] > 0:
            axes.axhline(block.index[0] - 0.5, color=FAINT, linewidth=0.8)
    axes.set_yticks(ticks, names)
    axes.tick_params(axis="y", length=0)
    for label, colour in zip(axes.get_yticklabels(), colours, strict=True):
        label.set_color(colour)
        label.set_fontweight("bold")


_TRUST = {
    "trust_within": ("within a role", INK, "-"),
    "trust_between": ("between peer workers and clinicians", OTHER, (0, (4, 1.5))),
}


def _by_role(monthly: pd.DataFrame, measure: str) -> Mapping[str, tuple[str, str, Any]]:
    """Lines of one measure for the roles that the unit has."""
    return {
        f"{measure}_{short}": (ROLE_WORDS[role], ROLES[role], "-")
        for role, short in (("peer_worker", "peer"), ("clinician", "clinician"))
        if monthly[f"{measure}_{short}"].notna().any()
    }


def _lines(
    axes: Axes,
    monthly: pd.DataFrame,
    horizon: float,
    title: str,
    lines: Mapping[str, tuple[str, str, Any]],
    whole: bool,
) -> None:
    months_axis(axes, horizon)
    axes.set_title(title, fontsize=10)
    grid(axes, "y")
    ends = []
    for name, (words, colour, dashes) in lines.items():
        known = monthly[monthly[name].notna()]
        if known.empty:
            continue
        axes.plot(known["month"], known[name], color=colour, linestyle=dashes, linewidth=1.6)
        ends.append((float(known[name].iloc[-1]), words, colour))
    if whole:
        axes.set_ylim(0, 1)
    else:
        axes.margins(y=0.2)
    label_ends(axes, ends, x=horizon, lines=24)


def _disputes(axes: Axes, monthly: pd.DataFrame, horizon: float) -> None:
    months_axis(axes, horizon)
    axes.set_title("Disputes over roles, a month", fontsize=10)
    months = monthly.loc[monthly["month"] > 0]
    axes.bar(months["month"] - 0.5, months["disputes"], width=0.82, color=DISPUTES, linewidth=0)
    axes.set_ylim(0, max(1.0, float(months["disputes"].max()) * 1.1))
    axes.locator_params(axis="y", integer=True, nbins=4)
    axes.tick_params(axis="y", labelcolor=QUIET)


def _alt(spells: pd.DataFrame, monthly: pd.DataFrame, horizon: float, stage: Stage) -> str:
    parts = []
    for role in ROLE_ORDER:
        founding = spells[(spells["role"] == role) & spells["founding"].astype(bool)]
        if len(founding):
            stay = int((founding["end_month"] >= horizon - 1e-6).sum())
            who = stage.people(ROLE_WORDS[role])
            parts.append(f"{stay} of {len(founding)} {who} still in post")
    ends = _counted(spells["outcome"].astype(str), _ENDS)
    disputes = int(np.nansum(monthly["disputes"]))
    return (
        f"Posts as rows and stays as bars over {horizon:.0f} months, with lines of morale, "
        f"exhaustion and trust below. At the end {', '.join(parts)}; {ends}; {disputes} disputes "
        "over roles."
    )


def _counted(outcomes: pd.Series, wanted: Sequence[str]) -> str:
    return ", ".join(f"{int((outcomes == name).sum())} {_WORDS[name]}" for name in wanted)
