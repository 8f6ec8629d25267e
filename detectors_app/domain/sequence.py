"""Gaps in what one sender sent to this reader: a number in the seal, seen by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an envelope among those its sender sealed to this reader.

    `series` is 8 random bytes, new with each store of the sender; `n` counts from 1. Drafts are not counted: n = 0.
    """

    series: bytes
    n: int


def missing(seen: Iterable[Place]) -> int:
    """Count the envelopes known to have been sealed to this reader and not received."""
    highest: dict[bytes, int] = {}
    got: set[Place] = set()
    for place in seen:
        if place.n > 0:
            got.add(place)
            highest[place.series] = max(highest.get(place.series, 0), place.n)
    return sum(highest.values()) - len(got)


def repeats(seen: Iterable[Place], place: Place) -> bool:
    """Say whether another envelope already came with this number."""
    return place.n > 0 and place in set(seen)
