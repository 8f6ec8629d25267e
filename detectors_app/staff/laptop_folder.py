"""One data folder, opened: what every part of the laptop's façade stands on; does nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from detectors_app.staff.laptop_homes import LaptopHomes
    from detectors_app.storage.laptop_store import LaptopStore
    from detectors_app.use_cases.laptop import LaptopParts
    from detectors_app.use_cases.learning.courses_in_force import Courses as CoursesInForce
    from detectors_app.use_cases.learning.ports import Courses
    from detectors_app.use_cases.ports import Open, Service, Signer


class ServiceAt(Protocol):
    """Makes the service's client for an address and the key that signs its requests."""

    def __call__(self, address: str, signer: Signer) -> Service:
        """Give the client; nothing is sent yet."""


@dataclass(slots=True)
class OpenedFolder:
    """A laptop's folder. `_own` opens the person's drafts while this object is unlocked."""

    data: Path
    parts: LaptopParts
    key_place: str
    _store: LaptopStore
    _service_at: ServiceAt
    _owner: str
    _own: Open | None = field(default=None, repr=False)
    _services: dict[tuple[str, bytes], Service] = field(default_factory=dict, repr=False)
    homes: LaptopHomes = field(kw_only=True)
    courses: Courses = field(kw_only=True)
    _in_force: CoursesInForce | None = field(default=None, repr=False, kw_only=True)
