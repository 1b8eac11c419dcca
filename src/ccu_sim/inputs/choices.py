"""What a unit can choose from: every strategy that fits it, and why others do not."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ccu_sim.errors import UserError
from ccu_sim.inputs.change import Change
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.load import load_strategy
from ccu_sim.inputs.paths import find_scenario, scenario_files
from ccu_sim.inputs.policy import AS_USUAL, Policy
from ccu_sim.inputs.study_loading import load_study
from ccu_sim.inputs.unit import Unit

DEFAULT_STUDY = "default"
"""The study whose strategies a unit chooses from, when none are named."""

_OF_CONTRACTS = ("permanent_share", "renewal_notice_months")
_OF_OPENING = "opening_weeks"


class Choices(NamedTuple):
    """What a unit can choose from.

    Attributes
    ----------
    policies : tuple of Policy
        Single strategies and combinations that fit, as usual aside.
    left_out : dict of str to str
        Why each of the others is not among them, by its name.
    """

    policies: tuple[Policy, ...]
    left_out: dict[str, str]

    @property
    def strategies(self) -> tuple[Policy, ...]:
        """Those that are one strategy by itself."""
        return tuple(policy for policy in self.policies if len(policy.strategies) == 1)

    def told(self) -> str:
        """Say in a sentence what is left out, and why; empty if nothing is."""
        if not self.left_out:
            return ""
        said = "; ".join(f"{name} ({why})" for name, why in self.left_out.items())
        return f"Left out, since they do not fit the unit: {said}."


def choices_for(unit: Unit) -> Choices:
    """Gather what a unit can choose from: the default study's strategies, and the user's own.

    Parameters
    ----------
    unit : Unit

    Raises
    ------
    UserError
        If nothing is left to choose from.
    """
    fitting: list[Policy] = []
    left_out: dict[str, str] = {}
    for name, found in _candidates():
        reason = found if isinstance(found, str) else why_not_for(unit, found)
        if reason is not None:
            left_out[name] = reason
        elif isinstance(found, Policy):
            fitting.append(found)
    if not fitting:
        raise UserError(f"No strategy fits {unit.name}: {Choices((), left_out).told()}")
    return Choices(tuple(fitting), left_out)


def why_not_for(unit: Unit, policy: Policy) -> str | None:
    """Say why a policy is nothing for a unit, or None.

    A policy is none if it leaves the range of a lever, if a part of it is for a unit that is
    about to open and this one is full, or if nothing of a part can act here.
    """
    try:
        require_fits(unit, policy)
    except UserError as error:
        return str(error).rstrip(".")
    for strategy in policy.strategies:
        whose = "" if len(policy.strategies) == 1 else f"{strategy.name}: "
        if unit.stage == "established" and any(c.lever == _OF_OPENING for c in strategy.changes):
            return f"{whose}it is for a unit about to open"
        idle = [_why_idle(unit, change) for change in strategy.changes]
        if idle and all(idle):
            return f"{whose}{idle[0]}"
    return None


def _why_idle(unit: Unit, change: Change) -> str | None:
    """Say why a change can do nothing at a unit, or None."""
    lever = change.moved
    if lever.name in _OF_CONTRACTS and all(
        group.contract.kind == "permanent" for group in unit.staff
    ):
        return "nobody is on a fixed term"
    if lever.target == "peers" and not unit.heads("peer_worker"):
        return "it is for peer workers, and there are none"
    return None


def _candidates() -> Iterator[tuple[str, Policy | str]]:
    """Yield policies of the default study, then the user's own; what is not valid, with why."""
    study = load_study(DEFAULT_STUDY)
    yield from ((policy.name, policy) for policy in study.policies if policy.name != AS_USUAL)
    known = {strategy.name for strategy in study.strategy_objects} | {AS_USUAL}
    for name, path in scenario_files("strategy").items():
        if name in known or not _is_own(path):
            continue
        try:
            yield name, Policy.of([load_strategy(path)])
        except UserError:
            yield name, f"`ccu-sim check {path}` says what is wrong with its file"


def _is_own(path: Path) -> bool:
    """Whether a strategy's file lies in the user's folder."""
    return path.resolve().is_relative_to(Path("scenarios").resolve())


def as_stated(policy: Policy) -> dict[str, object]:
    """Give a policy as a study's file states it, its files as paths."""
    combined = [str(find_scenario("strategy", one.name).resolve()) for one in policy.strategies]
    named = policy.name != " + ".join(one.name for one in policy.strategies)
    return {"combine": combined} | ({"name": policy.name} if named else {})
