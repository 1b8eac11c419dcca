"""Where one history held a supervision session and the other did not, as the rules do."""

import re
from datetime import timedelta
from functools import cache

import ccu_sim as ccu

MONTHS = 3
SEEDS = (8, *range(1, 8), *range(9, 30))
"""First one under which a session is missed now, so that few are lived in vain."""

SHIFTS_A_DAY = 3
SAID = re.compile(
    r"session held on one side only, in the week to (?P<day>\d+) (?P<month>\w+) (?P<year>\d+) "
    r"\(month \d+\): (?P<here>this|that) way it was held, (?P<there>this|that) way it was not "
    r"\((?P<who>[^;]*)"
)


def sessions(dials, seed):
    """Live a unit and note who came to each session: by shift, post and holder."""
    came = {}

    def noting(kind):
        class Noting(kind):
            def be_supervised(self):
                came[self.model.now, self.place, self.holder] = not self.away
                super().be_supervised()

        return Noting

    class Noted(ccu.CCUModel):
        peer_worker_class = noting(ccu.PeerWorker)
        clinician_class = noting(ccu.Clinician)
        team_leader_class = noting(ccu.TeamLeader)

    model = Noted(ccu.load_unit("site-2", dials), months=MONTHS, rng=seed)
    model.run_months(MONTHS)
    return came


def first_parting(this, that):
    """Give the first session of the same person that one side held and the other did not."""
    return min((key for key in this if that.get(key, this[key]) != this[key]), default=None)


@cache
def first_of(seed):
    """Give the first such session under a seed, if there is one, and who came this way."""
    this, that = sessions({}, seed), sessions({"role_clarity": 1}, seed)
    return first_parting(this, that), this


def test_the_first_session_missed_on_one_side_only_is_named(opened):
    told = ((seed, *first_of(seed)) for seed in SEEDS)
    seed, first, this = next(found for found in told if found[1] is not None)
    page = opened(f"#v=1&months={MONTHS}&luck={seed}&this=site-2&that=site-2,role_clarity:1")
    said = SAID.search(page.locator("#parting").inner_text())
    day = ccu.load_unit("site-2").opens + timedelta(days=first[0] // SHIFTS_A_DAY)
    assert f"{day.day} {day:%B %Y}" == "{day} {month} {year}".format(**said.groupdict())
    assert said["here"] == ("this" if this[first] else "that")
    assert "leave" in said["who"]


def test_where_both_held_the_same_sessions_none_is_named(opened):
    seed = next(seed for seed in SEEDS if first_of(seed)[0] is None)
    page = opened(f"#v=1&months={MONTHS}&luck={seed}&this=site-2&that=site-2,role_clarity:1")
    assert "session held" not in page.locator("#parting").inner_text()


def test_without_a_missed_session_none_is_named(opened):
    page = opened("#v=1&months=1&luck=4&this=site-2&that=site-2,leadership:0.9")
    assert "session held" not in page.locator("#parting").inner_text()
