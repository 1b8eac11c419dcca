"""How robust a choice is, in sentences."""

from __future__ import annotations

import pandas as pd

from ccu_sim.analysis.landmark import duration
from ccu_sim.analysis.worth import frontier
from ccu_sim.inputs import AS_USUAL
from ccu_sim.reports.phrases import listed, upper
from ccu_sim.reports.robust import Failure, Robust, limits_text
from ccu_sim.reports.tables import dollars


def place(robust: Robust, unit: str, setting: int) -> str:
    """Name a unit, and in a sweep the setting."""
    label = robust.findings.unit_labels[unit]
    settings = robust.findings.results.study.settings()
    if len(settings) < 2:
        return label
    told = ", ".join(
        f"{name.replace('_', ' ')} {value:g}" for name, value in settings[setting].items()
    )
    return f"{label}, {told}"


def aim_text(robust: Robust) -> str:
    """Say what counts as good."""
    mark = robust.findings.mark.words
    if robust.at_least is None:
        return f"at least one more of the {robust.findings.stage.team} still in post {mark}"
    outcome = robust.outcome
    better = "more" if outcome.better > 0 else "less"
    unit = f" {outcome.difference_unit}" if outcome.difference_unit else ""
    label = outcome.label[:1].lower() + outcome.label[1:]
    return f"at least {robust.at_least:g}{unit} {better} of: {label}"


def standing(robust: Robust, rows: pd.DataFrame) -> str:
    """Say of one unit and setting which strategy is ahead, by each of the three measures."""
    findings, outcome = robust.findings, robust.outcome
    first = rows.iloc[0]
    if (rows["effect"] == 0).all() and (rows["regret_most"] == 0).all():
        return "No strategy makes any difference in any parameter set, so none is to be preferred."
    name = str(first["strategy"])
    if name == AS_USUAL:
        begun = "No strategy does better than as usual on average"
    else:
        count = round(float(first["satisficing"]) * int(first["sets"]))
        begun = (
            f"{upper(findings.inline(name))} has the largest mean effect "
            f"({outcome.difference(first['effect'])}) and reaches the aim in {count} of "
            f"{int(first['sets'])} parameter sets"
        )
    others = []
    for column, best, words in (
        ("satisficing", rows["satisficing"].max(), "reaches it most often"),
        ("regret_95", rows["regret_95"].min(), "has the least regret in all but the worst sets"),
    ):
        if first[column] != best:
            other = str(rows.loc[rows[column] == best, "strategy"].iloc[0])
            others.append(f"{findings.inline(other)} {words}")
    rest = (
        f"; {listed(others)}." if others else "; no other reaches it more often or has less regret."
    )
    return begun + ("." if name == AS_USUAL and not others else rest)


def failure_sentence(robust: Robust, failure: Failure) -> str:
    """Say in how many sets a strategy fails, and where these gather."""
    what = {
        "short": "falls short of the aim",
        "beaten": "is beaten by another strategy, by the aim or more,",
    }[failure.kind]
    name = upper(robust.findings.inline(failure.strategy))
    swept = len(robust.findings.results.study.settings()) > 1
    of = "parameter sets and settings" if swept else "parameter sets"
    how_many = {0: "none", failure.cases: "all"}.get(failure.failing, str(failure.failing))
    begun = f"{name} {what} in {how_many} of {failure.cases} {of}"
    region = failure.region
    if region is None:
        clear = failure.failing in (0, failure.cases)
        return f"{begun}." if clear else f"{begun}: {failure.why_not.rstrip('.')}."
    return (
        f"{begun}, mostly where {limits_text(region)}: {region.failing_inside} of the "
        f"{region.inside} there. Checked on cases that had no part in finding such a region, "
        f"{region.held_failing_inside} of {region.held_inside} inside it fail, and "
        f"{region.held_failing_outside} of {region.held_outside} outside."
    )


def frontier_sentence(robust: Robust, unit: str, setting: int) -> str:
    """Say which strategy is worth most on average, by what a kept worker is worth."""
    found = [one for one in robust.balances if (one.unit, one.setting) == (unit, setting)]
    if not found:
        return ""
    steps = frontier(found[0], robust.most_worth)
    findings = robust.findings
    (_, first), *rest = steps
    over = duration(findings.mark.months)
    told = f"{upper(findings.inline(first))} is worth most on average"
    if not rest:
        most = dollars(robust.most_worth)
        return f"{told} whatever keeping a worker for {over} is worth, up to A${most}."
    later = ", ".join(f"from A${dollars(worth)} {findings.inline(name)}" for worth, name in rest)
    return f"{told} if keeping a worker for {over} is worth little; {later}."
