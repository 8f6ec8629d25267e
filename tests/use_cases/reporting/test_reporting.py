"""Writing is always possible, sending never loses the draft, and nobody reads who must not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detectors_app.domain.concern import Concern, Draft, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.ids import CONCERNS, DRAFTS, EnvelopeId, FieldId
from detectors_app.domain.trust import BoxReaders
from detectors_app.protocol.envelope import decode_header
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import Kind, SentAsItIs, decode_payload
from detectors_app.sealing.envelope import open_envelope
from detectors_app.use_cases.reporting.letters import Message, seal_draft, seal_for_outbox
from detectors_app.use_cases.reporting.report_concern import NotFinished
from detectors_app.use_cases.rows import HeldBundle
from tests.made_up import Council, officer
from tests.use_cases.bench import PASSPHRASE, Bench, finished


def unfinished() -> Concern:
    """Give a concern with one answer."""
    whole = finished()
    first = next(iter(whole.answers))
    return Concern(whole.form, whole.version, {first: whole.answers[first]})


def test_a_draft_is_kept_and_resumed_where_it_was_left(bench: Bench) -> None:
    """What was written comes back with the passphrase, at the same step; saved again, it keeps when it was begun."""
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, unfinished(), 1, Written.LOCKED)
    bench.pass_time(minutes=3)
    row = bench.laptop.save_draft(concern_id, finished(), 4, Written.UNLOCKED)
    assert (bench.now - row.started_at).total_seconds() == 180
    draft = bench.laptop.resume_draft(concern_id, PASSPHRASE)
    assert (draft.concern, draft.step) == (finished(), 4)
    assert [each.id for each in bench.laptop.drafts()] == [concern_id]


def test_a_draft_needs_the_passphrase_and_only_its_own(bench: Bench) -> None:
    """Locked, or with another passphrase, nothing opens; unlocked once, no passphrase is asked until locked."""
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, unfinished(), 1, Written.LOCKED)
    with pytest.raises(Refused, match=r"person\.locked"):
        bench.laptop.resume_draft(concern_id)
    with pytest.raises(CannotOpen, match=r"passphrase\.wrong"):
        bench.laptop.unlock("not the right words")
    bench.laptop.unlock(PASSPHRASE)
    assert bench.laptop.resume_draft(concern_id).step == 1
    bench.laptop.lock()
    assert not bench.laptop.is_unlocked
    with pytest.raises(Refused):
        bench.laptop.resume_draft(concern_id)


def test_without_a_passphrase_a_draft_is_for_the_readers_alone(tmp_path: Path) -> None:
    """Nobody chose a passphrase: writing works, resuming does not, sending as it is does."""
    bench = Bench(tmp_path / "x").enrol(None)
    concern_id = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(concern_id, unfinished(), 0, Written.SOMEONE_ELSE)
    assert len(decode_header(row.envelope).slots) == 3
    with pytest.raises(Refused, match=r"person\.no_passphrase"):
        bench.laptop.unlock(PASSPHRASE)
    assert bench.laptop.send_as_it_is(concern_id).id == concern_id
    bench.laptop.choose_passphrase(PASSPHRASE)
    bench.laptop.choose_passphrase("another one altogether")
    bench.laptop.unlock(PASSPHRASE)
    bench.laptop.close()


def test_what_is_missing_is_named_and_nothing_is_lost(bench: Bench) -> None:
    """An unfinished concern is not sent: its problems are given in the form's order, and the draft stays."""
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, unfinished(), 0, Written.LOCKED)
    with pytest.raises(NotFinished) as caught:
        bench.laptop.report(concern_id, unfinished(), Written.LOCKED)
    assert caught.value.problems
    assert caught.value.where == caught.value.problems[0].field
    assert (len(bench.laptop.drafts()), bench.laptop.outbox()) == (1, ())


def test_sending_ends_the_draft_and_asked_twice_the_first_stands(bench: Bench) -> None:
    """One transaction: the draft gone, one item queued; pressed twice, still one; and no draft comes after it."""
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, unfinished(), 0, Written.LOCKED)
    first = bench.laptop.report(concern_id, finished(), Written.LOCKED)
    again = bench.laptop.report(concern_id, finished(urgent=True), Written.LOCKED)
    assert (bench.laptop.drafts(), len(bench.laptop.outbox()), again.sha256) == ((), 1, first.sha256)
    with pytest.raises(Refused, match=r"concern\.already_sent"):
        bench.laptop.save_draft(concern_id, unfinished(), 0, Written.LOCKED)


def test_every_officer_and_the_custodian_open_it_and_the_laptop_does_not(bench: Bench) -> None:
    """Sealed to the box's readers, counted for each, with the person's key to reply to; the person has no slot."""
    bench.laptop.sync()
    items = [bench.report(), bench.report(urgent=True)]
    bench.laptop.sync()
    person = bench.laptop.person()
    assert person is not None
    for n, item in enumerate(items, start=1):
        opened, payload = bench.opened(item, bench.council.lee)
        assert (payload.kind, payload.content, payload.reply_to) == (
            Kind.CONCERN,
            finished(urgent=item.urgent),
            person.seal_public,
        )
        assert (opened.place.n, seal_id(person.seal_public) in opened.slots) == (n, False)
        assert bench.opened(item, bench.council.jo)[1].content == payload.content
    assert [each.urgent for each in items] == [False, True]


def test_hidden_answers_do_not_travel(bench: Bench) -> None:
    """What is no longer asked is not sent."""
    concern = finished()
    concern.answers[FieldId("danger.done")] = "999"
    item = bench.laptop.report(bench.laptop.new_concern_id(), concern, Written.LOCKED)
    bench.laptop.sync()
    assert bench.opened(item, bench.council.lee)[1].content == finished()


def test_a_left_out_officer_has_no_slot_and_no_gap(bench: Bench) -> None:
    """Three officers, one named: no slot, no count, and as many slots as ever; the reader is told who is left out."""
    council = bench.council
    third = officer("Third Person")
    council.extra.append(third.reader)
    bench.laptop.sync()
    bench.world.trust = council.signed_bundle(council.bundle(2))
    bench.laptop.sync()
    before = bench.report()
    item = bench.report(left_out=(third.reader.officer,))
    after = bench.report()
    bench.laptop.sync()
    opened, payload = bench.opened(item, council.lee)
    assert (payload.left_out, seal_id(third.seal.public) in opened.slots) == ((third.reader.officer,), False)
    assert decode_header(bench.world.envelopes[(CONCERNS, item.id, item.sha256)][0]).places == 8
    assert [bench.opened(each, third)[0].place.n for each in (before, after)] == [1, 2]


def test_with_one_officer_left_the_person_is_told_first(bench: Bench) -> None:
    """Fewer than two officers: refused until the phone number was shown, the draft kept; then it goes."""
    concern = finished(left_out=(bench.council.lee.reader.officer,))
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, concern, 3, Written.LOCKED)
    assert bench.laptop.readers_of(concern).short
    with pytest.raises(Refused, match=r"concern\.few_readers"):
        bench.laptop.report(concern_id, concern, Written.LOCKED)
    with pytest.raises(Refused, match=r"concern\.few_readers"):
        bench.laptop.send_as_it_is(concern_id)
    assert len(bench.laptop.drafts()) == 1
    assert bench.laptop.report(concern_id, concern, Written.LOCKED, told_phone=True).state is State.QUEUED


def test_reserve_readers_fill_up(bench: Bench) -> None:
    """A reserve officer takes the place of the one left out: nothing to be told."""
    council = bench.council
    spare = officer("Spare Person")
    council.extra.append(spare.reader)
    readers = tuple(each.officer for each in (council.jo.reader, council.lee.reader, council.custodian))
    everyone = (*readers, spare.reader.officer)
    boxes = (
        BoxReaders(CONCERNS, readers, (spare.reader.officer,)),
        BoxReaders(council.bundle().boxes[1].box, everyone),
    )
    bench.world.trust = council.signed_bundle(council.bundle(2, boxes=boxes))
    bench.laptop.sync()
    assert not bench.laptop.readers_of(finished(left_out=(council.lee.reader.officer,))).short
    assert {each.officer for each in bench.laptop.readers_named()} == {*readers[:2], spare.reader.officer}


def test_sent_as_it_is_the_draft_travels_sealed(bench: Bench) -> None:
    """Without the passphrase: its bytes become the content, marked as a draft; officers open both layers."""
    concern_id = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(concern_id, unfinished(), 1, Written.LOCKED)
    item = bench.laptop.send_as_it_is(concern_id)
    assert bench.laptop.send_as_it_is(concern_id).sha256 == item.sha256
    bench.laptop.sync()
    _, payload = bench.opened(item, bench.council.lee)
    assert (payload.kind, payload.content) == (Kind.DRAFT, SentAsItIs(row.envelope))
    inner = open_envelope(payload.content.envelope, bench.council.lee.seal, box=DRAFTS, envelope_id=concern_id)
    assert decode_payload(inner.payload).content == Draft(unfinished(), 1)
    assert (inner.place.n, bench.laptop.drafts()) == (0, ())


def test_a_draft_sent_as_it_is_keeps_out_whom_it_left_out(bench: Bench) -> None:
    """The officer named in the unopened draft has no slot in the letter either."""
    third = officer("Third Person")
    bench.council.extra.append(third.reader)
    bench.world.trust = bench.council.signed_bundle(bench.council.bundle(2))
    bench.laptop.sync()
    concern_id = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(concern_id, finished(left_out=(third.reader.officer,)), 3, Written.LOCKED)
    item = bench.laptop.send_as_it_is(concern_id)
    slots = {each.key for each in decode_header(row.envelope).slots} | set(item.slots)
    assert seal_id(third.seal.public) not in slots


def test_what_is_not_there_is_refused(bench: Bench) -> None:
    """No such draft: said plainly."""
    nothing = bench.laptop.new_concern_id()
    with pytest.raises(Refused, match=r"draft\.not_here"):
        bench.laptop.send_as_it_is(nothing)
    with pytest.raises(Refused, match=r"draft\.not_here"):
        bench.laptop.resume_draft(nothing, PASSPHRASE)


def test_a_draft_thrown_away_is_gone(bench: Bench) -> None:
    """The person may throw a draft away."""
    concern_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(concern_id, unfinished(), 1, Written.LOCKED)
    bench.laptop.drop_draft(concern_id)
    assert bench.laptop.drafts() == ()


def test_an_altered_draft_does_not_open(bench: Bench) -> None:
    """One byte of the kept draft changed: CannotOpen, and it stays where it is."""
    concern_id = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(concern_id, unfinished(), 1, Written.LOCKED)
    wrong = row.envelope[:-1] + bytes([row.envelope[-1] ^ 1])
    with bench.laptop.parts.store.unit() as unit:
        unit.put_draft(replace(row, envelope=wrong))
    with pytest.raises(CannotOpen):
        bench.laptop.resume_draft(concern_id, PASSPHRASE)
    assert len(bench.laptop.drafts()) == 1


def test_a_letter_in_a_drafts_place_is_no_draft(bench: Bench) -> None:
    """Something else sealed to the person under a draft's id is not taken for one."""
    concern_id = bench.laptop.new_concern_id()
    row = bench.laptop.save_draft(concern_id, unfinished(), 1, Written.LOCKED)
    message = Message(Kind.CONCERN, concern_id, Written.LOCKED, frozenset(), unfinished())
    with bench.laptop.parts.store.unit() as unit:
        other = seal_draft(bench.laptop.parts, unit, message)
        unit.put_draft(replace(row, envelope=other))
    with pytest.raises(CannotOpen, match=r"draft\.damaged"):
        bench.laptop.resume_draft(concern_id, PASSPHRASE)


def test_nothing_is_sealed_before_the_laptop_is_set_up(tmp_path: Path) -> None:
    """No readers known: refused, with nothing kept in the clear."""
    bench = Bench(tmp_path / "x")
    for act in (
        lambda: bench.laptop.save_draft(bench.laptop.new_concern_id(), unfinished(), 0, Written.LOCKED),
        lambda: bench.laptop.report(bench.laptop.new_concern_id(), finished(), Written.LOCKED),
        lambda: bench.laptop.readers_of(finished()),
    ):
        with pytest.raises(Refused, match=r"seal\.not_set_up"):
            act()
    with pytest.raises(Refused, match=r"seal\.not_set_up"):
        bench.laptop.resume_draft(EnvelopeId(bench.laptop.new_concern_id()), _open_nothing(bench))
    assert (bench.laptop.readers_named(), bench.laptop.is_enrolled, bench.laptop.drafts()) == ((), False, ())
    bench.laptop.close()


def _open_nothing(bench: Bench) -> str:
    bench.laptop.choose_passphrase(PASSPHRASE)
    return PASSPHRASE


def test_an_unknown_form_is_refused(bench: Bench) -> None:
    """A version that this program does not know is not sealed by guesswork."""
    with pytest.raises(Refused, match=r"concern\.unknown_form"):
        bench.laptop.save_draft(bench.laptop.new_concern_id(), Concern("concern", 999, {}), 0, Written.LOCKED)


def test_with_nobody_left_it_is_not_sealed(bench: Bench) -> None:
    """Everyone left out and no custodian in the box: refused, the draft (sealed to the person) kept."""
    council = bench.council
    everyone = frozenset({council.jo.reader.officer, council.lee.reader.officer})
    message = Message(Kind.CONCERN, bench.laptop.new_concern_id(), Written.LOCKED, everyone, finished())
    _only_officers(bench, council)
    with (
        pytest.raises(Refused, match=r"seal\.no_readers"),
        bench.laptop.parts.store.unit() as unit,
    ):
        seal_for_outbox(bench.laptop.parts, unit, message, urgent=False)
    with bench.laptop.parts.store.unit() as unit:
        assert seal_draft(bench.laptop.parts, unit, message)


def test_with_nobody_left_and_no_person_even_a_draft_is_refused(tmp_path: Path) -> None:
    """No reader at all: nothing is kept in the clear instead."""
    bench = Bench(tmp_path / "x").enrol(None)
    _only_officers(bench, bench.council)
    everyone = frozenset({bench.council.jo.reader.officer, bench.council.lee.reader.officer})
    message = Message(Kind.CONCERN, bench.laptop.new_concern_id(), Written.LOCKED, everyone, finished())
    with pytest.raises(Refused, match=r"seal\.no_readers"), bench.laptop.parts.store.unit() as unit:
        seal_draft(bench.laptop.parts, unit, message)
    bench.laptop.close()


def _only_officers(bench: Bench, council: Council) -> None:
    readers = (council.jo.reader.officer, council.lee.reader.officer)
    bundle = council.bundle(2, boxes=(BoxReaders(CONCERNS, readers),))
    with bench.laptop.parts.store.unit() as unit:
        unit.put_bundle(HeldBundle(bundle, council.signed_bundle(bundle)))


def test_a_form_with_no_words_shows_none_in_its_errors(bench: Bench) -> None:
    """What a person wrote is in no error."""
    concern = finished()
    wrong = Concern(concern.form, concern.version, concern.answers | {FieldId("when.at"): "planted words"})
    with pytest.raises(Invalid) as caught:
        bench.laptop.report(bench.laptop.new_concern_id(), wrong, Written.LOCKED)
    assert "planted" not in repr(caught.value) + repr(caught.value.facts) + repr(wrong)
