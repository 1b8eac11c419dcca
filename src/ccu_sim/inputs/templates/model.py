"""A model of your own: what it changes of the model that ships.

    ccu-sim run site-1 --months 12 --model scenarios/models/FILE.py:NAME

A study runs on it with the line `model: ../models/FILE.py:NAME`. Each of the three parts below
may be left out, changed or repeated. Keep all of it in this one file: its text is what a study
records and `ccu-sim verify` checks. The numbers are examples that rest on nothing; say beside
yours what they rest on.
"""

import ccu_sim as ccu


# A behaviour: a method of a peer worker, clinician, team leader or resident, done differently.
# The schedule in docs/odd.md has them all; `super()` does it as in the model that ships.
class PeerWorker(ccu.PeerWorker):
    """A peer worker who talks the shift over with a colleague before going home."""

    def rest(self):
        """Recuperate, a little more than without."""
        super().rest()
        self.exhaustion *= 0.98


# An intervention: what somebody does each shift, day, week or month.
class Huddle(ccu.Intervention):
    """A few minutes a day in which everyone in post is heard."""

    # Name a strategy here, and only runs with that strategy have it: so it can be compared with
    # as usual. None: every run has it.
    strategy = None

    def each_day(self, model):
        """Raise everyone's say in decisions by a small share of what it lacks."""
        for person in model.staff():
            person.voice += 0.01 * (1 - person.voice)


# A measure: a function of the model, taken at the end of each month.
def share_heard(model):
    """Give the share of peer workers whose voice is in the upper half of its scale."""
    voices = [person.voice for person in model.staff() if isinstance(person, ccu.PeerWorker)]
    if not voices:
        return float("nan")  # nothing to measure
    return sum(voice > 0.5 for voice in voices) / len(voices)


class NAME(ccu.CCUModel):
    """The unit, with all of this in it."""

    peer_worker_class = PeerWorker  # also: clinician_class, team_leader_class, resident_class
    interventions = (Huddle,)
    measures = (
        ccu.MonthlyMeasure(
            "share_heard", "share of peer workers with a say in decisions", share_heard, better=1
        ),
    )
