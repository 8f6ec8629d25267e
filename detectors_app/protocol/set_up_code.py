"""The code that stands for an enrolment file: its letters, its two check letters, how it is read back; opens nothing.

Twenty letters of Crockford's alphabet in five groups, `K7QF-2M9X-4TVB-0HJN-R6CE`: 18 carry 90 random bits, two are
checks over GF(32), so that any one or two wrong letters, and any two that changed places, are found before anything is
sent. O is read as 0, I and L as 1; capitals, spaces and dashes do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NewType

from detectors_app.domain.errors import Invalid

FileId = NewType("FileId", str)
"""Where the service keeps the file of a code: 32 hex characters, grown from the code and useless to find it again."""
_FILE_ID = re.compile(r"[0-9a-f]{32}")

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
LETTERS = 20
CHECKS = 2
GROUP = 4
RANDOM_BYTES = 12
"""96 random bits are asked for; the first 90 are used."""
_BITS = 5
_MODULUS = 0b100101
"""x⁵ + x² + 1, primitive over GF(2)."""
_READ_AS = {"O": "0", "I": "1", "L": "1"}
_BETWEEN = frozenset("-‐‑‒–—―−_.,:/ ")  # noqa: RUF001 - whatever a message makes of a hyphen


def new_code(token_bytes: Callable[[int], bytes]) -> str:
    """Make a code of 90 random bits, in groups, to be read aloud or sent."""
    number = int.from_bytes(token_bytes(RANDOM_BYTES)) >> (RANDOM_BYTES * 8 - (LETTERS - CHECKS) * _BITS)
    values = [number >> _BITS * place & 31 for place in reversed(range(LETTERS - CHECKS))]
    return in_groups("".join(ALPHABET[each] for each in (*values, *_checks(values))))


def read_code(typed: str) -> str:
    """Give the code as twenty letters, however it was typed.

    Raises Invalid: empty, of another length (says how many letters there are), with a letter that no code has, or with
    check letters that do not fit. The typed letters are in no error.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(_READ_AS.get(each, each) for each in plain if each not in _BETWEEN and not each.isspace())
    if not letters:
        raise Invalid("code.missing", where="code")
    if any(each not in ALPHABET for each in letters):
        raise Invalid("code.letters", where="code")
    if len(letters) != LETTERS:
        raise Invalid("code.length", where="code", letters=LETTERS, typed=len(letters))
    values = [ALPHABET.index(each) for each in letters]
    if list(_checks(values[:-CHECKS])) != values[-CHECKS:]:
        raise Invalid("code.slip", where="code")
    return letters


def in_groups(letters: str) -> str:
    """Write twenty letters in groups of four."""
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def file_id(text: str) -> FileId | None:
    """Give a file's id, None where the text is none."""
    return FileId(text) if _FILE_ID.fullmatch(text) else None


def _checks(values: list[int]) -> tuple[int, int]:
    """Give the remainder by (x + 1)(x + 2) over GF(32): a Reed-Solomon code, which finds any two wrong letters."""
    high = low = 0
    for value in values:
        lead = high ^ value
        high, low = low ^ _times(lead, 3), _times(lead, 2)
    return high, low


def _times(left: int, right: int) -> int:
    """Multiply in GF(32)."""
    product = 0
    for place in range(_BITS):
        if right >> place & 1:
            product ^= left << place
    for place in reversed(range(_BITS, 2 * _BITS - 1)):
        if product >> place & 1:
            product ^= _MODULUS << place - _BITS
    return product
