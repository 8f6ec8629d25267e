"""Taking in: what opens is shown, what does not is kept and counted, nothing is taken twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detectors_app.domain.casework import Mark
from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.ids import CASEWORK, CONCERNS, DRAFTS
from detectors_app.domain.receipts import Ack, AckKind
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Removal, Removed
from detectors_app.protocol.payload import Kind, SentAsItIs
from detectors_app.signing import chain
from detectors_app.use_cases.casework.acks import hand_in_acks
from detectors_app.use_cases.casework.cases import casework
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.memory import Casework
from detectors_app.use_cases.casework.take_in import SEEN_BUNDLE, take_in
from tests.use_cases.casework.world import FORM, LINK, WORDS, World, new_id


def seen(desk: Desk) -> Casework:
    with desk.store.unit() as unit:
        return casework(desk, unit)


def acks_of(world: World, desk: Desk) -> list[Ack]:
    hand_in_acks(desk)
    return [chain.open_ack(each) for _, each in desk.service.acks]  # type: ignore[attr-defined]  # the fake's


def test_a_concern_is_shown_with_its_words_and_the_laptops_label(world: World) -> None:
    """What a laptop sealed to the readers is what the desk shows."""
    desk, laptop = world.desk(world.council.jo), world.laptop("Van 7")
    sent = laptop.send(laptop.concern("he came back", urgent=True))
    assert take_in(desk, CONCERNS).new == (sent,)
    (case,) = seen(desk).cases
    assert (case.id.id, case.urgent, case.latest.label, case.marks) == (sent, True, "Van 7", frozenset())
    assert case.latest.concern.answers[WORDS] == "he came back"


def test_the_same_twice_changes_nothing(world: World) -> None:
    """A feed read again from the start brings nothing new."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    take_in(desk, CONCERNS)
    with desk.store.unit() as unit:
        unit.put_cursor(CONCERNS, "")
    page = take_in(desk, CONCERNS)
    assert (page.new, len(page.again), len(seen(desk).cases)) == ((), 1, 1)


def test_pages_follow_the_cursor(world: World) -> None:
    """A page is kept with its cursor, so that the next one goes on after it."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    ids = [laptop.send(laptop.concern(str(n))) for n in range(3)]
    assert [take_in(desk, CONCERNS, limit=1).new for _ in range(3)] == [(each,) for each in ids]
    assert not take_in(desk, CONCERNS, limit=1).more


def test_nothing_is_kept_of_a_page_that_did_not_come(world: World) -> None:
    """No answer leaves the desk as it was."""
    desk = world.desk(world.council.jo)
    desk.service.down = True  # type: ignore[attr-defined]  # the fake's
    with pytest.raises(TransientFault):
        take_in(desk, CONCERNS)
    assert seen(desk).cases == ()


def test_an_unknown_cursor_sends_us_back_to_the_start(world: World) -> None:
    """A restored service is read from the start, and nothing is shown twice."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    take_in(desk, CONCERNS)
    desk.service.forgets_cursors = True  # type: ignore[attr-defined]  # the fake's
    assert take_in(desk, CONCERNS).more
    take_in(desk, CONCERNS)
    assert len(seen(desk).cases) == 1


def test_without_a_trust_file_nothing_is_fetched(world: World) -> None:
    """A desk that trusts nobody yet says so."""
    desk = world.desk(world.council.jo, pinned=False)
    with pytest.raises(Invalid, match="no_bundle"):
        take_in(desk, CONCERNS)
    assert seen(desk) == Casework((), (), ())


def test_held_is_said_with_when_it_is_due(world: World) -> None:
    """The service learns that this desk holds it and by when a person should read it: urgent ones sooner."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern(urgent=True))
    laptop.send(laptop.concern())
    take_in(desk, CONCERNS)
    urgent, usual = acks_of(world, desk)
    assert (urgent.kind, urgent.due) == (AckKind.HELD, world.clock() + timedelta(minutes=120))
    assert usual.due == world.clock() + timedelta(minutes=480)
    assert hand_in_acks(desk) == 0


def test_what_did_not_open_is_kept_counted_and_never_called_held(world: World) -> None:
    """Two *held* acks let a laptop drop its copy, so none is sent for what nobody can read."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    envelope = bytearray(laptop.concern())
    envelope[-1] ^= 1
    laptop.send(bytes(envelope))
    take_in(desk, CONCERNS)
    after = seen(desk)
    assert [each.problem for each in after.unopened] == ["envelope.body"]
    assert (after.cases, acks_of(world, desk)) == ((), [])


def test_an_unreadable_front_is_kept_too(world: World) -> None:
    """Bytes that are no envelope at all are kept under an id of their own."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    receipt = world.service.stored(CONCERNS, laptop.concern())
    laptop.send(laptop.concern())
    world.service.shelf[-1].envelope = b"not an envelope"
    world.service.shelf[-1].stored = receipt
    take_in(desk, CONCERNS)
    assert [each.problem for each in seen(desk).unopened] == ["envelope.size"]


def test_a_draft_sent_as_it_is_opens_marked_unfinished(world: World) -> None:
    """What a locked laptop sent on is read through both seals."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.draft("I had begun"))
    take_in(desk, CONCERNS)
    (case,) = seen(desk).cases
    assert case.latest.concern.answers[WORDS] == "I had begun"
    assert case.marks == {Mark.UNFINISHED}
    assert acks_of(world, desk)[0].due is not None


@pytest.mark.parametrize("spoil", ["another_laptop", "another_kind", "bare_draft"])
def test_a_draft_that_is_not_this_laptops_is_kept_and_counted(world: World, spoil: str) -> None:
    """Another laptop's draft, a concern in a draft's place, or a draft that is not sealed: refused and kept."""
    desk, laptop, other = world.desk(world.council.jo), world.laptop(), world.laptop("Laptop 2")
    envelope = laptop.draft()
    if spoil == "bare_draft":
        content = Draft(Concern("concern", 1, {}), 0)
        envelope = laptop.seal(laptop.payload(Kind.DRAFT, content), new_id())
    elif spoil == "another_laptop":
        envelope = laptop.draft(sender=other.keys.sign.id)
    else:
        envelope_id = new_id()
        inner = laptop.seal(laptop.payload(Kind.CONCERN, Concern("concern", 1, {})), envelope_id, box=DRAFTS)
        envelope = laptop.seal(laptop.payload(Kind.DRAFT, SentAsItIs(inner)), envelope_id)
    laptop.send(envelope)
    take_in(desk, CONCERNS)
    after = seen(desk)
    assert (after.cases, len(after.unopened)) == ((), 1)


def test_an_unchecked_laptops_draft_is_shown_and_marked(world: World) -> None:
    """Without a certificate the draft still opens; both marks are there."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.draft(), certificate=None)
    take_in(desk, CONCERNS)
    (case,) = seen(desk).cases
    assert case.marks == {Mark.UNFINISHED, Mark.NO_CERTIFICATE}


def test_a_sender_without_certificate_is_shown_marked_until_it_comes(world: World) -> None:
    """Nothing that opens is hidden; once the certificate is known the mark goes, if the signature holds."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern("first"), certificate=None)
    take_in(desk, CONCERNS)
    assert seen(desk).cases[0].marks == {Mark.NO_CERTIFICATE}
    laptop.send(laptop.concern("second"))
    take_in(desk, CONCERNS)
    after = seen(desk)
    assert ([each.marks for each in after.cases], after.missing) == ([frozenset(), frozenset()], ())


def test_a_forgery_without_certificate_is_found_out_when_the_certificate_comes(world: World) -> None:
    """Someone else's words under a laptop's name fall once that laptop's key is known."""
    desk, laptop, other = world.desk(world.council.jo), world.laptop(), world.laptop("Laptop 2")
    other.send(other.concern("forged", sender=laptop.keys.sign.id), certificate=None)
    laptop.send(laptop.concern("true"))
    take_in(desk, CONCERNS)
    after = seen(desk)
    assert [each.latest.concern.answers[WORDS] for each in after.cases] == ["true"]
    assert [each.problem for each in after.unopened] == ["signature.wrong"]


def test_another_laptops_certificate_shows_nothing(world: World) -> None:
    """The concern stays visible, and nobody's name stands over it."""
    desk, laptop, other = world.desk(world.council.jo), world.laptop(), world.laptop("Laptop 2")
    laptop.send(laptop.concern(), certificate=other.keys.certificate)
    take_in(desk, CONCERNS)
    (case,) = seen(desk).cases
    assert case.marks == {Mark.NO_CERTIFICATE}
    assert case.latest.label == ""


def test_a_broken_certificate_shows_nothing(world: World) -> None:
    """A certificate that nobody signed does not hide the words that it came with."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    certificate = laptop.keys.certificate
    laptop.send(laptop.concern(), certificate=type(certificate)(certificate.bytes, ()))
    take_in(desk, CONCERNS)
    assert seen(desk).cases[0].marks == {Mark.NO_CERTIFICATE}


def test_a_wrong_receipt_hides_nothing(world: World) -> None:
    """A receipt by another key, or for another envelope, is marked; our own clock then says when it came."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    one, two = laptop.concern("one"), laptop.concern("two")
    laptop.send(one, stored=world.service.stored(CONCERNS, one, key=world.council.lee.sign))
    laptop.send(two, stored=world.service.stored(CONCERNS, one))
    take_in(desk, CONCERNS)
    assert [each.marks for each in seen(desk).cases] == [{Mark.NO_RECEIPT}, {Mark.NO_RECEIPT}]


def test_what_came_after_a_removal_is_marked_and_shown(world: World) -> None:
    """A stolen or retired laptop's words are shown, with the mark; what came before has none."""
    council, laptop, gone = world.council, world.laptop(), world.laptop("Laptop 2")
    removed = (
        Removed(laptop.keys.sign.id, Removal.STOLEN, world.clock() + timedelta(hours=1)),
        Removed(gone.keys.sign.id, Removal.RETIRED, world.clock()),
    )
    desk = world.desk(council.jo, bundle=council.bundle(removed=removed))
    laptop.send(laptop.concern("before"))
    gone.send(gone.concern("retired"))
    world.clock.move(hours=2)
    laptop.send(laptop.concern("after"))
    take_in(desk, CONCERNS)
    marks = {str(each.latest.concern.answers[WORDS]): each.marks for each in seen(desk).cases}
    assert marks == {"before": frozenset(), "retired": {Mark.SENDER_REMOVED}, "after": {Mark.SENDER_STOLEN}}


def test_numbers_that_repeat_and_clocks_that_run_back_are_marked(world: World) -> None:
    """The later of two with one number is marked, and so is a later number with an earlier time."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern("one", place=Place(laptop.series, 1)))
    world.clock.move(minutes=1)
    laptop.send(laptop.concern("again", place=Place(laptop.series, 1)))
    laptop.send(laptop.concern("back", place=Place(laptop.series, 2), made_at=world.clock() - timedelta(days=1)))
    take_in(desk, CONCERNS)
    marks = {str(each.latest.concern.answers[WORDS]): each.marks for each in seen(desk).cases}
    assert marks == {"one": frozenset(), "again": {Mark.REPEATED_NUMBER}, "back": {Mark.CLOCK_BACKWARDS}}


def test_a_draft_begun_long_ago_is_no_clock_that_ran_back(world: World) -> None:
    """A draft keeps the time of its writing and may well be sent after younger concerns."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    laptop.send(laptop.draft(made_at=world.clock() - timedelta(days=3)))
    take_in(desk, CONCERNS)
    assert {mark for each in seen(desk).cases for mark in each.marks} == {Mark.UNFINISHED}


def test_gaps_are_counted_by_laptop(world: World) -> None:
    """A number that never came reads "1 not received from this laptop"."""
    desk, laptop, whole = world.desk(world.council.jo), world.laptop("Van 7"), world.laptop("Van 8")
    laptop.concern("lost on the way")
    laptop.send(laptop.concern())
    whole.send(whole.concern())
    take_in(desk, CONCERNS)
    assert [(each.label, each.count) for each in seen(desk).missing] == [("Van 7", 1)]


def test_limited_concerns_are_marked(world: World) -> None:
    """Someone left out, or an answer that limits who may see it, shows as a mark."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern(left_out=(world.council.lee.reader.officer,)))
    laptop.send(laptop.concern(answers={LINK: ("here",)}))
    take_in(desk, CONCERNS)
    assert [each.marks for each in seen(desk).cases] == [{Mark.RESTRICTED}] * 2


def test_an_unknown_form_is_shown_and_urgent(world: World) -> None:
    """Answers to a form that this desk has not got are never taken for unimportant."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern(version=FORM.version + 1))
    take_in(desk, CONCERNS)
    (case,) = seen(desk).cases
    assert case.urgent
    assert acks_of(world, desk)[0].due == world.clock() + timedelta(minutes=120)


def test_a_newer_list_of_people_than_ours_is_remembered(world: World) -> None:
    """Who sees a higher version than the service gives can say so."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern(bundle=7))
    laptop.send(laptop.concern(bundle=3))
    take_in(desk, CONCERNS)
    with desk.store.unit() as unit:
        assert unit.note(SEEN_BUNDLE) == "7"


def test_a_laptop_is_no_officer_and_no_box_takes_anothers_kind(world: World) -> None:
    """A concern among the officers' notes is refused and kept."""
    desk, laptop = world.desk(world.council.jo), world.laptop()

    envelope = laptop.seal(laptop.payload(Kind.CONCERN, Concern("concern", 1, {})), new_id(), box=CASEWORK)
    laptop.send(envelope, box=CASEWORK, stored=world.service.stored(CASEWORK, envelope))
    take_in(desk, CASEWORK)
    assert [each.problem for each in seen(desk).unopened] == ["payload.kind"]


def test_one_id_with_two_texts_shows_both_in_one_case(world: World) -> None:
    """Other words under the same id are shown beside the first and marked."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    first = laptop.concern("one")
    sent = laptop.send(first)
    laptop.send(laptop.concern("two", envelope_id=sent))
    take_in(desk, CONCERNS)
    (case,) = seen(desk).cases
    assert len(case.arrivals) == 2
    assert case.marks == {Mark.OTHER_WORDS}
