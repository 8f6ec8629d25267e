"""Draws the running text of a course: paragraphs, lists, small headings, pictures; follows no link itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Paragraph, Part, Picture, Points, Run, SmallHeading
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.boxes import paint_box
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words, rich
from detectors_app.widgets.theme import theme_of
from detectors_app.widgets.tokens import ThemeName, load_tokens

_PICTURE_PX = 176
_EASY_PX = 220
_ROOM = 12


class CoursePicture(QWidget):
    """A drawing on a light tile, in every look: the drawings are made for it. It says what it shows."""

    def __init__(self, file: Path, says: str, side_px: int = _PICTURE_PX) -> None:
        super().__init__()
        self.setObjectName("training.picture")
        self.setAccessibleName(says)
        self._drawing = QSvgRenderer(str(file), self)
        self._side_px = side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tile = load_tokens(ThemeName.LIGHT)

    def sizeHint(self) -> QSize:
        """Give the tile's size: it grows half as much as the text."""
        side = round(self._side_px * (1 + theme_of(self).text_factor) / 2)
        natural = self._drawing.defaultSize()
        share = natural.height() / natural.width() if natural.width() > 0 else 1
        return QSize(side, round(side * min(share, 1.25)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile and the drawing on it, as large as it goes."""
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), self._tile, fill="accent_tint")
        room = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        natural = self._drawing.defaultSize()
        if natural.width() > 0 and natural.height() > 0:
            share = min(room.width() / natural.width(), room.height() / natural.height())
            size = natural.width() * share, natural.height() * share
            left, top = room.center().x() - size[0] / 2, room.center().y() - size[1] / 2
            self._drawing.render(painter, QRectF(left, top, *size))
        painter.end()


class PartsView(QWidget):
    """Parts one below the other; what follows a picture stands beside it."""

    link_wanted = Signal(str)
    """`help`, `support` or `contact:…`."""

    def __init__(self, parts: Sequence[Part], words: Wording, folder: str, *, easy: bool = False) -> None:
        super().__init__()
        self._words, self._folder, self._easy = words, Path(folder), easy
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        beside = self._column
        for part in parts:
            if isinstance(part, Picture):
                beside = self._beside(part)
            elif isinstance(part, SmallHeading):
                beside = self._column
                beside.addWidget(Words(self._said(part.text), "lead", bold=True))
            else:
                self._add(part, beside)

    def _beside(self, picture: Picture) -> QVBoxLayout:
        """Lay the picture, and give the column beside it; below it where the text is large."""
        holder = QWidget()
        line = QVBoxLayout(holder) if theme_of(self).is_large else QHBoxLayout(holder)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(20)
        side = _EASY_PX if self._easy else _PICTURE_PX
        tile = CoursePicture(self._folder / picture.file, picture.says, side)
        line.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout()
        column.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(8)
        column.addLayout(words)
        column.addStretch(1)
        line.addLayout(column, 1)
        self._column.addWidget(holder)
        return words

    def _add(self, part: Paragraph | Points, column: QVBoxLayout) -> None:
        if isinstance(part, Points):
            for number, point in enumerate(part.points, 1):
                column.addWidget(self._point(point, number if part.numbered else 0))
                self._add_links(point, column)
            return
        if any(not each.link for each in part.runs):
            column.addWidget(self._text(part.runs))
        self._add_links(part.runs, column)

    def _add_links(self, runs: Sequence[Run], column: QVBoxLayout) -> None:
        """A link has a line of its own: there it is large enough to press, and Tab comes to it."""
        for run in runs:
            if run.link:
                link = LinkButton(self._said(run.text), f"training.link.{run.link}")
                link.setProperty("link", run.link)
                link.clicked.connect(self.on_link)
                at_beginning(column, link)

    def _point(self, runs: Sequence[Run], number: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        mark: QWidget = IconLabel("point", "ink", 20)
        if number:
            mark = Words(f"{number}.", self._size, bold=True)
            mark.setMinimumWidth(theme_of(self).scaled(22))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text(runs), 1)
        return line

    def _text(self, runs: Sequence[Run]) -> Words:
        marked = "".join(f"**{each.text}**" if each.bold else each.text for each in runs)
        return rich(self._said(marked), self._size)

    @property
    def _size(self) -> str:
        return "lead" if self._easy else "body"

    def _said(self, text: str) -> str:
        return self._words.contacts.fill(text)

    @Slot()
    def on_link(self) -> None:
        """Tell which link was pressed."""
        link = self.sender()
        if link is not None:
            self.link_wanted.emit(link.property("link"))
