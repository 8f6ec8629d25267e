"""What *Two quick questions* asks of the laptop, each a plain function to run on the store's lane; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.learning.rows import QuickKey, QuickQuestion


@dataclass(frozen=True, slots=True)
class QuickRead:
    """Two questions or none, whether they are wanted at all, and from which day there are some again, if known."""

    questions: tuple[QuickQuestion, ...] = ()
    wanted: bool = True
    next_on: date | None = None


def read(laptop: Laptop) -> QuickRead:
    """Read what may be asked now. All that is known of concerns is until which day nothing may be asked."""
    quiet_until = laptop.quiet_until()
    next_on = laptop.next_quick()
    if next_on is not None and quiet_until is not None:
        next_on = max(next_on, quiet_until)
    return QuickRead(laptop.quick_questions(quiet_until), laptop.training().learner.quick, next_on)


def answer(key: QuickKey, chosen: frozenset[int]) -> Callable[[Laptop], bool]:
    """Make the job that notes when to ask it again."""

    def job(laptop: Laptop) -> bool:
        return laptop.answer_quick(key, chosen)

    return job


def want(*, on: bool) -> Callable[[Laptop], QuickRead]:
    """Make the job that keeps whether they are wanted, and reads how that leaves it."""

    def job(laptop: Laptop) -> QuickRead:
        laptop.want_quick(on)
        return read(laptop)

    return job
