"""Several people on one laptop: own keys, drafts and concerns; wrong passphrases wait; a forgotten one begins anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from detectors_app.domain.concern import Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.ids import DRAFTS, FIRST_PERSON, EnvelopeId, PersonId
from detectors_app.domain.waits import WAITS_S, wait_s
from detectors_app.protocol.payload import Payload, SentAsItIs
from detectors_app.sealing.envelope import open_envelope
from detectors_app.use_cases.enrolment.person import Newcomer, add_person, begin_anew, choose_passphrase
from detectors_app.use_cases.enrolment.tries import try_passphrase
from detectors_app.use_cases.rows import OutboxItem, PersonRow
from tests.use_cases.bench import PASSPHRASE, Bench, finished

OTHER = "seven purple herons dance"
NEW = "nine quiet lanterns wander"
ALEX = Newcomer("Alex Example", "cleaner", "Invented Estate")
LEAST = len([each for each in WAITS_S if each == 0])
"""The try that is the first to wait."""


def begin_draft(bench: Bench) -> EnvelopeId:
    """Begin a concern."""
    draft = bench.laptop.new_concern_id()
    bench.laptop.save_draft(draft, finished(), 2, Written.LOCKED)
    return draft


def guess(bench: Bench, times: int = 1) -> None:
    """Try so many wrong passphrases, each once it may be tried."""
    for _ in range(times):
        bench.now += bench.laptop.wait_left()
        with pytest.raises(CannotOpen, match=r"passphrase\.wrong"):
            bench.laptop.unlock("not the right one")


def person(bench: Bench) -> PersonRow:
    """Give who uses the laptop."""
    found = bench.laptop.person()
    assert found is not None
    return found


def arrived(bench: Bench, item: OutboxItem) -> Payload:
    """Give what the duty team opens."""
    bench.laptop.sync()
    return bench.opened(item, bench.council.jo)[1]


# --- several people ---------------------------------------------------------------------------------------------------


def test_each_sees_their_own_alone(bench: Bench) -> None:
    """Drafts and concerns of one person are listed to that person alone; no other opens, sends or saves over them."""
    sams, sent = begin_draft(bench), bench.report()
    alex = bench.laptop.add_person(ALEX, OTHER)
    assert (bench.laptop.drafts(), bench.laptop.outbox(), bench.laptop.shared().shut_drafts) == ((), (), frozenset())
    bench.laptop.unlock(OTHER)
    for act in (
        lambda: bench.laptop.resume_draft(sams),
        lambda: bench.laptop.send_as_it_is(sams),
        lambda: bench.laptop.save_draft(sams, finished(), 0, Written.LOCKED),
    ):
        with pytest.raises(Refused, match=r"draft\.not_here"):
            act()
    own, mine = begin_draft(bench), bench.report()
    assert [each.id for each in bench.laptop.drafts()] == [own]
    assert [each.id for each in bench.laptop.outbox()] == [mine.id]
    assert bench.laptop.resume_draft(own).step == 2
    bench.laptop.use_as(FIRST_PERSON)
    assert not bench.laptop.is_unlocked
    assert [each.id for each in bench.laptop.drafts()] == [sams]
    assert [each.id for each in bench.laptop.outbox()] == [sent.id]
    assert bench.laptop.resume_draft(sams, PASSPHRASE).step == 2
    assert [each.id for each in bench.laptop.people()] == [FIRST_PERSON, alex]
    assert bench.laptop.status().people == 2


def test_delivery_goes_on_for_all(bench: Bench) -> None:
    """Whoever is current: everyone's concerns are sent, and the laptop's keys and certificate stay its own."""
    identity, first = bench.identity(), bench.report()
    bench.laptop.add_person(ALEX, OTHER)
    second = bench.report()
    assert set(bench.laptop.sync().sent) == {first.id, second.id}
    assert bench.laptop.status().sent == 2
    assert replace(bench.identity(), registered=False) == replace(identity, registered=False, one_time_seed=b"")
    bench.read_by(bench.council.jo, first)
    bench.laptop.sync()
    bench.laptop.use_as(FIRST_PERSON)
    assert bench.item(first.id).state is State.READ


def test_a_payload_says_that_someone_else_wrote_it(bench: Bench) -> None:
    """`written` is someone else's, `reply_to` the current person's key; the laptop's own person is named as before."""
    own = arrived(bench, bench.report())
    sam = person(bench)
    bench.laptop.add_person(ALEX, OTHER)
    other = arrived(bench, bench.report())
    assert (own.written, own.reply_to) == (Written.LOCKED, sam.seal_public)
    assert (other.written, other.reply_to) == (Written.SOMEONE_ELSE, person(bench).seal_public)
    assert other.reply_to != own.reply_to
    assert bench.laptop.shared().someone_else
    assert (person(bench).name, person(bench).role, person(bench).team) == (
        "Alex Example",
        "cleaner",
        "Invented Estate",
    )


def test_someone_new_records_at_once(bench: Bench) -> None:
    """Without a passphrase: a concern goes, a draft goes as it is; nothing opens again here, no reply is offered."""
    bench.laptop.add_person(Newcomer())
    item, draft = bench.report(), begin_draft(bench)
    assert bench.laptop.shared().shut_drafts == {draft}
    with pytest.raises(Refused, match=r"person\.no_passphrase"):
        bench.laptop.unlock("anything at all")
    with pytest.raises(Refused, match=r"person\.no_passphrase"):
        bench.laptop.change_passphrase("anything at all", NEW)
    assert bench.laptop.wait_left() == timedelta()
    payload = arrived(bench, item)
    assert (payload.written, payload.reply_to) == (Written.SOMEONE_ELSE, b"")
    unfinished = arrived(bench, bench.laptop.send_as_it_is(draft))
    assert isinstance(unfinished.content, SentAsItIs)
    open_envelope(unfinished.content.envelope, bench.council.jo.seal, box=DRAFTS, envelope_id=draft)
    assert bench.laptop.drafts() == ()


def test_a_passphrase_chosen_in_the_same_sitting_keeps_what_was_written(bench: Bench) -> None:
    """Record first, choose after: the concern stays in the list, a draft begun before can only go as it is."""
    alex = bench.laptop.add_person(ALEX)
    sent, draft = bench.report(), begin_draft(bench)
    bench.laptop.choose_passphrase(NEW)
    assert (person(bench).id, person(bench).name) == (alex, "Alex Example")
    assert ([each.id for each in bench.laptop.outbox()], bench.laptop.shared().shut_drafts) == (
        [sent.id],
        frozenset({draft}),
    )
    bench.laptop.unlock(NEW)
    bench.laptop.choose_passphrase(OTHER)
    bench.laptop.unlock(NEW)


@pytest.mark.parametrize("got_up", ["another run", "another person"])
def test_nobody_takes_over_who_had_no_passphrase(bench: Bench, got_up: str) -> None:
    """Once that person has got up, a passphrase begins a later self: the list of what was sent is not shown to it."""
    alex = bench.laptop.add_person(ALEX)
    sent, draft = bench.report(), begin_draft(bench)
    if got_up == "another run":
        bench.laptop.close()
        bench.laptop = bench.open()
    else:
        bench.laptop.use_as(FIRST_PERSON)
        bench.laptop.use_as(alex)
    bench.laptop.choose_passphrase(NEW)
    assert (person(bench).before, person(bench).name, bench.laptop.outbox()) == (alex, "Alex Example", ())
    assert [each.id for each in bench.laptop.drafts()] == [draft]
    assert arrived(bench, bench.laptop.send_as_it_is(draft)).reply_to == person(bench).seal_public
    assert sent.id in {each.id for each in _everyones(bench)}


def test_who_is_there_is_remembered(bench: Bench) -> None:
    """After a restart the same person is current."""
    alex = bench.laptop.add_person(ALEX, OTHER)
    bench.laptop.close()
    bench.laptop = bench.open()
    assert person(bench).id == alex


def test_nobody_is_made_up(bench: Bench, tmp_path: Path) -> None:
    """A number that nobody has is refused, and so are people before the laptop is set up."""
    with pytest.raises(Refused, match=r"person\.not_here"):
        bench.laptop.use_as(PersonId(7))
    assert person(bench).id == FIRST_PERSON
    fresh = Bench(tmp_path / "fresh", bench.council)
    with pytest.raises(Refused, match=r"seal\.not_set_up"):
        fresh.laptop.add_person(ALEX, NEW)
    with pytest.raises(Refused, match=r"seal\.not_set_up"):
        fresh.laptop.begin_anew(NEW)
    assert fresh.laptop.wait_left() == timedelta()
    assert (fresh.laptop.person(), fresh.laptop.shared().shut_drafts) == (None, frozenset())
    fresh.laptop.close()


# --- wrong passphrases ------------------------------------------------------------------------------------------------


def test_each_wrong_one_waits_longer(bench: Bench) -> None:
    """By the rule, to its cap; and after all of them the right one opens: nothing is wiped, nobody locked out."""
    draft = begin_draft(bench)
    for tries in range(1, 15):
        guess(bench)
        assert bench.laptop.wait_left() == timedelta(seconds=wait_s(tries))
    with pytest.raises(Refused, match=r"person\.wait") as early:
        bench.laptop.unlock(PASSPHRASE)
    assert early.value.facts == {"seconds": 300}
    bench.now += timedelta(seconds=299.5)
    with pytest.raises(Refused, match=r"person\.wait") as early:
        bench.laptop.resume_draft(draft, PASSPHRASE)
    assert early.value.facts == {"seconds": 1}
    bench.now += timedelta(seconds=0.5)
    bench.laptop.unlock(PASSPHRASE)
    assert bench.laptop.resume_draft(draft).step == 2
    assert bench.laptop.wait_left() == timedelta()
    guess(bench, LEAST - 1)


def test_a_try_that_came_too_early_is_not_counted(bench: Bench) -> None:
    """It costs nothing more: neither the count nor the time begins anew."""
    guess(bench, 6)
    before = person(bench)
    for _ in range(5):
        with pytest.raises(Refused, match=r"person\.wait"):
            bench.laptop.unlock("not the right one")
    assert person(bench) == before


def test_a_restart_shortens_nothing(bench: Bench) -> None:
    """The count is in the store, and shared by every lane of the program."""
    guess(bench, 8)
    lane = bench.open()
    assert lane.wait_left() == timedelta(seconds=wait_s(8))
    lane.close()
    bench.laptop.close()
    bench.laptop = bench.open()
    with pytest.raises(Refused, match=r"person\.wait"):
        bench.laptop.unlock(PASSPHRASE)


def test_a_try_is_counted_before_it_is_answered(bench: Bench) -> None:
    """Whoever ends the program while the key is derived has had the try: the count stands in the store by then."""
    seen: list[int] = []
    parts = bench.laptop.parts

    class Watched:
        def unwrap(self, wrapped: bytes, passphrase: str) -> bytes:
            other = bench.open()
            seen.append(other.people()[0].wrong_tries)
            other.close()
            return parts.keys.unwrap(wrapped, passphrase)

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the keys can
            return getattr(parts.keys, name)

    watched = replace(parts, keys=Watched())
    with pytest.raises(CannotOpen):
        try_passphrase(watched, "not the right one")
    try_passphrase(watched, PASSPHRASE)
    assert seen == [1, 2]
    assert person(bench).wrong_tries == 0


def test_a_clock_turned_back_begins_the_wait_anew(bench: Bench) -> None:
    """Whole, once, from the moment it is noticed; then it runs out as ever."""
    guess(bench, 8)
    bench.now -= timedelta(days=3)
    assert bench.laptop.wait_left() == timedelta(seconds=wait_s(8))
    bench.now += timedelta(seconds=wait_s(8) - 1)
    assert bench.laptop.wait_left() == timedelta(seconds=1)
    bench.now += timedelta(seconds=1)
    bench.laptop.unlock(PASSPHRASE)


def test_a_clock_turned_back_never_locks_for_good(bench: Bench) -> None:
    """Noticed only at the next try: that one waits, the one after it goes."""
    guess(bench, 8)
    bench.now -= timedelta(days=300)
    with pytest.raises(Refused, match=r"person\.wait"):
        bench.laptop.unlock(PASSPHRASE)
    bench.now += timedelta(seconds=wait_s(8))
    bench.laptop.unlock(PASSPHRASE)


def test_a_clock_turned_forward_gives_one_try_a_turn(bench: Bench) -> None:
    """The count grows all the same."""
    for tries in range(1, 12):
        bench.now += timedelta(days=400)
        with pytest.raises(CannotOpen):
            bench.laptop.unlock("not the right one")
        assert person(bench).wrong_tries == tries
        assert bench.laptop.wait_left() == timedelta(seconds=wait_s(tries))


def test_recording_never_waits(bench: Bench) -> None:
    """In the longest wait a concern is written, kept and sent as ever; and another person is not made to wait."""
    guess(bench, 12)
    draft, item = begin_draft(bench), bench.report()
    bench.laptop.send_as_it_is(draft)
    assert item.id in bench.laptop.sync().sent
    bench.laptop.add_person(ALEX, OTHER)
    bench.laptop.unlock(OTHER)
    bench.laptop.use_as(FIRST_PERSON)
    assert bench.laptop.wait_left() > timedelta()


# --- another passphrase -----------------------------------------------------------------------------------------------


def test_a_changed_passphrase_opens_all_that_the_old_one_did(bench: Bench) -> None:
    """The key stays; the old passphrase opens nothing; the log that held the old wrap is empty."""
    draft, before = begin_draft(bench), person(bench)
    bench.laptop.change_passphrase(PASSPHRASE, NEW)
    after = person(bench)
    assert (after.seal_public, after.id) == (before.seal_public, before.id)
    assert after.wrapped != before.wrapped
    assert bench.laptop.resume_draft(draft, NEW).step == 2
    guess(bench)
    with pytest.raises(CannotOpen):
        bench.laptop.unlock(PASSPHRASE)


def test_a_change_leaves_no_log_behind(bench: Bench) -> None:
    """What was replaced is overwritten in the file (secure_delete), and the log beside it is empty."""
    bench.laptop.change_passphrase(PASSPHRASE, NEW)
    assert (bench.folder / "laptop.db-wal").stat().st_size == 0


def test_a_change_needs_the_present_passphrase_and_a_good_new_one(bench: Bench) -> None:
    """A wrong one counts as a try; too short or too easily guessed is refused before any try; the old one stays."""
    with pytest.raises(CannotOpen):
        bench.laptop.change_passphrase("not the right one", NEW)
    assert person(bench).wrong_tries == 1
    for new, key in (("short", r"passphrase\.too_short"), ("aaaaaaaaaaaaaa", r"passphrase\.too_weak")):
        with pytest.raises(Invalid, match=key):
            bench.laptop.change_passphrase(PASSPHRASE, new)
        with pytest.raises(Invalid, match=key):
            bench.laptop.begin_anew(new)
        with pytest.raises(Invalid, match=key):
            bench.laptop.add_person(Newcomer("Sam Sample"), new)
    assert person(bench).wrong_tries == 1
    assert len(bench.laptop.people()) == 1
    bench.laptop.unlock(PASSPHRASE)


def test_two_changes_at_once_leave_one_of_them(bench: Bench) -> None:
    """The second is told that the passphrase was changed meanwhile, and puts nothing over it."""
    parts, other = bench.laptop.parts, bench.open()

    class Slow:
        def wrap(self, seed: bytes, passphrase: str) -> bytes:
            other.change_passphrase(PASSPHRASE, OTHER)
            return parts.keys.wrap(seed, passphrase)

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the keys can
            return getattr(parts.keys, name)

    from detectors_app.use_cases.enrolment.person import change_passphrase

    with pytest.raises(Refused, match=r"person\.changed"):
        change_passphrase(replace(parts, keys=Slow()), PASSPHRASE, NEW)
    other.close()
    bench.laptop.unlock(OTHER)


# --- a forgotten passphrase -------------------------------------------------------------------------------------------


def test_a_forgotten_passphrase_begins_a_later_self(bench: Bench) -> None:
    """Same name, new key; drafts can go as they are and not be opened; concerns from now on name the new key."""
    draft, sent, before = begin_draft(bench), bench.report(), person(bench)
    bench.laptop.begin_anew(NEW)
    after = person(bench)
    assert (after.name, after.role, after.team, after.before) == (before.name, before.role, before.team, before.id)
    assert after.seal_public != before.seal_public
    assert ([each.id for each in bench.laptop.drafts()], bench.laptop.shared().shut_drafts) == (
        [draft],
        frozenset({draft}),
    )
    with pytest.raises(CannotOpen):
        bench.laptop.resume_draft(draft, NEW)
    payload = arrived(bench, bench.report())
    assert (payload.reply_to, payload.written) == (after.seal_public, Written.LOCKED)
    unfinished = arrived(bench, bench.laptop.send_as_it_is(draft))
    assert isinstance(unfinished.content, SentAsItIs)
    open_envelope(unfinished.content.envelope, bench.council.lee.seal, box=DRAFTS, envelope_id=draft)
    assert {sent.id, draft} <= {each.id for each in _everyones(bench)}
    assert bench.laptop.status().people == 1


def test_who_says_they_forgot_learns_nothing(bench: Bench) -> None:
    """A colleague who claims Sam's forgotten passphrase is shown none of what Sam sent, and takes nothing from Sam."""
    draft, sent = begin_draft(bench), bench.report()
    bench.laptop.add_person(ALEX, OTHER)
    bench.laptop.use_as(FIRST_PERSON)
    bench.laptop.begin_anew(NEW)
    bench.laptop.unlock(NEW)
    assert bench.laptop.outbox() == ()
    with pytest.raises(CannotOpen):
        bench.laptop.resume_draft(draft)
    bench.laptop.use_as(FIRST_PERSON)
    bench.laptop.unlock(PASSPHRASE)
    assert bench.laptop.resume_draft(draft).step == 2
    assert [each.id for each in bench.laptop.outbox()] == [sent.id]


def test_old_public_keys_are_remembered(bench: Bench) -> None:
    """Every key that a question may be sealed to is there with its person, through two new beginnings."""
    keys = [person(bench).seal_public]
    for passphrase in (NEW, OTHER):
        bench.laptop.begin_anew(passphrase)
        keys.append(person(bench).seal_public)
    assert [each.seal_public for each in bench.laptop.people()] == keys
    assert len(set(keys)) == 3


def test_a_question_to_an_old_key_is_counted_as_such(bench: Bench) -> None:
    """No later key opens it and no later list has it; that one came is known, until the passphrase is remembered."""
    bench.laptop.sync()
    item = bench.report()
    bench.laptop.sync()
    before = person(bench)
    assert bench.laptop.earlier_questions() == 0
    bench.laptop.begin_anew(NEW)
    assert bench.laptop.earlier_questions() == 0
    question = bench.ask(bench.council.jo, item, person=before.seal_public)
    bench.laptop.sync()
    assert (bench.laptop.earlier_questions(), bench.laptop.questions()) == (1, ())
    with pytest.raises(Refused, match=r"question\.not_here"):
        bench.laptop.open_question(question, NEW)
    bench.laptop.use_as(FIRST_PERSON)
    assert bench.laptop.earlier_questions() == 0
    assert [each.id for each in bench.laptop.questions()] == [question]
    bench.laptop.add_person(ALEX, OTHER)
    assert (bench.laptop.earlier_questions(), bench.laptop.questions()) == (0, ())


def test_a_passphrase_that_is_there_is_not_replaced_by_choosing(bench: Bench) -> None:
    """Choosing is for those who have none: neither the first person's key nor another's is touched by it."""
    before = person(bench)
    choose_passphrase(bench.laptop.parts, NEW, "sitting")
    assert person(bench) == before
    add_person(bench.laptop.parts, ALEX, OTHER, "sitting")
    alex = person(bench)
    choose_passphrase(bench.laptop.parts, NEW, "sitting")
    assert person(bench) == alex
    begin_anew(bench.laptop.parts, NEW)
    assert person(bench).before == alex.id


def _everyones(bench: Bench) -> tuple[OutboxItem, ...]:
    with bench.laptop.parts.store.unit() as unit:
        return unit.outbox()
