"""A list of homes held in memory: looks through all of them, as slowly and as surely as can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.homes import Home, found_by, marks_of, place_in_list
from detectors_app.use_cases.homes.ports import AboutHomes, Listed, Piece, Term


class HeldList:
    """Fits use_cases.homes.ports.HomeList. `damaged`: nothing of it can be read, and a new list mends it."""

    def __init__(self, homes: Iterable[Home] = (), *, made_up: bool = False, damaged: bool = False) -> None:
        self.made_up, self.damaged = made_up, damaged
        self.at: datetime | None = None
        self._keep(homes)

    def about(self) -> AboutHomes | None:
        if self.damaged:
            raise CannotOpen("store.damaged", path="x")
        return None if self.at is None else AboutHomes(len(self.homes), self.made_up, self.at)

    def matching(self, terms: Sequence[Term], limit: int) -> list[Listed]:
        return [each for each, words in self._listed if all(_holds(term, words) for term in terms)][:limit]

    def letter_words(self) -> tuple[str, ...]:
        return tuple(sorted({word for each, _ in self._listed for word in each.words if word.isalpha()}))

    def replace(self, homes: Iterable[Home], *, made_up: bool, imported_at: datetime) -> AboutHomes:
        self._keep(homes)
        self.made_up, self.at, self.damaged = made_up, imported_at, False
        return AboutHomes(len(self.homes), made_up, imported_at)

    def _keep(self, homes: Iterable[Home]) -> None:
        self.homes = sorted(homes, key=place_in_list)
        listed = [Listed(place, home, found_by(home)) for place, home in enumerate(self.homes, 1)]
        self._listed = [(each, {*each.words, *marks_of(each.home, each.words)}) for each in listed]


def _holds(term: Term, words: set[str]) -> bool:
    return any(_is_there(piece, words) for piece in term)


def _is_there(piece: Piece, words: set[str]) -> bool:
    return piece.text in words or (piece.begun and any(each.startswith(piece.text) for each in words))
