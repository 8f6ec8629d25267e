"""JSON one way only: what is read must be, byte for byte, what would be written, or it is refused."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import TypeVar

import msgspec

from detectors_app.domain.errors import Invalid

T = TypeVar("T")

LARGEST_BYTES = 16 * 1024 * 1024
LARGEST_INTEGER = 2**53 - 1
"""RFC 7493 (I-JSON), section 2.2: beyond it JavaScript and SQL no longer count alike."""
FIRST_YEAR = 1900
LAST_YEAR = 2999
"""Far enough from the calendar's ends that no change of time zone runs over them; a dead clock says 1970."""


def encode(value: object) -> bytes:
    """Write a frozen dataclass as UTF-8 JSON, every member present, in the order of its definition, no blanks.

    Raises Invalid for text that is no Unicode (half a surrogate pair), naming no part of it.
    """
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        # The library's error holds the whole text, so it is not kept as the cause.
        raise Invalid("json.not_text", where=type(value).__name__) from None


def decode(data: bytes, kind: type[T], *, where: str) -> T:
    """Read JSON into `kind`, strictly. `where` names the thing for the error.

    Refused: everything that `encode` would not have written just so (repeated, unknown, missing or moved members,
    blanks, other spellings of a text, number or time), times without an offset, years outside 1900 to 2999, numbers
    past 2^53 - 1, more than 16 MiB. Raises Invalid, whose cause never quotes what was read.
    """
    if len(data) > LARGEST_BYTES:
        raise Invalid("json.too_large", where=where)
    try:
        value = msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        # A decoder's message may quote what it read, so it is not kept as the cause.
        raise Invalid("json.malformed", where=where) from None
    if encode(value) != data:
        raise Invalid("json.other_form", where=where)
    if not _is_usable(value):
        raise Invalid("json.out_of_range", where=where)
    return value


def read_again(data: bytes, kind: type[T]) -> T:
    """Read what `decode` took once, or `encode` wrote, and that was kept since: its form is not checked again.

    Raises Invalid where it is not of that kind any more.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (ValueError, msgspec.MsgspecError):
        raise Invalid("json.malformed", where=kind.__name__) from None


def _is_usable(value: object) -> bool:
    """Say whether every number and time inside can be reckoned with anywhere."""
    if isinstance(value, int):
        return abs(value) <= LARGEST_INTEGER
    if isinstance(value, date):
        aware = not isinstance(value, datetime) or value.utcoffset() is not None
        return aware and FIRST_YEAR <= value.year <= LAST_YEAR
    if isinstance(value, (tuple, list)):
        return all(map(_is_usable, value))
    if dataclasses.is_dataclass(value):
        return all(_is_usable(getattr(value, each.name)) for each in dataclasses.fields(value))
    return True
