"""The code on a certificate, as somebody reads it out or types it; knows no records."""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.errors import Invalid

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""As domain.ids spells; what is misheard or misread means what it looks like (Crockford's base 32)."""
_MISREAD = str.maketrans("OILU", "011V")
_LETTERS = 8
_BITS = 128


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A code in its one spelling. `between`: the first and the last id, as bytes, that it can name."""

    code: str
    between: tuple[bytes, bytes]


def typed_code(text: str) -> TypedCode:
    """Read a code such as ``7k2m q4tr``. Raises Invalid where it is none."""
    plain = "".join(each for each in text.upper() if each.isalnum()).translate(_MISREAD)
    if len(plain) != _LETTERS or not set(plain) <= set(_ALPHABET):
        raise Invalid("learning.code", where="code")
    number = 0
    for letter in plain:
        number = number * len(_ALPHABET) + _ALPHABET.index(letter)
    rest = _BITS - 5 * _LETTERS
    first, last = number << rest, ((number + 1) << rest) - 1
    half = _LETTERS // 2
    return TypedCode(f"{plain[:half]}-{plain[half:]}", (first.to_bytes(16), last.to_bytes(16)))
