"""How typed words find a home: whole words, beginnings, slips, in any order; which home fits best; reads no list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from detectors_app.domain.homes import UNSAID, Home, other_forms, words_of

LEAST_FOR_ONE_SLIP = 4
LEAST_FOR_TWO_SLIPS = 8
LEAST_OF_UPRN = 6
"""From so many digits on a number may be the beginning of a UPRN; a house number has fewer."""
MOST_NEAR = 24
"""So many words of a list at most are taken for one mistyped word."""

WHOLE, LETTER, BEGUN, SLIPPED = 0, 1, 2, 4
"""What a match costs: the word itself; a house number with a letter after it; its beginning; from here on, slips."""

_ALL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """Homes that fit what was typed, the best first. `more`: there are others, which are not here."""

    homes: tuple[Home, ...] = field(default=(), repr=False)
    more: bool = False


def slips_allowed(letters: int) -> int:
    """Give how many slips a word of so many letters may hold: none below 4, one below 8, else two."""
    if letters < LEAST_FOR_ONE_SLIP:
        return 0
    return 1 if letters < LEAST_FOR_TWO_SLIPS else 2


def slips(typed: str, word: str, most: int = _ALL) -> tuple[int, int]:
    """Count the slips that lead from the typed letters to the word, and to the nearest of the word's beginnings.

    A slip is one letter left out, added, changed, or changed over with its neighbour (optimal string alignment). From
    more than `most` on it does not count exactly.
    """
    above: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, 1):
        before, above, row = above, row, [at]
        for to, other in enumerate(word, 1):
            cost = min(above[to - 1] + (letter != other), above[to] + 1, row[to - 1] + 1)
            if at > 1 and to > 1 and letter == word[to - 2] and typed[at - 2] == other:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:
            return most + 1, most + 1
    return row[-1], min(row)


def cost_of(typed: str, word: str, *, last: bool) -> int | None:
    """Give what it costs to take a typed word for a home's word; None where it is not that word.

    Numbers tolerate no slip: 12 is 12, or 12a, and while it is the last word typed, the beginning of 120.
    """
    if typed == word:
        return WHOLE
    begun = word.startswith(typed)
    if typed[0].isdigit():
        return _cost_of_number(typed, word, last=last) if begun else None
    if begun:
        return BEGUN
    if word[0].isdigit():
        return None
    return _cost_of_slips(typed, word)


def _cost_of_number(typed: str, word: str, *, last: bool) -> int | None:
    if word[len(typed) :].isalpha() and typed.isdigit():
        return LETTER
    return BEGUN if last else None


def _cost_of_slips(typed: str, word: str) -> int | None:
    spare = slips_allowed(len(word))
    if abs(len(typed) - len(word)) > spare and len(typed) < LEAST_FOR_ONE_SLIP:
        return None
    most = max(spare, slips_allowed(len(typed)))
    if len(set(typed).difference(word)) > most:  # each slip brings one letter at most that the word has not
        return None
    whole, begun = slips(typed, word[: len(typed) + 2], most)
    if len(word) <= len(typed) + 2 and whole <= spare:
        return SLIPPED + 2 * whole
    return SLIPPED + 2 * begun + 1 if begun <= slips_allowed(len(typed)) else None


def near_words(typed: str, words: Iterable[str]) -> tuple[str, ...]:
    """Give the words of a list that a mistyped one may stand for, the nearest first."""
    if typed[0].isdigit() or len(typed) < LEAST_FOR_ONE_SLIP - 1:
        return ()
    pieces = _pieces(typed)
    found = [
        (cost, word)
        for word in words
        if any(piece in word[start:end] for piece, start, end in pieces)
        and (cost := _cost_of_slips(typed, word)) is not None
    ]
    return tuple(word for _, word in sorted(found)[:MOST_NEAR])


def _pieces(typed: str) -> tuple[tuple[str, int, int], ...]:
    """Give pieces of which one at least stands, hardly moved, in any word within the slips allowed; with its stretch.

    k slips spoil at most k of k + 1 pieces, except two neighbours that changed places across a border: so the same is
    done with the letters at each border changed back.
    """
    slips_at_most = slips_allowed(len(typed) + 2)
    parts = slips_at_most + 1
    borders = [len(typed) * part // parts for part in range(parts + 1)]
    spellings = [typed, *(_swapped(typed, border) for border in borders[1:-1])]
    return tuple(
        {
            (spelling[start:end], max(0, start - slips_at_most), end + slips_at_most)
            for spelling in spellings
            for start, end in pairwise(borders)
        }
    )


def _swapped(text: str, at: int) -> str:
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


# --- which home fits best ------------------------------------------------------------------------------------------


class Weighing:
    """Weighs homes against what was typed; forgets both with itself."""

    def __init__(self, typed: Sequence[str]) -> None:
        """Take the words that were typed, the last perhaps unfinished."""
        self._typed = typed
        self._costs: dict[tuple[int, str], int | None] = {}

    def fit(self, home: Home, words: Sequence[str]) -> tuple[int, int] | None:
        """Give how well a home fits, the least best; None where a typed word is nowhere in it.

        `words` are those it is found by. Of two alike, the one goes first whose own number was typed: Flat 12 before
        any flat at 12 Example Street.
        """
        total = 0
        for place, each in enumerate(self._typed):
            if each in UNSAID or is_uprn_of(each, home.uprn):
                continue
            cost = WHOLE if _is_parted(self._typed, place, words) else self._cost_among(place, words)
            if cost is None:
                return None
            total += cost
        return total, _own_number(home, self._typed)

    def _cost_among(self, place: int, words: Sequence[str]) -> int | None:
        typed = self._typed[place]
        if typed in words:
            return WHOLE
        costs = (self._cost(place, word) for word in words)
        return min((cost for cost in costs if cost is not None), default=None)

    def _cost(self, place: int, word: str) -> int | None:
        """Weigh each pair of words once: homes near each other share most of theirs."""
        key = place, word
        if key not in self._costs:
            self._costs[key] = cost_of(self._typed[place], word, last=place == len(self._typed) - 1)
        return self._costs[key]


def _is_parted(typed: Sequence[str], place: int, words: Sequence[str]) -> bool:
    """Say whether the word at a place is a home's number, or its letter, parted from the other: ``12 a`` for 12a."""
    joined = (number_with_letter(typed, place), number_with_letter(typed, place + 1))
    return any(each in words for each in joined if each)


def number_with_letter(typed: Sequence[str], place: int) -> str:
    """Give ``12a`` where a lone letter stands at a place with a number before it, as in ``12 a``; else nothing."""
    parted = 0 < place < len(typed) and len(typed[place]) == 1 and typed[place].isalpha() and typed[place - 1].isdigit()
    return typed[place - 1] + typed[place] if parted else ""


def is_uprn_of(typed: str, uprn: str) -> bool:
    """Say whether typed digits, long enough to be no house number, begin a UPRN; with or without zeros before it."""
    return typed.isdigit() and len(typed) >= LEAST_OF_UPRN and uprn.startswith(typed.lstrip("0"))


def _own_number(home: Home, typed: Sequence[str]) -> int:
    own = [word for word in words_of(home.flat or home.number) if word[0].isdigit()]
    return 0 if any(each in own for each in typed) else 1


# --- what to show in bold ------------------------------------------------------------------------------------------


def marks(line: str, typed: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Give the stretches (from, to) of a line that what was typed stands for, in order."""
    found = []
    for start, end in _stretches(line):
        lengths = [_marked(line[start:end], each, last=place == len(typed) - 1) for place, each in enumerate(typed)]
        if longest := max(lengths, default=0):
            found.append((start, start + longest))
    return tuple(found)


def _stretches(line: str) -> list[tuple[int, int]]:
    """Give where the words of a line stand; letters and digits belong together, and an apostrophe to its word."""
    found: list[tuple[int, int]] = []
    start = -1
    for place, letter in enumerate(f"{line} "):
        inside = letter.isalnum() or (letter in "'’" and start >= 0)
        if inside and start < 0:
            start = place
        elif not inside and start >= 0:
            found.append((start, place))
            start = -1
    return found


def _marked(shown: str, typed: str, *, last: bool) -> int:
    """Count the letters of one shown word that a typed word stands for."""
    plain = "".join(words_of(shown))
    if not plain:
        return 0
    if plain.startswith(typed) and cost_of(typed, plain, last=last) is not None:
        return len(typed) if len(plain) == len(shown) else len(shown)
    if any(form.startswith(typed) for form in other_forms(plain)) and len(typed) > 1:
        return len(shown)
    return len(shown) if cost_of(typed, plain, last=last) is not None else 0
