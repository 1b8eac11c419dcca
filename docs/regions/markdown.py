"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Make a table."""
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    for row in rows:
        cells = (str(cell).replace("|", "\\|").replace("\n", " ").strip() for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def code(name: object) -> str:
    """Set something as code."""
    return f"`{name}`" if name not in ("", None) else ""


def codes(names: Iterable[str]) -> str:
    """Set names as code, in a row."""
    return ", ".join(code(name) for name in names)


def number(value: float) -> str:
    """Write a number as briefly as is exact enough to read."""
    return f"{value:g}"


def folded(summary: str, content: str) -> str:
    """Fold content away under a summary."""
    return f"<details>\n<summary>{summary}</summary>\n\n{content}\n\n</details>"
