"""A question reaches the person alone, every desk knows of it once, and what is added joins its case whatever comes."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import pytest

from detectors_app.domain.casework import Case, CaseId, Mark
from detectors_app.domain.concern import Concern
from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, QUESTIONS, EnvelopeId, OfficerId, device_box
from detectors_app.domain.questions import Question, QuestionWords
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.domain.trust import Removal, Removed
from detectors_app.protocol.envelope import decode_header
from detectors_app.protocol.payload import CaseAsked, Kind, decode_payload
from detectors_app.sealing.envelope import open_envelope
from detectors_app.signing import chain
from detectors_app.use_cases.casework.ask_person import ask_person
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.casework.resend_reads import resend_reads
from detectors_app.use_cases.rows import HeldBundle
from tests.made_up import seal_key
from tests.use_cases.casework.test_memory import agrees
from tests.use_cases.casework.test_read_concern import fetch, outbox, post, read, seen
from tests.use_cases.casework.world import WORDS, Laptop, World, new_id

PERSON = seal_key()
ASKED = "Planted: which door was it?"


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def send(laptop: Laptop, *, urgent: bool = False, left_out: tuple[OfficerId, ...] = ()) -> EnvelopeId:
    return laptop.send(laptop.concern(reply_to=PERSON.public, urgent=urgent, left_out=left_out))


def only(desk: Desk) -> Case:
    (case,) = seen(desk).cases
    return case


def ask(desk: Desk, words: str = ASKED, question: EnvelopeId | None = None) -> EnvelopeId:
    asked = question or new_id()
    ask_person(desk, only(desk).id, words, asked)
    return asked


def test_a_question_goes_to_the_laptop_and_its_words_to_the_person(world: World, laptop: Laptop) -> None:
    """The laptop's key shows which concern and when; the words open with the person's key and no other."""
    desk = world.desk(world.council.jo)
    sent = send(laptop)
    fetch(desk)
    asked = ask(desk)
    box = device_box(laptop.keys.sign.id)
    letter = next(each for each in outbox(desk) if each.box == box)
    assert (letter.id, letter.slots) == (asked, (laptop.keys.seal.id,))
    outer = open_envelope(letter.envelope, laptop.keys.seal, box=box, envelope_id=asked)
    assert chain.verify(world.council.jo.sign.public, outer.signature, outer.signed)
    assert b"Planted" not in outer.payload
    question = decode_payload(outer.payload).content
    assert isinstance(question, Question)
    assert (question.box, question.id, question.sha256) == (CONCERNS, sent, only(desk).latest.sha256)
    assert [each.key for each in decode_header(question.envelope).slots] == [PERSON.id]
    with pytest.raises(CannotOpen):
        open_envelope(question.envelope, laptop.keys.seal, box=QUESTIONS)
    inner = open_envelope(question.envelope, PERSON, box=QUESTIONS, envelope_id=asked)
    assert chain.verify(world.council.jo.sign.public, inner.signature, inner.signed)
    assert decode_payload(inner.payload).content == QuestionWords(ASKED)


def test_every_desk_knows_what_was_asked_by_whom_and_when(world: World, laptop: Laptop) -> None:
    """The one who asked at once, a colleague once it came; neither calls it read."""
    jo, lee = world.desk(world.council.jo), world.desk(world.council.lee)
    send(laptop)
    fetch(jo)
    asked = ask(jo)
    post(jo)
    fetch(lee)
    for desk in (jo, lee):
        (note,) = only(desk).asks
        assert (note.event, note.words, note.officer) == (asked, ASKED, world.council.jo.reader.officer)
        assert (note.at, only(desk).unanswered, len(only(desk).unread)) == (world.clock(), (note,), 1)
        agrees(desk)


def test_asking_the_same_again_is_one_question(world: World, laptop: Laptop) -> None:
    """A second press with the same id queues nothing; what is handed out twice is taken in once."""
    jo, lee = world.desk(world.council.jo), world.desk(world.council.lee)
    send(laptop)
    fetch(jo)
    asked = ask(jo)
    ask(jo, "other words", asked)
    assert [each.box for each in outbox(jo)] == [device_box(laptop.keys.sign.id), CASEWORK]
    post(jo)
    world.service.shelf.append(world.service.shelf[-1])
    fetch(lee)
    assert [each.words for each in only(lee).asks] == [ASKED]


def test_one_left_out_gets_nothing_and_is_told_of_nothing(world: World, laptop: Laptop) -> None:
    """Neither the concern, nor the question, nor the answer has a slot for them; their desk stays as it was."""
    out = (world.council.lee.reader.officer,)
    jo, lee = world.desk(world.council.jo), world.desk(world.council.lee)
    sent = send(laptop, left_out=out)
    fetch(jo)
    asked = ask(jo)
    post(jo)
    laptop.send(laptop.addition(sent, question=asked, left_out=out))
    fetch(jo)
    fetch(lee)
    assert [each.question for each in only(jo).additions] == [asked]
    slots = {slot.key for each in world.service.shelf for slot in decode_header(each.envelope).slots}
    assert world.council.lee.seal.id not in slots
    assert (seen(lee).cases, seen(lee).missing, seen(lee).unopened) == ((), (), ())
    with lee.store.unit() as unit:
        assert unit.taken_in() == ()


def test_one_left_out_cannot_ask(world: World, laptop: Laptop) -> None:
    """Even where their desk holds it, asking is refused; what they say of it does not count elsewhere."""
    lee = world.desk(world.council.lee)
    out = (world.council.lee.reader.officer,)
    content = Concern("concern", 1, {WORDS: "made up"})
    payload = laptop.payload(Kind.CONCERN, content, left_out=out, reply_to=PERSON.public)
    laptop.send(laptop.seal(payload, new_id()))
    fetch(lee)
    with pytest.raises(Refused, match="not_a_reader"):
        ask(lee)
    jo = world.desk(world.council.jo)
    fetch(jo)
    case = only(jo).id
    said = CaseAsked(case.sender, case.id, lee.officer, world.clock(), "nosy")
    with lee.store.unit() as unit:
        queue(lee, unit, Post(CASEWORK, new_id(), (world.council.jo.seal.public,), 3, said), bundle=1, at=world.clock())
    post(lee)
    fetch(jo)
    assert only(jo).asks == ()
    agrees(jo)


@pytest.mark.parametrize("why", ["no key", "no certificate", "removed", "not a reader", "blank", "no case", "unpinned"])
def test_where_it_cannot_be_asked_nothing_goes(world: World, laptop: Laptop, why: str) -> None:
    """It says why, and neither the laptop nor a colleague hears of it."""
    desk = world.desk(world.council.jo)
    if why == "no key":
        laptop.send(laptop.concern())
    elif why == "no certificate":
        laptop.send(laptop.concern(reply_to=PERSON.public), certificate=None)
    else:
        send(laptop)
    fetch(desk)
    case, words = only(desk).id, ASKED
    if why == "removed":
        put_list(world, desk, removed=(Removed(laptop.keys.sign.id, Removal.STOLEN, world.clock()),))
    elif why == "not a reader":
        desk = replace(desk, officer=world.council.custodian.officer)
    elif why == "blank":
        words = " "
    elif why == "no case":
        case = CaseId(case.sender, new_id())
    elif why == "unpinned":
        desk = world.desk(world.council.jo, "empty", pinned=False)
    with pytest.raises((Refused, Invalid)) as caught:
        ask_person(desk, case, words, new_id())
    keys = {
        "no key": "question.no_reply_to", "no certificate": "question.laptop_unknown",
        "removed": "question.laptop_removed", "not a reader": "case.not_a_reader", "blank": "question.empty",
        "no case": "case.unknown", "unpinned": "desk.no_bundle",
    }  # fmt: skip
    assert (caught.value.key, outbox(desk)) == (keys[why], [])


def put_list(world: World, desk: Desk, **changes: object) -> None:
    bundle = world.council.bundle(2, **changes)
    with desk.store.unit() as unit:
        unit.put_bundle(HeldBundle(bundle, world.council.signed_bundle(bundle)))


def test_an_answer_joins_its_case_and_waits_to_be_read(world: World, laptop: Laptop) -> None:
    """A case that was read is unread again; reading it tells the laptop about the addition by its own id."""
    desk = world.desk(world.council.jo)
    sent = send(laptop, urgent=True)
    fetch(desk)
    read(desk, only(desk))
    asked = ask(desk)
    world.clock.move(hours=1)
    answer = laptop.send(laptop.addition(sent, "the back door", question=asked))
    fetch(desk)
    case = only(desk)
    assert ([each.id for each in case.unread], case.unanswered) == ([answer], ())
    assert (case.latest.id, case.marks) == (sent, frozenset())
    assert not case.unread[0].urgent
    assert read(desk, case) == 1
    assert only(desk).unread == ()
    letters = [each for each in outbox(desk) if each.box == device_box(laptop.keys.sign.id)]
    contents = [decode_payload(open_envelope(each.envelope, laptop.keys.seal, box=each.box).payload).content
                for each in letters]  # fmt: skip
    receipts = [each for each in contents if isinstance(each, ReadReceipt)]
    assert {(each.id, each.sha256) for each in receipts} == {(each.id, each.sha256) for each in case.arrivals}
    agrees(desk)


def test_order_and_repetition_make_no_difference(world: World, laptop: Laptop) -> None:
    """Concern, question and two answers in any order, each twice: the same case on every desk."""
    jo = world.desk(world.council.jo)
    sent = send(laptop)
    fetch(jo)
    asked = ask(jo)
    post(jo)
    laptop.send(laptop.addition(sent, question=asked))
    laptop.send(laptop.addition(sent))
    shelf = list(world.service.shelf)
    fetch(jo)
    expected = seen(jo).cases
    orders = list(permutations(shelf))
    for number, order in enumerate(random.Random(1).sample(orders, 6)):
        world.service.shelf[:] = [*order, *order]
        desk = world.desk(world.council.lee, f"lee {number}")
        fetch(desk)
        assert seen(desk).cases == expected
        agrees(desk)


def test_an_addition_whose_concern_is_not_here_is_shown_and_can_be_read(world: World, laptop: Laptop) -> None:
    """It stands in the inbox marked, is answered for, and joins the concern when that comes, read as it is."""
    desk = world.desk(world.council.jo)
    concern = laptop.concern(reply_to=PERSON.public)
    to = decode_header(concern).id
    laptop.send(laptop.addition(to, "by itself", reply_to=PERSON.public))
    fetch(desk)
    assert (only(desk).id, only(desk).marks) == (CaseId(laptop.keys.sign.id, to), frozenset({Mark.NO_CONCERN}))
    assert read(desk, only(desk)) == 1
    ask(desk)
    assert seen(desk).missing[0].count == 1
    laptop.send(concern)
    fetch(desk)
    case = only(desk)
    assert ([each.id for each in case.unread], len(case.additions), len(case.asks)) == ([to], 1, 1)
    assert (case.marks, seen(desk).missing) == (frozenset(), ())
    agrees(desk)


def test_another_laptop_adds_nothing_to_this_case(world: World, laptop: Laptop) -> None:
    """A case belongs to its sender: the same id from elsewhere stands by itself, marked."""
    desk, other = world.desk(world.council.jo), world.laptop("Laptop 2")
    sent = send(laptop)
    other.send(other.addition(sent, "pushed in"))
    fetch(desk)
    cases = {each.id.sender: each for each in seen(desk).cases}
    assert cases[laptop.keys.sign.id].additions == ()
    assert cases[other.keys.sign.id].marks == {Mark.NO_CONCERN}


def test_an_unfinished_addition_joins_its_case_marked(world: World, laptop: Laptop) -> None:
    """Sent as it is, it is still an addition."""
    desk = world.desk(world.council.jo)
    sent = send(laptop)
    laptop.send(laptop.addition_draft(sent))
    fetch(desk)
    (addition,) = only(desk).additions
    assert addition.marks == {Mark.UNFINISHED}
    assert addition.concern.answers == {WORDS: "begun"}


def test_a_concern_box_takes_no_question(world: World, laptop: Laptop) -> None:
    """What a laptop writes as an officer would is kept and not believed."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.seal(laptop.payload(Kind.QUESTION_WORDS, QuestionWords("x")), new_id()))
    fetch(desk)
    assert ([each.problem for each in seen(desk).unopened], seen(desk).cases) == (["payload.kind"], ())


def test_an_officer_cannot_ask_in_another_ones_name(world: World, laptop: Laptop) -> None:
    """A note that names someone else than its signer is kept and not believed."""
    jo, lee = world.desk(world.council.jo), world.desk(world.council.lee)
    said = CaseAsked(laptop.keys.sign.id, new_id(), lee.officer, world.clock(), "x")
    with jo.store.unit() as unit:
        queue(jo, unit, Post(CASEWORK, new_id(), (world.council.lee.seal.public,), 3, said), bundle=1, at=world.clock())
    post(jo)
    fetch(lee)
    assert [each.problem for each in seen(lee).unopened] == ["sender.another_officer"]


def test_an_addition_handed_out_again_is_said_to_be_read_again(world: World, laptop: Laptop) -> None:
    """The receipt goes in the same bytes, so that a laptop whose receipt was lost still learns it."""
    desk = world.desk(world.council.jo)
    sent = send(laptop)
    answer = laptop.send(laptop.addition(sent))
    fetch(desk)
    read(desk, only(desk))
    post(desk)
    before = {each.sha256 for each in outbox(desk)}
    with desk.store.unit() as unit:
        again = [row for row in unit.taken_in(CONCERNS) if row.id == answer]
    assert resend_reads(desk, again) == 1
    assert {each.sha256 for each in outbox(desk)} == before
