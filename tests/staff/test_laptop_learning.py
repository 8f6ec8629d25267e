"""Training on a laptop through its façade: kept at every step, completed once, told to nobody but its readers."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from detectors_app.domain.concern import Written
from detectors_app.domain.course import Course, CourseId, ModuleId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CONCERNS, FIRST_PERSON, LEARNING, KeyId
from detectors_app.domain.progress import Done, Went
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases import learning
from detectors_app.use_cases.enrolment.person import Newcomer
from detectors_app.use_cases.learning.overview import training
from detectors_app.use_cases.learning.ports import LearningUnit
from detectors_app.use_cases.learning.refreshers import quick_questions
from detectors_app.use_cases.learning.rows import CourseState, QuickKey
from detectors_app.use_cases.learning.unrecorded import Unrecorded
from detectors_app.use_cases.reporting.quiet import quiet_until
from tests.made_up import NOW, Council
from tests.made_up_course import (
    ALL_OF_RECOGNISE,
    AT_THE_DOOR,
    CARETAKING,
    EARLY,
    FILM,
    HELP,
    PAGE,
    RECOGNISE,
    REPAIRS,
    REPAIRS_ONLY,
    SESSIONS,
    STOP,
    STORY,
    WAY,
    course,
    courses,
    in_sessions,
    module,
    new_substance,
    page,
    quiz,
)
from tests.use_cases.bench import PASSPHRASE, finished

OTHER_PASSPHRASE = "another made up line of words 71"


@dataclass
class Desk:
    """A laptop with a clock that a test moves, and courses that a test changes."""

    laptop: Laptop
    council: Council
    now: list[datetime]
    courses: list[Course]

    def take_all(self) -> None:
        """Go through the whole course, as somebody in caretaking."""
        for name, step in WAY:
            self.laptop.take_step(EARLY, name, step)

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
    for name, missing in ((EARLY, ModuleId("nothing")), (CourseId("nothing"), RECOGNISE), (SESSIONS, RECOGNISE)):
        with pytest.raises(Invalid, match=r"training\.no_such_module"):
            desk.laptop.take_step(name, missing, Done(PAGE))
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


def test_another_job_may_ask_for_less_and_for_more(desk: Desk) -> None:
    """With the job alone settled: a module that is not asked any more completes the course, one that is does not."""
    desk.enrol()
    desk.laptop.settle_job(REPAIRS)
    desk.take_all()
    assert desk.state() is CourseState.BEGUN
    desk.now[0] += timedelta(days=3)
    desk.laptop.settle_job(CARETAKING)
    (stands, _) = desk.laptop.training().courses
    assert (stands.state, stands.held_back, stands.completed_on) == (CourseState.DONE, True, NOW.date())
    desk.laptop.settle_job(REPAIRS)
    assert desk.state() is CourseState.BEGUN
    desk.laptop.settle_learner(CARETAKING, "C-12")
    assert (desk.state(), desk.sealed()) == (CourseState.DONE, 1)
    desk.laptop.settle_job(REPAIRS)
    assert (desk.state(), desk.sealed(), desk.laptop.training().learner.staff) == (CourseState.DONE, 1, "C-12")


def test_a_module_taken_out_of_the_course_holds_nobody_up(desk: Desk) -> None:
    """Where all that is left was finished, the course is complete, of the day when it was."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.laptop.take_step(EARLY, AT_THE_DOOR, Done(PAGE))
    desk.now[0] += timedelta(days=3)
    desk.courses[0] = course(version=2, modules=course().modules[1:])
    assert (desk.state(), desk.sealed()) == (CourseState.DONE, 1)
    assert desk.laptop.certificates()[0].completion.on == NOW.date()


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
    desk.now[0] += timedelta(days=5)
    assert desk.laptop.training().courses[0].finish_by == stands.finish_by == NOW.date() + timedelta(days=90 + 42)
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


# --- who it is --------------------------------------------------------------------------------------------------------


def test_a_corrected_staff_number_sends_the_records_once_more(desk: Desk) -> None:
    """What went under the wrong number stays with whoever reads it; under the right one it goes again."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "C-21")
    desk.take_all()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    (certificate,) = desk.laptop.certificates()
    assert (certificate.completion.staff, desk.sealed()) == ("C-12", 2)


def test_a_later_self_keeps_what_is_done_and_not_the_answers(desk: Desk) -> None:
    """Whoever says that a passphrase is forgotten goes on with the course, and reads no answer of the earlier self."""
    desk.enrol()
    desk.laptop.choose_passphrase(PASSPHRASE)
    desk.laptop.settle_learner(CARETAKING, "C-12")
    for step in ALL_OF_RECOGNISE[:5]:
        desk.laptop.take_step(EARLY, RECOGNISE, step)
    desk.laptop.begin_anew(OTHER_PASSPHRASE)
    seen = desk.laptop.module_progress(EARLY, RECOGNISE)
    assert (seen.done, seen.scenarios, seen.quizzes, seen.films) == ((PAGE, FILM, STORY, STOP), (), (), ())
    for step in (*ALL_OF_RECOGNISE[4:], Done(HELP)):
        desk.laptop.take_step(EARLY, RECOGNISE, step)
    assert desk.laptop.take_step(EARLY, AT_THE_DOOR, Done(PAGE)).completed is not None
    assert (desk.laptop.training().learner.staff, len(desk.laptop.certificates())) == ("C-12", 1)


def test_two_people_of_one_laptop_learn_each_for_themselves(desk: Desk) -> None:
    """Progress, number and certificates are of who is using it."""
    desk.enrol()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.take_all()
    desk.laptop.add_person(Newcomer("Ali Invented", "", ""), None)
    assert (desk.laptop.certificates(), desk.state()) == ((), CourseState.NOT_BEGUN)
    desk.laptop.settle_learner(CARETAKING, "C-13")
    desk.take_all()
    assert [each.completion.staff for each in desk.laptop.certificates()] == ["C-13"]
    assert desk.sealed() == 2


def test_a_bundle_that_names_no_training_readers_lets_it_wait(desk: Desk) -> None:
    """A council without training leads: nothing is sealed to nobody, and nothing is lost."""
    bundle = desk.council.bundle()
    without = replace(bundle, boxes=tuple(each for each in bundle.boxes if each.box != LEARNING))
    file = replace(desk.council.enrolment_file(CONCERNS, LEARNING), bundle=desk.council.signed_bundle(without))
    desk.laptop.enrol(encode_enrolment_file(file))
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.take_all()
    assert (desk.sealed(), len(desk.laptop.certificates())) == (0, 1)
    newer = desk.council.signed_bundle(desk.council.bundle(2))
    desk.laptop.enrol(encode_enrolment_file(replace(file, bundle=newer, grants=())))
    assert desk.laptop.hand_over_completions() == 1


def test_what_must_be_taken_says_by_when(desk: Desk) -> None:
    """Six weeks after training was first seen; nothing is due of what is not required, or taught in sessions."""
    (stands,) = desk.laptop.training().courses
    assert (stands.required, stands.finish_by, stands.next_module) == (False, None, stands.modules[0])
    desk.now[0] = NOW + timedelta(days=3)
    desk.laptop.settle_learner(CARETAKING, "C-12")
    own, taught = desk.laptop.training().courses
    assert (own.required, own.finish_by) == (True, NOW.date() + timedelta(days=42))
    assert (taught.course.id, taught.required, taught.finish_by, taught.modules) == (SESSIONS, True, None, ())
    desk.laptop.take_step(EARLY, AT_THE_DOOR, Went(PAGE, 1))
    stands = desk.laptop.training().courses[0]
    assert (stands.state, stands.next_module) == (CourseState.BEGUN, stands.modules[1])


def test_a_course_taken_once_is_never_asked_for_again(desk: Desk) -> None:
    """Without a refresh interval nothing is due later, and new substance for other jobs asks for nothing."""
    desk.enrol()
    desk.courses[0] = course(refresh_months=0)
    desk.laptop.settle_learner(CARETAKING, "C-12")
    desk.take_all()
    desk.now[0] = NOW + timedelta(days=4000)
    assert desk.state() is CourseState.DONE
    desk.courses[0] = replace(new_substance(2, REPAIRS_ONLY), refresh_months=0)
    assert desk.state() is CourseState.DONE


def test_a_course_that_is_gone_leaves_its_certificate(desk: Desk) -> None:
    """What was completed is told by the course's name, and waits for its number as before."""
    desk.enrol()
    desk.take_all()
    desk.courses.clear()
    desk.laptop.settle_learner(CARETAKING, "C-12")
    (certificate,) = desk.laptop.certificates()
    assert (certificate.title, certificate.id, desk.sealed()) == (EARLY, certificate.completion.id, 1)


def test_a_catch_up_waits_for_its_number_too(desk: Desk) -> None:
    """Finished without a number, a course and its catch-up both go with it."""
    desk.enrol()
    desk.take_all()
    desk.courses[0] = new_substance(2, AT_THE_DOOR)
    desk.laptop.take_step(EARLY, AT_THE_DOOR, Done(PAGE))
    desk.laptop.settle_learner(CARETAKING, "C-12")
    assert ([each.completion.version for each in desk.laptop.certificates()], desk.sealed()) == ([2], 2)


# --- quick questions --------------------------------------------------------------------------------------------------


def test_two_questions_come_again_further_and_further_apart(desk: Desk) -> None:
    """Two days after the module was finished, then later each time it is right, at most a year; soon after a miss."""
    desk.take_all()
    assert desk.laptop.quick_questions(None) == ()
    gaps = [until_asked(desk, right=True) for _ in range(5)]
    assert gaps == [2, 11, 46, 163, 365]
    assert until_asked(desk, right=False) == 365
    assert until_asked(desk, right=True) < 30


def until_asked(desk: Desk, *, right: bool) -> int:
    """Turn the clock by days until there are questions, answer them, and give the days."""
    days = 0
    while not (asked := desk.laptop.quick_questions(None)):
        desk.now[0] += timedelta(days=1)
        days += 1
    assert len(asked) == 2
    for each in asked:
        chosen = frozenset(place for place, option in enumerate(each.question.options) if option.right)
        assert desk.laptop.answer_quick(each.key, chosen if right else frozenset()) is right
    return days


def test_no_question_before_the_quiet_day_or_where_none_is_wanted(desk: Desk) -> None:
    """The one date that comes from the other side is enough; opting out stays."""
    desk.take_all()
    desk.now[0] += timedelta(days=30)
    today = desk.now[0].date()
    assert desk.laptop.quick_questions(today + timedelta(days=1)) == ()
    assert len(desk.laptop.quick_questions(today)) == 2
    assert desk.laptop.training().quick_waiting
    assert desk.laptop.next_quick() == NOW.date() + timedelta(days=2)
    desk.laptop.want_quick(on=False)
    assert desk.laptop.next_quick() is None
    assert (desk.laptop.quick_questions(None), desk.laptop.training().quick_waiting) == ((), False)
    desk.laptop.want_quick(on=True)
    assert len(desk.laptop.quick_questions(None)) == 2


def test_a_question_that_is_gone_is_not_asked(desk: Desk) -> None:
    """A course that no longer has it asks it no more, and says so where it is answered."""
    desk.take_all()
    desk.now[0] += timedelta(days=30)
    (asked, _) = desk.laptop.quick_questions(None)
    desk.courses[0] = course(modules=(module(RECOGNISE, page(), quiz(refresh=False)),))
    assert desk.laptop.quick_questions(None) == ()
    with pytest.raises(Invalid, match=r"training\.no_such_question"):
        desk.laptop.answer_quick(asked.key, frozenset({1}))


def test_a_question_without_a_card_gets_one_by_its_answer(desk: Desk) -> None:
    """Answered before its module was finished, it comes again from then on."""
    key = QuickKey(EARLY, RECOGNISE, "q1")
    assert desk.laptop.answer_quick(key, frozenset({1}))
    with desk.laptop._store.unit() as unit:
        assert [each.key for each in unit.quick_cards(FIRST_PERSON)] == [key]
    desk.take_all()
    with desk.laptop._store.unit() as unit:
        assert len(unit.quick_cards(FIRST_PERSON)) == 2


# --- the wall ---------------------------------------------------------------------------------------------------------


def test_a_concern_keeps_the_next_day_quiet_by_one_date(desk: Desk) -> None:
    """Begun, written on or sent: the day after is the first on which anything may be asked; nothing more is told."""
    desk.enrol()
    assert desk.laptop.quiet_until() is None
    concern = desk.laptop.new_concern_id()
    desk.laptop.save_draft(concern, finished(), 1, Written.LOCKED)
    assert desk.laptop.quiet_until() == NOW.date() + timedelta(days=1)
    desk.now[0] += timedelta(days=2)
    desk.laptop.report(concern, finished(), Written.LOCKED, told_phone=True)
    assert desk.laptop.quiet_until() == NOW.date() + timedelta(days=3)
    desk.take_all()
    assert desk.laptop.quiet_until() == NOW.date() + timedelta(days=3)


def test_all_that_learning_is_handed_is_a_date() -> None:
    """No function of learning's takes anything of the reporting side's, and its store knows no verb of a concern."""
    folder = Path(learning.__file__).parent
    sources = {each.name: each.read_text(encoding="utf-8") for each in folder.glob("*.py")}
    for name, text in sources.items():
        for word in ("domain.concern", "reporting", "casework", "use_cases.people", "DraftRow", "LaptopUnit"):
            assert not re.search(rf"{re.escape(word)}[\w.]* import|import .*\b{word}\b", text), (name, word)
    assert inspect.signature(quiet_until).return_annotation == "date | None"
    assert inspect.signature(quick_questions).parameters["quiet_until"].annotation == "date | None"
    assert inspect.signature(training).parameters["quiet_until"].annotation == "date | None"
    concerns = {"drafts", "draft", "outbox", "outbox_of", "pressing_of", "next_place", "questions", "answers", "writer"}
    assert not concerns & {name for name in dir(LearningUnit) if not name.startswith("_")}


def test_places_of_records_are_counted_apart_from_those_of_concerns(desk: Desk) -> None:
    """A reader of both boxes finds no number and no letter in common."""
    reader = KeyId("a" * 16)
    with desk.laptop._store.unit() as unit:
        concerns = [unit.next_place(reader) for _ in range(3)]
        records = [unit.next_learning_place(reader) for _ in range(2)]
    assert [each.n for each in records] == [1, 2]
    assert {each.series for each in records}.isdisjoint(each.series for each in concerns)


def test_looking_through_a_course_keeps_nothing() -> None:
    """The steps lead on as they would, and nothing is left of them."""
    looking = Unrecorded(courses, lambda: NOW)
    for _, step in WAY[:-1]:
        taken = looking.take_step(EARLY, RECOGNISE, step)
    assert (taken.module_finished, taken.completed) == (True, None)
    assert looking.module_progress(EARLY, RECOGNISE) == taken.progress
    assert Unrecorded(courses, lambda: NOW).module_progress(EARLY, RECOGNISE).done == ()
    with pytest.raises(Invalid, match=r"training\.no_such_module"):
        looking.take_step(SESSIONS, RECOGNISE, Done(PAGE))
