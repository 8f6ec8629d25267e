"""What is pressed to play a film: it says how each thing stands and tells what is wanted; plays nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Skip
from detectors_app.staff.film_seek_bar import SeekBar, VolumeBar
from detectors_app.staff.film_words import clock
from detectors_app.widgets.buttons import HouseButton, SmallButton
from detectors_app.widgets.icons import icon
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

SPEEDS = (0.75, 1.0, 1.25, 1.5)
LOUD_PERCENT = 80
_VOLUME_PX = 120
_SIDE_PX = 14
_APART_PX = 10


class FilmControls(Panel):
    """The bar, and below it the buttons, each with words that say how things stand."""

    play_pressed = Signal()
    back_pressed = Signal()
    sought = Signal(int)
    captions_switched = Signal(bool)
    described_switched = Signal(bool)
    rate_chosen = Signal(float)
    sound_chosen = Signal(bool, int)
    """On or off, and how loud, in percent."""

    def __init__(self, words: Wording, hard: Sequence[Skip]) -> None:
        super().__init__("surface", "line")
        self.setObjectName("film.controls")
        self._words = words
        self.bar = SeekBar(words, hard)
        self.bar.sought.connect(self.sought)
        self._now, self._length = _figures(), _figures()
        self.play = SmallButton(words("training.film.play"), "film.play", icon_name="play", main=True)
        self.play.clicked.connect(self.play_pressed)
        self.back = SmallButton(words("training.film.back"), "film.back")
        self.back.clicked.connect(self.back_pressed)
        self.captions = Switch(words, "captions", "captions")
        self.captions.switched.connect(self.captions_switched)
        self.speed = SmallButton("", "film.speed")
        self.speed.clicked.connect(self.on_speed)
        self.sound = SoundButton(words)
        self.more = SoundControls(words)
        self.sound.switched.connect(self.on_sound)
        self.more.volume.chosen.connect(self.on_sound)
        self.more.described.switched.connect(self.described_switched)
        self._place = SPEEDS.index(1.0)
        self._say_speed()
        self._hold_widths()
        self._lay()

    @property
    def rate(self) -> float:
        """Give how many times as fast as it was made the film plays."""
        return SPEEDS[self._place]

    def show_length(self, length_ms: int) -> None:
        """Say how long the film is."""
        self.bar.set_length(length_ms)
        self._length.setText(clock(length_ms))

    def show_place(self, at_ms: int) -> None:
        """Say where the film is."""
        self.bar.show_place(at_ms)
        self._now.setText(clock(at_ms))

    def show_playing(self, *, playing: bool) -> None:
        """Offer what is possible now: to pause, or to play."""
        name = "pause" if playing else "play"
        theme = theme_of(self)
        self.play.setText(self._words(f"training.film.{name}"))
        self.play.setIcon(icon(name, theme.colour("on_fill"), theme.scaled(20)))

    @Slot()
    def on_speed(self) -> None:
        """Take the next speed; after the quickest the slowest."""
        self._place = (self._place + 1) % len(SPEEDS)
        self._say_speed()
        self.rate_chosen.emit(self.rate)

    @Slot()
    def on_sound(self) -> None:
        """Tell whether it sounds, and how loud."""
        self.sound_chosen.emit(self.sound.is_on, self.more.volume.value())

    def _speed_words(self, speed: float) -> str:
        return self._words("training.film.speed", speed=f"{speed:g}×")

    def _say_speed(self) -> None:
        self.speed.setText(self._speed_words(self.rate))

    def _hold_widths(self) -> None:
        """Let nothing move beside a button whose words change."""
        said = self._words
        _hold(self.play, (said("training.film.play"), said("training.film.pause")))
        _hold(self.speed, map(self._speed_words, SPEEDS))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, 6, _SIDE_PX, 12)
        column.setSpacing(8)
        along = QWidget()
        along.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        along.setProperty("one_way", True)  # figures and bar run as on a clock, in any language
        line = QHBoxLayout(along)
        line.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self._now, 0), (self.bar, 1), (self._length, 0)):
            line.addWidget(part, stretch)
        column.addWidget(along)
        first, second = (self.play, self.back), (self.captions, self.speed, self.sound)
        if theme_of(self).is_large or _wide(first + second) > theme_of(self).frame_px["main"] - 2 * _SIDE_PX:
            column.addLayout(_in_row((*first, None)))
            column.addLayout(_in_row((*second, None)))
        else:
            column.addLayout(_in_row((*first, None, *second)))


class SoundControls(QWidget):
    """How loud the film is, and whether a voice tells what is seen too; below what is needed at every moment."""

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self.setObjectName("film.sound_controls")
        self.volume = VolumeBar(words, LOUD_PERCENT)
        self.volume.setFixedWidth(theme_of(self).scaled(_VOLUME_PX))
        self.described = Switch(words, "described", "eye", on=False)
        self.described.setAccessibleDescription(words("training.film.described_why"))
        title = Words(words("training.film.volume"), "body", bold=True)
        title.setWordWrap(False)
        title.setBuddy(self.volume)
        row = _in_row((title, self.volume, None, self.described))
        row.setContentsMargins(0, 0, 0, 0)
        if theme_of(self).is_large:
            row.setDirection(QHBoxLayout.Direction.TopToBottom)
        self.setLayout(row)


def _in_row(parts: Iterable[QWidget | None]) -> QHBoxLayout:
    """Lay parts side by side; None is room between."""
    row = QHBoxLayout()
    row.setSpacing(_APART_PX)
    for each in parts:
        row.addWidget(each) if each is not None else row.addStretch(1)
    return row


def _wide(parts: Sequence[QWidget]) -> int:
    """Give how wide parts are side by side, with a little room in the middle."""
    return sum(max(each.sizeHint().width(), each.minimumWidth()) + _APART_PX for each in parts)


class SoundButton(HouseButton):
    """Sound on or off: a loudspeaker, with waves or with a cross, and the words for whoever hears them."""

    switched = Signal(bool)

    def __init__(self, words: Wording) -> None:
        super().__init__("", "film.sound", look="secondary", ink="ink", target="small_button", pad_px=14)
        self._words = words
        self.is_on = True
        self._show()
        self.clicked.connect(self.on_clicked)

    def sizeHint(self) -> QSize:
        """Be a square that a gloved finger finds."""
        side = theme_of(self).scaled(theme_of(self).target_px["small_button"])
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Be no smaller."""
        return self.sizeHint()

    @Slot()
    def on_clicked(self) -> None:
        """Switch over."""
        self.is_on = not self.is_on
        self._show()
        self.switched.emit(self.is_on)

    def _show(self) -> None:
        theme, said = theme_of(self), self._words(f"training.film.sound_{'on' if self.is_on else 'off'}")
        side = theme.scaled(22)
        self.setIcon(icon("sound" if self.is_on else "sound-off", theme.colour("ink"), side))
        self.setIconSize(QSize(side, side))
        self.setAccessibleName(said)
        self.setToolTip(said)


class Switch(SmallButton):
    """A button whose words say how things stand: on or off. Pressed, it is the other way."""

    switched = Signal(bool)

    def __init__(self, words: Wording, name: str, icon_name: str, *, on: bool = True) -> None:
        self._on_words, self._off_words = words(f"training.film.{name}_on"), words(f"training.film.{name}_off")
        self.is_on = on
        super().__init__(self._on_words if on else self._off_words, f"film.{name}", icon_name=icon_name)
        _hold(self, (self._on_words, self._off_words))
        self.clicked.connect(self.on_clicked)

    @Slot()
    def on_clicked(self) -> None:
        """Switch over."""
        self.is_on = not self.is_on
        self.setText(self._on_words if self.is_on else self._off_words)
        self.switched.emit(self.is_on)


def _hold(button: SmallButton, texts: Iterable[str]) -> None:
    """Give a button the width that the longest of its texts needs."""
    before, widths = button.text(), list[int]()
    for each in texts:
        button.setText(each)
        widths.append(button.sizeHint().width())
    button.setText(before)
    button.setMinimumWidth(max(widths))


def _figures() -> Words:
    made = Words("0:00", "small", role="ink")
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return made
