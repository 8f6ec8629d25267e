"""Training over the real service: what leaves a laptop, and what two laptops of one person come to."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from detectors_app.cli.world import World, make_world
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.completion import Completion, Completions, complete, cycle_of, merged
from detectors_app.domain.course import Course
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.domain.progress import (
    SKIPPED,
    Answered,
    BeganAgain,
    Chose,
    Skipped,
    Sought,
    Step,
    Watched,
    Went,
    WentBack,
)
from detectors_app.mailbox.in_thread import ServiceThread, free_port
from detectors_app.protocol.envelope import MAGIC, box_digest
from detectors_app.protocol.padding import CLASSES
from detectors_app.protocol.payload import Payload, decode_payload
from detectors_app.sealing.envelope import open_envelope
from detectors_app.sealing.keys import SealKey
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.rows import TakenIn
from tests.end_to_end.wire import Wire
from tests.faults.planted import find_in_bytes, search
from tests.made_up_course import (
    AT_THE_DOOR,
    CARETAKING,
    CHECK,
    EARLY,
    FILM,
    FILM_MS,
    PAGE,
    RECOGNISE,
    STORY,
    TRY,
    WAY,
    course,
    renamed,
)

pytestmark = pytest.mark.end_to_end

PLANTED = {
    each: f"Zx{secrets.token_hex(5)}Qv"
    for each in (
        PAGE, FILM, STORY, CHECK, TRY, RECOGNISE, AT_THE_DOOR, "hall", "risk", "good", "q1", "q2", "q3",
        "a raised voice",
    )
}  # fmt: skip
"""A word that stands nowhere else for every part of the course that anything could be told about."""
STAFF = f"ZX{secrets.token_hex(4)}QV".upper()
PAYLOAD = {
    "kind", "schema", "made_at", "sender", "bundle", "written", "reply_to", "supersedes", "left_out", "content",
}  # fmt: skip
COMPLETION = {"id", "learner", "staff", "course", "version", "cycle", "on"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a whole council; nobody listens yet."""
    made = make_world(tmp_path / "world", port=free_port())
    yield made
    made.close()


def laptop_at(folder: Path, taught: Course) -> Laptop:
    """Open a laptop that teaches one course, and draws no waits."""
    return Laptop.open(folder, key_place=FilePlace(folder), chance=lambda: 0.0, courses=lambda: (taught,))


def second_laptop(world: World) -> Path:
    """Set another laptop up for the same person."""
    folder = world.folder / "second"
    last_day = datetime.now(UTC).date() + timedelta(days=5)
    with closing(Casebook.sign_in(world.jo.folder, world.jo.passphrase)) as casebook:
        boxes = (CONCERNS, LEARNING)
        files = [casebook.grant(box, f"Second {box}", last_day, "Sam Sample", "caretaker", "") for box in boxes]
    with laptop_at(folder, course()) as laptop:
        for each in files:
            laptop.enrol(each)
    return folder


def taken_in(world: World) -> tuple[tuple[TakenIn, ...], SealKey]:
    """Let the lead's desk fetch what came; give it, and the key that opens it."""
    with closing(Casebook.sign_in(world.pat.folder, world.pat.passphrase)) as casebook:
        casebook.sync()
        with casebook.store.unit() as unit:
            return unit.taken_in(LEARNING), SealKey(unit.identity().seal_seed)


def completions(rows: tuple[TakenIn, ...]) -> list[Completion]:
    """Give every completion in them."""
    payloads = [decode_payload(each.payload) for each in rows]
    assert all(isinstance(each.content, Completions) for each in payloads)
    return [completion for each in payloads for completion in each.content.completions]


# --- what leaves ------------------------------------------------------------------------------------------------------


def every_kind_of_step() -> list[tuple[str, Step]]:
    """Give wrong answers, wrong choices, ways back, skips, hard parts, exits and all, and then the whole course."""
    wandering: list[Step] = [
        Went(PAGE, 120),
        Watched(FILM, 0, 5_000, FILM_MS),
        Sought(FILM, 70_000),
        Watched(FILM, 30_000, 40_000, FILM_MS),
        Chose(STORY, "hall", 0),
        WentBack(STORY),
        Chose(STORY, "hall", SKIPPED),
        BeganAgain(STORY),
        Answered(CHECK, "q1", (0,)),
        Answered(CHECK, "q2", (1,)),
        BeganAgain(CHECK),
        Skipped(TRY),
        Went(CHECK, 900),
    ]
    return [*((RECOGNISE, each) for each in wandering), *WAY]


@pytest.mark.timeout(120)
def test_every_byte_that_leaves_is_of_the_completion_and_nothing_else(world: World) -> None:
    """Not an answer, a choice, a skip, a hard part, an exit, a number: on the wire, at the service, in the seal."""
    taught = renamed(course(), PLANTED)
    with Wire(world.port, free_port()) as wire, ServiceThread(world.config, port=wire.to):
        with laptop_at(world.sam.folder, taught) as laptop:
            laptop.training()
            laptop.settle_learner(CARETAKING, STAFF)
            laptop.want_quick(on=False)
            for name, step in every_kind_of_step():
                laptop.take_step(EARLY, renamed(name, PLANTED), renamed(step, PLANTED))  # type: ignore[arg-type]
            (certificate,) = laptop.certificates()
            laptop.sync()
            concerns, began = wire.asked(), len(wire.sent)
            assert len(laptop.sync_learning(at_once=True).sent) == 1
            asked = wire.asked()[len(concerns) :]
            keys = [laptop.parts.keys.signer(each.sign_seed).id for each in identities(laptop)]
        rows, opens = taken_in(world)
    (row,) = rows
    assert asked == [
        ("POST", "/v1/enrolments"),
        ("PUT", f"/v1/boxes/learning/envelopes/{row.id}"),
        ("POST", "/v1/boxes/learning/held"),
    ]
    assert not [path for _, path in concerns if "learning" in path]
    # Each of the two keys speaks over a connection of its own, and neither is named on the other's.
    own = [bytes(each).decode("latin-1") for each in wire.sent[began:]]
    theirs = [bytes(each).decode("latin-1") for each in wire.sent[:began]]
    assert [any(key in each for each in calls) for calls in (own, theirs) for key in keys] == [False, True, True, False]
    planted = [*PLANTED.values(), STAFF, STAFF.lower(), str(certificate.id), str(certificate.completion.learner)]
    planted += [EARLY, certificate.code]
    assert list(find_in_bytes(wire.everything(), planted, "the wire")) == []
    assert search([world.folder / "service"], planted) == []
    # What the readers open: exactly these members, and of the course no more than its name.
    envelope = sealed(wire, row)
    opened = open_envelope(envelope, opens, box=LEARNING).payload
    told = json.loads(opened)
    assert set(told) == PAYLOAD
    assert datetime.fromisoformat(told["made_at"]).time() == time()
    assert (told["written"], told["reply_to"], told["supersedes"], told["left_out"]) == (None, "", None, [])
    assert set(told["content"]) == {"completions"}
    assert [set(each) for each in told["content"]["completions"]] == [COMPLETION]
    assert completions(rows) == [certificate.completion]
    assert not [word for word in PLANTED.values() if word.encode() in opened]
    assert keys[0].encode() not in opened
    assert row.id.version == 4
    assert str(certificate.id) != str(row.id)


def identities(laptop: Laptop) -> list:  # type: ignore[type-arg]  # rows of keys
    """Give the keys for concerns and those for training, in this order."""
    with laptop.parts.store.unit() as unit:
        return [unit.identity(CONCERNS), unit.identity(LEARNING)]


def sealed(wire: Wire, row: TakenIn) -> bytes:
    """Cut the envelope out of the bytes that were sent."""
    begins = MAGIC + box_digest(LEARNING) + row.id.bytes
    (sent,) = (bytes(each) for each in wire.sent if begins in each)
    envelope = sent[sent.index(begins) :][: CLASSES[0]]
    assert hashlib.sha256(envelope).hexdigest() == row.sha256
    return envelope


@pytest.mark.timeout(120)
def test_passed_and_entered_by_a_lead_are_alike(world: World) -> None:
    """Taken on the laptop, in a session or by another route: the same members, sizes and ids; nothing tells which."""
    world.network_on()
    today = datetime.now().astimezone().date()
    with laptop_at(world.sam.folder, course()) as laptop:
        laptop.settle_learner(CARETAKING, "C-12")
        for name, step in WAY:
            laptop.take_step(EARLY, name, step)
        laptop.sync_learning(at_once=True)
        (certificate,) = laptop.certificates()
        with laptop.parts.store.unit() as unit:
            (passed,) = unit.outbox(box=LEARNING)
            passed = unit.outbox_item(LEARNING, passed.id) or passed
    with closing(Casebook.sign_in(world.pat.folder, world.pat.passphrase)) as casebook:
        casebook.sync()
        book = LearningBook(casebook, (course(),))
        entry = book.record_session(book.preview_session(EARLY, today, "C-13"))
        casebook.sync()
        found = book.check(certificate.code)
        assert found is not None
        assert found.completion == certificate.completion
        with casebook.store.unit() as unit:
            entered = unit.outbox_item(LEARNING, entry)
            opens = SealKey(unit.identity().seal_seed)
    assert entered is not None
    assert len(entered.envelope) == len(passed.envelope)
    both = (open_envelope(each.envelope, opens, box=LEARNING).payload for each in (passed, entered))
    one, other = map(json.loads, both)
    assert set(one) == set(other) == PAYLOAD
    same = PAYLOAD - {"made_at", "sender", "content"}
    assert {key: one[key] for key in same} == {key: other[key] for key in same}
    (mine,), (theirs,) = one["content"]["completions"], other["content"]["completions"]
    assert set(mine) == set(theirs) == COMPLETION
    expected = complete("C-13", EARLY, 1, cycle_of(today, 12), today)
    assert (theirs["id"], theirs["on"]) == (str(expected.id), mine["on"])


# --- two laptops of one person ----------------------------------------------------------------------------------------


@pytest.mark.timeout(120)
@pytest.mark.parametrize("first", [0, 1])
def test_two_offline_laptops_come_to_one_completion(world: World, first: int) -> None:
    """Completed on both without a network, sent in either order, twice: one completion, of the highest version."""
    folders = [world.sam.folder, second_laptop(world)]
    versions = [course(), course(version=2)]
    with ExitStack() as stack:
        laptops = [stack.enter_context(laptop_at(*each)) for each in zip(folders, versions, strict=True)]
        for laptop in laptops:
            laptop.settle_learner(CARETAKING, "c-12")
            for name, step in WAY:
                laptop.take_step(EARLY, name, step)
            assert laptop.sync_learning(at_once=True).sent == ()
        codes = {each.certificates()[0].code for each in laptops}
        world.network_on()
        order = [laptops[first], laptops[1 - first]]
        for laptop in (*order, *order):
            laptop.sync_learning(at_once=True)
            laptop.sync_learning(at_once=True)
    rows, _ = taken_in(world)
    found = completions(rows)
    assert (len(rows), len(codes)) == (2, 1)
    assert len({each.sender for each in rows}) == len({each.id for each in rows}) == 2
    (one,) = merged(found).values()
    assert one == replace(found[0], version=2)
    assert merged([*found, *reversed(found)]) == merged(found)
    with closing(Casebook.sign_in(world.pat.folder, world.pat.passphrase)) as casebook:
        checked = LearningBook(casebook, (course(),)).check(codes.pop())
    assert checked is not None
    assert checked.completion.id == one.id


def test_what_is_opened_is_a_payload_of_its_own_kind() -> None:
    """The members that are looked for are those of the protocol: none was added unseen."""
    assert set(Payload.__dataclass_fields__) == PAYLOAD
    assert set(Completion.__dataclass_fields__) == COMPLETION
    assert complete("C1", EARLY, 1, 1, date(2026, 1, 1)).course == EARLY
