"""One program a data folder: a lock on a file, which dies with the process that holds it; talks to no other program."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

FILE = "running.lock"
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class InstanceLock:
    """Held from `take` until `release` or the end of the process, however that comes. Nothing stale can be left."""

    def __init__(self, folder: Path) -> None:
        """Take nothing yet."""
        self._folder = folder
        self._handle: int | None = None

    def take(self) -> bool:
        """Say whether this is the only program on the folder.

        Where the folder cannot be written, or its disk knows no locks, it is taken to be the only one: two on one
        folder get on with each other (the delivery lease), and a person must never be kept from writing.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            return error.errno not in _TAKEN
        self._handle = handle
        return True

    @property
    def is_held(self) -> bool:
        """Say whether the lock is ours."""
        return self._handle is not None

    def release(self) -> None:
        """Let another program be the one."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


def is_running(folder: Path) -> bool:
    """Say whether a program runs on the folder now; makes nothing there."""
    if not (folder / FILE).exists():
        return False
    lock = InstanceLock(folder)
    taken = lock.take()
    lock.release()
    return not taken


def _lock(handle: int) -> None:
    """Lock the file without waiting. Raises OSError."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
