"""The part of the laptop's façade that finds homes in the council's list; keeps nothing of what is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors_app.domain.home_match import Found
    from detectors_app.storage.home_list import StoredHomes
    from detectors_app.use_cases.homes.import_homes import ImportReport
    from detectors_app.use_cases.homes.ports import AboutHomes


@dataclass(slots=True)
class LaptopHomes:
    """One laptop's list of homes. Its file is opened when it is first needed, and belongs to one thread."""

    _list: StoredHomes
    _now: Callable[[], datetime]

    def is_there(self) -> bool:
        """Say whether a list was ever taken in; opens nothing."""
        return self._list.is_there()

    def about(self) -> AboutHomes | None:
        """Say how many homes, from when, and whether they are made up; None without a list.

        Raises CannotOpen (damaged, or of an older program), EnvironmentFault.
        """
        return self._list.about()

    def search(self, text: str) -> Found:
        """Give the homes that fit what was typed so far, the best first. Raises as `about`."""
        from detectors_app.use_cases.homes.find_homes import find_homes

        return find_homes(self._list, text)

    def import_lines(self, lines: Iterable[bytes], *, smaller: bool = False) -> ImportReport:
        """Take in a list, line by line, in place of the one before; as use_cases.homes.import_homes."""
        from detectors_app.use_cases.homes.import_homes import import_homes

        return import_homes(self._list, lines, self._now, smaller=smaller)

    def import_file(self, path: Path, *, smaller: bool = False) -> ImportReport:
        """Take in a CSV file. Raises OSError where it cannot be read, else as `import_lines`."""
        with path.open("rb") as file:
            return self.import_lines(iter(lambda: file.readline(_LONGEST_READ_BYTES), b""), smaller=smaller)

    def close(self) -> None:
        """Close the file."""
        self._list.close()


_LONGEST_READ_BYTES = 1 << 20
"""A file without line ends is met in pieces of this size, and refused by the first."""


def sample_list() -> Path:
    """Give the list of made-up homes that comes with the program."""
    from detectors_app.content.paths import resources_dir

    return resources_dir() / "homes" / "sample.csv"
