"""How much of each lever reaches whom, now."""

from ccu_sim.model.calendar import WEEKS_A_MONTH, month_of
from ccu_sim.model.compiling import rule
from ccu_sim.model.streams import COVERAGE, NOBODY, draw


@rule
def reaches(world, me, lever, when):
    """Whether a strategy's share of a lever reaches this person: decided once for each."""
    coverage = world.coverage[month_of(when), lever]
    if coverage >= 1.0:
        return True
    return draw(world.key, COVERAGE + lever, me.address, NOBODY, 0) < coverage


@rule
def unit_dose(world, lever, when):
    """Dose of an added lever in the whole unit: as usual plus the strategies', as it reaches."""
    month = month_of(when)
    return world.base_dose[lever] + world.dose[month, lever] * world.coverage[month, lever]


@rule
def own_dose(world, me, lever, when):
    """Dose of an added lever for one person, a month."""
    dose = world.base_dose[lever]
    extra = world.dose[month_of(when), lever]
    if extra > 0.0 and reaches(world, me, lever, when):
        dose += extra
    return dose


@rule
def own_dose_this_week(world, me, lever, when):
    """Dose of an added lever for one person, this week."""
    return own_dose(world, me, lever, when) / WEEKS_A_MONTH


@rule
def unit_dose_this_week(world, lever, when):
    """Dose of an added lever in the whole unit, this week."""
    return unit_dose(world, lever, when) / WEEKS_A_MONTH


@rule
def highest_dose(world, lever, when):
    """Dose of a lever of which the highest counts."""
    dose = world.dose[month_of(when), lever]
    if dose > world.base_dose[lever]:
        return dose
    return world.base_dose[lever]


@rule
def own_highest_dose(world, me, lever, when):
    """Dose of such a lever for one person."""
    dose = world.dose[month_of(when), lever]
    if dose > world.base_dose[lever] and reaches(world, me, lever, when):
        return dose
    return world.base_dose[lever]


@rule
def set_dose(world, lever, when):
    """Level of a lever that is set: the strategies' where they set it, else the unit's."""
    dose = world.dose[month_of(when), lever]
    if dose == dose:  # not a number where no strategy sets it
        return dose
    return world.base_dose[lever]
