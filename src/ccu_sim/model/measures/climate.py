"""The climate of the unit, as it stands."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import monthly

LEADERSHIP = monthly("leadership", "leadership as practised, 0-1", "0-1")
SAFETY = monthly("safety", "psychological safety of the team, 0-1", "0-1")
INCLUSION = monthly("inclusion", "inclusion in the unit's planning and handover, 0-1", "0-1")
STRATEGIC_ALIGNMENT = monthly(
    "strategic_alignment", "alignment of the service's goals with peer work, 0-1", "0-1"
)
STANDING = monthly("standing", "standing of the unit with the wider service, 0-1", "0-1")


@rule
def observe_climate(world, row):
    """Take the climate's states as they are."""
    climate = world.climate
    row[LEADERSHIP] = climate.leadership
    row[SAFETY] = climate.safety
    row[INCLUSION] = climate.inclusion
    row[STRATEGIC_ALIGNMENT] = climate.strategic_alignment
    row[STANDING] = climate.standing
