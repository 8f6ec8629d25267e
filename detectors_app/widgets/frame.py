"""The frame of both programs' windows: top bar with Hide at one spot, pages, a foot bar that covers nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from detectors_app.widgets.boxes import fill_rect
from detectors_app.widgets.buttons import HideButton
from detectors_app.widgets.icons import IconLabel, icon_pixmap
from detectors_app.widgets.qt_numbers import BAR_ALWAYS_OFF, NO_FOCUS
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

if TYPE_CHECKING:
    from detectors_app.widgets.focus_ring import FocusRing


class Bar(QWidget):
    """A white bar with a thin line at its top or bottom."""

    def __init__(self, height_px: int, *, line_on_top: bool) -> None:
        super().__init__()
        self._line_on_top = line_on_top
        theme = theme_of(self)
        # Half of the growth is enough: the room above and below the words need not grow with them.
        self.setMinimumHeight(round(height_px * (1 + theme.text_factor) / 2))
        self.row = QHBoxLayout(self)
        self.row.setSpacing(12)

    def event(self, event: QEvent) -> bool:
        """Make the words fit whenever something in the bar or its width changes."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show}:
            self._fit()
        return done

    def _fit(self) -> None:
        """Let the longest words take more lines where all together need more than the bar's width: nothing is cut."""
        labels = [each for each in self._shown_items() if isinstance(each, Words) and each.text()]
        if not labels:
            return
        longest = max(labels, key=_width_on_one_line)
        others = sum(each.sizeHint().width() for each in self._shown_items() if each is not longest)
        margins = self.row.contentsMargins()
        gaps = self.row.spacing() * self.row.count() + margins.left() + margins.right()
        room, wanted = self.width() - others - gaps, _width_on_one_line(longest)
        for label in labels:
            label.setWordWrap(label is longest and wanted > room)
            label.setMinimumWidth(max(min(room, wanted), 0) if label is longest and wanted > room else 0)
            if not label.wordWrap():
                label.setMinimumHeight(0)

    def _shown_items(self) -> list[QWidget]:
        items = (self.row.itemAt(place) for place in range(self.row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if each is not None and not each.isHidden()]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint surface and line."""
        theme = theme_of(self)
        painter = QPainter(self)
        fill_rect(painter, QRectF(self.rect()), theme.colour("surface"))
        at = 0 if self._line_on_top else self.height() - 1
        fill_rect(painter, QRectF(0, at, self.width(), 1), theme.colour("line"))
        painter.end()


def _width_on_one_line(label: Words) -> int:
    return label.fontMetrics().horizontalAdvance(label.text()) + 2


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
    ) -> None:
        super().__init__()
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
        self._gesture = HideGesture(self)
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


class Page(QWidget):
    """A page of the staff app: main column 744, side 368, a scroll area, and a foot bar below both."""

    def __init__(self, name: str, *, foot: bool = False, wide: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        theme = theme_of(self)
        frame = theme.frame_px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setObjectName(f"{name}.scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setProperty("horizontalScrollBarPolicy", BAR_ALWAYS_OFF)
        self.area.setProperty("focusPolicy", NO_FOCUS)
        self._inside = QWidget()
        self._columns = QHBoxLayout(self._inside)
        self._columns.setContentsMargins(frame["margin"], 28, frame["margin"], 28)
        self._columns.setSpacing(frame["gap"])
        self.main = QVBoxLayout()
        self.main.setSpacing(12)
        self.side = QVBoxLayout()
        self.side.setSpacing(20)
        self._columns.addLayout(self.main, 744)
        self._wide = wide
        if not wide:
            self._columns.addLayout(self.side, 368)
        self.area.setWidget(self._inside)
        column.addWidget(self.area, 1)
        self.foot = Bar(frame["foot"], line_on_top=True)
        self.foot.row.setContentsMargins(frame["margin"], 10, frame["margin"], 10)
        self.foot.row.setSpacing(16)
        column.addWidget(self.foot)
        self.foot.setVisible(foot)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)

    def widen(self, *, wide: bool) -> None:
        """Let the main column have the side's room; what stands at the side must be hidden by then or at once."""
        self._columns.setStretch(1, 0 if wide else 368)
        self._columns.setSpacing(0 if wide else theme_of(self).frame_px["gap"])

    def finish(self) -> None:
        """Push everything to the top; call when all is laid in."""
        self.main.addStretch(1)
        self.side.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the main column when the text is large or the window narrow."""
        super().resizeEvent(event)
        theme = theme_of(self)
        narrow = theme.is_large or self.width() < 1000  # noqa: PLR2004 - both columns need so much
        direction = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    @Slot("QWidget*", "QWidget*")
    def on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the focus in sight, clear of the foot bar."""
        if not isValid(self) or not isValid(self._inside):  # the page is being taken down
            return
        if now is not None and isValid(now) and self._inside.isAncestorOf(now):
            # Qt's own `ensureWidgetVisible` shows no more of a field than its cursor.
            box = QRect(now.mapTo(self._inside, QPoint(0, 0)), now.size())
            if box.height() < self.area.height():  # without frame and bar at the foot, as high as its viewport
                self.area.ensureVisible(box.center().x(), box.center().y(), 0, box.height() // 2 + 24)
            else:
                self.area.ensureWidgetVisible(now, 0, 24)


class NavButton(QPushButton):
    """A place in the desk's list at the left."""

    def __init__(self, text: str, name: str, icon_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "nav")
        self.setCheckable(True)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon_name, "ink", 20))
        self._words = Words(text, "body")
        self._words.setWordWrap(False)
        row.addWidget(self._words, 1)
        self._count = Words("", "body", bold=True)
        self._count.setWordWrap(False)
        row.addWidget(self._count)
        self.setMinimumHeight(theme_of(self).scaled(46))
        self.setMinimumWidth(theme_of(self).scaled(180))

    def set_count(self, count: int) -> None:
        """Show a number at the right, nothing for none."""
        self._count.setText(str(count) if count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar that marks the place where one is."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, 4, self.height()), theme_of(self).colour("accent"))
            painter.end()


class DeskNav(QWidget):
    """The list at the left of the desk: (name, words, icon) each. Emits the name that was pressed.

    Where the text is large it is a row, to stand above the page.
    """

    place_asked = Signal(str)

    def __init__(self, places: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("nav")
        theme = theme_of(self)
        column = QHBoxLayout(self) if theme.is_large else QVBoxLayout(self)
        if theme.is_large:
            column.setContentsMargins(0, 0, 0, 0)
        else:
            self.setFixedWidth(theme.scaled(theme.frame_px["desk_nav"]))
            column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, NavButton] = {}
        for name, words, icon_name in places:
            button = NavButton(words, f"nav.{name}", icon_name)
            self._group.addButton(button)
            self.buttons[name] = button
            column.addWidget(button)
            button.clicked.connect(self.on_pressed)
        column.addStretch(1)

    def show_place(self, name: str) -> None:
        """Mark where one is."""
        self.buttons[name].setChecked(True)

    @Slot()
    def on_pressed(self) -> None:
        """Tell which place was pressed."""
        pressed = self.sender()
        for name, button in self.buttons.items():
            if button is pressed:
                self.place_asked.emit(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sunken ground and the line at the right."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        edge = QRectF(self.width() - 1, 0, 1, self.height())
        if theme.is_large:
            edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, theme.colour("line"))
        painter.end()
