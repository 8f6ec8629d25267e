"""Content packs on this computer: verified courses, each in a folder of its own, and the pieces of those coming.

    courses/<course>/<version>-<digest>/pack.json    the signed statement
                                       /files/…      the course as its list says
    courses/.coming/<course>.json                    the statement of the pack that is being fetched
    courses/.pieces/<sha256>                         its pieces, each compared before it is kept
    courses/.making/<random>/                        put together here, verified, then renamed in one step

There is no pointer that could disagree with the folders: a folder with a lasting name is whole, and which of them is
used is reckoned from the signed statements each time. It trusts no statement: that is for the caller to verify.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import CannotOpen, EnvironmentFault, Invalid
from detectors_app.domain.packs import PIECE_BYTES, Pack, PackedFile, Piece, is_course_id
from detectors_app.protocol.pack import MOST_STATEMENT_BYTES, decode_pack, decode_pack_statement, statement_sha256
from detectors_app.protocol.statement import Statement, encode_statement
from detectors_app.storage import durable_file
from detectors_app.storage.pack_compare import Found, Stamp, find_beside, is_as_listed, read_at, stamps_of
from detectors_app.use_cases.learning.pack_ports import Coming, KeptPack

FOLDER = "courses"
STATEMENT_FILE = "pack.json"
FILES = "files"
SPARE_BYTES = 256 * 1024 * 1024
"""Never taken by a course, so that a concern can always be kept."""
_COMING, _PIECES, _MAKING = ".coming", ".pieces", ".making"
_DIGEST_LETTERS = 16


class PackShelf:
    """The packs in one data folder (use_cases.learning.pack_ports.Shelf)."""

    def __init__(self, data: Path) -> None:
        """Work below a data folder; makes nothing yet."""
        self._folder = data / FOLDER
        self._seen: dict[str, tuple[tuple[Stamp, ...], Pack]] = {}

    # --- what is kept -----------------------------------------------------------------------------------------------

    def kept(self, course: CourseId) -> tuple[KeptPack, ...]:
        """Give what is kept of a course, in no order; what has no readable statement is none."""
        found = (self._read_kept(course, each) for each in _names(self._folder / course))
        return tuple(each for each in found if each is not None)

    def courses(self) -> tuple[CourseId, ...]:
        """Give the courses of which anything is kept."""
        return tuple(CourseId(each) for each in _names(self._folder) if is_course_id(each))

    def _read_kept(self, course: CourseId, name: str) -> KeptPack | None:
        place = self._folder / course / name
        statement = _read_statement(place / STATEMENT_FILE)
        return None if statement is None else KeptPack(f"{course}/{name}", statement, place / FILES)

    def is_whole(self, kept: KeptPack, pack: Pack) -> bool:
        """Say whether its files are those of the list, byte for byte, and no other.

        They are read in full the first time, and again when one was written to since.
        """
        try:
            stamps = tuple(stamps_of(kept.folder))
            if self._seen.get(kept.name) == (stamps, pack):
                return True
            if not is_as_listed(kept.folder, pack, stamps):
                return False
        except OSError:
            return False
        self._seen[kept.name] = (stamps, pack)
        return True

    # --- what is coming ---------------------------------------------------------------------------------------------

    def coming(self) -> tuple[Coming, ...]:
        """Give the packs that are being fetched."""
        folder = self._folder / _COMING
        names = [each.removesuffix(".json") for each in _names(folder) if each.endswith(".json")]
        found = [(CourseId(each), _read_statement(folder / f"{each}.json")) for each in names]
        return tuple(Coming(course, statement) for course, statement in found if statement is not None)

    def begin(self, course: CourseId, statement: Statement) -> None:
        """Keep the statement of a pack to fetch, in place of the one before. Raises EnvironmentFault."""
        durable_file.make_folder(self._folder / _COMING)
        durable_file.replace(self._coming(course), encode_statement(statement))

    def give_up(self, course: CourseId) -> None:
        """Forget the pack that was being fetched."""
        durable_file.clear_away(self._coming(course))

    def sweep(self) -> None:
        """Take away pieces that nobody waits for, and what a crash left half made."""
        for each in _names(self._folder / _MAKING):
            shutil.rmtree(self._folder / _MAKING / each, ignore_errors=True)
        for each in _names(self._folder / _COMING):
            if not each.endswith(".json"):
                durable_file.clear_away(self._folder / _COMING / each)
        waited_for = {piece for each in self.coming() for piece in _pieces(each.statement)}
        for each in _names(self._folder / _PIECES):
            if each not in waited_for:
                durable_file.clear_away(self._piece(each))

    def lacking(self, pack: Pack, beside: tuple[Path, ...]) -> tuple[Piece, ...]:
        """Give the pieces that are neither fetched nor in these folders' files, each once."""
        wanted = {piece.sha256: piece for file in pack.files for piece in file.cut() if not self._is_here(piece)}
        found = find_beside(pack, beside, frozenset(wanted))
        return tuple(piece for sha256, piece in wanted.items() if sha256 not in found)

    def put_piece(self, sha256: str, body: bytes) -> None:
        """Keep a piece whose digest was compared, durably. Raises EnvironmentFault."""
        durable_file.make_folder(self._folder / _PIECES)
        durable_file.replace(self._piece(sha256), body)

    def check_room(self, needed_bytes: int) -> None:
        """Raise EnvironmentFault where so much more would not leave the disk room to spare."""
        place = self._folder
        while not place.exists() and place != place.parent:
            place = place.parent
        try:
            free = shutil.disk_usage(place).free
        except OSError as error:
            raise EnvironmentFault("store.cannot_write", path=os.fspath(self._folder)) from error
        if free < needed_bytes + SPARE_BYTES:
            raise EnvironmentFault("pack.no_room", needed_mib=1 + needed_bytes // PIECE_BYTES)

    # --- putting together -------------------------------------------------------------------------------------------

    def make(self, pack: Pack, statement: Statement, beside: tuple[Path, ...]) -> KeptPack:
        """Put all pieces together under a passing name, and verify every file.

        Raises CannotOpen where a piece is missing or wrong (it is taken away, to be fetched again), EnvironmentFault.
        """
        place = self._folder / _MAKING / secrets.token_hex(8)
        name = f"{pack.course}/{pack.version}-{statement_sha256(statement)[:_DIGEST_LETTERS]}"
        made = KeptPack(name, statement, place / FILES)
        try:
            self._make(made, pack, find_beside(pack, beside, frozenset(pack.pieces())))
        except BaseException:
            self.drop(made)
            raise
        return made

    def _make(self, made: KeptPack, pack: Pack, found: dict[str, Found]) -> None:
        place = made.folder.parent
        durable_file.make_folder(made.folder)
        with _writing(self._folder):
            for file in pack.files:
                self._put_together(made.folder / file.path, file, found)
            durable_file.replace(place / STATEMENT_FILE, encode_statement(made.statement))
            for folder in (*(each for each in made.folder.rglob("*") if each.is_dir()), made.folder, place):
                durable_file.sync_folder(folder)
        if not self.is_whole(made, pack):
            raise CannotOpen("pack.damaged")

    def _put_together(self, path: Path, file: PackedFile, found: dict[str, Found]) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as out:
            for piece in file.cut():
                out.write(self._piece_bytes(piece, found))
            out.flush()
            os.fsync(out.fileno())

    def _piece_bytes(self, piece: Piece, found: dict[str, Found]) -> bytes:
        here = self._piece(piece.sha256)
        place = Found(here, 0) if here.is_file() else found.get(piece.sha256)
        body = b"" if place is None else read_at(place, piece.size)
        if hashlib.sha256(body).hexdigest() != piece.sha256:
            durable_file.clear_away(here)
            raise CannotOpen("pack.damaged")
        return body

    def put_in_place(self, made: KeptPack, pack: Pack) -> None:
        """Give what was made its lasting name, in one step. Raises EnvironmentFault."""
        lasting = self._folder / made.name
        with _writing(self._folder):
            durable_file.make_folder(lasting.parent)
            if lasting.exists():
                there = KeptPack(made.name, made.statement, lasting / FILES)
                if self.is_whole(there, pack):
                    self.drop(made)  # Another program was quicker.
                    return
                lasting.rename(self._folder / _MAKING / secrets.token_hex(8))
            made.folder.parent.rename(lasting)
            durable_file.sync_folder(lasting.parent)

    def drop(self, made: KeptPack) -> None:
        """Take away what was made and shall not be used."""
        shutil.rmtree(made.folder.parent, ignore_errors=True)

    def tidy(self, course: CourseId, keep: tuple[str, ...]) -> None:
        """Take away what is kept of a course under other names.

        What cannot be taken away now (a film that is being played, on Windows) is tried again the next time.
        """
        for name in _names(self._folder / course):
            if f"{course}/{name}" not in keep:
                self._take_away(self._folder / course / name)

    def _take_away(self, place: Path) -> None:
        """Take a folder away, its name first, so that it is whole or gone."""
        aside = self._folder / _MAKING / secrets.token_hex(8)
        try:
            durable_file.make_folder(aside.parent)
            place.rename(aside)
        except (OSError, EnvironmentFault):
            return
        shutil.rmtree(aside, ignore_errors=True)

    def _coming(self, course: CourseId) -> Path:
        return self._folder / _COMING / f"{course}.json"

    def _piece(self, sha256: str) -> Path:
        return self._folder / _PIECES / sha256

    def _is_here(self, piece: Piece) -> bool:
        try:
            return self._piece(piece.sha256).stat().st_size == piece.size
        except OSError:
            return False


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say in our words what the file system could not do."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=os.fspath(folder)) from error


def _names(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:
        return []


def _read_statement(path: Path) -> Statement | None:
    try:
        with path.open("rb") as file:
            return decode_pack_statement(file.read(MOST_STATEMENT_BYTES + 1))
    except (OSError, Invalid):
        return None


def _pieces(statement: Statement) -> frozenset[str]:
    try:
        return frozenset(decode_pack(statement.bytes).pieces())
    except Invalid:
        return frozenset()
