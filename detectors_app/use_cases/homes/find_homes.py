"""Find homes by what was typed so far; remembers nothing of what anyone looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from detectors_app.domain.home_match import (
    LEAST_OF_UPRN,
    Found,
    Weighing,
    near_words,
    number_with_letter,
)
from detectors_app.domain.homes import UNSAID, number_mark, typed_words, uprn_mark
from detectors_app.use_cases.homes.ports import HomeList, Listed, Piece, Term

SHOWN = 50
"""So many homes are shown at most: nobody reads further, and another letter leaves fewer."""

_CANDIDATES = 200
"""So many are weighed against each other."""


def find_homes(homes: HomeList, text: str, *, shown: int = SHOWN) -> Found:
    """Give the homes that fit the text, the best first. Raises CannotOpen, EnvironmentFault."""
    typed = typed_words(text)
    said = [place for place, word in enumerate(typed) if word not in UNSAID]
    if not said:
        return Found()
    found = _candidates(homes, typed, said)
    if not found:
        found = _with_slips(homes, typed, said)
    weighing = Weighing(typed)
    ranked = [(fit, each.place, each.home) for each in found if (fit := weighing.fit(each.home, each.words))]
    ranked.sort(key=lambda one: one[:2])
    return Found(tuple(home for _, _, home in ranked[:shown]), more=len(ranked) > shown)


def _candidates(homes: HomeList, typed: Sequence[str], said: Sequence[int]) -> list[Listed]:
    """Give the homes to weigh: all that fit at all; where they are too many, those that fit most strictly first."""
    *stricter, loosest = _ways(typed, said)
    found = {each.place: each for each in homes.matching(loosest, _CANDIDATES)}
    if len(found) < _CANDIDATES:
        return list(found.values())
    first: dict[int, Listed] = {}
    for terms in stricter:
        if len(first) < _CANDIDATES:
            first.update((each.place, each) for each in homes.matching(terms, _CANDIDATES))
    return list((first | found).values())


def _ways(typed: Sequence[str], said: Sequence[int]) -> list[list[Term]]:
    """Give the ways to take the words, the strictest first: as whole words, as beginnings, the last number unfinished.

    Each way finds all that the one before it finds.
    """
    letters = {place for place in said if not typed[place][0].isdigit()}
    begun: list[set[int]] = [set(), letters]
    if said[-1] not in letters:
        begun.append({*letters, said[-1]})
    return [[_term(typed, place, begun=place in some) for place in said] for some in begun]


def _term(typed: Sequence[str], place: int, *, begun: bool) -> Term:
    word = typed[place]
    pieces = [Piece(word, begun)]
    if not begun and (mark := number_mark(word)) and word.isdigit():
        pieces.append(Piece(mark))
    if word.isdigit() and len(word) >= LEAST_OF_UPRN:
        pieces.append(Piece(uprn_mark(word), begun=True))
    pieces += [Piece(each) for at in (place, place + 1) if (each := number_with_letter(typed, at))]
    return tuple(pieces)


def _with_slips(homes: HomeList, typed: Sequence[str], said: Sequence[int]) -> list[Listed]:
    """Give the homes to weigh where slips are forgiven: in words that nothing begins with, or else in all of them."""
    words = homes.letter_words()
    unknown = {place for place in said if not _is_begun(typed[place], words)}
    found: list[Listed] = []
    for some in (unknown, set(said)):
        if some and not found:
            found = homes.matching(
                [_forgiving(typed, place, words, slips=place in some) for place in said], _CANDIDATES
            )
    return found


def _is_begun(word: str, words: Sequence[str]) -> bool:
    """Say whether any of the words, which are sorted, begins so."""
    first = bisect_left(words, word)
    return first < len(words) and words[first].startswith(word)


def _forgiving(typed: Sequence[str], place: int, words: Sequence[str], *, slips: bool) -> Term:
    is_number = typed[place][0].isdigit()
    strict = _term(typed, place, begun=not is_number or place == len(typed) - 1)
    near = near_words(typed[place], words) if slips and not is_number else ()
    return (*strict, *(Piece(each) for each in near))
