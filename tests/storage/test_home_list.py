"""The list of homes lies encrypted in a file of its own: found in like the plain one, replaced whole or not at all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detectors_app.domain.errors import CannotOpen, EnvironmentFault
from detectors_app.domain.homes import Home, place_in_list
from detectors_app.storage import home_list
from detectors_app.storage.engine import connect
from detectors_app.storage.home_list import StoredHomes
from detectors_app.use_cases.homes.find_homes import find_homes
from detectors_app.use_cases.homes.ports import AboutHomes
from tests.faults.planted import coats
from tests.made_up_homes import homes
from tests.storage.stores import KEY
from tests.use_cases.homes.held_list import HeldList

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
ALL = list(homes(1500))
_ROOT = Path(__file__).resolve().parents[2]


def kept(folder: Path, some: list[Home] | None = None) -> StoredHomes:
    """Give a folder's list, with some homes in it."""
    stored = StoredHomes(folder, KEY)
    stored.replace(ALL if some is None else some, made_up=True, imported_at=AT)
    return stored


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredHomes]:
    made = kept(tmp_path_factory.mktemp("homes"))
    yield made
    made.close()


def test_without_a_list_there_is_nothing_and_nothing_is_made(tmp_path: Path) -> None:
    """Asked before one was taken in, or in a folder that is not there: none, and no file appears."""
    empty = StoredHomes(tmp_path / "none", KEY)
    assert not empty.is_there()
    assert empty.about() is None
    assert empty.letter_words() == ()
    assert find_homes(empty, "12 example").homes == ()
    assert files(tmp_path) == []


def test_what_was_taken_in_is_told(stored: StoredHomes) -> None:
    """How many, when, and that they are made up."""
    assert stored.is_there()
    assert stored.about() == AboutHomes(1500, made_up=True, imported_at=AT)


def typed_like_people() -> Iterator[str]:
    chance = random.Random(5)
    for home in chance.sample(ALL, 25):
        words = f"{home.first_line} {home.second_line}".replace(",", "").lower().split()
        chance.shuffle(words)
        at = chance.randrange(len(words))
        words[at] = words[at][::-1] if chance.random() < 0.2 else words[at][: chance.randint(1, 9)]
        yield from (" ".join(words)[:length] for length in (1, 2, 5, 9, 14, 40))
    yield from ("999990000", "0999990000007", "12 a example", 'NEAR AND OR " NOT', "nw00", "london", "exmaple hosue 12")


def test_the_index_finds_what_looking_through_all_finds(stored: StoredHomes) -> None:
    """Whatever is typed: the same homes in the same order as a list that looks at every home."""
    plain = HeldList(ALL)
    for text in typed_like_people():
        assert find_homes(stored, text) == find_homes(plain, text), text


def test_the_list_holds_the_homes_in_their_order(stored: StoredHomes) -> None:
    """As a person would sort them, and each as it came."""
    found = stored.matching([], 0)
    assert found == []
    first = find_homes(stored, "london").homes[0]
    assert first == min(ALL, key=place_in_list)


def test_nothing_of_it_can_be_read_without_the_key(tmp_path: Path) -> None:
    """Not a street, not a postcode, in any file of the folder."""
    made = kept(tmp_path)
    find_homes(made, "12 example")
    made.close()
    raw = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert not [name for word in ("Example House", "example", "NW0 0AA") for name, coat in coats(word) if coat in raw]


def test_a_new_list_takes_the_old_ones_place(tmp_path: Path) -> None:
    """One file is left; who had the old one open finds in the new one at the next word."""
    reader = kept(tmp_path, ALL[:4])
    assert find_homes(reader, "example").homes
    writer = StoredHomes(tmp_path, KEY)
    writer.replace([Home("5", "", "New House")], made_up=False, imported_at=AT)
    assert files(tmp_path) == ["homes-000002.db"]
    assert find_homes(reader, "example").homes == ()
    assert [each.block for each in find_homes(reader, "new").homes] == ["New House"]
    assert reader.about() == AboutHomes(1, made_up=False, imported_at=AT)
    reader.close()
    writer.close()


def test_two_imports_at_once_leave_one_whole_list(tmp_path: Path) -> None:
    """Each finds its number; the last one counts."""
    lists = [[Home("1", "", f"House {number}")] for number in range(6)]
    threads = [threading.Thread(target=lambda some=some: kept(tmp_path, some).close()) for some in lists]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    kept(tmp_path, ALL[:4]).close()
    assert len(files(tmp_path)) == 1
    found = StoredHomes(tmp_path, KEY)
    assert found.about() == AboutHomes(4, made_up=True, imported_at=AT)
    found.close()


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    """Said, and the file kept; with the right key all is there."""
    kept(tmp_path, ALL[:4]).close()
    with pytest.raises(CannotOpen, match=r"store\.wrong_key"):
        StoredHomes(tmp_path, bytes(32)).about()
    right = StoredHomes(tmp_path, KEY)
    assert right.about() is not None
    right.close()


@pytest.mark.parametrize("left", [0.0, 0.5, 0.999])
def test_a_cut_off_file_is_said_and_a_new_list_mends_it(tmp_path: Path, left: float) -> None:
    """Never a wrong answer out of half a list."""
    kept(tmp_path).close()
    path = tmp_path / "homes-000001.db"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    broken = StoredHomes(tmp_path, KEY)
    with pytest.raises(CannotOpen):
        _read_all(broken)
    broken.replace(ALL[:4], made_up=True, imported_at=AT)
    assert len(find_homes(broken, "example").homes) == 4
    broken.close()


def _read_all(stored: StoredHomes) -> None:
    for text in ("12", "flat", "e", "london", *(each.street for each in ALL[:400:7])):
        find_homes(stored, text)


def test_one_altered_byte_is_met_when_it_is_read(tmp_path: Path) -> None:
    """Every page carries its code: either the page is not needed, or it is said."""
    kept(tmp_path, ALL[:300]).close()
    path = tmp_path / "homes-000001.db"
    whole, chance, said = path.read_bytes(), random.Random(3), 0
    right = {text: find_homes(HeldList(ALL[:300]), text) for text in ("12", "example", "london")}
    for _ in range(25):
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        broken = StoredHomes(tmp_path, KEY)
        try:
            assert {text: find_homes(broken, text) for text in right} == right
        except CannotOpen:
            said += 1
        broken.close()
    assert said


def test_a_list_of_another_form_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an older or newer program: it is to be taken in again."""
    kept(tmp_path, ALL[:4]).close()
    monkeypatch.setattr(home_list, "VERSION", 2)
    with pytest.raises(CannotOpen, match=r"homes\.other_form"):
        StoredHomes(tmp_path, KEY).about()


def test_a_full_disk_leaves_the_old_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said so, nothing half made stays, and the old list still answers."""
    made = kept(tmp_path, ALL[:4])
    monkeypatch.setattr(home_list, "connect", _tight)
    with pytest.raises(EnvironmentFault, match=r"store\.disk_full"):
        made.replace(ALL, made_up=False, imported_at=AT)
    monkeypatch.undo()
    assert files(tmp_path) == ["homes-000001.db"]
    assert len(find_homes(made, "example").homes) == 4
    made.close()


def _tight(path: Path, key: bytes, *, journal: str) -> object:
    connection = connect(path, key, journal=journal)
    connection.execute("PRAGMA max_page_count = 20")
    return connection


@pytest.mark.skipif(sys.platform == "win32", reason="rights of this kind are POSIX's")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_leaves_the_old_list(tmp_path: Path) -> None:
    """Said so; the old list still answers."""
    made = kept(tmp_path, ALL[:4])
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(EnvironmentFault):
            made.replace(ALL, made_up=False, imported_at=AT)
        assert len(find_homes(made, "example").homes) == 4
    finally:
        tmp_path.chmod(0o700)
        made.close()


@pytest.mark.faults
@pytest.mark.parametrize("after_kib", [0, 100, 2000, 5000])
def test_a_killed_import_leaves_the_old_list(tmp_path: Path, after_kib: int) -> None:
    """Killed at any moment: the old list whole, or the new one; what it left behind goes with a later import."""
    kept(tmp_path, ALL[:4]).close()
    script = textwrap.dedent(f"""
        from pathlib import Path
        from datetime import datetime, UTC
        from detectors_app.storage.home_list import StoredHomes
        from tests.made_up_homes import homes
        from tests.storage.stores import KEY
        some = list(homes(20_000))
        print("begin", flush=True)
        StoredHomes(Path({os.fspath(tmp_path)!r}), KEY).replace(some, made_up=False, imported_at=datetime.now(UTC))
    """)
    with subprocess.Popen([sys.executable, "-c", script], cwd=_ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        while running.poll() is None and _written_kib(tmp_path) < after_kib:
            pass
        running.kill()
    found = StoredHomes(tmp_path, KEY)
    about = found.about()
    assert about is not None
    assert about.count in {4, 20_000}
    assert find_homes(found, "12 example").homes
    for each in tmp_path.glob("homes.*.new*"):
        os.utime(each, (0, 0))
    found.replace(ALL[:4], made_up=True, imported_at=AT)
    assert len(files(tmp_path)) == 1
    found.close()


def _written_kib(folder: Path) -> int:
    """Give how far an import has got with its file; far enough where it has finished."""
    drafts = [each.stat().st_size // 1024 for each in folder.glob("homes.*.new")]
    return max(drafts, default=0 if (folder / "homes-000001.db").exists() else 1_000_000)
