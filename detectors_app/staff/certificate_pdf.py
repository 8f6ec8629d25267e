"""Draws a certificate on A4, each paragraph on a leaf of its own, for what tags them to lay them on one page.

Qt shapes the words of any script and embeds the letters used; what the paragraphs are is said by certificate_tags.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from detectors_app.staff.certificate_drawn import Drawn, Leaf
from detectors_app.staff.certificate_words import Fact, Paper
from detectors_app.widgets.tokens import ThemeName, load_tokens

DOTS_AN_INCH = 1200
_POINTS_AN_INCH = 72
_LEFT_PT, _TOP_PT, _ROOM_PT = 72.0, 96.0, 451.0
_RULE_PT = 3.0
_GAP_PT, _LABEL_PT = 18.0, 150.0
_JOINED = QFont.Tag("liga")
"""Letters drawn as one, such as f and i, would be found and read as one."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a paragraph looks, in points and by the theme's colour, and what it is."""

    tag: str
    size_pt: float
    role: str
    bold: bool = False


_KIND = _Kind("P", 13.5, "accent", bold=True)
_COURSE = _Kind("H1", 26, "ink", bold=True)
_LABEL = _Kind("P", 12, "ink_soft")
_VALUE = _Kind("P", 14, "ink", bold=True)
_NOTE = _Kind("P", 11, "ink_soft")


def draw(paper: Paper) -> Drawn:
    """Give the certificate as a PDF that is not tagged yet. Without a program of Qt's there are no letters to draw."""
    sheet = _Sheet(paper)
    sheet.draw()
    return Drawn(sheet.finish(), tuple(sheet.leaves), f"{paper.kind}: {paper.course}", paper.language)


class _Sheet:
    """Draws paragraph below paragraph, each on a leaf that is otherwise empty."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._theme = load_tokens(ThemeName.LIGHT)
        self.leaves: list[Leaf] = []
        self._y_pt = _TOP_PT
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(DOTS_AN_INCH)
        no_margins = QMarginsF(0, 0, 0, 0)
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        self._writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, no_margins))
        self._painter = QPainter(self._writer)
        direction = Qt.LayoutDirection.RightToLeft if paper.right_to_left else Qt.LayoutDirection.LeftToRight
        self._painter.setLayoutDirection(direction)

    def draw(self) -> None:
        """Draw all of it, from the top to the bottom."""
        paper = self._paper
        self._leaf("", "", self._rule)
        self._y_pt += _GAP_PT
        self._paragraph(_KIND, paper.kind)
        self._paragraph(_COURSE, paper.course)
        self._y_pt += _GAP_PT
        for each in paper.facts:
            self._fact(each)
        self._y_pt += _GAP_PT
        self._paragraph(_NOTE, paper.note)

    def finish(self) -> bytes:
        """End the document and give it, untagged."""
        self._painter.end()
        return bytes(self._buffer.data().data())

    def _rule(self) -> None:
        rule = QRectF(_px(_LEFT_PT), _px(self._y_pt), _px(_ROOM_PT), _px(_RULE_PT))
        self._painter.fillRect(rule, self._theme.colour("accent"))

    def _paragraph(self, kind: _Kind, text: str) -> None:
        def write() -> None:
            self._y_pt += self._write(kind, text, 0, _ROOM_PT)

        self._leaf(kind.tag, text, write)
        self._y_pt += _GAP_PT / 2

    def _fact(self, fact: Fact) -> None:
        """Write label and value beside each other, as one paragraph."""

        def write() -> None:
            label = self._write(_LABEL, f"{fact.label}: ", 0, _LABEL_PT, drop_pt=_VALUE.size_pt - _LABEL.size_pt)
            value = self._write(_VALUE, fact.value, _LABEL_PT, _ROOM_PT - _LABEL_PT)
            self._y_pt += max(label, value)

        self._leaf("P", f"{fact.label}: {fact.value}", write)
        self._y_pt += _GAP_PT / 2

    def _leaf(self, tag: str, text: str, write: Callable[[], None]) -> None:
        if self.leaves:
            self._writer.newPage()
        self.leaves.append(Leaf(tag, text))
        write()

    def _write(self, kind: _Kind, text: str, start_pt: float, room_pt: float, *, drop_pt: float = 0) -> float:
        """Write wrapped words and give how high they are, in points."""
        self._painter.setFont(self._font(kind))
        self._painter.setPen(QColor(self._theme.colour(kind.role)))
        left_pt = _LEFT_PT + (_ROOM_PT - start_pt - room_pt if self._paper.right_to_left else start_pt)
        room = QRectF(_px(left_pt), _px(self._y_pt + drop_pt), _px(room_pt), _px(_ROOM_PT))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        found = self._painter.boundingRect(room, int(flags), text)
        self._painter.drawText(room, int(flags), text)
        return found.height() * _POINTS_AN_INCH / DOTS_AN_INCH + drop_pt

    def _font(self, kind: _Kind) -> QFont:
        font = QFont()
        font.setFamilies(list(self._theme.families))
        font.setPointSizeF(kind.size_pt)
        font.setBold(kind.bold)
        font.setFeature(_JOINED, 0)
        return font


def _px(points: float) -> float:
    return points * DOTS_AN_INCH / _POINTS_AN_INCH
