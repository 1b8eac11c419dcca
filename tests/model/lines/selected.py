"""Apply one rule that calls rules of other files, and print what it did."""

from ccu_sim.model.submodels.arrivals import select_well
from ccu_sim.model.world import new_world

world = new_world()[0]
world.par.selection_gain = 0.1
me = world.staff[0]
select_well(me, world.par, 1.0)
print(me.boundary_skill)
