"""A film of a course, for the player of modules: it plays what it is given, hands out steps, and keeps nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Film, Skip
from detectors_app.domain.progress import Done, FilmProgress, Skipped, Step
from detectors_app.staff.film_files import cues_of, paragraphs_of
from detectors_app.staff.film_keys import put_keys
from detectors_app.staff.film_panel import FilmPanel
from detectors_app.staff.film_player import FilmPlayer
from detectors_app.staff.film_reading import FilmReading
from detectors_app.staff.film_side import FilmSide
from detectors_app.staff.film_watch import FilmWatch
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.widgets.theme import theme_of

_JUMP_MS = 10_000
_NOWHERE_ELSE = Around()


class FilmPage(TrainingPage):
    """A film, its words beside it, and what there is to press. It opens paused, where the trainee left off.

    `stepped` tells at least one `Watched` for each second that was played. Whenever it leaves the screen (the cover,
    another page, a minimised window) it falls silent in the same turn.
    """

    def __init__(
        self,
        words: Wording,
        course_folder: Path,
        block: Film,
        progress: FilmProgress,
        around: Around = _NOWHERE_ELSE,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Show it paused. `block` names its files within `course_folder`."""
        super().__init__(words, "film", block.title, around)
        self._block = block
        self._reads = self._has_read = self._was_shown = self._owes_focus = False
        self.watch = FilmWatch(block, progress, self._take, now_s)
        self._cues = cues_of(course_folder / block.captions)
        self.player = FilmPlayer(course_folder / block.source, self)
        self.panel = FilmPanel(words, block, self._cues)
        self.picture, self.controls, self.hard = self.panel.picture, self.panel.controls, self.panel.hard
        self.beside = FilmSide(words, self._cues)
        self.reading = FilmReading(words, paragraphs_of(course_folder / block.transcript, self._cues, words))
        self._lay()
        self._connect()
        self._show_place(self.watch.at_ms)
        self._show_seen()

    def take_focus(self) -> None:
        """Put the focus where one begins: on *Play*, or on the words where the film cannot be played."""
        first: QWidget = self.reading.first() if self._reads else self.controls.play
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is pressed --------------------------------------------------------------------------------------------

    @Slot()
    def on_play(self) -> None:
        """Play, from the beginning where it was at its end; or pause."""
        if self.player.is_playing:
            self.player.pause()
            return
        if self.watch.length_ms and self.watch.at_ms >= self.watch.length_ms:
            self.on_sought(0)
        self.player.play()

    @Slot(int)
    def on_sought(self, at_ms: int) -> None:
        """Go on from elsewhere, playing or paused as it was."""
        self._go(self.watch.seek(at_ms))

    @Slot()
    def on_back(self) -> None:
        """Go back a little."""
        self.on_sought(self.watch.at_ms - _JUMP_MS)

    @Slot()
    def on_forward(self) -> None:
        """Go on a little."""
        self.on_sought(self.watch.at_ms + _JUMP_MS)

    @Slot(object)
    def on_skipped(self, part: Skip) -> None:
        """Leave a hard part out; it counts as seen, and one plain sentence stands for it."""
        at_ms = self.watch.skip(part)
        had_focus = self.hard.skip.hasFocus()
        self.hard.tell_skipped(part)
        if had_focus and not self.hard.skip.isVisible():
            self.controls.play.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(at_ms)

    @Slot(float)
    def on_rate(self, rate: float) -> None:
        """Play so much quicker or slower."""
        self.player.set_rate(rate)
        if self.player.is_playing:
            self.watch.begin(rate)

    @Slot(bool, int)
    def on_sound(self, on: bool, percent: int) -> None:  # noqa: FBT001 - Qt's signal
        """Let it sound or not."""
        self.player.set_sound(on=on, percent=percent)

    @Slot(bool)
    def on_described(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Let a voice tell what is to be seen too, or not."""
        self.player.describe(on=on)

    @Slot()
    def on_captions(self) -> None:
        """Show the words over the picture, or not."""
        self.panel.show_caption(self.watch.at_ms)

    @Slot()
    def on_reading_wanted(self) -> None:
        """Change between watching and reading."""
        self.player.pause()
        self._show_reading(reading=not self._reads)
        QTimer.singleShot(0, self, self.on_other_way_shown)

    @Slot()
    def on_other_way_shown(self) -> None:
        """Begin at the top, once all has found its place; behind the cover, when it has gone."""
        self._owes_focus = not self.isVisible()
        if self._owes_focus:
            return
        self.area.verticalScrollBar().setValue(0)
        self.take_focus()

    @Slot()
    def on_read(self) -> None:
        """The words were gone through: that counts as seeing the film."""
        self._take_read()
        self.reading.thank()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_left_out(self) -> None:
        """Leave the whole film out. Nobody asks why."""
        self.stepped.emit(Skipped(self._block.id))
        self.go_on_pressed.emit()

    @Slot()
    def on_go_on(self) -> None:
        """Go on. Whoever was reading has read."""
        if self._reads:
            self._take_read()
        self.done_with.emit()

    # --- what the film tells ----------------------------------------------------------------------------------------

    @Slot(int)
    def on_opened(self, length_ms: int) -> None:
        """Offer to play."""
        self.watch.set_length(length_ms)
        can_describe, has_sound = self.player.can_describe, self.player.has_sound
        self.panel.show_opened(length_ms, can_describe=can_describe, has_sound=has_sound)
        self.controls.on_sound()
        self._show_place(self.watch.at_ms)

    @Slot(int)
    def on_moved(self, at_ms: int) -> None:
        """Follow the film while it plays."""
        if self.player.is_playing:
            self.watch.move(at_ms)
            self._show_place(self.watch.at_ms)

    @Slot(bool)
    def on_playing_changed(self, playing: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Hand out what was seen when it stops."""
        if playing:
            self.watch.begin(self.controls.rate)
        else:
            self.watch.rest()
        self.controls.show_playing(playing=playing)

    @Slot()
    def on_ended(self) -> None:
        """Take the last moment as seen."""
        self.watch.end()
        self._show_place(self.watch.at_ms)

    @Slot()
    def on_failed(self) -> None:
        """Say calmly that it cannot be played, and give its words instead."""
        self.reading.cannot.show()
        self._show_reading(reading=True, can_play=False)
        QTimer.singleShot(0, self, self.on_other_way_shown)

    # --- what Qt tells ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Open the film when the page is seen for the first time, once it is painted."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self, self.on_first_shown)
        elif self._owes_focus:
            QTimer.singleShot(0, self, self.on_other_way_shown)

    @Slot()
    def on_first_shown(self) -> None:
        """Load what plays films, which takes a tenth of a second."""
        self.player.open(self.watch.at_ms)

    def hideEvent(self, event: QHideEvent) -> None:
        """Fall silent at once: the cover has come, or another page, or the window was minimised."""
        self.player.silence()
        self.watch.rest()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play or pause by Space where nothing else that has the focus takes it."""
        if event.key() == Qt.Key.Key_Space and not self._reads:
            if not event.isAutoRepeat():
                self.on_play()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is pressed in sight below the film."""
        super().resizeEvent(event)
        self.panel.fit(self.area.height())

    # --- how it is made ---------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        self.body.addWidget(self.panel)
        self.body.addWidget(self.reading)
        self.reading.hide()
        if not theme_of(self).is_large:
            self.beside.column.insertWidget(0, self.heading)
            self.beside.column.insertWidget(0, self._caption)
        self.put_beside(self.beside)
        keys = {"K": self.on_play, "J": self.on_back, "L": self.on_forward, "C": self.controls.captions.click}
        keys |= {"Left": self.on_back, "Right": self.on_forward, "M": self.controls.sound.click}
        put_keys((self.panel, self.beside), keys)

    def _connect(self) -> None:
        player, controls = self.player, self.controls
        player.opened.connect(self.on_opened)
        player.moved.connect(self.on_moved)
        player.playing_changed.connect(self.on_playing_changed)
        player.ended.connect(self.on_ended)
        player.pictured.connect(self.picture.on_pictured)
        player.failed.connect(self.on_failed)
        self.picture.clicked.connect(self.on_play)
        controls.play_pressed.connect(self.on_play)
        controls.back_pressed.connect(self.on_back)
        controls.sought.connect(self.on_sought)
        controls.captions_switched.connect(self.on_captions)
        controls.described_switched.connect(self.on_described)
        controls.rate_chosen.connect(self.on_rate)
        controls.sound_chosen.connect(self.on_sound)
        self.hard.skipped.connect(self.on_skipped)
        self.beside.lines.sought.connect(self.on_sought)
        self.beside.reading_wanted.connect(self.on_reading_wanted)
        self.reading.read.connect(self.on_read)
        self.panel.leave_out.clicked.connect(self.on_left_out)
        self.go_on_pressed.connect(self.on_go_on)

    def _go(self, at_ms: int) -> None:
        self.player.seek(at_ms)
        if self.player.is_playing:
            self.watch.begin(self.controls.rate)
        self._show_place(at_ms)

    def _show_place(self, at_ms: int) -> None:
        self.beside.lines.follow(at_ms)
        part = self.panel.show_place(at_ms, playing=self.player.is_playing)
        if part is not None:
            self.on_skipped(part)

    def _show_seen(self) -> None:
        self.beside.show_seen(self.watch.percent, enough=self.watch.is_enough)

    def _show_reading(self, *, reading: bool, can_play: bool = True) -> None:
        self._reads = reading
        self.panel.setVisible(not reading)
        self.reading.setVisible(reading)
        self.beside.show_reading(reading=reading, can_play=can_play)

    def _take(self, step: Step) -> None:
        self.stepped.emit(step)
        self._show_seen()

    def _take_read(self) -> None:
        if not self._has_read:
            self._has_read = True
            self.watch.read(self._cues[-1].to_ms if self._cues else 0)
            self.stepped.emit(Done(self._block.id))
