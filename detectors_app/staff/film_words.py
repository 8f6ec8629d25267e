"""Says times of a film: in figures beside the bar, in words for whoever hears them."""

from __future__ import annotations

from detectors_app.content.wording import Wording

_MINUTE_S = 60


def clock(at_ms: int) -> str:
    """Give a time in figures, such as ``1:20``; part seconds are left out."""
    minutes, seconds = divmod(at_ms // 1000, _MINUTE_S)
    return f"{minutes}:{seconds:02d}"


def spoken(at_ms: int, words: Wording) -> str:
    """Give a time in words, such as ``1 minute 20 seconds``."""
    minutes, seconds = divmod(at_ms // 1000, _MINUTE_S)
    said = words.count("training.film.seconds", seconds)
    if not minutes:
        return said
    whole = words.count("training.film.minutes", minutes)
    return words("training.film.minutes_seconds", minutes=whole, seconds=said) if seconds else whole


def place(at_ms: int, length_ms: int, words: Wording) -> str:
    """Give a place in the film in words, such as ``20 seconds of 1 minute 45 seconds``."""
    return words("training.film.of", at=spoken(at_ms, words), length=spoken(length_ms, words))
