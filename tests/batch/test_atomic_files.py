"""A file is whole or what it was before, whatever cuts the writing off."""

import os
import stat
import sys
from pathlib import Path

import pytest

from ccu_sim.batch.atomic_files import (
    PASSING,
    remove_passing,
    replace_text,
    replaced,
    require_writable,
)
from ccu_sim.errors import UserError


@pytest.fixture
def path(tmp_path):
    """A file that holds something already."""
    path = tmp_path / "study.json"
    path.write_text("before", encoding="utf-8")
    return path


def test_a_file_is_replaced_whole_and_nothing_stays_beside_it(path):
    replace_text(path, "after ≠ before")
    assert path.read_text(encoding="utf-8") == "after ≠ before"
    assert list(path.parent.iterdir()) == [path]


def test_until_all_is_written_the_old_one_is_there(path):
    with replaced(path) as file:
        file.write(b"half")
        file.flush()
        assert path.read_text(encoding="utf-8") == "before"
    assert path.read_bytes() == b"half"


def test_a_failure_while_writing_leaves_what_was_there(path):
    def fail_half_way():
        with replaced(path) as file:
            file.write(b"half")
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "before"
    assert list(path.parent.iterdir()) == [path]


def test_two_writers_do_not_meet(path):
    with replaced(path) as one, replaced(path) as other:
        one.write(b"one")
        other.write(b"other")
    assert path.read_bytes() == b"one"  # the last to finish
    assert list(path.parent.iterdir()) == [path]


def test_what_a_killed_process_left_is_removed_and_nothing_else(path):
    left = path.with_name(f"study.json.0123456789abcdef{PASSING}")
    left.write_text("half", encoding="utf-8")
    remove_passing([path.parent])
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are flushed where systems can")
def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_after(path, monkeypatch):
    told, descriptors = [], []
    flush, rename = os.fsync, Path.replace

    def fsync(descriptor):
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        told.append("folder" if is_folder else os.fstat(descriptor).st_size)
        descriptors.append(descriptor)
        flush(descriptor)

    def replace(passing, name):
        told.append("renamed")
        return rename(passing, name)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    replace_text(path, "after")
    assert told == [len("after"), "renamed", "folder"]
    for descriptor in descriptors:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are flushed where systems can")
def test_a_file_system_that_cannot_flush_a_folder_loses_nothing_else(path, monkeypatch):
    flush = os.fsync

    def fsync(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError("Invalid argument")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    replace_text(path, "after")
    assert path.read_text(encoding="utf-8") == "after"


def test_where_nothing_can_be_written_is_told_beforehand(path, monkeypatch):
    here = path.parent
    for folder in (here, here / "new", here / "new" / "below"):
        require_writable(folder)
    for folder in (path / "new", path / "new" / "below"):
        with pytest.raises(UserError, match=f"{folder} cannot be made: {path} cannot be written"):
            require_writable(folder)
    monkeypatch.setattr(os, "access", lambda place, how: (place, how) != (here, os.W_OK))
    with pytest.raises(UserError, match=f"{here / 'new'} cannot be made: {here} cannot be written"):
        require_writable(here / "new")
    with pytest.raises(UserError, match=f"^{here} cannot be written to.$"):
        require_writable(here)
    assert list(here.iterdir()) == [path]
