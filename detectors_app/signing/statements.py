"""Sign statements and verify them over the bytes as they came; parses none of them."""

from __future__ import annotations

from collections.abc import Iterable

from detectors_app.domain.errors import CannotOpen
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.statement import Label, Signature, Statement, signing_input
from detectors_app.signing.keys import verify
from detectors_app.use_cases.ports import Signer


def sign_statement(label: Label, body: bytes, *keys: Signer) -> Statement:
    """Make a statement over body, signed by each key."""
    return add_signatures(label, Statement(body, ()), *keys)


def add_signatures(label: Label, statement: Statement, *keys: Signer) -> Statement:
    """Add the keys' signatures; a key that signed already is not added twice."""
    signed = {each.kid for each in statement.signatures}
    data = signing_input(label, statement.bytes)
    new = {key.id: key for key in keys if key.id not in signed}
    signatures = tuple(Signature(kid, key.sign(data)) for kid, key in new.items())
    return Statement(statement.bytes, statement.signatures + signatures)


def verify_statement(
    label: Label, statement: Statement, trusted: Iterable[bytes], *, least: int = 1
) -> tuple[bytes, ...]:
    """Give the trusted public keys (Ed25519, 32 bytes) that signed the statement, at least `least` different ones.

    Signatures of keys that are not trusted are passed over; a wrong signature under a trusted key's id, or one id
    twice, refuses the whole. Raises CannotOpen.
    """
    known = {sign_id(public): public for public in trusted}
    data = signing_input(label, statement.bytes)
    ids = [each.kid for each in statement.signatures]
    if len(set(ids)) != len(ids):
        raise CannotOpen("statement.same_twice")
    signers = tuple(
        known[each.kid]
        for each in statement.signatures
        if each.kid in known and verify(known[each.kid], each.sig, data)
    )
    if len(signers) < least:
        raise CannotOpen("statement.unsigned")
    return signers
