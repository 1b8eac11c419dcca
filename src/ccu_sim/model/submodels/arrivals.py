"""A person takes up a post: selection, induction, traits, first states and bonds (mechanism 13).

Peer workers, clinicians and the leader begin alike in goodwill and outlook, but for small
spreads: the founding study found no major differences between them on commencement (CCU
paper, "Sample Characteristics"). Recruitment and induction are actions of the review (Reeves
2024, Table 4).
"""

from ccu_sim.model.calendar import month_start
from ccu_sim.model.change import MIDDLE, centred, raised, share_of_dose, within
from ccu_sim.model.compiling import rule
from ccu_sim.model.doses import own_dose, own_highest_dose
from ccu_sim.model.events import note
from ccu_sim.model.lever_index import INDUCTION_DAYS, PERMANENT_SHARE, SELECTION_HOURS
from ccu_sim.model.measures.people import HIRED
from ccu_sim.model.records import (
    CASUAL_KIND,
    IN_POST,
    NEVER,
    OFFERED,
    PERMANENT,
    PRESENT,
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
    STEP_UP,
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
from ccu_sim.model.submodels.fit import leaning, take_post
from ccu_sim.model.submodels.prospects import wish_to_advance
from ccu_sim.model.submodels.renewal import expect_renewal


@rule
def select_well(me, par, hours):
    """Let structured selection raise what a hire brings, and tell them what to expect.

    Notes
    -----
    Outlook, boundary skill and realism are raised by ``selection_gain`` an hour, and as much of
    what is hoped for beyond the middle of the scale is given up beforehand. Source: realistic
    previews and met expectations, Wanous 1992.
    """
    fit = share_of_dose(par.selection_gain, hours)
    me.recovery_orientation = raised(me.recovery_orientation, fit)
    me.boundary_skill = raised(me.boundary_skill, fit)
    me.realism = raised(me.realism, fit)
    if me.expectation > MIDDLE:
        me.expectation -= centred(me.expectation) * fit


@rule
def induct(me, climate, par, days):
    """Start a person's clarity, boundary skill and first support by induction.

    Notes
    -----
    role clarity = readiness * start_clarity + clarity_spread * the person's grasp of roles,
    raised by ``induction_gain`` a day; boundary skill and first support, from
    ``start_support``, raised likewise.
    """
    share = share_of_dose(par.induction_gain, days)
    clarity = within(climate.readiness * par.start_clarity + par.clarity_spread * me.grasp)
    me.role_clarity = raised(clarity, share)
    me.boundary_skill = raised(me.boundary_skill, share)
    me.colleague_support = raised(par.start_support, share)


@rule
def address_of(me):
    """Pack role (and whether casual), discipline, ordinal and holder into an address.

    Ordinals count within a discipline, so that one more nurse shifts nobody else's luck.
    Kinds count from 1, so that no person shares an address with nobody.
    """
    kind = me.role + 1
    if me.casual != 0:
        kind += CASUAL_KIND
    post = (me.discipline << DISCIPLINE_PLACE) | (me.ordinal << ORDINAL_PLACE)
    return (kind << KIND_PLACE) | post | me.holder


@rule
def ease_between(one, other, par, luck):
    """Give the lasting ease that one of two people feels with the other, for good or ill.

    Notes
    -----
    bond_spread * (ease of the one + ease of the other) + trust_spread * luck from -1 to 1, which
    is this pair's own.
    """
    return par.bond_spread * (one.ease + other.ease) + par.trust_spread * (2.0 * luck - 1.0)


@rule
def arrive(world, post, when, founding):
    """Let a new person take up a post.

    Parameters
    ----------
    post : int
        Index of an open post that nobody holds.
    when : int
        First shift.
    founding : int
        1 on the unit's first day, else 0.
    """
    me = world.staff[post]
    me.holder += 1
    me.address = address_of(me)
    me.here = 1
    me.founding = founding
    me.started = when
    me.away = PRESENT
    me.last_shift = NEVER - 1000
    me.owed = 0.0
    me.nights = 0.0
    me.extra_shifts = 0.0
    me.sick_days = 0.0
    me.long_sick_days = 0.0
    me.convalescence = 0.0
    me.senior = 0
    me.relative_pay = 1.0
    _draw_traits(world, me)
    _begin_states(world, me)
    hours = own_dose(world, me, SELECTION_HOURS, when)
    take_post(world, me, hours)
    if founding == 0:
        select_well(me, world.par, hours)
    induct(me, world.climate, world.par, own_dose(world, me, INDUCTION_DAYS, when))
    _sign_contract(world, me, when, founding)
    _meet_everyone(world, post)
    open_spell(world, post, when)
    world.comings_and_goings += 1
    if founding == 0:
        if me.casual == 0:
            world.counts[HIRED] += 1.0
        note(world, STARTED, me.address, NOBODY, when)


@rule
def _draw_traits(world, me):
    """Draw what lasts: disposition and leanings, realism, distance, need, skill, outlook."""
    key, par, who = world.key, world.par, me.address
    me.disposition = bell(key, TRAIT_DISPOSITION, who, 0)
    me.susceptibility = leaning(par, -me.disposition, bell(key, TRAIT_SUSCEPTIBILITY, who, 0))
    me.grasp = leaning(par, me.disposition, bell(key, TRAIT_CLARITY, who, 0))
    me.ledness = leaning(par, me.disposition, bell(key, TRAIT_LED, who, 0))
    me.ease = leaning(par, me.disposition, bell(key, TRAIT_EASE, who, 0))
    me.regard = leaning(par, me.disposition, bell(key, TRAIT_REGARD, who, 0))
    me.outspokenness = leaning(par, me.disposition, bell(key, TRAIT_VOICE, who, 0))
    me.frailty = bell(key, TRAIT_FRAILTY, who, 0)
    me.hours_wish = bell(key, TRAIT_HOURS, who, 0)
    me.outlook_ahead = leaning(par, me.disposition, bell(key, TRAIT_AHEAD, who, 0))
    me.tasks = bell(key, NEW_TASKS, who, 0)
    me.attention = bell(key, NEW_ATTENTION, who, 0)
    me.company = bell(key, NEW_COMPANY, who, 0)
    me.life = bell(key, NEW_LIFE, who, 0)
    me.realism = 0.0
    if draw(key, TRAIT_REALISM, who, NOBODY, 0) < par.realist_share:
        me.realism = 1.0
    me.near_home = 0.0
    if draw(key, TRAIT_NEAR_HOME, who, NOBODY, 0) < me.share_near_home:
        me.near_home = 1.0
    me.advancement = wish_to_advance(par, draw(key, STEP_UP, who, NOBODY, 0))
    need = par.support_need + par.support_need_spread * bell(key, TRAIT_SUPPORT_NEED, who, 0)
    me.support_need = within(need)
    skill = par.start_skill + par.state_spread * bell(key, TRAIT_BOUNDARY_SKILL, who, 0)
    me.boundary_skill = within(skill)
    me.first_skill = me.boundary_skill
    leading = world.unit.leadership + par.leading_spread * bell(key, TRAIT_LEADING, who, 0)
    me.leading = within(leading)


@rule
def _begin_states(world, me):
    """Begin every state: goodwill and outlook alike for all roles, but for small spreads."""
    key, par, climate, who = world.key, world.par, world.climate, me.address
    hope = par.start_expectation + par.state_spread * bell(key, TRAIT_EXPECTATION, who, 0)
    me.expectation = within(hope + par.morale_spread * leaning(par, me.disposition, me.life))
    me.morale = me.expectation
    me.satisfaction = me.expectation
    me.exhaustion = within(par.start_exhaustion + par.start_exhaustion_spread * me.susceptibility)
    outlook = par.start_outlook + par.state_spread * bell(key, TRAIT_OUTLOOK, who, 0)
    me.recovery_orientation = within(outlook)
    medical = world.unit.medical_model + par.state_spread * bell(key, TRAIT_MEDICAL, who, 0)
    me.medical_model = within(medical)
    me.valuing = within(par.start_valuing + par.state_spread * bell(key, TRAIT_VALUING, who, 0))
    me.first_valuing = me.valuing
    me.valued = within((par.start_valuing + par.trust_start) / 2.0 + par.valued_spread * me.regard)
    me.voice = par.start_voice
    me.trust_received = par.trust_start
    me.trust_given = par.trust_start
    me.belonging = within(par.start_belonging + par.bond_spread * me.ease)
    me.prospects = within(par.prospects_base + par.prospects_spread * me.outlook_ahead)
    me.role_drift = par.start_role_drift
    me.job_insecurity = 0.0
    led = climate.leadership + par.led_spread * (me.ledness + me.attention)
    me.leader_support = within(led)
    me.support_met = par.met_base
    me.training = 0.0
    me.credential = 0.0
    me.supervised = 0.0
    me.reflection = 0.0
    me.uplift = me.expectation
    me.heard = 0.0
    me.coached = 0.0
    me.resigning_chance = 0.0
    for reason in range(len(me.reasons)):
        me.reasons[reason] = 0.0


@rule
def _sign_contract(world, me, when, founding):
    """Set the end of the contract, if it has one.

    In an established unit founding contracts are somewhere in their term.
    """
    me.renewal = UNDECIDED
    me.contract_end = PERMANENT
    if me.contract_months == 0:
        return
    luck = draw(world.key, CONVERSION, me.address, NOBODY, 0)
    if luck < own_highest_dose(world, me, PERMANENT_SHARE, when):
        me.renewal = OFFERED
        return
    term = float(month_start(me.contract_months))
    if founding == 1 and world.unit.established == 1:
        term = term * (1.0 - draw(world.key, RENEWAL, me.address, NOBODY, 0))
    me.contract_end = when + int(term) + (1 if term > int(term) else 0)
    expect_renewal(world, me)


@rule
def _meet_everyone(world, post):
    """Begin trust both ways with everyone in post, and no bond with residents yet."""
    par = world.par
    start = par.trust_start
    me = world.staff[post]
    for other in range(world.unit.posts):
        if other != post:
            colleague = world.staff[other]
            mine = draw(world.key, FIRST_TRUST, me.address, colleague.address, 0)
            theirs = draw(world.key, FIRST_TRUST, colleague.address, me.address, 0)
            world.ease[post, other] = ease_between(me, colleague, par, mine)
            world.ease[other, post] = ease_between(me, colleague, par, theirs)
            world.trust[post, other] = within(start + world.ease[post, other])
            world.trust[other, post] = within(start + world.ease[other, post])
    for bed in range(world.unit.beds):
        world.alliance[post, bed] = 0.0
        world.familiarity[post, bed] = 0.0
        world.dual[post, bed] = 0


@rule
def open_spell(world, post, when):
    """Open the row that will say how long this person stayed, and why they left."""
    me = world.staff[post]
    me.spell = world.spell_count
    if world.spell_count < SPELLS:
        spell = world.spells[world.spell_count]
        spell.post = post
        spell.role = me.role
        spell.discipline = me.discipline
        spell.holder = me.holder
        spell.fixed_term = 1 if me.contract_end != PERMANENT else 0
        spell.casual = me.casual
        spell.founding = me.founding
        spell.start = when
        spell.end = NEVER
        spell.outcome = IN_POST
        spell.fte = me.fte
        for reason in range(len(spell.reasons)):
            spell.reasons[reason] = 0.0
        for item in range(len(spell.survey)):
            spell.survey[item] = -1.0  # not asked
    world.spell_count += 1
