"""The first page of a comparison: what to do first, next and not, of what was run at a unit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from weakref import WeakKeyDictionary

import pandas as pd

from ccu_sim.analysis.landmark import duration
from ccu_sim.analysis.planning import Sequence, month_seen, run_table, sequence_of
from ccu_sim.inputs import AS_USUAL, Policy, Strategy
from ccu_sim.reports import summary
from ccu_sim.reports.findings import Findings
from ccu_sim.reports.first import words
from ccu_sim.reports.first.answer import Answer
from ccu_sim.reports.first.change import find_out_first, what_would_change
from ccu_sim.reports.first.page import FirstPage, picture
from ccu_sim.reports.first.people_here import plot_people_here
from ccu_sim.reports.first.words import Step, dollars
from ccu_sim.reports.names import inside, short_name
from ccu_sim.reports.phrases import count, listed, listed_apart, upper

_MOST_NAMED = 6
_MOST_OTHERS = 3


_MADE: WeakKeyDictionary[Findings, dict[str, FirstPage]] = WeakKeyDictionary()
"""Pages by unit, kept as long as what they tell: the report and the page to hand out share one."""


def first_page(findings: Findings, unit: str) -> FirstPage:
    """Give the first page of a comparison at a unit, made once.

    Parameters
    ----------
    findings : Findings
        Of one setting.
    unit : str
        Its name.
    """
    made = _MADE.setdefault(findings, {})
    if unit not in made:
        made[unit] = _page(findings, unit)
    return made[unit]


def _page(findings: Findings, unit: str) -> FirstPage:
    told = _Told(findings, unit)
    answer = told.answer
    steps = told.steps
    own_year = summary.own_year(findings)
    where = f" ({findings.where})" if findings.where else ""
    return FirstPage(
        title=f"{findings.unit_titles[unit]}{where}",
        question=told.question(),
        sentence=told.sentence(),
        unfinished=summary.unfinished(findings.results),
        own_year=[own_year] if own_year else [],
        missed=findings.selection is not None and not findings.selection["matches"],
        steps=steps,
        not_now=told.not_now(),
        not_now_title="What keeps fewer, or was not seen to keep more",
        picture=picture(partial(plot_people_here, answer), words.people_caption(answer)),
        left=words.how_people_left(answer),
        left_caption=words.left_caption(answer),
        money=words.money_lines(answer),
        not_priced=told.not_priced(),
        sure=told.how_sure(),
        change=what_would_change(answer),
        find_out=find_out_first(answer) if findings.strategies else [],
    )


@dataclass(frozen=True)
class _Told:
    """What is told of a comparison at a unit.

    Parameters
    ----------
    findings : Findings
    unit : str
    """

    findings: Findings
    unit: str

    @cached_property
    def sequence(self) -> Sequence:
        """What to do first, next and not."""
        parts = {name: self._parts(name) for name in self.findings.strategies}
        return sequence_of(self.answer_runs, parts)

    @cached_property
    def answer_runs(self) -> pd.DataFrame:
        """Workers, cohesion and money of each run at the unit."""
        table = run_table(self.findings.results)
        return table[table["unit"] == self.unit].reset_index(drop=True)

    @cached_property
    def answer(self) -> Answer:
        """What the page answers."""
        findings = self.findings
        [unit] = [one for one in findings.results.study.unit_objects if one.name == self.unit]
        names = [str(step["package"]) for step in self.sequence.steps]
        parts = [self._added(step) for step in self.sequence.steps]
        legend = [f"{'and' if place else 'with'} {part}" for place, part in enumerate(parts)]
        return Answer(
            unit=unit,
            results=findings.results,
            runs=self.answer_runs,
            months=findings.horizon,
            mark=findings.mark.months,
            sets=findings.sets,
            steps=dict(zip(names, legend, strict=True)),
            best=names[0] if names else AS_USUAL,
            parts=tuple(parts[:1]),
            whole=self.sequence.steps[0] if names else None,
        )

    def question(self) -> str:
        """Say what was asked."""
        over = f"over {duration(self.findings.mark.months)}"
        if not self.findings.strategies:
            return f"As usual {over}"
        ways = count(len(self.findings.strategies), "way")
        return f"What to do first to keep staff {over}: {ways} of doing so beside as usual"

    def sentence(self) -> str:
        """Say in one sentence what is best."""
        if not self.findings.strategies:
            nothing = "No strategy was run beside as usual"
        elif len(self.sequence.fewer) == len(self.findings.strategies):
            nothing = "Nothing that was compared keeps as many staff as going on as usual"
        else:
            nothing = "Nothing that was compared was seen to keep more staff than as usual"
        return words.one_sentence(self.answer, nothing)

    @cached_property
    def steps(self) -> list[Step]:
        """What each step is, keeps and costs; where there is one, then the next by itself."""
        told = [self._step(step, place) for place, step in enumerate(self.sequence.steps)]
        if len(told) == 1 and len(self.sequence.others):
            other = self.sequence.others.iloc[0]
            alone = self._step(pd.concat([other, pd.Series({"before": AS_USUAL})]), 1, alone=True)
            told.append(alone)
        return told

    def not_priced(self) -> list[tuple[str, str]]:
        """Say what the prices of the steps leave out."""
        return [(step.title, step.not_priced) for step in self.steps if step.not_priced]

    def _step(self, row: pd.Series, place: int, *, alone: bool = False) -> Step:
        strategies = self._strategies_added(row)
        name, before = str(row["package"]), str(row["before"])
        beyond = " by itself" if alone else " on top of that" if place else ""
        month = month_seen(self.findings.results, self.unit, name, before)
        stated = [one.specification for one in strategies if one.specification]
        what = " ".join(f"{said.action} {said.dose}" for said in stated)
        together = " What it adds to the first was not run."
        return Step(
            place=("First", "Next")[place],
            title=self._title(row, strategies),
            what=f"{what}{together}".strip() if alone else what,
            keeps=upper(f"{words.keeps(row)}{beyond}{words.team_holds(self.answer, row)}."),
            costs=words.costs(row, "without it" if before != AS_USUAL else "as usual"),
            sure=words.sure_of(row, self.findings.sets),
            shows=words.shows(month),
            not_priced=" ".join(one.cost.not_priced or "" for one in strategies).strip(),
        )

    def _title(self, row: pd.Series, strategies: list[Strategy]) -> str:
        return strategies[0].title if len(strategies) == 1 else upper(self._added(row))

    def not_now(self) -> list[str]:
        """Say what is not seen to keep more staff, and what keeps fewer than the first."""
        found, said = self.sequence, []
        if found.unseen is not None:
            added = self._added(found.unseen)
            said.append(f"Adding {added} to it was not seen to keep more.")
        others = found.others.iloc[0 if len(found.steps) > 1 else 1 :]
        if len(others):
            said.append(f"Each keeps more staff by itself, but fewer: {self._each(others)}.")
        if len(found.sharing):
            some = "Holds" if len(found.sharing) == 1 else "Each holds"
            said.append(
                f"{some} a strategy of the steps beside others, and keeps more staff than as "
                f"usual, but fewer than what keeps most: {self._each(found.sharing)}."
            )
        if len(found.unclear):
            said.append(
                f"Not seen to keep more staff: {self._named(found.unclear)}. Some may be worth "
                "doing for other reasons."
            )
        if len(found.fewer):
            keeps = "Keeps" if len(found.fewer) == 1 else "Keep"
            said.append(f"{keeps} fewer staff than as usual: {self._named(found.fewer)}.")
        return said

    def _each(self, table: pd.DataFrame) -> str:
        """Say of each of what keeps more staff how many, and what it costs on the whole."""
        each = [
            f"{self.findings.inline(str(row['package']))} ({row['workers']:.1f} more, "
            f"{net_in_words(row)})"
            for row in table.head(_MOST_OTHERS).to_dict("records")
        ]
        more = len(table) - len(each)
        return "; ".join(each) + (f"; and {count(more, 'other')}" if more else "")

    def how_sure(self) -> list[str]:
        """Say in how many possible worlds it holds, what luck does, and whether it leads."""
        findings = self.findings
        said = words.holds_in(self.answer.whole, self.findings.sets, "It")
        said += words.luck(self.answer, f"with {listed(self.answer.parts)}")
        if findings.strategies and findings.sets > 1:
            leader = summary.leader(findings, self.unit)
            if leader != AS_USUAL:
                said.append(
                    f"Most staff are kept with {findings.inline(leader)}. "
                    f"{summary.standing(findings, self.unit)}"
                )
        return said + summary.one_pair(findings)

    def _named(self, table: pd.DataFrame) -> str:
        names = [self.findings.inline(str(name)) for name in table["package"]]
        if len(names) <= _MOST_NAMED:
            return listed_apart(names)
        rest = count(len(names) - _MOST_NAMED, "other")
        return listed_apart([*names[:_MOST_NAMED], rest])

    def _policy(self, name: str) -> Policy:
        [policy] = [one for one in self.findings.results.study.policies if one.name == name]
        return policy

    def _parts(self, name: str) -> frozenset[str]:
        return frozenset(one.name for one in self._policy(name).strategies) or frozenset([name])

    def _strategies_added(self, row: pd.Series) -> list[Strategy]:
        """Give the strategies that a step adds to the one before."""
        policy, before = self._policy(str(row["package"])), str(row["before"])
        done = frozenset[str]() if before == AS_USUAL else self._parts(before)
        return [one for one in policy.strategies if one.name not in done]

    def _added(self, row: pd.Series) -> str:
        """Name what a step adds to the one before, inside a sentence."""
        if row["before"] == AS_USUAL:
            return self.findings.inline(str(row["package"]))
        return listed([inside(short_name(one)) for one in self._strategies_added(row)])


def net_in_words(row: Mapping[str, float]) -> str:
    """Say whether a package costs or saves on the whole, where that can be told."""
    cost = row["cost"]
    if not math.isfinite(cost):
        return "at a cost that cannot be given"
    if row["cost_low"] < 0 < row["cost_high"]:
        return "costs on the whole about what it saves"
    return f"{'saves' if cost < 0 else 'costs'} {dollars(abs(cost))} on the whole"
