"""``python -m ccu_sim`` is ``ccu-sim``."""

from ccu_sim.cli import main

if __name__ == "__main__":
    main()
