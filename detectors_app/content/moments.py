"""Says when something was, in words: "Today, 09:46"; takes the time of day from the caller."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from detectors_app.content.wording import Wording


def day_in_words(day: date, today: date, words: Wording, *, inside: bool = False) -> str:
    """Give "Today", "Yesterday", "Monday 9 November" or, in another year, with it. `inside` a sentence: "today"."""
    near = {today: "Today", today - timedelta(days=1): "Yesterday"}.get(day)
    if near:
        return words(f"time.{near.lower() if inside else near}")
    key = "time.date" if day.year == today.year else "time.date_year"
    weekday, month = words(f"time.weekday.{day.weekday()}"), words(f"time.month.{day.month}")
    return words(key, weekday=weekday, day=day.day, month=month, year=day.year)


def clock(moment: datetime) -> str:
    """Give the time of day where this machine is, HH:MM."""
    return f"{moment.astimezone():%H:%M}"


def in_words(moment: datetime, now: datetime, words: Wording) -> str:
    """Give "Today, 09:46". Both are aware; the day is the one where this machine is."""
    day = day_in_words(moment.astimezone().date(), now.astimezone().date(), words)
    return words("time.at", day=day, time=clock(moment))


def in_sentence(moment: datetime, now: datetime, words: Wording) -> str:
    """Give "today at 09:46", to stand inside a sentence."""
    day = day_in_words(moment.astimezone().date(), now.astimezone().date(), words, inside=True)
    return words("time.day_at", day=day, time=clock(moment))
