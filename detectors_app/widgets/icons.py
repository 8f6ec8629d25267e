"""Icons: our own line drawings, painted in a colour of the theme at the size asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from detectors_app.content.paths import resources_dir
from detectors_app.widgets.qt_numbers import NO_FOCUS
from detectors_app.widgets.theme import theme_of

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QIcon, QPaintEvent, QPixmap

_DRAWN_IN = b"#000"
_HELD = "icons_held"

DIRECTED = frozenset({"chevron-left", "chevron-right", "list", "sent", "skip"})
"""Drawings that point where words go, or begin where they begin. The others look the same in every language."""


def icon_pixmap(name: str, colour: QColor, size_px: int, ratio: float = 1.0, *, mirrored: bool = False) -> QPixmap:
    """Give the icon as a pixmap of `size_px` points square, `ratio` device pixels a point.

    `mirrored` turns those that have a direction, for words that run from right to left.
    """
    from PySide6.QtGui import QPixmap, QPixmapCache

    turned = mirrored and name in DIRECTED
    key = f"icon/{name}/{colour.name()}/{size_px}/{ratio}/{turned}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    pixmap = _drawn(name, colour, round(size_px * ratio), turned=turned)
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _drawn(name: str, colour: QColor, side_px: int, *, turned: bool) -> QPixmap:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageReader, QPixmap, QTransform

    drawing = (resources_dir() / "icons" / f"{name}.svg").read_bytes().replace(_DRAWN_IN, colour.name().encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The image plugin draws SVG without importing the QtSvg module, which the first paint cannot afford.
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(side_px, side_px))
    pixmap = QPixmap.fromImage(reader.read())
    return pixmap.transformed(QTransform.fromScale(-1, 1)) if turned else pixmap


def icon(name: str, colour: QColor, size_px: int = 24) -> QIcon:
    """Give the icon for a button, sharp at one and two device pixels a point."""
    from PySide6.QtGui import QIcon

    made, turned = QIcon(), QApplication.isRightToLeft()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, colour, size_px, ratio, mirrored=turned))
    for mode in (QIcon.Mode.Active, QIcon.Mode.Disabled, QIcon.Mode.Selected):
        made.addPixmap(icon_pixmap(name, colour, size_px, 2.0, mirrored=turned), mode)
    return made


def hold_icons(app: QApplication) -> None:
    """Paint no icon yet: the drawings' library is loaded with the first of them, and words come before pictures."""
    app.setProperty(_HELD, True)


def release_icons(app: QApplication) -> None:
    """Paint the icons from now on, also those whose places stand empty."""
    app.setProperty(_HELD, False)
    for each in app.allWidgets():
        if isinstance(each, IconLabel):
            each.update()


def _are_held() -> bool:
    app = QApplication.instance()
    return app is not None and bool(app.property(_HELD))


class IconLabel(QWidget):
    """A picture beside words. It says nothing to a screen reader: the words beside it do."""

    def __init__(self, name: str, role: str = "ink", size_px: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self._size_px = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("focusPolicy", NO_FOCUS)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon or colour."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        side = theme_of(self).scaled(self._size_px)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in the middle, once icons are painted."""
        if _are_held():
            return
        from PySide6.QtGui import QPainter

        theme = theme_of(self)
        side = theme.scaled(self._size_px)
        colour, turned = theme.colour(self._role), self.isRightToLeft()
        pixmap = icon_pixmap(self._name, colour, side, self.devicePixelRatioF(), mirrored=turned)
        painter = QPainter(self)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, pixmap)
        painter.end()
