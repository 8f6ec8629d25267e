"""Enrolment files kept for a typed code, over real HTTP, on both databases."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from detectors_app.domain.errors import CannotOpen, Invalid, Refused, TransientFault
from detectors_app.domain.ids import LEARNING, KeyId, OfficerId
from detectors_app.domain.permissions import Actor
from detectors_app.mailbox.config import sqlite_url
from detectors_app.mailbox.core import STRANGERS_BURST
from detectors_app.mailbox.migrations import STEPS
from detectors_app.mailbox.store import Store
from detectors_app.mailbox.tables import ENROLMENT_FILES, SCHEMA_VERSION
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Certificate, EnrolmentFile, GrantWithKey, encode_enrolment_file
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import FileToKeep
from detectors_app.protocol.set_up_code import FileId, new_code
from detectors_app.protocol.statement import Label, Statement
from detectors_app.sealing.set_up_file import CodeKeys, keys_of
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.notary import NOTARY
from detectors_app.signing.statements import sign_statement
from detectors_app.staff.set_up_code import file_of_code
from detectors_app.transport.client import Client
from detectors_app.transport.set_up_file import fetch_sealed_file
from detectors_app.use_cases.mail import keep_files
from detectors_app.use_cases.mail.ports import Caller, Denied
from detectors_app.use_cases.rows import Refusal
from tests.made_up import seal_key, sign_key
from tests.mailbox.test_boxes import refused
from tests.mailbox.test_people import denied
from tests.mailbox.town import Town
from tests.transport.hostile import fixed, server


class Handed:
    """A file that a manager has handed in, with its code."""

    def __init__(self, town: Town, *grants: GrantWithKey, hand_in: bool = True) -> None:
        self.grants = grants or (town.council.grant(),)
        self.code = new_code(secrets.token_bytes)
        self.keys: CodeKeys = keys_of(self.code)
        self.file = encode_enrolment_file(_with(town.council.enrolment_file(), *self.grants))
        self.put = FileToKeep(
            tuple(each.statement for each in self.grants), self.keys.seal(self.file, secrets.token_bytes)
        )
        self.manager: Client = town.desk(town.council.jo)
        if hand_in:
            self.last_day = self.hand_in()

    def hand_in(self) -> date:
        return self.manager.keep_file(self.keys.id, self.put).last_day


def _with(file: EnrolmentFile, *grants: GrantWithKey) -> EnrolmentFile:
    return EnrolmentFile(
        file.magic, file.authorities, file.address, file.bundle, grants, file.name, file.role, file.team
    )


def use(town: Town, grant: GrantWithKey) -> None:
    """Register a laptop with a grant."""
    sign = sign_key()
    body = strict_json.encode(Certificate(grant.statement, sign.public, seal_key().public, town.clock()))
    one_time = SigningKey(grant.seed)
    town.client(sign).enrol(sign_statement(Label.CERTIFICATE, body, one_time), one_time)


def is_there(town: Town, file_id: FileId) -> bool:
    try:
        fetch_sealed_file(town.service.address, file_id)
    except Refused:
        return False
    return True


class TestKeeping:
    def test_whoever_knows_the_code_fetches_the_file_again_and_again(self, town: Town) -> None:
        """The code alone, however typed, gives the very file; a cut connection costs nothing."""
        handed = Handed(town)
        assert handed.hand_in() == handed.last_day
        for typed in (handed.code, handed.code.lower().replace("-", "")):
            assert file_of_code(typed, town.service.address) == handed.file

    def test_the_service_is_told_nothing_that_opens_it(self, town: Town) -> None:
        """Neither code nor key nor seed nor name is in anything that the service was sent."""
        handed = Handed(town)
        sent = strict_json.encode(handed.put) + handed.keys.id.encode()
        for secret in (handed.code, handed.code.replace("-", ""), handed.keys._key.hex(), "Sam Sample"):
            assert secret.encode() not in sent
        assert handed.grants[0].seed not in handed.put.sealed

    def test_it_goes_when_its_grant_is_used(self, town: Town) -> None:
        """After the first use of any grant in it the file is gone, and looks as if it never was."""
        first, second = town.council.grant(), town.council.grant(LEARNING)
        handed, other = Handed(town, first, second), Handed(town)
        use(town, second)
        assert (is_there(town, handed.keys.id), is_there(town, other.keys.id)) == (False, True)
        with pytest.raises(Refusal) as caught:
            handed.hand_in()
        assert refused(town, caught) == ProblemType.GRANT_USED
        assert not is_there(town, handed.keys.id)

    def test_it_goes_when_its_grant_is_cancelled(self, town: Town) -> None:
        """A cancelled grant takes its file with it, and the file does not come back."""
        handed = Handed(town)
        seen = handed.manager.grants().grants
        handed.manager.cancel_grant(seen[0].key)
        assert not is_there(town, handed.keys.id)
        assert denied(town, handed.manager.keep_file, handed.keys.id, handed.put) == ProblemType.GRANT_CANCELLED

    def test_it_goes_after_its_last_day(self, town: Town) -> None:
        """On the earliest last day of its grants it is given out, on the next not; a start forgets it for good."""
        today = town.clock().date()
        soon = town.council.grant(last_day=today + timedelta(days=2))
        later = town.council.grant(LEARNING, last_day=today + timedelta(days=9))
        handed = Handed(town, later, soon)
        assert handed.last_day == today + timedelta(days=2)
        town.clock.now += timedelta(days=2)
        assert is_there(town, handed.keys.id)
        town.clock.now += timedelta(days=1)
        assert not is_there(town, handed.keys.id)
        town.service.stop()
        town.start()
        town.clock.now -= timedelta(days=3)
        assert not is_there(town, handed.keys.id)

    def test_another_file_in_its_place_is_refused(self, town: Town) -> None:
        """The first file under an id stays; nobody can put another in its place."""
        handed, other = Handed(town), Handed(town, hand_in=False)
        assert denied(town, handed.manager.keep_file, handed.keys.id, other.put) == ProblemType.FORBIDDEN
        assert file_of_code(handed.code, town.service.address) == handed.file


class TestHandingIn:
    def test_only_managers_hand_in(self, small_town: Town) -> None:
        """An officer and a laptop are each refused."""
        handed = Handed(small_town, hand_in=False)
        _, laptop = small_town.enrolled()
        for client in (small_town.desk(small_town.council.lee), laptop):
            assert denied(small_town, client.keep_file, handed.keys.id, handed.put) == ProblemType.FORBIDDEN

    @pytest.mark.parametrize("officer", [None, OfficerId("another")])
    def test_a_manager_hands_in_only_grants_of_their_own(self, small_town: Town, officer: OfficerId | None) -> None:
        """A grant that another manager signed is refused, and so is who is no officer."""
        handed = Handed(small_town, hand_in=False)
        caller = Caller(KeyId(""), Actor.MANAGER, KeyId(""), officer=officer)
        with pytest.raises(Denied) as caught:
            keep_files.look_over_file(
                handed.keys.id,
                handed.put,
                caller,
                bundle=small_town.council.bundle(),
                notary=NOTARY,
                now=small_town.clock(),
            )
        assert caught.value.type == ProblemType.FORBIDDEN

    @pytest.mark.parametrize(
        "change, why",
        [
            (lambda put: FileToKeep((), put.sealed), ProblemType.MALFORMED),
            (lambda put: FileToKeep((Statement(b"{}", ()),), put.sealed), ProblemType.MALFORMED),
            (lambda put: FileToKeep(put.grants * 9, put.sealed), ProblemType.TOO_LARGE),
            (lambda put: FileToKeep(put.grants, bytes(keep_files.MOST_SEALED_BYTES + 1)), ProblemType.TOO_LARGE),
        ],
    )
    def test_what_is_not_as_it_should_be_is_refused(
        self, small_town: Town, change: Callable[[FileToKeep], FileToKeep], why: ProblemType
    ) -> None:
        """No grant, a wrong one, too many and too large a file are each refused for good."""
        handed = Handed(small_town, hand_in=False)
        assert denied(small_town, handed.manager.keep_file, handed.keys.id, change(handed.put)) == why

    def test_a_day_gone_by_is_refused(self, small_town: Town) -> None:
        """A grant whose last day is over brings no file."""
        gone = small_town.council.grant(last_day=small_town.clock().date() - timedelta(days=1))
        handed = Handed(small_town, gone, hand_in=False)
        assert denied(small_town, handed.manager.keep_file, handed.keys.id, handed.put) == ProblemType.GRANT_EXPIRED

    def test_a_manager_keeps_so_many_and_no_more(self, small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        """Past the limit the manager is told to wait; a spent file makes room."""
        monkeypatch.setattr(keep_files, "MOST_FILES", 2)
        first, _ = Handed(small_town), Handed(small_town)
        third = Handed(small_town, hand_in=False)
        with pytest.raises(TransientFault):
            third.hand_in()
        use(small_town, first.grants[0])
        third.hand_in()


class TestFetching:
    def test_what_never_was_looks_like_what_is_spent(self, small_town: Town) -> None:
        """A wrong id, a spent one and what is no id at all get the very same bytes."""
        handed = Handed(small_town)
        use(small_town, handed.grants[0])
        answers = set()
        for each in (handed.keys.id, "0" * 32, "no-id", "%2e%2e"):
            told = requests.get(f"{small_town.service.address}/v1/enrolment-files/{each}", timeout=5)
            answers.add((told.status_code, told.headers["content-type"], told.content))
        ((status, kind, body),) = answers
        assert (status, kind) == (404, "application/problem+json")
        assert json.loads(body)["type"] == ProblemType.NOT_FOUND

    def test_a_spent_code_is_told_so(self, small_town: Town) -> None:
        """The laptop is told that there is nothing for the code, not that something failed."""
        handed = Handed(small_town)
        use(small_town, handed.grants[0])
        with pytest.raises(Refused, match=r"code\.unknown"):
            file_of_code(handed.code, small_town.service.address)

    def test_guessing_is_slowed_and_knowing_is_not(self, small_town: Town) -> None:
        """Who asks for what is not there is soon told to wait; who knows a code is served all the while."""
        handed = Handed(small_town)
        url = f"{small_town.service.address}/v1/enrolment-files/"
        found = [requests.get(url + secrets.token_hex(16), timeout=5).status_code for _ in range(STRANGERS_BURST + 3)]
        assert (found[0], found[-1]) == (404, 429)
        assert file_of_code(handed.code, small_town.service.address) == handed.file
        again = [requests.get(url + handed.keys.id, timeout=5).status_code for _ in range(STRANGERS_BURST + 3)]
        assert (again[0], again[-1]) == (200, 429)

    def test_a_body_is_refused(self, small_town: Town) -> None:
        """A call without a body is held to that."""
        url = f"{small_town.service.address}/v1/enrolment-files/{'0' * 32}"
        assert requests.get(url, data=b"x", timeout=5).status_code == 411

    def test_no_log_line_names_a_file(self, small_town: Town, caplog: pytest.LogCaptureFixture) -> None:
        """Neither id nor code is logged."""
        handed = Handed(small_town)
        file_of_code(handed.code, small_town.service.address)
        said = " ".join(f"{each.getMessage()} {vars(each).get('facts', '')}" for each in caplog.records)
        assert handed.keys.id not in said


class TestTheLaptopsSide:
    def test_a_slip_and_an_address_that_is_none_send_nothing(self) -> None:
        """Both are told before anything is sent, each at its own field."""
        code = new_code(secrets.token_bytes)

        def fetch(_address: str, _file: FileId) -> bytes:
            raise AssertionError

        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        for typed, address, key in ((wrong, "https://x", "code.slip"), (code, "  ", "code.no_address")):
            with pytest.raises(Invalid) as caught:
                file_of_code(typed, address, fetch)
            assert caught.value.key == key
        with pytest.raises(Invalid, match=r"code\.address"):
            file_of_code(code, "http://notes.example.org")

    def test_an_address_needs_no_scheme(self) -> None:
        """An address as it is read out means https."""
        asked = []

        def fetch(address: str, _file: FileId) -> bytes:
            asked.append(address)
            raise TransientFault("network.offline")

        with pytest.raises(TransientFault, match=r"code\.offline"):
            file_of_code(new_code(secrets.token_bytes), " notes.example.org/ ", fetch)
        assert asked == ["https://notes.example.org"]

    def test_what_was_sealed_under_another_code_is_refused(self) -> None:
        """A service that gives another file is found out."""
        other = keys_of(new_code(secrets.token_bytes)).seal(b"x", secrets.token_bytes)
        with pytest.raises(CannotOpen, match=r"code\.file"):
            file_of_code(new_code(secrets.token_bytes), "https://x", lambda _address, _file: other)

    @pytest.mark.parametrize(
        "answer, key",
        [
            (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", "code.sign_in_page"),
            (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "code.sign_in_page"),
            (b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", "code.sign_in_page"),
            (
                b"HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}",
                "code.sign_in_page",
            ),
            (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "code.service"),
            (b"", "code.cut_off"),
        ],
    )
    def test_whatever_stands_in_the_services_place_the_code_stays_good(self, answer: bytes, key: str) -> None:
        """A captive portal, a redirect, a gateway and a cut line each have their own words."""
        with server(fixed(answer)) as address, pytest.raises(TransientFault) as caught:
            file_of_code(new_code(secrets.token_bytes), address)
        assert caught.value.key == key

    def test_nobody_there_is_said_so(self) -> None:
        """A service that is off is told apart from a code that is wrong."""
        with server(fixed(b"")) as address:
            pass
        with pytest.raises(TransientFault, match=r"code\.service"):
            file_of_code(new_code(secrets.token_bytes), address)


def test_a_database_of_the_first_version_gets_the_table(tmp_path: Path, small_town: Town) -> None:
    """A service that ran before files were kept keeps all it has and takes them in from now on."""
    store = Store(sqlite_url(tmp_path / "old.db"))
    with store.writers.begin() as connection:
        STEPS[1](connection)
        connection.execute(SCHEMA_VERSION.insert().values(version=1, applied_at=0))
    store.open(small_town.clock())
    with store.writers.begin() as connection:
        assert connection.execute(select(ENROLMENT_FILES)).all() == []
        assert connection.execute(select(SCHEMA_VERSION.c.version)).scalars().all() == list(STEPS)
    store.close()


def test_a_grants_key_is_its_one_time_keys_id(small_town: Town) -> None:
    """A file is found by the grant's one-time key, as grants are."""
    handed = Handed(small_town)
    (seen,) = handed.manager.grants().grants
    assert seen.key == sign_id(SigningKey(handed.grants[0].seed).public)
