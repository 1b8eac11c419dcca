"""Make what is computed in docs/factors.md, docs/open-questions.md and docs/contested.md.

    python docs/make_factors.py [--store FOLDER] [--workers N] [--quick]

Numbers stand between ``<!-- computed: NAME -->`` and ``<!-- end -->`` and come from runs, so they
are made anew after every change of the model or its parameters: about an hour on two idle
cores, a quarter of it with ``--quick``. The store keeps what has been run: stop it any way and the
same line goes on.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from regions import factors as tables  # noqa: E402  (it lives beside this file)

from ccu_sim.analysis import factors as analysis  # noqa: E402
from ccu_sim.analysis.factors import Arm, ArmAtUnit, Design, Runner  # noqa: E402
from ccu_sim.analysis.people import people_need  # noqa: E402
from ccu_sim.analysis.sensitivity import drivers  # noqa: E402
from ccu_sim.analysis.trials import Trials, trials_need  # noqa: E402
from ccu_sim.cli.options import cores  # noqa: E402
from ccu_sim.reports.style import STRATEGIES, house_style, new_figure, png  # noqa: E402

COMPUTED = re.compile(r"(<!-- computed: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
PARAMETERS = ("credential_assimilation", "heard_credential", "prospects_credential")
OUTCOME = "satisfaction_peer@25-36"


class Work:
    """Everything that is run for the documentation, each at its own size."""

    def __init__(self, store: Path, workers: int, quick: bool) -> None:
        self.store, self.workers, self.quick = store, workers, quick

    def runner(self, outcomes: tuple[str, ...], sets: int, replicates: int) -> Runner:
        """Make a runner; a quick one has half the sets and half the runs of each."""
        design = Design(sets // 2, replicates // 2) if self.quick else Design(sets, replicates)
        return Runner(design, outcomes, self.store, self.workers, _tell)

    def register(self) -> str:
        """Where each factor is."""
        return tables.register_table(analysis.factors())

    def signs(self) -> str:
        """What each factor does."""
        runner = self.runner(analysis.outcomes_read(), 100, 12)
        found = analysis.signs(runner)
        words = tables.design_words(runner.design)
        return f"{words} {tables.verdicts(found)}\n\n{tables.signs_table(found)}"

    def patterns(self) -> str:
        """Which patterns are there over parameter sets."""
        design = Design(24, 4)  # few arms, so whole even when quick
        runner = Runner(design, analysis.pattern_outcomes(), self.store, self.workers, _tell)
        seen = [one for unit in analysis.SITES for one in analysis.see_patterns(runner, unit)]
        return f"{tables.design_words(runner.design)}\n\n{tables.patterns_table(seen)}"

    def ablation(self) -> str:
        """What needs each mechanism."""
        chosen = [*analysis.mechanisms(), *analysis.parts_of_mechanisms()]
        runner = self.runner(analysis.outcomes_of_ablation(), 16, 4)
        found = analysis.ablate(runner, chosen=chosen)
        sets = analysis.plausible_sets
        people = people_need(chosen, sets(96), 8, self.workers)
        trials = Trials(sets(24), 12, folder=self.store / "trials")
        rows = tables.ablation_rows(found, people, trials_need(trials, chosen, self.workers))
        return (
            f"Site 1, {tables.design_words(runner.design)} Published patterns: both sites, 96 "
            f"sets, 8 runs of each; trials: site 1, 24 sets, 12 runs of each.\n\n{rows}"
        )

    def sizes(self) -> str:
        """Whether sizes are as the literature has them."""
        runner = self.runner(analysis.size_outcomes(), 24, 4)
        checks = analysis.check_sizes(runner)
        return f"Site 1, {tables.design_words(runner.design)}\n\n{tables.sizes_table(checks)}"

    def question(self, name: str) -> str:
        """Answer an open question."""
        runner = self.runner(analysis.question_outcomes(), 60, 2)
        (question,) = (one for one in analysis.QUESTIONS if one.name == name)
        answers = analysis.answer(runner, question)
        return f"{tables.design_words(runner.design)}\n\n{tables.answers_table(question, answers)}"

    def contested(self) -> str:
        """Say on what credentialing turns, over parameter sets, and draw it."""
        runner = self.runner((OUTCOME,), 60, 4)
        credentialed = analysis.factor_named("credentialing").high
        usual, with_it = runner.run([ArmAtUnit("site-1", Arm()), ArmAtUnit("site-1", credentialed)])
        found = analysis.contrast(usual, with_it, OUTCOME)
        sets = pd.DataFrame(analysis.plausible_sets(runner.design.sets))
        self.draw_contested(credentialed)
        turned = tables.drivers_in_words(drivers(pd.Series(found.by_set), sets))
        return (
            f"Site 1, {tables.design_words(runner.design)} Peer workers' satisfaction in the third "
            f"year changes by {tables.number(found.effect)} ({tables.number(found.lower)} to "
            f"{tables.number(found.upper)}) in the mean; it rises in {found.share('up'):.0%} and "
            f"falls in {found.share('down'):.0%} of the sets. Mean difference in the sets with the "
            f"lowest and the highest third of what goes with it: {turned or 'no single parameter'}."
        )

    def draw_contested(self, credentialed: Arm) -> None:
        """Draw the effect against the three coefficients that it turns on."""
        runner = self.runner((OUTCOME,), 12, 2)
        pulls, hearing, prospects = (-0.3, -0.1, 0.1, 0.3, 0.5), (-0.4, 0.3, 1.0), (-0.1, 0.0, 0.25)
        cells = [(a, b, c) for c in prospects for b in hearing for a in pulls]
        arms = [
            credentialed.beside(Arm(parameters=dict(zip(PARAMETERS, cell, strict=True))))
            for cell in cells
        ]
        usual, *others = runner.run([ArmAtUnit("site-1", arm) for arm in (Arm(), *arms)])
        effects = [analysis.contrast(usual, one, OUTCOME).effect for one in others]
        grid = np.array(effects).reshape(len(prospects), len(hearing), len(pulls))
        with house_style():
            figure = new_figure(3.9)
            panels = figure.subplots(1, len(prospects), sharey=True)
            for axes, prospect, rows in zip(panels, prospects, grid, strict=True):
                for level, row, colour in zip(hearing, rows, STRATEGIES, strict=True):
                    axes.plot(pulls, row, marker="o", color=colour, label=f"hearing {level:+g}")
                axes.axhline(0, color="#5f6368", linewidth=0.8)
                axes.set_title(f"prospects {prospect:+g}")
                axes.set_xlabel("pull toward clinical work")
            panels[0].set_ylabel("satisfaction of peer workers, year 3")
            panels[-1].legend()
            (DOCS / "figures" / "credentialing.png").write_bytes(png(figure, dpi=130))


def _tell(done: int, of: int) -> None:
    if done == of or done % 25 == 0:
        print(f"  {done} of {of} arms", flush=True)


def fill(page: str, regions: dict[str, Callable[[], str]]) -> None:
    """Fill the computed regions of a page."""
    path = DOCS / page

    def filled(match: re.Match[str]) -> str:
        print(match["name"], flush=True)
        return f"{match[1]}{regions[match['name']]()}\n{match[3]}"

    path.write_text(COMPUTED.sub(filled, path.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Make every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=Path("results/factors"))
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--quick", action="store_true", help="half the sets, half the runs of each")
    said = parser.parse_args()
    work = Work(said.store, said.workers, said.quick)
    (DOCS / "figures").mkdir(exist_ok=True)
    questions = {
        one.name: (lambda name=one.name: work.question(name)) for one in analysis.QUESTIONS
    }
    fill("open-questions.md", questions)
    fill("contested.md", {"credentialing": work.contested})
    fill(
        "factors.md",
        {
            "register": work.register,
            "signs": work.signs,
            "sizes": work.sizes,
            "patterns": work.patterns,
            "ablation": work.ablation,
        },
    )


if __name__ == "__main__":
    main()
