"""Mechanism 11: job insecurity is perceived."""

import math

import pytest

from ccu_sim.model.calendar import month_start
from ccu_sim.model.lever_index import PERMANENT_SHARE, RENEWAL_NOTICE_MONTHS
from ccu_sim.model.measures.people import CONTRACTS_ENDED
from ccu_sim.model.records import (
    CONTRACT_ENDED,
    EVENT_CONTRACT_ENDED,
    MADE_PERMANENT,
    OFFERED,
    PEER,
    PERMANENT,
    REFUSED,
    RENEWAL_OFFERED,
    RENEWAL_REFUSED,
    TAKEN_ON_AGAIN,
    UNDECIDED,
)
from ccu_sim.model.streams import CONVERSION, NOBODY, REAPPLY, RENEWAL, draw
from ccu_sim.model.submodels.contracts import (
    doubt,
    end_contracts,
    feel_insecure,
    weigh_contract,
)

END = month_start(24)


def test_doubt_is_its_equation_until_renewal_is_known(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.renewal_expected, climate.standing = 0.7, 0.8
    none = 0.3 * (1 - par.doubt_standing * 0.3)
    unsure = par.renewal_uncertainty * 4 * 0.7 * 0.3
    assert doubt(me, climate, par) == pytest.approx(none + unsure)
    me.renewal = OFFERED
    assert doubt(me, climate, par) == 0.0
    me.renewal = REFUSED
    assert doubt(me, climate, par) == 1.0


def test_news_can_hurt_or_relieve_on_average(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    found = {}
    for expected in (0.3, 0.9):  # of a chance of 0.6
        me.renewal, me.renewal_expected = UNDECIDED, expected
        before = doubt(me, climate, par)
        found[expected] = 0.4 - before
    assert found[0.3] < 0.0 < found[0.9]


def test_job_insecurity_relaxes_to_its_equation(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.renewal, me.contract_end, me.job_insecurity = REFUSED, month_start(24), 0.0
    when = month_start(20)
    left = (month_start(24) - when) * 16 / 1461
    feel_insecure(me, climate, par, when, scene.over(par.job_insecurity_half_life))
    felt = math.exp(-left / par.job_insecurity_months)
    assert me.job_insecurity == pytest.approx(felt / 2)


def test_it_is_near_nothing_long_before_the_end_and_grows_as_it_nears(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.renewal_expected, me.contract_end = 0.5, month_start(24)
    felt = []
    for month in range(24):
        feel_insecure(me, climate, par, month_start(month), scene.over(4.0))
        felt.append(float(me.job_insecurity))
    assert felt[3] < 0.02
    assert felt == sorted(felt)
    assert felt[23] > 5 * felt[12]


def test_the_permanent_feel_none(scene):
    scene.me.contract_end, scene.me.job_insecurity = PERMANENT, 0.4
    feel_insecure(
        scene.me, scene.climate, scene.par, 100, scene.over(scene.par.job_insecurity_half_life)
    )
    assert scene.me.job_insecurity == pytest.approx(0.2)


def test_a_term_that_is_over_is_not_felt_more_than_fully(scene):
    me = scene.me
    me.renewal, me.contract_end = REFUSED, 10
    feel_insecure(me, scene.climate, scene.par, 1000, scene.over(500.0))
    assert me.job_insecurity == pytest.approx(1.0)


@pytest.fixture
def termed(team):
    """A unit of one person on a fixed term, renewed with some chance, told so long before."""

    def make(chance=1.0, before=3.0):
        world = team(PEER)
        me = world.staff[0]
        world.par.reappointed = 0.0
        me.contract_months, me.contract_end = 24, END
        me.renewal_chance, me.decided_months_before = chance, before
        return world

    return make


def week_before(months):
    """The latest shift of which a week later it is still so many months to the contract's end."""
    return END - months * 1461 // 16 - 21


@pytest.mark.parametrize(
    ("chance", "renewal", "event"),
    [(1.0, OFFERED, RENEWAL_OFFERED), (0.0, REFUSED, RENEWAL_REFUSED)],
)
def test_renewal_is_decided_at_its_lead_time_and_told(termed, told, chance, renewal, event):
    world = termed(chance=chance)
    me = world.staff[0]
    weigh_contract(world, 0, week_before(3) - 1)
    assert (me.renewal, told(world)) == (UNDECIDED, [])
    weigh_contract(world, 0, week_before(3))
    assert me.renewal == renewal
    assert told(world) == [(event, me.address, NOBODY, week_before(3))]
    weigh_contract(world, 0, week_before(3) + 21)
    assert len(told(world)) == 1


def test_the_longer_of_two_notices_counts(termed, give):
    for notice, decided in ((6.0, True), (1.0, False)):
        world = termed()
        give(world, RENEWAL_NOTICE_MONTHS, notice)
        weigh_contract(world, 0, week_before(6))
        assert (world.staff[0].renewal == OFFERED) == decided
    weigh_contract(world, 0, week_before(3))
    assert world.staff[0].renewal == OFFERED


def test_a_renewal_has_the_luck_of_its_own_term(termed):
    for end in (END, END + 1, END + 2):
        world = termed(chance=0.5)
        me = world.staff[0]
        me.contract_end = end
        luck = draw(world.key, RENEWAL, int(me.address), NOBODY, end)
        weigh_contract(world, 0, END - 30)
        assert me.renewal == (OFFERED if luck < 0.5 else REFUSED)


def test_the_share_made_permanent_is_of_those_not_refused(termed, give, told):
    world = termed()
    me = world.staff[0]
    luck = draw(world.key, CONVERSION, int(me.address), NOBODY, 0)
    for share, refused, permanent in (
        (luck - 1e-9, False, False),
        (luck + 1e-9, True, False),
        (luck + 1e-9, False, True),
    ):
        give(world, PERMANENT_SHARE, share)
        me.renewal = REFUSED if refused else UNDECIDED
        weigh_contract(world, 0, 41)
        assert (me.contract_end == PERMANENT) == permanent
    assert me.renewal == OFFERED
    assert told(world) == [(MADE_PERMANENT, me.address, NOBODY, 41)]


def test_job_insecurity_is_felt_every_week_by_who_has_a_term(termed):
    world = termed(chance=0.2)
    me, par = world.staff[0], world.par
    weigh_contract(world, 0, END - 300)
    felt = float(me.job_insecurity)
    assert felt > 0.0
    me.contract_end = PERMANENT
    weigh_contract(world, 0, END - 279)
    assert me.job_insecurity == pytest.approx(felt * 0.5 ** (1 / par.job_insecurity_half_life))


@pytest.mark.parametrize(("permanent", "end"), [(0, 2 * END), (1, PERMANENT)])
def test_an_offer_is_taken_up_when_the_term_ends(termed, told, permanent, end):
    world = termed()
    me = world.staff[0]
    me.renewal, me.renewed_permanent = OFFERED, permanent
    end_contracts(world, END - 2)
    assert (me.contract_end, me.renewal) == (END, OFFERED)
    end_contracts(world, END - 1)
    assert (me.here, me.contract_end, me.renewal) == (1, end, UNDECIDED)
    assert told(world) == []


def test_without_one_the_term_is_the_end_and_no_resignation(termed, told):
    world = termed()
    me = world.staff[0]
    me.renewal, me.reasons[:] = REFUSED, 0.4
    end_contracts(world, END - 2)
    assert me.here == 1
    end_contracts(world, END - 1)
    assert me.here == 0
    spell = world.spells[0]
    assert (spell.end, spell.outcome) == (END, CONTRACT_ENDED)
    assert (spell.reasons == 0.0).all()
    assert world.counts[CONTRACTS_ENDED] == 1
    assert told(world) == [(EVENT_CONTRACT_ENDED, me.address, NOBODY, END)]
    end_contracts(world, END)
    assert world.counts[CONTRACTS_ENDED] == 1


@pytest.mark.parametrize(("permanent", "end"), [(0.0, 2 * END), (1.0, PERMANENT)])
def test_who_is_not_renewed_may_get_the_post_again_on_the_terms_of_the_day(
    termed, give, told, permanent, end
):
    world = termed()
    me = world.staff[0]
    give(world, PERMANENT_SHARE, permanent)
    luck = draw(world.key, REAPPLY, int(me.address), NOBODY, END)
    for reappointed, stays in ((luck + 1e-9, True), (luck - 1e-9, False)):
        world.par.reappointed = reappointed
        me.here, me.renewal, me.contract_end = 1, REFUSED, END
        end_contracts(world, END - 1)
        assert bool(me.here) == stays
        if stays:
            assert (me.contract_end, me.renewal, me.founding) == (end, UNDECIDED, 0)
            assert told(world) == [(TAKEN_ON_AGAIN, me.address, NOBODY, END - 1)]
    assert world.counts[CONTRACTS_ENDED] == 1


def test_a_new_term_is_expected_anew(termed):
    world = termed(chance=1.0)
    me = world.staff[0]
    me.renewal, me.renewal_expected = OFFERED, 0.0
    end_contracts(world, END - 1)
    assert me.renewal_expected == 1.0


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_what_nobody_decided_in_time_is_decided_at_the_end(termed, told, chance):
    world = termed(chance=chance)
    me = world.staff[0]
    end_contracts(world, END - 1)
    assert me.here == chance
    kinds = [kind for kind, *_ in told(world)]
    assert kinds == ([RENEWAL_OFFERED] if chance else [EVENT_CONTRACT_ENDED])


def test_permanent_posts_never_end(team):
    world = team(PEER, PEER)
    world.staff[1].here, world.staff[1].contract_end = 0, 10
    end_contracts(world, 5000)
    assert world.staff[0].here == 1
    assert world.counts[CONTRACTS_ENDED] == 0
