"""What a desk's inbox, a case and *I have read this* cost as the concerns on the desk grow: times and their growth.

    python -m bench.desk [--sizes 100 1000 5000] [--runs 15] [--laptops 50] [--profile]

Every concern is really sealed, opened, verified and kept in a real store; only the service is a list in memory. Each
desk is fresh, with the same concerns. Printed are medians in milliseconds, and how much each grew from one size to
the next. `--profile` says where the processor's time of one press goes, at the last size.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.measure import LEAST_PAIRS, Row
from detectors_app.content.wording import load_wording
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.inbox_words import SaidBefore, say_inbox
from detectors_app.domain.concern import Concern
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import CONCERNS, BoxName, EnvelopeId, FieldId, OfficerId
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import Role
from detectors_app.protocol.cards import read_person_card
from detectors_app.protocol.enrolment import MAGIC, EnrolmentFile, encode_enrolment_file
from detectors_app.protocol.payload import Kind
from detectors_app.protocol.receipts import Feed, FeedItem, SignedAck
from detectors_app.protocol.statement import Statement
from detectors_app.sealing.passphrase import Cost
from tests.made_up import Council, officer
from tests.use_cases.casework.world import FakeService, Shelved, World, new_id

PASSPHRASE = "four made up words"  # noqa: S105 - made up
ANSWERS: dict[str, Answer] = {
    "danger": "no", "place.kind": "address", "place.home": "Flat 12", "place.street": "Example House",
    "place.estate": "Pretend Estate", "happened": "I heard a man shout and something break. " * 8,
    "words": "He came back.", "words.who": "the woman at the door", "consent": "unsafe", "signs": ("looks_first",),
    "staff_risk.words": "He filmed me", "you.name": "Sam Sample", "you.phone": "07700 900123",
}  # fmt: skip
CALLS = ("sync", "first load", "inbox", "inbox + 1", "words", "case", "read", "status")


@dataclass
class ListService(FakeService):
    """A service whose feed costs the same at every place, so that only the desk is measured."""

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        """Give the next page."""
        del wait_s
        begin = int(after or 0)
        some = [each for each in self.shelf[begin : begin + limit] if each.box == box]
        end = min(begin + limit, len(self.shelf))
        items = [FeedItem("", each.stored, each.sender, each.skew_s, each.certificate, each.envelope) for each in some]
        return Feed(tuple(items), str(end), more=end < len(self.shelf))

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        """Give a receipt and forget it."""
        del envelope_id
        return self.stored(box, envelope)

    def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
        """Forget acks."""
        del box, acks


class Scene:
    """One officer, laptops, and concerns waiting at the service."""

    def __init__(self, folder: Path, count: int, laptops: int) -> None:
        self.folder, self.council = folder, Council()
        self.world = World(folder, self.council)
        card = Casebook.create(folder / "desk", OfficerId("jo"), "Jo", Role.MANAGER, PASSPHRASE, cost=Cost(64, 1, 1))
        self.me = read_person_card(card)
        self.council.extra.append(self.me)
        self.council.jo = officer("Gil Invented", Role.MANAGER)
        self.world.bundle = self.council.bundle()
        self.laptops = [self.world.laptop(f"Van {number}") for number in range(laptops)]
        self.waiting = [self.concern(number) for number in range(count)]
        self.service = ListService(self.council, self.world.clock)
        self.book = Casebook.sign_in(folder / "desk", PASSPHRASE, connect=lambda *_: self.service, now=self.world.clock)  # type: ignore[arg-type]  # no desk enrols
        held = self.council.signed_bundle(self.world.bundle)
        keys = tuple(key.public for key in self.council.authorities)
        self.book.pin(encode_enrolment_file(EnrolmentFile(MAGIC, keys, self.council.address, held, (), "", "", "")))

    def concern(self, number: int) -> Shelved:
        """Seal one concern as the service would hand it out."""
        laptop = self.laptops[number % len(self.laptops)]
        self.world.clock.move(seconds=30)
        answers = {FieldId(key): value for key, value in ANSWERS.items()}
        answers[FieldId("danger")] = "unsure" if number % 10 == 0 else "no"
        sealed = laptop.seal(laptop.payload(Kind.CONCERN, Concern("concern", 1, answers)), new_id())
        stored = self.world.service.stored(CONCERNS, sealed)
        return Shelved(CONCERNS, sealed, stored, laptop.keys.sign.id, laptop.keys.certificate)

    def arrive(self, some: Sequence[Shelved]) -> None:
        """Let concerns come to the service and be taken in."""
        self.service.shelf += some
        self.book.sync()


def timed(act: Callable[[], object]) -> float:
    """Give how long it took, in milliseconds."""
    begin_s = time.perf_counter()
    act()
    return (time.perf_counter() - begin_s) * 1000


def measure(folder: Path, count: int, runs: int, laptops: int, profile: bool) -> dict[str, float]:  # noqa: FBT001
    """Give the median of each call, in milliseconds, with `count` concerns on the desk."""
    scene = Scene(folder, count + runs, laptops)
    found: dict[str, list[float]] = {name: [] for name in CALLS}
    found["sync"].append(timed(lambda: scene.arrive(scene.waiting[:count])))
    scene.book.close()
    scene.book = Casebook.sign_in(
        folder / "desk", PASSPHRASE, connect=lambda *_: scene.service, now=scene.world.clock  # type: ignore[arg-type]  # as above
    )  # fmt: skip
    words, said = load_wording(), SaidBefore()
    found["first load"].append(timed(scene.book.inbox))
    say_inbox(scene.book.inbox(), Policy(), scene.world.clock(), words, said)
    for number in range(runs):
        found["inbox"].append(timed(scene.book.inbox))
        scene.arrive(scene.waiting[count + number : count + number + 1])
        found["inbox + 1"].append(timed(scene.book.inbox))
        inbox, now = scene.book.inbox(), scene.world.clock() + timedelta(minutes=number)
        found["words"].append(timed(lambda: say_inbox(inbox, Policy(), now, words, said)))  # noqa: B023 - run at once
        which = inbox.rows[number * 7 % len(inbox.rows)].id
        found["case"].append(timed(lambda: scene.book.case(which)))  # noqa: B023 - run at once
        page = scene.book.case(which)
        found["read"].append(timed(lambda: scene.book.read(page)))  # noqa: B023 - run at once
        found["status"].append(timed(scene.book.status))
    if profile:
        _profile(scene)
    scene.book.close()
    return {name: statistics.median(values) for name, values in found.items()}


def _profile(scene: Scene) -> None:
    page = scene.book.case(scene.book.inbox().rows[0].id)
    work = cProfile.Profile()
    work.runcall(scene.book.read, page)
    pstats.Stats(work).sort_stats("cumulative").print_stats(30)


def growth(small: int = 100, large: int = 1000, runs: int = LEAST_PAIRS, laptops: int = 50) -> list[Row]:
    """Give the table's lines: each call's time at `large` concerns, and its growth from `small`."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        before = measure(Path(one), small, runs, laptops, profile=False)
        after = measure(Path(other), large, runs, laptops, profile=False)
    return [
        Row(f"desk: {name} at {large} concerns / at {small}", f"{after[name] / before[name]:.2f} x",
            f"{after[name]:.1f} ms / {before[name]:.1f} ms, medians of {runs}")
        for name in CALLS
    ]  # fmt: skip


def main() -> None:
    """Measure every size and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--laptops", type=int, default=50)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    columns = []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            columns.append(
                measure(Path(folder), size, given.runs, given.laptops, given.profile and size == given.sizes[-1])
            )
    print("median, ms".ljust(14) + "".join(f"{size:>12}" for size in given.sizes) + "   growth from size to size")
    for name in CALLS:
        values = [each[name] for each in columns]
        growth = ", ".join(f"x{later / sooner:.1f}" for sooner, later in pairwise(values))
        print(name.ljust(14) + "".join(f"{value:12.1f}" for value in values) + f"   {growth}")


if __name__ == "__main__":
    main()
