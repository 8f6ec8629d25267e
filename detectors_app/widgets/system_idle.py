"""Tells for how long nobody has touched the machine, where the system says so; watches nothing itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

SystemIdle = Callable[[], float | None]
"""Gives the seconds since the last touch of keyboard or mouse, in any program; None where it is not known."""

_TICKS = 1 << 32
"""Windows counts milliseconds since its start in 32 bits: after 49 days it begins anew."""


def idle_ms_between(now_ticks: int, last_ticks: int) -> int:
    """Give the milliseconds from one reading of that clock to a later one."""
    return (now_ticks - last_ticks) % _TICKS


def system_idle_s() -> float | None:
    """Ask Windows; elsewhere programs are told in too many ways to rely on one, so our own events count."""
    if sys.platform == "win32":
        import ctypes

        class LastInput(ctypes.Structure):
            _fields_ = (("size", ctypes.c_uint), ("ticks", ctypes.c_uint))

        last = LastInput(ctypes.sizeof(LastInput), 0)
        if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return idle_ms_between(ctypes.windll.kernel32.GetTickCount() & (_TICKS - 1), last.ticks) / 1000
    return None


def steady_s() -> float:
    """Give seconds that only ever grow, and that go on while the machine sleeps."""
    which = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
    if which is None and sys.platform == "darwin":
        which = time.CLOCK_MONOTONIC  # on macOS this one counts sleep, unlike time.monotonic
    return time.monotonic() if which is None else time.clock_gettime(which)
