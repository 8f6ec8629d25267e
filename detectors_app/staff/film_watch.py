"""What of a film was seen, and which steps tell it; it plays nothing and knows no widget.

A step is handed out for every second played, and for the rest of one whenever the playing stops: so a kill at any
moment takes away less than a second of what was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from detectors_app.domain.blocks import Film, Skip
from detectors_app.domain.progress import WHOLE, FilmProgress, Sought, Span, Step, Watched
from detectors_app.domain.training import united

STEP_MS = 1000
"""A step is handed out for so much of the film."""
_SLACK_MS = 500
"""The clocks of player and program may be so far apart."""


class FilmWatch:
    """Follows where the film is. `take` gets each step; `now_s` is a clock that only goes forward."""

    def __init__(
        self, block: Film, progress: FilmProgress, take: Callable[[Step], None], now_s: Callable[[], float]
    ) -> None:
        self._block, self._take, self._now_s = block, take, now_s
        self.progress = progress
        self._at_ms = self._told_ms = progress.at_ms
        self._moved_s = 0.0
        self._rate = 1.0
        self._playing = False

    @property
    def length_ms(self) -> int:
        """Give how long the film is, 0 while nobody knows."""
        return self.progress.length_ms

    @property
    def at_ms(self) -> int:
        """Give where the film is."""
        return self._at_ms

    @property
    def percent(self) -> int:
        """Give how much was seen or skipped, in whole percent, rounded down."""
        return self.progress.share * 100 // WHOLE

    @property
    def is_enough(self) -> bool:
        """Say whether as much was seen as must be."""
        return self.length_ms > 0 and self.progress.share >= self._block.must_see

    def set_length(self, length_ms: int) -> None:
        """Take in how long the film is; a place after its end becomes its end."""
        self.progress = replace(self.progress, length_ms=length_ms)
        self._at_ms = self._told_ms = min(self._at_ms, length_ms)

    def begin(self, rate: float) -> None:
        """The film plays from where it is, so many times as fast as it was made."""
        self.rest()
        self._rate, self._playing, self._moved_s = rate, True, self._now_s()

    def move(self, at_ms: int) -> None:
        """The film has played on to here. What nobody can have seen in that time does not count."""
        if not self._playing:
            return
        now_s = self._now_s()
        most_ms = (now_s - self._moved_s) * 1000 * self._rate + _SLACK_MS
        went_ms = at_ms - self._at_ms
        if went_ms < 0 or went_ms > most_ms:
            self._tell()
            self._told_ms = at_ms
        self._at_ms, self._moved_s = at_ms, now_s
        if at_ms - self._told_ms >= STEP_MS:
            self._tell()

    def rest(self) -> None:
        """The film is paused, or about to go elsewhere: hand out what is left of the last second."""
        if self._playing:
            self._playing = False
            self._tell()

    def end(self) -> None:
        """The film has played to its end: its last frame may come a moment before."""
        self._playing = False
        if self.length_ms - self._at_ms <= STEP_MS:
            self._at_ms = self.length_ms
        self._tell()

    def seek(self, at_ms: int) -> int:
        """Go on from elsewhere; gives where that is, within the film."""
        self.rest()
        self._at_ms = self._told_ms = min(max(at_ms, 0), self.length_ms or at_ms)
        self.progress = replace(self.progress, at_ms=self._at_ms)
        self._take(Sought(self._block.id, self._at_ms))
        return self._at_ms

    def skip(self, part: Skip) -> int:
        """Leave a hard part out: it counts as seen. Gives where the film goes on."""
        self.rest()
        self._at_ms = min(part.to_ms, self.length_ms or part.to_ms)
        self._told_ms = min(part.from_ms, self._at_ms)
        self._tell()
        return self._at_ms

    def read(self, length_ms: int) -> None:
        """All its words were read: that counts as all of it seen. `length_ms` is used where the film's is not known."""
        self.rest()
        if not self.length_ms:
            self.set_length(length_ms)
        back_ms = self._at_ms
        self._told_ms, self._at_ms = 0, self.length_ms
        self._tell()
        self.seek(back_ms)

    def _tell(self) -> None:
        if self._at_ms > self._told_ms and self.length_ms:
            span = Span(self._told_ms, self._at_ms)
            seen = united((*self.progress.seen, span))
            self.progress = replace(self.progress, at_ms=self._at_ms, seen=seen)
            self._take(Watched(self._block.id, span.from_ms, span.to_ms, self.length_ms))
        self._told_ms = self._at_ms
