"""How robust a choice is, as tables on a terminal and as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccu_sim.cli.console import Column, Format, print_rows, results, table_of

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from ccu_sim.reports.robust import Robust

TABLE = "robustness.csv"
MOST_SETTINGS = 6
"""With more settings of a sweep, their tables are in the file alone."""

_SHOWN_AMOUNTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the highest worth at which the terminal shows acceptability."""


def print_robustness(robust: Robust, how: Format) -> None:
    """Print satisficing, regret, failures and acceptability, unit by unit."""
    if how is Format.csv:
        print_rows(_records(robust.table), how)
        return
    if how is Format.json:
        print_rows(_nested(robust), how)
        return
    from rich.text import Text

    from ccu_sim.reports import robust_words as words

    console = results()
    settings = robust.findings.settings
    if settings > MOST_SETTINGS:
        console.print(Text(f"The table of each of the {settings} settings is in {TABLE}."))
        console.print()
    else:
        for (unit, setting), rows in robust.table.groupby(["unit", "setting"], sort=False):
            _print_one(console, robust, str(unit), int(setting), rows)
    console.print(Text("Where it fails", style="bold"))
    for failure in robust.failures:
        where = robust.findings.unit_labels[failure.unit]
        console.print(Text(f"{where}: {words.failure_sentence(robust, failure)}"))
    console.print()
    console.print(Text(_key(robust), style="dim"))
    console.print()


def _print_one(
    console: Console, robust: Robust, unit: str, setting: int, rows: pd.DataFrame
) -> None:
    """Print what holds of one unit, and in a sweep of one setting."""
    from rich.text import Text

    from ccu_sim.reports import robust_words as words

    console.print(Text(words.place(robust, unit, setting), style="bold"))
    console.print(Text(words.standing(robust, rows)))
    console.print(Text(words.frontier_sentence(robust, unit, setting)))
    console.print()
    console.print(table_of(_STANDING, [_standing_cells(robust, row) for row in _records(rows)]))
    console.print()
    console.print(_worth_table(robust, unit, setting))
    console.print()


def write_robustness(robust: Robust, folder: Path) -> list[Path]:
    """Write the three tables as CSV and the acceptability curves as a figure.

    Everything is worked out before anything is written.
    """
    from ccu_sim.batch.atomic_files import replace_text
    from ccu_sim.reports.figures.acceptability import plot_acceptability
    from ccu_sim.reports.picture_file import write_picture

    tables = {
        TABLE: robust.table,
        "failures.csv": robust.failure_table,
        "acceptability.csv": robust.curves,
    }
    texts = {name: table.to_csv(index=False) for name, table in tables.items()}
    figure = plot_acceptability(robust)
    for name, text in texts.items():
        replace_text(folder / name, text)
    return [
        *(folder / name for name in texts),
        write_picture(figure, folder / "acceptability.svg"),
    ]


_STANDING = (
    Column("strategy", "strategy"),
    Column("effect", "mean\neffect", right=True, whole=True),
    Column("satisficing", "reaches aim\nin % of sets", right=True, whole=True),
    Column("regret", "regret,\nmean", right=True, whole=True),
    Column("regret_95", "regret,\n95th %", right=True, whole=True),
    Column("probability_best", "best in\n% of sets", right=True, whole=True),
)


def _standing_cells(robust: Robust, row: dict[str, Any]) -> dict[str, str]:
    outcome = robust.outcome
    return {
        "strategy": robust.findings.label(row["strategy"]),
        "effect": outcome.difference(row["effect"]),
        "satisficing": f"{100 * row['satisficing']:.0f}",
        "regret": outcome.difference(row["regret"]).lstrip("+"),
        "regret_95": outcome.difference(row["regret_95"]).lstrip("+"),
        "probability_best": f"{100 * row['probability_best']:.0f}",
    }


def _worth_table(robust: Robust, unit: str, setting: int) -> Any:
    """Show how often each strategy is worth most, at a few amounts; those that ever are."""
    curves = robust.curves
    here = curves[(curves["unit"] == unit) & (curves["setting"] == setting)]
    amounts = [_nearest(here["worth"], share * robust.most_worth) for share in _SHOWN_AMOUNTS]
    wide = here.pivot(index="strategy", columns="worth", values="acceptable")[amounts]
    wide = wide.loc[[name for name in here["strategy"].unique() if wide.loc[name].max() > 0]]
    columns = [Column("strategy", "worth most in % of sets,\nif a kept worker is worth A$")]
    columns += [Column(f"{amount:.0f}", f"\n{amount:,.0f}", True, True) for amount in amounts]
    rows = [
        {"strategy": robust.findings.label(str(name))}
        | {f"{amount:.0f}": f"{100 * share:.0f}" for amount, share in row.items()}
        for name, row in wide.iterrows()
    ]
    return table_of(columns, rows)


def _nearest(worth: pd.Series, amount: float) -> float:
    return float(worth.iloc[(worth - amount).abs().argmin()])


def _nested(robust: Robust) -> list[dict[str, Any]]:
    """Give a row for each strategy, with its curve and, where it was asked about, its failures."""
    curves = robust.curves
    failures = robust.failure_table
    rows = []
    for row in _records(robust.table):
        mine = curves[(curves["unit"] == row["unit"]) & (curves["setting"] == row["setting"])]
        mine = mine[mine["strategy"] == row["strategy"]]
        asked = failures[
            (failures["unit"] == row["unit"]) & (failures["strategy"] == row["strategy"])
        ].drop(columns=["unit", "strategy"])
        told = _records(mine[["worth", "acceptable", "net_benefit"]])
        rows.append({**row, "acceptability": told, "failures": _records(asked)})
    return rows


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    plain = table.astype(object)
    return [
        {str(key): value for key, value in row.items()}
        for row in plain.where(plain.notna(), None).to_dict("records")
    ]


def _key(robust: Robust) -> str:
    from ccu_sim.reports.robust_words import aim_text

    outcome = robust.outcome
    unit = f" ({outcome.difference_unit})" if outcome.difference_unit else ""
    luck = (
        ""
        if robust.findings.replicates > 1
        else " Each set was run once, so luck counts here as if it were parameters."
    )
    return (
        f"{outcome.label}{unit}, over {robust.findings.sets} parameter sets. The aim is "
        f"{aim_text(robust)}. Regret is what choosing a strategy forgoes against the best of each "
        f"set.{luck}"
    )
