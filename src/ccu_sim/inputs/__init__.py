"""What the user asked for: units, strategies and studies, read from files and checked.

`load_unit`, `load_strategy` and `load_study` read a scenario by name or path; `compose`
combines strategies into a policy. A mistake in a file is a `ccu_sim.errors.UserError`: one
sentence with file, line, value and what would be right.
"""

from ccu_sim.inputs.checking import Checked, check, load_any
from ccu_sim.inputs.conditions import CONDITIONS, Conditions
from ccu_sim.inputs.describe import Description, Table, describe
from ccu_sim.inputs.doses import baseline_doses, contract_terms, quantities
from ccu_sim.inputs.lever import Lever
from ccu_sim.inputs.levers import LEVER_INDEX, LEVER_NAMES, LEVERS
from ccu_sim.inputs.load import compose, json_schema, load_strategy, load_unit
from ccu_sim.inputs.model_template import new_model
from ccu_sim.inputs.own_model import OwnModel
from ccu_sim.inputs.paths import scenario_files
from ccu_sim.inputs.policy import AS_USUAL, Policy
from ccu_sim.inputs.staff import Contract, StaffGroup
from ccu_sim.inputs.strategy import Strategy
from ccu_sim.inputs.study import Study
from ccu_sim.inputs.study_loading import load_study
from ccu_sim.inputs.sweep import arrange
from ccu_sim.inputs.template_files import new
from ccu_sim.inputs.unit import Unit

__all__ = [
    "AS_USUAL",
    "CONDITIONS",
    "LEVERS",
    "LEVER_INDEX",
    "LEVER_NAMES",
    "Checked",
    "Conditions",
    "Contract",
    "Description",
    "Lever",
    "OwnModel",
    "Policy",
    "StaffGroup",
    "Strategy",
    "Study",
    "Table",
    "Unit",
    "arrange",
    "baseline_doses",
    "check",
    "compose",
    "contract_terms",
    "describe",
    "json_schema",
    "load_any",
    "load_strategy",
    "load_study",
    "load_unit",
    "new",
    "new_model",
    "quantities",
    "scenario_files",
]
