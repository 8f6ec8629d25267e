"""Walks a window for what is cut: words, buttons, fields without the room they need, pages that scroll sideways."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)


def cut(window: QWidget) -> list[str]:
    """Give a line for each part that has too little room, or that stands out at a side."""
    return [*_labels(window), *_buttons(window), *_beyond(window), *_sideways(window)]


def half_covered(window: QWidget) -> list[str]:
    """Give what has the focus where it begins in sight and ends under the foot bar, though there would be room."""
    now: QWidget | None = window.focusWidget()
    area = next((each for each in window.findChildren(QScrollArea) if now and each.isAncestorOf(now)), None)
    if now is None or area is None or not area.isVisible():
        return []
    top = now.mapTo(area.viewport(), QPoint(0, 0)).y()
    height = area.viewport().height()
    return [now.objectName()] if 0 <= top < height < top + now.height() and now.height() < height else []


def _shown(window: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    return (each for each in window.findChildren(kind) if each.isVisible())


def _labels(window: QWidget) -> Iterator[str]:
    for label in _shown(window, QLabel):
        if isinstance(label, QLabel) and label.text():
            wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            if label.height() < wanted:
                yield f"too low ({label.height()} of {wanted}): {label.text()}"
            if not label.wordWrap() and label.width() < label.sizeHint().width():
                yield f"too narrow ({label.width()} of {label.sizeHint().width()}): {label.text()}"


def _buttons(window: QWidget) -> Iterator[str]:
    for button in _shown(window, QPushButton):
        if isinstance(button, QPushButton):
            wanted = button.heightForWidth(button.width()) if button.hasHeightForWidth() else 0
            least = button.minimumSizeHint()
            if button.width() < least.width() or button.height() < max(wanted, 24):
                yield f"button too small: {button.objectName()} {button.size().toTuple()} of {least.toTuple()}"


def _beyond(window: QWidget) -> Iterator[str]:
    """Find parts that stand out of what holds them: what is outside is not painted."""
    for kind in (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit):
        for part in _shown(window, kind):
            inside, holder = part, part.parentWidget()
            while holder is not None and not _scrolls(inside, holder):
                at = part.mapTo(holder, QPoint(0, 0))
                if at.x() < 0 or at.x() + part.width() > holder.width() or at.y() + part.height() > holder.height():
                    name = part.objectName() or (part.text() if isinstance(part, QLabel) else "")
                    yield f"out of {type(holder).__name__} {holder.objectName()}: {name}"
                    break
                inside, holder = holder, holder.parentWidget()


def _scrolls(inside: QWidget, holder: QWidget) -> bool:
    area = holder.parentWidget()
    if isinstance(area, QScrollArea) and area.widget() is inside:
        return inside.width() <= holder.width()
    return isinstance(area, QAbstractScrollArea) and not isinstance(area, QScrollArea) and area.viewport() is holder


def _sideways(window: QWidget) -> Iterator[str]:
    for area in _shown(window, QAbstractScrollArea):
        if isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().maximum() > 0:
            yield f"scrolls sideways: {area.objectName()}"
