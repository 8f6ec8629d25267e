"""A made-up council in memory: authorities, two officers, a manager, a custodian, a laptop; every key is fresh."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName, OfficerId
from detectors_app.domain.trust import BoxReaders, Bundle, Reader, Role
from detectors_app.protocol import strict_json
from detectors_app.protocol.bundle import encode_bundle
from detectors_app.protocol.enrolment import MAGIC, Certificate, EnrolmentFile, Grant, GrantWithKey
from detectors_app.protocol.statement import Label, Statement
from detectors_app.sealing.keys import SealKey
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement

NOW = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)
ADDRESS = "https://notes.example"


def sign_key() -> SigningKey:
    """Make a fresh Ed25519 key."""
    return SigningKey.generate(secrets.token_bytes)


def seal_key() -> SealKey:
    """Make a fresh HPKE key."""
    return SealKey.generate(secrets.token_bytes)


@dataclass(frozen=True)
class Officer:
    """A made-up officer with every private key."""

    reader: Reader
    sign: SigningKey
    seal: SealKey
    desk: SigningKey


def officer(name: str, role: Role = Role.OFFICER) -> Officer:
    """Make an officer; the id is the name in small letters."""
    sign, seal, desk = sign_key(), seal_key(), sign_key()
    reader = Reader(OfficerId(name.lower().replace(" ", "-")), role, name, seal.public, sign.public, (desk.public,))
    return Officer(reader, sign, seal, desk)


@dataclass(frozen=True)
class LaptopKeys:
    """A laptop's keys for one box, with its certificate."""

    sign: SigningKey
    seal: SealKey
    certificate: Statement


class Council:
    """Everything a test needs to play the whole story. Officers: Jo Example (manager), Lee Pretend (officer)."""

    def __init__(self, *, address: str = ADDRESS, now: datetime = NOW) -> None:
        """Make all keys."""
        self.now = now
        self.address = address
        self.authorities = [sign_key() for _ in range(3)]
        self.service = sign_key()
        self.content = sign_key()
        self.jo = officer("Jo Example", Role.MANAGER)
        self.lee = officer("Lee Pretend")
        self.pat = officer("Pat Invented", Role.LEAD)
        """In the list of people once `add_lead` was called."""
        self.custodian_key = seal_key()
        self.custodian = Reader(OfficerId("custodian"), Role.CUSTODIAN, "Custodian", self.custodian_key.public)
        self.extra: list[Reader] = []

    def add_lead(self) -> Officer:
        """Put Pat Invented, a training lead, into the list: only leads and the custodian read `learning` then."""
        self.extra.append(self.pat.reader)
        return self.pat

    def bundle(self, version: int = 1, **changes: object) -> Bundle:
        """Give the bundle's value."""
        people = (self.jo.reader, self.lee.reader, self.custodian, *self.extra)
        officers = tuple(each.officer for each in people if each.role is not Role.LEAD)
        leads = tuple(each.officer for each in people if each.role in {Role.LEAD, Role.CUSTODIAN})
        learning = leads if len(leads) > 1 else officers
        made = {
            "version": version,
            "issued_at": self.now,
            "fresh_until": self.now + timedelta(days=30),
            "authorities": tuple(key.public for key in self.authorities),
            "services": (self.service.public,),
            "address": self.address,
            "people": people,
            "boxes": (
                BoxReaders(CONCERNS, officers),
                BoxReaders(CASEWORK, officers),
                BoxReaders(LEARNING, learning),
            ),
            "content_key": self.content.public,
        }
        return Bundle(**(made | changes))  # type: ignore[arg-type]  # a test may change any member

    def signed_bundle(self, bundle: Bundle | None = None) -> Statement:
        """Give the bundle signed by two authorities."""
        body = encode_bundle(bundle or self.bundle())
        return sign_statement(Label.BUNDLE, body, *self.authorities[:2])

    def grant(self, box: BoxName = CONCERNS, *, label: str = "Laptop 1", last_day: date | None = None) -> GrantWithKey:
        """Give a manager's grant with its one-time key."""
        one_time = sign_key()
        day = last_day or (self.now + timedelta(days=14)).date()
        body = strict_json.encode(Grant(one_time.public, box, label, day, self.jo.reader.officer))
        return GrantWithKey(sign_statement(Label.GRANT, body, self.jo.sign), one_time.seed)

    def laptop(self, box: BoxName = CONCERNS, *, label: str = "Laptop 1") -> LaptopKeys:
        """Give a laptop with a certificate under a fresh grant."""
        grant, sign, seal = self.grant(box, label=label), sign_key(), seal_key()
        body = strict_json.encode(Certificate(grant.statement, sign.public, seal.public, self.now))
        return LaptopKeys(sign, seal, sign_statement(Label.CERTIFICATE, body, SigningKey(grant.seed)))

    def enrolment_file(self, *boxes: BoxName) -> EnrolmentFile:
        """Give an enrolment file for Sam Sample, caretaker."""
        return EnrolmentFile(
            magic=MAGIC,
            authorities=tuple(key.public for key in self.authorities),
            address=self.address,
            bundle=self.signed_bundle(),
            grants=tuple(self.grant(box) for box in boxes or (CONCERNS,)),
            name="Sam Sample",
            role="caretaker",
            team="Pretend Estate",
        )
