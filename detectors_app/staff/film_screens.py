"""Pictures of the film's page, with the film itself; part of staff/screens.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from detectors_app.content.courses import load_course
from detectors_app.content.paths import resources_dir
from detectors_app.domain.blocks import Film
from detectors_app.domain.course import Course, Module, ModuleId
from detectors_app.domain.progress import FilmProgress, ModuleProgress, Place, Span
from detectors_app.staff.film_page import FilmPage
from detectors_app.staff.training_jobs import ModuleOpened, TrainingRead
from detectors_app.use_cases.learning.rows import Learner, Training

if TYPE_CHECKING:
    from detectors_app.staff.training_place import TrainingPlace
    from detectors_app.staff.window import StaffWindow

_MODULE = ModuleId("noticing")
_LONGEST_MS = 5_000
_LENGTH_MS = 105_000


def film_states(window: StaffWindow) -> Iterator[str]:
    """Bring the window into each state of the film's page in turn, and name it."""
    place = window.training
    place.on_read(TrainingRead(Training(Learner(), ())))
    course = load_course(resources_dir() / "courses" / "early-detectors")
    _paused(_open(place, course, 22_500))
    yield "film"
    page = _paused(_open(place, course, 46_500))
    yield "film-hard-part"
    page.hard.on_skip()
    yield "film-hard-part-skipped"
    page.on_reading_wanted()
    yield "film-words"
    page.reading.done.click()
    yield "film-words-read"
    page = _open(place, _without_file(course), 0)
    page.player.failed.emit()
    yield "film-cannot-play"
    place.end_module()
    window.on_home_wanted()


def _open(place: TrainingPlace, course: Course, at_ms: int) -> FilmPage:
    place.keeping.forget()
    module = _module(course)
    film = _film(module)
    seen = (FilmProgress(film.id, at_ms, _LENGTH_MS, (Span(0, at_ms),)),)
    progress = ModuleProgress(course.id, module.id, course.version, Place(film.id), films=seen)
    place.on_opened(ModuleOpened(course, progress), module.id)
    page = place.player.page if place.player is not None else None
    if not isinstance(page, FilmPage):
        raise TypeError
    return page


def _paused(page: FilmPage) -> FilmPage:
    """Wait until the film shows its picture, where it can be played."""
    wait = QEventLoop()
    page.player.pictured.connect(wait.quit)
    page.player.failed.connect(wait.quit)
    QTimer.singleShot(_LONGEST_MS, wait, wait.quit)
    wait.exec()
    return page


def _module(course: Course) -> Module:
    return next(each for each in course.modules if each.id == _MODULE)


def _film(module: Module) -> Film:
    return next(each for each in module.blocks if isinstance(each, Film))


def _without_file(course: Course) -> Course:
    module = _module(course)
    blocks = tuple(replace(each, source="none.mp4") if isinstance(each, Film) else each for each in module.blocks)
    changed = replace(module, blocks=blocks)
    return replace(course, modules=tuple(changed if each is module else each for each in course.modules))
