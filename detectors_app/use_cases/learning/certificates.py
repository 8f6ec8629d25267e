"""What to show for what was completed; makes no picture and no file."""

from __future__ import annotations

from collections.abc import Iterable

from detectors_app.domain.completion import check_code, completion_id, learner_of
from detectors_app.domain.course import Course
from detectors_app.domain.delivery import State
from detectors_app.domain.ids import LEARNING
from detectors_app.use_cases.learning.learner import Trainee, trainee
from detectors_app.use_cases.learning.ports import LearningParts, LearningUnit
from detectors_app.use_cases.learning.rows import Certificate, Kept

_TAKEN = frozenset({State.SENT, State.READ, State.DONE})


def certificates(parts: LearningParts) -> tuple[Certificate, ...]:
    """Give one for each course and cycle completed under the present staff number, the latest first."""
    courses = parts.courses()
    with parts.store.unit() as unit:
        return certificates_of(unit, trainee(unit), courses)


def certificates_of(unit: LearningUnit, who: Trainee, courses: Iterable[Course]) -> tuple[Certificate, ...]:
    """Give the same inside a transaction."""
    titles = {each.id: each.title for each in courses}
    latest: dict[tuple[str, int], Kept] = {}
    for each in sorted(who.kept, key=lambda kept: kept.version):
        if each.staff and each.staff == who.learner.staff:
            latest[each.course, each.cycle] = each
    made = (_certificate(unit, each, titles.get(each.course, each.course)) for each in latest.values())
    return tuple(sorted(made, key=lambda each: (each.completion.on, each.completion.course), reverse=True))


def _certificate(unit: LearningUnit, kept: Kept, title: str) -> Certificate:
    item = None if kept.envelope is None else unit.outbox_item(LEARNING, kept.envelope)
    number = completion_id(learner_of(kept.staff), kept.course, kept.cycle)
    return Certificate(kept.completion, title, check_code(number), sent=item is not None and item.state in _TAKEN)
