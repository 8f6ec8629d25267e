"""Bars to move along: through the film, with its hard parts hatched, and the volume; they play nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Skip
from detectors_app.staff.film_words import place, spoken
from detectors_app.widgets.announce import announce
from detectors_app.widgets.theme import theme_of

_HIGH_PX = 32
_TRACK_PX = 6
_HARD_PX = 16
_KNOB_PX = 10
_HATCH_PX = 5
_STEP_MS = 5_000
_PAGE_MS = 30_000
_STEP_PERCENT = 10
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class FlatBar(QSlider):
    """A slider, painted flat. It runs from left to right in every language, as figures and clocks of films do."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Be a target that a gloved finger finds."""
        return QSize(120, theme_of(self).scaled(_HIGH_PX))

    def minimumSizeHint(self) -> QSize:
        """Keep room to move in."""
        return QSize(80, theme_of(self).scaled(_HIGH_PX))

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys, which move along the bar, from being taken for the whole film's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(Qt.Key(event.key()) in _ARROWS)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the bar was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        room = max(1.0, self.width() - 2 * _KNOB_PX)
        share = min(max((event.position().x() - _KNOB_PX) / room, 0.0), 1.0)
        self.setSliderPosition(round(self.minimum() + share * (self.maximum() - self.minimum())))

    def _x(self, value: int) -> float:
        whole = max(1, self.maximum() - self.minimum())
        return _KNOB_PX + (self.width() - 2 * _KNOB_PX) * (value - self.minimum()) / whole

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what lies behind, what lies ahead, and the knob."""
        theme, middle = theme_of(self), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ends = (_KNOB_PX, self._x(self.sliderPosition()), self.width() - _KNOB_PX)
        for (begin, end), role in zip(((ends[0], ends[2]), (ends[0], ends[1])), ("edge", "accent"), strict=True):
            painter.setBrush(theme.colour(role))
            painter.drawRoundedRect(QRectF(begin, middle - _TRACK_PX / 2, end - begin, _TRACK_PX), 3, 3)
        self._paint_marks(painter, middle)
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("accent"), 3))
        painter.drawEllipse(QPointF(ends[1], middle), _KNOB_PX - 2, _KNOB_PX - 2)
        painter.end()

    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        """Paint what stands along the bar: nothing here."""


class VolumeBar(FlatBar):
    """How loud, in percent."""

    chosen = Signal(int)

    def __init__(self, words: Wording, percent: int) -> None:
        super().__init__("film.volume", words("training.film.volume_now", percent=percent))
        self._words = words
        self.setRange(0, 100)
        self.setSingleStep(_STEP_PERCENT)
        self.setPageStep(2 * _STEP_PERCENT)
        self.setValue(percent)
        self.valueChanged.connect(self.on_value)

    @Slot(int)
    def on_value(self, percent: int) -> None:
        """Tell what was chosen."""
        self.setAccessibleName(self._words("training.film.volume_now", percent=percent))
        self.chosen.emit(percent)


class SeekBar(FlatBar):
    """The place in the film. It says so in words, and its hard parts are hatched: never colour alone."""

    sought = Signal(int)
    """Where the person wants to be, in milliseconds."""

    def __init__(self, words: Wording, hard: Sequence[Skip]) -> None:
        super().__init__("film.place", words("training.film.place"))
        self._words, self._hard = words, tuple(hard)
        self._second = -1
        self.setSingleStep(_STEP_MS)
        self.setPageStep(_PAGE_MS)
        self.actionTriggered.connect(self.on_action)
        self.sliderMoved.connect(self.sought)
        self._describe()

    def set_length(self, length_ms: int) -> None:
        """Say how long the film is."""
        self.setRange(0, length_ms)
        self._describe()

    def show_place(self, at_ms: int) -> None:
        """Show where the film is, unless somebody holds the knob."""
        if not self.isSliderDown():
            self.setValue(at_ms)
            if at_ms // 1000 != self._second:
                self._describe()

    @property
    def said(self) -> str:
        """Give the place in words."""
        return place(self.sliderPosition(), self.maximum(), self._words)

    @Slot(int)
    def on_action(self, _action: int) -> None:
        """Go where the keys lead, and say aloud where that is."""
        if self.sliderPosition() != self.value():
            self.sought.emit(self.sliderPosition())
            announce(self, self.said)

    def _describe(self) -> None:
        self._second, said = self.value() // 1000, self._words
        spans = ((spoken(each.from_ms, said), spoken(each.to_ms, said)) for each in self._hard)
        hard = (said("training.film.hard_place", from_=begin, to=end) for begin, end in spans)
        self.setAccessibleDescription(". ".join((self.said, *hard)))

    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        theme = theme_of(self)
        for each in self._hard:
            left, right = self._x(each.from_ms), self._x(min(each.to_ms, self.maximum()))
            box = QRectF(left, middle - _HARD_PX / 2, max(right - left, 6), _HARD_PX)
            _hatch(painter, box, theme.colour("surface"), theme.colour("safety"))


def _hatch(painter: QPainter, box: QRectF, ground: QColor, ink: QColor) -> None:
    painter.save()
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ground)
    painter.drawRect(box)
    painter.setClipRect(box)
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += _HATCH_PX
    painter.restore()
