"""Compares a window laid out both ways: everything must lie where a mirror would show it."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget

from detectors_app.widgets.icons import IconLabel

KINDS = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QTableView, IconLabel)
_ISOLATES = re.compile("[\u2066-\u2069]")
"""Marks that Arabic has around what is filled in."""
SLACK_PX = 2
"""Two roundings."""

Place = tuple[str, int, int, int]


def places(window: QWidget) -> list[Place]:
    """Give what is seen, in order: what it is, and where its left, right and top edges are."""
    found: list[Place] = []
    for part in window.findChildren(QWidget):
        if isinstance(part, KINDS) and _is_seen(part) and not _runs_one_way(part):
            at = part.mapTo(window, QPoint(0, 0))
            name = part.objectName() or (part.text() if isinstance(part, QLabel) else type(part).__name__)
            found.append((_ISOLATES.sub("", name), at.x(), at.x() + part.width(), at.y()))
    return found


def _is_seen(part: QWidget) -> bool:
    return part.isVisible() and not part.visibleRegion().isEmpty()


def _runs_one_way(part: QWidget | None) -> bool:
    """Say whether it belongs to what runs from left to right in every language: the time of a film, as on a clock."""
    return part is not None and (bool(part.property("one_way")) or _runs_one_way(part.parentWidget()))


def not_mirrored(before: list[Place], after: list[Place], width: int) -> list[str]:
    """Give a line for each part that does not lie where the mirror shows it."""
    if [each[0] for each in before] != [each[0] for each in after]:
        return ["other parts are shown"]
    wrong: list[str] = []
    for (name, left, right, top), (_, turned_left, turned_right, turned_top) in zip(before, after, strict=True):
        wanted = (width - right, width - left, top)
        if any(abs(a - b) > SLACK_PX for a, b in zip(wanted, (turned_left, turned_right, turned_top), strict=True)):
            wrong.append(f"{name}: {(turned_left, turned_right, turned_top)} instead of {wanted}")
    return wrong
