"""A course fetched over real HTTP from the real service, on a line that loses, cuts and alters what it likes."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from detectors_app.cli.world import World, make_world
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.concern import Written
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.packs import PIECE_BYTES
from detectors_app.mailbox.in_thread import free_port
from detectors_app.signing.keys import SigningKey
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.wiring import service_over_network
from detectors_app.storage.key_place import FilePlace
from detectors_app.storage.pack_file import CourseOnDisk, PackFile, write_pack_file
from detectors_app.use_cases.ports import Service, Signer
from tests.made_up_packs import COURSE, Files, course_files, film, pack_of, signed, write_course
from tests.use_cases.bench import finished

KEY = SigningKey(secrets.token_bytes(32))


class BadLine:
    """A service behind a line that loses a third of the questions, a third of the answers, and alters some bytes."""

    def __init__(self, service: Service, chance: random.Random) -> None:
        self._service, self._chance = service, chance

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the service can
        real = getattr(self._service, name)
        if name in {"close", "correct_clock"}:
            return real

        def call(*given: object, **named: object) -> object:
            if self._chance.random() < 1 / 3:
                raise TransientFault("network.unreachable")
            answer = real(*given, **named)
            if self._chance.random() < 1 / 3:
                raise TransientFault("network.cut_off")
            return self._altered(answer) if isinstance(answer, bytes) else answer

        return call

    def _altered(self, body: bytes) -> bytes:
        kind = self._chance.randrange(12)
        at = self._chance.randrange(len(body))
        changed = {0: body[:at], 1: body + b"\0", 2: body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :], 3: b""}
        return changed.get(kind, body)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a council with a content key, its service running."""
    made = make_world(tmp_path / "council", port=free_port(), content_key=KEY.public)
    made.network_on()
    yield made
    made.close()


def publish(world: World, folder: Path, version: int) -> Files:
    """Publish a version from the manager's desk."""
    files = course_files(version, more={"film/a.mp4": film(3 * PIECE_BYTES)})
    pack, path = pack_of(files, version), folder / f"{version}.pack"
    write_pack_file(path, signed(pack, KEY), pack, CourseOnDisk(write_course(folder / str(version), files)))
    manager = Casebook.sign_in(world.jo.folder, world.jo.passphrase)
    try:
        manager.packs.publish(PackFile.open(path))
    finally:
        manager.close()
    return files


@pytest.mark.end_to_end
@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_line_does_a_version_is_there_whole_or_not_at_all(world: World, tmp_path: Path, seed: int) -> None:
    """Two versions in a row; at each moment what is in use is whole, and a concern goes out as ever."""
    chance, moved = random.Random(seed), [timedelta()]

    def now() -> datetime:
        return datetime.now(UTC) + moved[0]

    over_network = service_over_network(lambda: datetime.now(UTC))

    def bad(address: str, signer: Signer) -> Service:
        return cast("Service", BadLine(over_network(address, signer), chance))

    sam = world.sam.folder
    with Laptop.open(sam, key_place=FilePlace(sam), service_at=bad, clock=now, chance=lambda: 0.0) as laptop:
        published = {0: cast("Files", {})}
        for version in (1, 2):
            published[version] = publish(world, tmp_path, version)
            for _ in range(400):
                laptop.sync_learning(at_once=True)
                laptop.fetch_packs()
                course = laptop.course_in_force(COURSE)
                found = 0 if course is None else course.version
                assert found in {version - 1, version}
                if course is not None:
                    assert {p: (Path(course.folder) / p).read_bytes() for p in published[found]} == published[found]
                if found == version:
                    break
                moved[0] += timedelta(hours=2)
            assert found == version
        laptop.report(laptop.new_concern_id(), finished(), Written.LOCKED)
        for _ in range(200):
            laptop.sync()
            if laptop.status().waiting == 0:
                break
            moved[0] += timedelta(hours=1)
        assert laptop.status().waiting == 0
