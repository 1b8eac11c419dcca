"""Means of staff's states."""

import numpy as np
import pytest

from ccu_sim.model.initialization import initialize
from ccu_sim.model.measures.declaration import MONTHLY
from ccu_sim.model.measures.observer import observe
from ccu_sim.model.measures.states import MEANS_OF_WORKERS
from ccu_sim.model.tables import MONTHLY_COLUMNS

PEERS = "peer workers in post"
FIELD = {"role_drift": "role_drift"}


@pytest.fixture(scope="module")
def team(site_1, as_usual, central):
    """Peer workers and clinicians of site 1 on opening day, and what is seen of them."""
    world = initialize(site_1, as_usual, central, months=1, seed=1)[0]
    row = np.zeros(len(MONTHLY_COLUMNS))
    observe(world, row, 0)
    staff = np.asarray(world.staff)
    staff = staff[(staff["here"] == 1) & (staff["casual"] == 0)]
    people = [staff[staff["role"] == role] for role in (0, 1)]
    return people, dict(zip(MONTHLY_COLUMNS, row, strict=True)), central["exhaustion_threshold"]


@pytest.mark.parametrize(
    "name", [MONTHLY[place].name.removesuffix("_peer") for place in MEANS_OF_WORKERS]
)
def test_a_profession_s_mean_is_over_its_people_in_post(team, name):
    professions, seen, threshold = team
    for people, profession in zip(professions, ("peer", "clinician"), strict=True):
        if name == "high_exhaustion":
            expected = (people["exhaustion"] >= threshold).mean()
        else:
            expected = people[FIELD.get(name, name)].mean()
        assert seen[f"{name}_{profession}"] == pytest.approx(expected), profession


def test_every_mean_of_a_profession_in_post_is_divided():
    """A state that is declared so but not summed would stay at zero; one not divided, a sum."""
    declared = {measure.name for measure in MONTHLY if measure.of == PEERS}
    assert {MONTHLY[place].name for place in MEANS_OF_WORKERS} == declared


def test_means_over_both_professions_are_weighted_by_people(team):
    (peers, clinicians), seen, threshold = team
    both = np.concatenate([peers, clinicians])
    assert seen["role_clarity"] == pytest.approx(both["role_clarity"].mean())
    assert seen["high_exhaustion"] == pytest.approx((both["exhaustion"] >= threshold).mean())
