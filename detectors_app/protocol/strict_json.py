"""JSON one way only: what is read must be exactly what would be written, or it is refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar

import msgspec

from detectors_app.domain.errors import Invalid

T = TypeVar("T")

LARGEST_BYTES = 16 * 1024 * 1024


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constants(_: str) -> NoReturn:
    raise ValueError


def encode(value: object) -> bytes:
    """Write a frozen dataclass as UTF-8 JSON, every member present, in the order of its definition."""
    return msgspec.json.encode(value)


def decode(data: bytes, kind: type[T], *, where: str) -> T:
    """Read JSON into `kind`, strictly. `where` names the thing for the error.

    Refused: repeated, unknown or missing members, wrong types, NaN, another spelling of a value (a time that is
    not as `encode` writes it), more than 16 MiB. Raises Invalid, whose cause never quotes what was read.
    """
    if len(data) > LARGEST_BYTES:
        raise Invalid("json.too_large", where=where)
    try:
        plain = json.loads(data, object_pairs_hook=_no_repeats, parse_constant=_no_constants)
        value = msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        # A decoder's message may quote what it read, so it is not kept as the cause.
        raise Invalid("json.malformed", where=where) from None
    if json.loads(encode(value)) != plain:
        raise Invalid("json.unknown_member", where=where)
    return value
