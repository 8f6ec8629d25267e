"""Banners: a tint, a bar, an icon and first words in bold; for what must be seen before the rest."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.widgets.direction import sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


class BannerKind(StrEnum):
    """What a banner is about; each has its own colour and its own shape of icon."""

    INFO = "info"
    URGENT = "urgent"
    SAFETY = "safety"
    GOOD = "good"


_ICONS = {
    BannerKind.INFO: "info",
    BannerKind.URGENT: "urgent",
    BannerKind.SAFETY: "shield",
    BannerKind.GOOD: "check-circle",
}


class Banner(Panel):
    """One banner. `title` is bold; `big` puts it on a line of its own; buttons are laid at the end or below."""

    def __init__(
        self,
        kind: BannerKind,
        title: str,
        text: str = "",
        *,
        name: str = "banner",
        icon_name: str = "",
        big: bool = False,
    ) -> None:
        super().__init__(f"{kind.value}_tint", None, bar=kind.value)
        self.setObjectName(name)
        self._row = QHBoxLayout(self)
        above = 20 if big else 12
        self._row.setContentsMargins(*sided(32 if big else 28, above, 20, above))
        self._row.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop if big else Qt.AlignmentFlag.AlignVCenter
        self._row.addWidget(IconLabel(icon_name or _ICONS[kind], kind.value, 30 if big else 24), 0, top)
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        self._big, self._kind = big, kind
        self._actions: QHBoxLayout | None = None
        self.title = Words("", "h2" if big else "body", bold=big, role=kind.value if big else "ink")
        self.column.addWidget(self.title)
        self.text = Words("")
        self.column.addWidget(self.text)
        self._row.addLayout(self.column, 1)
        self.say(title, text)

    def say(self, title: str, text: str = "") -> None:
        """Change the words. A big banner has its title on a line of its own, a small one runs on."""
        if self._big:
            self.title.setText(title)
            self.text.setText(text)
        else:
            colour = theme_of(self).colour(self._kind.value).name()
            self.title.setTextFormat(Qt.TextFormat.RichText)
            self.title.setText(f'<b><span style="color:{colour}">{escape(title)}</span></b> {escape(text)}')
            self.title.setAccessibleName(f"{title} {text}".strip())
        self.text.setVisible(self._big and bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def add_action(self, button: QWidget) -> None:
        """Put a button at the end; below the words where the text is large."""
        if not theme_of(self).is_large:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            return
        if self._actions is None:
            self._actions = QHBoxLayout()
            self._actions.setSpacing(12)
            self._actions.addStretch(1)
            self.column.addLayout(self._actions)
        self._actions.insertWidget(self._actions.count() - 1, button)

    def add_below(self, widget: QWidget) -> None:
        """Put something below the words."""
        self.column.addWidget(widget)

    def let_heading_take_focus(self) -> None:
        """Let the heading take the focus, so that Enter cannot answer what follows."""
        self.title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title.setObjectName(f"{self.objectName()}.heading")
        self.title.setAccessibleName(self.title.text())
