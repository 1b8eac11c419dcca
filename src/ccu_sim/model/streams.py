"""Addressed random numbers: every chance event has its own number, whatever else happens.

A number is a function of the run's key and an address (what event, about whom, with whom,
at which shift), by the counter-based generator Philox2x64-10 (Salmon et al. 2011,
"Parallel random numbers: as easy as 1, 2, 3"). Nothing is consumed in order, so one more
person, or one more draw in a mechanism, shifts nobody else's luck; two strategies that
share a key meet the same people and the same chance events.
"""

import numpy as np

from ccu_sim.model.compiling import jit

_MULTIPLIER = np.uint64(0xD2B74407B1CE6E93)
_WEYL = np.uint64(0x9E3779B97F4A7C15)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_EVENT_PLACE = np.uint64(48)
_WHEN_PLACE = np.uint64(32)
_DROPPED = np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0  # 2**-53

# Addresses of people pack role or kind (4 bits), discipline (4 bits), ordinal (8 bits) and
# holder (16 bits).
ORDINAL_PLACE = 16
DISCIPLINE_PLACE = 24
KIND_PLACE = 28
NOBODY = 0
RESIDENT_KIND = 15

# Events. A value, once released, never changes its meaning.
ROSTER = 1
CASUAL_CALL = 2
OVERTIME_CALL = 3
RELIEF_CALL = 7
ANNUAL_LEAVE = 5
FLEXIBLE_LEAVE = 6
HEARD_AT_HANDOVER = 10
HEARD_IN_PLANNING = 11
SEEK_SUPPORT = 12
CHOOSE_WORKER = 13
DILEMMA = 14
HOLD_LINE = 15
BECOMES_KNOWN = 16
DUAL_MENDS = 17
DISPUTE = 20
SETTLE = 21
HELP = 22
CHALLENGE = 23
RECEPTION = 24
SLIGHT = 25
CRISIS = 26
CRISIS_OUTCOME = 27
ILLNESS = 30
ILLNESS_LENGTH = 31
LEAVE = 32
PROMOTION = 33
RENEWAL = 34
CONVERSION = 35
FILL_DELAY = 36
BED_DELAY = 37
STEP_UP = 38
BECOME_UNWELL = 40
RECOVER = 41
GRADUATE = 42
UNPLANNED_EXIT = 43
CREDENTIAL = 44
TRAIT_SUSCEPTIBILITY = 50
TRAIT_DISPOSITION = 51
TRAIT_REALISM = 52
TRAIT_NEAR_HOME = 53
TRAIT_SUPPORT_NEED = 54
TRAIT_BOUNDARY_SKILL = 55
TRAIT_OUTLOOK = 56
TRAIT_MEDICAL = 57
TRAIT_EXPECTATION = 58
TRAIT_VALUING = 59
TRAIT_LEADING = 60
TRAIT_CLARITY = 64
TRAIT_LED = 65
TRAIT_STAY = 66
FIRST_TRUST = 61
RESIDENT_RECOVERY = 62
RESIDENT_ENGAGEMENT = 63
COVERAGE = 100  # plus the lever's index


@jit
def _high_product(a, b):
    """High 64 bits of the 128-bit product of two unsigned 64-bit numbers."""
    a_low, a_high = a & _LOW, a >> _HALF
    b_low, b_high = b & _LOW, b >> _HALF
    low = a_low * b_low
    middle = a_high * b_low + (low >> _HALF)
    carry = a_low * b_high + (middle & _LOW)
    return a_high * b_high + (middle >> _HALF) + (carry >> _HALF)


@jit
def philox(key, counter_low, counter_high):
    """Philox2x64-10: scramble a 128-bit counter under a 64-bit key.

    Parameters
    ----------
    key, counter_low, counter_high : numpy.uint64

    Returns
    -------
    tuple of numpy.uint64
        Two words of 64 random bits.

    Notes
    -----
    Source: Salmon, Moraes, Dror & Shaw, SC11 (2011); checked against the published
    Random123 vectors.
    """
    low, high = counter_low, counter_high
    for _ in range(10):
        product_high = _high_product(_MULTIPLIER, low)
        product_low = _MULTIPLIER * low
        low, high = product_high ^ key ^ high, product_low
        key = key + _WEYL
    return low, high


@jit
def draw(key, event, who, whom, when):
    """Draw the number in [0, 1) that belongs to one event at one address.

    Parameters
    ----------
    key : numpy.uint64
        The run's key.
    event : int
        One of the event constants of this module, below 65,536.
    who, whom : int
        Addresses of people below 2**32; ``NOBODY`` where there is none.
    when : int
        The shift, below 65,536.

    Returns
    -------
    float
    """
    return draw_both(key, event, who, whom, when)[0]


@jit
def draw_both(key, event, who, whom, when):
    """Draw the two numbers of one address: a pair's, one for each way round.

    Parameters
    ----------
    key, event, who, whom, when
        As of `draw`.

    Returns
    -------
    tuple of float
        Independent, each in [0, 1); the first is what `draw` gives.
    """
    place = (np.uint64(event) << _EVENT_PLACE) | (np.uint64(when) << _WHEN_PLACE)
    people = (np.uint64(who) << _HALF) | np.uint64(whom)
    one, other = philox(np.uint64(key), place, people)
    return np.float64(one >> _DROPPED) * _UNIT, np.float64(other >> _DROPPED) * _UNIT


@jit
def bell(key, event, who, when):
    """Draw a number with mean 0 and standard deviation 1, within -3 and 3.

    The sum of three uniform numbers: near enough to a normal distribution for traits,
    with no tail that nobody has met.
    """
    total = draw(key, event, who, 1, when) + draw(key, event, who, 2, when)
    return 2.0 * (total + draw(key, event, who, 3, when)) - 3.0


def run_key(seed: int, set_index: int, replicate: int) -> np.uint64:
    """Make the key of one run: the same for every strategy and unit.

    Parameters
    ----------
    seed : int
        The study's seed.
    set_index, replicate : int
        Which parameter set, and which replicate of it.

    Returns
    -------
    numpy.uint64
    """
    people = (np.uint64(set_index) << _HALF) | np.uint64(replicate)
    return np.uint64(philox(np.uint64(seed), np.uint64(0), people)[0])
