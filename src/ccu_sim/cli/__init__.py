"""The command line, `ccu-sim`: results go to standard output, everything else to standard error."""

from ccu_sim.cli.program import main

__all__ = ["main"]
