"""Read and write the files that people name, with a clear error for each way it can go wrong; knows no format."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from detectors_app.domain.errors import DetectorsError, EnvironmentFault, Invalid
from detectors_app.storage.durable_file import publish
from detectors_app.storage.named_file import read_file

__all__ = ["make_folder", "read_file", "refuse_existing", "write_new"]

PRIVATE_MODE = 0o600
PUBLIC_MODE = 0o644
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}


def write_new(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write a file that must not be there yet: whole or not at all, one winner where two write at once.

    Raises Invalid where it exists (nothing is overwritten), EnvironmentFault: no space, no right to write.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(beside, data, PRIVATE_MODE if private else PUBLIC_MODE)
        publish(beside, path)
    except FileExistsError as error:
        raise Invalid("file.exists", where=str(path)) from error
    except (OSError, ValueError) as error:
        raise _fault(error, path) from error
    finally:
        _remove(beside)


def make_folder(path: Path) -> None:
    """Make a folder for keys or data, closed to others. Raises Invalid where a file is in its place."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise Invalid("file.not_a_folder", where=str(path)) from error
    except (OSError, ValueError) as error:
        raise _fault(error, path) from error


def refuse_existing(*paths: Path) -> None:
    """Refuse, before any work, to write where a file is. Raises Invalid."""
    for path in paths:
        if path.exists():
            raise Invalid("file.exists", where=str(path))


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # A leftover under a random name holds what the named file holds, or part of it, at the same mode.


def _fault(error: OSError | ValueError, path: Path) -> DetectorsError:
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        return EnvironmentFault("file.no_space", path=str(path))
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Invalid("file.no_such_folder", where=str(path.parent))
    return EnvironmentFault("file.not_writable", path=str(path))
