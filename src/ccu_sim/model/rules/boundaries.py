"""Boundaries: closeness grows with the work, for every role, and brings dilemmas.

The balance of friendly and professional was expected to be hard (8/15; CCU paper,
"Anticipated Challenges"). Sharing lived experience on purpose is peer practice and never a
crossing. Skill, a clear policy and recent supervision or reflection hold the line; strain
wears it. Too strict a policy costs rapport; too loose a one brings more dilemmas.
"""

from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import centred, happens, raised


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
    - hold_strain * (strain - 1/2). The same for every role.
    """
    log_odds = (
        par.hold_base
        + par.hold_skill * centred(me.boundary_skill)
        + par.hold_clarity * centred(climate.boundary_clarity)
        + par.hold_supervision * me.supervised
        + par.hold_reflection * me.reflection
        - par.hold_strain * centred(me.strain)
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
def practise_boundaries(me, par, share):
    """Raise boundary skill by a share of what is left to learn."""
    me.boundary_skill = raised(me.boundary_skill, share)


@rule
def weighs_on(me, resident, par):
    """What a dual relationship does in a week: the resident's dependency, the worker's strain."""
    resident.dependency = raised(resident.dependency, par.dual_dependency)
    me.strain = raised(me.strain, par.dual_strain)


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
