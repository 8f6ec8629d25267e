"""Words on a page, by role; plain text only, wrapped, never cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from detectors_app.widgets.qt_numbers import NO_INTERACTION, PLAIN_TEXT, RICH_TEXT
from detectors_app.widgets.theme import font_of, set_role


class Words(QLabel):
    """A wrapped label in one of the theme's sizes and colours."""

    def __init__(
        self, text: str, size: str = "body", *, bold: bool = False, role: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setWordWrap(True)
        self.setFont(font_of(self, size, bold=bold))
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button Qt would take the button's ink
        set_role(self, QPalette.ColorRole.WindowText, role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("textInteractionFlags", NO_INTERACTION)
        if self.isRightToLeft():
            self._align_right()
        self.setText(text)

    def _align_right(self) -> None:
        """Stand at the right also with English words or a number alone, which Qt would put at the left."""
        from PySide6.QtCore import Qt

        flags = Qt.AlignmentFlag
        self.setAlignment(flags.AlignRight | flags.AlignAbsolute | flags.AlignVCenter)

    def set_colour(self, role: str) -> None:
        """Use another colour of the theme."""
        self._role = role
        set_role(self, QPalette.ColorRole.WindowText, role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs: a layout alone may cut a wrapped label."""
        super().resizeEvent(event)
        if self.wordWrap():
            if self.minimumHeight() and event.size().width() > event.oldSize().width():
                self.setMinimumHeight(0)  # else it would keep the height that it needed when it was narrower
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))

    def changeEvent(self, event: QEvent) -> None:
        """Forget the height when the font changes.

        The event is not asked what it is: for that Qt loads two hundred names, at the first paint of all times.
        """
        super().changeEvent(event)
        font = self.font()
        if font != vars(self).get("_font_before"):
            self._font_before = font
            self.setMinimumHeight(0)


def heading1(text: str, parent: QWidget | None = None) -> Words:
    """Give the page's heading."""
    return Words(text, "h1", bold=True, parent=parent)


def heading2(text: str, parent: QWidget | None = None) -> Words:
    """Give a section's heading."""
    return Words(text, "h2", bold=True, parent=parent)


def lead(text: str, *, bold: bool = False) -> Words:
    """Give text a little larger than the body."""
    return Words(text, "lead", bold=bold)


def body(text: str, *, bold: bool = False, role: str = "ink") -> Words:
    """Give the body's text."""
    return Words(text, "body", bold=bold, role=role)


def hint(text: str) -> Words:
    """Give a hint below a heading or a label."""
    return Words(text, "body", role="ink_soft")


def small(text: str, *, bold: bool = False, role: str = "ink_soft") -> Words:
    """Give small, soft text."""
    return Words(text, "small", bold=bold, role=role)


def rich(text: str, size: str = "body", role: str = "ink") -> Words:
    """Give text in which words between ** are bold; everything else is shown as it is."""
    label = Words("", size, role=role)
    set_rich(label, text)
    return label


def set_rich(label: Words, text: str) -> None:
    """Change the words of a label; those between ** are bold."""
    if "**" not in text:
        label.setText(text)
        return
    parts = [_escaped(part) for part in text.split("**")]
    label.setProperty("textFormat", RICH_TEXT)
    label.setText("".join(f"<b>{part}</b>" if n % 2 else part for n, part in enumerate(parts)))
    label.setAccessibleName(text.replace("**", ""))


def _escaped(text: str) -> str:
    """Give text that means itself between marks; what Python has for this loads a list of 2,000 names."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
