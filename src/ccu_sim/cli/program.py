"""The program: its commands, and how it ends."""

from __future__ import annotations

import logging
import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ccu_sim.cli import (
    calibrate,
    choosing,
    comparing,
    evidence,
    exploring,
    factors,
    planning,
    running,
    scenarios,
    sensitivity,
)
from ccu_sim.cli.console import let_go_of_output, say, why_the_system_refuses
from ccu_sim.errors import RunFailures, UserError, echoed

DONE, FAILED, MISTAKEN, INTERRUPTED = 0, 1, 2, 130


class Program(TyperGroup):
    """All commands together: whatever ends one of them ends in one sentence and a number."""

    def invoke(self, ctx: Any) -> Any:
        """Carry out a command."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            say(str(error))
            raise typer.Exit(MISTAKEN) from None
        except RunFailures as error:
            say(str(error))
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            say("Stopped.")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            let_go_of_output()
            raise typer.Exit(DONE) from None
        except OSError as error:
            say(why_the_system_refuses(error))
            raise typer.Exit(MISTAKEN) from None


class Command(TyperCommand):
    """A command that says what to write where a word is missing, or is one too many."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a line; names that follow an option without an option of their own are told."""
        given = list(args)
        try:
            rest: list[str] = super().parse_args(ctx, args)
        except typer.BadParameter as error:
            if hasattr(error, "param_type"):  # as only what is missing has
                error.message = f"For example: {self._example_like(given, error.param)}"
            raise
        if not ctx.args or ctx.resilient_parsing:
            return rest
        extra, options = ctx.args[0], [word for word in given if word.startswith("--")]
        repeated = next((one for one in reversed(options) if one in ("--strategy", "--unit")), None)
        hint = (
            f"each name takes an option of its own, {repeated} {echoed(extra)}"
            if repeated
            else f"`{ctx.command_path} --help` says what it takes"
        )
        raise UserError(f"'{echoed(extra)}' is one word too many: {hint}.")

    def _example_like(self, given: list[str], missing: Any) -> str:
        """Give the help's first example that has a missing option, or most words of the line."""
        examples = (self.epilog or "").splitlines()[1:]
        wanted = missing.opts if missing.param_type_name == "option" else given
        return max(examples, key=lambda one: len({*one.split()} & {*wanted}))


app = typer.Typer(
    name="ccu-sim",
    cls=Program,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from ccu_sim import __version__

        print(f"ccu-sim {__version__}")
        raise typer.Exit


@app.callback(epilog="To begin with: ccu-sim run site-1")
def ccu_sim(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Simulate a peer-led rehabilitation unit: how many staff stay, does the team hold together.

    Comparisons, not forecasts; not for decisions about individuals.
    """


_COMMANDS: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {
    "Simulate": {
        "run": (
            running.run,
            (
                "ccu-sim run site-1",
                "ccu-sim run site-1 --strategy professional-supervision --months 24 --seed 7",
                "ccu-sim run site-2 --set leadership=0.8 --out results/better-led",
                "ccu-sim run site-1 --model scenarios/models/our_unit.py:OurUnit",
            ),
        ),
        "compare": (
            comparing.compare,
            (
                "ccu-sim compare site-1",
                "ccu-sim compare supervision-or-security --workers 4 --out results/security",
                "ccu-sim compare --unit site-1 --strategy leadership+championing",
                "ccu-sim compare --unit site-1 --sweep leadership=0.2:0.8:4 --sets 20",
            ),
        ),
        "plan": (
            planning.plan,
            (
                "ccu-sim plan site-1 --budget 150000",
                "ccu-sim plan my-unit --budget 60000 --months 24 --for both",
            ),
        ),
        "batch": (
            comparing.batch,
            (
                "ccu-sim batch supervision-or-security --out results/security",
                "ccu-sim batch default --dask tcp://10.0.0.1:8786 --out results/all --sets 1000",
            ),
        ),
        "explore": (
            exploring.explore,
            (
                "ccu-sim explore",
                "ccu-sim explore site-1 --out page.html",
                "ccu-sim explore supervision-or-security",
            ),
        ),
        "report": (comparing.report, ("ccu-sim report results/security",)),
        "robustness": (
            choosing.robustness,
            (
                "ccu-sim robustness supervision-or-security --out results/security",
                "ccu-sim robustness results/security --strategy permanent-contracts",
            ),
        ),
        "sensitivity": (
            sensitivity.sensitivity,
            (
                "ccu-sim sensitivity supervision-or-security --out results/what-matters",
                "ccu-sim sensitivity my-study.yaml --out results/mine --trajectories 0",
            ),
        ),
        "tipping": (
            choosing.tipping,
            (
                "ccu-sim tipping site-1 --sets 10",
                "ccu-sim tipping my-unit.yaml --strategy leadership --fact renewal",
                "ccu-sim tipping supervision-or-security --out results/tipping",
            ),
        ),
        "verify": (comparing.verify, ("ccu-sim verify results/security --sample 20",)),
    },
    "Scenario files": {
        "list": (scenarios.list_scenarios, ("ccu-sim list", "ccu-sim list strategies")),
        "show": (scenarios.show, ("ccu-sim show site-1", "ccu-sim show permanent-contracts")),
        "check": (scenarios.check, ("ccu-sim check scenarios/units/my-unit.yaml",)),
        "new": (scenarios.new, ("ccu-sim new unit my-unit", "ccu-sim new model our-unit")),
        "schema": (scenarios.schema, ("ccu-sim schema unit",)),
    },
    "Evidence": {
        "evidence": (
            evidence.evidence,
            (
                "ccu-sim evidence",
                "ccu-sim evidence leave_base",
                "ccu-sim evidence --format csv",
            ),
        ),
        "calibrate": (
            calibrate.calibrate,
            (
                "ccu-sim calibrate --out results/calibration",
                "ccu-sim calibrate --out results/quick --candidates 400 --waves 2 --workers 2",
                "ccu-sim calibrate --unit my-unit.yaml --out results/my-unit",
                "ccu-sim calibrate --rescore",
            ),
        ),
        "factors": (
            factors.factors,
            (
                "ccu-sim factors",
                "ccu-sim factors --test",
                "ccu-sim factors role-clarity --test --out results/factors",
                "ccu-sim factors --ablate",
            ),
        ),
    },
}
"""Every command by panel, with examples for its help."""

for _panel, _commands in _COMMANDS.items():
    for _name, (_command, _examples) in _commands.items():
        app.command(
            _name,
            cls=Command,
            rich_help_panel=_panel,
            epilog="\n".join([f"Example{'s' if len(_examples) > 1 else ''}:", *_examples]),
        )(_command)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    """Stop in good order at Ctrl-C, and at the next one at once; workers end with us."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    sys.unraisablehook = _unraisable
    raise KeyboardInterrupt


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    """End at a Ctrl-C that came inside a callback, out of which Python lets nothing be raised."""
    if what.exc_type is KeyboardInterrupt:
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(what)


def main() -> None:
    """Run the program; the entry point of `ccu-sim`."""
    try:
        _run()
    except KeyboardInterrupt:  # one more, while what the first one stopped was being left
        os._exit(INTERRUPTED)
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            # Everything is closed and said; while the interpreter takes itself apart, one more
            # Ctrl-C would end it as a signal does, with another code.
            os._exit(INTERRUPTED)
        raise


def _run() -> None:
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    if sys.stdout is None:  # closed by whoever began the program, and wants to read nothing
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # where it keeps its fonts is no news
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Wherever it goes, a minus stays a minus, and what is no character does no harm.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="ccu-sim")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is over in a moment
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            let_go_of_output()
        except OSError as error:
            let_go_of_output()
            say(why_the_system_refuses(error))
            sys.exit(MISTAKEN)
