"""What finding and taking in homes needs from outside, as protocols; storage.home_list fits into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from detectors_app.domain.homes import Home


@dataclass(frozen=True, slots=True)
class AboutHomes:
    """A list that was taken in. `made_up`: its homes are invented, for practice and for trying the program."""

    count: int
    made_up: bool
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A word to look up: as it is or, `begun`, as the beginning of a word."""

    text: str = field(repr=False)
    begun: bool = False


Term = tuple[Piece, ...]
"""Words of which one at least must be there."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A home with its place in the list's order, and the words it is found by."""

    place: int
    home: Home = field(repr=False)
    words: tuple[str, ...] = field(repr=False)


class HomeList(Protocol):
    """The list on this laptop."""

    def about(self) -> AboutHomes | None:
        """Say what list there is, None where none was ever taken in. Raises CannotOpen, EnvironmentFault."""

    def matching(self, terms: Sequence[Term], limit: int) -> list[Listed]:
        """Give homes, in the list's order, that meet every term; at most `limit`. Raises as `about`."""

    def letter_words(self) -> tuple[str, ...]:
        """Give every word of letters alone by which a home is found, sorted. Raises as `about`."""

    def replace(self, homes: Iterable[Home], *, made_up: bool, imported_at: datetime) -> AboutHomes:
        """Put a new list in the place of the old one, whole and durably, or leave the old one as it is.

        Raises EnvironmentFault: disk full, folder read-only.
        """
