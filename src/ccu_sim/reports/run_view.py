"""What pictures and stories look at of a run."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from ccu_sim.inputs import Policy, Unit


class RunView(Protocol):
    """A run with its tables."""

    @property
    def unit(self) -> Unit:
        """The unit that was run."""
        ...

    @property
    def policy(self) -> Policy:
        """What was done."""
        ...

    @property
    def months(self) -> int:
        """How long."""
        ...

    @property
    def seed(self) -> int:
        """The seed of its chance events."""
        ...

    @property
    def monthly(self) -> pd.DataFrame:
        """A row a month."""
        ...

    @property
    def spells(self) -> pd.DataFrame:
        """A row for each person in post."""
        ...

    @property
    def events(self) -> pd.DataFrame:
        """A row for each event (see `model.diary`)."""
        ...

    @property
    def month_when_full(self) -> int | None:
        """Month in which the diary was full and from which on it is not whole, if any."""
        ...
