"""Putting a whole file in its place, durably; knows nothing of what is in it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from detectors_app.domain.errors import EnvironmentFault

OWNER_ONLY = 0o600


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole and synced, or none. Raises FileExistsError, EnvironmentFault."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        _write(draft, content)
        publish(draft, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=os.fspath(path.parent)) from error
    finally:
        clear_away(draft)


def replace(path: Path, content: bytes) -> None:
    """Put a file that only its owner reads in place of what is there: the old one or the new, never half.

    Raises EnvironmentFault; the old one stays then.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        _write(draft, content)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=os.fspath(path.parent)) from error
    finally:
        clear_away(draft)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner enters, where it is not there. Raises EnvironmentFault."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=os.fspath(folder)) from error


def clear_away(*leftovers: Path) -> None:
    """Take away what is left of something unfinished; where that fails, the reason it is unfinished is said instead."""
    for each in leftovers:
        with suppress(OSError):
            each.unlink(missing_ok=True)


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, in one step. Raises FileExistsError where the name is taken."""
    if sys.platform == "win32":
        draft.rename(path)  # Refuses to replace.
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # A file system without links, such as a memory stick's.
        if path.exists():
            raise FileExistsError(path) from None
        draft.rename(path)
    draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system lets a folder be synced (not on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
