"""Contracts: insecurity is perceived.

Contract status by itself hardly moves satisfaction; the nearness of the end and doubt about
renewal do (6/15 named job security; peers on 24-month fixed terms; CCU paper, "Concerns").
"""

from ccu_sim.model.arithmetic import exp
from ccu_sim.model.calendar import months_until
from ccu_sim.model.compiling import rule
from ccu_sim.model.records import OFFERED, PERMANENT, REFUSED
from ccu_sim.model.rules.change import toward


@rule
def doubt(me, climate, par):
    """Doubt about renewal: the chance of none, softened by the unit's standing.

    Notes
    -----
    doubt = (1 - chance of renewal) * (1 - doubt_standing * standing) before it is known;
    0 once renewal is offered, 1 once it is refused.
    """
    if me.renewal == OFFERED:
        return 0.0
    if me.renewal == REFUSED:
        return 1.0
    return (1.0 - me.renewal_chance) * (1.0 - par.doubt_standing * climate.standing)


@rule
def feel_insecure(me, climate, par, when, weeks):
    """Let perceived insecurity follow doubt and the nearness of the contract's end.

    Notes
    -----
    target = doubt * exp(-months to the end / insecurity_months); 0 for permanent staff;
    half-life ``insecurity_half_life``.
    Source: job insecurity, Sverke 2002; Cheng & Chan 2008.
    """
    target = 0.0
    if me.contract_end != PERMANENT:
        left = months_until(me.contract_end, when)
        if left < 0.0:
            left = 0.0
        target = doubt(me, climate, par) * exp(-left / par.insecurity_months)
    me.insecurity = toward(me.insecurity, target, weeks, par.insecurity_half_life)


@rule
def renewed(me, luck):
    """Whether the unit offers renewal: its own stated chance."""
    return luck < me.renewal_chance
