"""Reads a file that a person names, with a clear error for each way it can go wrong; knows no format."""

from __future__ import annotations

from pathlib import Path

from detectors_app.domain.errors import EnvironmentFault, Invalid


def read_file(path: Path, *, most_bytes: int) -> bytes:
    """Give a file's bytes. Raises Invalid: missing, a folder, empty, too large; EnvironmentFault: not readable."""
    try:
        if path.is_dir():
            raise Invalid("file.is_folder", where=str(path))
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Invalid("file.missing", where=str(path)) from error
    except (OSError, ValueError) as error:
        raise EnvironmentFault("file.unreadable", path=str(path)) from error
    if not data.strip():
        raise Invalid("file.empty", where=str(path))
    if len(data) > most_bytes:
        raise Invalid("file.too_large", where=str(path), most_kib=most_bytes // 1024)
    return data
