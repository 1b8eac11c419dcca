"""Use the rules compiled by Numba, and print how many compilations that took in this process."""

import gc

from numba.core.dispatcher import Dispatcher

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import engine, simulate
from ccu_sim.model.mesa_model import CCUModel

native = engine.Native()
engine.present = lambda: native
simulate(load_unit("site-1"), compose(["more-peers"]), REGISTRY.central(), months=2, seed=1)
CCUModel.agent_by_agent = True
model = CCUModel("site-2", ["professional-supervision"], months=1, rng=1)
while model.running:
    model.step()
model.tables()

compiled = [found for found in gc.get_objects() if isinstance(found, Dispatcher)]
used = [one for one in compiled if one.stats.cache_hits or one.stats.cache_misses]
assert {"walk", "initialize_world", "look"} <= {one.__name__ for one in used}
misses = {one.__qualname__: sum(one.stats.cache_misses.values()) for one in used}
print(sum(misses.values()), *[name for name, count in misses.items() if count])
