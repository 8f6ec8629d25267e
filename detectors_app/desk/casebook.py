"""A duty officer's desk without a window: where store, keys and service meet; shows nothing and words nothing."""

from __future__ import annotations

import secrets
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from detectors_app.desk.inbox import CasePage, Inbox, find, make_inbox, make_page
from detectors_app.desk.key_file import FILE, make_key, read_key
from detectors_app.desk.open_desk import Connect, OpenDesk, utc_now
from detectors_app.desk.set_up_code import GivenCode, keep_by_code
from detectors_app.desk.status import Status
from detectors_app.domain.casework import CaseId
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CONCERNS, BoxName, EnvelopeId, OfficerId
from detectors_app.domain.trust import BundleVerdict, Reader, Role, compare_bundles
from detectors_app.protocol import strict_json
from detectors_app.protocol.cards import person_card
from detectors_app.protocol.enrolment import (
    MAGIC,
    EnrolmentFile,
    Grant,
    GrantWithKey,
    decode_enrolment_file,
    encode_enrolment_file,
)
from detectors_app.protocol.statement import Label
from detectors_app.sealing.keys import SealKey
from detectors_app.sealing.passphrase import Cost, tune
from detectors_app.signing import chain
from detectors_app.signing.keys import SigningKey
from detectors_app.storage.desk_store import DeskStore
from detectors_app.use_cases.casework.ask_person import ask_person
from detectors_app.use_cases.casework.cases import casework, find_case
from detectors_app.use_cases.casework.read_concern import read_concern
from detectors_app.use_cases.casework.sync_desk import BUNDLE_PROBLEM, LAST_REACHED
from detectors_app.use_cases.casework.take_in import SEEN_BUNDLE
from detectors_app.use_cases.ports import Clock
from detectors_app.use_cases.rows import HeldBundle, Identity


class Casebook(OpenDesk):
    """One officer's desk, open. Every thread that works with it has its own (`twin`)."""

    @staticmethod
    def create(
        data: Path, officer: OfficerId, name: str, role: Role, passphrase: str, *, cost: Cost | None = None
    ) -> bytes:
        """Make a desk with all its keys; give the officer's card, which holds public halves only.

        Raises Invalid (passphrase too short), Refused (a desk is here already), EnvironmentFault.
        """
        key = make_key(data, passphrase, cost or tune(), secrets.token_bytes)
        sign, desk = (SigningKey.generate(secrets.token_bytes) for _ in range(2))
        sealing = SealKey.generate(secrets.token_bytes)
        identity = Identity(CONCERNS, sign.seed, sealing.seed, desk.seed, officer=officer, label=name)
        try:
            with closing(DeskStore(data, key)) as store, store.unit() as unit:
                unit.put_identity(identity)
        except BaseException:
            (data / FILE).unlink(missing_ok=True)  # Nothing was sealed to these keys yet: let it be tried again.
            raise
        return person_card(Reader(officer, role, name, sealing.public, sign.public, (desk.public,)))

    @classmethod
    def sign_in(cls, data: Path, passphrase: str, *, connect: Connect | None = None, now: Clock = utc_now) -> Casebook:
        """Open a desk. Raises CannotOpen (wrong passphrase, damaged), Invalid (no desk here), EnvironmentFault."""
        return cls(data, read_key(data, passphrase), connect=connect, now=now)

    def pin(self, trust_file: bytes) -> int:
        """Take the list of people from a trust file, and give its version; an older one changes nothing.

        Raises Invalid (another kind of file), CannotOpen (not signed by the authorities we know), Refused (this
        officer does not stand in it with this desk's keys, or one version in two forms).
        """
        file = decode_enrolment_file(trust_file)
        if file.magic != MAGIC:
            raise Invalid("enrolment.other_kind", where="enrolment file")
        with self.store.unit() as unit:
            held = unit.bundle()
            bundle = chain.open_bundle(file.bundle, unit.authorities() or file.authorities)
            self._check_me(bundle.person(self.officer))
            before = None if held is None else (held.bundle.version, held.statement.bytes)
            verdict = compare_bundles(before, (bundle.version, file.bundle.bytes))
            if verdict is BundleVerdict.TWO_FORMS:
                raise Refused("bundle.two_forms")
            if verdict is BundleVerdict.TAKE:
                unit.put_bundle(HeldBundle(bundle, file.bundle))
                unit.put_authorities(bundle.authorities)
            return bundle.version if held is None else max(bundle.version, held.bundle.version)

    def inbox(self) -> Inbox:
        """Give every case in inbox order."""
        try:
            desk, policy = self.desk(), self.held().bundle.policy
        except Invalid:
            return Inbox(())
        with self.store.unit() as unit:
            return make_inbox(casework(desk, unit), policy, self._rows)

    def case(self, wanted: CaseId | str) -> CasePage:
        """Give one case by its id or reference. Opening it tells nobody anything. Raises Invalid: none, or several."""
        desk, bundle = self.desk(), self.held().bundle
        with self.store.unit() as unit:
            if isinstance(wanted, CaseId):
                found = find_case(desk, unit, wanted)
            else:
                found = find(casework(desk, unit).cases, wanted)
        return make_page(found, bundle, self.officer)

    def read(self, page: CasePage) -> int:
        """Say *I have read this* of what the page shows; give how many texts were new to this officer."""
        return read_concern(self.desk(), page.row.id, page.shown)

    def new_question_id(self) -> EnvelopeId:
        """Give a fresh id for a question, to be minted once for all tries to ask it."""
        return EnvelopeId(uuid4())

    def ask(self, case: CaseId, words: str, question: EnvelopeId | None = None) -> EnvelopeId:
        """Ask the person who sent a concern, and tell the other officers; give the question's id.

        The same `question` again changes nothing. Raises Invalid (no words, too many, no such case), Refused with
        why it cannot be asked.
        """
        asked = question or self.new_question_id()
        ask_person(self.desk(), case, words, asked)
        return asked

    def grant(self, box: BoxName, label: str, last_day: date, name: str, role: str, team: str) -> bytes:
        """Make an enrolment file for one laptop (managers only); it holds the one-time key, so it is a secret.

        Raises Refused (not a manager), Invalid (no trust file yet, a day gone by).
        """
        held = self.held()
        with self.store.unit() as unit:
            authorities = unit.authorities()
        me = held.bundle.person(self.officer)
        if me is None or me.role is not Role.MANAGER:
            raise Refused("grant.managers_only")
        if last_day < self.now().date():
            raise Invalid("grant.day_gone", where="last_day")
        one_time = SigningKey.generate(secrets.token_bytes)
        body = strict_json.encode(Grant(one_time.public, box, label, last_day, self.officer))
        grant = GrantWithKey(chain.sign_statement(Label.GRANT, body, self._sign), one_time.seed)
        address = held.bundle.address
        return encode_enrolment_file(
            EnrolmentFile(MAGIC, authorities, address, held.statement, (grant,), name, role, team)
        )

    def keep_by_code(self, file: bytes) -> GivenCode:
        """Hand an enrolment file in at the service, sealed, and give the code that opens it, to be told to one person.

        Raises TransientFault (not reached: nothing was given out), Refused, Invalid (no trust file yet, no grant).
        """
        return keep_by_code(self.desk().service, file, secrets.token_bytes)

    def status(self) -> Status:
        """Say how this desk stands."""
        inbox = self.inbox()
        with self.store.unit() as unit:
            held = unit.bundle()
            reached, seen, problem = (unit.note(each) for each in (LAST_REACHED, SEEN_BUNDLE, BUNDLE_PROBLEM))
            waiting = unit.count_waiting() + len(unit.queued_acks())
        me = held.bundle.person(self.officer) if held else None
        return Status(
            officer=self.officer,
            name=me.name if me else self._name,
            role=me.role if me else None,
            bundle=held.bundle.version if held else 0,
            seen_bundle=int(seen or 0),
            fresh_until=held.bundle.fresh_until if held else None,
            bundle_problem=problem,
            last_reached=datetime.fromisoformat(reached) if reached else None,
            unread=len(inbox.unread),
            urgent_unread=sum(row.urgent for row in inbox.unread),
            unopened=len(inbox.unopened),
            missing=sum(each.count for each in inbox.missing),
            waiting=waiting,
        )

    def _check_me(self, person: Reader | None) -> None:
        keys = None if person is None else (person.seal, person.sign, self._desk_key.public in person.desks)
        if keys != (self._seal.public, self._sign.public, True):
            raise Refused("desk.not_in_bundle")
