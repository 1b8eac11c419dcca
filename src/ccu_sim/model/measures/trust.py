"""Cohesion: trust among colleagues, and how far the team divides."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import Words, level, monthly
from ccu_sim.model.measures.empty import EMPTY, share_of
from ccu_sim.model.records import LEADER, PEER

PAIRS = "two people in post"
ACROSS = "both professions in post"
UNIT_OF_TRUST = "trust, 0–1"

TRUST = monthly("trust", "mean directed trust among the team in post, 0-1", "0-1", of=PAIRS)
TRUST_WITHIN = monthly(
    "trust_within",
    "mean directed trust within the two professions, 0-1",
    "0-1",
    of="two people of one profession in post",
)
COHESION = monthly(
    "cohesion",
    "team cohesion score, 1-5, from mean trust",
    "score",
    of=PAIRS,
    mean=Words(
        "Cohesion of the team", "Mean trust, over the last twelve months.", "score 1–5", 1, 1.0, 2
    ),
    end=Words(
        "Cohesion of the team at the end", "Mean trust, in the last month.", "score 1–5", 1, 1.0, 2
    ),
)
TRUST_GAP = monthly(
    "trust_gap",
    "trust within professions less trust between them",
    "trust",
    of=f"{ACROSS}, and two people of one",
    mean=level(
        "Divide between peer workers and clinicians",
        "Trust within a role less trust between the roles, over the last twelve months.",
        -1,
        UNIT_OF_TRUST,
    ),
    end=level(
        "Divide between peer workers and clinicians at the end",
        "Trust within a role less trust between the roles, in the last month.",
        -1,
        UNIT_OF_TRUST,
    ),
)
TRUST_BETWEEN = monthly(
    "trust_between",
    "mean directed trust between peer workers and clinicians, 0-1",
    "0-1",
    of=ACROSS,
    mean=level(
        "Trust between peer workers and clinicians",
        "Mean trust of peer workers in clinicians and of clinicians in peer workers.",
        1,
        UNIT_OF_TRUST,
    ),
)
MODULARITY = monthly(
    "modularity",
    "modularity of the trust network parted by profession",
    "-0.5 to 1",
    of=ACROSS,
)


@rule
def observe_trust(world, row):
    """Take mean directed trust, within and between professions, the trust gap, modularity."""
    total, pairs = 0.0, 0.0
    inside, inside_pairs = 0.0, 0.0
    across, across_pairs = 0.0, 0.0
    peer_ties, clinician_ties = 0.0, 0.0
    for one in range(world.unit.posts):
        me = world.staff[one]
        if me.here == 0 or me.casual != 0:
            continue
        for two in range(world.unit.posts):
            other = world.staff[two]
            if two == one or other.here == 0 or other.casual != 0:
                continue
            trust = world.trust[one, two]
            total += trust
            pairs += 1.0
            if me.role == LEADER or other.role == LEADER:
                continue
            if me.role != other.role:
                across += trust
                across_pairs += 1.0
                continue
            inside += trust
            inside_pairs += 1.0
            if me.role == PEER:
                peer_ties += trust
            else:
                clinician_ties += trust
    row[TRUST] = share_of(total, pairs)
    row[TRUST_WITHIN] = share_of(inside, inside_pairs)
    row[TRUST_BETWEEN] = share_of(across, across_pairs)
    row[TRUST_GAP] = EMPTY
    if inside_pairs > 0.0 and across_pairs > 0.0:
        row[TRUST_GAP] = row[TRUST_WITHIN] - row[TRUST_BETWEEN]
    row[COHESION] = EMPTY
    if pairs > 0.0:
        row[COHESION] = world.par.cohesion_floor + world.par.cohesion_span * row[TRUST]
    row[MODULARITY] = EMPTY
    if across_pairs > 0.0:
        row[MODULARITY] = modularity(peer_ties, clinician_ties, across)


@rule
def modularity(peer_ties, clinician_ties, across_ties):
    """Modularity of the trust network when it is parted by role (Newman 2006).

    Parameters
    ----------
    peer_ties, clinician_ties, across_ties : float
        Sums of directed trust among peers, among clinicians, and between (both ways).

    Returns
    -------
    float
        Empty where nobody trusts anybody.
    """
    whole = peer_ties + clinician_ties + across_ties
    if whole <= 0.0:
        return EMPTY
    peers_end = (peer_ties + across_ties / 2.0) / whole
    clinicians_end = (clinician_ties + across_ties / 2.0) / whole
    inside = (peer_ties + clinician_ties) / whole
    return inside - peers_end * peers_end - clinicians_end * clinicians_end
