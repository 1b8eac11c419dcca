"""How far each state relaxes in one turn: worked out once a run from its half-life.

Turns come round every shift, day or week, and a half-life is the same for a whole run; so is the
share of the distance that a turn closes. Otherwise some fifty exponentials a shift would give the
same numbers again.
"""

from ccu_sim.inputs.record import floats, record
from ccu_sim.model.calendar import DAYS_A_WEEK, WEEKS_A_WORKED_SHIFT
from ccu_sim.model.change import share_in_time
from ccu_sim.model.compiling import rule
from ccu_sim.model.submodels.role_conflict import dispute_at_most

PACE = record(
    [
        # in a worked shift
        *floats("exhaustion", "role_drift", "nights", "rounds"),
        # in a day
        *floats("rest"),
        # in a week
        *floats("morale", "satisfaction", "fit", "attachment", "belonging", "valued", "clarity"),
        *floats("distance", "met", "convalescence", "uplift", "job_insecurity", "supervision"),
        *floats("reflection", "skill", "training", "valuing", "credential", "coaching", "trust"),
        *floats("leadership", "safety", "inclusion", "culture", "readiness", "policy"),
        *floats("expectations", "contagion", "recovery", "engagement"),
        # what luck must be below for a dispute
        *floats("dispute_at_most"),
    ]
)
"""Of each half-life, the share of the distance that one turn closes; and a bound of a chance."""


@rule
def set_pace(pace, par):
    """Work out how far each state relaxes in one turn, with this run's half-lives."""
    pace.exhaustion = share_in_time(WEEKS_A_WORKED_SHIFT, par.exhaustion_half_life)
    pace.role_drift = share_in_time(WEEKS_A_WORKED_SHIFT, par.role_drift_half_life)
    pace.nights = share_in_time(WEEKS_A_WORKED_SHIFT, par.nights_half_life)
    pace.rounds = share_in_time(WEEKS_A_WORKED_SHIFT, par.rounds_half_life)
    pace.rest = share_in_time(1.0 / DAYS_A_WEEK, par.rest_half_life)
    pace.morale = share_in_time(1.0, par.morale_half_life)
    pace.satisfaction = share_in_time(1.0, par.satisfaction_half_life)
    pace.fit = share_in_time(1.0, par.fit_half_life)
    pace.attachment = share_in_time(1.0, par.attachment_half_life)
    pace.belonging = share_in_time(1.0, par.belonging_half_life)
    pace.valued = share_in_time(1.0, par.valued_half_life)
    pace.clarity = share_in_time(1.0, par.clarity_half_life)
    pace.distance = share_in_time(1.0, par.distance_half_life)
    pace.met = share_in_time(1.0, par.met_half_life)
    pace.convalescence = share_in_time(1.0, par.return_half_life)
    pace.uplift = share_in_time(1.0, par.uplift_half_life)
    pace.job_insecurity = share_in_time(1.0, par.job_insecurity_half_life)
    pace.supervision = share_in_time(1.0, par.supervision_half_life)
    pace.reflection = share_in_time(1.0, par.reflection_half_life)
    pace.skill = share_in_time(1.0, par.skill_half_life)
    pace.training = share_in_time(1.0, par.training_half_life)
    pace.valuing = share_in_time(1.0, par.valuing_half_life)
    pace.credential = share_in_time(1.0, par.credential_half_life)
    pace.coaching = share_in_time(1.0, par.coaching_half_life)
    pace.trust = share_in_time(1.0, par.trust_half_life)
    pace.leadership = share_in_time(1.0, par.leadership_half_life)
    pace.safety = share_in_time(1.0, par.safety_half_life)
    pace.inclusion = share_in_time(1.0, par.inclusion_half_life)
    pace.culture = share_in_time(1.0, par.culture_half_life)
    pace.readiness = share_in_time(1.0, par.readiness_half_life)
    pace.policy = share_in_time(1.0, par.policy_half_life)
    pace.expectations = share_in_time(1.0, par.expectations_half_life)
    pace.contagion = share_in_time(1.0, par.contagion_half_life)
    pace.recovery = share_in_time(1.0, par.recovery_half_life)
    pace.engagement = share_in_time(1.0, par.engagement_half_life)
    pace.dispute_at_most = dispute_at_most(par)
