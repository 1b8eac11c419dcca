"""The two forms in which every state in [0, 1] moves, and the scales they use.

A state either *relaxes* toward a target with a half-life, or an *event* closes a share of
its distance to 0 or 1. Both keep it in [0, 1] by construction, and both are quantities a
person can judge: "half of it is gone in six weeks", "it took a fifth of what was left".
"""

from ccu_sim.model.arithmetic import exp, log
from ccu_sim.model.compiling import rule

LOG_2 = 0.6931471805599453

# Within so much of 0, an odd polynomial is so close to the logistic.
NEAR = 2.0
CLOSENESS = 0.0003
FIRST = 0.249249
THIRD = -0.019207
FIFTH = 0.001129

MIDDLE = 0.5  # of every scale in [0, 1]; coefficients act on the distance from it


@rule
def toward(state, target, share):
    """Relax a state toward a target: close a share of the distance (see `share_in_time`)."""
    return state + (target - state) * share


@rule
def share_in_time(weeks, half_life):
    """Give the share of its distance that a state relaxes in some weeks, of a half-life in weeks.

    ``1 - 2**(-weeks / half_life)``: so much of the way is gone.
    """
    return 1.0 - exp(-LOG_2 * weeks / half_life)


@rule
def raised(state, share):
    """Close a share of a state's distance to 1."""
    return state + (1.0 - state) * share


@rule
def lowered(state, share):
    """Close a share of a state's distance to 0."""
    return state - state * share


@rule
def nearer(state, amount):
    """Multiply a state's distance to 1 by ``exp(-amount)``; a negative amount takes it back."""
    return within(1.0 - (1.0 - state) * exp(-amount))


@rule
def at_odds(chance, ratio):
    """Multiply the odds of a chance; 0 and 1 stay what they are."""
    return chance * ratio / (1.0 - chance + chance * ratio)


@rule
def within(value):
    """Bring a target back into [0, 1]."""
    if value < 0.0:
        return 0.0
    if value > 1.0:
        return 1.0
    return value


@rule
def centred(state):
    """Measure a state from the middle of its scale."""
    return state - MIDDLE


@rule
def logistic(x):
    """Turn log-odds into a probability."""
    return 1.0 / (1.0 + exp(-x))


@rule
def happens(log_odds, luck):
    """Whether something of these log-odds happens: ``luck < logistic(log_odds)``.

    Most answers need no exponential. Within -2 and 2 a polynomial is close to the logistic;
    beyond, ``exp(-x) >= 1 - x`` bounds it by ``1 / (2 - x)`` from above and by
    ``1 - 1 / (2 + x)`` from below.
    """
    square = log_odds * log_odds
    if square >= NEAR * NEAR:
        return _happens_far(log_odds, luck)
    close = MIDDLE + log_odds * (FIRST + square * (THIRD + square * FIFTH))
    gap = luck - close
    if gap * gap <= CLOSENESS * CLOSENESS:
        return luck < logistic(log_odds)
    return luck < close


@rule
def _happens_far(log_odds, luck):
    """Whether something happens, of log-odds that are not within -2 and 2."""
    if log_odds < 2.0 and luck * (2.0 - log_odds) >= 1.0:
        return False
    if log_odds > -2.0 and (1.0 - luck) * (2.0 + log_odds) > 1.0:
        return True
    return luck < logistic(log_odds)


@rule
def luck_at_most(log_odds):
    """Give what luck must be below for anything of at most these log-odds to happen."""
    return logistic(log_odds) + 2.0 * CLOSENESS


@rule
def share_of_dose(gain, sessions):
    """Turn a dose (sessions or hours this week) into the share of distance it closes.

    ``gain`` is the share that one session closes; doses act with diminishing returns:
    ``1 - (1 - gain)**sessions``, and a dose of zero closes exactly nothing.
    """
    if sessions == 0.0:
        return 0.0
    return 1.0 - exp(sessions * log(1.0 - gain))


@rule
def share_in_size(share, reference, size):
    """Scale an event's share to a unit's size: the larger, the less one event moves.

    ``share`` is what one event closes where the size is ``reference``; elsewhere it closes
    ``1 - (1 - share)**(reference / size)``, so that as many events a head move alike
    whatever the size.
    """
    return share_of_dose(share, reference / size)


@rule
def chance_within(rate_a_year, weeks, weeks_a_year):
    """Turn a yearly rate into the probability of at least one event within some weeks."""
    return 1.0 - exp(-rate_a_year * weeks / weeks_a_year)


@rule
def comes_within(rate_a_year, weeks, weeks_a_year, luck):
    """Whether at least one event of a yearly rate comes within some weeks.

    Notes
    -----
    ``luck < chance_within(rate, weeks, weeks_a_year)``. Most answers need no exponential:
    ``1 - exp(-x) <= x``.
    """
    if luck >= rate_a_year * weeks / weeks_a_year:
        return False
    return luck < chance_within(rate_a_year, weeks, weeks_a_year)


@rule
def comes_at_ratio(rate_a_year, log_ratio, weeks, weeks_a_year, luck):
    """Whether at least one event comes within some weeks, of a rate times ``exp(log_ratio)``.

    Notes
    -----
    Most answers need no exponential: ``exp(x) <= 1 / (1 - x)``, and the chance is at most the
    rate.
    """
    if log_ratio < 1.0 and luck * (1.0 - log_ratio) >= rate_a_year * weeks / weeks_a_year:
        return False
    return comes_within(rate_a_year * exp(log_ratio), weeks, weeks_a_year, luck)


@rule
def waiting_time(mean, luck):
    """Turn luck in [0, 1) into an exponentially distributed waiting time."""
    return -mean * log(1.0 - luck)
