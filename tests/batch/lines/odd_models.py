"""Models of one's own that misbehave; all but one run on the compiled engine, to be quick."""

import os
import time
from contextlib import suppress
from pathlib import Path

from odd_runs import THE_ONE, mended

from ccu_sim import CCUModel
from ccu_sim.model.compiled import run_months


class Odd(CCUModel):
    """A unit in which one run of a study goes wrong, until it is mended."""

    def __init__(self, *given, set_index, replicate, **named):
        super().__init__(*given, set_index=set_index, replicate=replicate, **named)
        run = (self.policy.name, set_index, replicate)
        self.goes_wrong = run == THE_ONE and not mended()

    def run_months(self, months):
        if self.goes_wrong:
            self.go_wrong()
        run_months(self.worlds, months)

    def go_wrong(self):
        pass


class Failing(Odd):
    """The one run raises an error."""

    def go_wrong(self):
        raise ValueError("the roster bites its tail")


class Fussy(Odd):
    """On the Mesa engine; the one run cannot stand its first shift."""

    run_months = CCUModel.run_months

    def step(self):
        if self.goes_wrong:
            raise ValueError("the roster bites its tail")
        super().step()


class DeadlyOnce(Odd):
    """The one run takes its process with it the first time."""

    def go_wrong(self):
        Path(os.environ["MENDED"]).touch()
        os._exit(9)


class Slow(Odd):
    """Every run takes its time, until mended, so that there is something to interrupt."""

    def run_months(self, months):
        if not mended():
            time.sleep(0.1)
        super().run_months(months)


class NeverTheSame(Odd):
    """Every run differs from every other."""

    def tables(self):
        made = super().tables()
        made.run["cohesion"] = time.time()
        return made


class Careless(Slow):
    """What lands in the middle of a run is lost."""

    def run_months(self, months):
        with suppress(KeyboardInterrupt):
            super().run_months(months)
