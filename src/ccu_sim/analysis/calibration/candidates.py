"""Candidates: parameter sets drawn from the registry's ranges, by address alone.

Everything is drawn as shares of the ranges, evenly, in blocks that depend on the seed, the
wave and the block's number. So more candidates never change those before, and a wave that
keeps only some of what it draws is still made of draws from the prior.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ccu_sim.errors import RunFailures
from ccu_sim.evidence import Registry

BLOCK = 1024
MOST_BLOCKS = 20_000
"""A wave that found too few candidates in twenty million draws has nowhere to look."""

DIGITS = 6
"""Significant digits of a candidate's values: as drawn, as simulated, as written."""


@dataclass(frozen=True)
class Space:
    """The parameters that vary, as a cube of shares of their ranges.

    Attributes
    ----------
    names : tuple of str
    low, high : ndarray
    logarithmic : ndarray of bool
    """

    names: tuple[str, ...]
    low: np.ndarray
    high: np.ndarray
    logarithmic: np.ndarray

    @classmethod
    def of(cls, registry: Registry) -> Space:
        """Make the space of a registry's varying parameters."""
        varying = [parameter for parameter in registry.values() if parameter.varies]
        return cls(
            tuple(parameter.name for parameter in varying),
            np.array([parameter.low for parameter in varying]),
            np.array([parameter.high for parameter in varying]),
            np.array([parameter.scale == "log" for parameter in varying]),
        )

    def values(self, shares: np.ndarray) -> np.ndarray:
        """Turn shares of the ranges into values, rounded to `DIGITS` and inside the ranges.

        Parameters
        ----------
        shares : ndarray, a row a candidate

        Returns
        -------
        ndarray
        """
        low = np.where(self.logarithmic, self.low, 1.0)
        high = np.where(self.logarithmic, self.high, 1.0)
        even = self.low + shares * (self.high - self.low)
        in_logarithm = low * np.exp(shares * np.log(high / low))
        drawn = np.where(self.logarithmic, in_logarithm, even)
        text = np.char.mod(f"%.{DIGITS}g", drawn)
        return np.clip(text.astype(float), self.low, self.high)

    def shares(self, values: np.ndarray) -> np.ndarray:
        """Turn values into shares of the ranges."""
        low = np.where(self.logarithmic, self.low, 1.0)
        high = np.where(self.logarithmic, self.high, np.e)
        even = (values - self.low) / (self.high - self.low)
        positive = np.where(self.logarithmic, values, 1.0)
        return np.where(self.logarithmic, np.log(positive / low) / np.log(high / low), even)

    def block(self, seed: int, wave: int, number: int) -> np.ndarray:
        """Draw one block of shares.

        Parameters
        ----------
        seed, wave, number : int

        Returns
        -------
        ndarray, shape (BLOCK, names)
        """
        return np.random.default_rng([seed, wave, number]).random((BLOCK, len(self.names)))


@dataclass(frozen=True)
class Draw:
    """The candidates of a wave.

    Attributes
    ----------
    shares : ndarray
        A row a candidate.
    looked_at : int
        How many draws from the prior it took to find them.
    """

    shares: np.ndarray
    looked_at: int


def draw(
    space: Space,
    count: int,
    *,
    seed: int,
    wave: int,
    plausible: Callable[[np.ndarray], np.ndarray] | None = None,
) -> Draw:
    """Draw the candidates of a wave.

    Parameters
    ----------
    space : Space
    count : int
    seed, wave : int
    plausible : callable, optional
        Tells for rows of shares which are worth running; without it all are.

    Raises
    ------
    RunFailures
        Where hardly any draw is plausible.
    """
    kept: list[np.ndarray] = []
    found, looked_at = 0, 0
    for block in _blocks(space, seed, wave):
        chosen = np.arange(BLOCK) if plausible is None else np.flatnonzero(plausible(block))
        chosen = chosen[: count - found]
        kept.append(block[chosen])
        found += len(chosen)
        if found == count:
            looked_at += int(chosen[-1]) + 1
            return Draw(np.concatenate(kept), looked_at)
        looked_at += BLOCK
    raise RunFailures(
        f"of {looked_at:,} draws only {found} look plausible in wave {wave}: the targets "
        "cannot be met together inside the ranges"
    )


def _blocks(space: Space, seed: int, wave: int) -> Iterator[np.ndarray]:
    """Draw block after block."""
    for number in range(MOST_BLOCKS):
        yield space.block(seed, wave, number)
