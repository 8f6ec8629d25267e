"""Register a laptop by its certificate: the first to use a grant has it; verifies through the notary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import KeyId
from detectors_app.domain.trust import Bundle
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Certificate, Grant, KnownLaptop
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import Enrolled
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Claimed, Denied, Device, Directory, GrantRow, MailNotary


@dataclass(frozen=True, slots=True)
class Candidate:
    """A laptop whose certificate has been followed up to a manager."""

    laptop: KnownLaptop
    grant: Grant
    certificate: Statement

    @property
    def one_time(self) -> KeyId:
        """Give the id of the grant's one-time key."""
        return sign_id(self.grant.one_time)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the answer, or why not. A no is data, because the claim is kept for the manager to see."""

    enrolled: Enrolled | None
    denied: ProblemType | None = None


def claimed_keys(body: bytes) -> dict[KeyId, bytes]:
    """Give the keys that an enrolment's body says may have signed the request, nothing of it believed yet.

    Raises Denied for a body that is no certificate.
    """
    try:
        statement = strict_json.decode(body, Statement, where="certificate")
        certificate = strict_json.decode(statement.bytes, Certificate, where="certificate")
        grant = strict_json.decode(certificate.grant.bytes, Grant, where="grant")
        return {sign_id(public): public for public in (grant.one_time, certificate.sign)}
    except Invalid:
        raise Denied(ProblemType.MALFORMED) from None


def follow(statement: Statement, bundle: Bundle, notary: MailNotary) -> Candidate:
    """Follow bundle → manager → grant → certificate. Raises Denied."""
    try:
        known, grant = notary.open_certificate(statement, bundle)
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    return Candidate(known, grant, statement)


def register(unit: Directory, candidate: Candidate, now: datetime, *, vouched: bool = False) -> Outcome:
    """Register the laptop; the same certificate again gives the same answer. `vouched`: a manager hands it in.

    A manager's word stands in for the grant's last day, as after a restore; never for a grant that another has.
    """
    laptop = candidate.laptop
    unit.add_grant(GrantRow(candidate.one_time, candidate.grant))
    known, grant = unit.device(laptop.key), unit.grant(candidate.one_time)
    if known is not None:
        same = known.certificate.bytes == candidate.certificate.bytes
        return _yes(laptop) if same else _no(unit, candidate, ProblemType.GRANT_USED, now)
    if grant is not None and grant.used_by is not None:
        return _no(unit, candidate, ProblemType.GRANT_USED, now)
    if grant is not None and grant.cancelled_at is not None:
        return _no(unit, candidate, ProblemType.GRANT_CANCELLED, now)
    if candidate.grant.last_day < now.date() and not vouched:
        return _no(unit, candidate, ProblemType.GRANT_EXPIRED, now)
    unit.add_device(_device(candidate, now), candidate.one_time)
    unit.drop_files_of(candidate.one_time)
    return _yes(laptop)


def _yes(laptop: KnownLaptop) -> Outcome:
    return Outcome(Enrolled(laptop.key, laptop.box))


def _no(unit: Directory, candidate: Candidate, why: ProblemType, now: datetime) -> Outcome:
    unit.add_claim(Claimed(candidate.one_time, candidate.laptop.key, now, why))
    return Outcome(None, why)


def _device(candidate: Candidate, now: datetime) -> Device:
    laptop = candidate.laptop
    return Device(
        key=laptop.key,
        sign=laptop.sign,
        seal=seal_id(laptop.seal),
        box=laptop.box,
        label=laptop.label,
        certificate=candidate.certificate,
        registered_at=now,
    )
