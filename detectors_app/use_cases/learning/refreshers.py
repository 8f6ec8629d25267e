"""Two questions at a time, asked again further and further apart; ungraded, and nothing of it leaves the laptop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detectors_app.domain.course import Course, Module, questions_of
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import PersonId
from detectors_app.use_cases.learning.learner import Trainee, local_day, trainee
from detectors_app.use_cases.learning.ports import LearningParts, LearningUnit
from detectors_app.use_cases.learning.rows import QuickCard, QuickKey, QuickQuestion

AT_ONCE = 2


def make_cards(parts: LearningParts, unit: LearningUnit, person: PersonId, course: Course, module: Module) -> None:
    """Note the questions of a finished module that may be asked again; those noted before go on as they are."""
    known = {each.key for each in unit.quick_cards(person)}
    for question in questions_of(module):
        key = QuickKey(course.id, module.id, question.id)
        if question.refresh and key not in known:
            unit.put_quick_card(person, parts.spacing.first(key, parts.now()))


def quick_questions(parts: LearningParts, quiet_until: date | None) -> tuple[QuickQuestion, ...]:
    """Give the two questions that have been due longest, or none.

    None while fewer are due, before `quiet_until`, or where the trainee wants none. All that learning ever knows of
    the rest of the laptop is that one date.
    """
    courses = parts.courses()
    with parts.store.unit() as unit:
        return waiting(parts, unit, trainee(unit), courses, quiet_until)


def waiting(
    parts: LearningParts, unit: LearningUnit, who: Trainee, courses: Iterable[Course], quiet_until: date | None
) -> tuple[QuickQuestion, ...]:
    """Give the same inside a transaction."""
    now = parts.now()
    if not who.learner.quick or (quiet_until is not None and local_day(now) < quiet_until):
        return ()
    asked = _questions(courses)
    due = [each.key for each in _cards(unit, who) if each.due <= now and each.key in asked]
    return tuple(asked[key] for key in due[:AT_ONCE]) if len(due) >= AT_ONCE else ()


def answer_quick(parts: LearningParts, key: QuickKey, chosen: frozenset[int]) -> bool:
    """Note when to ask again, and say whether exactly the right options were chosen.

    Raises Invalid where no course has such a question any more, EnvironmentFault.
    """
    found = _questions(parts.courses()).get(key)
    if found is None:
        raise Invalid("training.no_such_question", where="question")
    right, now = found.question.is_right(chosen), parts.now()
    with parts.store.unit() as unit:
        who = trainee(unit)
        held = next((each for each in _cards(unit, who) if each.key == key), None)
        card = held or parts.spacing.first(key, now)
        unit.put_quick_card(who.person, parts.spacing.after(card, now, right=right))
    return right


def next_quick(parts: LearningParts) -> date | None:
    """Give the day from which two questions are due again, None where none are wanted or fewer are known."""
    asked = _questions(parts.courses())
    with parts.store.unit() as unit:
        who = trainee(unit)
        due = [each.due for each in _cards(unit, who) if each.key in asked]
    return local_day(due[AT_ONCE - 1]) if who.learner.quick and len(due) >= AT_ONCE else None


def _cards(unit: LearningUnit, who: Trainee) -> list[QuickCard]:
    """Give the cards of all that the trainee ever was, those due first; the latest self's where there are two."""
    found: dict[QuickKey, QuickCard] = {}
    for person in who.selves:
        for card in unit.quick_cards(person):
            found.setdefault(card.key, card)
    return sorted(found.values(), key=lambda each: (each.due, each.key))


def _questions(courses: Iterable[Course]) -> dict[QuickKey, QuickQuestion]:
    keyed = (
        (QuickKey(course.id, module.id, question.id), question)
        for course in courses
        for module in course.modules
        for question in questions_of(module)
        if question.refresh
    )
    return {key: QuickQuestion(key, question) for key, question in keyed}
