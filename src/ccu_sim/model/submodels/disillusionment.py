"""Honeymoon and disillusionment: hope meets experience.

People arrive hopeful (9/15) and most temper it with realism (9/15; CCU paper, "Outlook and
Goals"). Newcomers' satisfaction peaks after entry and falls within the first year (Boswell
2009). What is expected and not met hurts (met expectations, Wanous 1992); expectations then
come down to experience, sooner in those who were realistic.
"""

from ccu_sim.model.change import share_in_time, toward, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.doses import own_highest_dose
from ccu_sim.model.lever_index import ADJUSTMENT_COVERAGE
from ccu_sim.model.records import LEADER
from ccu_sim.model.submodels.fit import find_out, leaning
from ccu_sim.model.submodels.health import convalesce, meet_need
from ccu_sim.model.submodels.leadership import miss_leader
from ccu_sim.model.submodels.role_clarity import blur
from ccu_sim.model.submodels.support import uplift_fades

ASPECTS = 7.0  # belonging, voice, clarity, energy, leader's and colleagues' support, residents


@rule
def experience(me):
    """Judge how work is going: the plain mean of seven aspects of it, in [0, 1]."""
    total = me.belonging + me.voice + me.role_clarity + me.leader_support + me.uplift
    return (total + me.colleague_support + 1.0 - me.exhaustion) / ASPECTS


@rule
def unmet_expectation(me, par):
    """Measure the felt gap between what was expected and what is met.

    Notes
    -----
    gap = max(0, expectation - experience) * (1 - realism_cushion * realism).
    """
    gap = me.expectation - experience(me)
    if gap <= 0.0:
        return 0.0
    return gap * (1.0 - par.realism_cushion * me.realism)


@rule
def take_heart(me, par, pace):
    """Let morale follow experience, expectations adjust, satisfaction follow morale.

    Notes
    -----
    morale -> experience + morale_spread * (a person's disposition, and how life outside is: see
    `leaning`) - disappointment * unmet expectation, half-life ``morale_half_life``;
    expectation -> experience, half-life ``expectation_half_life``, for realists
    ``realism_revision`` times as fast;
    satisfaction -> mean of morale, prospects and being valued, weighted with
    ``satisfaction_morale``, ``satisfaction_prospects`` and ``satisfaction_respect``, + fit_spread
    * how well the work is felt to suit, half-life ``satisfaction_half_life``.
    Source: CCU paper, "Rewards and Drivers"; Boswell 2009.
    """
    felt = experience(me)
    target = felt + par.morale_spread * leaning(par, me.disposition, me.life)
    target = within(target - par.disappointment * unmet_expectation(me, par))
    me.morale = toward(me.morale, target, pace.morale)
    weeks = 1.0 + (par.realism_revision - 1.0) * me.realism  # what a week is worth
    me.expectation = toward(me.expectation, felt, share_in_time(weeks, par.expectation_half_life))
    weights = par.satisfaction_morale + par.satisfaction_prospects + par.satisfaction_respect
    content = (
        par.satisfaction_morale * me.morale
        + par.satisfaction_prospects * me.prospects
        + par.satisfaction_respect * me.valued
    ) / weights
    content = within(content + par.fit_spread * me.felt_fit)
    me.satisfaction = toward(me.satisfaction, content, pace.satisfaction)


@act
def take_stock(world, who, when):
    """Let the week sink in: morale, support, clarity (mechanisms 3, 4, 10)."""
    me, par, climate = world.staff[who], world.par, world.climate
    find_out(me, world.pace)
    take_heart(me, par, world.pace)
    if me.role != LEADER:
        miss_leader(me, climate, par, world.pace)
    uplift_fades(me, world.pace)
    blur(me, climate, par, world.pace)
    convalesce(me, world.pace)
    meet_need(me, par, own_highest_dose(world, me, ADJUSTMENT_COVERAGE, when), world.pace)
