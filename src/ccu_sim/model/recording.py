"""Looking at the team on a month's last shift and closing the month's row.

Means are over the regular team: casual staff are colleagues, but not of the team measured.
"""

from ccu_sim.model.calendar import month_of
from ccu_sim.model.columns import (
    ABSENCE,
    ALLIANCE,
    BELONGING,
    COHESION,
    DEPENDENCY,
    DIVIDE,
    DRIFT,
    EXHAUSTED,
    FIRST_MEAN_BY_ROLE,
    FOUNDING,
    INCLUSION,
    INSECURITY,
    LAST_MEAN_BY_ROLE,
    LEADERSHIP,
    MEDICAL_MODEL,
    MODULARITY,
    MONTH_NUMBER,
    MORALE,
    OUTLOOK_ALIGNMENT,
    RECOVERY,
    RECOVERY_ORIENTATION,
    RESIDENTS,
    ROLE_CLARITY,
    SAFETY,
    SATISFACTION,
    STAFF_IN_POST,
    STAFF_LEADER,
    STANDING,
    STRAIN,
    STRATEGIC_ALIGNMENT,
    TRUST,
    TRUST_BETWEEN,
    TRUST_WITHIN,
    VACANCIES,
    VALUING,
    VOICE,
)
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import CLINICIAN, LEADER, PEER, SPELLS, SURVEY_MONTH


@rule
def ratio(part, whole):
    """Divide, giving 0 where there is nothing to divide by."""
    if whole <= 0.0:
        return 0.0
    return part / whole


@rule
def _add_states(me, row, role, exhaustion_threshold):
    """Add one person's states to their profession's sums."""
    row[ROLE_CLARITY + role] += me.role_clarity
    row[DRIFT + role] += me.role_drift
    row[STRAIN + role] += me.strain
    if me.strain >= exhaustion_threshold:
        row[EXHAUSTED + role] += 1.0
    row[MORALE + role] += me.morale
    row[SATISFACTION + role] += me.satisfaction
    row[VOICE + role] += me.voice
    row[BELONGING + role] += me.belonging
    row[INSECURITY + role] += me.insecurity
    row[VALUING + role] += me.valuing
    row[RECOVERY_ORIENTATION + role] += me.recovery_orientation
    row[MEDICAL_MODEL + role] += me.medical_model


@rule
def modularity(peer_ties, clinician_ties, across_ties):
    """Modularity of the trust network when it is parted by role (Newman 2006).

    Parameters
    ----------
    peer_ties, clinician_ties, across_ties : float
        Sums of directed trust among peers, among clinicians, and between (both ways).
    """
    whole = peer_ties + clinician_ties + across_ties
    if whole <= 0.0:
        return 0.0
    peers_end = (peer_ties + across_ties / 2.0) / whole
    clinicians_end = (clinician_ties + across_ties / 2.0) / whole
    inside = (peer_ties + clinician_ties) / whole
    return inside - peers_end * peers_end - clinicians_end * clinicians_end


@act
def record_month(world, when):
    """Close the month: counts, observations, and the staff survey at month 12."""
    month = month_of(when)
    row = world.monthly[month]
    take_counts(world, row)
    observe(world, row, month)
    if month == SURVEY_MONTH:
        survey_staff(world)


@rule
def take_counts(world, row):
    """Move the month's counts into its row and start the next month at zero."""
    for count in range(len(world.counts)):
        row[count] = world.counts[count]
        world.counts[count] = 0.0
    for role in range(2):
        row[ABSENCE + role] = ratio(world.weeks_lost[role], world.weeks_due[role])
        world.weeks_lost[role] = 0.0
        world.weeks_due[role] = 0.0


@rule
def observe(world, row, month):
    """Look at people, bonds, climate and residents."""
    row[MONTH_NUMBER] = month
    _observe_profession(world, row, PEER)
    _observe_profession(world, row, CLINICIAN)
    recovery_gap = abs(row[RECOVERY_ORIENTATION] - row[RECOVERY_ORIENTATION + 1])
    medical_gap = abs(row[MEDICAL_MODEL] - row[MEDICAL_MODEL + 1])
    row[OUTLOOK_ALIGNMENT] = 1.0 - (recovery_gap + medical_gap) / 2.0
    _observe_trust(world, row)
    _observe_residents(world, row)
    climate = world.climate
    row[LEADERSHIP] = climate.leadership
    row[SAFETY] = climate.safety
    row[INCLUSION] = climate.inclusion
    row[STRATEGIC_ALIGNMENT] = climate.strategic_alignment
    row[STANDING] = climate.standing


@rule
def _observe_profession(world, row, role):
    """Head counts, vacancies and mean states of one profession."""
    people, vacancies, founding = 0.0, 0.0, 0.0
    for column in range(FIRST_MEAN_BY_ROLE + role, LAST_MEAN_BY_ROLE + 2, 2):
        row[column] = 0.0
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.casual != 0 or me.open == 0 or me.role != role:
            continue
        if me.here == 0:
            vacancies += 1.0
            continue
        people += 1.0
        founding += me.founding
        _add_states(me, row, role, world.par.exhaustion_threshold)
    row[STAFF_IN_POST + role] = people
    row[VACANCIES + role] = vacancies
    row[FOUNDING + role] = founding
    for column in range(FIRST_MEAN_BY_ROLE + role, LAST_MEAN_BY_ROLE + 2, 2):
        row[column] = ratio(row[column], people)


@rule
def _observe_trust(world, row):
    """Mean directed trust, within and between professions, the divide, modularity."""
    total, pairs, leaders = 0.0, 0.0, 0.0
    inside, inside_pairs = 0.0, 0.0
    across, across_pairs = 0.0, 0.0
    peer_ties, clinician_ties = 0.0, 0.0
    for one in range(world.unit.posts):
        me = world.staff[one]
        if me.here == 0 or me.casual != 0:
            continue
        if me.role == LEADER:
            leaders += 1.0
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
    row[STAFF_LEADER] = leaders
    row[TRUST] = ratio(total, pairs)
    row[TRUST_WITHIN] = ratio(inside, inside_pairs)
    row[TRUST_BETWEEN] = ratio(across, across_pairs)
    row[DIVIDE] = 0.0
    if inside_pairs > 0.0 and across_pairs > 0.0:
        row[DIVIDE] = row[TRUST_WITHIN] - row[TRUST_BETWEEN]
    row[COHESION] = world.par.cohesion_floor + world.par.cohesion_span * row[TRUST]
    row[MODULARITY] = modularity(peer_ties, clinician_ties, across)


@rule
def _observe_residents(world, row):
    """Residents in house, their recovery, dependency and best alliances."""
    residents, recovery, dependency, alliance = 0.0, 0.0, 0.0, 0.0
    for bed in range(world.unit.beds):
        resident = world.residents[bed]
        if resident.here != 0:
            residents += 1.0
            recovery += resident.recovery
            dependency += resident.dependency
            alliance += _strongest_alliance(world, bed)
    row[RESIDENTS] = residents
    row[RECOVERY] = ratio(recovery, residents)
    row[DEPENDENCY] = ratio(dependency, residents)
    row[ALLIANCE] = ratio(alliance, residents)


@rule
def _strongest_alliance(world, bed):
    """Give a resident's strongest alliance with anyone in post."""
    best = 0.0
    for post in range(world.unit.posts):
        if world.staff[post].here != 0 and world.alliance[post, bed] > best:
            best = world.alliance[post, bed]
    return best


@rule
def survey_staff(world):
    """Ask everyone in post the staff survey: clarity, exhaustion, satisfaction and more."""
    for post in range(world.unit.posts):
        me = world.staff[post]
        if me.here != 0 and me.spell < SPELLS:
            spell = world.spells[me.spell]
            spell.survey[0] = me.role_clarity
            spell.survey[1] = me.strain
            spell.survey[2] = me.satisfaction
            spell.survey[3] = me.leader_support
            spell.survey[4] = me.insecurity
