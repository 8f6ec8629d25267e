"""A whole made-up council in a throwaway folder, set up through the same doors as a real one; every key is fresh.

Used by the demo, the end-to-end tests and the benches. Nothing in it is kept secret and nothing in it is real.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from detectors_app.desk.casebook import Casebook
from detectors_app.domain.ids import CONCERNS, LEARNING, OfficerId
from detectors_app.domain.trust import Reader, Role
from detectors_app.mailbox.config import FILE_NAME, ServiceConfig, new_config, sqlite_url, write_config
from detectors_app.mailbox.in_thread import ServiceThread
from detectors_app.mailbox.service import load_trust
from detectors_app.protocol.bundle import encode_bundle
from detectors_app.protocol.cards import SERVICE_CARD, ServiceCard, read_person_card
from detectors_app.protocol.enrolment import MAGIC, EnrolmentFile, decode_enrolment_file, encode_enrolment_file
from detectors_app.protocol.plan import Plan, PlannedPerson
from detectors_app.protocol.statement import Label
from detectors_app.sealing.keys import SealKey
from detectors_app.sealing.passphrase import Cost
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.enrolment.plan import Cards, make_bundle

JO, LEE, PAT = OfficerId("jo-example"), OfficerId("lee-pretend"), OfficerId("pat-invented")
LABELS = ((CONCERNS, "Laptop 1"), (LEARNING, "T-4K7M2Q"))
"""Sam's laptop, and its key for training records: one label for both would join them."""
CHEAPEST = Cost()
"""RFC 9106's second choice, untuned: as low as any product path goes."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Person:
    """One who has a program: the folder, and the made-up passphrase to it."""

    name: str
    folder: Path
    passphrase: str = field(repr=False)


@dataclass(slots=True)
class World:
    """A made-up council. The service's switch is `network_on` and `network_off`: off means nobody listens."""

    folder: Path
    config: ServiceConfig
    port: int
    authorities: tuple[SigningKey, ...]
    custodian: SealKey
    trust: bytes
    jo: Person
    lee: Person
    pat: Person
    """The training lead."""
    sam: Person
    _service: ServiceThread | None = None

    @property
    def is_on(self) -> bool:
        """Say whether the service listens."""
        return self._service is not None

    def network_on(self) -> None:
        """Let the service listen, always on the same port. Raises EnvironmentFault, OSError."""
        if self._service is None:
            self._service = ServiceThread(self.config, port=self.port).start()

    def network_off(self) -> None:
        """Stop the service: nobody listens any more."""
        if self._service is not None:
            self._service.stop()
            self._service = None

    def close(self) -> None:
        """Stop everything; the folder stays for whoever made it."""
        self.network_off()


def make_world(
    folder: Path,
    *,
    port: int,
    cost: Cost = CHEAPEST,
    now: Callable[[], datetime] | None = None,
    content_key: bytes = b"",
) -> World:
    """Make the council in an empty folder. Nobody listens yet. Raises EnvironmentFault, Refused (not empty)."""
    moment = (now or _utc_now)()
    config = _make_service(folder / "service", port)
    authorities = tuple(SigningKey.generate(secrets.token_bytes) for _ in range(3))
    custodian = SealKey.generate(secrets.token_bytes)
    jo, lee, pat = (_person(folder, name) for name in ("Jo Example", "Lee Pretend", "Pat Invented"))
    cards = (
        read_person_card(Casebook.create(jo.folder, JO, jo.name, Role.MANAGER, jo.passphrase, cost=cost)),
        read_person_card(Casebook.create(lee.folder, LEE, lee.name, Role.OFFICER, lee.passphrase, cost=cost)),
        read_person_card(Casebook.create(pat.folder, PAT, pat.name, Role.LEAD, pat.passphrase, cost=cost)),
        Reader(OfficerId("custodian"), Role.CUSTODIAN, "Custodian", custodian.public),
    )
    file = _sign(config, cards, authorities, moment, content_key)
    load_trust(config, file, moment)
    trust = encode_enrolment_file(file)
    sam = _person(folder, "Sam Sample")
    for each in (jo, lee, pat):
        _pin(each, trust)
    _enrol(sam, jo, moment.date() + timedelta(days=14), cost)
    return World(folder, config, port, authorities, custodian, trust, jo, lee, pat, sam)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _person(folder: Path, name: str) -> Person:
    return Person(name, folder / name.split(maxsplit=1)[0].lower(), f"made up {secrets.randbelow(10**6):06d} words")


def _make_service(folder: Path, port: int) -> ServiceConfig:
    folder.mkdir(parents=True, mode=0o700)
    database = sqlite_url((folder / "service.db").absolute())
    config = new_config(f"http://127.0.0.1:{port}", database, secrets.token_bytes)
    write_config(config, folder / FILE_NAME)
    return config


def _sign(
    config: ServiceConfig,
    people: tuple[Reader, ...],
    authorities: tuple[SigningKey, ...],
    now: datetime,
    content_key: bytes,
) -> EnrolmentFile:
    service = ServiceCard(SERVICE_CARD, config.public_address, SigningKey(config.signing_seed).public)
    public = tuple(key.public for key in authorities)
    plan = Plan(people=tuple(PlannedPerson(each.officer) for each in people))
    bundle = make_bundle(plan, Cards(people, (service,), public, content_key), now)
    statement = sign_statement(Label.BUNDLE, encode_bundle(bundle), *authorities[:2])
    return EnrolmentFile(MAGIC, public, bundle.address, statement, (), "", "", "")


def _pin(person: Person, trust: bytes) -> None:
    casebook = Casebook.sign_in(person.folder, person.passphrase)
    try:
        casebook.pin(trust)
    finally:
        casebook.close()


def _enrol(sam: Person, manager: Person, last_day: date, cost: Cost) -> None:
    casebook = Casebook.sign_in(manager.folder, manager.passphrase)
    try:
        person = (sam.name, "caretaker", "Pretend Estate")
        made = [casebook.grant(box, name, last_day, *person) for box, name in LABELS]
    finally:
        casebook.close()
    # The key goes into a file: a throwaway folder must leave nothing behind in this person's keystore.
    with Laptop.open(sam.folder, key_place=FilePlace(sam.folder), cost=cost) as laptop:
        laptop.enrol(_joined(made), sam.passphrase)


def _joined(files: list[bytes]) -> bytes:
    """Give one enrolment file with the grants of all."""
    read = [decode_enrolment_file(each) for each in files]
    return encode_enrolment_file(replace(read[0], grants=tuple(grant for each in read for grant in each.grants)))
