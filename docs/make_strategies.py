"""Set every shipped strategy beside what is published on it: ``python docs/make_strategies.py``.

    python docs/make_strategies.py [--sets N] [--replicates N] [--workers N] [--page]

Runs the strategies, writes what the model shows to ``evidence/strategy_effects.yaml``, from which
``ccu-sim show`` and the report tell it, and the page ``strategies.md`` with a figure. Made anew
after every change of the model, its parameters or the ensemble: some four minutes on two idle
cores. What has been run is kept: stop it any way and the same line goes on. With ``--page`` only
the page is made, from what was computed.
"""

import argparse
import sys
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import yaml

from ccu_sim import model
from ccu_sim.analysis.factors import ORIGIN, Arm, plausible_sets
from ccu_sim.analysis.trials import MEASURED, TRIAL_PATTERNS, Effect, Trials, effect_of, see_trials
from ccu_sim.batch.as_usual import unaccepted
from ccu_sim.evidence import how_found, strategy_effects, trial_figures
from ccu_sim.evidence.strategy_effects import EFFECTS_FILE
from ccu_sim.inputs import load_strategy, scenario_files
from ccu_sim.inputs.strategy_evidence import BESIDE, NOTHING_PUBLISHED, beside, model_shows

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from regions.amount import amount, amount_with_interval  # noqa: E402  (it lives beside this file)

PAGE = DOCS / "strategies.md"
FIGURE = DOCS / "figures" / "strategies-against-trials.png"
DIGITS = 4
ALWAYS = ("leaving_12_peer", "leaving_36_peer", "exhaustion_12_peer")


def arms() -> list[Arm]:
    """List every arm that is needed."""
    strategies = [name for name in scenario_files("strategy") if load_strategy(name).changes]
    of_patterns = [arm for one in TRIAL_PATTERNS for arm in one.arms]
    return [*of_patterns, *(Arm(strategies=(name,)) for name in strategies)]


def compute(trials: Trials) -> dict[str, object]:
    """Run everything and give what is kept of it."""
    usual = trials.run(Arm())
    effects: dict[str, dict[str, list[float]]] = {}
    for name in scenario_files("strategy"):
        strategy = load_strategy(name)
        if strategy.changes:
            other = trials.run(Arm(strategies=(name,)))
            asked = [one.measure for one in strategy.evidence if one.measure]
            effects[name] = {
                measure: _kept(effect_of(measure, usual, other))
                for measure in MEASURED
                if measure in asked or measure in ALWAYS
            }
    patterns = {seen.pattern.name: _kept(seen.found) for seen in see_trials(trials)}
    origin = f"formerly {ORIGIN}" if unaccepted() else ORIGIN
    sets = f"{len(trials.parameters)} {origin} parameter sets of {trials.replicates} runs each"
    return {
        "design": f"{trials.unit}, {sets}, seed {trials.seed}; Monte Carlo intervals of 95 %",
        "effects": effects,
        "patterns": patterns,
    }


def _kept(effect: Effect) -> list[float]:
    return [round(value, DIGITS) for value in (effect.effect, effect.low, effect.high)]


def write_effects(found: dict[str, object]) -> None:
    """Write what was computed, for the package to tell."""
    head = "# Written by docs/make_strategies.py: mean effect, and its interval, by measure.\n"
    EFFECTS_FILE.write_text(head + yaml.safe_dump(found, sort_keys=False), encoding="utf-8")
    strategy_effects.cache_clear()


def page() -> str:
    """Write the page from what was computed."""
    parts = [INTRODUCTION.format(design=how_found()), "## Patterns\n", PATTERNS_NOTE, patterns()]
    parts.append(f"![Each pattern's figure beside its published range](figures/{FIGURE.name})\n")
    for name in scenario_files("strategy"):
        strategy = load_strategy(name)
        if not strategy.changes:
            continue
        parts.append(f"## {strategy.title}\n\n`{name}`: {strategy.specification.dose}\n")
        if strategy.evidence:
            parts.append(_table(BESIDE, beside(name, strategy.evidence)))
        else:
            parts.append(f"{NOTHING_PUBLISHED.capitalize()} with a size.\n")
        parts.append(_table(("what the model shows", "effect (interval)"), model_shows(name)))
    return "\n".join(parts)


def patterns() -> str:
    """Make the table of patterns."""
    found = trial_figures()
    rows = []
    for one in TRIAL_PATTERNS:
        seen, known = found.get(one.name), one.published
        rows.append(
            (
                one.name,
                known.measure,
                known.why,
                ", ".join(
                    f"{source.name} ({'read' if source.read else 'recalled'})"
                    for source in known.sources
                ),
                amount(known, known.low, known.high),
                amount_with_interval(known, seen.effect, seen.low, seen.high) if seen else "",
                ("yes" if known.met_by(seen.effect) else "**no**") if seen else "",
            )
        )
    header = ("pattern", "figure", "published", "source", "range", "the model", "met")
    return _table(header, rows)


def _table(header: tuple[str, ...], rows) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def draw(path: Path = FIGURE) -> None:
    """Draw each pattern's figure beside its published range."""
    matplotlib.use("Agg")
    found = trial_figures()
    figure, axes = plt.subplots(figsize=(7.2, 4.2), layout="constrained")
    for place, one in enumerate(TRIAL_PATTERNS):
        seen = found[one.name]
        axes.plot(
            [one.published.low, one.published.high], [place, place], color="0.8", linewidth=10
        )
        axes.plot([seen.low, seen.high], [place, place], color="#1b6ca8", linewidth=1.5)
        axes.plot(seen.effect, place, "o", color="#1b6ca8", markersize=5)
    axes.set_yticks(range(len(TRIAL_PATTERNS)), [one.name for one in TRIAL_PATTERNS])
    axes.invert_yaxis()
    axes.axvline(0, color="0.4", linewidth=0.8)
    axes.set_xlabel("figure (grey: published range; blue: the model and its interval)")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=130)
    plt.close(figure)


def main() -> None:
    """Compute, unless only the page is wanted, and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=int, default=24)
    parser.add_argument("--replicates", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--store", type=Path, default=Path("results/strategies"))
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    asked = parser.parse_args()
    if not asked.page:
        sets = plausible_sets(asked.sets)
        model.prepare()
        trials = Trials(
            sets,
            asked.replicates,
            progress=lambda arm: print(arm, file=sys.stderr),
            folder=asked.store,
        )
        trials.run_all(arms(), asked.workers)
        write_effects(compute(trials))
        draw()
    PAGE.write_text(page(), encoding="utf-8")


INTRODUCTION = """# Strategies against trials

<!-- Written by docs/make_strategies.py; change that, not this. -->

What is published on each shipped strategy, and what the model shows. No calibration target is an
effect of a strategy, so none was fitted; but the rules were written by people who knew what is
published, and an effect that agrees is no proof. The published findings stand in the strategies'
own files (`evidence:`); the model's effects come from runs: {design}. *Agrees* means that the
mean effect lies in the range that the finding allows; where nothing is published with a size, the
model's effect is an assumption worked out.
"""

PATTERNS_NOTE = "How strategies should act, each pattern with its published range.\n"

if __name__ == "__main__":
    main()
