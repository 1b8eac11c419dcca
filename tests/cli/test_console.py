"""Where words go."""

import errno
import sys

import pytest

from ccu_sim.cli import console
from ccu_sim.cli.console import Format, mark_as_utf8, print_rows, why_the_system_refuses


@pytest.mark.parametrize("windows", [True, False])
def test_a_file_on_windows_begins_with_the_mark_and_has_it_once(tmp_path, monkeypatch, windows):
    monkeypatch.setattr(console, "WINDOWS", windows)
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        monkeypatch.setattr(sys, "stdout", file)
        print_rows([{"change": "−1"}], Format.csv)
        mark_as_utf8()
        print_rows([{"change": "+2"}], Format.csv)
    mark = b"\xef\xbb\xbf" if windows else b""
    assert path.read_bytes() == mark + "change\n−1\nchange\n+2\n".encode()
    assert path.read_text(encoding="utf-8-sig").startswith("change")


def test_json_and_pipes_have_no_mark(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(console, "WINDOWS", True)
    path = tmp_path / "out.json"
    with path.open("w", encoding="utf-8") as file, monkeypatch.context() as during:
        during.setattr(sys, "stdout", file)
        print_rows([{"change": "−1"}], Format.json)
    assert path.read_bytes().startswith(b"[")


def test_what_the_system_refuses_is_named():
    full = OSError(errno.ENOSPC, "No space left on device")
    assert why_the_system_refuses(full) == "Writing or reading failed: No space left on device."
    locked = PermissionError(errno.EACCES, "Permission denied", "results/a\nb")
    told = why_the_system_refuses(locked)
    assert told == "results/a\\nb cannot be used: Permission denied."
