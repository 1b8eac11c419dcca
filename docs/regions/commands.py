"""The commands of the program, from Typer's own help."""

import html
import re
import subprocess
import sys

EXAMPLES = re.compile(r"^Examples?:\n((?:ccu-sim .*\n)+)", re.MULTILINE)
HEADING = re.compile(r"^## `(ccu-sim [\w-]+)`$", re.MULTILINE)


def commands() -> str:
    """Make a section of each command: what it does, its arguments, options and examples."""
    typer = [sys.executable, "-m", "typer", "ccu_sim.cli.program", "utils", "docs"]
    told = subprocess.run(
        [*typer, "--name", "ccu-sim"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    sections = told[HEADING.search(told).start() :]
    sections = EXAMPLES.sub(r"```console\n\1```\n", html.unescape(sections))
    return HEADING.sub(r"## \1", sections).strip()
