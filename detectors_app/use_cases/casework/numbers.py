"""What one laptop's numbers tell, kept up as concerns come: gaps, numbers that came twice, clocks that ran backwards.

It gives what looking at all of them at once would give (domain.sequence says what a gap and a repeat are), in whatever
order they come; each costs the same however many came before.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.casework import Mark
from detectors_app.domain.sequence import Place


@dataclass(slots=True)
class _Series:
    """The finished concerns of one series by number, with the latest time of writing up to each."""

    line: list[tuple[int, datetime, str]] = field(default_factory=list)
    tops: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Numbers:
    """The places of one laptop's verified concerns. `missing` counts those sealed to this officer that never came."""

    missing: int = 0
    _at_place: dict[Place, list[tuple[datetime, str]]] = field(default_factory=dict)
    _highest: dict[bytes, int] = field(default_factory=dict)
    _series: defaultdict[bytes, _Series] = field(default_factory=lambda: defaultdict(_Series))
    _repeated: set[str] = field(default_factory=set)
    _backwards: set[str] = field(default_factory=set)

    def marks(self, sha256: str) -> frozenset[Mark]:
        """Give the marks of the concern with these bytes."""
        found = ((self._repeated, Mark.REPEATED_NUMBER), (self._backwards, Mark.CLOCK_BACKWARDS))
        return frozenset(mark for marked, mark in found if sha256 in marked)

    def add(self, place: Place, sha256: str, stored_at: datetime, made_at: datetime | None) -> set[str]:
        """Count one more and give the digests of those whose marks may be other than before.

        `made_at` is None for what was sent unfinished: a draft keeps the time of its writing, which tells nothing.
        """
        changed = self._count(place, sha256, stored_at) if place.n > 0 else set()
        return changed if made_at is None else changed | self._follow(place, sha256, made_at)

    def _count(self, place: Place, sha256: str, stored_at: datetime) -> set[str]:
        """Of those with one number the first is none that repeats; every number up to the highest was sealed."""
        same = self._at_place.setdefault(place, [])
        if not same:
            highest = self._highest.get(place.series, 0)
            self._highest[place.series] = max(highest, place.n)
            self.missing += max(place.n - highest, 0) - 1
        place_in_line = bisect(same, (stored_at, sha256))
        same.insert(place_in_line, (stored_at, sha256))
        if len(same) == 1:
            return set()
        repeated = same[max(place_in_line, 1)][1]  # This one, or the one that was the first until now.
        self._repeated.add(repeated)
        return {repeated}

    def _follow(self, place: Place, sha256: str, made_at: datetime) -> set[str]:
        """Mark what was made before one with a lower number; look again only as far as that makes a difference."""
        series, entry = self._series[place.series], (place.n, made_at, sha256)
        start = bisect(series.line, entry)
        series.line.insert(start, entry)
        series.tops.insert(start, made_at)
        changed = set[str]()
        for index in range(start, len(series.line)):
            _, made, each = series.line[index]
            before = series.tops[index - 1] if index else made
            changed |= self._set_backwards(each, back=made < before)
            top = max(before, made)
            if index > start and top == series.tops[index]:
                break
            series.tops[index] = top
        return changed

    def _set_backwards(self, sha256: str, *, back: bool) -> set[str]:
        if back is (sha256 in self._backwards):
            return set()
        self._backwards ^= {sha256}
        return {sha256}
