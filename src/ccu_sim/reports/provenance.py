"""Where a report's numbers come from: versions, seed, hashes, commands."""

from __future__ import annotations

from collections import Counter
from importlib import metadata

import ccu_sim
from ccu_sim.reports.findings import Findings

_ANALYSIS = ("pandas", "scipy", "matplotlib")


def provenance(findings: Findings, command: str | None = None) -> dict[str, str]:
    """List what is needed to make the numbers again.

    Parameters
    ----------
    findings : Findings
    command : str, optional
        The command that made this report.

    Returns
    -------
    dict of str to str
        In the order in which it is to be shown.
    """
    study, manifest = findings.results.study, findings.results.manifest
    shown = {
        "Study": str(study.name),
        "Hash of the resolved study": str(manifest.hash),
        "Seed": str(study.seed),
        "Runs": f"{len(findings.runs):,}",
        "Parameter sets": _sets(findings),
        "Replicates of each set": str(findings.replicates),
        "Months": str(findings.horizon),
    }
    if findings.settings > 1:
        shown["Settings of the sweep"] = str(findings.settings)
    if study.model is not None:
        text = f"SHA-256 of its text {study.model.sha256[:16]}"
        shown["Model"] = f"one of its own, {study.model.label}, on the Mesa engine ({text})"
    shown["Runs made with"] = _versions(manifest.environment)
    shown["Report made with"] = _versions(
        {"ccu_sim": ccu_sim.__version__} | {name: metadata.version(name) for name in _ANALYSIS}
    )
    shown["Command"] = command or "ccu-sim report FOLDER"
    shown["To check the runs bit for bit"] = "ccu-sim verify FOLDER"
    return shown


def _sets(findings: Findings) -> str:
    if findings.results.study.central:
        return "the central set alone"
    if findings.selection is None:
        return str(findings.sets)
    return (
        f"{findings.sets}, drawn by the unit's own last year ({findings.different_sets} different)"
    )


def evidence_in_numbers() -> dict[str, int]:
    """Count the parameters about people by what they rest on."""
    from ccu_sim.evidence import REGISTRY

    counts = Counter(parameter.basis for parameter in REGISTRY.values())
    return {basis: counts[basis] for basis in ("reported", "derived", "assumed")}


def _versions(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
