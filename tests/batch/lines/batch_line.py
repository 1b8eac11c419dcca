"""A batch as a command of its own, to be killed, starved and interrupted."""

import importlib
import json
import os
import sys


def main() -> int:
    """Run the batch that the first argument describes, and exit as the command line does."""
    # Here and not above, where every worker would import pandas with them, too.
    from ccu_sim.batch import progress_on, run_batch
    from ccu_sim.errors import RunFailures, UserError
    from ccu_sim.inputs import load_study

    line = json.loads(sys.argv[1])
    if also := os.environ.get("ALSO_IMPORT"):
        importlib.import_module(also)
    if line["runs"]:
        odd_runs = importlib.import_module("odd_runs")
        odd_runs.put_in_place(getattr(odd_runs, line["runs"]))
    study = load_study("supervision-or-security", line["study"])
    model = getattr(importlib.import_module("odd_models"), line["model"]) if line["model"] else None
    try:
        run_batch(
            study,
            line["out"],
            workers=line["workers"],
            dask=line.get("dask"),
            model=model,
            runs_per_chunk=line["runs_per_chunk"],
            progress=progress_on(sys.stderr),
        )
    except (UserError, RunFailures) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UserError) else 1
    return 0


def unraisable(what: "sys.UnraisableHookArgs") -> None:
    """End at a Ctrl-C that comes while all is being left, as the program does."""
    if what.exc_type is KeyboardInterrupt:
        os._exit(130)
    sys.__unraisablehook__(what)


if __name__ == "__main__":
    sys.unraisablehook = unraisable
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        os._exit(130)
