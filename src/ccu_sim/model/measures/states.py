"""How staff are: means of their states by profession, exhaustion and absence."""

from ccu_sim.model.compiling import rule
from ccu_sim.model.measures.declaration import MONTHLY, by_profession, level, monthly, share
from ccu_sim.model.measures.empty import EMPTY, known, share_of
from ccu_sim.model.measures.people import STAFF, in_team
from ccu_sim.model.records import CLINICIAN, PEER

A_WORKER = "{people} in post"
ANYONE = "peer workers or clinicians in post"

ROLE_CLARITY_OF_ALL = monthly(
    "role_clarity",
    "mean role clarity of peer workers and clinicians, 0-1",
    "0-1",
    of=ANYONE,
    mean=level("Role clarity", "How clear staff are about who does what.", 1),
)
ROLE_CLARITY = by_profession(
    "role_clarity", "mean role clarity of {people}, 0-1", "0-1", of=A_WORKER
)
ROLE_DRIFT = by_profession(
    "role_drift",
    "mean share of {people}' work that is outside their role, 0-1",
    "share",
    of=A_WORKER,
    mean=share("Work outside the role, {people}", "Share of work.", -1),
)
EXHAUSTION = by_profession(
    "exhaustion",
    "mean emotional exhaustion of {people}, 0-1",
    "0-1",
    of=A_WORKER,
    mean=level("Exhaustion, {people}", "Mean emotional exhaustion.", -1),
)
EXHAUSTED_OF_ALL = monthly(
    "high_exhaustion",
    "share of peer workers and clinicians with high emotional exhaustion",
    "share",
    of=ANYONE,
    mean=share("Staff highly exhausted", "Share with high emotional exhaustion.", -1),
)
HIGH_EXHAUSTION = by_profession(
    "high_exhaustion",
    "share of {people} with high emotional exhaustion",
    "share",
    of=A_WORKER,
    mean=share("Highly exhausted, {people}", "Share with high exhaustion.", -1),
)
MORALE = by_profession(
    "morale",
    "mean morale of {people}, 0-1",
    "0-1",
    of=A_WORKER,
    mean=level("Morale, {people}", "Mean morale.", 1),
)
SATISFACTION = by_profession(
    "satisfaction", "mean job satisfaction of {people}, 0-1", "0-1", of=A_WORKER
)
VOICE = by_profession(
    "voice",
    "mean voice (say in decisions) of {people}, 0-1",
    "0-1",
    of=A_WORKER,
    mean=level("Voice, {people}", "Mean say in decisions.", 1),
)
BELONGING = by_profession(
    "belonging",
    "mean belonging of {people}, 0-1",
    "0-1",
    of=A_WORKER,
    mean=level("Belonging, {people}", "Mean belonging to the team.", 1),
)
JOB_INSECURITY = by_profession(
    "job_insecurity", "mean perceived job insecurity of {people}, 0-1", "0-1", of=A_WORKER
)
VALUING = by_profession(
    "valuing",
    "mean valuing of the other profession by {people}, 0-1",
    "0-1",
    of=A_WORKER,
    mean=level("Clinicians' valuing of peer work", "Mean valuing.", 1),
    summed_up=("clinician",),
)
RECOVERY_ORIENTATION = by_profession(
    "recovery_orientation", "mean recovery orientation of {people}, 0-1", "0-1", of=A_WORKER
)
MEDICAL_MODEL = by_profession(
    "medical_model", "mean adherence to the medical model of {people}, 0-1", "0-1", of=A_WORKER
)
OUTLOOK_ALIGNMENT = monthly(
    "outlook_alignment",
    "1 less the distance between the professions' mean outlooks",
    "0-1",
    of="both professions in post",
)
ABSENCE = by_profession(
    "absence",
    "share of {people}' contracted time lost to sickness",
    "share",
    of="{people} under contract",
    mean=share("Absence, {people}", "Share of contracted time lost to illness.", -1),
)
MEANS_OF_WORKERS = tuple(
    place
    for place, measure in enumerate(MONTHLY)
    if measure.of == A_WORKER.format(people="peer workers")
)
"""Where the columns stand that are sums over a profession's people until they are divided."""


@rule
def observe_states(world, row):
    """Take the means of both professions, together too, and how near their outlooks are."""
    for role in range(PEER, CLINICIAN + 1):
        _observe_profession(world, row, role)
        row[ABSENCE + role] = share_of(world.weeks_lost[role], world.weeks_due[role])
    row[ROLE_CLARITY_OF_ALL] = _of_all(row, ROLE_CLARITY)
    row[EXHAUSTED_OF_ALL] = _of_all(row, HIGH_EXHAUSTION)
    row[OUTLOOK_ALIGNMENT] = EMPTY
    if row[STAFF] > 0.0 and row[STAFF + 1] > 0.0:
        recovery_gap = abs(row[RECOVERY_ORIENTATION] - row[RECOVERY_ORIENTATION + 1])
        medical_gap = abs(row[MEDICAL_MODEL] - row[MEDICAL_MODEL + 1])
        row[OUTLOOK_ALIGNMENT] = 1.0 - (recovery_gap + medical_gap) / 2.0


@rule
def _observe_profession(world, row, role):
    """Take the mean states of one profession."""
    for column in MEANS_OF_WORKERS:
        row[column + role] = 0.0
    for post in range(world.unit.posts):
        if in_team(world.staff[post], role):
            _add_states(world.staff[post], row, role, world.par.exhaustion_threshold)
    for column in MEANS_OF_WORKERS:
        row[column + role] = share_of(row[column + role], row[STAFF + role])


@rule
def _add_states(me, row, role, exhaustion_threshold):
    """Add one person's states to their profession's sums."""
    row[ROLE_CLARITY + role] += me.role_clarity
    row[ROLE_DRIFT + role] += me.role_drift
    row[EXHAUSTION + role] += me.exhaustion
    if me.exhaustion >= exhaustion_threshold:
        row[HIGH_EXHAUSTION + role] += 1.0
    row[MORALE + role] += me.morale
    row[SATISFACTION + role] += me.satisfaction
    row[VOICE + role] += me.voice
    row[BELONGING + role] += me.belonging
    row[JOB_INSECURITY + role] += me.job_insecurity
    row[VALUING + role] += me.valuing
    row[RECOVERY_ORIENTATION + role] += me.recovery_orientation
    row[MEDICAL_MODEL + role] += me.medical_model


@rule
def _of_all(row, column):
    """Give the mean over peer workers and clinicians together."""
    total = 0.0
    for role in range(PEER, CLINICIAN + 1):
        if known(row[column + role]):
            total += row[column + role] * row[STAFF + role]
    return share_of(total, row[STAFF] + row[STAFF + 1])
