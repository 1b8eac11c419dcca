"""Relaxations read from the code: with which half-life, and over what time."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ccu_sim.model import pace


class Relaxing(NamedTuple):
    """How far a state relaxes: over so many weeks, with a half-life; as expressions."""

    weeks: ast.expr
    half_life: ast.expr

    @property
    def parameter(self) -> str:
        """Name the parameter that is the half-life."""
        return ast.unparse(self.half_life).rsplit(".", maxsplit=1)[-1]


@cache
def _paces() -> dict[str, Relaxing]:
    """Read what each pace of a run is worked out from."""
    tree = ast.parse(Path(pace.__file__).read_text(encoding="utf-8"))
    found = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=ast.Call() as share):
                relaxing = relaxing_of(share)
                if relaxing is not None:
                    found[name] = relaxing
    return found


def relaxing_of(share: ast.expr) -> Relaxing | None:
    """Read the last argument of ``toward``: a pace of the run, or a share worked out in place.

    Parameters
    ----------
    share : ast.expr
        ``pace.x``, ``world.pace.x`` or ``share_in_time(weeks, half_life)``.

    Returns
    -------
    Relaxing or None
        None if it is neither.
    """
    match share:
        case ast.Attribute(value=ast.Name(id="pace") | ast.Attribute(attr="pace"), attr=name):
            return _paces().get(name)
        case ast.Call(func=ast.Name(id="share_in_time"), args=[weeks, half_life]):
            return Relaxing(weeks, half_life)
    return None
