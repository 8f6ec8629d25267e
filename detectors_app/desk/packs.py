"""A desk's side of content packs: publish one, fetch newer ones, say which courses are in force; shows nothing."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from detectors_app.content.courses import bundled_courses, load_course
from detectors_app.domain.course import Course
from detectors_app.domain.packs import Pack
from detectors_app.signing import chain
from detectors_app.storage.desk_store import DeskStore
from detectors_app.storage.pack_file import PackFile
from detectors_app.storage.pack_shelf import PackShelf
from detectors_app.use_cases.delivery.asking import Asking
from detectors_app.use_cases.learning.courses_in_force import Courses
from detectors_app.use_cases.learning.fetch_packs import PackParts, PacksFetched, fetch_packs
from detectors_app.use_cases.learning.publish_pack import Published, publish_pack
from detectors_app.use_cases.ports import Clock

ENGLISH = "en"


class DeskPacks:
    """The packs of one desk's folder. It belongs to the thread of the desk that it is made for."""

    def __init__(self, data: Path, store: DeskStore, asking: Callable[[], Asking], now: Clock) -> None:
        """Put the parts together; reads and asks nothing yet."""
        self._store, self._asking, self._now = store, asking, now
        self._courses = Courses(PackShelf(data), chain, store.content_key, load_course, bundled_courses)

    def courses(self, language: str = ENGLISH) -> tuple[Course, ...]:
        """Give every course as it is in force. Raises Invalid where one that the program brings cannot be read."""
        return self._courses.all(language)

    def publish(self, file: PackFile) -> tuple[Pack, Published]:
        """Verify a pack's file as every laptop will, then hand it in; asked again, it goes on where it was.

        Raises CannotOpen (not signed by the content key of the list of people), Invalid (cut off, altered),
        TransientFault, Refused (not a manager or lead, an older one, a version in two forms), EnvironmentFault.
        """
        pack = chain.open_pack(file.statement, self._store.content_key())
        file.check(pack)
        return pack, publish_pack(self._asking(), file.statement, pack, lambda sha256: file.piece(pack, sha256))

    def fetch(self) -> PacksFetched:
        """Ask for newer courses where it is time. Raises EnvironmentFault and CannotOpen from the store alone."""
        parts = PackParts(
            store=self._store,
            courses=self._courses,
            asking=self._asking(),
            owner=secrets.token_hex(8),
            program=_program_version(),
            now=self._now,
            chance=random.random,
            may_go_on=lambda: True,
        )
        return fetch_packs(parts)


def _program_version() -> str:
    try:
        return metadata.version("detectors-app")
    except metadata.PackageNotFoundError:
        return ""
