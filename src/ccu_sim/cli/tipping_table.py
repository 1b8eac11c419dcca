"""What could turn the choice, as a table on a terminal and as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccu_sim.cli.console import Column, Format, print_rows, results, table_of
from ccu_sim.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from ccu_sim.analysis.outcomes import Outcome
    from ccu_sim.analysis.tipping import Fact
    from ccu_sim.batch import Results
    from ccu_sim.reports.findings import Findings


@dataclass(frozen=True)
class Tipping:
    """The tipping table of a folder of runs, with what it takes to tell of it.

    Attributes
    ----------
    findings : Findings
    outcome : Outcome
    table : DataFrame
        Columns as in `ccu_sim.analysis.tipping.TIPPING_COLUMNS`.
    facts : dict of str to dict of str to Fact
        By unit and name.
    """

    findings: Findings
    outcome: Outcome
    table: pd.DataFrame
    facts: dict[str, dict[str, Fact]]

    @classmethod
    def of(cls, stored: Results, outcome_name: str | None) -> Tipping:
        """Work out the table of what is stored.

        Raises
        ------
        UserError
            If it is not of a tipping study, or too little of it is stored yet.
        """
        from ccu_sim.analysis.tipping import tipping, tried
        from ccu_sim.reports.findings import Findings
        from ccu_sim.reports.robust import outcome_of

        findings = Findings(stored)
        outcome = outcome_of(findings, outcome_name)
        found = tried(stored.study, findings.runs, outcome)
        if not found:
            raise UserError(
                f"Too little is stored in {stored.folder} to compare any two values of a fact; "
                "finish the batch."
            )
        facts: dict[str, dict[str, Fact]] = {}
        for one in found:
            facts.setdefault(one.unit, {})[one.fact.name] = one.fact
        return cls(findings, outcome, tipping(found), facts)


def print_tipping(found: Tipping, how: Format) -> None:
    """Print what could turn the choice, unit by unit, the nearest first."""
    if how is not Format.table:
        rows = found.table.astype(object).where(found.table.notna(), None).to_dict("records")
        print_rows(({str(key): value for key, value in row.items()} for row in rows), how)
        return
    from rich.text import Text

    from ccu_sim.reports import tipping_words as words

    console = results()
    for unit, rows in found.table.groupby("unit", sort=False):
        facts = found.facts[str(unit)]
        console.print(Text(found.findings.unit_titles[str(unit)], style="bold"))
        if words.same_everywhere(rows):
            console.print(Text("No strategy does better than as usual at any value tried."))
        else:
            console.print(Text(words.first_sentence(found.findings, rows, facts)))
        console.print()
        cells = [words.cells(found.findings, row, facts[row["fact"]]) for row in _records(rows)]
        console.print(table_of(_COLUMNS, cells))
        console.print()
        if words.any_filled_in(facts):
            console.print(Text(words.listed_filled_in(facts), style="dim"))
    console.print(Text(_key(found), style="dim"))
    console.print()


def write_tipping(found: Tipping, folder: Path) -> list[Path]:
    """Write the table as CSV and the figure, both worked out before anything is written."""
    from ccu_sim.batch.atomic_files import replace_text
    from ccu_sim.reports.figures.tipping import plot_tipping
    from ccu_sim.reports.picture_file import write_picture

    figure = plot_tipping(found.findings, found.table, found.facts)
    table = folder / "tipping.csv"
    replace_text(table, found.table.to_csv(index=False))
    return [table, write_picture(figure, folder / "tipping.svg")]


_COLUMNS = (
    Column("fact", "fact", whole=True),
    Column("value", "the\nunit's", right=True, whole=True),
    Column("tried", "tried", right=True, whole=True),
    Column("stands", "choice\nstands", right=True, whole=True),
    Column("turns", "turns\nat", right=True, whole=True),
    Column("to", "to"),
)


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def _key(found: Tipping) -> str:
    findings, outcome = found.findings, found.outcome
    sets = "one parameter set" if findings.sets == 1 else f"{findings.sets} parameter sets"
    doubt = (
        " With one parameter set nothing here is beyond Monte Carlo error."
        if findings.sets == 1
        else ""
    )
    return (
        f"{outcome.label}: the choice is the strategy with the largest mean gain over {sets} x "
        f"{findings.replicates} replicates, as usual included. One fact is changed at a time, "
        "under the same people and chance events; a turn lies on a straight line between values "
        f"tried. ?: another is ahead, but not beyond Monte Carlo error (95 %).{doubt}"
    )
