"""What counts as seen of a film: once, honestly, and never lost for more than a second."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from detectors_app.domain.blocks import BlockId, Film, Skip
from detectors_app.domain.course import CourseId, Module, ModuleId
from detectors_app.domain.progress import FilmProgress, ModuleProgress, Sought, Span, Step, Watched
from detectors_app.domain.training import advance
from detectors_app.staff.film_watch import FilmWatch
from tests.made_up_course import film

BLOCK = film()
HARD = BLOCK.skips[0]
LENGTH_MS = 90_000
_TODAY = date(2026, 11, 22)
_NEW = FilmProgress(BLOCK.id)


@dataclass
class Seat:
    """Somebody watching: a clock, the film, and the steps handed out."""

    progress: FilmProgress = _NEW
    now_s: float = 100.0
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watch = FilmWatch(BLOCK, self.progress, self.steps.append, lambda: self.now_s)
        self.watch.set_length(LENGTH_MS)

    def play(self, to_ms: int, *, rate: float = 1.0, every_ms: int = 50) -> None:
        self.watch.begin(rate)
        at_ms = self.watch.at_ms
        while at_ms < to_ms:
            at_ms = min(at_ms + every_ms, to_ms)
            self.now_s += every_ms / 1000 / rate
            self.watch.move(at_ms)

    @property
    def kept(self) -> FilmProgress:
        """What the rules of a module make of the steps: what a store would have."""
        module = Module(ModuleId("m"), "M", 5, (BLOCK,))
        progress = ModuleProgress(CourseId("c"), module.id, 1, films=(self.progress,))
        for step in self.steps:
            progress = advance(module, progress, step, version=1, today=_TODAY)
        return progress.film(BLOCK.id)


@pytest.mark.parametrize("rate", [0.75, 1.0, 1.25, 1.5])
def test_a_step_is_handed_out_for_every_second(rate: float) -> None:
    """Whatever the speed, no more than a second of the film is ever not handed out."""
    seat = Seat()
    seat.play(10_300, rate=rate)
    told = [step for step in seat.steps if isinstance(step, Watched)]
    assert [step.to_ms for step in told] == [1000 * n for n in range(1, 11)]
    assert all(step.length_ms == LENGTH_MS for step in told)
    seat.watch.rest()
    assert seat.kept.seen == (Span(0, 10_300),)
    assert seat.kept.at_ms == 10_300


def test_seconds_seen_twice_count_once() -> None:
    """Going back and seeing it again adds nothing (as 20 s seen again and again once did elsewhere)."""
    seat = Seat()
    for _ in range(5):
        seat.watch.seek(0)
        seat.play(20_000)
        seat.watch.rest()
    assert seat.kept.seen == (Span(0, 20_000),)
    assert seat.watch.percent == 22


def test_what_was_jumped_over_is_not_seen() -> None:
    """Seeking counts nothing in between, and where to go on is told at once."""
    seat = Seat()
    seat.play(2_500)
    seat.watch.seek(60_000)
    assert seat.steps[-2:] == [Watched(BLOCK.id, 2000, 2500, LENGTH_MS), Sought(BLOCK.id, 60_000)]
    seat.play(61_200)
    seat.watch.rest()
    assert seat.kept.seen == (Span(0, 2_500), Span(60_000, 61_200))


def test_a_place_that_comes_too_soon_is_not_seen() -> None:
    """A player that leaps on by itself does not make anybody see what lies between."""
    seat = Seat()
    seat.play(1_000)
    seat.now_s += 0.05
    seat.watch.move(40_000)
    seat.now_s += 0.5
    seat.watch.move(40_500)
    seat.watch.rest()
    assert seat.kept.seen == (Span(0, 1_000), Span(40_000, 40_500))


def test_a_window_that_was_busy_still_counts_what_was_played() -> None:
    """Three seconds without a word from the player were played all the same, if three seconds have passed."""
    seat = Seat()
    seat.play(1_000)
    seat.now_s += 3
    seat.watch.move(4_000)
    assert seat.kept.seen == (Span(0, 4_000),)


def test_a_hard_part_left_out_counts_as_seen() -> None:
    """The part counts from its begin to its end, and the film goes on after it."""
    seat = Seat(FilmProgress(BLOCK.id, 32_000, LENGTH_MS))
    seat.play(33_400)
    assert seat.watch.skip(HARD) == HARD.to_ms
    assert seat.steps[-1] == Watched(BLOCK.id, HARD.from_ms, HARD.to_ms, LENGTH_MS)
    assert seat.kept.seen == (Span(30_000, 40_000),)
    assert seat.kept.at_ms == 40_000


def test_the_end_counts_to_its_last_moment() -> None:
    """The last frame comes a moment before the end: who saw it has seen the whole film."""
    seat = Seat(FilmProgress(BLOCK.id, 0, LENGTH_MS))
    seat.play(LENGTH_MS - 130)
    seat.watch.rest()
    seat.watch.end()
    assert seat.kept.seen == (Span(0, LENGTH_MS),)
    assert (seat.watch.percent, seat.watch.is_enough) == (100, True)


def test_reading_it_all_counts_as_all_of_it() -> None:
    """Whoever reads has it all, and the film goes on where it was."""
    seat = Seat(FilmProgress(BLOCK.id, 5_000, LENGTH_MS))
    seat.watch.read(1)
    assert seat.kept.seen == (Span(0, LENGTH_MS),)
    assert seat.kept.at_ms == 5_000


def test_reading_counts_where_the_film_cannot_be_opened() -> None:
    """Without a film its length is that of its captions; with neither, nothing is said of it."""
    taken = list[Step]()
    FilmWatch(BLOCK, FilmProgress(BLOCK.id), taken.append, lambda: 0.0).read(80_000)
    assert taken[0] == Watched(BLOCK.id, 0, 80_000, 80_000)
    taken.clear()
    FilmWatch(BLOCK, FilmProgress(BLOCK.id), taken.append, lambda: 0.0).read(0)
    assert not any(isinstance(step, Watched) for step in taken)


def test_it_goes_on_where_it_was_left() -> None:
    """The first second after going on follows on the place that was kept; one past the end is the end."""
    seat = Seat(FilmProgress(BLOCK.id, 23_456, LENGTH_MS, (Span(0, 23_456),)))
    seat.play(24_500)
    assert seat.steps == [Watched(BLOCK.id, 23_456, 24_456, LENGTH_MS)]
    assert Seat(FilmProgress(BLOCK.id, 99_000, LENGTH_MS)).watch.at_ms == LENGTH_MS


def test_nothing_counts_while_it_is_paused() -> None:
    """The picture that is shown while one looks for a place is not the film."""
    seat = Seat()
    seat.watch.move(5_000)
    assert seat.steps == []
    assert seat.watch.seek(-500) == 0
    assert seat.watch.seek(LENGTH_MS + 1) == LENGTH_MS


def test_a_block_without_hard_parts_is_watched_alike() -> None:
    """Hard parts are not needed."""
    plain = Film(BlockId("f"), "F", "f.mp4", "f.vtt", "f.md", 1000, ())
    taken = list[Step]()
    watch = FilmWatch(plain, FilmProgress(plain.id), taken.append, lambda: 0.0)
    watch.set_length(1_000)
    assert watch.skip(Skip(200, 1_200, "noise", "It is loud.")) == 1_000
    assert taken == [Watched(plain.id, 200, 1_000, 1_000)]
