"""A model that a researcher might write; apart, since importing Mesa takes a second."""

from odd_models import is_the_one, mended

from ccu_sim.model.founding import found
from ccu_sim.model.mesa_model import CCUModel


class Fussy(CCUModel):
    """A unit of a researcher's own, on the Mesa engine, that cannot stand its first shift."""

    def step(self):
        raise ValueError("the roster bites its tail")


def on_a_subclass(unit, policy, parameters, *, months, set_index, replicate, **rest):
    """Run on the Mesa engine, one run on a subclass until it is mended."""
    keys = {"months": months, "set_index": set_index, "replicate": replicate, **rest}
    fussy = is_the_one(policy, set_index, replicate) and not mended()
    worlds = found(unit, policy, parameters, **keys)
    model = (Fussy if fussy else CCUModel).of_world(worlds, unit, policy)
    model.run_months(months)
    return model.tables()
