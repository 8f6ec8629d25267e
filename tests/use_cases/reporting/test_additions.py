"""What is added to a concern goes by the very same way, to those who could read the concern and nobody else."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors_app.domain.concern import About, Addition, AdditionDraft, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen, Refused
from detectors_app.domain.ids import CONCERNS, DRAFTS, EnvelopeId
from detectors_app.protocol.envelope import decode_header
from detectors_app.protocol.payload import Kind, SentAsItIs, decode_payload
from detectors_app.sealing.envelope import open_envelope
from detectors_app.use_cases.enrolment.person import Newcomer
from detectors_app.use_cases.reporting.report_concern import NotFinished
from detectors_app.use_cases.rows import OutboxItem
from tests.made_up import Council, officer
from tests.use_cases.bench import PASSPHRASE, Bench, finished, more


@pytest.fixture
def item(bench: Bench) -> OutboxItem:
    """Give a report that was sent."""
    made = bench.report()
    bench.laptop.sync()
    return made


def add(bench: Bench, about: About, words: str = "planted more") -> OutboxItem:
    return bench.laptop.report(bench.laptop.new_concern_id(), more(words), Written.LOCKED, about=about)


def test_an_addition_is_sent_and_read_like_a_concern(bench: Bench, item: OutboxItem) -> None:
    """The three words move by receipts for the addition itself; the concern's word stays its own."""
    added = add(bench, About(item.id))
    assert (added.state, added.about, added.urgent) == (State.QUEUED, About(item.id), False)
    assert bench.laptop.sync().sent == (added.id,)
    bench.read_by(bench.council.lee, item)
    bench.laptop.sync()
    assert (bench.item(item.id).state, bench.item(added.id).state) == (State.READ, State.SENT)
    bench.read_by(bench.council.lee, added)
    assert bench.laptop.sync().read == (added.id,)
    opened, payload = bench.opened(added, bench.council.lee)
    assert (payload.kind, payload.content) == (Kind.ADDITION, Addition(About(item.id), more()))
    person = bench.laptop.person()
    assert person is not None
    assert payload.reply_to == person.seal_public
    assert opened.id == added.id


def test_a_draft_of_it_is_resumed_as_what_it_is(bench: Bench, item: OutboxItem) -> None:
    """What it belongs to is said once; the draft keeps it, sealed and beside."""
    mine, laptop = bench.laptop.new_concern_id(), bench.laptop
    asked = bench.ask(bench.council.lee, item)
    laptop.sync()
    about = About(item.id, asked)
    first = laptop.save_draft(mine, more("one"), 0, Written.LOCKED, about)
    second = laptop.save_draft(mine, more("two"), 0, Written.LOCKED)
    assert first.about == second.about == about
    assert laptop.resume_draft(mine, PASSPHRASE).concern == more("two")
    sent = laptop.report(mine, more("three"), Written.LOCKED)
    assert (sent.about, laptop.drafts()) == (about, ())
    assert laptop.report(mine, more("four"), Written.LOCKED) == sent


def test_a_draft_that_says_otherwise_than_its_row_does_not_open(bench: Bench, item: OutboxItem) -> None:
    """A row that was changed cannot turn an answer into an answer to something else."""
    other = bench.report()
    mine = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(mine, more(), 0, Written.LOCKED, About(item.id))
    with bench.laptop.parts.store.unit() as unit:
        unit.put_draft(replace(row, added_to=other.id))
    with pytest.raises(CannotOpen, match=r"draft\.damaged"):
        bench.laptop.resume_draft(mine, PASSPHRASE)


def test_sent_as_it_is_it_stays_an_addition(bench: Bench, item: OutboxItem) -> None:
    """Unopened, its bytes go to the same people, and say inside what they belong to."""
    mine = bench.laptop.new_concern_id()
    bench.laptop.save_draft(mine, more("begun"), 0, Written.LOCKED, About(item.id))
    sent = bench.laptop.send_as_it_is(mine)
    assert sent.about == About(item.id)
    bench.laptop.sync()
    _, payload = bench.opened(sent, bench.council.lee)
    assert isinstance(payload.content, SentAsItIs)
    inner = open_envelope(payload.content.envelope, bench.council.lee.seal, box=DRAFTS)
    assert decode_payload(inner.payload).content == AdditionDraft(Addition(About(item.id), more("begun")), 0)


def test_a_draft_left_beside_what_was_sent_is_not_sent_again(bench: Bench, item: OutboxItem) -> None:
    """Two windows, one of them late: the first stands, and the draft goes."""
    mine = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(mine, more(), 0, Written.LOCKED, About(item.id))
    sent = bench.laptop.report(mine, more(), Written.LOCKED)
    with bench.laptop.parts.store.unit() as unit:
        unit.put_draft(row)
    assert bench.laptop.send_as_it_is(mine) == sent
    assert bench.laptop.drafts() == ()


def test_a_blank_addition_is_not_sent(bench: Bench, item: OutboxItem) -> None:
    """It says what is missing, and nothing is queued."""
    with pytest.raises(NotFinished) as caught:
        add(bench, About(item.id), "  ")
    assert [each.field for each in caught.value.problems] == ["more"]
    assert len(bench.laptop.outbox()) == 1


@pytest.mark.parametrize(
    "wrong", ["no concern", "addition", "question", "others question", "form", "no about", "person"]
)
def test_what_it_belongs_to_must_be_here(bench: Bench, item: OutboxItem, wrong: str) -> None:
    """A concern of this person's, a question about it, and the addition's own form; else nothing is kept or sent."""
    laptop, about, words = bench.laptop, About(item.id), more()
    key = "addition.no_concern"
    if wrong == "no concern":
        about = About(laptop.new_concern_id())
    elif wrong == "addition":
        about = About(add(bench, about).id)
    elif wrong == "question":
        about, key = About(item.id, laptop.new_concern_id()), "question.not_here"
    elif wrong == "others question":
        other = bench.report()
        laptop.sync()
        about, key = About(item.id, bench.ask(bench.council.lee, other)), "question.not_here"
        laptop.sync()
    elif wrong == "form":
        words, key = finished(), "addition.other_form"
    elif wrong == "person":
        laptop.add_person(Newcomer("Kit Pretend", "", ""))
    before = len(laptop.outbox())
    given = None if wrong == "no about" else about
    key = "addition.other_form" if wrong == "no about" else key
    mine = laptop.new_concern_id()
    with pytest.raises(Refused, match=key):
        laptop.save_draft(mine, words, 0, Written.LOCKED, given)
    with pytest.raises(Refused, match=key):
        laptop.report(mine, words, Written.LOCKED, about=given)
    with pytest.raises(Refused, match=key):
        laptop.readers_of(words, given)
    assert (laptop.drafts(), len(laptop.outbox())) == ((), before)


def slots(envelope: bytes) -> set[str]:
    return {each.key for each in decode_header(envelope).slots}


@pytest.mark.parametrize("begun", [True, False])
def test_one_left_out_of_the_concern_is_left_out_of_what_is_added(bench: Bench, *, begun: bool) -> None:
    """Draft, addition and unfinished addition have no slot for them, even under a new key, and number nothing."""
    council = bench.council
    kim = officer("Kim Invented")
    council.extra.append(kim.reader)
    bench.world.trust = council.signed_bundle(council.bundle(2))
    bench.laptop.sync()
    item = bench.report(left_out=(council.lee.reader.officer,))
    old = council.lee
    council.lee = officer("Lee Pretend")
    bench.world.trust = council.signed_bundle(council.bundle(3))
    bench.laptop.sync()
    mine = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(mine, more(), 0, Written.LOCKED, About(item.id))
    sent = bench.laptop.send_as_it_is(mine) if begun else bench.laptop.report(mine, more(), Written.LOCKED)
    bench.laptop.sync()
    out = {old.seal.id, council.lee.seal.id}
    envelope = bench.world.envelopes[(CONCERNS, sent.id, sent.sha256)][0]
    for sealed in (row.envelope, envelope):
        assert slots(sealed).isdisjoint(out)
        assert {council.jo.seal.id, kim.seal.id} <= slots(sealed)
    assert (row.left_out, sent.left_out) == ((council.lee.reader.officer,),) * 2
    assert bench.opened(sent, council.jo)[1].left_out == (council.lee.reader.officer,)
    with bench.laptop.parts.store.unit() as unit:
        assert unit.next_place(council.lee.seal.id).n == 1
    council.extra.clear()


def test_of_a_concern_from_an_earlier_version_the_slots_tell_who_was_left_out(bench: Bench) -> None:
    """Where the names were not kept, whoever it was not sealed to gets nothing more of it."""
    council = bench.council
    item = bench.report(left_out=(council.lee.reader.officer,), told_phone=True)
    with bench.laptop.parts.store.unit() as unit:
        unit._connection.exec_driver_sql("UPDATE outbox SET left_out = NULL")  # type: ignore[attr-defined]
    assert bench.item(item.id).left_out is None
    added = add_short(bench, item.id)
    assert added.left_out == (council.lee.reader.officer,)
    assert council.lee.seal.id not in added.slots


def add_short(bench: Bench, concern: EnvelopeId) -> OutboxItem:
    """Add something where fewer than two officers are left, the number shown first."""
    mine = bench.laptop.new_concern_id()
    with pytest.raises(Refused, match="few_readers"):
        bench.laptop.report(mine, more(), Written.LOCKED, about=About(concern))
    return bench.laptop.report(mine, more(), Written.LOCKED, about=About(concern), told_phone=True)


_COUNCIL = Council()
_LEE = _COUNCIL.lee.reader.officer


@settings(max_examples=20)
@given(
    st.lists(
        st.sampled_from(["concern", "limited", "ask", "save", "answer", "add", "as it is", "bundle", "sync"]),
        max_size=14,
    )
)
def test_whatever_is_added_nobody_left_out_has_a_slot(acts: list[str]) -> None:
    """Over any acts in any order: what belongs to a limited concern is never sealed to whom it leaves out."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "laptop", _COUNCIL).enrol()
        limited, version, drafts = set[EnvelopeId](), 1, list[EnvelopeId]()
        for act in acts:
            concerns = [each for each in bench.laptop.outbox() if each.about is None]
            version = _do(bench, act, concerns, limited, drafts, version)
        bench.laptop.sync()
        for each in bench.laptop.outbox():
            belongs = each.added_to or each.id
            envelope = bench.world.envelopes[(CONCERNS, each.id, each.sha256)][0]
            assert (_COUNCIL.lee.seal.id in slots(envelope)) is (belongs not in limited)
        for row in bench.laptop.drafts():
            assert (_COUNCIL.lee.seal.id in slots(row.envelope)) is ((row.added_to or row.id) not in limited)
        bench.laptop.close()


def _do(
    bench: Bench, act: str, concerns: list[OutboxItem], limited: set[EnvelopeId], drafts: list[EnvelopeId], version: int
) -> int:
    laptop = bench.laptop
    if act in {"concern", "limited"}:
        left_out = (_LEE,) if act == "limited" else ()
        mine = laptop.new_concern_id()
        laptop.report(mine, finished(left_out=left_out), Written.LOCKED, told_phone=True)
        limited.update({mine} if left_out else set())
    elif act == "bundle":
        bench.world.trust = _COUNCIL.signed_bundle(_COUNCIL.bundle(version + 1))
        laptop.sync()
        return version + 1
    elif act == "sync":
        laptop.sync()
    elif concerns:
        about = About(concerns[0].id)
        if act == "ask":
            laptop.sync()
            bench.ask(_COUNCIL.jo, concerns[0])
            laptop.sync()
        elif act == "answer" and laptop.questions():
            asked = laptop.questions()[0]
            mine = laptop.new_concern_id()
            laptop.report(mine, more(), Written.LOCKED, about=About(asked.concern, asked.id), told_phone=True)
        elif act == "add":
            laptop.report(laptop.new_concern_id(), more(), Written.LOCKED, about=about, told_phone=True)
        elif act == "save":
            drafts.append(laptop.save_draft(laptop.new_concern_id(), more(), 0, Written.LOCKED, about).id)
        elif act == "as it is" and drafts:
            laptop.send_as_it_is(drafts.pop(), told_phone=True)
    return version
