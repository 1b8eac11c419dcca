"""One batch at a time on a folder."""

import errno
import os
import socket

import pytest

from ccu_sim.batch import lock
from ccu_sim.batch.lock import locked
from ccu_sim.errors import UserError


def test_a_folder_is_held_by_one_who_is_named(tmp_path):
    me = f"process {os.getpid()} on {socket.gethostname()}"
    with (
        locked(tmp_path),
        pytest.raises(UserError, match=f"another batch is at work on {tmp_path} .{me}.; wait for"),
        locked(tmp_path),
    ):
        pass


def test_a_holder_whose_name_cannot_be_read_holds_it_all_the_same(tmp_path):
    with locked(tmp_path):
        (tmp_path / lock.NAME).write_bytes(b"\xff")
        with pytest.raises(UserError, match="another batch is at work on"), locked(tmp_path):
            pass


def test_it_is_let_go_of_whatever_happens(tmp_path):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), locked(tmp_path):
            raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == [lock.NAME]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with (
        pytest.raises(UserError, match=r"cannot write to .*: No such file"),
        locked(tmp_path / "x"),
    ):
        pass


def test_a_file_system_without_locks_is_told(tmp_path, monkeypatch):
    def take(descriptor):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", take)
    with pytest.raises(UserError, match=f"cannot lock {tmp_path}.*: No locks av"), locked(tmp_path):
        pass


def test_a_disk_too_full_for_the_name_of_the_holder_is_no_fault_of_the_lock(tmp_path, monkeypatch):
    def write(descriptor, text):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lock.os, "write", write)
    with locked(tmp_path):
        monkeypatch.undo()
        with (
            pytest.raises(UserError, match=r"another batch is at work on .* \(\)"),
            locked(tmp_path),
        ):
            pass
