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
    half_of,
    keep_eight,
    least_of,
    middle_of,
    one_of_eight,
    parts_below,
    rank_of,
    uniform,
)

DAYS_DRAWN = 4  # of a person's, at one address
SHIFTS_DRAWN = 8  # of a person's with the roster
HEALTH, HANDOVER = 0, 1  # what a person's two numbers of a day are for
SEEKING, CONTACT = 0, 1  # what a resident's two numbers of a shift are for
DISPUTE_PART, SLIGHT_PART = 0, 1  # of the word that a pair's luck with both makes
POST_BITS = 8  # hold a post, or a place on a shift
POST = 0xFF
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
    """Draw what chance holds for a pair on a shift, and keep it; give the place where.

    Of what is rare 16 bits are kept (see `streams.finer`); of what either may do to the other,
    first that of `side` 0.
    """
    place = (first * SPREAD + second) % PAIRS_KEPT
    kept = world.between[place]
    kept.whose = pair_and_shift(first, second, when)
    one, other = world.staff[first].address, world.staff[second].address
    help_, help_back, rare, rarer = draw_words(world.key, SHARED_SHIFT, one, other, when)
    kept.help[0] = uniform(help_)
    kept.help[1] = uniform(help_back)
    kept.challenges = rare
    kept.dispute_and_slight = rarer
    return place


@rule
def luck_between(world, who, whom, when):
    """Give the place in ``world.between`` of what chance holds for a pair on a shift."""
    first, second = who, whom
    if who > whom:
        first, second = whom, who
    place = (first * SPREAD + second) % PAIRS_KEPT
    if world.between[place].whose != pair_and_shift(first, second, when):
        return meet(world, first, second, when)
    return place


@rule
def least_of_challenge(kept, part):
    """Give the least that a pair's luck with a challenge by the one of `side` ``part`` can be."""
    return least_of(half_of(kept.challenges, part))


@rule
def least_of_dispute(kept):
    """Give the least that a pair's luck with a dispute can be."""
    return least_of(half_of(kept.dispute_and_slight, DISPUTE_PART))


@rule
def least_of_slight(kept):
    """Give the least that a pair's luck with a slight can be."""
    return least_of(half_of(kept.dispute_and_slight, SLIGHT_PART))


@rule
def pair(first, second):
    """Put two numbers into one, of which the second is a post, or a place on a shift."""
    return (first << POST_BITS) | second


@rule
def pair_of(number):
    """Give the two numbers that were put into one."""
    return number >> POST_BITS, number & POST


@rule
def draw_pairs(world, when):
    """Draw what chance holds for every pair on shift; list those to whom something rare may happen.

    A challenge or a slight never comes where luck is beyond its rate, whatever else holds.
    """
    challenges = parts_below(world.par.challenge_rate)
    slights = parts_below(world.par.slight_rate)
    count = 0
    for place in range(world.on_count):
        first = world.on_shift[place]
        for later in range(place + 1, world.on_count):
            second = world.on_shift[later]
            kept = world.between[meet(world, first, second, when)]
            rare = half_of(kept.challenges, 0) < challenges
            rare |= half_of(kept.challenges, 1) < challenges
            rare |= half_of(kept.dispute_and_slight, SLIGHT_PART) < slights
            world.rare[count] = pair(first, second)
            count += rare
    _list_both_ways(world, count)
    world.listed_for = when + 1


@rule
def _list_both_ways(world, count):
    """List pairs both ways round, by who is first and then by the other."""
    listed = 0
    for place in range(world.on_count):
        who = world.on_shift[place]
        for one in range(count):
            first, second = pair_of(world.rare[one])
            if first == who:
                world.listed[listed] = pair(first, second)
                listed += 1
            if second == who:
                world.listed[listed] = pair(second, first)
                listed += 1
    world.listed_count = listed


@rule
def half_of_own_day(world, who, purpose, when):
    """Give 16 bits of a person's luck of the day that a shift belongs to, for a purpose.

    ``HEALTH`` or ``HANDOVER``.
    """
    me, drawn, day = world.staff[who], world.drawn_of_person[who], when // SHIFTS_A_DAY
    keep_eight(drawn, world.key, OWN_DAYS, me.address, NOBODY, day // DAYS_DRAWN)
    return one_of_eight(drawn, purpose * DAYS_DRAWN + day % DAYS_DRAWN)


@rule
def luck_with_roster(world, who, when):
    """Give a person's luck on a shift among those who could fill it as well."""
    me, drawn = world.staff[who], world.drawn_of_roster[who]
    keep_eight(drawn, world.key, ROSTER, me.address, NOBODY, when // SHIFTS_DRAWN)
    return middle_of(one_of_eight(drawn, when % SHIFTS_DRAWN))


@rule
def half_of_resident(world, bed, purpose, when):
    """Give 16 bits of a resident's luck of a shift, for ``SEEKING`` or ``CONTACT``."""
    resident, drawn = world.residents[bed], world.drawn_of_bed[bed]
    keep_eight(drawn, world.key, RESIDENT_DAY, resident.address, NOBODY, when // SHIFTS_A_DAY)
    return one_of_eight(drawn, purpose * SHIFTS_A_DAY + shift_of_day(when))


@rule
def neighbours(block):
    """Give the address of some places that lie side by side, whoever lives there."""
    return (RESIDENT_KIND << KIND_PLACE) | (block << ORDINAL_PLACE)


@rule
def keep_choices(world, block, when):
    """Draw who of those on shift is chosen by those in a block of beds, unless it is drawn."""
    drawn = pair(when + 1, world.worker_count)
    if world.choices_drawn[block] != drawn:
        world.choices_drawn[block] = drawn
        draw_choices(world, block, when)


@rule
def draw_choices(world, block, when):
    """Draw the luck of all workers on shift with being chosen by those who live in a block of beds.

    Each one's is kept at the place that they have among the workers.
    """
    for place in range(world.worker_count):
        words = world.drawn_of_choice[block, place].words
        words[0], words[1], words[2], words[3] = draw_words(
            world.key,
            CHOOSE_WORKER,
            world.staff[world.workers[place]].address,
            neighbours(block),
            when,
        )


@rule
def rank_of_choice(world, place, bed):
    """Give the luck, in ranks, of a worker on the shift with being chosen by a resident."""
    drawn = world.drawn_of_choice[bed // BEDS_A_BLOCK, place]
    return rank_of(one_of_eight(drawn, bed % BEDS_A_BLOCK))


@rule
def draw_ahead(world, when):
    """Draw what nearly everybody will ask on a shift, one after the other.

    Nothing is settled by it; a processor draws several at once where nothing comes between.
    """
    draw_pairs(world, when)
    if shift_of_day(when) != NIGHT_SHIFT:
        for block in range((world.unit.beds - 1) // BEDS_A_BLOCK + 1):
            keep_choices(world, block, when)
    if shift_of_day(when) == 0:
        for bed in range(world.unit.beds):
            half_of_resident(world, bed, SEEKING, when)
    if when % (DAYS_DRAWN * SHIFTS_A_DAY) == 0:
        for who in range(world.unit.posts):
            half_of_own_day(world, who, HEALTH, when)
