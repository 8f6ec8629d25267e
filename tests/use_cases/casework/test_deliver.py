"""A desk's words go out by the laptops' loop, and the service's no counts only when it is signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from detectors_app.domain.delivery import State
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, EnvelopeId, device_box
from detectors_app.protocol import strict_json
from detectors_app.protocol.pack import PackTaken
from detectors_app.protocol.payload import CaseRead
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import Enrolled, HeldQuestion, RefusedBody, SignedAck
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing import chain
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.casework.acks import hand_in_acks, queue_held
from detectors_app.use_cases.casework.asked import Asked
from detectors_app.use_cases.casework.deliver import deliver
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.delivery.asking import Asking, SignedNo
from detectors_app.use_cases.ports import Signer
from detectors_app.use_cases.rows import Refusal
from tests.use_cases.casework.test_read_concern import fetch, outbox, read, seen
from tests.use_cases.casework.test_sync_desk import service
from tests.use_cases.casework.world import FakeService, World, new_id


def test_what_an_officer_wrote_reaches_the_service_once(world: World) -> None:
    """The receipt for the laptop and the note for the officers are stored, and only a signed receipt says so."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    fetch(desk)
    read(desk, seen(desk).cases[0])
    done = deliver(desk, desk.service, owner="one", chance=lambda: 0.5)
    assert (len(done.sent), {each.state for each in outbox(desk)}) == (2, {State.SENT})
    assert device_box(laptop.keys.sign.id) in {each.box for each in service(desk).shelf}
    assert deliver(desk, desk.service, owner="two", chance=lambda: 0.5).sent == []


def test_no_answer_leaves_everything_queued(world: World) -> None:
    """A silent service changes nothing but the time of the next try."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    fetch(desk)
    read(desk, seen(desk).cases[0])
    service(desk).down = True
    assert deliver(desk, desk.service, owner="one", chance=lambda: 0.5).trouble == "service.unreachable"
    assert {each.state for each in outbox(desk)} == {State.QUEUED}


def queue_many(world: World, desk: Desk, count: int) -> None:
    """Queue notes of the officer, each sealed under its own id."""
    content = CaseRead(world.laptop().keys.sign.id, new_id(), "0" * 64, desk.officer, world.clock())
    with desk.store.unit() as unit:
        for _ in range(count):
            queue(
                desk, unit, Post(CASEWORK, new_id(), (world.council.jo.reader.seal,), 3, content), bundle=1,
                at=world.clock(),
            )  # fmt: skip


def test_hundreds_that_wait_go_in_one_round(world: World) -> None:
    """However many batches it takes, one run sends all that may go."""
    desk = world.desk(world.council.jo)
    queue_many(world, desk, 230)
    done = deliver(desk, desk.service, owner="one", chance=lambda: 0.5)
    assert (len(set(done.sent)), {each.state for each in outbox(desk)}) == (230, {State.SENT})


@dataclass
class Busy(FakeService):
    """A service that takes so many and then asks for a minute."""

    left: int = 0

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        if not self.left:
            raise TransientFault("service.busy", retry_after_s=60)
        self.left -= 1
        return super().put_envelope(box, envelope_id, envelope)


def test_a_service_that_asks_to_wait_is_left_alone_until_then(world: World) -> None:
    """Nothing more is tried within the minute it asked for; after it all the rest goes."""
    desk = world.desk(world.council.jo)
    queue_many(world, desk, 120)
    busy = Busy(world.council, world.clock, left=70)
    runs = []
    for seconds in (0, 59, 1):
        world.clock.move(seconds=seconds)
        runs.append(len(deliver(desk, busy, owner="one", chance=lambda: 0.5).sent))  # type: ignore[arg-type]  # enrolment is not its part
        busy.left = 1000
    assert runs == [70, 0, 50]


def test_acks_go_by_at_most_a_thousand_at_once_and_are_then_forgotten(world: World) -> None:
    """What a long absence has queued goes in few calls that the service takes."""
    desk, calls = world.desk(world.council.jo), []

    @dataclass
    class Counting(FakeService):
        def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
            calls.append((box, len(acks)))

    with desk.store.unit() as unit:
        for number in range(1203):
            queue_held(desk, unit, CONCERNS if number % 401 else CASEWORK, new_id(), "0" * 64, None)
    asked = replace(desk, service=Counting(world.council, world.clock))  # type: ignore[arg-type]  # as above
    assert hand_in_acks(asked) == 1203
    assert max(count for _, count in calls) <= 1000
    assert (sum(count for _, count in calls), len(calls)) == (1203, 4)
    assert hand_in_acks(asked) == 0


class Asks:
    """Asks every call of the interface once."""

    def __init__(self, world: World, fake: FakeService, signer: Signer | None = None) -> None:
        self.asked = Asked(Asking(fake, chain, (world.council.service.public,)))  # type: ignore[arg-type]  # the fake's
        self.envelope = world.laptop().concern()
        self.statement = Statement(b"", ())
        self.calls: dict[str, Callable[[], object]] = {
            "put": lambda: self.asked.put_envelope(CONCERNS, new_id(), self.envelope),
            "feed": lambda: self.asked.feed(CONCERNS, after="", limit=1, wait_s=0),
            "held": lambda: self.asked.held(CONCERNS, (HeldQuestion(new_id(), "0" * 64),)),
            "acks": lambda: self.asked.put_acks(CONCERNS, ()),
            "get_trust": lambda: self.asked.get_trust(1),
            "put_trust": lambda: self.asked.put_trust(self.statement),
            "enrol": lambda: self.asked.enrol(self.statement, signer),
            "packs": self.asked.packs,
            "pack_bytes": lambda: self.asked.pack_bytes("0" * 64),
            "offer_pack": lambda: self.asked.offer_pack(self.statement),
            "put_pack_piece": lambda: self.asked.put_pack_piece("0" * 64, b""),
        }


class Refusing(FakeService):
    """Says no to everything, signed by the key that a test gives it; takes a corrected clock."""

    signer: Signer
    type_: str = ProblemType.FORBIDDEN.value

    def _fail_when_down(self) -> None:
        body = RefusedBody("nonce", self.type_, "GET", "/", "0" * 64, self.clock())
        statement = sign_statement(Label.REFUSED, strict_json.encode(body), self.signer)
        raise Refusal(statement, nonce="nonce", status=403, type_=self.type_)

    def put_trust(self, bundle: Statement) -> None:
        self._fail_when_down()

    def enrol(self, certificate: Statement, one_time: Signer | None) -> Enrolled:
        self._fail_when_down()
        raise NotImplementedError

    def pack_bytes(self, sha256: str) -> bytes:
        self._fail_when_down()
        raise NotImplementedError

    def offer_pack(self, statement: Statement) -> PackTaken:
        self._fail_when_down()
        raise NotImplementedError

    def put_pack_piece(self, sha256: str, piece: bytes) -> None:
        self._fail_when_down()

    def correct_clock(self, service_now: object) -> None:
        self.offered.append(Statement(b"corrected", ()))


def refusing(world: World, signer: Signer) -> Refusing:
    fake = Refusing(world.council, world.clock)
    fake.signer = signer
    return fake


NAMES = [
    *("put", "feed", "held", "acks", "get_trust", "put_trust", "enrol"),
    *("packs", "pack_bytes", "offer_pack", "put_pack_piece"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_signed_no_is_believed(world: World, name: str) -> None:
    """A refusal by the service's key is final."""
    with pytest.raises(SignedNo):
        Asks(world, refusing(world, world.council.service)).calls[name]()


@pytest.mark.parametrize("name", NAMES)
def test_an_unsigned_no_is_only_a_missing_answer(world: World, name: str) -> None:
    """A refusal by any other key may come from anyone: nothing is known."""
    with pytest.raises(TransientFault):
        Asks(world, refusing(world, world.council.lee.sign)).calls[name]()


def test_a_wrong_clock_is_mended_once(world: World) -> None:
    """A signed word about our clock shifts it, and the call is made again; the second time it is final."""
    fake = refusing(world, world.council.service)
    fake.type_ = ProblemType.CLOCK.value
    asks = Asks(world, fake)
    with pytest.raises(SignedNo):
        asks.calls["feed"]()
    assert len(fake.offered) == 1
    asks.asked.correct_clock(world.clock())
    assert len(fake.offered) == 2
