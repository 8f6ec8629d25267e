"""Training on a laptop through its façade: kept at every step, completed once, told to nobody but its readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from detectors_app.domain.course import Course, CourseId, ModuleId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CONCERNS, FIRST_PERSON, LEARNING
from detectors_app.domain.progress import Done, Went
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.learning.rows import CourseState
from tests.made_up import NOW, Council
from tests.made_up_course import (
    ALL_OF_RECOGNISE,
    AT_THE_DOOR,
    CARETAKING,
    EARLY,
    HELP,
    PAGE,
    RECOGNISE,
    REPAIRS,
    REPAIRS_ONLY,
    SESSIONS,
    WAY,
    course,
    courses,
    in_sessions,
    new_substance,
)


@dataclass
class Desk:
    """A laptop with a clock that a test moves, and courses that a test changes."""

    laptop: Laptop
    council: Council
    now: list[datetime]
    courses: list[Course]

    def take_all(self) -> None:
        """Go through the whole course, as somebody in caretaking."""
        for module, step in WAY:
            self.laptop.take_step(EARLY, module, step)

    def state(self) -> CourseState:
        """Say how the course stands."""
        return self.laptop.training().courses[0].state

    def sealed(self) -> int:
        """Count the records that wait or went."""
        with self.laptop._store.unit() as unit:
            return sum(each.box == LEARNING for each in unit.outbox())

    def enrol(self, *boxes: str) -> None:
        """Set the laptop up, for concerns and learning where nothing is said."""
        self.laptop.enrol(encode_enrolment_file(self.council.enrolment_file(*(boxes or (CONCERNS, LEARNING)))))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a laptop that is not set up yet."""
    now, taught = [NOW], list(courses())
    clock: Callable[[], datetime] = lambda: now[0]  # noqa: E731 - a clock
    with Laptop.open(tmp_path, key_place=FilePlace(tmp_path), clock=clock, courses=lambda: tuple(taught)) as laptop:
        yield Desk(laptop, Council(), now, taught)


def test_every_step_is_there_after_it_returned(desk: Desk, tmp_path: Path) -> None:
    """What a step led to is read by another opening of the same folder."""
    for step in ALL_OF_RECOGNISE[:5]:
        taken = desk.laptop.take_step(EARLY, RECOGNISE, step)
    with Laptop.open(tmp_path, key_place=FilePlace(tmp_path), courses=courses) as again:
        assert again.module_progress(EARLY, RECOGNISE) == taken.progress


def test_what_no_course_has_is_invalid(desk: Desk) -> None:
    """A module that is not there is said to be so, and so is one that is taught in sessions."""
    for name, module in ((EARLY, ModuleId("nothing")), (CourseId("nothing"), RECOGNISE), (SESSIONS, RECOGNISE)):
        with pytest.raises(Invalid, match=r"training\.no_such_module"):
            desk.laptop.take_step(name, module, Done(PAGE))
    assert desk.laptop.course(EARLY) == course()
    assert desk.laptop.course(SESSIONS) == in_sessions()


def test_the_last_step_completes_the_course_once(desk: Desk) -> None:
    """One completion and one sealed record, however often the last step is taken."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "cam 12")
    desk.take_all()
    again = desk.laptop.take_step(EARLY, AT_THE_DOOR, Done(PAGE))
    (certificate,) = desk.laptop.certificates()
    assert (again.completed, again.module_finished, desk.sealed()) == (None, True, 1)
    assert (certificate.completion.staff, certificate.completion.on, certificate.sent) == ("CAM12", NOW.date(), False)
    assert desk.state() is CourseState.DONE


def test_without_a_staff_number_it_waits_and_goes_with_it(desk: Desk) -> None:
    """The completion is held back until the number is given; nothing is lost by the waiting."""
    desk.enrol()
    desk.take_all()
    (stands,) = desk.laptop.training().courses
    assert (stands.state, stands.held_back, desk.sealed()) == (CourseState.DONE, True, 0)
    for wrong, key in ((" ", "staff_number.empty"), ("Ärger!", "staff_number.malformed")):
        with pytest.raises(Invalid, match=key):
            desk.laptop.settle_learner(CARETAKING, wrong)
    desk.laptop.settle_learner(CARETAKING, "C-12")
    assert (desk.sealed(), desk.laptop.training().courses[0].held_back) == (1, False)
    desk.laptop.settle_learner(CARETAKING, "c-12")
    assert desk.sealed() == 1


def test_a_job_with_a_module_of_its_own_asks_for_it_first(desk: Desk) -> None:
    """Complete without a job is not complete with one that has a module more."""
    desk.enrol()
    desk.take_all()
    desk.laptop.settle_learner(REPAIRS, "C-12")
    assert (desk.state(), desk.sealed()) == (CourseState.BEGUN, 0)
    taken = desk.laptop.take_step(EARLY, REPAIRS_ONLY, Done(PAGE))
    assert (taken.completed is not None, desk.sealed()) == (True, 1)


def test_without_a_learning_key_it_waits_and_goes_with_one(desk: Desk) -> None:
    """A laptop that may write concerns alone keeps its completions; the next round after the grant hands them over."""
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.take_all()
    desk.enrol(CONCERNS)
    assert (desk.laptop.hand_over_completions(), desk.sealed()) == (0, 0)
    desk.enrol()
    assert (desk.laptop.hand_over_completions(), desk.sealed()) == (1, 1)
    assert (desk.laptop.hand_over_completions(), desk.sealed()) == (0, 1)


def test_a_refresher_is_taken_anew_and_the_earlier_progress_stays(desk: Desk) -> None:
    """Sixty days before it is due the modules begin anew, and it counts for the next cycle."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.take_all()
    before = desk.laptop.module_progress(EARLY, RECOGNISE)
    desk.now[0] = NOW + timedelta(days=365 - 61)
    assert desk.state() is CourseState.DONE
    desk.now[0] = NOW + timedelta(days=365 - 60)
    stands = desk.laptop.training().courses[0]
    assert (stands.state, stands.minutes_left, stands.finish_by) == (CourseState.REFRESH, 10, date(2027, 11, 12))
    desk.take_all()
    assert [each.completion.cycle for each in desk.laptop.certificates()] == [2027, 2026]
    with desk.laptop._store.unit() as unit:
        first = unit.kept(FIRST_PERSON)[0]
        held = unit.progress(FIRST_PERSON, EARLY, first.taking)
    assert held[RECOGNISE] == before


def test_new_substance_asks_for_what_changed_alone(desk: Desk) -> None:
    """A catch-up asks for its modules, and counts for the cycle and day of what it catches up with."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.take_all()
    desk.courses[0] = new_substance(3, AT_THE_DOOR)
    desk.now[0] = NOW + timedelta(days=90)
    stands = desk.laptop.training().courses[0]
    assert (stands.state, [each.module.id for each in stands.modules]) == (CourseState.CATCH_UP, [AT_THE_DOOR])
    assert stands.finish_by == NOW.date() + timedelta(days=90 + 42)
    taken = desk.laptop.take_step(EARLY, AT_THE_DOOR, Done(PAGE))
    assert taken.completed is not None
    assert (taken.completed.cycle, taken.completed.version, taken.completed.on) == (2026, 3, NOW.date())
    (certificate,) = desk.laptop.certificates()
    assert (certificate.completion.version, desk.state(), desk.sealed()) == (3, CourseState.DONE, 2)


def test_what_was_finished_before_its_substance_changed_is_of_the_older_version(desk: Desk) -> None:
    """A course updated in the middle completes by the older version, and the changed module is caught up with."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.laptop.take_step(EARLY, AT_THE_DOOR, Done(PAGE))
    desk.courses[0] = new_substance(2, AT_THE_DOOR)
    desk.laptop.take_step(EARLY, AT_THE_DOOR, Went(PAGE, 10))
    for step in ALL_OF_RECOGNISE:
        desk.laptop.take_step(EARLY, RECOGNISE, step)
    (certificate,) = desk.laptop.certificates()
    assert (certificate.completion.version, desk.state()) == (1, CourseState.CATCH_UP)


def test_a_change_in_the_middle_of_a_module_loses_nothing(desk: Desk) -> None:
    """What was done in a module stays done by its blocks' names, whatever version they come in."""
    for step in ALL_OF_RECOGNISE[:-1]:
        desk.laptop.take_step(EARLY, RECOGNISE, step)
    before = desk.laptop.module_progress(EARLY, RECOGNISE)
    desk.courses[0] = course(version=2, title="Another title")
    assert desk.laptop.module_progress(EARLY, RECOGNISE) == before
    assert desk.laptop.take_step(EARLY, RECOGNISE, Done(HELP)).module_finished
