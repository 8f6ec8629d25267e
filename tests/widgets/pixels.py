"""Measures contrast in a picture of a window, part by part: what a person sees, not what a table of colours says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.desk_nav import NavButton
from tests.widgets.test_tokens import contrast

WORDS, SHAPES = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11."""

_RING_PX = 6


def hard_to_see(window: QWidget) -> list[str]:
    """Give a line for each part whose words or whose shape do not stand out enough."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = [f"words {ratio:.2f}: {name}" for name, ratio in _words(window, picture) if ratio < WORDS]
    return found + [f"shape {ratio:.2f}: {name}" for name, ratio in _shapes(window, picture) if ratio < SHAPES]


def _words(window: QWidget, picture: QImage) -> Iterator[tuple[str, float]]:
    for part in window.findChildren(QWidget):
        if part.isVisible() and (text := _text(part)):
            box = _seen(window, part)
            if box.height() >= part.fontMetrics().height():
                yield f"{part.objectName()} {text[:60]}", _most(picture, box)
        elif part.isVisible() and isinstance(part, QAbstractItemView):
            yield from _cells(window, part, picture)


def _text(part: QWidget) -> str:
    if isinstance(part, QLabel | QPushButton):
        return part.text()
    if isinstance(part, QLineEdit):
        return part.text() or part.placeholderText()
    return part.toPlainText() if isinstance(part, QPlainTextEdit) else ""


def _cells(window: QWidget, view: QAbstractItemView, picture: QImage) -> Iterator[tuple[str, float]]:
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            box = view.visualRect(index).intersected(view.viewport().visibleRegion().boundingRect())
            if index.data() and box.height() >= view.fontMetrics().height():
                box.moveTopLeft(view.viewport().mapTo(window, box.topLeft()))
                yield f"{view.objectName()} {index.data()}", _most(picture, box)


def _shapes(window: QWidget, picture: QImage) -> Iterator[tuple[str, float]]:
    """Look across the upper edge of everything that can be pressed or written in."""
    for part in window.findChildren(QWidget):
        if not part.isVisible() or not _has_shape(part):
            continue
        middle = QPoint(part.width() // 2, 0)
        if not part.visibleRegion().contains(QPoint(middle.x(), 1)):
            continue
        at = part.mapTo(window, middle)
        outside = picture.pixelColor(at.x(), max(at.y() - _RING_PX, 0))
        lowest = picture.height() - 1
        across = (picture.pixelColor(at.x(), min(max(at.y() + step, 0), lowest)) for step in range(-2, 12))
        yield part.objectName() or type(part).__name__, max(contrast(outside, each) for each in across)


def _has_shape(part: QWidget) -> bool:
    if isinstance(part, LinkButton | NavButton):
        return False  # their words alone say what they are
    return isinstance(part, QPushButton | QLineEdit | QPlainTextEdit | QRadioButton | QCheckBox)


def _seen(window: QWidget, part: QWidget) -> QRect:
    box = part.visibleRegion().boundingRect()
    box.moveTopLeft(part.mapTo(window, box.topLeft()))
    return box.intersected(window.rect())


def _most(picture: QImage, box: QRect) -> float:
    """Give how far the furthest colour in a box stands out from its commonest, which is the ground."""
    crop = picture.copy(box)
    counted = Counter(memoryview(crop.constBits()).cast("B").cast("I"))
    ground = QColor.fromRgb(counted.most_common(1)[0][0] & 0xFFFFFF)
    return max(contrast(QColor.fromRgb(each & 0xFFFFFF), ground) for each in counted)
