"""How a trainee stands, in words: for Home's tile and for *Your training*; reads no store and decides nothing."""

from __future__ import annotations

from datetime import date

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Block, Film, Quiz, Reading, Scenario
from detectors_app.domain.course import Taught
from detectors_app.domain.progress import WHOLE
from detectors_app.domain.training import place_now
from detectors_app.use_cases.learning.rows import CourseStands, CourseState, ModuleStands, Training

_PLACES: tuple[tuple[type[Block], str], ...] = ((Scenario, "scene"), (Reading, "page"), (Film, "film"), (Quiz, "quiz"))


def home_line(training: Training, words: Wording) -> str:
    """Give what Home's tile says: what to go on with, what is to be done, or that all is done."""
    required = [each for each in training.courses if each.required and each.course.taught is Taught.LAPTOP]
    open_now = [each for each in required if each.next_module is not None]
    begun = next((each for each in open_now if _is_begun(each)), None)
    if begun is not None and begun.next_module is not None:
        module = begun.next_module
        return words.count("training.home.carry_on", minutes_left(module), module=module.module.title)
    if open_now:
        first = open_now[0]
        key = "training.home.again" if first.state is CourseState.REFRESH else "training.home.to_do"
        line = words.count(key, first.minutes_left)
        return " ".join(filter(None, (line, finish_by(first, words))))
    return words("training.home.done" if required else "training.home.none")


def minutes_left(stands: ModuleStands) -> int:
    """Give about how many minutes a module still takes, one at the least."""
    return max(1, -(-stands.module.minutes * (WHOLE - stands.share) // WHOLE))


def finish_by(stands: CourseStands, words: Wording) -> str:
    """Give "Finish by 18 December.", empty where nothing is to be finished."""
    if stands.finish_by is None:
        return ""
    return words("training.finish_by", day=day_and_month(stands.finish_by, words))


def day_and_month(day: date, words: Wording) -> str:
    """Give "18 December"."""
    return words("training.day", day=day.day, month=words(f"time.month.{day.month}"))


def how_far(stands: CourseStands, words: Wording) -> tuple[str, str]:
    """Give how far a course is: in bold, and what there is to say besides."""
    done, count = sum(each.finished for each in stands.modules), len(stands.modules)
    if stands.next_module is None:
        on = stands.completed_on
        when = words("training.done_on", day=day_and_month(on, words)) if on is not None else words("training.all_done")
        return when, ""
    more = [words.count("training.left", stands.minutes_left), finish_by(stands, words)]
    if stands.state is CourseState.CATCH_UP:
        more.insert(0, words("training.catch_up"))
    elif stands.state is CourseState.REFRESH:
        more.insert(0, words("training.refresh"))
    return words("training.parts_done", done=done, count=count), " ".join(filter(None, more))


def where_stopped(stands: ModuleStands, words: Wording) -> str:
    """Give where a module was left, empty where it was not begun."""
    if stands.progress is None:
        return ""
    block = stands.module.block(place_now(stands.module, stands.progress).block)
    for kind, key in _PLACES:
        if isinstance(block, kind):
            alike = [each for each in stands.module.blocks if isinstance(each, kind)]
            if len(alike) > 1 and key in {"scene", "page"}:
                return words(f"training.stopped.{key}", number=alike.index(block) + 1, count=len(alike))
            return words(f"training.stopped.one_{key}")
    return words("training.stopped")


def _is_begun(stands: CourseStands) -> bool:
    return any(each.progress is not None and not each.finished for each in stands.modules)
