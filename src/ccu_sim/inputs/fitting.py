"""Whether a policy fits a unit: its doses within range, its posts within capacity."""

from ccu_sim.errors import UserError
from ccu_sim.inputs.change import LAST_MONTH
from ccu_sim.inputs.clashes import TOLERANCE
from ccu_sim.inputs.doses import baseline_doses
from ccu_sim.inputs.levers import LEVER_INDEX, LEVERS
from ccu_sim.inputs.policy import Policy
from ccu_sim.inputs.staff import CAPACITY_POSTS
from ccu_sim.inputs.unit import Unit


def require_fits(unit: Unit, policy: Policy) -> None:
    """Raise `UserError` when a policy and what the unit does already exceed a lever's range."""
    if not policy.strategies:
        return
    doses = policy.doses(LAST_MONTH)[0].max(axis=0)
    together = baseline_doses(unit) + doses
    for index, lever in enumerate(LEVERS):
        if lever.combine == "add" and together[index] > lever.high + TOLERANCE:
            raise UserError(
                f"{policy.name} at {unit.name} brings {lever.name} to {together[index]:g}, the "
                f"unit's own {together[index] - doses[index]:g} included; it can be at most "
                f"{lever.high:g} ({lever.unit})."
            )
    posts = together[LEVER_INDEX["extra_peer_posts"]]
    if posts and not unit.heads("peer_worker"):
        raise UserError(
            f"{policy.name} adds peer posts at {unit.name}, which has no peer workers whose "
            "contract, pay and shifts they could have; give the unit a group of peer workers."
        )
    people = unit.total_heads + unit.casual_pool.peer_worker + unit.casual_pool.clinician + posts
    if people > CAPACITY_POSTS:
        raise UserError(
            f"{policy.name} at {unit.name} makes {people:g} posts and casual staff; one unit can "
            f"have at most {CAPACITY_POSTS}."
        )
