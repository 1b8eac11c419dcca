"""Mechanism 12: one weekly hazard for everyone."""

import math

import pytest

from ccu_sim.model.calendar import WEEKS_A_YEAR
from ccu_sim.model.measures.people import (
    CONTRACTS_ENDED,
    PROMOTIONS,
    RESIGNED_CLINICIAN,
    RESIGNED_PEER,
)
from ccu_sim.model.records import (
    CLINICIAN,
    CONTRACT_ENDED,
    EVENT_CONTRACT_ENDED,
    EVENT_PROMOTED,
    EVENT_RESIGNED,
    LEADER,
    PEER,
    PROMOTED,
    REASONS,
    RESIGNED,
    SPELLS,
)
from ccu_sim.model.streams import FILL_DELAY, LEAVE, NOBODY, draw, draw_four
from ccu_sim.model.submodels.leaving import (
    chance_of_promotion,
    chance_of_resigning,
    consider_leaving,
    depart,
    log_hazard_ratio,
    share_reasons,
    usual_pull,
    weigh_reasons,
)
from ccu_sim.model.submodels.recruitment import shifts_to_fill

HOLDS = {"satisfaction": "satisfaction", "belonging": "belonging", "trust_given": "belonging"}
HOLDS |= {"leader_support": "leadership", "voice": "hours", "support_met": "health"}
HOLDS |= {"attachment": "base", "near_home": "base"}
PULLS = {"exhaustion": "exhaustion", "job_insecurity": "job_insecurity", "role_drift": "role_drift"}
PULLS |= {"nights": "hours", "extra_shifts": "hours", "hours_wish": "hours"}
PULLS |= {"convalescence": "health"}


def test_pay_acts_with_its_elasticity(scene):
    me, par = scene.me, scene.par
    weigh_reasons(me, scene.climate, par)
    usual = log_hazard_ratio(me)
    for pay in (0.8, 1.25):
        me.relative_pay = pay
        weigh_reasons(me, scene.climate, par)
        ratio = math.exp(log_hazard_ratio(me) - usual)
        assert ratio == pytest.approx(pay**-par.leave_pay)


def counted(world):
    """Departures of the month that are not zero, by place; not what was expected."""
    places = (RESIGNED_PEER, RESIGNED_CLINICIAN, PROMOTIONS, CONTRACTS_ENDED)
    return {place: world.counts[place] for place in places if world.counts[place] != 0}


def reason(me, name):
    return float(me.reasons[REASONS.index(name)])


def test_reasons_are_their_equations(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.satisfaction, me.exhaustion, me.belonging, me.job_insecurity = 0.1, 0.2, 0.3, 0.4
    me.leader_support, me.prospects, me.role_drift, me.valued = 0.6, 0.7, 0.8, 0.55
    me.trust_given, me.voice, me.nights, me.extra_shifts, me.hours_wish = 0.5, 0.6, 0.2, 0.1, 1.0
    me.support_need, me.support_met, me.convalescence = 0.4, 0.5, 0.25
    me.felt_fit, me.attachment, me.near_home = 0.7, 0.6, 0.0
    me.life = -0.5
    climate.contagion = 0.9
    weigh_reasons(me, climate, par)
    weights = par.satisfaction_morale + par.satisfaction_prospects + par.satisfaction_respect
    few_prospects, few_thanks = par.good_prospects - 0.7, par.good_valued - 0.55
    prospects = few_prospects * par.satisfaction_prospects / weights
    respect = few_thanks * par.satisfaction_respect / weights
    work = par.good_satisfaction + par.fit_spread * 0.7 - 0.1
    hours = par.hours_base + par.hours_spread + par.hours_nights * 0.2 + par.hours_extra * 0.1
    fit = par.leave_fit + par.leave_satisfaction * par.fit_spread
    expected = {
        "satisfaction": par.leave_satisfaction * (work - prospects - respect),
        "exhaustion": par.leave_exhaustion * (0.2 - par.good_exhaustion),
        "belonging": par.leave_belonging * (par.good_belonging - 0.4),
        "job_insecurity": par.leave_job_insecurity * 0.4,
        "leadership": par.leave_leadership * (par.good_leader_support - 0.6),
        "prospects": par.leave_satisfaction * prospects + par.leave_prospects * few_prospects,
        "respect": par.leave_satisfaction * respect + par.leave_respect * few_thanks,
        "role_drift": par.leave_role_drift * (0.8 - par.good_role_drift),
        "hours": par.leave_hours * (hours - par.hours_voice * 0.1),
        "health": par.leave_health * (0.2 + 0.25),
        "contagion": par.leave_contagion * 0.9,
        "base": par.leave_distance - fit * 0.7 - par.leave_attachment * 0.1 - usual_pull(par),
    }
    assert {name: reason(me, name) for name in REASONS} == pytest.approx(expected)
    assert log_hazard_ratio(me) == pytest.approx(sum(expected.values()))


def test_somebody_in_the_middle_of_every_scale_leaves_at_the_base_rate(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    me.job_insecurity = me.support_need = me.convalescence = climate.contagion = 0.0
    me.nights = me.extra_shifts = me.hours_wish = me.felt_fit = 0.0
    me.trust_given = me.attachment = 0.5
    me.near_home = 1.0
    weigh_reasons(me, climate, par)
    assert log_hazard_ratio(me) == pytest.approx(0.0, abs=1e-12)


def test_what_satisfaction_is_made_of_is_told_apart_and_counts_once(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    weigh_reasons(me, climate, par)
    before, whole = [float(part) for part in me.reasons], log_hazard_ratio(me)
    me.valued = 0.2
    weigh_reasons(me, climate, par)
    moved = {name for name, old in zip(REASONS, before, strict=True) if reason(me, name) != old}
    assert moved == {"satisfaction", "respect"}
    assert log_hazard_ratio(me) - whole == pytest.approx(par.leave_respect * 0.3)


@pytest.mark.parametrize("felt", [-1.5, 1.5])
def test_how_the_work_suits_is_no_reason_that_a_unit_could_change(scene, felt):
    me, par = scene.me, scene.par
    weigh_reasons(me, scene.climate, par)
    without = [float(part) for part in me.reasons]
    me.felt_fit = felt
    me.satisfaction += par.fit_spread * felt  # as it comes to be
    weigh_reasons(me, scene.climate, par)
    assert list(me.reasons[:-1]) == pytest.approx(without[:-1])
    change = float(me.reasons[-1]) - without[-1]
    fit = par.leave_fit + par.leave_satisfaction * par.fit_spread
    assert change == pytest.approx(-fit * felt)


@pytest.mark.parametrize(("state", "name"), [*HOLDS.items(), *PULLS.items()])
def test_each_state_moves_its_own_reason_its_own_way(scene, state, name):
    me = scene.me
    found = {}
    for level in (0.2, 0.8):
        me[state] = level
        weigh_reasons(me, scene.climate, scene.par)
        found[level] = [float(part) for part in me.reasons]
    moved = [REASONS[i] for i in range(len(REASONS)) if found[0.2][i] != found[0.8][i]]
    assert moved == [name]
    change = found[0.8][REASONS.index(name)] - found[0.2][REASONS.index(name)]
    assert change > 0 if state in PULLS else change < 0


def test_the_hazard_is_the_base_rate_times_the_exponential_of_the_reasons(scene):
    me, par = scene.me, scene.par
    me.reasons[0], me.reasons[1] = 0.7, -0.2
    rate = par.leave_base * math.exp(0.5)
    assert chance_of_resigning(me, par, 1.0) == pytest.approx(1 - math.exp(-rate / WEEKS_A_YEAR))


def test_promotion_out_follows_the_unit_s_standing(scene):
    climate, par = scene.climate, scene.par
    climate.standing = 0.8
    rate = par.promotion_rate * (1 + par.promotion_standing * 0.3)
    assert chance_of_promotion(climate, par, 1.0) == pytest.approx(
        1 - math.exp(-rate / WEEKS_A_YEAR)
    )


def test_shares_of_reasons_add_up_to_1_what_held_included(scene):
    me = scene.me
    me.reasons[0], me.reasons[1], me.reasons[2], me.reasons[-1] = 0.6, -0.2, 0.4, -3.0
    share_reasons(me)
    assert sum(me.reasons) == pytest.approx(1.0)
    assert reason(me, "base") == pytest.approx(math.exp(-0.8))
    assert reason(me, "satisfaction") == pytest.approx(0.6 / 0.8 * (1 - math.exp(-0.8)))
    assert reason(me, "exhaustion") == pytest.approx(-0.2 / 0.8 * (1 - math.exp(-0.8)))


def test_shares_are_the_path_integral_of_the_hazard(scene):
    """Aumann and Shapley's: what each reason adds as all grow from the good anchor at once."""
    me, parts = scene.me, [0.9, -0.3, 0.2]
    me.reasons[:3] = parts
    share_reasons(me)
    steps, pull = 20_000, sum(parts)
    path = [math.exp(pull * (step + 0.5) / steps) for step in range(steps)]
    for place, part in enumerate(parts):
        share = part * sum(path) / steps / math.exp(pull)
        assert float(me.reasons[place]) == pytest.approx(share, rel=1e-6)


def test_where_nothing_pulls_nothing_here_explains_it(scene):
    share_reasons(scene.me)
    assert reason(scene.me, "base") == 1.0
    assert sum(scene.me.reasons) == 1.0


@pytest.fixture
def steady(team):
    """A unit that nobody leaves, unless one says so."""

    def make(*roles):
        world = team(*roles)
        world.par.leave_base = world.par.promotion_rate = 0.0
        world.unit.weeks_to_fill = 6.0
        return world

    return make


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_whoever_resigns_has_worked_their_last_shift_and_leaves_reasons(steady, told, role):
    world = steady(CLINICIAN, role)
    me, par = world.staff[1], world.par
    par.leave_base, me.satisfaction, me.on = 1e9, 0.1, 1
    consider_leaving(world, 1, 20)
    assert (me.here, me.on, world.staff[0].here) == (0, 0, 1)
    spell = world.spells[1]
    assert (spell.end, spell.outcome) == (21, RESIGNED)
    assert sum(spell.reasons) == pytest.approx(1.0)
    assert spell.reasons[REASONS.index("base")] > 0.0
    column = RESIGNED_PEER if role == PEER else RESIGNED_CLINICIAN
    assert counted(world) == {column: 1}
    assert told(world) == [(EVENT_RESIGNED, me.address, NOBODY, 21)]


def test_promotion_is_weighed_only_by_those_who_stay(steady, told):
    world = steady(PEER)
    world.par.promotion_rate = 1e9
    world.staff[0].job_insecurity = 1.0
    consider_leaving(world, 0, 20)
    assert (world.spells[0].outcome, world.spells[0].end) == (PROMOTED, 21)
    assert sum(world.spells[0].reasons) == pytest.approx(1.0)
    assert world.counts[PROMOTIONS] == 1
    assert told(world) == [(EVENT_PROMOTED, world.staff[0].address, NOBODY, 21)]
    world = steady(PEER)
    world.par.promotion_rate = world.par.leave_base = 1e9
    consider_leaving(world, 0, 20)
    assert (world.counts[PROMOTIONS], world.counts[RESIGNED_PEER]) == (0, 1)
    assert len(told(world)) == 1


@pytest.mark.parametrize(("rate", "place"), [("leave_base", 0), ("promotion_rate", 1)])
def test_each_is_decided_by_one_s_own_luck_a_week_at_a_time(steady, rate, place):
    world = steady(PEER)
    me, par = world.staff[0], world.par
    for name in par.dtype.names:
        if name.startswith("leave_"):
            par[name] = 0.0  # no weights: the base rate alone
    luck = draw_four(world.key, LEAVE, int(me.address), NOBODY, 20)[place]
    for chance, here in ((luck * 0.999, 1), (luck * 1.001, 0)):
        par[rate] = -math.log(1 - chance) * WEEKS_A_YEAR
        consider_leaving(world, 0, 20)
        assert me.here == here


@pytest.mark.parametrize(
    ("outcome", "column", "event"),
    [
        (RESIGNED, RESIGNED_PEER, EVENT_RESIGNED),
        (PROMOTED, PROMOTIONS, EVENT_PROMOTED),
        (CONTRACT_ENDED, CONTRACTS_ENDED, EVENT_CONTRACT_ENDED),
    ],
)
def test_a_departure_is_counted_once_told_and_unsettles_by_its_share(
    steady, told, outcome, column, event
):
    world = steady(PEER, CLINICIAN, PEER, PEER, PEER)
    world.staff[3].open = 0
    world.staff[4].casual = 1
    depart(world, 0, 30, outcome)
    assert counted(world) == {column: 1}
    assert told(world) == [(event, world.staff[0].address, NOBODY, 30)]
    assert world.climate.contagion == pytest.approx(1 / 3)
    assert world.comings_and_goings == 1


def test_the_vacancy_s_delay_is_drawn_when_it_begins(steady):
    world = steady(PEER)
    me = world.staff[0]
    luck = draw(world.key, FILL_DELAY, int(me.address), NOBODY, 0)
    depart(world, 0, 30, RESIGNED)
    assert me.filled_at == 30 + shifts_to_fill(world.unit, world.climate, world.par, luck)


def test_casual_staff_leave_without_unsettling_the_team(steady):
    world = steady(PEER, PEER)
    world.staff[0].casual = 1
    depart(world, 0, 30, RESIGNED)
    assert world.climate.contagion == 0.0
    assert world.counts.sum() == 0
    assert world.spells[0].outcome == RESIGNED


def test_a_spell_beyond_the_table_is_not_written(steady):
    world = steady(PEER)
    world.staff[0].spell = SPELLS
    depart(world, 0, 30, RESIGNED)
    assert (world.spells["end"] == 0).all()
