"""What as-usual runs must show before a parameter set counts, read from ``targets.yaml``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ccu_sim.evidence.bibliography import Source
from ccu_sim.evidence.ranges import range_of

TARGETS_FILE = Path(__file__).with_name("targets.yaml")
PATTERNS_FILE = Path(__file__).with_name("patterns.yaml")
TRIALS_FILE = Path(__file__).with_name("trials.yaml")


@dataclass(frozen=True)
class Target:
    """A figure that as-usual runs must show.

    Attributes
    ----------
    name, label : str
    low, high : float
        The range that agrees with what was published.
    rule : str
        How it follows (see `ranges`).
    published : tuple of float
        What the rule takes.
    each : bool
        Whether it must be met at each calibration unit; otherwise over all of them.
    unit, measure : str
    basis : {"reported", "derived"}
    sources : tuple of Source
    checked : bool
        Whether every source was read.
    why : str
        One sentence.
    """

    name: str
    label: str
    low: float
    high: float
    rule: str
    published: tuple[float, ...]
    each: bool
    unit: str
    measure: str
    basis: str
    sources: tuple[Source, ...]
    checked: bool
    why: str

    @property
    def middle(self) -> float:
        """Middle of the range."""
        return (self.low + self.high) / 2.0

    @property
    def half_width(self) -> float:
        """Half of the range."""
        return (self.high - self.low) / 2.0

    def met_by(self, figure: float) -> bool:
        """Whether a figure lies in the range."""
        return self.low <= figure <= self.high


@dataclass(frozen=True)
class Targets:
    """All calibration targets, and where they are to be met.

    Attributes
    ----------
    targets : tuple of Target
    units : tuple of str
        Units whose as-usual runs must meet them.
    discrepancy : float
        Standard deviation of the model's own discrepancy, as a share of half a range.
    """

    targets: tuple[Target, ...]
    units: tuple[str, ...]
    discrepancy: float

    @property
    def hash(self) -> str:
        """A short hash of everything that decides whether a parameter set counts."""
        lines = [f"{self.discrepancy!r} {' '.join(self.units)}"]
        lines += [
            f"{one.name} {one.low!r} {one.high!r} {one.each} {one.measure}" for one in self.targets
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _content(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return content


def read_targets(sources: dict[str, Source], path: Path = TARGETS_FILE) -> Targets:
    """Read the targets.

    Parameters
    ----------
    sources : dict of str to Source
        The bibliography.
    path : pathlib.Path

    Returns
    -------
    Targets
    """
    content = _content(path)
    return Targets(
        tuple(_target(name, entry, sources) for name, entry in content["targets"].items()),
        tuple(content["units"]),
        float(content["discrepancy"]),
    )


def read_patterns(sources: dict[str, Source], path: Path = PATTERNS_FILE) -> tuple[Target, ...]:
    """Read what is published of people and teams and is not fitted.

    Parameters
    ----------
    sources : dict of str to Source
        The bibliography.
    path : pathlib.Path

    Returns
    -------
    tuple of Target
        Looked at over both sites together.
    """
    content = _content(path)
    return tuple(
        _target(name, {"where": "together", **entry}, sources)
        for name, entry in content["patterns"].items()
    )


def _target(name: str, entry: dict[str, Any], sources: dict[str, Source]) -> Target:
    """Make a target of its entry in the file."""
    published = tuple(float(figure) for figure in entry["published"])
    low, high = range_of(entry["rule"], published, read=entry["checked"])
    return Target(
        name=name,
        label=entry["label"],
        low=low,
        high=high,
        rule=entry["rule"],
        published=published,
        each=entry["where"] == "each",
        unit=entry["unit"],
        measure=entry["measure"],
        basis=entry["basis"],
        sources=tuple(sources[source] for source in entry["sources"]),
        checked=entry["checked"],
        why=entry["why"],
    )
