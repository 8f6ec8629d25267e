"""Reads the film's words and times from their one file; it draws nothing and says nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("noticing.toml")


@dataclass(frozen=True, slots=True)
class Line:
    """Something said (by `who`), heard (nobody's words) or seen. `spoken` is what a voice says, empty for silence."""

    text: str
    at_s: float
    to_s: float
    voice: str
    spoken: str
    who: str = ""

    @property
    def is_seen(self) -> bool:
        """Say whether it tells what is seen: for the second narration and the transcript alone."""
        return self.voice == "seen"


@dataclass(frozen=True, slots=True)
class Voice:
    """How espeak-ng speaks: its voice, words a minute, pitch, and loudness from 0 to 1."""

    voice: str
    speed: int
    pitch: int
    loud: float


@dataclass(frozen=True, slots=True)
class Hard:
    """The part that can be skipped."""

    from_s: float
    to_s: float
    note: str
    instead: str


@dataclass(frozen=True, slots=True)
class Story:
    """The whole film. `scenes` are the drawings and when each begins."""

    title: str
    about: str
    length_s: float
    hard: Hard
    voices: dict[str, Voice]
    scenes: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]

    @property
    def said(self) -> tuple[Line, ...]:
        """Give what stands in the captions."""
        return tuple(each for each in self.lines if not each.is_seen)


def load_story(path: Path = FILE) -> Story:
    """Read the file. Raises ValueError where two lines overlap, or one goes on after the film's end."""
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    story = Story(
        plain["title"],
        plain["about"],
        plain["length_s"],
        Hard(**plain["hard"]),
        {name: Voice(**each) for name, each in plain["voices"].items()},
        tuple((each["at_s"], each["name"]) for each in plain["scene"]),
        tuple(_line(each) for each in plain["line"]),
    )
    ends = [0.0, *(each.to_s for each in story.lines)]
    for end, line in zip(ends, story.lines, strict=False):
        if not end <= line.at_s < line.to_s <= story.length_s:
            raise ValueError(f"{line.at_s} s: {line.text}")
    return story


def _line(plain: dict[str, Any]) -> Line:
    if "seen" in plain:
        return Line(plain["seen"], plain["at_s"], plain["to_s"], "seen", plain["seen"])
    if "sound" in plain:
        return Line(plain["said"], plain["at_s"], plain["to_s"], "behind", plain["sound"])
    return Line(plain["said"], plain["at_s"], plain["to_s"], plain["who"], plain["said"], plain["who"])
