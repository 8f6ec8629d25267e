"""Waits for something to become true, by asking again and again, never longer than a limit."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event


def until(holds: Callable[[], bool], most_s: float = 20) -> None:
    """Return as soon as it holds; fail after `most_s` seconds."""
    end_s = time.monotonic() + most_s
    pause = Event()
    while not holds():
        assert time.monotonic() < end_s, "it did not come true in time"
        pause.wait(0.01)
