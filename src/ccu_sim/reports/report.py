"""The report: one HTML file that needs nothing else, on screen or on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccu_sim.analysis.landmark import duration
from ccu_sim.batch.atomic_files import replace_text
from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY, read_ensemble
from ccu_sim.inputs.variables import in_words
from ccu_sim.reports import pictures, summary, tables
from ccu_sim.reports.cost_table import cost_tables
from ccu_sim.reports.dependence import dependence_sentence
from ccu_sim.reports.findings import MOST_SHOWN, Findings
from ccu_sim.reports.first.compared import first_page
from ccu_sim.reports.first.page import rendered
from ccu_sim.reports.leaving import leaving_tables
from ccu_sim.reports.names import inside
from ccu_sim.reports.parting import parting_sentences
from ccu_sim.reports.phrases import listed, number, upper
from ccu_sim.reports.pictures import MOST_PICTURED
from ccu_sim.reports.precision_words import precision_note
from ccu_sim.reports.provenance import evidence_in_numbers, provenance

if TYPE_CHECKING:
    from ccu_sim.batch import Results

MOST_FIRST = 3
"""Settings of a sweep that have a first page; all are told of below it."""


def write_report(
    results: Results | Findings,
    path: str | Path,
    *,
    command: str | None = None,
    explorer: str | None = None,
    one_page: bool = False,
) -> Path:
    """Write the report of a study.

    Parameters
    ----------
    results : Results or Findings
        What `ccu_sim.open_results` gives.
    path : str or Path
        The HTML file; written whole or not at all.
    command : str, optional
        The command that made it, told under provenance.
    explorer : str, optional
        Name of the explorer's page of the study beside it, which is then linked to.
    one_page : bool
        Write the first page of each unit alone, to print and hand out.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UserError
        If the file cannot be written.
    """
    findings = results if isinstance(results, Findings) else Findings(results)
    target = Path(path)
    if not target.parent.is_dir():
        raise UserError(f"Cannot write the report to {target}: there is no such folder.")
    page = render(findings, command, explorer, one_page=one_page)
    try:
        replace_text(target, page)
    except OSError as error:
        raise UserError(f"Cannot write the report to {target}: {error.strerror}.") from error
    return target


def render(
    findings: Findings,
    command: str | None = None,
    explorer: str | None = None,
    *,
    one_page: bool = False,
) -> str:
    """Give the report as HTML text, the same every time for the same results.

    Parameters
    ----------
    findings : Findings
    command, explorer : str, optional
        As in `write_report`.
    one_page : bool
        Give the first page of each unit alone, to print and hand out.
    """
    parts = findings.shown(MOST_FIRST)
    firsts = [first_page(part, unit) for part in parts for unit in part.units]
    study = findings.results.study
    content = {"title": f"{study.name}: report", "study": study, "firsts": firsts}
    content["heading"] = _heading(findings)
    content |= {"one_page": one_page, "explorer": explorer}
    if not one_page:
        content |= _content(findings, command)
    return rendered("report.html.j2", content)


def _heading(findings: Findings) -> str:
    """Head a report that has more than one first page."""
    if len(findings.units) == 1:
        return f"{findings.unit_titles[findings.units[0]]}, in several settings"
    return f"{upper(number(len(findings.units)))} units: what to do first in each"


def _content(findings: Findings, command: str | None) -> dict[str, Any]:
    compared = bool(findings.strategies)
    parts = findings.shown(MOST_SHOWN)
    content = {
        "in_short": _of_all(parts, summary.in_short),
        "scope": _scope(findings),
        "settings": tables.setting_table(findings),
        "settings_note": _settings_note(findings),
        "units": tables.unit_rows(findings),
        "strategies": tables.strategy_rows(findings),
        "table_note": _table_note(findings),
        "effects": _of_all(parts, tables.effect_tables),
        "pictures": pictures.who_stays(findings),
        "shows": [
            said
            for part in parts
            for unit in part.units
            if (said := summary.when_it_shows(part, unit))
        ]
        if compared
        else [],
        "leaving": _of_all(parts, leaving_tables),
        "reasons": _of_all(parts, tables.reason_tables),
        "not_given": summary.not_given(findings),
        "sets_note": _sets_note(findings),
        "evidence_note": _evidence_note(),
        "provenance": provenance(findings, command),
    }
    if compared:
        content |= {
            "cost_note": _cost_note(findings),
            "cost_pictures": pictures.money(findings),
            "costs": _of_all(parts, cost_tables),
            "driver_notes": _of_all(parts, tables.driver_notes),
            "drivers": _of_all(parts, tables.driver_rows),
            "partings": [
                said
                for part in parts
                for unit in part.units
                for said in parting_sentences(part, unit)
            ],
            "dependences": [
                dependence_sentence(part, unit) for part in parts for unit in part.units
            ],
            "rankings": _of_all(parts, tables.ranking_tables),
            "outcomes": _of_all(parts, tables.outcome_tables),
        }
    return content


def _of_all(parts: Sequence[Findings], ask: Callable[[Findings], list[Any]]) -> list[Any]:
    """Ask the same of every setting, and give what each answers after the other, each once."""
    answers: list[Any] = []
    for answer in (one for part in parts for one in ask(part)):
        if answer not in answers:
            answers.append(answer)
    return answers


def _scope(findings: Findings) -> str:
    count = len(findings.strategies)
    ways = "one strategy" if count == 1 else f"{count} strategies" if count else "no strategy"
    sets = "one possible world" if findings.sets == 1 else f"{findings.sets} possible worlds"
    times = "once" if findings.replicates == 1 else f"{findings.replicates} times"
    units = "one unit" if len(findings.units) == 1 else f"{len(findings.units)} units"
    each = (
        f"So far ways were tried in up to {sets}, up to {times} each,"
        if summary.unfinished(findings.results)
        else f"Every way was tried in {sets}, {times} each,"
    )
    return (
        f"Running {units} as usual, and with {ways}, over {duration(findings.horizon)}: "
        f"{len(findings.runs):,} simulated runs. {each} "
        "and each run with a strategy is compared with the run as usual that had the same people, "
        f"the same world and the same chance events.{_own_model(findings)}"
    )


def _settings_note(findings: Findings) -> str:
    """Say what is set, what varies, and that no two settings are taken together."""
    said = []
    if findings.everywhere:
        what = listed([f"{in_words(name)} at {at:g}" for name, at in findings.everywhere.items()])
        said.append(f"Set in every run, as usual included: {what}.")
    if any(name in REGISTRY for name in (*findings.everywhere, *findings.values)):
        said.append(
            "With a parameter set so, runs as usual need not meet the targets that the parameter "
            "sets were accepted by."
        )
    if findings.settings > 1:
        said.append(
            f"The study varies {listed([in_words(str(name)) for name in findings.values])}: "
            f"{findings.settings} settings, each a comparison by itself with levels, effects and "
            "costs of its own, under the same people, worlds and chance events. Nothing "
            "is taken together over settings."
        )
        if findings.settings > MOST_SHOWN:
            said.append(
                f"This report tells of {MOST_SHOWN} of them, from the first to the last; the "
                "table as CSV or JSON has them all."
            )
        if findings.settings > MOST_PICTURED:
            said.append(f"Pictures of single settings are of {MOST_PICTURED}.")
    return " ".join(said)


def _own_model(findings: Findings) -> str:
    """Say that the runs are of a model of the study's own, if they are."""
    model = findings.results.study.model
    if model is None:
        return ""
    return (
        f" The runs are of a model of the study's own, {model.label}: what is said below of the "
        "model's evidence and of how it was tested holds for the model that ships."
    )


def _table_note(findings: Findings) -> str:
    note = (
        "Under each level: the mean difference from as usual, and its Monte Carlo interval (95 %). "
        "Shares still here differ by percentage points. “Keeps more staff in” is the share of "
        f"possible worlds in which more staff are here {findings.mark.words}; one "
        "that shows no difference counts half. "
        if findings.strategies
        else ""
    )
    note += "".join(f"{one.label}: {inside(one.plain)} " for one in findings.own.values())
    return f"{note}{precision_note(findings)}" + (
        "Staying at a month is read before what happens on that very day, so a 24-month contract "
        "that ends unrenewed counts as still here after two years. No measured turnover of peer "
        "workers in such units exists, so the level as usual is set by published figures of other "
        "services."
    )


def _cost_note(findings: Findings) -> str:
    return (
        f"Costs over {duration(findings.mark.months)}, against as usual: of the strategy, of "
        "replacing those who leave for any reason, and of overtime, casual and agency cover. A "
        "worker is kept if one more of the staff of the first day is still in post at the end."
    )


def _sets_note(findings: Findings) -> str:
    if findings.results.study.central:
        return (
            "Only one possible world was run, the central parameter set: one guess within wide "
            "ranges. What other values that the evidence allows would give is not shown here."
        )
    open_still = (
        "What the targets cannot identify, such as how fast trust is built and lost, leans on "
        f"assumed ranges all the same.{_drawn_note(findings)}"
    )
    if unaccepted := findings.results.manifest.unaccepted:
        return (
            "Possible worlds are parameter sets, drawn from the ranges that the evidence allows. "
            f"{unaccepted} {open_still}"
        )
    first = read_ensemble().about["waves"][0]
    return (
        "Possible worlds are the parameter sets that were accepted: draws from the ranges that "
        "the evidence allows whose runs as usual at both sites of the founding paper meet the "
        "published targets for resigning and promotion, cohesion, absence, exhaustion and stays "
        f"({first['accepted']} of the first {first['candidates']:,} draws did). {open_still}"
    )


def _drawn_note(findings: Findings) -> str:
    if findings.selection is None:
        return f" {summary.own_year(findings)}".rstrip()
    return (
        f" The {findings.sets} of this study were drawn from it by the unit's own last year, "
        f"{findings.different_sets} different ones among them. {summary.own_year(findings)}"
    )


def _evidence_note() -> str:
    counts = evidence_in_numbers()
    return (
        f"Of the {sum(counts.values())} numbers about people in the model, {counts['reported']} "
        f"are reported in a source, {counts['derived']} are derived from one, and "
        f"{counts['assumed']} are assumed."
    )
