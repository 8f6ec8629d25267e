"""Lays a button where words begin, as wide as its words; knows no page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget


def at_beginning(column: QBoxLayout, *parts: QWidget) -> None:
    """Add parts to a column, each no wider than it wants to be.

    Without an alignment the narrowest of them would narrow what Qt reckons the column's height from, so that words
    below a short button would be cut.
    """
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeading)
