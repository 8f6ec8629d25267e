"""Asks the system to keep no picture of this program's memory when it ends badly; root can still take one."""

from __future__ import annotations

import logging
import sys

_log = logging.getLogger(__name__)

_PR_SET_DUMPABLE = 4
_NO_DIALOGS = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: Windows shows no error box, and reports nothing to Microsoft."""


def forbid_core_dumps() -> None:
    """Set the limit for core dumps to nothing; on Linux also keep other programs of the same person out of the memory.

    KeePassXC does the same. A program that is replaced by exec has to ask again.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_DIALOGS)
        return
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        _log.info("core_dumps.limit_refused")
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
