"""What strategies change, as a table on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ccu_sim.cli.console import Column, Format, print_rows, results, table_of

if TYPE_CHECKING:
    import pandas as pd

    from ccu_sim.analysis.outcomes import Outcome
    from ccu_sim.api import Comparison
    from ccu_sim.reports.findings import Findings


def print_effects(found: Comparison, how: Format) -> None:
    """Print effects on staying and cohesion against as usual, with intervals, unit by unit."""
    if how is not Format.table:
        rows = found.table.to_dict("records")
        print_rows(_with_dependence(found, rows) if how is Format.json else rows, how)
        return
    from rich.text import Text

    from ccu_sim.reports.dependence import dependence_sentence
    from ccu_sim.reports.effects_table import effects_table
    from ccu_sim.reports.findings import MOST_SHOWN
    from ccu_sim.reports.summary import in_short

    findings = found.findings
    console = results()
    shown = findings.shown(MOST_SHOWN)
    for part in shown:
        for short in in_short(part):
            console.print(Text(short.heading, style="bold"))
            console.print(Text(" ".join([*short.people, *short.more])))
            console.print()
    for part in shown:
        for unit, rows in effects_table(part).groupby("unit", sort=False):
            title = findings.unit_titles[str(unit)]
            console.print(Text(f"{title}: {part.where}" if part.where else title, style="bold"))
            console.print(Text(_as_usual(part, rows.iloc[0])))
            console.print()
            if len(rows) > 1:
                cells = [_cells(part, row) for _, row in rows.iloc[1:].iterrows()]
                console.print(table_of(_columns(part), cells))
                console.print()
                if part.where and not rows["cost_effect"].isna().all():
                    console.print(Text(_costs(part, rows.iloc[1:])))
                    console.print()
                console.print(Text(dependence_sentence(part, str(unit))))
                console.print()
    if findings.settings > len(shown):
        console.print(
            Text(
                f"These are {len(shown)} of {findings.settings} settings; --format csv has them "
                "all, each with effects of its own."
            )
        )
        console.print()
    if findings.strategies:
        console.print(Text(_key(findings), style="dim"))
        console.print()


def _with_dependence(found: Comparison, rows: list[Any]) -> list[Any]:
    """Add to each row, by column of the table, how far the effect leans on unchecked numbers."""
    shorts = {outcome: short for short, outcome in found.findings.headline.items()}
    dependences: dict[tuple[str, str, int], dict[str, Any]] = {}
    table = found.dependence.astype(object)
    for one in table.where(table.notna(), None).to_dict("records"):
        told = {name: one[name] for name in ("drivers", "assumed", "unchecked", "share")}
        told["parameters"] = one["parameters"].split(", ") if one["parameters"] else []
        where = (one["unit"], one["strategy"], one["setting"])
        dependences.setdefault(where, {})[shorts[one["outcome"]]] = told
    return [
        row
        | {"dependence": dependences.get((row["unit"], row["strategy"], row.get("setting", 0)), {})}
        for row in rows
    ]


def _columns(findings: Findings) -> list[Column]:
    columns = [
        Column("strategy", "against as usual"),
        Column("peers", "peers kept,\n% points", right=True, whole=True),
        Column("clinicians", "clin. kept,\n% points", right=True, whole=True),
        Column("cohesion", "cohesion\n(1-5)", right=True, whole=True),
    ]
    columns += [
        Column(name, name.replace("_", "\n"), right=True, whole=True) for name in findings.own
    ]
    if findings.sets > 1:
        columns.append(Column("helps", "keeps more\nin % of sets", right=True, whole=True))
    return columns


def _as_usual(findings: Findings, usual: pd.Series) -> str:
    from ccu_sim.analysis.outcomes import OUTCOMES

    last = findings.mark
    shares = [
        f"{OUTCOMES[last.column(group)].text(usual[f'{short}_{last.months}'])} of the {who}"
        for short, group, who in (
            ("peers", "peer", "peer workers"),
            ("clinicians", "clinician", "clinicians"),
        )
        if usual[f"{short}_{last.months}"] == usual[f"{short}_{last.months}"]
    ]
    return (
        f"As usual: {' and '.join(shares)} still in post {last.words}; cohesion "
        f"{OUTCOMES['cohesion'].text(usual['cohesion'])}."
    )


def _cells(findings: Findings, row: pd.Series) -> dict[str, str]:
    last = findings.mark
    shown = {
        "peers": (f"peers_{last.months}", last.column("peer")),
        "clinicians": (f"clinicians_{last.months}", last.column("clinician")),
        "cohesion": ("cohesion", "cohesion"),
        **{name: (name, name) for name in findings.own},
    }
    return {
        "strategy": findings.label(row["strategy"]),
        **{
            key: _effect(row, short, findings.outcome(name)) for key, (short, name) in shown.items()
        },
        "helps": "" if row["helps"] != row["helps"] else f"{100 * row['helps']:.0f}",
    }


def _effect(row: pd.Series, short: str, outcome: Outcome) -> str:
    """Give an effect and half its Monte Carlo interval, which lies evenly around it."""
    effect = row[f"{short}_effect"]
    half = (row[f"{short}_high"] - row[f"{short}_low"]) / 2
    if effect == half == 0:
        return "no change"
    told = outcome.difference(effect)
    return told if half != half else f"{told} ± {outcome.shown(half):.{outcome.decimals}f}"


def _costs(findings: Findings, rows: pd.DataFrame) -> str:
    """Say what each strategy costs in a setting of its own."""
    outcome = findings.outcome(findings.headline["cost"])
    said = [
        f"{findings.inline(row['strategy'])} {_effect(row, 'cost', outcome)}"
        for _, row in rows.iterrows()
        if row["cost_effect"] == row["cost_effect"]
    ]
    return f"Cost against as usual, {outcome.unit}: {'; '.join(said)}."


def _key(findings: Findings) -> str:
    from ccu_sim.reports.phrases import upper
    from ccu_sim.reports.summary import unfinished

    several = findings.sets > 1
    sets = f"{findings.sets} parameter sets" if several else "the central parameter set"
    if unfinished(findings.results):
        sets = f"up to {sets}"
    halves = " A set that shows no difference counts half." if several else ""
    return (
        f"{upper(findings.stage.team)} still in post {findings.mark.words}, and cohesion over the "
        f"last year: mean differences over {sets} x {findings.replicates} replicates, with the "
        f"Monte Carlo interval (95 %), which says how well these runs found the mean.{halves} How "
        "far it depends on what is not known, and what one unit may see by luck, is in the report."
    )
