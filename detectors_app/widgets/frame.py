"""The frame of both programs' windows: neutral title, sync line, Hide at one spot, and the stack of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from detectors_app.widgets.bars import Bar
from detectors_app.widgets.buttons import HideButton
from detectors_app.widgets.icons import IconLabel, icon_pixmap
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

if TYPE_CHECKING:
    from detectors_app.widgets.focus_ring import FocusRing


class AppFrame(QMainWindow):
    """A window: neutral title, sync line, Hide, and a stack of pages with the cover among them."""

    hide_asked = Signal()
    sign_in_asked = Signal()
    close_asked = Signal()

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
    ) -> None:
        super().__init__()
        self._hide_key = hide_key
        self.setObjectName("frame")
        self.setWindowTitle(title)
        theme = theme_of(self)
        self.setWindowIcon(QIcon(icon_pixmap("document", theme.colour("accent"), 32, 2.0)))
        self.resize(1280, 800)
        self.setMinimumSize(900, 600)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = Bar(theme.frame_px["top_bar"], line_on_top=False)
        self._bar.row.setContentsMargins(margin_px, 0, 24, 0)
        self._bar.row.addWidget(IconLabel("document", "accent", 24))
        self._title = Words(title, "lead", bold=True)
        self._title.setWordWrap(False)
        self._bar.row.addWidget(self._title)
        self._person = Words("", "small", role="ink_soft")
        self._person.setWordWrap(False)
        self._person.hide()
        self._bar.row.addSpacing(16)
        self._bar.row.addWidget(self._person)
        self._bar.row.addStretch(1)
        self._sync_icon = IconLabel("clock", "ink_soft", 20)
        self._sync = Words("", "small", role="ink_soft")
        self._sync.setWordWrap(False)
        self._sync.setObjectName("sync_line")
        self._sync_icon.hide()
        self._bar.row.addWidget(self._sync_icon)
        self._bar.row.addWidget(self._sync)
        self._bar.row.addSpacing(8)
        self._hide = HideButton(hide_word, gesture_word)
        self._sign_in = HideButton(sign_in_word, "", "sign_in", icon_name="key", plain=True)
        self._sign_in.setMinimumWidth(self._hide.sizeHint().width())
        self._sign_in.hide()
        self._bar.row.addWidget(self._hide)
        self._bar.row.addWidget(self._sign_in)
        column.addWidget(self._bar)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self._hide.clicked.connect(self.hide_asked)
        self._sign_in.clicked.connect(self.sign_in_asked)
        self._ring: FocusRing | None = None
        if attend:
            self.attend()

    def attend(self) -> None:
        """Begin to watch the keys for the hide gesture, and the focus for its ring; every event then takes longer."""
        from detectors_app.widgets.focus_ring import FocusRing
        from detectors_app.widgets.hide_gesture import HideGesture

        self._ring = FocusRing(self)
        self._gesture = HideGesture(self, self._hide_key)
        self._gesture.hide_asked.connect(self.hide_asked)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self._gesture)
            self._ring.on_focus_changed(None, app.focusWidget())

    def show_page(self, page: QWidget) -> None:
        """Show a page, adding it to the stack the first time."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page away for good."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def set_sync(self, icon_name: str, text: str, role: str = "ink_soft") -> None:
        """Say how the link to the service is."""
        self._sync_icon.set_icon(icon_name, role)
        self._sync_icon.setVisible(bool(text))
        self._sync.setText(text)

    def set_person(self, text: str) -> None:
        """Say who is signed in, empty for nobody."""
        self._person.setText(text)
        self._person.setVisible(bool(text))

    def cover_up(self, *, covered: bool) -> None:
        """Swap the Hide button for *Sign in*, and take the lines in the bar away while covered."""
        self._hide.setVisible(not covered)
        self._sign_in.setVisible(covered)
        self._sync.setVisible(not covered)
        self._sync_icon.setVisible(not covered and bool(self._sync.text()))
        self._person.setVisible(not covered and bool(self._person.text()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program seal what is unsent first."""
        self.close_asked.emit()
        super().closeEvent(event)
