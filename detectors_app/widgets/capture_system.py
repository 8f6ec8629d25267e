"""What the system offers to keep a window out of pictures of the screen; imports no Qt and decides nothing.

Windows alone offers it. macOS passes its own wish over since version 15, and under X11 and Wayland there is none: there
nothing is kept out, and nothing is promised.
"""

from __future__ import annotations

import sys
from typing import Protocol

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
"""Window display affinities (winuser.h): seen as usual; a black box in pictures; not in pictures at all."""

_EXCLUDES_FROM = 19041
"""Windows 10, version 2004: the first that knows the last of these. Those before it would refuse it."""


class CaptureSystem(Protocol):
    """One system's way."""

    @property
    def is_offered(self) -> bool:
        """Say whether the system can keep a window out of pictures."""

    def keep_out(self, window_id: int, *, out: bool) -> None:
        """Keep one top-level window out, or let it in again. Raises OSError where the system refuses."""


class NothingOffered:
    """A system that keeps nothing out."""

    is_offered = False

    def keep_out(self, window_id: int, *, out: bool) -> None:
        """Do nothing."""


class WindowsAffinity:
    """Windows: the display affinity of a window of this process. Written from its documentation, and not yet run."""

    is_offered = True

    def __init__(self, build: int) -> None:
        self._affinity = affinity_for(build)

    def keep_out(self, window_id: int, *, out: bool) -> None:
        """Set the affinity, and read it back: a session that does not compose windows may take it and not heed it."""
        wanted = self._affinity if out else WDA_NONE
        if sys.platform == "win32":
            import ctypes
            from ctypes import wintypes

            user32 = ctypes.WinDLL("user32", use_last_error=True)
            user32.SetWindowDisplayAffinity.argtypes = (wintypes.HWND, wintypes.DWORD)
            user32.SetWindowDisplayAffinity.restype = wintypes.BOOL
            user32.GetWindowDisplayAffinity.argtypes = (wintypes.HWND, ctypes.POINTER(wintypes.DWORD))
            user32.GetWindowDisplayAffinity.restype = wintypes.BOOL
            found = wintypes.DWORD()
            if not user32.SetWindowDisplayAffinity(window_id, wanted):
                raise ctypes.WinError(ctypes.get_last_error())
            if not user32.GetWindowDisplayAffinity(window_id, ctypes.byref(found)):
                raise ctypes.WinError(ctypes.get_last_error())
            if found.value != wanted:
                raise OSError(found.value, "SetWindowDisplayAffinity")


def affinity_for(build: int) -> int:
    """Give what keeps a window out on a build of Windows."""
    return WDA_EXCLUDEFROMCAPTURE if build >= _EXCLUDES_FROM else WDA_MONITOR


def this_system() -> CaptureSystem:
    """Give what this system offers."""
    if sys.platform == "win32":
        return WindowsAffinity(sys.getwindowsversion().build)
    return NothingOffered()
