"""Lays parts beside one another and goes on in the next line where there is no room; knows no part."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from detectors_app.widgets.direction import mirrored


class Flow(QLayout):
    """Lines of parts, each as wide as it wants to be; from right to left where the language is."""

    def __init__(self, parent: QWidget | None = None, *, gap_px: int = 10) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more part."""
        self._items.append(item)

    def count(self) -> int:
        """Count the parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give a part, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part away, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the parts need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that less width takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels of all lines at this width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the parts out."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Be as wide as all parts in one line."""
        shown = self._shown()
        width = sum(each.sizeHint().width() for each in shown) + self._gap_px * max(len(shown) - 1, 0)
        return QSize(width, max((each.sizeHint().height() for each in shown), default=0))

    def minimumSize(self) -> QSize:
        """Have room for the widest part."""
        size = QSize()
        for each in self._shown():
            size = size.expandedTo(each.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._items if not each.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        holder = self.parentWidget()
        turned = holder is not None and holder.isRightToLeft()
        top = rect.top()
        for line in self._lines(rect.width()):
            height, left = max(size.height() for _, size in line), rect.left()
            for item, size in line:
                if move:  # a label above a field counts as part of it, so that what is pressed stands in one row
                    place = QRect(left, top + height - size.height(), size.width(), size.height())
                    item.setGeometry(mirrored(place, rect, right_to_left=turned))
                left += size.width() + self._gap_px
            top += height + self._gap_px
        return max(top - self._gap_px - rect.top(), 0)

    def _lines(self, across: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._shown():
            width = min(max(item.sizeHint().width(), item.minimumSize().width()), across)
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if not lines or width > room:
                lines.append([])
                room = across
            lines[-1].append((item, QSize(width, height)))
            room -= width + self._gap_px
        return lines
