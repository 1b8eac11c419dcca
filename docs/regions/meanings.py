"""What each field of the model's records means: the one place where it is said in words.

Every field of every record has a line here, and nothing else has; making the tables fails
otherwise, so that a state cannot be added without a meaning.
"""

STAFF_FACTS = {
    "address": "who this is, for random numbers: role, discipline, ordinal, holder",
    "role": "peer worker, clinician or team leader",
    "discipline": "a clinician's discipline",
    "casual": "1 in the casual pool, else 0",
    "ordinal": "place among the posts of the role and discipline",
    "holder": "1 is the first person in this post",
    "spell": "row of this person's spell in post",
    "open": "1 if the post exists now, 0 for an extra post not opened yet",
    "extra": "1 for a post that only a strategy opens",
    "here": "1 if somebody holds the post",
    "founding": "1 if here since opening day",
    "started": "shift on which the person started",
    "filled_at": "shift on which a vacant post will be filled",
    "contract_end": "shift at which the contract ends; -1 for permanent",
    "contract_months": "length of the post's fixed term, 0 for permanent posts",
    "renewal": "undecided, offered or refused",
    "renewed_permanent": "1 if a renewed contract is permanent",
    "senior": "1 in a senior peer post",
    "renewal_chance": "chance that renewal is offered",
    "renewal_expected": "chance of renewal as the person expects it",
    "resigning_chance": "chance of resigning in the week that has passed; 0 before the first",
    "decided_months_before": "months before the end at which renewal is decided",
    "works_day": "1 if the pattern has day shifts",
    "works_evening": "1 if it has evenings",
    "works_night": "1 if it has nights",
    "weekdays_only": "1 if it has no weekends",
    "fte": "contracted hours, 1 is full-time",
    "pay": "A$ a year, full-time",
    "pay_elsewhere": "A$ a year that the same work earns elsewhere",
    "relative_pay": "pay in force, as a multiple of pay elsewhere",
    "share_near_home": "share of this group for whom the unit is close to home",
    "near_home": "1 if it is close for this person",
    "on": "1 on the shift being worked",
    "last_shift": "last shift worked",
    "away": "present, on sick leave, on annual leave or on flexible leave",
    "away_until": "shift on which a leave is over",
    "overtime": "1 if the shift is overtime",
    "alone": "1 if nobody else of the role is on",
    "owed": "contracted shifts not worked yet",
    "priority": "rank for the shift being filled",
}
"""Of a post and its holder: facts, contract, place on the roster."""

STAFF_STATES = {
    "susceptibility": "lasting: how readily exhaustion takes this person (standard deviations)",
    "disposition": "lasting: how high morale sits on the same experience (standard deviations)",
    "realism": "lasting: whether hope is tempered by realism",
    "leading": "lasting: quality as a leader, before coaching; used while leading the team",
    "heard": "how much of what coaching has to give was heard, by a leader",
    "coached": "how much of it is still there",
    "advancement": "lasting: how much the person wants a step up",
    "first_skill": "boundary skill that the person came with, to which it settles back",
    "grasp": "lasting: how clear roles are to this person (standard deviations)",
    "ledness": "lasting: how this person and leaders get on (standard deviations)",
    "ease": "lasting: how easily this person and colleagues get on (standard deviations)",
    "regard": "lasting: how highly a person sees themselves valued (standard deviations)",
    "outspokenness": "lasting: how readily a person speaks (standard deviations)",
    "fit": "lasting: how well the work suits this person (standard deviations)",
    "frailty": "lasting: how readily this person falls ill (standard deviations)",
    "hours_wish": "lasting: how far hours wanted are from the post's (standard deviations)",
    "outlook_ahead": "lasting: how well one thinks of the same prospects (standard deviations)",
    "tasks": "how clear, and how near the role, present tasks are (standard deviations)",
    "attention": "the leader's attention at present (standard deviations)",
    "company": "how good the company of present colleagues is (standard deviations)",
    "life": "how life outside work is at present (standard deviations)",
    "extra_shifts": "share of recent shifts that were overtime",
    "nights": "share of recent shifts that were nights",
    "role_clarity": "how clear one's role is to oneself",
    "role_drift": "share of one's work that lies outside the role",
    "exhaustion": "emotional exhaustion",
    "morale": "engagement: how work feels now",
    "expectation": "what one expects of work here",
    "satisfaction": "job satisfaction",
    "prospects": "how one judges pay, steps ahead and the unit's standing",
    "recovery_orientation": "how far one's practice is recovery-oriented",
    "medical_model": "adherence to the medical model",
    "valuing": "how far one values the other profession's role",
    "first_valuing": "valuing on the first day, to which it settles back",
    "valued": "how far one feels one's own role valued by the other profession",
    "voice": "say in decisions",
    "belonging": "sense of belonging to the team",
    "trust_received": "mean trust that colleagues have in this person",
    "trust_given": "mean trust that this person has in colleagues",
    "attachment": "how attached one has grown",
    "felt_fit": "how well the work is felt to suit (standard deviations)",
    "job_insecurity": "perceived job insecurity",
    "boundary_skill": "skill in being close without a second, private relationship",
    "support_need": "lasting: need of support at work, the same distribution for every role",
    "support_met": "share of that need that is met",
    "training": "how fresh education on peer work and recovery is",
    "credential": "how far a credential has been gained",
    "leader_support": "support felt from the leader",
    "colleague_support": "support felt from colleagues",
    "supervised": "how fresh professional supervision is",
    "reflection": "how fresh reflective practice is",
    "uplift": "lift from seeing residents do well",
    "sick_days": "days of illness in this post so far",
    "long_sick_days": "those of them in absences of four weeks and more",
    "convalescence": "1 while a long absence lasts; what is left of it after",
    "reasons": "what pulls toward leaving or holds, in log hazard; shares once someone left",
}
"""Of a person on the staff: states in [0, 1] unless said otherwise."""

RESIDENT_FACTS = {
    "address": "who this is, for random numbers: bed and occupant",
    "bed": "which bed",
    "occupant": "1 is the first person in this bed",
    "here": "1 if the bed is occupied",
    "admitted": "shift of admission",
    "arrives": "shift on which a free bed is filled",
    "seen_by": "post of the worker sought out on this shift; -1 for nobody",
}

RESIDENT_STATES = {
    "unwell": "1 while acutely unwell",
    "recovery": "self-reliance and living skills, in the resident's own terms",
    "engagement": "engagement in rehabilitation, which is voluntary",
    "dependency": "reliance on workers doing things for one",
}

CLIMATE_STATES = {
    "leadership": "leadership as practised",
    "safety": "psychological safety: one can question things here",
    "inclusion": "how far everyone is included in planning and handover",
    "strategic_alignment": "how far peer work fits what the service is steered by",
    "standing": "standing with the wider service and community",
    "readiness": "how ready the unit is for the roles: descriptions, pathways, who does what",
    "boundary_clarity": "how clear the boundary policy is",
    "boundary_strictness": "how much closeness the policy forbids",
    "stigma": "stigma about mental illness in the service around",
    "shared_expectations": "shared expectation that perspectives will differ",
    "contagion": "unsettledness after recent departures",
    "step_ahead": "chance of a step up for a peer worker who wants one",
    "peer_share": "peer workers' share of peer workers and clinicians in post",
    "load": "what residents need of the shift over what those on usually give; 1 is as usual",
    "shortfall": "share of the shift's planned cover that is missing",
    "peers_on": "peer workers on shift",
    "clinicians_on": "clinicians on shift",
    "leader_on": "1 if the team leader is on shift",
    "agency_on": "agency staff on shift",
}

UNIT_FACTS = {
    "posts": "posts laid out, casual and extra ones included",
    "beds": "beds",
    "first_weekday": "weekday of opening day, 0 is Monday",
    "agency": "1 if agency staff may be called",
    "annual_leave_weeks": "weeks of annual leave a year",
    "weeks_to_fill": "mean weeks to fill a vacancy",
    "weeks_to_fill_bed": "mean weeks to fill a bed",
    "role_clarity": "readiness that the condition `role_clarity` sets",
    "leadership": "leader's quality that the condition `leadership` sets",
    "boundary_clarity": "policy clarity that the condition `boundary_clarity` sets",
    "boundary_strictness": "strictness of the unit's own policy",
    "standing": "standing to which the unit settles",
    "medical_model": "adherence of the service to the medical model",
    "stigma": "stigma to which the service settles",
    "strategic_alignment": "alignment to which the service settles",
    "mean_pay": "mean full-time pay by role, A$ a year; 0 where nobody has the role",
    "mean_fte": "mean full-time equivalents of one of the role",
    "paid_hour": "A$ for an hour of each role, of all staff, of casual staff, on-costs included",
    "planned": "planned cover by kind of day, shift and role",
    "minimum": "minimum cover by kind of day, shift and role",
    "established": "1 if the team has a history on day 0",
}

WORLD_FIELDS = {
    "key": "key of the run's random numbers",
    "history": "shifts that an established unit is to live before day 0",
    "months": "horizon",
    "par": "the parameter set",
    "pace": "how far each state relaxes in one turn, from the set's half-lives",
    "unit": "the unit's facts",
    "scenario": "what the run is founded from: unit, changes, costs, parameters, horizon, key",
    "refusal": "what stood in the way of founding it; 0 where nothing did",
    "ready_count": "how many the roster may choose from",
    "ready": "their posts, in order",
    "drawn_of_person": "numbers drawn for each person, kept for who looks next",
    "drawn_of_roster": "numbers drawn for each person's luck with the roster, kept",
    "drawn_of_bed": "numbers drawn for each bed, kept",
    "drawn_of_choice": "numbers drawn for each worker on shift with a block of beds, kept",
    "between": "numbers drawn for each pair on the shift, kept",
    "costs": "what cover costs, A$, and replacing someone, a share of pay; on-costs and paid hours",
    "base_dose": "as-usual dose of every lever",
    "dose": "what strategies add, raise or set, by month and lever",
    "coverage": "share of the people meant whom strategies reach, by month and lever",
    "prices": "what the strategies cost, A$: for the unit, each in post, each starter, by month",
    "climate": "the climate",
    "relief_owed": "relief shifts that are paid for and not yet worked",
    "on_count": "how many are on the shift",
    "on_shift": "their posts, in order",
    "staff": "posts and their holders",
    "residents": "beds and residents",
    "trust": "trust of the first post's holder in the second's (directed)",
    "ease": "lasting ease that the first feels with the second, added to where trust settles",
    "alliance": "working alliance of a worker and a resident",
    "familiarity": "closeness that has grown between a worker and a resident",
    "dual": "0 none, 1 a dual relationship, 2 one that colleagues know of",
    "comings_and_goings": "how often anybody came or went",
    "weeks_lost": "contracted weeks lost to sickness this month, by role",
    "weeks_due": "contracted weeks due this month, by role",
    "counts": "what has been counted this month, by the months' columns",
    "monthly": "a row for each month",
    "row": "the run's one row, written at the horizon",
    "spell_count": "spells so far",
    "spells": "a row for each person in post",
    "stay_count": "completed stays so far",
    "stays": "a row for each completed stay",
    "event_count": "events in the diary so far",
    "events_lost": "events that a full diary had no room for",
    "events": "the diary",
}

BONDS = ("trust", "alliance", "familiarity", "dual")

MEANINGS = {
    "STAFF": STAFF_FACTS | STAFF_STATES,
    "RESIDENT": RESIDENT_FACTS | RESIDENT_STATES,
    "CLIMATE": CLIMATE_STATES,
    "UNIT": UNIT_FACTS,
    "WORLD": WORLD_FIELDS,
}


def meaning(record: str, field: str) -> str:
    """Give a field's meaning.

    Raises
    ------
    KeyError
        Where none was written; the message says where to write it.
    """
    try:
        return MEANINGS[record][field]
    except KeyError:
        raise KeyError(
            f"{field} of {record} has no meaning yet: write one in docs/regions/meanings.py"
        ) from None
