"""What the windows ask of the laptop about its people and their passphrases; decides nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from detectors_app.domain.ids import PersonId

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.enrolment.person import Newcomer


def wait_left_s(laptop: Laptop) -> int:
    """Read how many seconds the next passphrase must wait."""
    return math.ceil(laptop.wait_left().total_seconds())


def use_as(person: PersonId) -> Callable[[Laptop], None]:
    """Make the job that locks, and lets one of the people use the laptop."""

    def job(laptop: Laptop) -> None:
        laptop.use_as(person)

    return job


def add_person(newcomer: Newcomer, passphrase: str | None) -> Callable[[Laptop], None]:
    """Make the job that locks, and lets someone new use the laptop."""

    def job(laptop: Laptop) -> None:
        laptop.add_person(newcomer, passphrase)

    return job


def change_passphrase(present: str, new: str) -> Callable[[Laptop], None]:
    """Make the job that puts the person's key under a new passphrase."""

    def job(laptop: Laptop) -> None:
        laptop.change_passphrase(present, new)

    return job


def begin_anew(passphrase: str) -> Callable[[Laptop], None]:
    """Make the job that locks, and begins under a new key, the passphrase being forgotten."""

    def job(laptop: Laptop) -> None:
        laptop.begin_anew(passphrase)

    return job
