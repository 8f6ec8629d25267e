"""How long something waits and when it was, in words; takes the time of day from the caller."""

from __future__ import annotations

from datetime import datetime

from detectors_app.content.moments import in_sentence, in_words
from detectors_app.content.wording import Wording

_HOUR_S = 3600
_DAY_S = 24 * _HOUR_S


def duration(seconds: float, words: Wording) -> str:
    """Give "19 min", "2 h 21 min" or "3 days": whole units, never rounded up."""
    minutes = int(max(0.0, seconds) // 60)
    hours, days = minutes // 60, minutes // (24 * 60)
    if days >= 2:  # noqa: PLR2004 - up to two days people count in hours
        return words("desk.days", days=days)
    if hours:
        return words("desk.hours_minutes", hours=hours, minutes=minutes % 60)
    return words("desk.minutes", minutes=minutes)


def target(minutes: int, words: Wording) -> str:
    """Give "2 hours" or "90 minutes"."""
    return (
        words.count("desk.hours", minutes // 60) if minutes % 60 == 0 else words("desk.minutes_long", minutes=minutes)
    )


def moment(at: datetime, now: datetime, words: Wording) -> str:
    """Give "Today, 09:46"; a time that no calendar here can hold is shown as it came."""
    try:
        return in_words(at, now, words)
    except (OverflowError, ValueError, OSError):
        return at.isoformat()


def moment_inside(at: datetime, now: datetime, words: Wording) -> str:
    """Give "today at 09:46", to stand inside a sentence."""
    try:
        return in_sentence(at, now, words)
    except (OverflowError, ValueError, OSError):
        return at.isoformat()
