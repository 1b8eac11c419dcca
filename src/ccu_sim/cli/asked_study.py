"""The study that a line asks for: one of a file, changed, or one composed without a file."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ccu_sim.errors import UserError, echoed

if TYPE_CHECKING:
    from ccu_sim.inputs import Study

DEFAULT_STUDY = "default"
LONGEST_NAME = 150


@dataclass(frozen=True)
class AskedStudy:
    """What a line of `compare` or `batch` says of its study.

    Attributes
    ----------
    study : str or None
        Name or file of a study, or of a unit, which is compared under every strategy that fits
        it; None composes one of what else is said, and of the default study.
    units, strategies, settings, sweeps : sequence of str
        As ``--unit``, ``--strategy``, ``--set`` and ``--sweep`` give them.
    sets, replicates, months, seed : int or None
    central : bool
    fitting : bool
        Whether every strategy that fits the unit is compared.
    """

    study: str | None
    units: Sequence[str]
    strategies: Sequence[str]
    settings: Sequence[str]
    sweeps: Sequence[str]
    sets: int | None
    replicates: int | None
    months: int | None
    seed: int | None
    central: bool
    fitting: bool = False

    @property
    def composed(self) -> bool:
        """Whether the line says anything of what is compared, beyond how many runs."""
        return bool(self.units or self.strategies or self.settings or self.sweeps)

    def load(self) -> Study:
        """Load the study with what the line changes.

        A study that the line composes, or changes in what it compares, is called by it, so
        that it has a folder of its own.

        Raises
        ------
        UserError
            If something that is asked for does not exist or cannot be.
        """
        from ccu_sim.inputs import load_study

        if self.central and self.sets is not None:
            raise UserError("--central is one parameter set, so it takes no --sets; leave one out.")
        unit = self._unit()
        if unit is not None:
            return self._of_unit(unit).load()
        overrides = self._sizes() | self._contents()
        study = load_study(self.study or DEFAULT_STUDY, overrides)
        return study.model_copy(update={"name": self._name(study)}) if self.composed else study

    def left_out(self) -> str:
        """Say which strategies a unit that is named by itself cannot choose, and why."""
        unit = self._unit()
        if unit is None or self.strategies:
            return ""
        from ccu_sim.inputs import load_unit
        from ccu_sim.inputs.choices import choices_for

        return choices_for(load_unit(unit)).told()

    @property
    def of_unit(self) -> bool:
        """Whether what is named in place of a study is a unit."""
        return self._unit() is not None

    def _unit(self) -> str | None:
        """Give what is named in place of a study, if it is a unit."""
        if self.study is None:
            return None
        from ccu_sim.cli.line_values import kind_of_argument

        return self.study if kind_of_argument(self.study, self.strategies) == "unit" else None

    def _of_unit(self, unit: str) -> AskedStudy:
        """Give what `--unit` would ask for, every strategy that fits it unless some are named."""
        if self.units:
            raise UserError(
                f"{echoed(unit)} is a unit, and --unit names one too; name each by --unit, such as "
                f"--unit {echoed(unit)} --unit {echoed(self.units[0])}."
            )
        return replace(self, study=None, units=[unit], fitting=not self.strategies)

    def line(self, command: str) -> str:
        """Give the line that a report says it was made by, without what changes no result."""
        words = ["ccu-sim", command, *([self.study] if self.study else [])]
        for option, values in (
            ("--unit", self.units),
            ("--strategy", self.strategies),
            ("--set", self.settings),
            ("--sweep", self.sweeps),
        ):
            words += [word for value in values for word in (option, value)]
        for option, number in (
            ("--sets", self.sets),
            ("--replicates", self.replicates),
            ("--months", self.months),
            ("--seed", self.seed),
        ):
            words += [] if number is None else [option, str(number)]
        return shlex.join([*words, *(["--central"] if self.central else [])])

    def _sizes(self) -> dict[str, Any]:
        asked = {
            "parameter_sets": self.sets,
            "replicates": self.replicates,
            "months": self.months,
            "seed": self.seed,
            "central": self.central or None,
        }
        return {key: value for key, value in asked.items() if value is not None}

    def _contents(self) -> dict[str, Any]:
        """Give what is compared, as a study's file states it."""
        if not self.composed:
            return {}
        from ccu_sim.cli.line_values import changes_of, strategies_named, sweep_of, units_named

        contents: dict[str, Any] = {}
        if self.study is None:
            contents["question"] = None  # the default study's is another
        if self.units:
            contents["units"] = units_named(self.units)
        if self.strategies:
            contents["strategies"] = strategies_named(self.strategies)
        elif self.fitting:
            contents["strategies"] = self._all_that_fit()
        if self.settings:
            contents["parameters"] = changes_of(self.settings)
        if self.sweeps:
            contents["sweep"] = sweep_of(self.sweeps, contents.get("parameters", ()))
        return contents

    def _all_that_fit(self) -> list[dict[str, Any]]:
        from ccu_sim.inputs import load_unit
        from ccu_sim.inputs.choices import as_stated, choices_for

        return [as_stated(policy) for policy in choices_for(load_unit(self.units[0])).policies]

    def _name(self, study: Study) -> str:
        """Call a study by what the line says of it."""
        from ccu_sim.inputs import AS_USUAL

        said = [] if self.study is None else [study.name]
        if self.strategies:
            compared = [name for name in study.strategies if name != AS_USUAL]
            said.append(", ".join(compared) or AS_USUAL)
        elif self.study is None:
            said.append("Every strategy")
        if self.units or self.study is None:
            said.append(f"at {', '.join(study.units)}")
        said += [f"with {setting}" for setting in self.settings]
        said += [f"over {sweep}" for sweep in self.sweeps]
        name = " ".join(" ".join(said).split())
        return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 3]}..."
