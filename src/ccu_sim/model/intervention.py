"""Something that is done in the unit beside what its people do: a class of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ccu_sim.errors import UserError
from ccu_sim.inputs import Policy
from ccu_sim.inputs.base_model import suggestion
from ccu_sim.model.calendar import DAY, MONTH, SHIFT, WEEK

EVERY = {"each_shift": SHIFT, "each_day": DAY, "each_week": WEEK, "each_month": MONTH}
"""What an intervention may do, and how often."""


class Intervention:
    """What is done in the unit each shift, day, week or month, by whoever does it.

    A subclass writes one or more of ``each_shift(model)``, ``each_day(model)``,
    ``each_week(model)`` and ``each_month(model)``, and a model lists it under
    ``interventions``. Every run has an intervention of its own, which may keep what it
    needs as attributes. It acts at the end of its period, after the people of the unit
    have; what it does in the last shift of a month is seen from the next month on.

    Attributes
    ----------
    strategy : str or None
        Name of the strategy that brings it: it acts only in runs whose policy has that
        strategy, so that it can be compared with as usual. None, the default, acts in all.

    Raises
    ------
    UserError
        For a method that begins with ``each_`` and would never be called.

    Examples
    --------
    >>> import ccu_sim as ccu
    >>> class Huddle(ccu.Intervention):
    ...     def each_day(self, model):
    ...         for person in model.staff():
    ...             person.voice += 0.01 * (1 - person.voice)
    >>> class Unit(ccu.CCUModel):
    ...     interventions = (Huddle,)
    >>> model = Unit("site-2", rng=1)
    >>> for _ in range(3):  # the shifts of a day
    ...     model.step()
    """

    strategy: str | None = None

    def __init_subclass__(cls, **rest: Any) -> None:
        """See that every turn that is written will come."""
        super().__init_subclass__(**rest)
        for name in vars(cls):
            if name.startswith("each_") and name not in EVERY:
                hint = suggestion(name, EVERY, "turns of an intervention")
                raise UserError(f"{cls.__name__}.{name} would never be called; {hint}")


def turns_under(
    policy: Policy, interventions: Iterable[type[Intervention]]
) -> list[tuple[int, Callable[[Any], None]]]:
    """Begin the interventions that a policy brings.

    Parameters
    ----------
    policy : Policy
    interventions : iterable of type

    Returns
    -------
    list of (int, callable)
        What they do, each with the shifts from one time to the next.
    """
    brought = {None, *(strategy.name for strategy in policy.strategies)}
    begun = [kind() for kind in interventions if kind.strategy in brought]
    return [
        (every, getattr(one, name))
        for one in begun
        for name, every in EVERY.items()
        if hasattr(one, name)
    ]
