"""The film's page plays the real film: by keyboard, never by itself, silent at once when it leaves the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.courses import load_course
from detectors_app.content.paths import resources_dir
from detectors_app.content.wording import Wording, load_wording
from detectors_app.domain.blocks import Film
from detectors_app.domain.course import Course, Module, ModuleId
from detectors_app.domain.progress import Done, FilmProgress, ModuleProgress, Skipped, Sought, Span, Step, Watched
from detectors_app.domain.training import advance, is_done
from detectors_app.staff.film_page import FilmPage
from detectors_app.staff.film_seek_bar import SeekBar
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens

FOLDER = resources_dir() / "courses" / "early-detectors"
LENGTH_MS = 105_000
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def course() -> Course:
    """Give the bundled course."""
    return load_course(FOLDER)


@pytest.fixture(scope="module")
def words() -> Wording:
    """Give the English words."""
    return load_wording()


@dataclass
class Cinema:
    """A window with the film in it, and the steps that it handed out."""

    qtbot: QtBot
    frame: AppFrame
    page: FilmPage
    module: Module
    block: Film
    steps: list[Step] = field(default_factory=list)

    def wait_open(self) -> Cinema:
        self.qtbot.waitUntil(
            lambda: self.page.watch.length_ms > 0 and not self.page.picture.picture.isNull(), timeout=PATIENCE_MS
        )
        return self

    def play(self, until_ms: int) -> None:
        self.page.controls.play.click()
        self.qtbot.waitUntil(lambda: self.page.watch.at_ms >= until_ms, timeout=PATIENCE_MS)

    def playing(self) -> bool:
        return self.page.player.is_playing

    def silent(self) -> bool:
        return self.page.player.is_silent

    def key(self, key: Qt.Key, to: QWidget | None = None) -> None:
        QTest.keyClick(to or self.frame.focusWidget(), key)

    @property
    def watched(self) -> list[Watched]:
        return [step for step in self.steps if isinstance(step, Watched)]

    @property
    def kept(self) -> ModuleProgress:
        """What a store would have by now."""
        progress = ModuleProgress(_COURSE.id, self.module.id, 1, films=(FilmProgress(self.block.id),))
        for step in self.steps:
            progress = advance(self.module, progress, step, version=1, today=date(2026, 11, 22))
        return progress


_COURSE = load_course(FOLDER)
Open = Callable[..., Cinema]


@pytest.fixture
def cinema(qtbot: QtBot, qapp: QApplication, words: Wording) -> Iterator[Open]:
    """Give a way to open the film's page in a window, at a place, with files of another folder or another block."""
    frames = []

    def open_page(at_ms: int = 0, folder: Path = FOLDER, *, text: float = 1.0, **changed: str) -> Cinema:
        apply_theme(qapp, load_tokens(text_factor=text))
        module = _COURSE.module(ModuleId("noticing"))
        assert module is not None
        block = replace(next(each for each in module.blocks if isinstance(each, Film)), **changed)  # type: ignore[arg-type]
        frame = AppFrame("Notes", "Hide", "Shift", "Sign in")
        page = FilmPage(words, folder, block, FilmProgress(block.id, at_ms, LENGTH_MS, (Span(0, at_ms),)))
        made = Cinema(qtbot, frame, page, module, block)
        page.stepped.connect(made.steps.append)
        frames.append(frame)
        frame.show_page(page)
        frame.show()
        frame.activateWindow()
        page.begin()
        return made

    yield open_page
    for frame in frames:
        frame.close()
        frame.deleteLater()
    apply_theme(qapp, load_tokens())


# --- playing ----------------------------------------------------------------------------------------------------------


def test_it_opens_paused_and_never_plays_by_itself(cinema: Open) -> None:
    """The first picture is there, the focus is on Play, nothing moves and nothing is counted."""
    hall = cinema().wait_open()
    hall.qtbot.wait(400)
    assert not hall.playing()
    assert hall.steps == []
    assert hall.frame.focusWidget() is hall.page.controls.play
    assert hall.page.controls.play.text() == "Play"


def test_each_second_played_is_handed_out(cinema: Open) -> None:
    """Space plays and pauses; in between there is a step for every second, and the rest comes with the pause."""
    hall = cinema().wait_open()
    hall.key(Qt.Key.Key_Space)
    hall.qtbot.waitUntil(lambda: hall.page.watch.at_ms >= 2_300, timeout=PATIENCE_MS)
    told = len(hall.watched)
    assert hall.watched[-1].to_ms >= 2_000
    assert hall.page.controls.play.text() == "Pause"
    hall.key(Qt.Key.Key_Space)
    assert not hall.playing()
    assert len(hall.watched) == told + 1
    film = hall.kept.film(hall.block.id)
    assert film.seen == (Span(0, hall.page.watch.at_ms),)
    assert film.length_ms == LENGTH_MS


def test_it_goes_on_where_it_was_left(cinema: Open) -> None:
    """The picture and the bar are at the place that was kept, and the caption of that place is shown."""
    hall = cinema(22_000).wait_open()
    assert hall.page.controls.bar.value() == 22_000
    assert hall.page.picture.caption == "Caretaker: I came about one lock. Then I saw the others."
    assert hall.page.beside.seen.text() == "You have seen 20%. Parts you skip count too."
    hall.play(22_400)
    hall.page.controls.play.click()
    assert hall.watched[0].from_ms == 22_000


def test_the_end_is_seen_and_playing_again_begins_anew(cinema: Open) -> None:
    """The last moment counts; Play at the end goes to the beginning."""
    hall = cinema(103_600).wait_open()
    hall.page.controls.play.click()
    hall.qtbot.waitUntil(lambda: bool(hall.watched) and hall.watched[-1].to_ms == LENGTH_MS, timeout=PATIENCE_MS)
    hall.qtbot.waitUntil(lambda: not hall.playing(), timeout=PATIENCE_MS)
    assert hall.page.beside.seen.text() == "You have seen 100%. This film is done."
    hall.page.controls.play.click()
    assert hall.steps[-1] == Sought(hall.block.id, 0)
    hall.qtbot.waitUntil(lambda: 0 < hall.page.watch.at_ms < 5_000 and hall.playing(), timeout=PATIENCE_MS)


def test_speed_goes_round(cinema: Open) -> None:
    """Each press takes the next speed; the film plays as quickly as the words say."""
    hall = cinema().wait_open()
    said = []
    for _ in range(4):
        hall.page.controls.speed.click()
        said.append(hall.page.controls.speed.text())
    assert said == ["Speed 1.25×", "Speed 1.5×", "Speed 0.75×", "Speed 1×"]
    hall.page.controls.speed.click()
    hall.play(600)
    hall.page.controls.speed.click()
    assert hall.playing()
    hall.page.controls.play.click()
    assert hall.kept.film(hall.block.id).seen == (Span(0, hall.page.watch.at_ms),)


def test_description_is_the_second_narration(cinema: Open) -> None:
    """It is off at first; switched on, the other track is heard, and it says so."""
    hall = cinema().wait_open()
    media = hall.page.player._media
    assert media is not None
    assert media.activeAudioTrack() == 0
    hall.page.controls.more.described.click()
    assert media.activeAudioTrack() == 1
    assert hall.page.controls.more.described.text() == "Audio description on"
    hall.page.controls.more.described.click()
    assert media.activeAudioTrack() == 0


def test_sound_and_volume(cinema: Open) -> None:
    """Sound goes off and on again as loud as it was; the volume is said in words."""
    hall = cinema().wait_open()
    sound, volume = hall.page.controls.sound, hall.page.controls.more.volume
    assert sound.accessibleName() == "Sound on"
    sound.click()
    assert (sound.accessibleName(), hall.page.player._sound.isMuted()) == ("Sound off", True)
    sound.click()
    assert not hall.page.player._sound.isMuted()
    volume.setFocus()
    hall.key(Qt.Key.Key_Right)
    assert volume.accessibleName() == "Volume 90%"
    assert hall.page.player._sound.volume() == pytest.approx(0.81)
    assert hall.steps == []


# --- leaving the screen -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", ["cover", "other page", "minimise"])
def test_it_is_silent_before_anything_else_happens(cinema: Open, leave: str) -> None:
    """When the cover comes, another page, or the window is minimised, the sound has stopped when the call returns."""
    hall = cinema(1_000).wait_open()
    hall.play(1_400)
    assert not hall.silent()
    if leave == "cover":
        hall.frame.cover_with(QLabel("Job notes"))
    elif leave == "other page":
        hall.frame.show_page(QLabel("Training"))
    else:
        hall.frame.showMinimized()
    assert hall.silent()
    assert hall.page.player._sound.isMuted()
    assert hall.watched[-1].to_ms == hall.page.watch.at_ms > 1_300


def test_it_does_not_play_on_when_the_cover_goes(cinema: Open) -> None:
    """Back from the cover it is paused; Play sounds again."""
    hall = cinema(1_000).wait_open()
    hall.play(1_400)
    hall.frame.cover_with(QLabel("Job notes"))
    hall.frame.uncover()
    hall.qtbot.wait(300)
    assert not hall.playing()
    hall.page.controls.play.click()
    assert not hall.silent()


# --- keys -------------------------------------------------------------------------------------------------------------


def test_all_by_keyboard(cinema: Open) -> None:
    """K plays, J and L go back and on, as do the arrows; C and M switch captions and sound."""
    hall = cinema(30_000).wait_open()
    page = hall.page
    hall.key(Qt.Key.Key_K)
    assert hall.playing()
    hall.key(Qt.Key.Key_K)
    assert not hall.playing()
    hall.steps.clear()
    at_ms = page.watch.at_ms
    for key, to_ms in (
        (Qt.Key.Key_J, at_ms - 10_000),
        (Qt.Key.Key_L, at_ms),
        (Qt.Key.Key_Right, at_ms + 10_000),
        (Qt.Key.Key_Left, at_ms),
    ):
        hall.key(key)
        assert hall.steps[-1] == Sought(hall.block.id, to_ms)
    hall.key(Qt.Key.Key_C)
    assert (page.controls.captions.text(), page.picture.caption) == ("Captions off", "")
    hall.key(Qt.Key.Key_M)
    assert page.controls.sound.accessibleName() == "Sound off"


def test_letters_are_no_keys_outside_the_film(cinema: Open) -> None:
    """On the page's own buttons a letter does nothing (WCAG 2.1.4)."""
    hall = cinema().wait_open()
    hall.page.go_on.setFocus()
    hall.key(Qt.Key.Key_K)
    hall.key(Qt.Key.Key_L)
    assert not hall.playing()
    assert hall.steps == []


def test_tab_goes_through_everything_and_comes_round(cinema: Open) -> None:
    """Nothing keeps the focus: from Play, Tab reaches every part once, the words too, and then Play again."""
    hall = cinema().wait_open()
    start = hall.frame.focusWidget()
    stops = [start]
    for _ in range(60):
        hall.key(Qt.Key.Key_Tab)
        now = hall.frame.focusWidget()
        if now is start:
            break
        stops.append(now)
    names = [each.objectName() for each in stops]
    assert len(names) == len(set(names))
    assert hall.frame.focusWidget() is start
    film = ["film.play", "film.back", "film.captions", "film.speed", "film.sound", "film.skip", "film.volume"]
    assert names[: len(film)] == film
    assert {"film.place", "film.read", "film.words", "film.leave_out", "training.go_on", "training.back"} <= set(names)
    for each in stops:
        said = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
        assert said, each.objectName()


def test_space_presses_the_button_that_has_the_focus(cinema: Open) -> None:
    """Space on Captions switches captions and plays nothing; in the words it plays."""
    hall = cinema().wait_open()
    hall.page.controls.captions.setFocus()
    hall.key(Qt.Key.Key_Space)
    assert not hall.page.controls.captions.is_on
    assert not hall.playing()
    hall.page.beside.lines.setFocus()
    hall.key(Qt.Key.Key_Space)
    assert hall.playing()


# --- places -----------------------------------------------------------------------------------------------------------


def test_the_bar_says_its_place_in_words(cinema: Open) -> None:
    """A screen reader hears minutes and seconds, and where it is hard to watch."""
    hall = cinema(80_000).wait_open()
    bar = hall.page.controls.bar
    said = QAccessible.queryAccessibleInterface(bar)
    assert said.text(QAccessible.Text.Name) == "Place in the film"
    assert said.text(QAccessible.Text.Description) == (
        "1 minute 20 seconds of 1 minute 45 seconds. Hard to watch: 45 seconds to 54 seconds."
    )
    bar.setFocus()
    hall.key(Qt.Key.Key_Left)
    assert hall.steps == [Sought(hall.block.id, 75_000)]
    hall.key(Qt.Key.Key_PageUp)
    hall.key(Qt.Key.Key_Home)
    assert hall.steps[-1] == Sought(hall.block.id, 0)
    assert bar.said == "0 seconds of 1 minute 45 seconds"


def test_the_bar_follows_the_mouse(cinema: Open) -> None:
    """A press goes there, and the film follows the knob."""
    hall = cinema().wait_open()
    bar = hall.page.controls.bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() // 2))
    assert isinstance(hall.steps[-1], Sought)
    assert hall.page.watch.at_ms == pytest.approx(LENGTH_MS / 2, abs=400)


def test_hard_parts_are_hatched(cinema: Open) -> None:
    """Its mark is a pattern: along its middle the colours change many times, elsewhere they do not."""
    hall = cinema().wait_open()
    bar = hall.page.controls.bar
    assert isinstance(bar, SeekBar)
    picture = bar.grab().toImage()
    part = hall.block.skips[0]
    y = bar.height() // 2

    def changes(from_ms: int, to_ms: int) -> int:
        line = [picture.pixel(x, y) for x in range(round(bar._x(from_ms)) + 2, round(bar._x(to_ms)) - 2)]
        return sum(one != other for one, other in pairwise(line))

    assert changes(part.from_ms, part.to_ms) > 10
    assert changes(70_000, 80_000) == 0


def test_the_words_follow_and_lead(cinema: Open) -> None:
    """The line of the moment is marked; Return on another goes there, and the playing goes on."""
    hall = cinema(22_000).wait_open()
    lines = hall.page.beside.lines
    assert lines.now == 3
    lines.setFocus()
    hall.key(Qt.Key.Key_Down)
    hall.key(Qt.Key.Key_Return)
    assert hall.steps == [Sought(hall.block.id, 29_600)]
    assert lines.now == 4
    assert str(lines.model().index(4, 0).data()).startswith("0:29 Caretaker: It was the third one")
    QTest.mouseClick(
        lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualRect(lines.model().index(3, 0)).center()
    )
    assert hall.steps[-1] == Sought(hall.block.id, 21_000)


def test_nothing_follows_while_somebody_moves_among_the_words(cinema: Open) -> None:
    """The line that has the focus stays where it is, though the film plays on."""
    hall = cinema(28_900).wait_open()
    lines = hall.page.beside.lines
    lines.setFocus()
    before = lines.currentIndex().row()
    hall.key(Qt.Key.Key_Space)
    hall.qtbot.waitUntil(lambda: lines.now == 4, timeout=PATIENCE_MS)
    assert lines.currentIndex().row() == before


# --- hard parts -------------------------------------------------------------------------------------------------------


def test_a_hard_part_is_told_and_skipped_at_its_begin(cinema: Open) -> None:
    """Pressed before it, the film plays up to it, leaves it out, says one plain sentence, and it counts."""
    hall = cinema(44_400).wait_open()
    part, hard = hall.block.skips[0], hall.page.hard
    assert "a raised voice" in hard.text.accessibleName()
    hard.skip.click()
    assert hard.text.accessibleName().startswith("This part will be skipped.")
    hall.play(part.to_ms)
    assert Watched(hall.block.id, part.from_ms, part.to_ms, LENGTH_MS) in hall.steps
    assert hard.text.accessibleName() == f"You skipped a part. In it: “{part.instead}”"
    assert hall.playing()
    hall.page.controls.play.click()
    assert hall.kept.film(hall.block.id).seen == (Span(44_400, hall.page.watch.at_ms),)


def test_a_hard_part_is_left_at_once_from_within(cinema: Open) -> None:
    """Pressed while it plays, it ends there and then, and the focus is on Play."""
    hall = cinema(46_000).wait_open()
    part = hall.block.skips[0]
    hall.page.hard.skip.setFocus()
    hall.key(Qt.Key.Key_Space)
    assert hall.watched == [Watched(hall.block.id, part.from_ms, part.to_ms, LENGTH_MS)]
    assert hall.page.watch.at_ms == part.to_ms
    assert hall.frame.focusWidget() is hall.page.controls.play
    hall.page.on_sought(40_000)
    assert not hall.page.hard.skip.isHidden()


def test_skipping_can_be_taken_back(cinema: Open) -> None:
    """The same button says so, and the part then plays."""
    hall = cinema(44_500).wait_open()
    hard = hall.page.hard
    hard.skip.click()
    assert hard.skip.text() == "Do not skip it"
    hard.skip.click()
    assert hard.skip.text() == "Skip this part"
    hall.play(hall.block.skips[0].from_ms + 200)
    assert hall.page.watch.at_ms < hall.block.skips[0].to_ms


def test_after_the_last_hard_part_nothing_is_offered(cinema: Open) -> None:
    """There is nothing to skip any more."""
    assert cinema(60_000).wait_open().page.hard.isHidden()


# --- reading instead, and leaving out ---------------------------------------------------------------------------------


def test_reading_it_all_counts(cinema: Open) -> None:
    """The whole transcript is there, what is seen included; *I have read it* is enough for the block to be done."""
    hall = cinema().wait_open()
    page = hall.page
    hall.play(300)
    page.beside.read.click()
    assert not hall.playing()
    assert page.picture.isHidden() or not page.picture.isVisible()
    said = " ".join(each.text() for each in page.reading.findChildren(QLabel))
    assert "A brown door, number 12." in said
    page.reading.done.click()
    assert hall.steps[-1] == Done(hall.block.id)
    assert is_done(hall.module, hall.kept, hall.block)
    assert not page.reading.thanks.isHidden()
    assert page.beside.seen.text() == "You have seen 100%. This film is done."
    page.beside.read.click()
    assert page.picture.isVisible()
    assert page.beside.read.text() == "Read it all instead"


def test_a_page_that_was_left_takes_no_focus(cinema: Open) -> None:
    """Asked for the words and gone before they are laid out, it leaves the focus where it is; back again, it begins."""
    hall = cinema().wait_open()
    other = QPushButton("Home")
    hall.page.on_reading_wanted()
    hall.frame.show_page(other)
    other.setFocus()
    QApplication.processEvents()
    assert hall.frame.focusWidget() is other
    hall.frame.show_page(hall.page)
    hall.qtbot.waitUntil(lambda: hall.frame.focusWidget() is hall.page.reading.title, timeout=PATIENCE_MS)


def test_going_on_from_reading_counts_once(cinema: Open) -> None:
    """Whoever read and goes on has read; while watching, going on says nothing of the kind."""
    hall = cinema().wait_open()
    with hall.qtbot.waitSignal(hall.page.done_with):
        hall.page.go_on.click()
    assert hall.steps == []
    hall.page.beside.read.click()
    hall.page.go_on.click()
    hall.page.go_on.click()
    assert [step for step in hall.steps if isinstance(step, Done)] == [Done(hall.block.id)]


def test_the_whole_film_can_be_left_out(cinema: Open) -> None:
    """One press, no reason, and on to the next page."""
    hall = cinema().wait_open()
    with hall.qtbot.waitSignal(hall.page.done_with):
        hall.page.panel.leave_out.click()
    assert hall.steps == [Skipped(hall.block.id)]


# --- what is missing --------------------------------------------------------------------------------------------------


def broken(folder: Path) -> Path:
    """Give a folder whose film is no film."""
    (folder / "film").mkdir()
    for name in ("en.vtt", "en.md"):
        (folder / "film" / name).write_bytes((FOLDER / "film" / name).read_bytes())
    (folder / "film" / "noticing.mp4").write_bytes(b"not a film" * 1000)
    return folder


@pytest.mark.parametrize("fault", ["missing", "damaged", "no library"])
def test_where_it_cannot_be_played_it_can_be_read(
    cinema: Open, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so calmly, gives the words, and the block can be done: never a dead end."""
    if fault == "no library":
        monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    changed = {"source": "film/none.mp4"} if fault == "missing" else {}
    hall = cinema(0, broken(tmp_path) if fault == "damaged" else FOLDER, **changed)
    hall.qtbot.waitUntil(lambda: not hall.page.reading.cannot.isHidden(), timeout=PATIENCE_MS)
    hall.qtbot.waitUntil(lambda: hall.frame.focusWidget() is hall.page.reading.cannot.title, timeout=PATIENCE_MS)
    assert "Nothing is lost." in hall.page.reading.cannot.accessibleName()
    hall.page.on_play()
    hall.page.reading.done.click()
    assert is_done(hall.module, hall.kept, hall.block)
    assert hall.frame.focusWidget() is hall.page.go_on


def test_without_captions_or_words_one_can_still_go_on(cinema: Open) -> None:
    """Captions missing: it plays without. Words missing: the captions stand for them. Both: it says so."""
    assert cinema(captions="film/none.vtt").wait_open().page.beside.lines.isHidden()
    hall = cinema(transcript="film/none.md")
    said = [each.text() for each in hall.page.reading.findChildren(QLabel)]
    assert any("It was a Tuesday" in each for each in said)
    both = cinema(transcript="film/none.md", captions="film/none.vtt")
    said = [each.text() for each in both.page.reading.findChildren(QLabel)]
    assert any("missing here" in each for each in said)


def test_a_laptop_without_sound_says_so(cinema: Open) -> None:
    """The film plays all the same, and its captions have every word."""
    hall = cinema().wait_open()
    assert hall.page.panel.no_sound.isHidden() == hall.page.player.has_sound


# --- how it is laid out -----------------------------------------------------------------------------------------------


def test_at_first_all_that_is_needed_is_in_sight(cinema: Open) -> None:
    """Film, buttons, the hard part and support stand above the foot bar of a small window."""
    hall = cinema().wait_open()
    page, fold = hall.page, hall.page.area.height()
    for part in (page.picture, page.controls, page.hard, page.beside.lines):
        assert part.mapTo(page.area, QPoint(0, part.height())).y() <= fold, part.objectName()


def test_large_text_puts_the_words_below(cinema: Open) -> None:
    """At 200 % the words stand below the film, which leaves room for Play."""
    hall = cinema(22_000, text=2.0).wait_open()
    page = hall.page
    assert page.beside.mapTo(page, QPoint()).y() > page.controls.mapTo(page, QPoint()).y()
    assert page.picture.height() <= page.area.height() // 2 + 1


class _Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows = list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched.objectName())
        return False


def test_making_the_page_shows_no_window(cinema: Open, qapp: QApplication) -> None:
    """A part that is shown before it is laid in would be a window of its own for a moment, and take the focus."""
    shown = _Shown()
    qapp.installEventFilter(shown)
    try:
        cinema(46_000).wait_open()
        cinema(60_000, text=2.0)
    finally:
        qapp.removeEventFilter(shown)
    assert shown.windows == ["frame", "frame"]
