"""Make a laptop known from its enrolment file, without any network; registers it nowhere."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.ids import CONCERNS, FIRST_PERSON
from detectors_app.domain.trust import Bundle, BundleVerdict
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import (
    Certificate,
    EnrolmentFile,
    Grant,
    GrantWithKey,
    decode_enrolment_file,
)
from detectors_app.protocol.statement import Label
from detectors_app.use_cases.enrolment.take_bundle import put_if_newer
from detectors_app.use_cases.laptop import SEED_BYTES, LaptopParts
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.rows import Identity, PersonRow

FIRST_AUTHORITIES = "first_authorities"
"""The note that remembers which authorities the laptop was set up with, as a digest."""


def enrol_laptop(parts: LaptopParts, data: bytes) -> None:
    """Pin the file's authorities, take its bundle, and make keys for each box it grants; all in one transaction.

    The same file again changes nothing; a file without grants only brings a newer bundle.
    Raises Invalid (malformed, no grant for concerns), CannotOpen (not signed as it should be), Refused (another
    authority than the one this laptop was set up with).
    """
    file = decode_enrolment_file(data)
    with parts.store.unit() as unit:
        bundle = _take_trust(parts, unit, file)
        for grant in file.grants:
            _use_grant(parts, unit, bundle, grant)
        if unit.identity(CONCERNS) is None:
            raise Invalid("enrolment.no_grant", where="grants")
        _keep_name(unit, file)


def _take_trust(parts: LaptopParts, unit: LaptopUnit, file: EnrolmentFile) -> Bundle:
    """Pin the file's authorities the first time; from then on only those pinned can bring a bundle. Give the one held.

    The file of the first day may come again after the authorities changed: its bundle is then too old to take.
    """
    pinned, held = unit.authorities(), unit.bundle()
    try:
        offered = parts.notary.open_bundle(file.bundle, pinned or file.authorities)
    except CannotOpen:
        if held is None:
            raise
        if unit.note(FIRST_AUTHORITIES) != _fingerprint(file.authorities):
            raise Refused("enrolment.other_authority") from None
        return held.bundle
    if held is None:
        unit.put_note(FIRST_AUTHORITIES, _fingerprint(file.authorities))
    verdict = put_if_newer(parts, unit, offered, file.bundle)
    if verdict is BundleVerdict.TWO_FORMS:
        raise Refused("bundle.two_forms")
    return offered if held is None or verdict is BundleVerdict.TAKE else held.bundle


def _fingerprint(authorities: tuple[bytes, ...]) -> str:
    return hashlib.sha256(b"".join(sorted(authorities))).hexdigest()


def _use_grant(parts: LaptopParts, unit: LaptopUnit, bundle: Bundle, given: GrantWithKey) -> None:
    """Make keys and a certificate for the grant's box; a box that is registered, or has this grant, is left alone."""
    grant = strict_json.decode(given.statement.bytes, Grant, where="grant")
    identity = unit.identity(grant.box) or _new_identity(parts, grant)
    if identity.registered or _grant_of(identity) == given.statement.bytes:
        return
    certificate = Certificate(
        given.statement,
        parts.keys.signer(identity.sign_seed).public,
        parts.keys.seal_public(identity.seal_seed),
        _moment(parts, grant),
    )
    one_time = parts.keys.signer(given.seed)
    signed = parts.notary.sign_statement(Label.CERTIFICATE, strict_json.encode(certificate), one_time)
    parts.notary.open_certificate(signed, bundle)  # A grant that a desk would not believe is refused here.
    unit.put_identity(replace(identity, certificate=signed, one_time_seed=given.seed, label=grant.label))


def _moment(parts: LaptopParts, grant: Grant) -> datetime:
    """Give when its certificate was made: for training records no more than the day.

    Both certificates of a laptop are made in one moment, and the service, which sees both, is not to join them by it.
    """
    now = parts.now()
    return now if grant.box == CONCERNS else now.replace(hour=0, minute=0, second=0, microsecond=0)


def _new_identity(parts: LaptopParts, grant: Grant) -> Identity:
    sign = parts.token_bytes(SEED_BYTES)
    return Identity(grant.box, sign_seed=sign, seal_seed=parts.token_bytes(SEED_BYTES), request_seed=sign)


def _grant_of(identity: Identity) -> bytes:
    if identity.certificate is None:
        return b""
    return strict_json.decode(identity.certificate.bytes, Certificate, where="certificate").grant.bytes


def _keep_name(unit: LaptopUnit, file: EnrolmentFile) -> None:
    """Remember who the laptop is for; the key follows once a passphrase is chosen. Until then another file may come."""
    person = unit.person() or PersonRow(b"", b"")
    if file.grants and person.id == FIRST_PERSON and not person.seal_public:
        unit.put_person(replace(person, name=file.name, role=file.role, team=file.team))
