"""Random units, policies and parameter sets: everything that the inputs and registry allow."""

import random

from hypothesis import assume
from hypothesis import strategies as st

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import LEVERS, Policy, Strategy, Unit
from ccu_sim.inputs.fitting import require_fits
from ccu_sim.inputs.strategy_cost import PAID
from ccu_sim.model.initialization import initialize

SHIFTS = ("day", "evening", "night")
DISCIPLINES = ("nursing", "social work", "occupational therapy", "psychology", "medicine")
shares = st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0)) | st.floats(0, 1)


@st.composite
def contracts(draw):
    if draw(st.booleans()):
        return {"kind": "permanent"}
    return {
        "kind": "fixed-term",
        "months": draw(st.sampled_from((1, 2, 3, 12, 24))),
        "renewal": draw(st.none() | shares),
        "decided_months_before": draw(st.none() | st.floats(0, 12)),
        "renewed_as": draw(st.sampled_from(("permanent", "fixed-term"))),
    }


@st.composite
def groups(draw, role):
    heads = draw(st.integers(1, 8))
    clinician = role == "clinician"
    return {
        "role": role,
        "discipline": draw(st.sampled_from(DISCIPLINES)) if clinician else None,
        "heads": heads,
        "fte": heads * draw(st.sampled_from((0.1, 0.4, 0.8, 1.0))),
        "contract": draw(contracts()),
        "pay": draw(st.integers(20_000, 200_000)),
        "shifts": draw(st.sampled_from([SHIFTS, SHIFTS, SHIFTS[:2], SHIFTS[:1], SHIFTS[2:]])),
        "days": draw(st.sampled_from(("all", "all", "weekdays"))),
        "share_near_home": draw(shares),
    }


LEADER = {
    "role": "team_leader",
    "heads": 1,
    "fte": 1.0,
    "contract": {"kind": "permanent"},
    "pay": 100_000,
    "shifts": ["day"],
    "days": "weekdays",
}


@st.composite
def rosters(draw, staff):
    """Cover that the staff can fill: at most one each as minimum where they are few."""
    roster = {}
    for kind in ("weekday", "weekend"):
        roster[kind] = {}
        for shift in SHIFTS:
            roster[kind][shift] = {}
            for role in ("peer_worker", "clinician"):
                heads = sum(
                    group["heads"]
                    for group in staff
                    if group["role"] == role
                    and shift in group["shifts"]
                    and (kind == "weekday" or group["days"] == "all")
                )
                planned = draw(st.integers(0, min(heads, 5)))
                minimum = draw(st.integers(0, min(planned, heads // 3)))
                roster[kind][shift][role] = {"planned": planned, "minimum": minimum}
    return roster


@st.composite
def units(draw, with_peers=None):
    """A unit that holds together."""
    least = 0 if with_peers is None else int(with_peers)
    peers = draw(st.lists(groups("peer_worker"), min_size=least, max_size=2))
    staff = [*peers, *draw(st.lists(groups("clinician"), min_size=1, max_size=2)), LEADER]
    facts = {
        "name": "random",
        "title": "A random unit",
        "source": "Nowhere",
        "stage": draw(st.sampled_from(("new", "established"))),
        "opens": f"2018-01-0{draw(st.integers(1, 7))}",  # any day of the week
        "beds": draw(st.integers(1, 30)),
        "staff": staff,
        "casual_pool": {
            "peer_worker": draw(st.integers(0, 3)) if peers else 0,
            "clinician": draw(st.integers(0, 3)),
        },
        "agency": draw(st.booleans()),
        "roster": draw(rosters(staff)),
        "annual_leave_weeks": draw(st.floats(0, 12)),
        "conditions": {
            name: draw(shares)
            for name in (
                "role_clarity",
                "leadership",
                "supervision",
                "contract_security",
                "boundary_clarity",
            )
        },
        "boundary_strictness": draw(shares),
        "practices": {
            name: amount
            for name, amount in draw(doses()).items()
            if peers or name != "extra_peer_posts"  # whose terms nobody would know
        },
        "context": {
            **{
                name: draw(shares)
                for name in ("standing", "medical_model", "stigma", "strategic_alignment")
            },
            "weeks_to_fill": draw(st.floats(0, 20)),
            "weeks_to_fill_bed": draw(st.floats(0, 20)),
        },
        "costs": {
            "overtime_shift": 600,
            "casual_shift": 400,
            "agency_shift": 800,
            "on_costs": draw(shares),
            "paid_hours_a_year": draw(st.floats(500, 2500)),
        },
    }
    for agency in (facts["agency"], True):
        try:
            return Unit.model_validate({**facts, "agency": agency})
        except ValueError:
            continue
    return assume(False)


@st.composite
def dose(draw, lever):
    """A dose of a lever within its range, the ends included."""
    if lever.whole:
        return float(draw(st.integers(int(lever.low), int(lever.high))))
    return draw(st.sampled_from((lever.low, lever.high)) | st.floats(lever.low, lever.high))


@st.composite
def doses(draw):
    """What a unit does in any case: a few levers, each somewhere in its range."""
    own = [lever for lever in LEVERS if lever.name != "boundary_strictness"]
    some = draw(st.lists(st.sampled_from(own), max_size=3, unique_by=lambda lever: lever.name))
    return {lever.name: draw(dose(lever)) for lever in some}


@st.composite
def policies(draw, months=3):
    """One strategy that moves some levers within their ranges."""
    changes = []
    for lever in draw(
        st.lists(st.sampled_from(LEVERS), max_size=6, unique_by=lambda one: one.name)
    ):
        change = {"lever": lever.name, lever.verb: draw(dose(lever))}
        change["from_month"] = draw(st.integers(1, months))
        if lever.reaches_people:
            change["coverage"] = draw(shares)
        changes.append(change)
    return Policy.of([strategy(changes, cost=draw(costs()))])


@st.composite
def strategies(draw):
    """One to three strategies with ramps, ends and coverage, that can be combined."""
    some = []
    for place in range(draw(st.integers(1, 3))):
        changes = []
        for lever in draw(st.lists(st.sampled_from(LEVERS), max_size=4)):
            if lever.combine == "set" and some:
                continue
            change = {"lever": lever.name, lever.verb: draw(dose(lever))}
            if lever.combine == "add":
                change["add"] = float(int(change["add"] / 8)) if lever.whole else change["add"] / 8
            change["from_month"] = draw(st.integers(1, 40))
            change["until_month"] = change["from_month"] + draw(st.integers(0, 40))
            if lever.combine != "set":
                change["ramp_months"] = draw(st.integers(0, 12))
            if lever.reaches_people:
                change["coverage"] = draw(shares)
            if lever.combine != "set" or all(lever.name != one["lever"] for one in changes):
                changes.append(change)
        some.append(strategy(changes, f"random-{place}", draw(costs())))
    return some


@st.composite
def costs(draw):
    """What is bought, and who is paid for how long."""
    amounts = st.sampled_from((0.0, 1.0)) | st.floats(0, 100)

    def time(*whose):
        return {one: draw(amounts) for one in draw(st.sets(st.sampled_from(whose), max_size=2))}

    return {
        "once": draw(amounts),
        "per_worker_monthly": draw(amounts),
        "workers": draw(st.sampled_from(("peers", "clinicians", "staff"))),
        "hours": {
            "once": time(*PAID),
            "monthly": time(*PAID),
            "per_worker_once": time("own", *PAID),
            "per_worker_monthly": time("own", "own_of_peers", *PAID),
            "per_starter": time(*PAID),
        },
        "posts": time("peer_worker", "clinician", "team_leader"),
        "share_of_pay": draw(shares),
    }


def strategy(changes, name="random", cost=None):
    """A strategy that makes these changes at that cost."""
    words = ("actor", "action", "target", "timing", "dose", "outcome", "justification")
    return Strategy.model_validate(
        {
            "name": name,
            "title": "A random strategy",
            "specification": dict.fromkeys(words, "Anything."),
            "changes": changes,
            "cost": cost or {},
        }
    )


@st.composite
def parameter_sets(draw):
    """The central set, a draw from the ranges, or a mix of the ranges' ends."""
    kind = draw(st.sampled_from(("central", "drawn", "ends", "lowest", "highest")))
    if kind == "central":
        return REGISTRY.central()
    if kind == "lowest":
        return {name: parameter.low for name, parameter in REGISTRY.items()}
    if kind == "highest":
        return {name: parameter.high for name, parameter in REGISTRY.items()}
    luck = random.Random(draw(st.integers(0, 10**6)))
    if kind == "drawn":
        return {name: parameter.at(luck.random()) for name, parameter in REGISTRY.items()}
    return {name: luck.choice((one.low, one.high)) for name, one in REGISTRY.items()}


@st.composite
def runs(draw, months=3):
    """Everything that `found` needs, as keywords, and that founds."""
    unit = draw(units())
    policy = draw(policies(months))
    try:
        require_fits(unit, policy)
        initialize(unit, policy, REGISTRY.central(), months=months, seed=0)
    except UserError:  # more than a lever's range, or posts that cannot be added
        assume(False)
    return {
        "unit": unit,
        "policy": policy,
        "parameters": draw(parameter_sets()),
        "months": months,
        "seed": draw(st.integers(0, 10**9)),
    }
