"""Run a month on the compiled engine and print the world's digest."""

import hashlib

from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import compose, load_unit
from ccu_sim.model import run_world

worlds = run_world(load_unit("site-1"), compose([]), REGISTRY.central(), months=1, seed=1)
print(hashlib.sha256(worlds.tobytes()).hexdigest())
