"""A folder for a batch whose user named none."""

import shutil
import tempfile
import weakref


class PassingFolder:
    """A folder that goes when nothing holds it any more, or the program ends.

    `tempfile.TemporaryDirectory` does as much, with a warning that it should have been cleaned up.

    Attributes
    ----------
    name : str
        Its path.
    """

    def __init__(self) -> None:
        self.name = tempfile.mkdtemp(prefix="ccu_sim-")
        weakref.finalize(self, shutil.rmtree, self.name, ignore_errors=True)
