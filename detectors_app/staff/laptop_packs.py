"""The façade's part on content packs: fetch newer versions of courses, and say which is in force; knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors_app.staff.laptop_delivery import LEASE_S, DeliveringLaptop

if TYPE_CHECKING:
    from collections.abc import Callable

    from detectors_app.domain.course import Course, CourseId
    from detectors_app.use_cases.learning.courses_in_force import Courses
    from detectors_app.use_cases.learning.fetch_packs import PacksFetched
    from detectors_app.use_cases.rows import HeldBundle, Identity

ENGLISH = "en"


class PackedLaptop(DeliveringLaptop):
    """Courses as the council last published them, on top of those that the program brings."""

    __slots__ = ()

    def courses_in_force(self, language: str = ENGLISH) -> tuple[Course, ...]:
        """Give every course as it is in force. Raises Invalid where one that the program brings cannot be read."""
        return self._courses().all(language)

    def course_in_force(self, course_id: CourseId, language: str = ENGLISH) -> Course | None:
        """Give one course as it is in force, None where there is no such course. Raises Invalid as above."""
        return self._courses().course(course_id, language)

    def fetch_packs(self, go_on: Callable[[], bool] = lambda: True) -> PacksFetched:
        """Ask for newer courses where it is time, and fetch a round's share of what is coming.

        It belongs behind a round for training records, whose keys it speaks with where there are any, and on their
        thread: concerns wait for none of it. `go_on` is asked between two pieces. Its troubles are in the result.
        Raises EnvironmentFault and CannotOpen from the store alone, Invalid as above.
        """
        from detectors_app.staff.wiring import program_version
        from detectors_app.use_cases.learning.fetch_packs import PackParts, PacksFetched, fetch_packs

        who = self._who_asks()
        if who is None:
            return PacksFetched()
        identity, held = who
        parts = PackParts(
            store=self._store,
            courses=self._courses(),
            asking=self._courier(LEASE_S).asking(identity, held.bundle),
            owner=self._owner,
            program=program_version(),
            now=self.parts.now,
            chance=self.parts.chance,
            may_go_on=lambda: go_on() and not self._has_a_concern_to_send(),
        )
        return fetch_packs(parts)

    def _who_asks(self) -> tuple[Identity, HeldBundle] | None:
        """Give the keys for training, else those for concerns; None before the service knows them.

        Where there are keys for training, those for concerns never speak of courses: nothing joins the two.
        """
        from detectors_app.domain.ids import CONCERNS, LEARNING

        with self._store.unit() as unit:
            held = unit.bundle()
            identity = unit.identity(LEARNING) or unit.identity(CONCERNS)
        return None if held is None or identity is None or not identity.registered else (identity, held)

    def _has_a_concern_to_send(self) -> bool:
        from detectors_app.domain.ids import CONCERNS

        with self._store.unit() as unit:
            at = unit.next_attempt_at(box=CONCERNS)
        return at is not None and at <= self.parts.now()

    def _courses(self) -> Courses:
        if self._in_force is None:
            from detectors_app.content.courses import bundled_courses, load_course
            from detectors_app.signing import chain
            from detectors_app.storage.pack_shelf import PackShelf
            from detectors_app.use_cases.learning.courses_in_force import Courses

            self._in_force = Courses(PackShelf(self.data), chain, self._store.content_key, load_course, bundled_courses)
        return self._in_force
