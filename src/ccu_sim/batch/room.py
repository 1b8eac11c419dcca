"""Whether a run has room for everyone who may come and go: arithmetic before anything runs.

Runs that found no room would be those with the most turnover, and what is left would be no
fair sample. So a study is refused whose runs might need more room than a run has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccu_sim.errors import UserError
from ccu_sim.inputs import LEVER_INDEX
from ccu_sim.model.records import SPELLS

if TYPE_CHECKING:
    from ccu_sim.inputs import Policy, Study, Unit

#: Departures allowed for in a post and month besides the ends of contracts: six a year,
#: twice what runs under the harshest conditions have shown.
DEPARTURES_A_MONTH = 0.5


def most_posts(unit: Unit) -> int:
    """Count the posts of a unit, casual staff included."""
    return unit.total_heads + unit.casual_pool.peer_worker + unit.casual_pool.clinician


def most_spells(unit: Unit, policy: Policy, months: int) -> int:
    """Give an upper bound of how many people hold a post in a run.

    Parameters
    ----------
    unit : Unit
    policy : Policy
        Its additional posts count.
    months : int
        The horizon.

    Returns
    -------
    int
        In every post its first holder, one more for every term of its contract, and one for
        every departure that `DEPARTURES_A_MONTH` allows for.
    """
    terms = {group.role: 0.0 for group in unit.staff}
    spells = 0.0
    for group in unit.staff:
        ends = 1.0 / group.contract.months if group.contract.months else 0.0
        terms[group.role] = max(terms[group.role], ends)
        spells += group.heads * (1.0 + months * (DEPARTURES_A_MONTH + ends))
    added = float(policy.doses(months)[0].max(axis=0)[LEVER_INDEX["extra_peer_posts"]])
    added += unit.practices.get("extra_peer_posts", 0.0)
    spells += added * (1.0 + months * (DEPARTURES_A_MONTH + terms.get("peer_worker", 0.0)))
    casual = most_posts(unit) - unit.total_heads
    return int(spells + casual * (1.0 + months * DEPARTURES_A_MONTH))


def require_room(study: Study) -> None:
    """See that every run of a study has room for everyone who may come and go.

    Raises
    ------
    UserError
        If one might not.
    """
    for unit in study.unit_objects:
        for policy in study.policies:
            spells = most_spells(unit, policy, study.months)
            if spells > SPELLS:
                raise UserError(
                    f"{policy.name} at {unit.name}: with its posts and lengths of contract up to "
                    f"{spells:,} people may come and go in {study.months} months, and a run has "
                    f"room for {SPELLS:,}; choose fewer months or longer contracts"
                )
