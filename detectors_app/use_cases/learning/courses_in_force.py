"""Which version of a course is used: the highest that is whole, of those fetched and the one that the program brings.

Every look goes by what lies there now: statements are verified by the content key in force, files against the list,
so a pack that was altered, or that a former key signed, gives way to the one before. What was read once is remembered
for as long as neither changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from detectors_app.domain.course import Course, CourseId
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.packs import Pack, is_course_id
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.learning.pack_ports import Brought, KeptPack, LoadCourse, PackNotary, Shelf

MOST_REMEMBERED = 200


class Courses:
    """The courses of one computer. `content_key` gives the bundle's, empty where none is named. For one thread."""

    def __init__(
        self, shelf: Shelf, notary: PackNotary, content_key: Callable[[], bytes], load: LoadCourse, brought: Brought
    ) -> None:
        """Put the parts together; reads nothing yet."""
        self.shelf = shelf
        self._notary, self._content_key = notary, content_key
        self._load, self._brought = load, brought
        self._opened: dict[tuple[Statement, bytes], Pack | None] = {}
        self._read: dict[tuple[str, str], tuple[Pack, Course | None]] = {}

    def course(self, course_id: CourseId, language: str) -> Course | None:
        """Give a course as it is in force, None where there is no such course."""
        brought = self.brought(course_id, language)
        for kept, pack in self.whole(course_id):
            if brought is not None and pack.version <= brought.version:
                break
            found = self.read(kept, pack, language)
            if found is not None:
                return found
        return brought

    def all(self, language: str) -> tuple[Course, ...]:
        """Give every course in force, those that the program brings first, in its order."""
        names = dict.fromkeys((*(each.id for each in self._brought(language)), *self.shelf.courses()))
        found = (self.course(each, language) for each in names)
        return tuple(each for each in found if each is not None)

    def brought(self, course_id: CourseId, language: str) -> Course | None:
        """Give a course as the program brings it."""
        return next((each for each in self._brought(language) if each.id == course_id), None)

    def whole(self, course_id: CourseId) -> Iterator[tuple[KeptPack, Pack]]:
        """Give the kept packs that verify and are whole, the highest version first."""
        if not is_course_id(course_id):
            return
        kept = [(each, pack) for each in self.shelf.kept(course_id) if (pack := self.open(each.statement)) is not None]
        for each, pack in sorted(kept, key=lambda pair: pair[1].version, reverse=True):
            if pack.course == course_id and self.shelf.is_whole(each, pack):
                yield each, pack

    def open(self, statement: Statement) -> Pack | None:
        """Give what a statement says, None where it is not signed by the content key in force."""
        key = (statement, self._content_key())
        if key not in self._opened:
            _make_room(self._opened)
            try:
                self._opened[key] = self._notary.open_pack(*key)
            except (CannotOpen, Invalid):
                self._opened[key] = None
        return self._opened[key]

    def read(self, kept: KeptPack, pack: Pack, language: str) -> Course | None:
        """Read a whole pack's course, None where this program cannot, or where it is not what the list says it is."""
        key = (str(kept.folder), language)
        if key not in self._read or self._read[key][0] != pack:
            _make_room(self._read)
            self._read[key] = pack, self._read_anew(kept, pack, language)
        return self._read[key][1]

    def _read_anew(self, kept: KeptPack, pack: Pack, language: str) -> Course | None:
        try:
            course = self._load(kept.folder, language)
        except Invalid:
            return None
        is_it = (course.id, course.version, course.change) == (pack.course, pack.version, pack.change)
        return course if is_it else None


def _make_room(remembered: dict[Any, Any]) -> None:
    if len(remembered) >= MOST_REMEMBERED:
        remembered.clear()
