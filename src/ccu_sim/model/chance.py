"""What chance holds for people and pairs: much is drawn at one address, ahead, and kept.

An address has 128 random bits; all that may happen to a pair on a shift, to a resident on a
day, is asked of one. What is kept never changes an answer: for anybody else, and for any other
time, it is drawn anew. A run has one key, and a post one holder on a shift.
"""

from ccu_sim.model.calendar import NIGHT_SHIFT, SHIFTS_A_DAY, shift_of_day
from ccu_sim.model.compiling import rule
from ccu_sim.model.records import BEDS_A_BLOCK, PAIRS_KEPT, POSTS
from ccu_sim.model.streams import (
    CHOOSE_WORKER,
    KIND_PLACE,
    NOBODY,
    ORDINAL_PLACE,
    OWN_DAYS,
    RESIDENT_DAY,
    RESIDENT_KIND,
    ROSTER,
    SHARED_SHIFT,
    draw_words,
    halves,
    keep_eight,
    least,
    uniform,
)

DAYS_DRAWN = 4  # of a person's, at one address
SHIFTS_DRAWN = 8  # of a person's with the roster
HEALTH, HANDOVER = 0, 1  # what a person's two numbers of a day are for
SEEKING, CONTACT = 0, 1  # what a resident's two numbers of a shift are for
SPREAD = 37  # puts pairs apart among those kept


@rule
def side(who, whom):
    """Give 0 for the one of a pair whose post comes first, 1 for the other."""
    return 1 if who > whom else 0


@rule
def pair_and_shift(first, second, when):
    """Give a number of their own to two posts, the first before the second, on a shift."""
    return (when * POSTS + first) * POSTS + second


@rule
def meet(world, first, second, when):
    """Draw what chance holds for a pair on a shift, and keep it.

    Of what is rare the least that the number can be is kept (see `streams.finer`); of what
    either may do to the other, first that of `side` 0.
    """
    kept = world.between[(first * SPREAD + second) % PAIRS_KEPT]
    kept.whose = pair_and_shift(first, second, when)
    one, other = world.staff[first].address, world.staff[second].address
    help_, help_back, rare, rarer = draw_words(world.key, SHARED_SHIFT, one, other, when)
    kept.help[0] = uniform(help_)
    kept.help[1] = uniform(help_back)
    challenge, challenge_back = halves(rare)
    kept.challenge[0] = least(challenge)
    kept.challenge[1] = least(challenge_back)
    dispute, slight = halves(rarer)
    kept.dispute = least(dispute)
    kept.slight = least(slight)


@rule
def luck_between(world, who, whom, when):
    """Give the place in ``world.between`` of what chance holds for a pair on a shift."""
    first, second = who, whom
    if who > whom:
        first, second = whom, who
    place = (first * SPREAD + second) % PAIRS_KEPT
    if world.between[place].whose != pair_and_shift(first, second, when):
        meet(world, first, second, when)
    return place


@rule
def luck_of_own_day(world, who, purpose, when):
    """Give a person's luck of the day that a shift belongs to, with ``HEALTH`` or ``HANDOVER``."""
    me, drawn, day = world.staff[who], world.drawn_of_person[who], when // SHIFTS_A_DAY
    keep_eight(drawn, world.key, OWN_DAYS, me.address, NOBODY, day // DAYS_DRAWN)
    return drawn.luck[purpose * DAYS_DRAWN + day % DAYS_DRAWN]


@rule
def luck_with_roster(world, who, when):
    """Give a person's luck on a shift among those who could fill it as well."""
    me, drawn = world.staff[who], world.drawn_of_roster[who]
    keep_eight(drawn, world.key, ROSTER, me.address, NOBODY, when // SHIFTS_DRAWN)
    return drawn.luck[when % SHIFTS_DRAWN]


@rule
def luck_of_resident(world, bed, purpose, when):
    """Give a resident's luck of a shift, with ``SEEKING`` or ``CONTACT``."""
    resident, drawn = world.residents[bed], world.drawn_of_bed[bed]
    keep_eight(drawn, world.key, RESIDENT_DAY, resident.address, NOBODY, when // SHIFTS_A_DAY)
    return drawn.luck[purpose * SHIFTS_A_DAY + shift_of_day(when)]


@rule
def neighbours(block):
    """Give the address of some places that lie side by side, whoever lives there."""
    return (RESIDENT_KIND << KIND_PLACE) | (block << ORDINAL_PLACE)


@rule
def draw_choices(world, block, when):
    """Draw the luck of all on shift with being chosen by those who live in a block of beds.

    Each worker's is kept at the place that they have on the shift.
    """
    for place in range(world.on_count):
        me, drawn = world.staff[world.on_shift[place]], world.drawn_of_choice[block, place]
        keep_eight(drawn, world.key, CHOOSE_WORKER, me.address, neighbours(block), when)


@rule
def draw_ahead(world, when):
    """Draw what nearly everybody will ask on a shift, one after the other.

    Nothing is settled by it; a processor draws several at once where nothing comes between.
    """
    for place in range(world.on_count):
        who = world.on_shift[place]
        for other in range(place + 1, world.on_count):
            meet(world, who, world.on_shift[other], when)
    if shift_of_day(when) != NIGHT_SHIFT:
        for block in range((world.unit.beds - 1) // BEDS_A_BLOCK + 1):
            draw_choices(world, block, when)
    if shift_of_day(when) == 0:
        for bed in range(world.unit.beds):
            luck_of_resident(world, bed, SEEKING, when)
    if when % (DAYS_DRAWN * SHIFTS_A_DAY) == 0:
        for who in range(world.unit.posts):
            luck_of_own_day(world, who, HEALTH, when)
