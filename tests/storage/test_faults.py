"""What goes wrong with files and disks: clear words, nothing overwritten, nothing made anew over what is there."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import event

from detectors_app.domain.errors import CannotOpen, DetectorsError, EnvironmentFault, Invalid, Refused, TransientFault
from detectors_app.storage import laptop_tables
from detectors_app.storage.engine import connect, make_engine, transaction
from detectors_app.storage.laptop_store import FILE, LaptopStore, LaptopUnit
from detectors_app.storage.migrations import back_up, open_store
from tests.faults.planted import coats
from tests.storage.stores import KEY, WORDS, an_item

_ROOT = Path(__file__).resolve().parents[2]


def _filled(folder: Path, items: int = 20) -> Path:
    """Give the path of a closed store with something in it."""
    store = LaptopStore(folder, KEY)
    with store.unit() as unit:
        for _ in range(items):
            unit.add_to_outbox(an_item())
    store.close()
    return folder / FILE


def test_another_key_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    """Refused with clear words; byte for byte as it was."""
    path = _filled(tmp_path)
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match=r"store\.wrong_key"):
        LaptopStore(tmp_path, bytes(32))
    assert path.read_bytes() == before
    LaptopStore(tmp_path, KEY).close()


def test_a_key_of_the_wrong_length_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    """Said before anything is touched."""
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        LaptopStore(tmp_path, b"short")


@pytest.mark.parametrize("left", [0.0, 0.3, 0.7, 0.999])
def test_a_cut_off_store_is_kept_and_said(tmp_path: Path, left: float) -> None:
    """Cut anywhere, down to nothing: CannotOpen, never a fresh store in its place."""
    path = _filled(tmp_path)
    kept = path.read_bytes()[: int(path.stat().st_size * left)]
    path.write_bytes(kept)
    with pytest.raises(CannotOpen):
        LaptopStore(tmp_path, KEY)
    assert path.read_bytes() == kept


def test_damage_anywhere_is_met_at_the_start(tmp_path: Path) -> None:
    """One byte altered, wherever: CannotOpen; every page carries its code."""
    path = _filled(tmp_path)
    whole, chance = path.read_bytes(), random.Random(7)
    for _ in range(40):
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 + chance.randrange(255))]) + whole[at + 1 :])
        with pytest.raises(CannotOpen):
            LaptopStore(tmp_path, KEY)
    path.write_bytes(whole)
    LaptopStore(tmp_path, KEY).close()


def test_noise_in_a_stores_place_is_no_store(tmp_path: Path) -> None:
    """A file of chance is refused and kept."""
    (tmp_path / FILE).write_bytes(random.Random(1).randbytes(50_000))
    with pytest.raises(CannotOpen):
        LaptopStore(tmp_path, KEY)
    assert (tmp_path / FILE).stat().st_size == 50_000


def test_a_full_disk_says_so_and_keeps_what_was_saved(tmp_path: Path) -> None:
    """The transaction fails as a whole, with a wording key; what was committed stays, and more fits after clearing."""
    store = LaptopStore(tmp_path, KEY)
    first = an_item()
    with store.unit() as unit:
        unit.add_to_outbox(first)

    @event.listens_for(store._engine, "checkout")
    def _limit(connection: object, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 60")  # type: ignore[attr-defined]  # a library's connection

    with pytest.raises(EnvironmentFault, match=r"store\.disk_full"), store.unit() as unit:
        _put_many(unit)
    with store.unit() as unit:
        assert [each.id for each in unit.outbox()] == [first.id]
        unit.add_to_outbox(an_item())
    store.close()


def _put_many(unit: LaptopUnit) -> None:
    for _ in range(40):
        unit.add_to_outbox(an_item())


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are POSIX's")
def test_a_write_the_system_refuses_loses_nothing(tmp_path: Path) -> None:
    """The system stops a file's growth: a clear fault, what was committed still there, the store whole."""
    path = _filled(tmp_path, items=2)
    script = textwrap.dedent(f"""
        import resource, signal
        from pathlib import Path
        from detectors_app.domain.errors import EnvironmentFault
        from detectors_app.storage.laptop_store import LaptopStore
        from tests.storage.stores import KEY, an_item
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = LaptopStore(Path({os.fspath(tmp_path)!r}), KEY)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            with store.unit() as unit:
                for _ in range(40):
                    unit.add_to_outbox(an_item())
        except EnvironmentFault as fault:
            print(fault.key)
    """)
    ran = subprocess.run([sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() in {"store.disk_full", "store.disk_fault"}
    assert path.exists()
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert len(unit.outbox()) == 2
    store.close()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file where the folder should be, as root too: EnvironmentFault."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match=r"store\.cannot_write"):
        LaptopStore(tmp_path / "file", KEY)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """The folder's rights taken away: EnvironmentFault, nothing half made."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(EnvironmentFault):
        LaptopStore(folder, KEY)
    assert list(folder.iterdir()) == []


def test_a_store_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    """A write to a read-only database becomes our fault, not the library's."""
    store = LaptopStore(tmp_path, KEY)

    @event.listens_for(store._engine, "checkout")
    def _read_only(connection: object, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]  # a library's connection

    with pytest.raises(EnvironmentFault, match=r"store\.read_only"), store.unit() as unit:
        unit.put_note("x", "y")
    store.close()


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    """Refused with its version; nothing changed."""
    path = _filled(tmp_path)
    engine = make_engine(path, KEY)
    with transaction(engine, path) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    engine.dispose()
    with pytest.raises(Refused) as caught:
        LaptopStore(tmp_path, KEY)
    assert (caught.value.key, caught.value.facts) == ("store.newer", {"version": 99})


def test_a_step_forward_copies_first(tmp_path: Path) -> None:
    """A newer version's step: an encrypted copy of the old store, then the step; the rows are all there."""
    path, backups = _filled(tmp_path), tmp_path / "backups"
    steps = (*laptop_tables.STEPS, ("CREATE TABLE more (one INTEGER PRIMARY KEY)", "INSERT INTO more VALUES (5)"))
    engine = open_store(path, KEY, steps, backups)
    with transaction(engine, path) as connection:
        assert connection.exec_driver_sql("SELECT one FROM more").scalar_one() == 5
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 20
    engine.dispose()
    (copy,) = backups.iterdir()
    assert copy.name.startswith(f"laptop-v{len(laptop_tables.STEPS)}-")
    _same_rows(copy, tmp_path / "again")


def _same_rows(copy: Path, folder: Path) -> None:
    folder.mkdir()
    shutil.copy(copy, folder / FILE)
    store = LaptopStore(folder, KEY)
    with store.unit() as unit:
        assert len(unit.outbox()) == 20
    store.close()


def test_a_step_that_fails_leaves_the_old_version_whole(tmp_path: Path) -> None:
    """Half a step is no step: the version, the tables and the rows are the old ones."""
    path = _filled(tmp_path)
    steps = (*laptop_tables.STEPS, ("CREATE TABLE more (one INTEGER)", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(Exception, match="nowhere") as caught:
        open_store(path, KEY, steps, tmp_path / "backups")
    assert not isinstance(caught.value, DetectorsError)
    store = LaptopStore(tmp_path, KEY)
    assert store.version() == len(laptop_tables.STEPS)
    with store.unit() as unit:
        assert len(unit.outbox()) == 20
    store.close()


def test_a_step_taken_by_another_start_is_not_taken_twice(tmp_path: Path) -> None:
    """Two programs start at once on a fresh folder: one store, and both work on it."""
    one, two = LaptopStore(tmp_path, KEY), LaptopStore(tmp_path, KEY)
    with one.unit() as unit:
        unit.put_note("x", "1")
    with two.unit() as unit:
        assert unit.note("x") == "1"
    one.close()
    two.close()


def test_no_copy_where_it_cannot_be_written(tmp_path: Path) -> None:
    """No backup, no migration: said as the environment's fault."""
    path = _filled(tmp_path)
    (tmp_path / "backups").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match=r"store\.cannot_write"):
        back_up(path, KEY, tmp_path / "backups", version=1)


def test_another_program_holding_the_store_is_waited_for_and_said(tmp_path: Path) -> None:
    """Kept busy past the patience: try again later, nothing lost."""
    path = _filled(tmp_path, items=1)
    store = LaptopStore(tmp_path, KEY)

    @event.listens_for(store._engine, "checkout")
    def _hurry(connection: object, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout = 10")  # type: ignore[attr-defined]  # a library's connection

    other = connect(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TransientFault, match=r"store\.busy"), store.unit():
        pass
    other.close()
    store.close()


def test_no_words_in_any_file_in_any_coat(tmp_path: Path) -> None:
    """Store, log, shared memory and backups hold nothing of what was put in, while open and after."""
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        unit.add_to_outbox(an_item())
        unit.put_note("x", WORDS.decode())
    back_up(tmp_path / FILE, KEY, tmp_path / "backups", version=1)
    for each in [each for each in tmp_path.rglob("*") if each.is_file()]:
        data = each.read_bytes()
        assert not any(coat in data for _, coat in coats(WORDS.decode()))
        assert KEY not in data
        assert KEY.hex().encode() not in data
    store.close()


def test_an_error_shows_no_parameters(tmp_path: Path) -> None:
    """What was being written is in no message, cause or context of an error."""
    store = LaptopStore(tmp_path, KEY)
    with pytest.raises(Exception, match="NOT NULL") as caught, store.unit() as unit:
        unit.put_note(WORDS.decode(), None)  # type: ignore[arg-type]  # a bug in a caller
    store.close()
    error: BaseException | None = caught.value
    while error is not None:
        assert WORDS.decode() not in repr(error) + str(error)
        error = error.__cause__
