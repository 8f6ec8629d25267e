"""The service's verbs where real HTTP does not reach: limits, who may delete, a store that contradicts itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import CONCERNS, LEARNING, BoxName, EnvelopeId, KeyId
from detectors_app.domain.permissions import Actor
from detectors_app.domain.receipts import Ack, AckKind
from detectors_app.domain.trust import Removal, Removed, Role
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import AckPut, DeletionBody, HeldAsk, SignedAck
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.notary import NOTARY
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.mail.accept_envelope import accept
from detectors_app.use_cases.mail.answer_held import answer_held
from detectors_app.use_cases.mail.delete_envelope import delete_envelope
from detectors_app.use_cases.mail.give_feed import MOST_BYTES, MOST_ITEMS, give_feed
from detectors_app.use_cases.mail.identify import removal
from detectors_app.use_cases.mail.ports import Arrival, At, Caller, Denied, Held, Page, Quota, Row, Used
from detectors_app.use_cases.mail.take_acks import MOST_ACKS, check_acks
from tests.made_up import NOW, Council, officer, sign_key

ID = EnvelopeId(uuid.UUID("11111111-1111-4111-8111-111111111111"))
SHA = "0" * 64
RECEIPT = Statement(b"r", ())


@dataclass
class FakeEnvelopes:
    """Says what a test told it to."""

    held: Held | None = None
    rows: tuple[Row, ...] = ()
    adds: bool = True
    asked: list[Page] = field(default_factory=list)

    def add_envelope(self, arrival: Arrival, receipt: Statement, stored_at: datetime) -> bool:
        return self.adds

    def count(self, sender: KeyId, day: date, size: int) -> Used:
        return Used(1, size)

    def find(self, box: BoxName, envelope_id: EnvelopeId, sha256: str) -> Held | None:
        return self.held

    def tag_at(self, position: int) -> bytes | None:
        return None

    def page(self, page: Page) -> tuple[Row, ...]:
        self.asked.append(page)
        return self.rows[: page.limit]

    def delete_body(self, row: int, deletion: Statement) -> None:
        raise AssertionError


def row(position: int, size: int) -> Row:
    return Row(position, b"t", RECEIPT, KeyId("1" * 16), 0, None, b"x" * size)


def caller(seal: str = "2" * 16) -> Caller:
    return Caller(KeyId("3" * 16), Actor.OFFICER, KeyId(seal))


def why(call: object, *args: object, **named: object) -> ProblemType:
    with pytest.raises(Denied) as caught:
        call(*args, **named)  # type: ignore[operator]
    return caught.value.type


def test_a_store_that_contradicts_itself_acknowledges_nothing() -> None:
    """An insert that met a row which is not there is damage, never success."""
    arrival = Arrival(CONCERNS, ID, SHA, b"", (), KeyId("1" * 16), laptop=True, skew_s=0)
    with pytest.raises(CannotOpen):
        accept(FakeEnvelopes(adds=False), arrival, now=NOW, quota=Quota(), sign=lambda _: RECEIPT)  # type: ignore[arg-type]


class TestFeed:
    def test_a_page_holds_no_more_than_its_bytes_but_at_least_one(self) -> None:
        """Large envelopes come fewer at a time; the largest comes alone."""
        rows = (row(1, MOST_BYTES), row(2, 1), row(3, 1))
        given = give_feed(FakeEnvelopes(rows=rows), caller(), CONCERNS, after=None, limit=3)  # type: ignore[arg-type]
        assert ([each.position for each in given.rows], given.more) == ([1], True)

    @pytest.mark.parametrize("limit,most", [(0, 1), (5, 5), (9999, MOST_ITEMS)])
    def test_the_limit_is_kept_within_bounds(self, limit: int, most: int) -> None:
        """A page has at least one place and at most 100."""
        unit = FakeEnvelopes()
        given = give_feed(unit, caller(), CONCERNS, after=None, limit=limit)  # type: ignore[arg-type]
        assert (given.rows, given.more, unit.asked[0].limit) == ((), False, most + 1)

    def test_a_place_that_is_gone_is_unknown(self) -> None:
        """A position with another tag, or none, is an unknown cursor."""
        assert (
            why(give_feed, FakeEnvelopes(), caller(), CONCERNS, after=At(5, b"t"), limit=1)
            is ProblemType.UNKNOWN_CURSOR
        )


class TestAcks:
    def test_more_than_a_thousand_are_too_many(self) -> None:
        """1,001 acks at once are refused before any is verified."""
        one = SignedAck(Statement(b"", ()), b"")
        assert why(check_acks, AckPut((one,) * (MOST_ACKS + 1)), caller(), CONCERNS, NOTARY) is ProblemType.TOO_LARGE

    def test_more_than_a_thousand_questions_are_too_many(self) -> None:
        """1,001 questions are refused before any is looked up."""
        ask = HeldAsk((None,) * 1001)  # type: ignore[arg-type] # never looked at
        assert why(answer_held, FakeEnvelopes(), caller(), CONCERNS, ask) is ProblemType.TOO_LARGE

    def test_one_wrong_signature_or_key_refuses_all(self) -> None:
        """An ack that its desk did not sign, or a key of a wrong length, is malformed."""
        desk, body = sign_key(), strict_json.encode(Ack(CONCERNS, ID, SHA, AckKind.HELD, NOW))
        for signed in (
            SignedAck(sign_statement(Label.ACK, body, sign_key()), desk.public),
            SignedAck(sign_statement(Label.ACK, body, desk), b"short"),
        ):
            assert why(check_acks, AckPut((signed,)), caller(), CONCERNS, NOTARY) is ProblemType.MALFORMED

    def test_an_ack_for_another_box_is_refused(self) -> None:
        """What is handed in for one box cannot speak of another."""
        desk, body = sign_key(), strict_json.encode(Ack(LEARNING, ID, SHA, AckKind.HELD, NOW))
        put = AckPut((SignedAck(sign_statement(Label.ACK, body, desk), desk.public),))
        asker = Caller(desk.id, Actor.OFFICER, KeyId("2" * 16))
        assert why(check_acks, put, asker, CONCERNS, NOTARY) is ProblemType.FORBIDDEN


class TestDeletion:
    def refuse(self, council: Council, *, slots: tuple[KeyId, ...], box: BoxName = CONCERNS) -> ProblemType:
        lead = next(iter(council.extra), council.lee.reader)
        signers = (council.jo.sign, self.lead.sign if lead is not council.lee.reader else council.lee.sign)
        body = strict_json.encode(DeletionBody(CONCERNS, ID, SHA, NOW))
        statement = sign_statement(Label.DELETION, body, *signers)
        unit = FakeEnvelopes(Held(1, RECEIPT, KeyId("1" * 16), slots, 1))
        asker = caller(seal_id(council.jo.reader.seal))
        return why(delete_envelope, unit, asker, box, statement, bundle=council.bundle(), notary=NOTARY)

    def test_both_officers_must_be_readers_of_that_envelope(self) -> None:
        """For an envelope that leaves one of the two out, the answer is as if it had never been."""
        council = Council()
        assert self.refuse(council, slots=(seal_id(council.jo.reader.seal),)) is ProblemType.NOT_FOUND

    def test_another_box_than_the_statements_is_malformed(self) -> None:
        """A statement speaks of one box."""
        assert self.refuse(Council(), slots=(), box=LEARNING) is ProblemType.MALFORMED

    def test_a_role_that_may_not_delete_there_is_refused(self) -> None:
        """A training lead's word deletes no concern, even one sealed to the lead."""
        council = Council()
        self.lead = officer("Max Madeup", Role.LEAD)
        council.extra.append(self.lead.reader)
        slots = (seal_id(council.jo.reader.seal), seal_id(self.lead.reader.seal))
        assert self.refuse(council, slots=slots) is ProblemType.FORBIDDEN


def test_stolen_outweighs_retired(council: Council) -> None:
    """A key that is listed twice counts as stolen."""
    key = KeyId("4" * 16)
    gone = tuple(Removed(key, each, NOW) for each in (Removal.RETIRED, Removal.STOLEN))
    found = removal(council.bundle(removed=gone), key, None)
    assert found is not None
    assert found.why is Removal.STOLEN
