"""A laptop that fetches made-up packs from a service in memory: what is published, what came, what lies on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from detectors_app.domain.course import Change, Course
from detectors_app.protocol.statement import Statement
from detectors_app.signing.keys import SigningKey
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.storage.pack_shelf import FOLDER
from detectors_app.use_cases.learning.fetch_packs import PacksFetched
from tests.made_up_packs import COURSE, Files, course_files, pack_of, pieces_of, signed
from tests.use_cases.bench import CHEAP, Bench


class PackBench(Bench):
    """A laptop that is set up and registered."""

    def __init__(self, folder: Path) -> None:
        """Set it up."""
        super().__init__(folder)
        self.enrol()
        self.laptop.sync()

    def open(self) -> Laptop:
        """Open the folder once more; what is taught there is what its packs say."""
        return Laptop.open(
            self.folder,
            clock=lambda: self.now,
            chance=lambda: self.chance,
            key_place=FilePlace(self.folder),
            service_at=self._service,
            cost=CHEAP,
        )

    def publish(
        self, files: Files, version: int, *, course: str = COURSE, key: SigningKey | None = None,
        change: Change = Change.WORDING,
    ) -> Statement:  # fmt: skip
        """Let the service give out a pack, whoever signed it."""
        statement = signed(pack_of(files, version, course=course, change=change), key or self.council.content)
        self.world.pack_bytes |= pieces_of(files)
        self.world.give_pack(statement)
        return statement

    def publish_usual(self, version: int, **changes: object) -> Files:
        """Publish the usual small course in a version; give its files."""
        files = course_files(version, **changes)  # type: ignore[arg-type]  # as course_files takes them
        self.publish(files, version, change=changes.get("change", Change.WORDING))  # type: ignore[arg-type]
        return files

    def fetch(self, *, days: int = 1) -> PacksFetched:
        """Let it fetch after so many days and a bit."""
        self.pass_time(days=days, hours=7)
        return self.laptop.fetch_packs()

    def course(self) -> Course | None:
        """Give the course in force, as a laptop opened anew sees it."""
        with self.open() as anew:
            found = anew.course_in_force(COURSE)
        assert (self.laptop.course_in_force(COURSE) or found) == found
        return found

    @property
    def version(self) -> int:
        """Give the version in force, 0 for none."""
        found = self.course()
        return 0 if found is None else found.version

    @property
    def shelf(self) -> Path:
        """Give where packs lie."""
        return self.folder / FOLDER

    def on_disk(self) -> list[str]:
        """Give all files below it, by their paths; the digests in names are left out."""
        return sorted(
            "/".join(part.split("-")[0] if part[0].isdigit() else part for part in each.relative_to(self.shelf).parts)
            for each in self.shelf.rglob("*")
            if each.is_file()
        )

    def files_of(self, version: int) -> Path:
        """Give where a version's files lie."""
        (found,) = self.shelf.glob(f"{COURSE}/{version}-*/files")
        return found

    def lose(self) -> None:
        """Throw all packs away."""
        shutil.rmtree(self.shelf)
