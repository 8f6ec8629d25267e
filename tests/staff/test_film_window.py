"""The real film in the real window on the real store: hidden, it is silent and kept; opened again, it goes on there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.content.courses import load_course
from detectors_app.content.paths import resources_dir
from detectors_app.domain.blocks import BlockId, Film
from detectors_app.domain.course import CourseId, Job, ModuleId
from detectors_app.domain.progress import FilmProgress, Span, Went
from detectors_app.staff.film_page import FilmPage
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.staff.test_guard import guard_of, is_warned, warn
from tests.staff.test_hiding import hide, sign_in
from tests.use_cases.bench import Bench

COURSE, MODULE, FILM = CourseId("early-detectors"), ModuleId("noticing"), BlockId("film")


def at_the_film(bench: Bench) -> None:
    """Let a trainee have come as far as the film."""
    bench.courses = (load_course(resources_dir() / "courses" / "early-detectors"),)
    bench.laptop.settle_learner(Job("caretaking"), "C-12")
    bench.laptop.take_step(COURSE, MODULE, Went(FILM))


def open_film(staff: Hands) -> FilmPage:
    """Go from Home to the film, by keyboard."""
    staff.go_to("home.training")
    staff.key(Qt.Key.Key_Return)
    staff.find("training.carry_on")
    staff.qtbot.waitUntil(lambda: staff.focus().objectName() == "training.carry_on", timeout=PATIENCE_MS)
    staff.key(Qt.Key.Key_Return)
    staff.find("training_film")
    page = staff.window.pages.currentWidget()
    assert isinstance(page, FilmPage)
    staff.qtbot.waitUntil(lambda: not page.picture.picture.isNull(), timeout=PATIENCE_MS)
    return page


def seen(bench: Bench) -> FilmProgress:
    """Give what the store has."""
    return bench.laptop.module_progress(COURSE, MODULE).film(FILM)


def test_hiding_silences_the_film_and_its_place_is_kept(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Space plays, the gesture hides: no sound any more, every second in the store; back from the cover it is paused.

    In a new window it goes on where it was, to the second.
    """
    at_the_film(bench)
    with window_on(bench, qtbot, qapp) as staff:
        page = open_film(staff)
        staff.key(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page.watch.at_ms > 1_200, timeout=PATIENCE_MS)
        hide(staff)
        assert page.player.is_silent
        at_ms = page.watch.at_ms
        qtbot.waitUntil(lambda: seen(bench).at_ms == at_ms, timeout=PATIENCE_MS)
        assert seen(bench).seen == (Span(0, at_ms),)
        sign_in(staff)
        qtbot.waitUntil(page.isVisible, timeout=PATIENCE_MS)
        assert not page.player.is_playing
    with window_on(bench, qtbot, qapp) as staff:
        page = open_film(staff)
        assert page.watch.at_ms == at_ms
        assert page.controls.bar.value() == at_ms
        assert not page.player.is_playing


def test_nobody_is_locked_out_of_the_middle_of_a_film(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """A film longer than the idle minutes needs no key pressed; once it is over, or paused, the minutes count again."""
    at_the_film(bench)
    with window_on(bench, qtbot, qapp) as staff:
        page = open_film(staff)
        idle = guard_of(staff).idle
        staff.key(Qt.Key.Key_K)
        warn(staff)
        staff.sees("This locks in 30 seconds.")
        at_ms = page.watch.at_ms
        qtbot.waitUntil(lambda: page.watch.at_ms > at_ms + 1_100, timeout=PATIENCE_MS)
        assert not is_warned(staff)
        staff.key(Qt.Key.Key_K)
        before = idle._seen_s
        qapp.processEvents()
        assert idle._seen_s == before


def test_a_film_keeps_nothing_open_that_a_passphrase_opened(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Whoever looked at their concerns and then starts a film is still locked out in time."""
    at_the_film(bench)
    with window_on(bench, qtbot, qapp) as staff:
        page = open_film(staff)
        staff.window.places.lock_presenter.is_unlocked = True
        staff.key(Qt.Key.Key_K)
        warn(staff)
        at_ms = page.watch.at_ms
        qtbot.waitUntil(lambda: page.watch.at_ms > at_ms + 1_100, timeout=PATIENCE_MS)
        assert is_warned(staff)
        staff.window.places.lock_presenter.is_unlocked = False


def test_closing_the_window_keeps_what_was_seen(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Whoever closes the laptop in the middle loses nothing of the second either."""
    at_the_film(bench)
    with window_on(bench, qtbot, qapp) as staff:
        page = open_film(staff)
        staff.key(Qt.Key.Key_K)
        qtbot.waitUntil(lambda: page.watch.at_ms > 300, timeout=PATIENCE_MS)
        staff.window.close()
        at_ms = page.watch.at_ms
        assert page.player.is_silent
    assert seen(bench).at_ms == at_ms > 300


def test_a_damaged_film_is_read_instead(bench: Bench, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Where a council's file is no film, its words are there to read by keyboard, and that is kept as done."""
    at_the_film(bench)
    (course,) = bench.courses
    folder = tmp_path / "course"
    (folder / "film").mkdir(parents=True)
    for name in ("en.vtt", "en.md"):
        (folder / "film" / name).write_bytes((Path(course.folder) / "film" / name).read_bytes())
    (folder / "film" / "noticing.mp4").write_bytes(b"\0" * 4096)
    bench.courses = (replace(course, folder=str(folder)),)
    with window_on(bench, qtbot, qapp) as staff:
        staff.go_to("home.training")
        staff.key(Qt.Key.Key_Return)
        staff.find("training.carry_on")
        qtbot.waitUntil(lambda: staff.focus().objectName() == "training.carry_on", timeout=PATIENCE_MS)
        staff.key(Qt.Key.Key_Return)
        staff.find("film.cannot.heading")
        staff.go_to("film.read_done")
        staff.key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: FILM in bench.laptop.module_progress(COURSE, MODULE).done, timeout=PATIENCE_MS)
    module = course.module(MODULE)
    assert module is not None
    assert isinstance(module.block(FILM), Film)
