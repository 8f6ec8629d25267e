"""What fetching, building and choosing content packs needs from outside, as protocols; holds no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from detectors_app.domain.course import Course, CourseId
from detectors_app.domain.packs import Pack, Piece
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.rows import HeldBundle

LoadCourse = Callable[[Path, str], Course]
"""Reads the course in a folder, in a language (content.courses.load_course fits). Raises Invalid."""
Brought = Callable[[str], tuple[Course, ...]]
"""Gives the courses that come with the program (content.courses.bundled_courses fits)."""


class CourseFolder(Protocol):
    """The files of a course that is to be packed."""

    def paths(self) -> tuple[str, ...]:
        """Give every file's path, sorted, with `/` between. Raises Invalid for a link or what is no plain file."""

    def pieces(self, path: str) -> Iterator[bytes]:
        """Give a file's bytes in pieces of one size, the last one shorter. Raises EnvironmentFault."""


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack on this computer's shelf, its statement as it was kept; believed only once verified anew."""

    name: str
    statement: Statement
    folder: Path
    """Where the course's files lie."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A pack that is being fetched, its statement as it was kept; believed only once verified anew."""

    course: CourseId
    statement: Statement


class Shelf(Protocol):
    """Where packs are kept, and those that are coming. Several programs on one folder get on with each other.

    Whatever writes raises EnvironmentFault (disk full, read-only), and what was there before stays.
    """

    def kept(self, course: CourseId) -> tuple[KeptPack, ...]:
        """Give what is kept of a course, in no order."""

    def is_whole(self, kept: KeptPack, pack: Pack) -> bool:
        """Say whether its files are those of the list, byte for byte, and no other."""

    def courses(self) -> tuple[CourseId, ...]:
        """Give the courses of which anything is kept."""

    def coming(self) -> tuple[Coming, ...]:
        """Give the packs that are being fetched."""

    def begin(self, course: CourseId, statement: Statement) -> None:
        """Keep the statement of a pack to fetch, in place of the one before."""

    def give_up(self, course: CourseId) -> None:
        """Forget the pack that was being fetched."""

    def sweep(self) -> None:
        """Take away pieces that nobody waits for, and what a crash left half made."""

    def lacking(self, pack: Pack, beside: tuple[Path, ...]) -> tuple[Piece, ...]:
        """Give the pieces that are neither fetched nor in these folders' files, each once."""

    def put_piece(self, sha256: str, body: bytes) -> None:
        """Keep a piece whose digest was compared, durably."""

    def check_room(self, needed_bytes: int) -> None:
        """Raise EnvironmentFault where so much more would not leave the disk room to spare."""

    def make(self, pack: Pack, statement: Statement, beside: tuple[Path, ...]) -> KeptPack:
        """Put all pieces together under a passing name, and verify every file. Raises CannotOpen where one is wrong."""

    def put_in_place(self, made: KeptPack, pack: Pack) -> None:
        """Give what was made its lasting name, in one step."""

    def drop(self, made: KeptPack) -> None:
        """Take away what was made and shall not be used."""

    def tidy(self, course: CourseId, keep: tuple[str, ...]) -> None:
        """Take away what is kept of a course under other names."""


class PackNotary(Protocol):
    """Verifies who signed a pack (the module signing.chain fits)."""

    def open_pack(self, statement: Statement, content_key: bytes) -> Pack:
        """Verify by the bundle's content key, then read. Raises CannotOpen, Invalid."""


class PackUnit(Protocol):
    """What of a store is needed, inside one transaction; a laptop's and a desk's fit."""

    def bundle(self) -> HeldBundle | None:
        """Give the trust bundle in force."""

    def note(self, name: str) -> str:
        """Give a small remembered value, empty if none."""

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value."""


class PackStore(Protocol):
    """Opens transactions on such a store."""

    def unit(self) -> AbstractContextManager[PackUnit]:
        """Begin a transaction. Raises EnvironmentFault, CannotOpen."""
