"""Starting a scenario of one's own."""

import errno
from pathlib import Path

import pytest

from ccu_sim.errors import UserError
from ccu_sim.inputs import new


@pytest.mark.parametrize("name", ["con", "lpt1"])
def test_a_name_that_windows_keeps(name, folder):
    with pytest.raises(UserError, match="kept by Windows"):
        new("unit", name)
    assert not list(folder.iterdir())


def test_a_file_that_cannot_be_finished_is_not_begun(folder, monkeypatch):
    opened = Path.open

    def on_a_full_disk(path: Path, *how: str, **named: str):
        file = opened(path, *how, **named)
        if how == ("x",):

            def write(text: str) -> None:
                raise OSError(errno.ENOSPC, "No space left on device")

            file.write = write
        return file

    monkeypatch.setattr(Path, "open", on_a_full_disk)
    with pytest.raises(UserError, match=r"mine\.yaml cannot be written: No space left"):
        new("unit", "mine")
    monkeypatch.undo()
    assert not [path for path in folder.rglob("*") if path.is_file()]
