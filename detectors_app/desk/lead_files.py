"""Reads the file that a lead names and writes the one she asks for, with a clear error for each fault."""

from __future__ import annotations

import errno
from pathlib import Path

from detectors_app.domain.errors import EnvironmentFault, Invalid
from detectors_app.storage.durable_file import replace, write_new
from detectors_app.storage.named_file import read_file

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def read_named(typed: str, most_bytes: int) -> bytes:
    """Give a file's bytes. Raises Invalid: none named, missing, a folder, empty, too large; EnvironmentFault."""
    if not typed.strip():
        raise Invalid("file.not_named", where="file")
    return read_file(Path(typed.strip().strip('"')).expanduser(), most_bytes=most_bytes)


def save_named(typed: str, data: bytes, *, over: bool) -> Path:
    """Write a file, whole or not at all, that only its owner reads; give where. `over` what has that name already.

    Raises Invalid: none named, a folder, no such folder, there already; EnvironmentFault: no space, no right.
    """
    if not typed.strip():
        raise Invalid("file.not_named", where="file")
    path = Path(typed.strip().strip('"')).expanduser()
    try:
        _check(path)
        if over:
            replace(path, data)
        else:
            write_new(path, data)
    except FileExistsError as error:
        raise Invalid("lead.file.exists", where=path.name) from error
    except EnvironmentFault as error:
        raise _fault(error.__cause__, path) from error
    except (OSError, ValueError) as error:
        raise _fault(error, path) from error
    return path


def _check(path: Path) -> None:
    if path.is_dir():
        raise Invalid("file.is_folder", where=str(path))
    if not path.parent.is_dir():
        raise Invalid("file.no_such_folder", where=str(path.parent))


def _fault(error: BaseException | None, path: Path) -> EnvironmentFault:
    full = isinstance(error, OSError) and error.errno in _NO_SPACE
    return EnvironmentFault("file.no_space" if full else "file.not_writable", path=str(path))
