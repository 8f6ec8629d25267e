"""Pictures of finding the home, with the made-up homes of the design; part of staff/screens.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, cast
from uuid import UUID

from PySide6.QtCore import Qt

from detectors_app.content.forms import current_form
from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.errors import DetectorsError, EnvironmentFault
from detectors_app.domain.form import Answer
from detectors_app.domain.home_match import Found
from detectors_app.domain.homes import Home
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.staff import jobs, walk
from detectors_app.staff.home_search import HomeSearch
from detectors_app.staff.home_view import HomeView
from detectors_app.use_cases.homes.ports import AboutHomes

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.staff.window import StaffWindow

T = TypeVar("T")

HOMES = (
    Home("999990000001", "Flat 12", "Example House", estate="Pretend Estate", postcode="NW0 0AA"),
    Home("999990000002", "Flat 12A", "Example House", estate="Pretend Estate", postcode="NW0 0AA"),
    Home("999990000003", number="12", street="Example Row", locality="Nowhere Green", postcode="NW0 0BD"),
    Home("999990000004", "Flat 3", number="12", street="Example Street", locality="Nowhere Green", postcode="NW0 0BF"),
)
_PLACE = FieldId("place.kind")


class _Shelf:
    """Stands for a laptop with those four homes: finds them all by any text with an *x* in it."""

    def __init__(self, now: datetime) -> None:
        self.homes, self._now = self, now

    def is_there(self) -> bool:
        """There is a list."""
        return True

    def about(self) -> AboutHomes:
        """It is made up."""
        return AboutHomes(len(HOMES), made_up=True, imported_at=self._now)

    def search(self, text: str) -> Found:
        """Give all or none."""
        return Found(HOMES if "x" in text else ())


def home_states(window: StaffWindow, now: datetime) -> Iterator[str]:
    """Bring the window into each state of finding a home in turn, and name it."""
    shelf = cast("Laptop", _Shelf(now))

    def ask(job: Callable[[Laptop], T], then: Callable[[T], None], failed: Callable[[DetectorsError], None]) -> None:
        del failed  # nothing does
        then(job(shelf))

    search = HomeSearch(ask, ask, window)
    search.refresh()
    before, window.writing.homes = window.writing.homes, search
    yield from _states(window, search, now)
    window.writing.on_left()
    window.writing.homes = before


def _states(window: StaffWindow, search: HomeSearch, now: datetime) -> Iterator[str]:
    form = current_form()
    place = next(each for each in walk.screens(form) if each.questions[0].id == "place")
    window.writing.on_left()
    window.writing.on_begun(jobs.Beginning(EnvelopeId(UUID(int=8))))
    recording = window.writing.recording
    if recording is None:
        raise LookupError
    answers: dict[FieldId, Answer] = {FieldId("danger"): "no"}
    recording.resume(Draft(Concern(form.id, form.version, answers), place.index), now)
    view = recording.page.question_views()[0].fields[_PLACE]
    if not isinstance(view, HomeView):
        raise TypeError
    yield "find-home"
    view.finder.line.setText("12 exam")
    yield "find-home-found"
    view.finder.line.setText("12 eam")
    yield "find-home-none"
    view.show_problem(form.steps[place.step].questions[0].problem)
    view.finder.line.setText("")
    yield "find-home-problem"
    view.show_problem(None)
    search.failed.emit(EnvironmentFault("store.disk_fault", path="notes"))
    yield "find-home-shut"
    view.finder.line.setText("12 exam")
    view.on_home_chosen(HOMES[0])
    yield "find-home-chosen"
    view.on_kind_chosen("job")
    view.group.first().setFocus(Qt.FocusReason.OtherFocusReason)
    yield "find-home-otherwise"
    recording.presenter.autosave.forget()
