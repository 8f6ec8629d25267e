"""Packs on the disk and the file they travel in: whole or not there, whoever else works in the same folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from detectors_app.domain.errors import CannotOpen, EnvironmentFault, Invalid
from detectors_app.domain.packs import PIECE_BYTES, Pack
from detectors_app.protocol.statement import Statement
from detectors_app.storage import pack_file
from detectors_app.storage.pack_file import CourseOnDisk, PackFile, write_pack_file
from detectors_app.storage.pack_shelf import PackShelf
from detectors_app.use_cases.learning.pack_ports import KeptPack
from tests.made_up import sign_key
from tests.made_up_packs import COURSE, Files, course_files, film, pack_of, pieces_of, signed, write_course

KEY = sign_key()
FILES = course_files(1, more={"film/a.mp4": film(PIECE_BYTES + 7)})
PACK = pack_of(FILES, 1)
STATEMENT = signed(PACK, KEY)


def put_pieces(shelf: PackShelf, files: Files) -> None:
    for sha256, body in pieces_of(files).items():
        shelf.put_piece(sha256, body)


def put(shelf: PackShelf, pack: Pack = PACK, statement: Statement = STATEMENT, files: Files = FILES) -> KeptPack:
    """Put a pack on the shelf, as fetching does."""
    put_pieces(shelf, files)
    made = shelf.make(pack, statement, ())
    shelf.put_in_place(made, pack)
    (kept,) = [each for each in shelf.kept(COURSE) if each.statement == statement]
    return kept


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    """Give an empty shelf."""
    return PackShelf(tmp_path)


def test_an_empty_shelf_has_nothing_and_makes_nothing(shelf: PackShelf, tmp_path: Path) -> None:
    """Looking leaves no trace."""
    assert (shelf.kept(COURSE), shelf.courses(), shelf.coming()) == ((), (), ())
    shelf.sweep()
    shelf.give_up(COURSE)
    assert list(tmp_path.iterdir()) == []


def test_what_is_put_in_place_is_there_whole(shelf: PackShelf) -> None:
    """Names, sizes and bytes are those of the list."""
    kept = put(shelf)
    assert shelf.is_whole(kept, PACK)
    assert {path: (kept.folder / path).read_bytes() for path in FILES} == FILES
    assert shelf.courses() == (COURSE,)


def test_another_program_was_quicker(shelf: PackShelf, tmp_path: Path) -> None:
    """Two put the same pack together: one of them is there, whole, and nothing is left over."""
    other = PackShelf(tmp_path)
    put_pieces(shelf, FILES)
    first, second = shelf.make(PACK, STATEMENT, ()), other.make(PACK, STATEMENT, ())
    shelf.put_in_place(first, PACK)
    other.put_in_place(second, PACK)
    (kept,) = other.kept(COURSE)
    assert other.is_whole(kept, PACK)
    assert not second.folder.exists()


def test_a_damaged_one_is_replaced_by_the_same_made_anew(shelf: PackShelf) -> None:
    """It was not believed, and the mended one takes its name."""
    kept = put(shelf)
    (kept.folder / "first.md").write_bytes(b"damaged")
    assert not shelf.is_whole(kept, PACK)
    kept = put(shelf)
    assert shelf.is_whole(kept, PACK)


def test_a_change_that_keeps_the_size_and_the_time_is_seen(shelf: PackShelf) -> None:
    """Setting a file's time back does not hide that it was written to: the system's own change time tells."""
    kept = put(shelf)
    assert shelf.is_whole(kept, PACK)
    file = kept.folder / "first.md"
    before, data = file.stat(), bytearray(file.read_bytes())
    data[5] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not shelf.is_whole(kept, PACK)


def test_what_has_no_statement_or_no_readable_one_is_no_pack(shelf: PackShelf) -> None:
    """A folder from elsewhere counts for nothing."""
    kept = put(shelf)
    statement = kept.folder.parent / "pack.json"
    for wrong in (b"", b"{}", bytes(2_000_000)):
        statement.write_bytes(wrong)
        assert shelf.kept(COURSE) == ()
    statement.unlink()
    assert shelf.kept(COURSE) == ()


def test_a_missing_folder_is_not_whole(shelf: PackShelf) -> None:
    """Taken away between two looks."""
    kept = put(shelf)
    shutil.rmtree(kept.folder)
    assert not shelf.is_whole(kept, PACK)


def test_a_missing_piece_makes_nothing(shelf: PackShelf, tmp_path: Path) -> None:
    """It is said, and nothing half made stays."""
    put_pieces(shelf, {"first.md": FILES["first.md"]})
    with pytest.raises(CannotOpen, match=r"pack\.damaged"):
        shelf.make(PACK, STATEMENT, ())
    assert list((tmp_path / "courses" / ".making").iterdir()) == []


def test_pieces_are_found_in_files_of_the_same_name_and_size(shelf: PackShelf, tmp_path: Path) -> None:
    """Part of a film that was cut anew is used too; what cannot be read holds nothing."""
    old = tmp_path / "old"
    data = FILES["film/a.mp4"]
    write_course(old, FILES | {"film/a.mp4": data[:PIECE_BYTES] + bytes(7)})
    lacking = shelf.lacking(PACK, (tmp_path / "none", old))
    assert [each.size for each in lacking] == [7]


def test_what_cannot_be_made_is_a_fault_of_the_machine(shelf: PackShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said in our words, with nothing left."""
    put_pieces(shelf, FILES)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        with pytest.raises(EnvironmentFault):
            shelf.make(PACK, STATEMENT, ())
    made = shelf.make(PACK, STATEMENT, ())
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(EnvironmentFault):
            shelf.put_in_place(made, PACK)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", refuse)
        with pytest.raises(EnvironmentFault):
            shelf.check_room(1)


def test_what_cannot_be_taken_away_now_stays_whole(shelf: PackShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film that is being played keeps its folder on Windows: it is tried again the next time."""
    kept = put(shelf)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        shelf.tidy(COURSE, ())
    assert shelf.is_whole(kept, PACK)
    shelf.tidy(COURSE, ())
    assert shelf.kept(COURSE) == ()


def test_coming_packs_with_a_list_that_is_none_hold_no_pieces(shelf: PackShelf) -> None:
    """Whatever their statement says: their pieces go with the next sweep."""
    put_pieces(shelf, FILES)
    shelf.begin(COURSE, Statement(b"{}", ()))
    shelf.sweep()
    assert len(shelf.coming()) == 1
    assert len(shelf.lacking(PACK, ())) == len(PACK.pieces())


class TestThePackFile:
    @pytest.fixture
    def written(self, tmp_path: Path) -> Path:
        """Give a pack's file."""
        path = tmp_path / "a.pack"
        write_pack_file(path, STATEMENT, PACK, CourseOnDisk(write_course(tmp_path / "course", FILES)))
        return path

    def test_every_piece_comes_back(self, written: Path) -> None:
        """By its digest, in whatever order."""
        file = PackFile.open(written)
        assert file.statement == STATEMENT
        file.check(PACK)
        assert {sha256: file.piece(PACK, sha256) for sha256 in reversed(PACK.pieces())} == pieces_of(FILES)
        with pytest.raises(Invalid, match=r"pack\.pieces"):
            file.piece(PACK, "0" * 64)

    def test_nothing_is_overwritten_and_nothing_half_written(self, written: Path, tmp_path: Path) -> None:
        """A file that is there stays; a course that changed meanwhile leaves no file."""
        course = CourseOnDisk(tmp_path / "course")
        with pytest.raises(Invalid, match=r"file\.exists"):
            write_pack_file(written, STATEMENT, PACK, course)
        for change in (b"x" * len(FILES["first.md"]), FILES["first.md"] + bytes(2 * PIECE_BYTES), b""):
            (tmp_path / "course" / "first.md").write_bytes(change)
            with pytest.raises(Invalid, match=r"pack\.changed"):
                write_pack_file(tmp_path / "b.pack", STATEMENT, PACK, course)
        assert sorted(each.name for each in tmp_path.iterdir()) == ["a.pack", "course"]

    def test_a_file_that_goes_away_is_a_fault_of_the_machine(self, written: Path) -> None:
        """Missing at first: named so. Gone later: said so."""
        file = PackFile.open(written)
        written.unlink()
        for look in (lambda: file.check(PACK), lambda: file.piece(PACK, next(iter(PACK.pieces())))):
            with pytest.raises(EnvironmentFault):
                look()
        with pytest.raises(Invalid, match=r"file\.missing"):
            PackFile.open(written)
        with pytest.raises(EnvironmentFault):
            PackFile.open(written.parent)

    def test_where_it_cannot_be_written_it_is_said(self, tmp_path: Path) -> None:
        """A folder that is not there."""
        course = CourseOnDisk(write_course(tmp_path / "course", FILES))
        with pytest.raises(EnvironmentFault):
            write_pack_file(tmp_path / "none" / "a.pack", STATEMENT, PACK, course)


class TestTheFolder:
    def test_links_and_too_much_are_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing from outside the folder gets into a pack unseen."""
        folder = write_course(tmp_path / "course", FILES)
        (folder / "link.md").symlink_to(tmp_path)
        with pytest.raises(Invalid, match=r"pack\.kind_of_file"):
            CourseOnDisk(folder).paths()
        (folder / "link.md").unlink()
        monkeypatch.setattr(pack_file, "_MOST_ENTRIES", 2)
        with pytest.raises(Invalid, match=r"pack\.too_large"):
            CourseOnDisk(folder).paths()

    def test_what_cannot_be_read_is_said(self, tmp_path: Path) -> None:
        """No such folder, no such file."""
        course = CourseOnDisk(tmp_path / "none")
        with pytest.raises(EnvironmentFault):
            course.paths()
        with pytest.raises(EnvironmentFault):
            list(course.pieces("a.md"))
