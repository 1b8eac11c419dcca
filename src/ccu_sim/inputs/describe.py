"""Explaining a scenario in plain words, for `ccu-sim show`."""

from dataclasses import dataclass
from functools import singledispatch

from ccu_sim.evidence import how_found
from ccu_sim.inputs.change import Change
from ccu_sim.inputs.conditions import CONDITIONS
from ccu_sim.inputs.cost_in_words import ROLE_WORDS, cost_in_words, hours_in_words
from ccu_sim.inputs.doses import baseline_doses, contract_terms, renewal_range
from ccu_sim.inputs.filled_in import filled_in
from ccu_sim.inputs.levers import LEVERS
from ccu_sim.inputs.roster import COVERED_ROLES, DAYS_A_WEEK
from ccu_sim.inputs.staff import SHIFTS, Contract, StaffGroup
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.strategy_evidence import BESIDE, NOTHING_PUBLISHED, beside, model_shows
from ccu_sim.inputs.study import Study
from ccu_sim.inputs.unit import Unit


@dataclass(frozen=True)
class Table:
    """A titled table of text."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """Return the table as aligned plain text."""
        columns = list(zip(self.headings, *self.rows, strict=True))
        widths = [max(map(len, column)) for column in columns]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (self.headings, *self.rows)
        ]
        return "\n".join([self.title, *lines])


@dataclass(frozen=True)
class Description:
    """A scenario in words: a title, paragraphs, tables, and cautions."""

    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    cautions: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return everything as plain text."""
        parts = [self.title, *self.paragraphs, *map(str, self.tables)]
        parts += [f"Note: {caution}" for caution in self.cautions]
        return "\n\n".join(parts)


@singledispatch
def describe(thing: object) -> Description:
    """Return a plain-words explanation of a unit, a strategy or a study.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> print(ccu.describe(ccu.load_strategy("sector-liaison")).title)
    sector-liaison: Liaison with the wider service and the community
    """
    raise TypeError(f"cannot describe a {type(thing).__name__}")


@describe.register
def _unit(unit: Unit) -> Description:
    day = f"{unit.opens:%A} {unit.opens.day} {unit.opens:%B %Y}"
    begins = (
        f"A new unit that opens on {day}"
        if unit.stage == "new"
        else (f"An established unit, simulated from {day}")
    )
    peers, clinicians = unit.heads("peer_worker"), unit.heads("clinician")
    people = (
        f"{begins}, with {_count(unit.beds, 'place')} and {unit.total_heads} people "
        f"({unit.fte:.1f} full-time equivalents): {_count(peers, 'peer worker')}, "
        f"{_count(clinicians, 'clinician')} and the team leader."
    )
    agency = "Agency staff fill" if unit.agency else "No agency staff are used for"
    cover = (
        f"{_count(unit.casual_pool.peer_worker, 'casual peer worker')} and "
        f"{_count(unit.casual_pool.clinician, 'casual clinician')} can be called in. "
        f"{agency} what nobody else can."
    )
    return Description(
        f"{unit.name}: {unit.title}",
        (people, cover, f"Source: {unit.source}"),
        (
            _people(unit),
            _roster(unit),
            _hours(unit),
            Table("What an hour costs in a strategy", ("of", "A$"), hours_in_words(unit)),
            _conditions(unit),
            _practices(unit),
            *_filled_in(unit),
        ),
        unit.cautions(),
    )


def _people(unit: Unit) -> Table:
    rows = tuple(
        (
            ROLE_WORDS[group.role],
            group.discipline or "",
            str(group.heads),
            f"{group.fte:g}",
            _contract(contract_terms(unit, group), renewal_range(unit, group)),
            f"A${group.pay:,}",
            _pattern(group),
        )
        for group in unit.staff
    )
    headings = ("role", "discipline", "people", "FTE", "contract", "pay a year", "shifts")
    return Table("People and contracts", headings, rows)


def _contract(terms: Contract, renewal: tuple[float, float]) -> str:
    if terms.kind == "permanent":
        return "permanent"
    low, high = (_percent(chance) for chance in renewal)
    chance = low
    if low != high:
        chance = f"{_percent(terms.renewal or 0.0)} ({low[:-2]} to {high} over possible worlds)"
    return (
        f"{_count(terms.months or 0, 'month')}, then {chance} chance of a "
        f"{terms.renewed_as} one, told {_count(terms.decided_months_before or 0, 'month')} before"
    )


def _pattern(group: StaffGroup) -> str:
    days = "all days" if group.days == "all" else "weekdays"
    return f"{', '.join(group.shifts)}; {days}"


def _roster(unit: Unit) -> Table:
    rows = []
    for day_kind in DAYS_A_WEEK:
        for shift in SHIFTS:
            covers = [unit.roster[day_kind][shift][role] for role in COVERED_ROLES]
            cells = [f"{cover.planned} ({cover.minimum})" for cover in covers]
            rows.append((f"{day_kind} {shift}", *cells))
    headings = ("shift", *(ROLE_WORDS[role] for role in COVERED_ROLES))
    return Table("Roster: planned (minimum) on each shift", headings, tuple(rows))


def _hours(unit: Unit) -> Table:
    rows = tuple(
        (
            ROLE_WORDS[role],
            f"{unit.weekly_supply(role):.0f}",
            str(unit.roster.weekly_shifts(role)),
            str(unit.roster.weekly_shifts(role, "minimum")),
        )
        for role in COVERED_ROLES
    )
    headings = ("role", "supplied once leave is taken", "planned", "minimum")
    return Table("Shifts a week", headings, rows)


def _conditions(unit: Unit) -> Table:
    rows = tuple(
        (
            condition.title,
            f"{unit.conditions[condition.name]:g}",
            condition.nearest_anchor(unit.conditions[condition.name]),
        )
        for condition in CONDITIONS
    )
    return Table("Conditions", ("condition", "level", "what one would see (nearest anchor)"), rows)


def _practices(unit: Unit) -> Table:
    rows = tuple(
        (lever.name, f"{dose:g}", lever.unit)
        for lever, dose in zip(LEVERS, baseline_doses(unit).tolist(), strict=True)
        if dose
    )
    return Table("As usual (from the conditions and the unit's practices)", _DOSE, rows)


def _filled_in(unit: Unit) -> tuple[Table, ...]:
    rows = tuple(
        (
            one.key,
            f"{one.value:.3g}",
            f"{one.unit}, {ROLE_WORDS[one.whose]}" if one.whose else one.unit,
            f"{one.condition} ({unit.conditions[one.condition]:g})",
        )
        for one in filled_in(unit)
    )
    headings = ("fact", "value", "unit", "filled in from")
    return (Table("What the file leaves open", headings, rows),) if rows else ()


_DOSE = ("lever", "dose", "unit")


@describe.register
def _strategy(strategy: Strategy) -> Description:
    paragraphs = []
    if strategy.theme:
        subtheme = f", {strategy.subtheme}" if strategy.subtheme else ""
        paragraphs.append(f"The review's theme: {strategy.theme}{subtheme}.")
    if strategy.table_1:
        rows = "; ".join(strategy.table_1)
        paragraphs.append(f"Facilitators and barriers it acts on (Table 1): {rows}.")
    if not strategy.changes:
        paragraphs.append("Nothing changes: the unit as its file describes it.")
    paragraphs.append(cost_in_words(strategy.cost))
    if strategy.source:
        paragraphs.append(f"Source: {strategy.source}")
    tables = []
    if strategy.changes:
        headings = ("lever", "dose", "unit", "when", "reach")
        rows_ = tuple(_change(change) for change in strategy.changes)
        tables.append(Table("What changes", headings, rows_))
    if strategy.specification:
        stated = strategy.specification.model_dump()
        rows_ = tuple((name, words) for name, words in stated.items())
        tables.append(Table("Specification", ("element", "in words"), rows_))
    if strategy.evidence:
        rows_ = beside(strategy.name, strategy.evidence)
        tables.append(Table("What is published, and what the model shows", BESIDE, rows_))
    elif strategy.changes:
        paragraphs.append(f"Evidence: {NOTHING_PUBLISHED} with a size.")
    if shown := model_shows(strategy.name):
        tables.append(Table("What the model shows", ("measure", "effect (interval)"), shown))
        paragraphs.append(f"Its effects in the model are from {how_found()}.")
    return Description(f"{strategy.name}: {strategy.title}", tuple(paragraphs), tuple(tables))


def _change(change: Change) -> tuple[str, ...]:
    lever = change.moved
    when = f"from month {change.from_month}"
    if change.ramp_months:
        when += f", in full from month {change.from_month + change.ramp_months}"
    if change.until_month is not None:
        when += f", until month {change.until_month}"
    reach = f"{_percent(change.coverage)} of {lever.target}" if lever.reaches_people else "-"
    sign = "+" if lever.combine == "add" else "to "
    return (lever.name, f"{sign}{change.dose:g}", lever.unit, when, reach)


@describe.register
def _study(study: Study) -> Description:
    sets = max(1, study.parameter_sets)
    factors = [
        _count(len(study.units), "unit"),
        _count(len(study.strategies), "policy", "policies"),
        "the central parameter set" if study.central else _count(sets, "parameter set"),
        _count(study.replicates, "replicate"),
    ]
    tables = [
        Table(
            "Units",
            ("unit", "title"),
            tuple((unit.name, unit.title) for unit in study.unit_objects),
        ),
        Table(
            "Policies",
            ("policy", "strategies"),
            tuple((arm.name, " + ".join(arm.strategies) or "none") for arm in study.arms),
        ),
    ]
    if study.parameters:
        rows = tuple((name, f"{value:g}") for name, value in study.parameters.items())
        tables.append(Table("Set in every run", ("what", "value"), rows))
    if study.sweep is not None:
        factors.append(_count(study.sweep.size, "setting"))
        rows = tuple(
            (
                axis.vary,
                ", ".join(f"{value:g}" for value in axis.values)
                if axis.values is not None
                else f"{axis.low:g} to {axis.high:g}",
            )
            for axis in study.sweep.axes
        )
        tables.append(Table(f"Sweep ({study.sweep.design})", ("varies", "values"), rows))
    size = (
        f"{' x '.join(factors)} = {_count(study.size, 'run')} of "
        f"{_count(study.months, 'month')}, seed {study.seed}."
    )
    question = (study.question,) if study.question else ()
    own: tuple[str, ...] = ()
    if study.model is not None:
        own = (
            f"It runs on a model of one's own, {study.model.label}, on the Mesa engine: the same "
            "rules where the class does not change them, and many times as long.",
        )
    return Description(study.name, (*question, size, *own), tuple(tables))


def _count(number: float, one: str, many: str | None = None) -> str:
    return f"{number:,.10g} {one if number == 1 else many or one + 's'}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
