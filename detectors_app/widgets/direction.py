"""Which way the words run: sets it for the whole program, and turns what Qt does not turn by itself.

Qt mirrors layouts, alignments and its own parts. It leaves margins and whatever is painted by hand as they are. Nothing
here names one of `Qt`'s own names: to load them takes 15 ms, which the first paint does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtWidgets import QApplication

from detectors_app.content.wording import Wording, chosen_wording
from detectors_app.widgets.qt_numbers import LEFT_TO_RIGHT, RIGHT_TO_LEFT

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument


def set_direction(app: QApplication, *, right_to_left: bool) -> None:
    """Let everything made from now on, and all there is, run this way."""
    app.setProperty("layoutDirection", RIGHT_TO_LEFT if right_to_left else LEFT_TO_RIGHT)


def speak(app: QApplication, words: Wording, language: str) -> Wording:
    """Give the words of a language, from `words` where they are those already, and let everything run their way."""
    spoken = words if words.language == language else chosen_wording(language)
    set_direction(app, right_to_left=spoken.is_right_to_left)
    return spoken


def sided(leading: int, top: int, trailing: int, bottom: int) -> tuple[int, int, int, int]:
    """Give margins as Qt wants them, left, top, right, bottom, for those where words begin and end."""
    if QApplication.isRightToLeft():
        return trailing, top, leading, bottom
    return leading, top, trailing, bottom


def begin_lines(document: QTextDocument) -> None:
    """Let an editor's lines begin where words do: Qt has them begin at the left, in Arabic too."""
    if QApplication.isRightToLeft():
        from PySide6.QtCore import Qt

        option = document.defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        document.setDefaultTextOption(option)


def at_start(inside: QRectF, width: float, *, right_to_left: bool) -> QRectF:
    """Give a part of this width, where words begin."""
    left = inside.right() - width if right_to_left else inside.left()
    return QRectF(left, inside.top(), width, inside.height())


def mirrored(part: QRect, inside: QRect, *, right_to_left: bool) -> QRect:
    """Give where a part lies that was laid out from left to right."""
    if not right_to_left:
        return part
    return QRect(inside.left() + inside.right() - part.right(), part.top(), part.width(), part.height())
