"""A person takes up a post: selection, induction, traits, first states and bonds."""

import pytest

from ccu_sim.model.calendar import month_start
from ccu_sim.model.lever_index import INDUCTION_DAYS, PERMANENT_SHARE, SELECTION_HOURS
from ccu_sim.model.measures.people import HIRED
from ccu_sim.model.records import (
    CASUAL_KIND,
    CLINICIAN,
    LEADER,
    NEVER,
    OFFERED,
    PEER,
    PERMANENT,
    SPELLS,
    STARTED,
    UNDECIDED,
)
from ccu_sim.model.streams import (
    CONVERSION,
    DISCIPLINE_PLACE,
    FIRST_TRUST,
    KIND_PLACE,
    NEW_ATTENTION,
    NEW_COMPANY,
    NEW_LIFE,
    NEW_TASKS,
    NOBODY,
    ORDINAL_PLACE,
    RENEWAL,
    TRAIT_AHEAD,
    TRAIT_BOUNDARY_SKILL,
    TRAIT_CLARITY,
    TRAIT_DISPOSITION,
    TRAIT_EASE,
    TRAIT_EXPECTATION,
    TRAIT_FRAILTY,
    TRAIT_HOURS,
    TRAIT_LEADING,
    TRAIT_LED,
    TRAIT_MEDICAL,
    TRAIT_NEAR_HOME,
    TRAIT_OUTLOOK,
    TRAIT_REALISM,
    TRAIT_REGARD,
    TRAIT_SUPPORT_NEED,
    TRAIT_SUSCEPTIBILITY,
    TRAIT_VALUING,
    TRAIT_VOICE,
    bell,
    draw,
)
from ccu_sim.model.submodels.arrivals import address_of, arrive, induct, select_well

WHEN = 300
LASTING = ("susceptibility", "disposition", "grasp", "ledness", "ease", "outlook_ahead", "frailty")
LASTING += ("regard", "outspokenness", "hours_wish", "tasks", "attention", "company", "life")


def test_selection_raises_what_a_hire_brings(scene):
    me, par = scene.me, scene.par
    select_well(me, par, 10.0)
    fit = 1 - (1 - par.selection_gain) ** 10
    assert me.recovery_orientation == pytest.approx(0.5 + 0.5 * fit)
    assert me.boundary_skill == pytest.approx(0.5 + 0.5 * fit)
    assert me.realism == pytest.approx(fit)


@pytest.mark.parametrize(("hope", "told"), [(0.9, 1.0), (0.4, 0.0)])
def test_whoever_is_told_beforehand_what_the_work_is_like_hopes_for_less(scene, hope, told):
    me, par = scene.me, scene.par
    me.expectation = hope
    select_well(me, par, 10.0)
    fit = 1 - (1 - par.selection_gain) ** 10
    assert me.expectation == pytest.approx(hope - told * fit * (hope - 0.5))


def test_induction_sets_clarity_skill_and_first_support(scene):
    me, climate, par = scene.me, scene.climate, scene.par
    climate.readiness, me.grasp = 0.6, 0.4
    induct(me, climate, par, 0.0)
    assert me.role_clarity == pytest.approx(0.6 * par.start_clarity + par.clarity_spread * 0.4)
    assert me.boundary_skill == 0.5
    assert me.colleague_support == pytest.approx(par.start_support)
    without = float(me.role_clarity)
    induct(me, climate, par, 5.0)
    share = 1 - (1 - par.induction_gain) ** 5
    assert me.role_clarity == pytest.approx(without + (1 - without) * share)
    assert me.boundary_skill == pytest.approx(0.5 + 0.5 * share)
    assert me.colleague_support == pytest.approx(
        par.start_support + (1 - par.start_support) * share
    )


def test_an_address_tells_role_discipline_ordinal_and_holder_apart(scene):
    me = scene.me
    me.role, me.casual, me.discipline, me.ordinal, me.holder = CLINICIAN, 0, 3, 5, 2
    post = (3 << DISCIPLINE_PLACE) | (5 << ORDINAL_PLACE) | 2
    assert address_of(me) == (2 << KIND_PLACE) | post
    me.casual = 1
    assert address_of(me) == ((2 + CASUAL_KIND) << KIND_PLACE) | post
    me.role, me.casual = PEER, 0
    assert address_of(me) == (1 << KIND_PLACE) | post  # never nobody's


@pytest.fixture
def vacancy(team):
    """A unit whose first post is vacant since somebody left it."""

    def make(*roles):
        world = team(*roles)
        me = world.staff[0]
        me.here, me.owed, me.nights, me.senior, me.away, me.job_insecurity = 0, 3.0, 0.4, 1, 2, 0.6
        me.training = me.credential = me.supervised = me.reflection = 0.7
        me.reasons[:] = 0.3
        me.share_near_home, me.near_home, me.realism = 0.5, 1.0, 1.0
        world.unit.leadership, world.unit.medical_model = 0.6, 0.4
        world.climate.readiness = 0.6
        return world

    return make


def test_a_newcomer_takes_up_the_post_as_its_next_holder(vacancy, told):
    world = vacancy(PEER, CLINICIAN)
    arrive(world, 0, WHEN, 0)
    me = world.staff[0]
    assert (me.holder, me.here, me.founding, me.started, me.away) == (2, 1, 0, WHEN, 0)
    assert me.address == address_of(me)
    assert (me.owed, me.nights, me.senior, me.job_insecurity) == (0.0, 0.0, 0, 0.0)
    assert me.last_shift < -100
    assert (me.training, me.credential, me.supervised, me.reflection) == (0.0, 0.0, 0.0, 0.0)
    assert (me.reasons == 0.0).all()
    assert (world.counts[HIRED], world.comings_and_goings) == (1, 1)
    assert told(world) == [(STARTED, me.address, NOBODY, WHEN)]


@pytest.mark.parametrize(("casual", "founding", "hired"), [(0, 0, 1), (1, 0, 0), (0, 1, 0)])
def test_only_those_hired_into_the_team_count_as_hired(vacancy, told, casual, founding, hired):
    world = vacancy(PEER)
    world.staff[0].casual = casual
    arrive(world, 0, WHEN, founding)
    assert world.counts[HIRED] == hired
    assert len(told(world)) == 1 - founding
    assert world.staff[0].founding == world.spells[0].founding == founding


@pytest.mark.parametrize("role", [PEER, CLINICIAN, LEADER])
def test_traits_and_first_states_are_drawn_alike_in_every_role(vacancy, role):
    world = vacancy(role)
    arrive(world, 0, 0, 1)
    me, par, climate = world.staff[0], world.par, world.climate
    who = int(me.address)

    def trait(event):
        return bell(world.key, event, who, 0)

    def lean(disposition, event):
        share = par.disposition_share
        return share * disposition + (1 - share) * trait(event)

    expected = {
        "susceptibility": lean(-trait(TRAIT_DISPOSITION), TRAIT_SUSCEPTIBILITY),
        "disposition": trait(TRAIT_DISPOSITION),
        "grasp": lean(trait(TRAIT_DISPOSITION), TRAIT_CLARITY),
        "ledness": lean(trait(TRAIT_DISPOSITION), TRAIT_LED),
        "ease": lean(trait(TRAIT_DISPOSITION), TRAIT_EASE),
        "regard": lean(trait(TRAIT_DISPOSITION), TRAIT_REGARD),
        "outspokenness": lean(trait(TRAIT_DISPOSITION), TRAIT_VOICE),
        "outlook_ahead": lean(trait(TRAIT_DISPOSITION), TRAIT_AHEAD),
        "frailty": trait(TRAIT_FRAILTY),
        "hours_wish": trait(TRAIT_HOURS),
        "tasks": trait(NEW_TASKS),
        "attention": trait(NEW_ATTENTION),
        "company": trait(NEW_COMPANY),
        "life": trait(NEW_LIFE),
        "realism": float(draw(world.key, TRAIT_REALISM, who, NOBODY, 0) < par.realist_share),
        "near_home": float(draw(world.key, TRAIT_NEAR_HOME, who, NOBODY, 0) < 0.5),
        "support_need": par.support_need + par.support_need_spread * trait(TRAIT_SUPPORT_NEED),
        "boundary_skill": par.start_skill + par.state_spread * trait(TRAIT_BOUNDARY_SKILL),
        "leading": 0.6 + par.leading_spread * trait(TRAIT_LEADING),
        "expectation": par.start_expectation
        + par.state_spread * trait(TRAIT_EXPECTATION)
        + par.morale_spread * lean(trait(TRAIT_DISPOSITION), NEW_LIFE),
        "exhaustion": par.start_exhaustion
        + par.start_exhaustion_spread * lean(-trait(TRAIT_DISPOSITION), TRAIT_SUSCEPTIBILITY),
        "recovery_orientation": par.start_outlook + par.state_spread * trait(TRAIT_OUTLOOK),
        "medical_model": 0.4 + par.state_spread * trait(TRAIT_MEDICAL),
        "valuing": par.start_valuing + par.state_spread * trait(TRAIT_VALUING),
        "valued": (par.start_valuing + par.trust_start) / 2
        + par.valued_spread * lean(trait(TRAIT_DISPOSITION), TRAIT_REGARD),
        "voice": par.start_voice,
        "trust_received": par.trust_start,
        "trust_given": par.trust_start,
        "belonging": par.start_belonging
        + par.bond_spread * lean(trait(TRAIT_DISPOSITION), TRAIT_EASE),
        "prospects": par.prospects_base
        + par.prospects_spread * lean(trait(TRAIT_DISPOSITION), TRAIT_AHEAD),
        "role_drift": par.start_role_drift,
        "leader_support": climate.leadership
        + par.led_spread * (lean(trait(TRAIT_DISPOSITION), TRAIT_LED) + trait(NEW_ATTENTION)),
        "support_met": par.met_base,
        "role_clarity": 0.6 * par.start_clarity
        + par.clarity_spread * lean(trait(TRAIT_DISPOSITION), TRAIT_CLARITY),
    }
    for name, value in expected.items():
        scale = (-3.0, 3.0) if name in LASTING else (0, 1)
        assert me[name] == pytest.approx(min(max(value, scale[0]), scale[1])), name
    assert me.morale == me.satisfaction == me.uplift == me.expectation
    assert me.first_valuing == me.valuing


def test_hires_are_selected_and_everyone_is_inducted(vacancy, give):
    found = {}
    for founding in (0, 1):
        for lever in (SELECTION_HOURS, INDUCTION_DAYS, None):
            world = vacancy(PEER)
            world.par.realist_share = world.par.state_spread = 0.0
            if lever is not None:
                give(world, lever, 4.0)
            arrive(world, 0, WHEN, founding)
            me = world.staff[0]
            found[founding, lever] = (float(me.realism), float(me.role_clarity))
    for founding in (0, 1):
        realism, clarity = found[founding, None]
        assert (found[founding, SELECTION_HOURS][0] > realism) == (founding == 0)
        assert found[founding, INDUCTION_DAYS][1] > clarity


@pytest.mark.parametrize("established", [0, 1])
def test_a_fixed_term_ends_on_its_day_or_is_somewhere_in_its_course(vacancy, established):
    world = vacancy(PEER)
    me = world.staff[0]
    me.contract_months, world.unit.established = 24, established
    arrive(world, 0, WHEN, 0)
    assert (me.contract_end, me.renewal) == (WHEN + month_start(24), UNDECIDED)
    assert world.spells[0].fixed_term == 1
    arrive(world, 0, 0, 1)
    gone_by = draw(world.key, RENEWAL, int(me.address), NOBODY, 0) if established else 0.0
    term = month_start(24) * (1 - gone_by)
    assert me.contract_end == (int(term) + 1 if established else term)


def test_the_permanent_have_no_end(vacancy):
    world = vacancy(PEER)
    arrive(world, 0, WHEN, 0)
    assert (world.staff[0].contract_end, world.staff[0].renewal) == (PERMANENT, UNDECIDED)
    assert world.spells[0].fixed_term == 0


def test_a_strategy_makes_its_share_of_newcomers_permanent(vacancy, give):
    world = vacancy(PEER)
    me = world.staff[0]
    me.contract_months = 24
    me.holder = 1
    arrive(world, 0, WHEN, 0)
    luck = draw(world.key, CONVERSION, int(me.address), NOBODY, 0)
    for share, permanent in ((luck - 1e-9, False), (luck + 1e-9, True)):
        me.holder = 1
        give(world, PERMANENT_SHARE, share)
        arrive(world, 0, WHEN, 0)
        assert (me.contract_end == PERMANENT) == permanent
        assert (me.renewal == OFFERED) == permanent


@pytest.mark.parametrize("when", [0, WHEN])
def test_trust_begins_both_ways_round_where_the_two_are_at_ease(vacancy, when):
    world = vacancy(PEER, CLINICIAN, LEADER)
    par, posts = world.par, range(3)
    world.staff[1].ease = -0.7
    world.alliance[0, 0] = world.familiarity[0, 0] = 0.4
    world.dual[0, 0] = 2
    before = world.trust.copy()
    arrive(world, 0, when, 0)
    for one in posts:
        for other in posts:
            if 0 in (one, other) and one != other:
                who, whom = (int(world.staff[post].address) for post in (one, other))
                luck = 2 * draw(world.key, FIRST_TRUST, who, whom, 0) - 1
                ease = par.bond_spread * (world.staff[one].ease + world.staff[other].ease)
                ease += par.trust_spread * luck
                assert world.ease[one, other] == pytest.approx(ease)
                expected = min(max(par.trust_start + ease, 0.0), 1.0)
                assert world.trust[one, other] == pytest.approx(expected)
            else:
                assert world.trust[one, other] == before[one, other]
    assert (world.alliance[0, 0], world.familiarity[0, 0], world.dual[0, 0]) == (0.0, 0.0, 0)


def test_a_row_is_opened_for_the_spell(vacancy):
    world = vacancy(CLINICIAN)
    me = world.staff[0]
    world.spell_count, me.discipline, me.fte, me.casual = 4, 2, 0.6, 1
    arrive(world, 0, WHEN, 0)
    spell = world.spells[4]
    assert (me.spell, world.spell_count) == (4, 5)
    assert (spell.post, spell.role, spell.discipline, spell.holder) == (0, CLINICIAN, 2, 2)
    assert (spell.casual, spell.start, spell.end, spell.fte) == (1, WHEN, NEVER, 0.6)
    assert (spell.survey == -1.0).all()


def test_a_full_table_of_spells_is_counted_and_not_written_beyond(vacancy):
    world = vacancy(PEER)
    world.spell_count = SPELLS
    arrive(world, 0, WHEN, 0)
    assert world.spell_count == SPELLS + 1
    assert world.staff[0].spell == SPELLS
    assert (world.spells["start"] == 0).all()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
def test_who_lives_near_is_drawn_by_the_share_of_the_post(vacancy, share):
    world = vacancy(PEER)
    me = world.staff[0]
    me.share_near_home, me.near_home = share, 1.0 - round(share)
    arrive(world, 0, WHEN, 0)
    luck = draw(world.key, TRAIT_NEAR_HOME, int(me.address), NOBODY, 0)
    assert me.near_home == (1.0 if luck < share else 0.0)


def test_nothing_of_the_last_holder_s_contract_or_voice_is_left(vacancy):
    world = vacancy(PEER)
    me = world.staff[0]
    me.renewal, me.voice, me.prospects = OFFERED, 0.99, 0.99
    arrive(world, 0, WHEN, 0)
    assert me.renewal == UNDECIDED
    assert me.voice == world.par.start_voice
    spread = world.par.prospects_spread * me.outlook_ahead
    assert me.prospects == pytest.approx(min(max(world.par.prospects_base + spread, 0.0), 1.0))
