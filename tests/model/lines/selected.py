"""Apply one rule that calls rules of other files, and print what it did."""

from ccu_sim.model.records import new_world
from ccu_sim.model.submodels.arrivals import select_well

world = new_world()[0]
world.par.selection_gain = 0.1
me = world.staff[0]
select_well(me, world.par, 1.0)
print(me.boundary_skill)
