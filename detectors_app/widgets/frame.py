"""The frame of both programs' windows: neutral title, the bar with Hide at one spot, and one page at a time.

Only the page that is shown is part of the window. So neither the neutral screen nor the locked one has anything behind
it that a screen reader, or any other program that reads the accessibility tree, could find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from detectors_app.widgets.icons import icon_pixmap
from detectors_app.widgets.theme import theme_of
from detectors_app.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from detectors_app.widgets.focus_ring import FocusRing


class AppFrame(QMainWindow):
    """A window: neutral title and icon, the bar, and a page, over which the cover can be laid."""

    hide_asked = Signal()
    sign_in_asked = Signal()
    close_asked = Signal()
    covered = Signal()
    """The neutral screen was just laid over the page. Whatever makes a sound stops it now."""
    painted = Signal()
    """It has been painted for the first time."""
    page_changed = Signal()
    """Another page is shown, or the cover."""

    def __init__(
        self,
        title: str,
        hide_word: str,
        gesture_word: str,
        sign_in_word: str,
        *,
        margin_px: int = 56,
        attend: bool = True,
        hide_key: str = "",
        icon_name: str = "document",
    ) -> None:
        super().__init__()
        self._hide_key, self._icon_name = hide_key, icon_name
        self._was_painted = False
        self._cover: QWidget | None = None
        self._waiting: QWidget | None = None
        self.setObjectName("frame")
        self.setWindowTitle(title)
        self.resize(1280, 800)
        self.setMinimumSize(900, 600)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = TopBar(title, icon_name, hide_word, gesture_word, sign_in_word, margin_px)
        column.addWidget(self.bar)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.bar.hide_asked.connect(self.hide_asked)
        self.bar.sign_in_asked.connect(self.sign_in_asked)
        self._ring: FocusRing | None = None
        if attend:
            self.attend()

    def attend(self) -> None:
        """Begin to watch the keys for the hide gesture, and the focus for its ring; every event then takes longer."""
        from PySide6.QtGui import QIcon

        from detectors_app.widgets.focus_ring import FocusRing
        from detectors_app.widgets.hide_gesture import HideGesture

        self.setWindowIcon(QIcon(icon_pixmap(self._icon_name, theme_of(self).colour("accent"), 32, 2.0)))
        self._ring = FocusRing(self)
        self._gesture = HideGesture(self, self._hide_key)
        self._gesture.hide_asked.connect(self.hide_asked)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self._gesture)
            self._ring.on_focus_changed(None, app.focusWidget())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the first paint, once all that is in the window has been painted with it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    @property
    def is_covered(self) -> bool:
        """Say whether the neutral screen is shown."""
        return self._cover is not None

    @property
    def page(self) -> QWidget | None:
        """Give the page that is shown, or that waits under the cover."""
        return self._waiting if self.is_covered else self.pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page; under the cover, it waits there. The one before leaves the window; who made it keeps it."""
        if self.is_covered:
            self._waiting = page
        else:
            self._put(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page away for good."""
        if page is self._waiting:
            self._waiting = None
        self.pages.removeWidget(page)
        page.setParent(None)  # until it is gone it could still take the focus
        page.deleteLater()

    def cover_with(self, cover: QWidget) -> None:
        """Lay the neutral screen over everything, and take whatever hangs over the window away."""
        if self.is_covered:
            return
        from detectors_app.widgets.hanging import close_what_hangs_over

        close_what_hangs_over(self)
        self._waiting, self._cover = self.pages.currentWidget(), cover
        self._put(cover)
        self.bar.set_covered(covered=True)
        self.covered.emit()

    def uncover(self) -> None:
        """Show the page that waits."""
        if not self.is_covered:
            return
        page, self._waiting, self._cover = self._waiting, None, None
        if page is not None:
            self._put(page)
        self.bar.set_covered(covered=False)

    def set_sync(self, icon_name: str, text: str, role: str = "ink_soft") -> None:
        """Say how the link to the service is."""
        self.bar.set_link(icon_name, text, role)

    def set_person(self, text: str) -> None:
        """Say who is signed in, empty for nobody."""
        self.bar.set_person(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program seal what is unsent first."""
        self.close_asked.emit()
        super().closeEvent(event)

    def _put(self, page: QWidget) -> None:
        before = self.pages.currentWidget()
        if before is page:
            return
        focus = page.focusWidget()  # what it was given while out of the window, which coming in takes away
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if before is not None:
            self.pages.removeWidget(before)
            before.setParent(None)
        if focus is not None:
            focus.setFocus()
        self.page_changed.emit()
