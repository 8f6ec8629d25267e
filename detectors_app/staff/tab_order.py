"""Puts parts that were made late into their place in the order of Tab: down the page, then the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def stops_in(widget: QWidget) -> list[QWidget]:
    """Give every part inside a widget that Tab stops at, in the order they were made."""
    from PySide6.QtCore import Qt

    return [each for each in widget.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def follow(before: QWidget, parts: Sequence[QWidget]) -> None:
    """Let Tab go from `before` through the parts in turn."""
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def end_with(made: QWidget, parts: Sequence[QWidget]) -> None:
    """Let the parts follow on the last stop inside what was just made."""
    stops = stops_in(made)
    if stops:
        follow(stops[-1], parts)
