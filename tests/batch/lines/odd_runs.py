"""Runs of the model that ships that misbehave, in this process or in workers.

What becomes of a batch whose workers die or are stopped does not depend on whose model it runs.
With a model of one's own (`odd_models`) every process imports Mesa, which takes it longer than all
else that it does here.
"""

import os
import time
from functools import partial
from pathlib import Path

import ccu_sim.model
from ccu_sim.batch import executors, process_pool, worker
from ccu_sim.model import simulate

#: Strategy, set and replicate of the run that goes wrong.
THE_ONE = ("permanent-contracts", 1, 0)


def mended():
    """Whether the test has mended what goes wrong in the meantime."""
    return Path(os.environ["MENDED"]).exists()


def slow(*given, **address):
    """Take one's time, so that there is something to interrupt."""
    time.sleep(0.1)
    return simulate(*given, **address)


def deadly(unit, policy, parameters, *, set_index, replicate, **address):
    """Let the one run take its process with it, until it is mended."""
    if (policy.name, set_index, replicate) == THE_ONE and not mended():
        os._exit(9)
    address |= {"set_index": set_index, "replicate": replicate}
    return simulate(unit, policy, parameters, **address)


def chunk_of(run, do_chunk, *given, **named):
    """Do a chunk of such runs."""
    ccu_sim.model.simulate = run
    return do_chunk(*given, **named)


def chunk_in_worker(run, *given):
    """Do a chunk of such runs, in a worker."""
    return chunk_of(run, process_pool._do_chunk, *given)


def put_in_place(run):
    """Let every chunk that this process does, or gives to a worker, be of such runs."""
    process_pool._do_chunk = partial(chunk_in_worker, run)
    executors.do_chunk = partial(chunk_of, run, worker.do_chunk)
