"""Where each lever stands in the arrays of doses: its name in capitals is its place.

``from ccu_sim.model.lever_index import TRAINING_SESSIONS`` gives the place of the lever
`training_sessions`. Names and order are those of `inputs.levers`, which declares each once.
"""

from ccu_sim.inputs.levers import LEVER_INDEX


def __getattr__(name: str) -> int:
    """Give the place of a lever."""
    lever = name.lower()
    if name.isupper() and lever in LEVER_INDEX:
        return LEVER_INDEX[lever]
    raise AttributeError(f"there is no lever '{lever}'; inputs/levers.py declares them")
