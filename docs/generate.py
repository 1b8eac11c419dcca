"""Write the generated regions of the documentation from the code: ``python docs/generate.py``.

A region stands between ``<!-- generated: NAME ... -->`` and ``<!-- end -->``; what is in it
comes from the code and is never edited by hand. A test fails when a region is not what the
code gives. With ``--check`` nothing is written; the exit code says whether anything would be.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from regions import (  # noqa: E402  (they live beside this file)
    ceilings,
    commands,
    rates,
    states,
    tables,
)

REGIONS: dict[str, Callable[..., str]] = {
    "schedule": tables.schedule,
    "staff-states": states.staff_states,
    "staff-facts": states.staff_facts,
    "resident-states": states.resident_states,
    "resident-facts": states.resident_facts,
    "climate-states": states.climate_states,
    "bonds": states.bonds,
    "unit-facts": states.unit_facts,
    "world-fields": states.world_fields,
    "half-lives": states.half_lives,
    "capacities": tables.capacities,
    "levers": tables.levers,
    "ceilings": ceilings.ceilings,
    "conditions": tables.conditions,
    "chance": tables.chance,
    "targets": tables.targets,
    "standing-of-parameters": tables.standing_of_parameters,
    "founding": tables.founding,
    "measures": tables.measures,
    "monthly-columns": tables.monthly_columns,
    "spell-columns": tables.spell_columns,
    "run-columns": tables.run_columns,
    "commands": commands.commands,
    "rates": rates.rates,
    # those that take a name: submodel NAME, module NAME
    "submodel": tables.submodel,
    "module": tables.module,
}
REGION = re.compile(
    r"<!-- generated: (?P<name>[\w.-]+)(?P<rest>[ \w.-]*?) -->\n(?P<body>.*?)<!-- end -->",
    re.DOTALL,
)


def documents() -> list[Path]:
    """Give the documents that have generated regions."""
    paths = sorted(DOCS.glob("*.md"))
    return [path for path in paths if "<!-- generated:" in path.read_text(encoding="utf-8")]


def region(name: str, rest: str = "") -> str:
    """Make what belongs into one region."""
    if name not in REGIONS:
        known = ", ".join(REGIONS)
        raise SystemExit(f"no region is called {name!r}; there are: {known}")
    return f"\n{REGIONS[name](*rest.split())}\n\n"


def filled(text: str) -> str:
    """Give a document's text with every region made anew."""

    def fill(found: re.Match[str]) -> str:
        name, rest = found["name"], found["rest"]
        return f"<!-- generated: {name}{rest} -->\n{region(name, rest)}<!-- end -->"

    return REGION.sub(fill, text)


def main(arguments: list[str]) -> int:
    """Write, or check, every document."""
    drifted = []
    for path in documents():
        text = path.read_text(encoding="utf-8")
        new = filled(text)
        if new != text:
            drifted.append(path.name)
            if "--check" not in arguments:
                path.write_text(new, encoding="utf-8")
    print(f"{'differ' if '--check' in arguments else 'written'}: {', '.join(drifted) or 'none'}")
    return 1 if drifted and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
