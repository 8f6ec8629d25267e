"""Who may speak: bundle from its authorities, laptop from its certificate; keeps nothing and fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import KeyId
from detectors_app.domain.packs import Pack
from detectors_app.domain.permissions import Action, Actor, may
from detectors_app.domain.receipts import Ack, Stored
from detectors_app.domain.trust import Bundle, Reader
from detectors_app.protocol import strict_json
from detectors_app.protocol.bundle import decode_bundle
from detectors_app.protocol.enrolment import Certificate, Grant, KnownLaptop
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.protocol.pack import decode_pack
from detectors_app.protocol.receipts import RefusedBody, SignedAck
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.keys import verify
from detectors_app.signing.statements import sign_statement, verify_statement

__all__ = [
    "officer_who_signed",
    "open_ack",
    "open_bundle",
    "open_certificate",
    "open_grant",
    "open_pack",
    "open_refused",
    "open_stored",
    "sign_statement",
    "verify",
]

AUTHORITIES_NEEDED = 2


def open_bundle(statement: Statement, authorities: Iterable[bytes]) -> Bundle:
    """Verify a bundle against the authorities' public keys (two must have signed), then read it.

    Raises CannotOpen for too few signatures, Invalid for a malformed bundle.
    """
    verify_statement(Label.BUNDLE, statement, authorities, least=AUTHORITIES_NEEDED)
    return decode_bundle(statement.bytes)


def open_certificate(statement: Statement, bundle: Bundle) -> tuple[KnownLaptop, Grant]:
    """Follow bundle → manager → grant → certificate. Raises CannotOpen where a link is missing, Invalid if malformed.

    The grant's last day is for the service to judge at enrolment: a laptop stays known after it.
    """
    certificate = strict_json.decode(statement.bytes, Certificate, where="certificate")
    grant = open_grant(certificate.grant, bundle)
    verify_statement(Label.CERTIFICATE, statement, [grant.one_time])
    seal_id(certificate.seal)
    key = sign_id(certificate.sign)
    return KnownLaptop(key, certificate.sign, certificate.seal, grant.box, grant.label), grant


def open_grant(statement: Statement, bundle: Bundle) -> Grant:
    """Verify a grant: one of the bundle's managers, the one it names, signed it, for a box that laptops write to.

    Raises CannotOpen where that is not so, Invalid if malformed.
    """
    signers = verify_statement(Label.GRANT, statement, [each.sign for each in bundle.managers()])
    grant = strict_json.decode(statement.bytes, Grant, where="grant")
    manager = bundle.person(grant.manager)
    if manager is None or manager.sign not in signers:
        raise CannotOpen("grant.manager")
    if not may(Actor.LAPTOP, Action.WRITE, grant.box):
        raise CannotOpen("grant.box")
    return grant


def open_stored(statement: Statement, services: Iterable[bytes]) -> Stored:
    """Verify a *stored* receipt against the service's keys, then read it. Raises CannotOpen, Invalid."""
    verify_statement(Label.STORED, statement, services)
    return strict_json.decode(statement.bytes, Stored, where="receipt")


def open_refused(statement: Statement, services: Iterable[bytes]) -> RefusedBody:
    """Verify the service's signed refusal, then read it. Raises CannotOpen, Invalid."""
    verify_statement(Label.REFUSED, statement, services)
    return strict_json.decode(statement.bytes, RefusedBody, where="refusal")


def open_pack(statement: Statement, content_key: bytes) -> Pack:
    """Verify a content pack by the bundle's content key (empty: none is named), whose one signature it bears; read it.

    Raises CannotOpen, Invalid.
    """
    if not content_key:
        raise CannotOpen("pack.no_key")
    verify_statement(Label.PACK, statement, [content_key])
    if len(statement.signatures) != 1:
        raise CannotOpen("statement.unsigned")  # One form alone: nobody can swell it with signatures of no meaning.
    return decode_pack(statement.bytes)


def open_ack(signed: SignedAck) -> Ack:
    """Verify a desk's ack against the desk key it names; whether that desk is known is for the caller to ask.

    Raises CannotOpen, Invalid.
    """
    verify_statement(Label.ACK, signed.statement, [signed.desk])
    return strict_json.decode(signed.statement.bytes, Ack, where="ack")


def officer_who_signed(bundle: Bundle, sender: KeyId) -> Reader | None:
    """Give the officer whose Ed25519 key has that id, or None."""
    return next((each for each in bundle.people if each.sign and sign_id(each.sign) == sender), None)
