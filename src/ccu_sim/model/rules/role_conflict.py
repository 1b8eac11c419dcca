"""Role conflict: a task that both could claim becomes a dispute.

CCU paper, Table 1, "Role conflict between consumer and non-consumer providers". The leader
settles some. A dispute across professions colours how each side sees the other's group: a
faultline (Lau & Murnighan 1998) divides a team once something activates it, not by merely
existing.
"""

from ccu_sim.model.compiling import rule
from ccu_sim.model.rules.change import centred, happens, lowered
from ccu_sim.model.rules.trust import bad_turn


@rule
def dispute_over_role(one, other, climate, par, trust, luck):
    """Whether two people's shared tasks become a dispute on a shift they share.

    Parameters
    ----------
    trust : float in [0, 1]
        Mean of the trust each has in the other.

    Returns
    -------
    bool

    Notes
    -----
    logit P = dispute_base + dispute_ambiguity * (1/2 - mean clarity) + dispute_drift * mean
    drift + dispute_strain * (mean strain - 1/2) - dispute_trust * (trust - 1/2)
    + dispute_across * (of two professions) - dispute_leadership * (leadership - 1/2)
    - dispute_expectations * shared expectations * (of two professions).
    """
    clarity = (one.role_clarity + other.role_clarity) / 2.0
    drift = (one.role_drift + other.role_drift) / 2.0
    strain = (one.strain + other.strain) / 2.0
    across = 1.0 if one.role != other.role else 0.0
    log_odds = (
        par.dispute_base
        - par.dispute_ambiguity * centred(clarity)
        + par.dispute_drift * drift
        + par.dispute_strain * centred(strain)
        - par.dispute_trust * centred(trust)
        + par.dispute_across * across
        - par.dispute_leadership * centred(climate.leadership)
        - par.dispute_expectations * climate.shared_expectations * across
    )
    return happens(log_odds, luck)


@rule
def settled(climate, par, luck):
    """Whether a dispute is settled: by the leader on shift, or the next day.

    Notes
    -----
    logit P = settle_base + settle_leadership * (leadership - 1/2) + settle_present * leader
    on shift.
    """
    log_odds = par.settle_base + par.settle_leadership * centred(climate.leadership)
    return happens(log_odds + par.settle_present * climate.leader_on, luck)


@rule
def dispute_severity(par, was_settled):
    """How far a dispute costs trust: wholly, or only ``settled_severity`` when settled."""
    if was_settled:
        return par.settled_severity
    return 1.0


@rule
def group_coloured(trust, par, severity):
    """Trust in another member of the other group, coloured by a dispute across groups.

    Notes
    -----
    The share lost is ``faultline_spill`` of what the disputants lose of each other.
    """
    return lowered(trust, bad_turn(par.trust_gain, par) * par.faultline_spill * severity)


@rule
def lose_valuing(me, par, severity):
    """A dispute across professions costs some valuing of the other role."""
    me.valuing = lowered(me.valuing, bad_turn(par.learning_valuing, par) * severity)
