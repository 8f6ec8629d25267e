"""When to try again: full jitter, from five seconds to a quarter of an hour; keeps no clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

BASE_S = 5.0
CEILING_S = 900.0
"""Protocol, *Rules learned from peers*, 6."""
WAKE_JITTER_S = 20.0
PARKED_RETRY = timedelta(days=1)

Chance = Callable[[], float]
"""Gives a number from 0 up to, not including, 1."""


def next_attempt(now: datetime, tries: int, chance: Chance, retry_after_s: int | None = None) -> datetime:
    """Give when to try again after `tries` failures (1 or more): full jitter, never before what the service asked.

    What it asked counts up to the ceiling only: the header is unsigned, and no stranger may silence a report.
    """
    longest_s = min(CEILING_S, BASE_S * 2.0 ** (min(max(tries, 1), 12) - 1))
    wait_s = max(chance() * longest_s, min(float(retry_after_s or 0), CEILING_S))
    return now + timedelta(seconds=wait_s)


def after_waking(now: datetime, chance: Chance) -> datetime:
    """Give when to try after the network came up, the laptop woke or someone signed in: 0 to 20 seconds on."""
    return now + timedelta(seconds=chance() * WAKE_JITTER_S)
