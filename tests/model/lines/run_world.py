"""Run scenarios given as JSON and write their worlds, in a process of its own.

Each scenario: unit and strategies resolved, parameters, months, seed, engine and the shift to
stop at. Prints nothing; the worlds go, one after the other, to the file named last.
"""

import json
import sys
from pathlib import Path

from ccu_sim.inputs import Policy, Strategy, Unit
from ccu_sim.model import compiled, engine
from ccu_sim.model.initialization import initialize
from ccu_sim.model.mesa_model import CCUModel
from ccu_sim.model.portable import Portable


def founded(unit, policy, scenario):
    """Found a unit; years before day 0 take plain Python minutes, so the module lives them."""
    way = engine.present
    if unit.stage == "established":
        engine.present = Portable
    try:
        return initialize(
            unit,
            policy,
            scenario["parameters"],
            months=scenario["months"],
            seed=scenario["seed"],
        )
    finally:
        engine.present = way


def world_of(scenario):
    unit = Unit.from_resolved(scenario["unit"])
    policy = Policy.of([Strategy.from_resolved(one) for one in scenario["strategies"]])
    worlds = founded(unit, policy, scenario)
    if scenario["engine"] == "mesa":
        model = CCUModel.of_world(worlds, unit, policy)
        while model.now < scenario["stop"]:
            model.step()
    else:
        compiled.walk(worlds, 0, 0, scenario["stop"])
    return worlds


if __name__ == "__main__":
    scenarios = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with Path(sys.argv[2]).open("wb") as out:
        for scenario in scenarios:
            out.write(world_of(scenario).tobytes())
