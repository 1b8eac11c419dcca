"""Whether a policy fits a unit: doses in range with the unit's own, posts within capacity."""

import re

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import Strategy, compose, load_strategy, load_unit
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.staff import CAPACITY_POSTS

SITE = load_unit("site-1")


def moving(**change):
    """A policy that moves one lever."""
    facts = load_strategy("more-peers").resolved()
    return compose([Strategy.from_resolved({**facts, "name": "moved", "changes": [change]})])


def test_added_doses_and_the_unit_s_own_may_reach_the_limit_together():
    own = SITE.varied({"practices.champion_days": 4})
    require_fits(own, moving(lever="champion_days", add=6))


def test_beyond_it_both_parts_are_told():
    own = SITE.varied({"practices.champion_days": 4})
    says = (
        "moved at site-1 brings champion_days to 10.5, the unit's own 4 included; it can be at "
        "most 10 (days a month)."
    )
    with pytest.raises(UserError, match=f"^{re.escape(says)}$"):
        require_fits(own, moving(lever="champion_days", add=6.5))


def test_a_dose_that_comes_late_is_looked_at_too():
    own = SITE.varied({"practices.champion_days": 4})
    with pytest.raises(UserError, match="brings champion_days to 11"):
        require_fits(own, moving(lever="champion_days", add=7, from_month=110))


def test_of_levers_that_do_not_add_up_the_unit_s_own_is_no_part():
    own = SITE.varied({"practices.adjustment_coverage": 0.8})
    require_fits(own, moving(lever="adjustment_coverage", to=0.9))


def test_as_usual_always_fits():
    require_fits(SITE.varied({"practices.champion_days": 10}), compose([]))


def test_extra_posts_need_room_casual_staff_included():
    casual = CAPACITY_POSTS - SITE.total_heads - SITE.casual_pool.clinician - 3
    full = SITE.varied({"casual_pool.peer_worker": casual})
    require_fits(full, moving(lever="extra_peer_posts", add=3))
    says = f"makes {CAPACITY_POSTS + 1} posts and casual staff; one unit can have at most"
    with pytest.raises(UserError, match=says):
        require_fits(full, moving(lever="extra_peer_posts", add=4))
