"""The neutral screen behind the hide gesture: an ordinary list of job notes, which who shows it keeps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from detectors_app.widgets.buttons import LinkButton, SmallButton
from detectors_app.widgets.direction import at_start, begin_lines, mirrored, sided
from detectors_app.widgets.private_area import PrivateArea
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import font_of, theme_of

_LIST_PX = 368
_KEEP_AFTER_MS = 800
"""So long after the last key the notes are told, so that not each key is kept by itself."""


class Cover(QWidget):
    """Notes at the left, the chosen one to write in at the right; its first line is its title.

    Emits `notes_changed` with all notes: soon after the last key on the page, and at once when a note is added or taken
    away or the cover goes. `field` names the short field that begins a note, `add` and `remove` are the buttons' words.
    """

    notes_changed = Signal(tuple)

    def __init__(self, heading: str, field: str, add: str, remove: str) -> None:
        super().__init__()
        self.setObjectName("cover")
        self._list = QListWidget()
        self._field = QLineEdit()
        self._page = PrivateArea()
        self._title_look = _TitleLook(self._page)
        self._add = LinkButton(add, "cover.add", icon_name="plus")
        self._remove = SmallButton(remove, "cover.remove")
        self._due = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(heading, field))
        self._sheet = self._right(heading)
        row.addWidget(self._sheet, 1)
        self._list.currentRowChanged.connect(self.on_chosen)
        self._page.textChanged.connect(self.on_written)
        self._field.returnPressed.connect(self.on_add)
        self._add.clicked.connect(self.on_add)
        self._remove.clicked.connect(self.on_remove)
        self._due.timeout.connect(self.on_due)

    def set_notes(self, notes: tuple[str, ...]) -> None:
        """Show these notes, the first one open."""
        blocked = self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems(list(notes))
        self._list.setCurrentRow(0 if notes else -1)
        self._list.blockSignals(blocked)
        self.on_chosen(self._list.currentRow())

    def notes(self) -> tuple[str, ...]:
        """Give all notes in which something is written."""
        texts = (self._list.item(row).text() for row in range(self._list.count()))
        return tuple(text for text in texts if text.strip())

    def first(self) -> QWidget:
        """Give what should take the focus."""
        return self._field

    @Slot(int)
    def on_chosen(self, row: int) -> None:
        """Open the note that was chosen."""
        blocked = self._page.blockSignals(True)
        self._page.setPlainText(self._list.item(row).text() if row >= 0 else "")
        self._page.blockSignals(blocked)

    @Slot()
    def on_written(self) -> None:
        """Take what is written into the list. With no note there, one begins by itself."""
        text = self._page.toPlainText()
        if self._list.currentRow() < 0 and text:
            blocked = self._list.blockSignals(True)
            self._list.addItem("")
            self._list.setCurrentRow(0)
            self._list.blockSignals(blocked)
        row = self._list.currentRow()
        if row >= 0 and self._list.item(row).text() != text:  # the title's look counts as a change of the page too
            self._list.item(row).setText(text)
            self._due.start()

    @Slot()
    def on_add(self) -> None:
        """Put what the short field says at the end of the list and open it; an empty field is gone to."""
        text = self._field.text().strip()
        if not text:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._field.clear()
        self._list.addItem(text)
        self._list.setCurrentRow(self._list.count() - 1)
        self.on_due()

    @Slot()
    def on_remove(self) -> None:
        """Take the chosen note away."""
        row = self._list.currentRow()
        if row >= 0:
            self._list.takeItem(row)
            self.on_chosen(self._list.currentRow())
            self.on_due()

    @Slot()
    def on_due(self) -> None:
        """Tell the notes."""
        self._due.stop()
        self.notes_changed.emit(self.notes())

    def finish(self) -> None:
        """Tell now what was written last; a begun line becomes a note, so that it is not lost."""
        if self._field.text().strip():
            self.on_add()
        elif self._due.isActive():
            self.on_due()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell what was written last before the cover goes."""
        super().hideEvent(event)
        if self._due.isActive():
            self.on_due()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the list, the sheet beside it and the line between."""
        theme = theme_of(self)
        mirrored = self.isRightToLeft()
        width = self.width() - self._sheet.width()
        ground = at_start(QRectF(self.rect()), width, right_to_left=mirrored)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(ground, theme.colour("ground"))
        painter.fillRect(at_start(ground, 1, right_to_left=not mirrored), theme.colour("line"))
        painter.end()

    def _left(self, heading: str, field: str) -> QWidget:
        side = QWidget()
        side.setFixedWidth(round(_LIST_PX * (1 + theme_of(self).text_factor) / 2))
        column = QVBoxLayout(side)
        column.setContentsMargins(*sided(theme_of(self).frame_px["margin"], 18, 24, 16))
        column.setSpacing(10)
        top = QHBoxLayout()
        title = Words(heading, "lead", bold=True)
        top.addWidget(title, 1)
        top.addWidget(self._add)
        column.addLayout(top)
        self._field.setObjectName("cover.note")
        self._field.setAccessibleName(field)
        self._field.setPlaceholderText(field)
        self._field.setTextMargins(10, 0, 10, 0)
        theme = theme_of(self)
        self._field.setMinimumHeight(theme.scaled(theme.target_px["small_button"]))
        column.addWidget(self._field)
        self._list.setObjectName("cover.notes")
        self._list.setAccessibleName(heading)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setItemDelegate(_NoteDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        column.addWidget(self._list, 1)
        return side

    def _right(self, heading: str) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*sided(40, 20, 56, 24))
        self._page.setObjectName("cover.page")
        self._page.setAccessibleName(heading)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setProperty("no_ring", True)  # its cursor shows the focus, as in any notes program
        self._page.document().setDocumentMargin(12)
        begin_lines(self._page.document())
        self._page.setFont(font_of(self, "body"))
        column.addWidget(self._page, 1)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        return sheet


_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
"""Qt's *left* is where the widget's words begin."""


class _TitleLook(QSyntaxHighlighter):
    """Makes a note's first line its title."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.document())
        self._look = QTextCharFormat()
        self._look.setFont(font_of(editor, "h1", bold=True))

    def highlightBlock(self, text: str) -> None:
        """Dress the first line."""
        if self.currentBlock().blockNumber() == 0:
            self.setFormat(0, len(text), self._look)


class _NoteDelegate(QStyledItemDelegate):
    """Paints a note in the list: its title in bold, what follows below it; the chosen one is a sheet with a bar."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one note."""
        view, rect = option.widget, option.rect
        theme = theme_of(view)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("surface"))
            bar = at_start(QRectF(rect), 4, right_to_left=view.isRightToLeft())
            painter.fillRect(bar, theme.colour("accent"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        top = rect.top() + 10
        for text, size, role in zip(_two_lines(index.data()), ("body", "small"), ("ink", "ink_soft"), strict=True):
            painter.setFont(font_of(view, size, bold=size == "body"))
            painter.setPen(theme.colour(role))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 28)
            line = QRect(rect.left() + 16, top, rect.width() - 28, metrics.lineSpacing())
            painter.drawText(mirrored(line, rect, right_to_left=view.isRightToLeft()), _ONE_LINE, shown)
            top += metrics.lineSpacing()
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Be as high as two lines."""
        fonts = (font_of(option.widget, "body", bold=True), font_of(option.widget, "small"))
        return QSize(60, sum(QFontMetrics(font).lineSpacing() for font in fonts) + 20)


def _two_lines(note: str) -> tuple[str, str]:
    """Give a note's title and what follows: its first two lines, or what stands before and after a colon."""
    title, _, below = note.strip().partition("\n")
    if not below:
        title, _, below = title.partition(": ")
    return title, below.strip().partition("\n")[0]
