"""The keys of a film: they work while the focus is on the film's own parts, and take none from the rest of the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def put_keys(parts: tuple[QWidget, ...], keys: dict[str, Callable[[], None]]) -> None:
    """Let each key do its deed while one of the parts, or what is in it, has the focus.

    WCAG 2.1.4: a letter alone is no shortcut for a whole page, where somebody who speaks to the laptop may press it.
    """
    for part in parts:
        for key, deed in keys.items():
            shortcut = QShortcut(QKeySequence(key), part)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
