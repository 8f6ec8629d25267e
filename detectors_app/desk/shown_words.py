"""What a concern's page is made of, in words ready to show; says none of them itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """What a banner is about: `safety` before all, `info` for how it came."""

    SAFETY = "safety"
    URGENT = "urgent"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class BannerWords:
    """A banner: bold first words, then the rest."""

    tone: Tone
    bold: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A question in few words, and what was answered."""

    name: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TextWords:
    """One text that came: a heading where there are several, the story, the exact words, the facts."""

    heading: str
    story: str = field(repr=False)
    spoken_by: str = field(repr=False)
    spoken: str = field(repr=False)
    facts: tuple[Fact, ...] = field(repr=False)
    blank: str = ""
    title: str = ""
    """What stands above the story."""
    asked_by: str = ""
    asked: str = field(default="", repr=False)
    """The question that it answers."""


class Sign(StrEnum):
    """The picture beside an entry of the time line."""

    READ = "read"
    LATE = "late"
    CAME = "came"
    WRITTEN = "written"
    SEEN = "seen"
    ASKED = "asked"
    ANSWERED = "answered"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the time line, newest first."""

    sign: Sign
    title: str
    detail: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConcernWords:
    """The whole page as shown."""

    banners: tuple[BannerWords, ...] = field(repr=False)
    reference: str
    how_soon: str
    urgent: bool
    written: str
    texts: tuple[TextWords, ...] = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    can_read: bool
    """Whether *I have read this* is still to be pressed by this officer."""
    read_line: str
    cannot_ask: str = ""
    """Why who sent it cannot be asked, empty where they can."""
