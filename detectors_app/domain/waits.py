"""How long the next passphrase must wait after wrong ones; nothing is ever wiped or locked for good. Keeps no count."""

from __future__ import annotations

from datetime import datetime, timedelta

WAITS_S = (0, 0, 0, 1, 2, 5, 10, 30, 60, 120, 300)
"""Seconds before the next try, by how many were tried since one was right; the last holds from then on.

Two slips of the finger cost nothing. Ten thousand guesses cost more than a month, and whoever does remember after a
bad night waits five minutes at most.
"""

_NONE = timedelta()


def wait_s(wrong_tries: int) -> int:
    """Give how many seconds must pass between the last of so many wrong tries and the next."""
    return WAITS_S[min(max(wrong_tries, 0), len(WAITS_S) - 1)]


def still_to_wait(wrong_tries: int, tried_at: datetime | None, now: datetime) -> timedelta:
    """Give how much of the wait is left, counted from the last try.

    A clock that stands before the last try was turned back: the wait is whole again, and never longer than that.
    """
    if tried_at is None:
        return _NONE
    whole = timedelta(seconds=wait_s(wrong_tries))
    return whole if now < tried_at else max(whole - (now - tried_at), _NONE)
