"""The calls on boxes, over real HTTP, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, device_box
from detectors_app.domain.receipts import AckKind
from detectors_app.mailbox.config import sqlite_url
from detectors_app.protocol import strict_json
from detectors_app.protocol.envelope import digest
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import DeletionBody
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.chain import open_refused, open_stored
from detectors_app.signing.statements import sign_statement
from detectors_app.transport.client import Client
from detectors_app.use_cases.rows import Refusal, UnknownCursor
from tests.made_up import officer, sign_key
from tests.mailbox.town import Town, envelope, new_id, question, signed_ack


def refused(town: Town, caught: pytest.ExceptionInfo[Refusal]) -> str:
    """Verify a refusal as a laptop does, then give its signed type."""
    body = open_refused(caught.value.statement, [town.council.service.public])
    assert body.nonce == caught.value.nonce
    assert body.type == caught.value.type
    return body.type


def ids(client: Client, box: BoxName = CONCERNS) -> list[bytes]:
    """Give all envelopes of a feed, page by page."""
    found, after, more = [], "", True
    while more:
        page = client.feed(box, after=after, limit=2, wait_s=0)
        found += [each.envelope for each in page.items]
        after, more = page.cursor, page.more
    return found


def test_a_stored_receipt_names_exactly_what_was_put(town: Town) -> None:
    """The receipt is signed by the service over box, id, digest and time."""
    _, laptop = town.enrolled()
    envelope_id, data = town.letter()
    stored = open_stored(laptop.put_envelope(CONCERNS, envelope_id, data), [town.council.service.public])
    assert (stored.box, stored.id, stored.sha256, stored.stored_at) == (
        CONCERNS,
        envelope_id,
        digest(data),
        town.clock(),
    )


def test_the_same_again_gets_the_same_receipt_even_after_a_restart(town: Town) -> None:
    """However often the same bytes come, before or after the service was restarted, the receipt is one."""
    _, laptop = town.enrolled()
    envelope_id, data = town.letter()
    first = laptop.put_envelope(CONCERNS, envelope_id, data)
    assert laptop.put_envelope(CONCERNS, envelope_id, data) == first
    town.service.stop()
    town.start()
    assert laptop.put_envelope(CONCERNS, envelope_id, data) == first
    assert ids(town.desk(town.council.jo)) == [data]


@pytest.mark.timeout(300)
def test_sixteen_at_once_make_one_row_and_equal_receipts(town: Town) -> None:
    """The same new envelope put by 16 connections at once, 40 rounds: one row and 16 equal receipts each."""
    keys, _ = town.enrolled()
    clients = [town.client(keys.sign) for _ in range(16)]
    together = Barrier(16)
    letters = [town.letter() for _ in range(40)]

    def put(client: Client) -> list[Statement]:
        receipts = []
        for envelope_id, data in letters:
            together.wait(60)
            receipts.append(client.put_envelope(CONCERNS, envelope_id, data))
        return receipts

    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(put, clients))
    assert all(receipts == got[0] for receipts in got)
    assert len({each.bytes for each in got[0]}) == 40
    assert ids(town.desk(town.council.jo)) == [data for _, data in letters]


def test_one_id_with_other_bytes_is_stored_beside_it(town: Town) -> None:
    """Nobody can block an id: other bytes under it are kept as well, each with its own receipt."""
    _, laptop = town.enrolled()
    envelope_id, data = town.letter()
    other = envelope(envelope_id, town.readers)
    assert laptop.put_envelope(CONCERNS, envelope_id, data) != laptop.put_envelope(CONCERNS, envelope_id, other)
    assert ids(town.desk(town.council.jo)) == [data, other]


def test_a_laptop_writes_only_to_the_box_of_its_certificate(town: Town) -> None:
    """Another box than the certificate's is refused, signed."""
    _, laptop = town.enrolled()
    envelope_id, data = town.letter(box=CASEWORK)
    with pytest.raises(Refusal) as caught:
        laptop.put_envelope(CASEWORK, envelope_id, data)
    assert refused(town, caught) == ProblemType.NOT_YOUR_BOX


def test_a_laptop_cannot_read_the_concerns(town: Town) -> None:
    """Laptops write concerns and never read them back."""
    _, laptop = town.enrolled()
    with pytest.raises(Refusal) as caught:
        laptop.feed(CONCERNS, after="", limit=10, wait_s=0)
    assert refused(town, caught) == ProblemType.FORBIDDEN


def test_a_stranger_is_refused(town: Town) -> None:
    """A key that is neither a laptop's nor a desk's gets a signed no, which names its request."""
    envelope_id, data = town.letter()
    with pytest.raises(Refusal) as caught:
        town.client(sign_key()).put_envelope(CONCERNS, envelope_id, data)
    assert refused(town, caught) == ProblemType.UNKNOWN_KEY


@pytest.mark.parametrize("what", ["box", "id", "size", "magic"])
def test_what_is_no_envelope_for_this_place_is_refused(small_town: Town, what: str) -> None:
    """The header must name the very box and id of the path, and be well formed from outside."""
    _, laptop = small_town.enrolled()
    envelope_id, data = small_town.letter()
    wrong = {
        "box": small_town.letter(box=CASEWORK)[1],
        "id": small_town.letter()[1],
        "size": data[:-1],
        "magic": b"EDE2" + data[4:],
    }[what]
    with pytest.raises(Refusal) as caught:
        laptop.put_envelope(CONCERNS, envelope_id, wrong)
    assert refused(small_town, caught) == ProblemType.MALFORMED


def test_a_left_out_officer_sees_no_trace(town: Town) -> None:
    """With a concern that leaves Lee out, Lee's feed, cursor and answers are byte for byte as without it."""
    _, laptop = town.enrolled()
    lee, jo = town.desk(town.council.lee), town.desk(town.council.jo)
    first_id, first = town.letter()
    laptop.put_envelope(CONCERNS, first_id, first)
    before = lee.feed(CONCERNS, after="", limit=10, wait_s=0)
    hidden_id, hidden = town.letter(without=town.council.lee)
    laptop.put_envelope(CONCERNS, hidden_id, hidden)
    after = lee.feed(CONCERNS, after=before.cursor, limit=10, wait_s=0)
    assert (after.items, after.cursor, after.more) == ((), before.cursor, False)
    assert not lee.feed(CONCERNS, after="", limit=1, wait_s=0).more
    assert lee.held(CONCERNS, (question(hidden_id, hidden),)).envelopes[0].stored is None
    lee.put_acks(CONCERNS, (signed_ack(town.council.lee, hidden_id, hidden),))
    assert laptop.held(CONCERNS, (question(hidden_id, hidden),)).envelopes[0].acks == ()
    assert ids(jo) == [first, hidden]


def test_a_feed_is_read_in_order_and_page_by_page(town: Town) -> None:
    """Every envelope comes once, in the order of its storing, whatever the size of the page."""
    _, laptop = town.enrolled()
    letters = [town.letter() for _ in range(7)]
    for envelope_id, data in letters:
        laptop.put_envelope(CONCERNS, envelope_id, data)
    jo = town.desk(town.council.jo)
    assert ids(jo) == [data for _, data in letters]
    page = jo.feed(CONCERNS, after="", limit=100, wait_s=0)
    assert len({len(each.cursor) for each in page.items}) == 1
    assert [each.envelope for each in jo.feed(CONCERNS, after=page.items[4].cursor, limit=9, wait_s=0).items] == [
        data for _, data in letters[5:]
    ]


def test_the_feed_shows_the_senders_certificate_and_skew(town: Town) -> None:
    """A desk is given what it needs to check the sender itself."""
    keys, laptop = town.enrolled()
    laptop.put_envelope(CONCERNS, *town.letter())
    (item,) = town.desk(town.council.jo).feed(CONCERNS, after="", limit=10, wait_s=0).items
    assert (item.sender, item.certificate, item.skew_s) == (keys.sign.id, keys.certificate, 0)


@pytest.mark.parametrize("place", [*range(0, 69, 6), 69, 70, 71])
def test_a_cursor_that_was_changed_is_unknown(small_town: Town, place: int) -> None:
    """A cursor opens as it was given or not at all."""
    _, laptop = small_town.enrolled()
    laptop.put_envelope(CONCERNS, *small_town.letter())
    jo = small_town.desk(small_town.council.jo)
    cursor = jo.feed(CONCERNS, after="", limit=10, wait_s=0).cursor
    other = "A" if cursor[place] != "A" else "B"
    with pytest.raises(UnknownCursor):
        jo.feed(CONCERNS, after=cursor[:place] + other + cursor[place + 1 :], limit=10, wait_s=0)


@pytest.mark.parametrize("cursor", ["x", "é", "A" * 72, "A" * 5000, "=" * 72])
def test_what_never_was_a_cursor_is_unknown(small_town: Town, cursor: str) -> None:
    """Rubbish for a cursor means reading from the start, nothing worse."""
    with pytest.raises(UnknownCursor):
        small_town.desk(small_town.council.jo).feed(CONCERNS, after=cursor, limit=10, wait_s=0)


def test_a_cursor_of_another_reader_or_box_is_unknown(small_town: Town) -> None:
    """A cursor is bound to its reader and its box."""
    _, laptop = small_town.enrolled()
    laptop.put_envelope(CONCERNS, *small_town.letter())
    jo, lee = small_town.desk(small_town.council.jo), small_town.desk(small_town.council.lee)
    cursor = jo.feed(CONCERNS, after="", limit=10, wait_s=0).cursor
    with pytest.raises(UnknownCursor):
        lee.feed(CONCERNS, after=cursor, limit=10, wait_s=0)
    with pytest.raises(UnknownCursor):
        jo.feed(CASEWORK, after=cursor, limit=10, wait_s=0)


def test_held_answers_in_order_with_acks(town: Town) -> None:
    """Each question gets its answer in its place: receipt and acks, or not held."""
    _, laptop = town.enrolled()
    envelope_id, data = town.letter()
    receipt = laptop.put_envelope(CONCERNS, envelope_id, data)
    acks = [signed_ack(each, envelope_id, data) for each in (town.council.jo, town.council.lee)]
    town.desk(town.council.jo).put_acks(CONCERNS, (acks[0], acks[0]))
    town.desk(town.council.lee).put_acks(CONCERNS, (acks[1],))
    read = signed_ack(town.council.lee, envelope_id, data, kind=AckKind.READ)
    town.desk(town.council.lee).put_acks(CONCERNS, (read,))
    missing = town.letter()
    asked = (question(*missing), question(envelope_id, data), question(envelope_id, missing[1]))
    answers = laptop.held(CONCERNS, asked).envelopes
    assert [(each.id, each.sha256) for each in answers] == [(each.id, each.sha256) for each in asked]
    assert [each.stored for each in answers] == [None, receipt, None]
    assert set(answers[1].acks) == {*acks, read}


def test_held_takes_a_thousand_questions_and_no_more(town: Town) -> None:
    """1,000 are answered; 1,001 are refused."""
    _, laptop = town.enrolled()
    envelope_id, data = town.letter()
    laptop.put_envelope(CONCERNS, envelope_id, data)
    asked = (*(question(new_id(), b"") for _ in range(999)), question(envelope_id, data))
    assert [each.stored is not None for each in laptop.held(CONCERNS, asked).envelopes] == [False] * 999 + [True]
    with pytest.raises(Refusal) as caught:
        laptop.held(CONCERNS, (*asked, question(new_id(), b"")))
    assert refused(town, caught) == ProblemType.TOO_LARGE


def test_an_ack_of_another_desk_is_refused(small_town: Town) -> None:
    """A desk hands in its own acks only."""
    envelope_id, data = small_town.letter()
    with pytest.raises(Refusal) as caught:
        small_town.desk(small_town.council.jo).put_acks(
            CONCERNS, (signed_ack(small_town.council.lee, envelope_id, data),)
        )
    assert refused(small_town, caught) == ProblemType.FORBIDDEN


def test_a_laptop_reads_its_own_device_box_alone(town: Town) -> None:
    """Receipts put into a laptop's box reach that laptop and no other."""
    keys, laptop = town.enrolled()
    _, other = town.enrolled()
    box = device_box(keys.sign.id)
    envelope_id = new_id()
    data = envelope(envelope_id, (seal_id(keys.seal.public),), box=box)
    town.desk(town.council.jo).put_envelope(box, envelope_id, data)
    assert ids(laptop, box) == [data]
    with pytest.raises(Refusal) as caught:
        other.feed(box, after="", limit=10, wait_s=0)
    assert refused(town, caught) == ProblemType.NOT_YOUR_BOX


def test_a_desk_puts_back_what_was_lost_and_the_laptop_gets_its_sender_back(town: Town) -> None:
    """An envelope put back by a desk counts as held; when its laptop hands it in too, the laptop is its sender."""
    keys, laptop = town.enrolled()
    envelope_id, data = town.letter()
    jo = town.desk(town.council.jo)
    receipt = jo.put_envelope(CONCERNS, envelope_id, data)
    assert laptop.held(CONCERNS, (question(envelope_id, data),)).envelopes[0].stored == receipt
    assert jo.feed(CONCERNS, after="", limit=1, wait_s=0).items[0].certificate is None
    assert laptop.put_envelope(CONCERNS, envelope_id, data) == receipt
    assert jo.feed(CONCERNS, after="", limit=1, wait_s=0).items[0].certificate == keys.certificate


class TestDeletion:
    def statement(self, town: Town, data: bytes, signers: int = 2, **changes: object) -> Statement:
        envelope_id, sha256 = changes.get("id"), digest(data)
        body = DeletionBody(CONCERNS, envelope_id, sha256, town.clock())  # type: ignore[arg-type]
        keys = (town.council.jo.sign, town.council.lee.sign)[:signers]
        return sign_statement(Label.DELETION, strict_json.encode(body), *keys)

    def test_two_officers_delete_the_body_and_nothing_else(self, town: Town) -> None:
        """The bytes go; receipt, order and the statement that says why stay; a new copy is not taken in again."""
        _, laptop = town.enrolled()
        (gone_id, gone), (kept_id, kept) = town.letter(), town.letter()
        receipt = laptop.put_envelope(CONCERNS, gone_id, gone)
        laptop.put_envelope(CONCERNS, kept_id, kept)
        jo = town.desk(town.council.jo)
        before = jo.feed(CONCERNS, after="", limit=1, wait_s=0).cursor
        statement = self.statement(town, gone, id=gone_id)
        assert jo.delete_envelope(CONCERNS, statement) == statement
        assert town.desk(town.council.lee).delete_envelope(CONCERNS, statement) == statement
        assert laptop.put_envelope(CONCERNS, gone_id, gone) == receipt
        assert ids(jo) == [kept]
        answer = laptop.held(CONCERNS, (question(gone_id, gone),)).envelopes[0]
        assert (answer.stored, answer.deletion) == (receipt, statement)
        assert [each.envelope for each in jo.feed(CONCERNS, after=before, limit=9, wait_s=0).items] == [kept]

    def test_one_officer_alone_deletes_nothing(self, town: Town) -> None:
        """One signature is not enough."""
        _, laptop = town.enrolled()
        envelope_id, data = town.letter()
        laptop.put_envelope(CONCERNS, envelope_id, data)
        jo = town.desk(town.council.jo)
        with pytest.raises(Refusal) as caught:
            jo.delete_envelope(CONCERNS, self.statement(town, data, signers=1, id=envelope_id))
        assert refused(town, caught) == ProblemType.MALFORMED
        assert ids(jo) == [data]


def test_a_restored_database_makes_cursors_unknown(tmp_path: Path) -> None:
    """A cursor from after the backup is unknown to the restored service, even when its position is there again."""
    with Town(sqlite_url(tmp_path / "service.db")) as town:
        _, laptop = town.enrolled()
        laptop.put_envelope(CONCERNS, *town.letter())
        jo = town.desk(town.council.jo)
        old = jo.feed(CONCERNS, after="", limit=9, wait_s=0).cursor
        town.service.stop()
        backup = (tmp_path / "service.db").read_bytes()
        town.start()
        laptop.put_envelope(CONCERNS, *town.letter())
        new = jo.feed(CONCERNS, after=old, limit=9, wait_s=0).cursor
        town.service.stop()
        for each in tmp_path.glob("service.db*"):
            each.unlink()
        (tmp_path / "service.db").write_bytes(backup)
        town.start()
        with pytest.raises(UnknownCursor):
            jo.feed(CONCERNS, after=new, limit=9, wait_s=0)
        laptop.put_envelope(CONCERNS, *town.letter())
        with pytest.raises(UnknownCursor):
            jo.feed(CONCERNS, after=new, limit=9, wait_s=0)
        assert len(jo.feed(CONCERNS, after=old, limit=9, wait_s=0).items) == 1


def test_an_officer_new_to_the_bundle_reads_at_the_next_request(town: Town) -> None:
    """A bundle taken into force holds for the very next request."""
    max_ = officer("Max Madeup")
    newcomer = town.desk(max_)
    with pytest.raises(Refusal):
        newcomer.feed(CONCERNS, after="", limit=1, wait_s=0)
    town.council.extra.append(max_.reader)
    try:
        town.desk(town.council.jo).put_trust(town.council.signed_bundle(town.council.bundle(2)))
        assert newcomer.feed(CONCERNS, after="", limit=1, wait_s=0).items == ()
    finally:
        town.council.extra.clear()
