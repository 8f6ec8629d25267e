"""Where the film is seen: its last picture, and the caption over it; plays nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from detectors_app.widgets.boxes import paint_box
from detectors_app.widgets.theme import font_of, theme_of
from detectors_app.widgets.tokens import ThemeName, load_tokens

_WIDE, _HIGH = 16, 9
_LEAST_HIGH_PX = 220
_PAD_PX = 14
_ABOVE_EDGE = 0.045
"""The caption stands so much of the height above the lower edge."""
_CAPTION_WIDTH = 0.9
_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


class FilmScreen(QWidget):
    """The picture, dark around it in every look, as film is. A click plays or pauses; so do the keys and *Play*."""

    clicked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("film.screen")
        self.setAccessibleName(title)
        self._dark = load_tokens(ThemeName.DARK)
        self._picture = QImage()
        self._caption = ""
        self._most_high_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def caption(self) -> str:
        """Give the words that stand over the picture, empty for none."""
        return self._caption

    @property
    def picture(self) -> QImage:
        """Give the picture shown, null while there is none."""
        return self._picture

    def say(self, caption: str) -> None:
        """Show these words over the picture, none where they are empty."""
        if caption != self._caption:
            self._caption = caption
            self.update()

    def be_at_most(self, high_px: int) -> None:
        """Be no higher than this, so that what is pressed stays in sight."""
        if high_px != self._most_high_px:
            self._most_high_px = high_px
            self.setFixedHeight(self.heightForWidth(self.width()))

    @Slot(QImage)
    def on_pictured(self, picture: QImage) -> None:
        """Show a picture."""
        self._picture = picture
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Give the height of its shape, unless that is more than there is room for."""
        high = width * _HIGH // _WIDE
        return min(high, max(self._most_high_px, _LEAST_HIGH_PX)) if self._most_high_px else high

    def sizeHint(self) -> QSize:
        """Give a size of its shape."""
        return QSize(640, self.heightForWidth(640))

    def minimumSizeHint(self) -> QSize:
        """Be seen in a narrow window too."""
        return QSize(320, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep its shape: a layout alone would give it the height of its hint."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture as large as it goes, then the caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_box(painter, QRectF(self.rect()), self._dark, fill="sunken")
        if not self._picture.isNull():
            painter.drawImage(self._place(), self._picture)
        if self._caption:
            self._paint_caption(painter)
        painter.end()

    def _place(self) -> QRect:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple())

    def _paint_caption(self, painter: QPainter) -> None:
        painter.setFont(font_of(self, "h2" if not theme_of(self).is_large else "lead"))
        room = QRect(0, 0, round(self.width() * _CAPTION_WIDTH) - 2 * _PAD_PX, self.height())
        words = painter.fontMetrics().boundingRect(room, _WORDS, self._caption)
        box = QRect(0, 0, words.width() + 2 * _PAD_PX + 2, words.height() + _PAD_PX)
        box.moveCenter(self.rect().center())
        box.moveBottom(self.height() - round(self.height() * _ABOVE_EDGE))
        paint_box(painter, QRectF(box), self._dark, fill="sunken", edge="line")
        painter.setPen(self._dark.colour("ink"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the film may speak another language
        painter.drawText(box, _WORDS, self._caption)
