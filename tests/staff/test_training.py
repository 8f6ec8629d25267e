"""A whole course by keyboard, offline, in the real window on the real store; stopped, hidden, updated midway."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from detectors_app.domain.blocks import BlockId, Paragraph, Reading, Run
from detectors_app.domain.course import CourseId, ModuleId
from detectors_app.domain.errors import EnvironmentFault
from detectors_app.domain.progress import Answered, Chose, Done, ModuleProgress, Skipped, Step, Went
from detectors_app.staff.film_page import FilmPage
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.training_base import TrainingPage
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.learning.rows import CourseState, StepTaken
from tests.made_up_course import (
    AT_THE_DOOR,
    CARETAKING,
    CHECK,
    EARLY,
    FILM,
    HELP,
    PAGE,
    RECOGNISE,
    STOP,
    STORY,
    TRY,
    course,
    in_sessions,
    module,
    page,
)
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.staff.test_hiding import hide, sign_in
from tests.use_cases.bench import CHEAP, Bench

SETTLED = "training.go_on"


@pytest.fixture
def taught(bench: Bench) -> Bench:
    """Give a laptop with the made-up course, and a trainee in caretaking."""
    bench.courses = (course(), in_sessions())
    bench.laptop.settle_learner(CARETAKING, "C-12")
    return bench


def progress(bench: Bench, module_id: ModuleId = RECOGNISE) -> ModuleProgress:
    """Give what the store has."""
    return bench.laptop.module_progress(EARLY, module_id)


def shown(staff: Hands) -> TrainingPage:
    """Give the page of the module that is shown."""
    now = staff.window.pages.currentWidget()
    assert isinstance(now, TrainingPage), now
    return now


def to_training(staff: Hands) -> None:
    """Open *Training* from Home, by keyboard."""
    staff.go_to("home.training")
    staff.key(Qt.Key.Key_Return)


def open_module(staff: Hands) -> None:
    """Open the module that is next; the focus is on its button."""
    to_training(staff)
    staff.find("training.carry_on")
    staff.qtbot.waitUntil(lambda: staff.focus().objectName() == "training.carry_on", timeout=PATIENCE_MS)
    staff.key(Qt.Key.Key_Return)


def go_on(staff: Hands) -> None:
    """Tab to the main button and press it."""
    staff.find(SETTLED)
    staff.go_to(SETTLED)
    staff.key(Qt.Key.Key_Return)


def on(staff: Hands, name: str) -> None:
    """Wait for a page of the module."""
    staff.find(f"training_{name}")


def kept(bench: Bench, staff: Hands, block: BlockId) -> None:
    """Wait until the store has it that a block is done."""
    staff.qtbot.waitUntil(lambda: block in progress(bench).done, timeout=PATIENCE_MS)


def says_saved(staff: Hands) -> None:
    """Wait until the page says that the place is saved."""
    staff.qtbot.waitUntil(lambda: shown(staff).saved.text() == "Your place is saved", timeout=PATIENCE_MS)


def past_film(staff: Hands) -> None:
    """Read the film, which is not there: its words count as much."""
    on(staff, "film")
    now = shown(staff)
    assert isinstance(now, FilmPage)
    staff.qtbot.waitUntil(now.reading.isVisible, timeout=PATIENCE_MS)
    go_on(staff)


def press_key(staff: Hands, key: Qt.Key) -> None:
    """Press a digit, wherever the focus is."""
    staff.key(key)


def test_a_whole_course_by_keyboard(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Nobody needs the mouse, the network or a passphrase: job, number, every kind of page, and it counts."""
    bench.courses = (course(), in_sessions())
    with window_on(bench, qtbot, qapp) as staff:
        to_training(staff)
        on(staff, "about")
        staff.go_to("training.about.jobs.caretaking")
        staff.key(Qt.Key.Key_1)
        staff.write("training.about.number", "c 12")
        staff.key(Qt.Key.Key_Return)
        staff.find("training.carry_on")
        assert bench.laptop.training().learner.staff == "C12"
        qtbot.waitUntil(lambda: staff.focus().objectName() == "training.carry_on", timeout=PATIENCE_MS)
        staff.key(Qt.Key.Key_Return)
        _to_the_scene(bench, staff)
        _through_the_scene(bench, staff)
        go_on(staff)
        on(staff, "stop_here")
        go_on(staff)
        _answer_all(staff)
        on(staff, "practice")
        kept(bench, staff, CHECK)
        staff.go_to("training.practice.without")
        staff.key(Qt.Key.Key_Return)
        on(staff, "support")
        go_on(staff)
        on(staff, "end")
        staff.sees("Module at-the-door")
        go_on(staff)
        on(staff, "begin")
        go_on(staff)
        on(staff, "reading")
        go_on(staff)
        on(staff, "end")
        staff.sees("That was the last part of this course.")
        go_on(staff)
        staff.find("training.title")
        qtbot.waitUntil(lambda: bench.laptop.training().courses[0].state is CourseState.DONE, timeout=PATIENCE_MS)
    (certificate,) = bench.laptop.certificates()
    assert certificate.completion.staff == "C12"


def _to_the_scene(bench: Bench, staff: Hands) -> None:
    on(staff, "begin")
    go_on(staff)
    on(staff, "reading")
    go_on(staff)
    on(staff, "film")
    kept(bench, staff, PAGE)
    past_film(staff)
    on(staff, "scenario")


def _through_the_scene(bench: Bench, staff: Hands) -> None:
    press_key(staff, Qt.Key.Key_1)
    staff.key(Qt.Key.Key_Return)
    staff.sees("That could make things worse.")
    press_key(staff, Qt.Key.Key_1)
    staff.key(Qt.Key.Key_Return)
    staff.sees("You tried this")
    press_key(staff, Qt.Key.Key_2)
    staff.key(Qt.Key.Key_Return)
    staff.sees("Noticing is enough.")
    kept(bench, staff, STORY)
    says_saved(staff)


def _answer_all(staff: Hands) -> None:
    on(staff, "quiz")
    press_key(staff, Qt.Key.Key_1)
    staff.key(Qt.Key.Key_Return)
    staff.sees("Not this one")
    staff.go_to("training.quiz.again")
    staff.key(Qt.Key.Key_Return)
    press_key(staff, Qt.Key.Key_2)
    staff.key(Qt.Key.Key_Return)
    staff.sees("The best answer")
    go_on(staff)
    staff.sees("Tick every answer that fits.")
    press_key(staff, Qt.Key.Key_1)
    staff.key(Qt.Key.Key_3)
    staff.key(Qt.Key.Key_Return)
    staff.sees("One that fits")
    go_on(staff)
    staff.sees("Somebody is at the door.")
    press_key(staff, Qt.Key.Key_2)
    staff.key(Qt.Key.Key_Return)
    staff.sees("Yes, that fits best.")
    go_on(staff)
    staff.sees("These questions are done")
    go_on(staff)


WAY: tuple[tuple[str, tuple[Step, ...], str], ...] = (
    ("reading", (Went(PAGE),), "What we notice"),
    ("film", (Done(PAGE), Went(FILM)), "A film"),
    ("scenario", (Skipped(FILM), Went(STORY), Chose(STORY, "hall", 0)), "That could make things worse."),
    ("stop_here", (Chose(STORY, "risk", 0), Chose(STORY, "hall", 1), Went(STOP)), "A good place to stop"),
    ("quiz", (Done(STOP), Went(CHECK), Answered(CHECK, "q1", (1,))), "Which of these?"),
    ("practice", (Answered(CHECK, "q2", (0, 2)), Answered(CHECK, "q3", (1,)), Went(TRY)), "Try it"),
    ("support", (Skipped(TRY), Went(HELP)), "What you read here can stay with you"),
)


def test_every_kind_of_page_is_found_again_after_a_restart(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Stopped on any page, a fresh program goes on there: at the same scene, at the same question."""
    for name, steps, words in WAY:
        for step in steps:
            taught.laptop.take_step(EARLY, RECOGNISE, step)
        with window_on(taught, qtbot, qapp) as staff:
            open_module(staff)
            on(staff, name)
            staff.sees(words)
            staff.press("training.stop")
            staff.find("training.title")
        assert progress(taught).place.block == next(each.block for each in reversed(steps) if isinstance(each, Went))


def test_what_was_done_in_the_window_is_there_after_a_restart(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The place down a long page too: it is kept while one reads, and the page opens there."""
    long = Reading(PAGE, "Long", tuple(Paragraph((Run(f"Line {each}."),)) for each in range(80)))
    taught.courses = (course(modules=(module(RECOGNISE, long),)),)
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        go_on(staff)
        on(staff, "reading")
        bar = shown(staff).area.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=PATIENCE_MS)
        bar.setValue(bar.maximum() // 2)
        qtbot.waitUntil(lambda: 450 < progress(taught).place.scroll < 550, timeout=PATIENCE_MS)
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        on(staff, "reading")
        bar = shown(staff).area.verticalScrollBar()
        qtbot.waitUntil(lambda: abs(bar.value() - bar.maximum() // 2) < 40, timeout=PATIENCE_MS)


class FullDisk(Laptop):
    """A laptop whose disk has no room for steps while `is_full`."""

    __slots__ = ()
    is_full = True

    def take_step(self, course_id: CourseId, module_id: ModuleId, step: Step) -> StepTaken:
        """Say no while the disk is full."""
        if type(self).is_full:
            raise EnvironmentFault("store.disk_full", path="notes")
        return super().take_step(course_id, module_id, step)


@contextmanager
def on_a_full_disk(bench: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[Hands, type[FullDisk]]]:
    """Open the window on a laptop that takes no step."""

    class Disk(FullDisk):
        __slots__ = ()

    def opened() -> Laptop:
        place = FilePlace(bench.folder)
        return Disk.open(
            bench.folder,
            clock=lambda: bench.now,
            key_place=place,
            service_at=bench._service,
            cost=CHEAP,
            courses=lambda: bench.courses,
        )

    with window_on(bench, qtbot, qapp, opened) as staff:
        yield staff, Disk


def test_a_full_disk_holds_nobody_up_and_loses_nothing(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The page says that it is not saved and goes on; with the next step after there is room, all of it is kept."""
    with on_a_full_disk(taught, qtbot, qapp) as (staff, disk):
        open_module(staff)
        go_on(staff)
        staff.sees("Your last steps are not saved yet.")
        assert "saved" not in shown(staff).saved.text().replace("Not saved yet", "")
        go_on(staff)
        past_film(staff)
        on(staff, "scenario")
        assert progress(taught).done == ()
        staff.press("training.stop")
        staff.find("training.title")
        staff.sees("Your last steps are not saved yet.")
        staff.press("training.carry_on")
        on(staff, "begin" if progress(taught).place.block else "scenario")
        disk.is_full = False
        staff.choose("training.scene.1")
        staff.key(Qt.Key.Key_Return)
        says_saved(staff)
        assert progress(taught).done == (PAGE, FILM, STORY)
        assert not any("Your last steps" in each for each in staff.texts())


def test_an_update_in_the_middle_loses_nothing(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """What is open goes on in its own words; opened again it has the new ones, and what was done is done."""
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        go_on(staff)
        go_on(staff)
        kept(taught, staff, PAGE)
        blocks = course().modules[0].blocks
        reworded = replace(page(), title="What we notice now")
        new = Reading(BlockId("new"), "A new page", page().parts)
        taught.courses = (course(version=2, modules=(module(RECOGNISE, reworded, new, *blocks[1:]),)),)
        past_film(staff)
        on(staff, "scenario")
        staff.choose("training.scene.1")
        staff.key(Qt.Key.Key_Return)
        kept(taught, staff, STORY)
        staff.press("training.stop")
        staff.press("training.carry_on")
        on(staff, "scenario")
        staff.press("training.before")
        staff.press("training.before")
        staff.sees("A new page")
        staff.press("training.before")
        staff.sees("What we notice now")
    assert {PAGE, FILM, STORY} <= set(progress(taught).done)


def test_a_module_that_was_taken_away_is_told(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The step has no place any more: the page says so, and Training still opens."""
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        go_on(staff)
        says_saved(staff)
        taught.courses = (course(modules=(module(AT_THE_DOOR, page()),)),)
        go_on(staff)
        staff.sees("This part of the training is not on this laptop any more.")
        staff.press("training.stop")
        staff.find("training.carry_on")
        assert staff.window.training.keeping.is_settled


def test_hide_covers_every_page_and_needs_no_passphrase(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The cover comes at once over each page of a module; the same page is there after *Sign in*, nothing lost."""
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        for name in ("begin", "reading", "film", "scenario", "stop_here", "quiz", "practice", "support", "end"):
            on(staff, name)
            before = staff.window.pages.currentWidget()
            hide(staff)
            assert not any(each.isVisible() for each in staff.window.findChildren(TrainingPage))
            sign_in(staff)
            assert staff.window.pages.currentWidget() is before
            _one_on(staff, name)
        staff.find("training.title")


def _one_on(staff: Hands, name: str) -> None:
    if name == "film":
        past_film(staff)
        return
    if name == "scenario":
        staff.choose("training.scene.1")
        staff.key(Qt.Key.Key_Return)
        staff.find("training.scene.outcome")
    if name == "quiz":
        _answer_all(staff)
        return
    staff.press("training.practice.without" if name == "practice" else SETTLED)
    if name == "end":
        on(staff, "begin")
        staff.press("training.stop")


def test_a_practice_inside_a_module_comes_back_to_it(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The real form, marked Practice: hidden, nothing of it waits behind the cover; left, the module goes on."""
    for step in (Went(PAGE), Went(TRY)):
        taught.laptop.take_step(EARLY, RECOGNISE, step)
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        on(staff, "practice")
        staff.press(SETTLED)
        staff.find("practice_bar")
        assert staff.find("record.back", QAbstractButton).text() == "Back to training"
        hide(staff)
        sign_in(staff)
        on(staff, "practice")
        staff.press(SETTLED)
        staff.find("practice_bar")
        staff.press("record.finish_later")
        on(staff, "practice")
        assert TRY not in progress(taught).done
        staff.press(SETTLED)
        staff.find("practice_bar")
        held = staff.window.training.player.practice._held  # type: ignore[union-attr]
        assert held is not None
        held.page_wanted.emit(held.end)
        staff.press("practice.home")
        on(staff, "practice")
        kept(taught, staff, TRY)
    assert taught.laptop.drafts() == ()


def test_practice_may_become_real(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """*This is real* leads from the practice in a module to a true concern."""
    for step in (Went(PAGE), Went(TRY)):
        taught.laptop.take_step(EARLY, RECOGNISE, step)
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        on(staff, "practice")
        staff.press(SETTLED)
        staff.press("practice.real")
        qtbot.waitUntil(lambda: staff.window.writing.recording is not None, timeout=PATIENCE_MS)
        staff.find("question.danger")


def test_help_and_support_come_back_to_the_page(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Whoever looks for support in the middle finds the page again where it was."""
    taught.laptop.take_step(EARLY, RECOGNISE, Went(STORY))
    with window_on(taught, qtbot, qapp) as staff:
        open_module(staff)
        on(staff, "scenario")
        before = staff.window.pages.currentWidget()
        staff.press("training.support.link")
        staff.find("help.heading.staff")
        staff.press("help.home")
        assert staff.window.pages.currentWidget() is before


def test_the_number_may_come_later(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The job alone is kept; a wrong number is told at its field; the course done without one says what is missing."""
    bench.courses = (course(modules=(module(RECOGNISE, page()),)),)
    with window_on(bench, qtbot, qapp) as staff:
        to_training(staff)
        on(staff, "about")
        staff.choose("training.about.jobs.caretaking")
        staff.write("training.about.number", "Ärger!")
        staff.press("training.about.go_on")
        staff.sees("This does not look like a staff number.")
        staff.window.training.about_you.number.editor.clear()
        staff.press("training.about.go_on")
        staff.press("training.carry_on")
        assert bench.laptop.training().learner.job == CARETAKING
        staff.press(SETTLED)
        on(staff, "reading")
        staff.press(SETTLED)
        on(staff, "end")
        staff.sees("It counts once you give your staff number.")
        staff.press("training.give_number")
        staff.write("training.about.number", "C-12")
        staff.press("training.about.go_on")
        staff.find("training.title")
        qtbot.waitUntil(lambda: len(bench.laptop.certificates()) == 1, timeout=PATIENCE_MS)


def test_home_says_how_the_training_stands(taught: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """The tile says what to go on with, read once the start is over, and again when one comes back."""
    taught.laptop.take_step(EARLY, RECOGNISE, Went(PAGE))
    with window_on(taught, qtbot, qapp) as staff:
        staff.sees("Carry on with Module recognise. About 6 minutes left.")
        open_module(staff)
        go_on(staff)
        staff.press("training.back")
        staff.press("training.home")
        staff.sees("Carry on with Module recognise. About ")
