"""How values lie in columns: times, ids and statements; runs no SQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from detectors_app.domain.ids import EnvelopeId
from detectors_app.protocol.statement import Statement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_READ_STATEMENT = msgspec.json.Decoder(Statement)


def from_time(when: datetime) -> int:
    """Give microseconds since 1970, UTC."""
    return (when - _EPOCH) // _MICROSECOND


def to_time(microseconds: int) -> datetime:
    """Give the time of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


def from_id(envelope_id: EnvelopeId) -> str:
    """Give an envelope's id as 32 hex characters."""
    return envelope_id.hex


def to_id(text: str) -> EnvelopeId:
    """Give an envelope's id."""
    return EnvelopeId(UUID(hex=text))


def from_statement(statement: Statement) -> bytes:
    """Give a statement's JSON."""
    return msgspec.json.encode(statement)


def to_statement(data: bytes) -> Statement:
    """Read a statement that this store wrote itself: nothing in it is checked again."""
    return _READ_STATEMENT.decode(data)
