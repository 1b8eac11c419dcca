"""Addressed random numbers: every chance event has its own number, whatever else happens.

A number is a function of the run's key and an address (what event, about whom, with whom,
at which shift), by the counter-based generator Philox4x32 (Salmon et al. 2011, "Parallel
random numbers: as easy as 1, 2, 3"). Nothing is consumed in order, so one more person, or
one more draw in a mechanism, shifts nobody else's luck; two strategies that share a key
meet the same people and the same chance events.

Notes
-----
Seven rounds: with as many Philox4x32 passes every test of BigCrush (Salmon et al., table 2);
ten are its authors' choice where a margin is worth more than time.

An address has four numbers of 32 bits. Each is the middle of one of 2**32 equal parts of
(0, 1), so that it is never 0 nor 1 and its mean is exactly one half: a chance is met to within
2**-33. Where many are asked, a number is parted into two of 16 bits. They choose among people
and settle even odds (to within 2**-17); of what is rare they say only whether it may happen,
which nearly always it cannot, and what may is then drawn to the last bit (`finer`).
"""

import numpy as np

from ccu_sim.model.compiling import rule

ROUNDS = 7
_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_WEYL = (0x9E3779B9, 0xBB67AE85)
_WORD = 0xFFFFFFFF
_EVENT_PLACE = 16
_MIDDLE = 0.5
_UNIT = 1.0 / 4294967296.0  # 2**-32
_HALF_PLACE = 16
_LOW = 0xFFFF
_HALF_A_PART = 0x8000
_PART = 1.0 / 65536.0  # 2**-16

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
HEARD_IN_PLANNING = 11
CHOOSE_WORKER = 13
DILEMMA = 14
DUAL_MENDS = 17
SHARED_SHIFT = 20
CHALLENGE = 23
SLIGHT = 25
CRISIS = 26
ILLNESS = 30
LEAVE = 32
RENEWAL = 34
CONVERSION = 35
FILL_DELAY = 36
BED_DELAY = 37
STEP_UP = 38
RESIDENT_WEEK = 40
CREDENTIAL = 44
REAPPLY = 45
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
TRAIT_EASE = 67
TRAIT_FIT = 68
TRAIT_FIT_OTHER = 69
TRAIT_FRAILTY = 73
TRAIT_HOURS = 74
TRAIT_AHEAD = 81
TRAIT_RENEWAL_VIEW = 90
TRAIT_VOICE = 91
TRAIT_REGARD = 92
FIRST_TRUST = 61
RESIDENT_RECOVERY = 62
RESIDENT_ENGAGEMENT = 63
OWN_DAYS = 70
RESIDENT_DAY = 71
DISPUTE = 72
CIRCUMSTANCES = 75
NEW_TASKS = 76
NEW_ATTENTION = 77
NEW_LIFE = 78
HISTORY = 82
NEW_COMPANY = 80
FIT_KNOWN = 79
COVERAGE = 100  # plus the lever's index


@rule
def philox(key_low, key_high, first, second, third, fourth):
    """Philox4x32 with seven rounds: scramble a counter of four words under a key of two.

    Parameters
    ----------
    key_low, key_high, first, second, third, fourth : int
        Words of 32 bits.

    Returns
    -------
    tuple of int
        Four words of 32 random bits.

    Notes
    -----
    Source: Salmon, Moraes, Dror & Shaw, SC11 (2011); checked against the published
    Random123 vectors. Words are cut to 32 bits only where they are multiplied or given back;
    where whole numbers have 64 bits and a sign, the lower 32 come out right all the same.
    """
    for _ in range(ROUNDS):
        one = _MULTIPLIERS[0] * first
        other = _MULTIPLIERS[1] * third
        first = ((other >> 32) ^ second ^ key_low) & _WORD
        third = ((one >> 32) ^ fourth ^ key_high) & _WORD
        second, fourth = other, one
        key_low += _WEYL[0]
        key_high += _WEYL[1]
    return first, second & _WORD, third, fourth & _WORD


@rule
def uniform(word):
    """Turn a word of 32 bits into a number in (0, 1)."""
    return (float(word) + _MIDDLE) * _UNIT


@rule
def draw_words(key, event, who, whom, when):
    """Draw the four words of 32 random bits that belong to one event at one address.

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
    tuple of int
        Independent of one another.
    """
    return philox(
        int(key) & _WORD,
        (int(key) >> 32) & _WORD,
        (int(event) << _EVENT_PLACE) | int(when),
        int(who),
        int(whom),
        0,
    )


@rule
def draw_four(key, event, who, whom, when):
    """Draw the four numbers in (0, 1) that belong to one event at one address.

    Parameters
    ----------
    key, event, who, whom, when
        As of `draw_words`.

    Returns
    -------
    tuple of float
        Independent of one another; the first is what `draw` gives.
    """
    one, two, three, four = draw_words(key, event, who, whom, when)
    return uniform(one), uniform(two), uniform(three), uniform(four)


@rule
def draw(key, event, who, whom, when):
    """Draw the number in (0, 1) that belongs to one event at one address.

    Parameters
    ----------
    key, event, who, whom, when
        As of `draw_words`.

    Returns
    -------
    float
    """
    return draw_four(key, event, who, whom, when)[0]


@rule
def half_of(word, part):
    """Give the 16 bits of a word that are its first part (0) or its second (1)."""
    return (word >> (_HALF_PLACE * (1 - part))) & _LOW


@rule
def middle_of(half):
    """Give the middle of the part of (0, 1) that 16 bits stand for."""
    return (float(half) + _MIDDLE) * _PART


@rule
def rank_of(half):
    """Give the middle of the part of (0, 2**32) that 16 bits stand for: a luck in whole ranks."""
    return float((half << _HALF_PLACE) + _HALF_A_PART)


@rule
def least_of(half):
    """Give the least that a number can be of which 16 bits are known: where its part begins."""
    return float(half) * _PART


@rule
def parts_below(chance):
    """Give how many of the parts that 16 bits tell apart begin below a chance."""
    parts = int(chance / _PART)
    return parts + 1 if least_of(parts) < chance else parts


@rule
def finer(least, luck):
    """Give a number to the last bit, of which the least it can be is known, by one for the rest."""
    return least + luck * _PART


@rule
def draw_eight(drawn, key, event, who, whom, when):
    """Draw the eight halves of an address into a record."""
    drawn.who = who
    drawn.when = when + 1
    words = drawn.words
    words[0], words[1], words[2], words[3] = draw_words(key, event, who, whom, when)


@rule
def keep_eight(drawn, key, event, who, whom, when):
    """Draw the eight halves of an address into a record, unless it holds them already.

    A record is kept for one event of a run, and for one ``whom``.
    """
    if drawn.when != when + 1 or drawn.who != who:
        draw_eight(drawn, key, event, who, whom, when)


@rule
def one_of_eight(drawn, place):
    """Give one of the eight halves of an address that were drawn."""
    return half_of(drawn.words[place // 2], place % 2)


@rule
def bell(key, event, who, when):
    """Draw a number with mean 0 and standard deviation 1, within -3 and 3.

    The sum of three uniform numbers: near enough to a normal distribution for traits,
    with no tail that nobody has met.
    """
    one, two, three, _ = draw_four(key, event, who, NOBODY, when)
    return 2.0 * (one + two + three) - 3.0


@rule
def key_of_run(seed_low, seed_high, set_index, replicate):
    """Make the 64 bits of a run's key from the two words of its seed and its address."""
    low, high, _, _ = philox(seed_low & _WORD, seed_high & _WORD, 0, set_index, replicate, 0)
    return low | high << 32


def run_key(seed: int, set_index: int, replicate: int) -> np.uint64:
    """Make the key of one run: the same for every strategy and unit.

    Parameters
    ----------
    seed : int
        The study's seed, below 2**64.
    set_index, replicate : int
        Which parameter set, and which replicate of it.

    Returns
    -------
    numpy.uint64
    """
    return np.uint64(key_of_run(seed & _WORD, seed >> 32, set_index, replicate))
