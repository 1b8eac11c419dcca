"""Boundaries: closeness grows with the work, for every role, and brings dilemmas.

The balance of friendly and professional was expected to be hard (8/15; CCU paper,
"Anticipated Challenges"). Sharing lived experience on purpose is peer practice and never a
crossing. Skill, a clear policy and recent supervision or reflection hold the line; exhaustion
wears it. Too strict a policy costs rapport; too loose a one brings more dilemmas.
"""

from ccu_sim.model.chance import CONTACT, half_of_resident
from ccu_sim.model.change import centred, happens, raised, toward
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.events import note
from ccu_sim.model.measures.incidents import CROSSINGS, DILEMMAS
from ccu_sim.model.records import BOUNDARY_CROSSED, BOUNDARY_KNOWN, BOUNDARY_MENDED
from ccu_sim.model.streams import DILEMMA, DUAL_MENDS, draw_four, finer, least_of
from ccu_sim.model.submodels.trust import loses


@rule
def dilemma_arises(familiarity, climate, par, luck):
    """Whether closeness brings a boundary dilemma in one contact with a resident.

    Notes
    -----
    P = dilemma_rate * familiarity * (1 - dilemma_strictness * strictness).
    """
    openness = 1.0 - par.dilemma_strictness * climate.boundary_strictness
    return luck < par.dilemma_rate * familiarity * openness


@rule
def holds_line(me, climate, par, luck):
    """Whether a worker holds the line in a dilemma.

    Notes
    -----
    logit P = hold_base + hold_skill * (skill - 1/2) + hold_clarity * (clarity of the policy
    - 1/2) + hold_supervision * recent supervision + hold_reflection * recent reflection
    - hold_exhaustion * (exhaustion - 1/2). The same for every role.
    """
    log_odds = (
        par.hold_base
        + par.hold_skill * centred(me.boundary_skill)
        + par.hold_clarity * centred(climate.boundary_clarity)
        + par.hold_supervision * me.supervised
        + par.hold_reflection * me.reflection
        - par.hold_exhaustion * centred(me.exhaustion)
    )
    return happens(log_odds, luck)


@rule
def rapport(climate, par):
    """Scale the growth of alliance: strictness costs warmth.

    Notes
    -----
    rapport = 1 - rapport_strictness * strictness * strictness: everyday limits cost little,
    forbidding ordinary friendliness costs much.
    """
    strictness = climate.boundary_strictness
    return 1.0 - par.rapport_strictness * strictness * strictness


@rule
def practise_boundaries(me, share, pace):
    """Raise boundary skill by a share of what is left to learn; unpractised it settles back.

    Notes
    -----
    boundary skill -> what the person came with, half-life ``skill_half_life``.
    """
    me.boundary_skill = toward(me.boundary_skill, me.first_skill, pace.skill)
    me.boundary_skill = raised(me.boundary_skill, share)


@rule
def weighs_on(me, resident, par):
    """Let a dual relationship feed the resident's dependency and the worker's exhaustion."""
    resident.dependency = raised(resident.dependency, par.dual_dependency)
    me.exhaustion = raised(me.exhaustion, par.dual_exhaustion)


@rule
def becomes_known(par, luck):
    """Whether colleagues come to know of a dual relationship this week."""
    return luck < par.dual_known


@rule
def mends(me, climate, par, luck):
    """Whether a dual relationship is brought back within bounds this week.

    Notes
    -----
    P = dual_mend * (supervision + reflection + clarity of the policy) / 3.
    """
    support = (me.supervised + me.reflection + climate.boundary_clarity) / 3.0
    return luck < par.dual_mend * support


@act
def keep_boundaries(world, who, bed, when):
    """Meet a boundary dilemma, perhaps, and hold the line or cross it (mechanism 9)."""
    me, resident, par = world.staff[who], world.residents[bed], world.par
    if world.dual[who, bed] != 0:
        return
    familiarity = world.familiarity[who, bed]
    lowest = least_of(half_of_resident(world, bed, CONTACT, when))
    if not dilemma_arises(familiarity, world.climate, par, lowest):
        return
    rest, luck, _, _ = draw_four(world.key, DILEMMA, me.address, resident.address, when)
    if not dilemma_arises(familiarity, world.climate, par, finer(lowest, rest)):
        return
    world.counts[DILEMMAS] += 1.0
    if not holds_line(me, world.climate, par, luck):
        world.dual[who, bed] = 1
        world.counts[CROSSINGS] += 1.0
        note(world, BOUNDARY_CROSSED, me.address, resident.address, when)


@act
def mend_boundaries(world, who, when):
    """Bring dual relationships back within bounds; meanwhile colleagues may learn of them."""
    me, par = world.staff[who], world.par
    if not _has_dual_relationship(world, who):
        return
    for bed in range(world.unit.beds):
        if world.dual[who, bed] != 0:
            resident = world.residents[bed]
            weighs_on(me, resident, par)
            luck, luck_of_secret, _, _ = draw_four(
                world.key, DUAL_MENDS, me.address, resident.address, when
            )
            if mends(me, world.climate, par, luck):
                world.dual[who, bed] = 0
                note(world, BOUNDARY_MENDED, me.address, resident.address, when)
            elif world.dual[who, bed] == 1 and becomes_known(par, luck_of_secret):
                world.dual[who, bed] = 2
                _lose_colleagues_trust(world, who)
                note(world, BOUNDARY_KNOWN, me.address, resident.address, when)


@rule
def _has_dual_relationship(world, who):
    """Whether a worker has a dual relationship with any resident."""
    some = 0
    for bed in range(world.unit.beds):
        some |= world.dual[who, bed]
    return some != 0


@rule
def _lose_colleagues_trust(world, who):
    """Lower every colleague's trust in a worker whose dual relationship became known."""
    for colleague in range(world.unit.posts):
        if world.staff[colleague].here != 0 and colleague != who:
            trust = loses(world.trust[colleague, who], world.par, world.par.known_severity)
            world.trust[colleague, who] = trust
