"""Saves a certificate under a name that every system takes, whole or not at all; what goes wrong is told in words.

No copy of it lies anywhere else afterwards, and no list of recent files learns of it.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from detectors_app.domain.errors import EnvironmentFault, Invalid, Refused

if TYPE_CHECKING:
    from detectors_app.staff.certificate_drawn import Drawn
    from detectors_app.staff.laptop import Laptop

SUFFIX = ".pdf"
LONGEST = 120
"""Letters of a name: with the folders around it a path still fits where 260 are the most."""
_NEVER = frozenset('<>:"/\\|?*')
_JOINERS = frozenset("\u200c\u200d")
"""What joins or parts letters in Persian, Bengali and others: nothing is seen of it, and a word is wrong without."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in "0123456789¹²³")}
)
"""Names that mean a device on Windows, with any ending."""
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR})
_BAD_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})


def file_name(typed: str) -> str:
    """Give the file's name for what was typed, with its ending.

    Raises Invalid (`certificate.no_file_name`, `certificate.file_name`).
    """
    name = typed.strip()
    name = name[: -len(SUFFIX)].rstrip() if name.casefold().endswith(SUFFIX) else name
    if not name:
        raise Invalid("certificate.no_file_name", where="file")
    is_odd = any(each in _NEVER or not (each.isprintable() or each in _JOINERS) for each in name)
    device = name.partition(".")[0].rstrip().casefold() in _DEVICES
    if is_odd or device or name[0] == "." or name[-1] == "." or len(name) > LONGEST:
        raise Invalid("certificate.file_name", where="file")
    return f"{name}{SUFFIX}"


def save(path: Path, content: bytes, *, replace: bool) -> None:
    """Save it; what is there already is replaced only if that is wanted.

    Raises Refused (`certificate.taken`), Invalid (`certificate.file_name`) and EnvironmentFault (`certificate.full`,
    `certificate.read_only`, `certificate.folder_gone`, `certificate.not_saved`); what was there stays then.
    """
    from detectors_app.storage import durable_file

    try:
        if replace:
            durable_file.replace(path, content)
        else:
            durable_file.write_new(path, content)
    except FileExistsError as error:
        raise Refused("certificate.taken") from error
    except EnvironmentFault as error:
        raise why_not(error.__cause__) from error


def saving(path: Path, drawn: Drawn, *, replace: bool) -> Callable[[Laptop], None]:
    """Make the job that tags and saves it: the tags' library loads slowly, a folder may lie on a slow network."""

    def job(_: Laptop) -> None:
        from detectors_app.staff.certificate_tags import tagged

        save(path, tagged(drawn), replace=replace)

    return job


def why_not(error: BaseException | None) -> EnvironmentFault | Invalid:
    """Give what to say where the system did not save it."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _BAD_NAME:
        return Invalid("certificate.file_name", where="file")
    if number in _FULL:
        return EnvironmentFault("certificate.full")
    if number in _CLOSED:
        return EnvironmentFault("certificate.read_only")
    return EnvironmentFault("certificate.folder_gone" if number in _NOT_THERE else "certificate.not_saved")
