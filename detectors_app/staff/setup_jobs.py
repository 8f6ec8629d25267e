"""What setting up asks of the laptop, each a plain function to run on a lane; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors_app.staff.laptop_setup import ForWhom

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An enrolment file that may be taken, and who it is for. Its bytes hold a one-time key."""

    data: bytes = field(repr=False)
    whom: ForWhom


def read_file(data: bytes) -> Callable[[Laptop], ReadFile]:
    """Make the job that verifies an enrolment file without keeping it."""

    def job(laptop: Laptop) -> ReadFile:
        return ReadFile(data, laptop.for_whom(data))

    return job


def fetch_file(code: str, address: str) -> Callable[[Laptop], ReadFile]:
    """Make the job that fetches a code's file and verifies it; it waits for the network."""

    def job(laptop: Laptop) -> ReadFile:
        from detectors_app.staff.set_up_code import file_of_code

        data = file_of_code(code, address)
        return ReadFile(data, laptop.for_whom(data))

    return job


def take_file(data: bytes) -> Callable[[Laptop], None]:
    """Make the job that keeps what the file gives; from here on a start goes on with the passphrase."""

    def job(laptop: Laptop) -> None:
        laptop.enrol(data)

    return job


def whom(laptop: Laptop) -> ForWhom:
    """Say who the laptop was set up for on an earlier day."""
    return laptop.is_for()
