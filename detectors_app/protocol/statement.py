"""A statement: anything signed that is no envelope, with the label that keeps one kind from passing for another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detectors_app.domain.ids import KeyId
from detectors_app.protocol import strict_json

Bytes = bytes
"""A second name for the type, because a statement's member is called `bytes`."""


class Label(StrEnum):
    """What is signed over: label ‖ 0x00 ‖ bytes."""

    BUNDLE = "EDE1 bundle"
    PACK = "EDE1 pack"
    GRANT = "EDE1 grant"
    CERTIFICATE = "EDE1 certificate"
    STORED = "EDE1 stored"
    REFUSED = "EDE1 refused"
    ACK = "EDE1 ack"
    REMOVAL = "EDE1 removal"
    DELETION = "EDE1 deletion"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer's Ed25519 signature (64 bytes) over the statement."""

    kid: KeyId
    sig: bytes


@dataclass(frozen=True, slots=True)
class Statement:
    """Signed bytes as they came. They are parsed only after a signature has been verified."""

    bytes: Bytes
    signatures: tuple[Signature, ...]


def signing_input(label: Label, body: bytes) -> bytes:
    """Give the bytes that a statement's signers sign."""
    return label.value.encode() + b"\x00" + body


def encode_statement(statement: Statement) -> bytes:
    """Write a statement as JSON; `bytes` and `sig` in base64."""
    return strict_json.encode(statement)


def decode_statement(data: bytes, *, where: str = "statement") -> Statement:
    """Read a statement's JSON. Verifies nothing. Raises Invalid."""
    return strict_json.decode(data, Statement, where=where)
