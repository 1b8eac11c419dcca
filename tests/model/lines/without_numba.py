"""Run both engines, and a model with a behaviour of its own, where there is no Numba."""

import sys

for name in ("numba", "llvmlite"):
    sys.modules[name] = None

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import prepare, run_world
from ccu_sim.model.agents import StaffMember
from ccu_sim.model.mesa_model import CCUModel

unit, policy, central = load_unit("site-1"), compose([]), REGISTRY.central()
prepare()
worlds = [run_world(unit, policy, central, months=1, seed=1)]
print("compiled")
worlds.append(run_world(unit, policy, central, months=1, seed=1, engine="mesa"))
print("mesa")


class Person(StaffMember):
    """Someone who does as everybody does."""

    def rest(self):
        """Rest."""
        super().rest()


class Own(CCUModel):
    """A model with such people."""

    clinician_class = Person


own = Own("site-1", months=1, rng=1)
own.run_months(1)
worlds.append(own.worlds)
print("own")
if len({world.tobytes() for world in worlds}) == 1:
    print("same")
