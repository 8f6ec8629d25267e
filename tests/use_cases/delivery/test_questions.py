"""A question is believed from an officer who reads that concern, kept once, and opens with the person's key alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detectors_app.domain.concern import About, Written
from detectors_app.domain.errors import CannotOpen, Refused
from detectors_app.domain.ids import CASEWORK, DRAFTS, QUESTIONS
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.protocol.payload import Kind
from detectors_app.use_cases.enrolment.person import Newcomer
from detectors_app.use_cases.questions import Asked
from detectors_app.use_cases.rows import OutboxItem
from tests.made_up import NOW, officer, seal_key, sign_key
from tests.use_cases.bench import PASSPHRASE, Bench, more

OTHER = "quite other made up words"


@pytest.fixture
def item(bench: Bench) -> OutboxItem:
    """Give a report that was sent."""
    made = bench.report()
    bench.laptop.sync()
    return made


def test_a_question_comes_and_is_opened_with_the_passphrase(bench: Bench, item: OutboxItem) -> None:
    """Locked, it says about which concern and since when; unlocked, what."""
    bench.pass_time(hours=1)
    asked = bench.ask(bench.council.lee, item, "Planted question?")
    heard = bench.laptop.listen(5)
    assert (heard.asked, heard.read) == ((asked,), ())
    assert bench.laptop.questions() == (Asked(asked, item.id, bench.now, bench.now),)
    assert bench.laptop.questions()[0].waits
    with pytest.raises(Refused, match=r"person\.locked"):
        bench.laptop.open_question(asked)
    assert bench.laptop.open_question(asked, PASSPHRASE) == "Planted question?"
    bench.laptop.unlock(PASSPHRASE)
    assert bench.laptop.open_question(asked) == "Planted question?"


def test_nothing_kept_of_it_is_readable_without_the_passphrase(bench: Bench, item: OutboxItem) -> None:
    """Neither the laptop's own keys nor anything in its rows gives the words."""
    asked = bench.ask(bench.council.lee, item, "Planted question?")
    bench.laptop.sync()
    with bench.laptop.parts.store.unit() as unit:
        row = unit.question(asked)
    assert row is not None
    assert b"Planted" not in row.envelope
    own = bench.laptop.parts.keys.opener(bench.identity().seal_seed)
    with pytest.raises(CannotOpen):
        own(row.envelope, box=QUESTIONS)


def test_the_same_question_again_is_one(bench: Bench, item: OutboxItem) -> None:
    """Handed out twice, by a restored service or sealed anew under its id: the first stands."""
    asked = bench.ask(bench.council.lee, item, "first")
    assert bench.laptop.sync().asked == (asked,)
    bench.ask(bench.council.jo, item, "second", question=asked)
    bench.world.trust = bench.council.signed_bundle(bench.council.bundle(2))
    assert bench.laptop.sync().asked == ()
    assert len(bench.laptop.questions()) == 1
    assert bench.laptop.open_question(asked, PASSPHRASE) == "first"
    assert bench.laptop.status().unbelieved_receipts == 0


@pytest.mark.parametrize(
    "wrong", ["stranger", "late comer", "left out", "digest", "id", "box", "inner box", "inner id"]
)
def test_whoever_may_not_ask_is_not_believed(bench: Bench, wrong: str) -> None:
    """An officer who does not read that concern, or a question about something else: kept nowhere, counted."""
    council = bench.council
    item = bench.report(left_out=(council.lee.reader.officer,), told_phone=True)
    bench.laptop.sync()
    late = officer("Late Comer")
    council.extra[:] = [late.reader]
    bench.world.trust = council.signed_bundle(council.bundle(2))
    cases: dict[str, tuple[object, dict[str, object], dict[str, object]]] = {
        "stranger": (officer("Some Stranger"), {}, {}),
        "late comer": (late, {}, {}),
        "left out": (council.lee, {}, {}),
        "digest": (council.jo, {}, {"sha256": "0" * 64}),
        "id": (council.jo, {}, {"id": bench.laptop.new_concern_id()}),
        "box": (council.jo, {}, {"box": CASEWORK}),
        "inner box": (council.jo, {"box": DRAFTS}, {}),
        "inner id": (council.jo, {"id": bench.laptop.new_concern_id()}, {}),
    }
    who, inside, outside = cases[wrong]
    bench.ask(who, item, inside=inside, outside=outside)  # type: ignore[arg-type]  # all officers
    bench.laptop.sync()
    bench.laptop.sync()
    council.extra.clear()
    assert bench.laptop.questions() == ()
    assert bench.laptop.status().unbelieved_receipts == 1


@pytest.mark.parametrize("wrong", ["other sender", "other kind", "other signer", "other person"])
def test_words_that_are_not_the_askers_do_not_open(bench: Bench, item: OutboxItem, wrong: str) -> None:
    """The words must be the asker's own, signed, a question's, and to this person."""
    lee, other = bench.council.lee, sign_key()
    cases: dict[str, dict[str, object]] = {
        "other sender": {"sender": other.id},
        "other kind": {"kind": Kind.READ, "content": ReadReceipt(item.box, item.id, item.sha256, NOW)},
        "other signer": {"sign": other.sign},
        "other person": {},
    }
    person = seal_key().public if wrong == "other person" else None
    asked = bench.ask(lee, item, inside=cases[wrong], person=person)
    bench.laptop.sync()
    with pytest.raises(CannotOpen):
        bench.laptop.open_question(asked, PASSPHRASE)


def test_it_opens_though_the_asker_has_left_since(bench: Bench, item: OutboxItem) -> None:
    """Who asked was checked when it came: a newer list without them takes no question away."""
    council = bench.council
    asked = bench.ask(council.lee, item, "Planted question?")
    bench.laptop.sync()
    late = officer("Late Comer")
    people = (council.jo.reader, late.reader, council.custodian)
    everyone = tuple(each.officer for each in people)
    boxes = tuple(replace(each, readers=everyone) for each in council.bundle().boxes)
    bench.world.trust = council.signed_bundle(council.bundle(2, people=people, boxes=boxes))
    assert bench.laptop.sync().new_bundle
    assert bench.laptop.open_question(asked, PASSPHRASE) == "Planted question?"


def test_an_answer_is_told_from_a_question_that_waits(bench: Bench, item: OutboxItem) -> None:
    """Begun, the question names the draft; sent, the answer."""
    asked = bench.ask(bench.council.lee, item)
    bench.laptop.sync()
    mine, about = bench.laptop.new_concern_id(), About(item.id, asked)
    bench.laptop.save_draft(mine, more(), 0, Written.LOCKED, about)
    assert [(each.draft, each.answer, each.waits) for each in bench.laptop.questions()] == [(mine, None, True)]
    bench.laptop.report(mine, more(), Written.LOCKED)
    assert [(each.draft, each.answer, each.waits) for each in bench.laptop.questions()] == [(None, mine, False)]


def test_a_question_about_an_addition_is_about_its_concern(bench: Bench, item: OutboxItem) -> None:
    """Asked through what was added, it stands with the concern."""
    added = bench.laptop.report(bench.laptop.new_concern_id(), more(), Written.LOCKED, about=About(item.id))
    bench.laptop.sync()
    bench.ask(bench.council.lee, added)
    bench.laptop.sync()
    assert [each.concern for each in bench.laptop.questions()] == [item.id]


def test_each_person_is_asked_about_their_own_concerns(bench: Bench, item: OutboxItem) -> None:
    """Another person on this laptop is shown no question and can open none."""
    asked = bench.ask(bench.council.lee, item)
    bench.laptop.sync()
    bench.laptop.add_person(Newcomer("Kit Pretend", "", ""), OTHER)
    assert bench.laptop.questions() == ()
    bench.laptop.unlock(OTHER)
    with pytest.raises(Refused, match=r"question\.not_here"):
        bench.laptop.open_question(asked)


def test_no_such_question(bench: Bench, item: OutboxItem) -> None:
    """An id that never came is refused."""
    with pytest.raises(Refused, match=r"question\.not_here"):
        bench.laptop.open_question(bench.laptop.new_concern_id(), PASSPHRASE)


def test_two_questions_stand_oldest_first(bench: Bench, item: OutboxItem) -> None:
    """Whatever order they came in."""
    late = bench.ask(bench.council.lee, item, outside={"asked_at": NOW + timedelta(hours=2)})
    early = bench.ask(bench.council.jo, item)
    bench.laptop.sync()
    assert [each.id for each in bench.laptop.questions()] == [early, late]
