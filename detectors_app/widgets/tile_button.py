"""A wide row to press, with parts of its own inside; says only what it is given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from detectors_app.widgets.buttons import BoxButton
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


class TileButton(BoxButton):
    """A wide row to press: icon, title, what it is, a note and a chevron. `main` makes the large petrol one."""

    def __init__(
        self,
        title: str,
        text: str,
        name: str,
        *,
        icon_name: str,
        main: bool = False,
        note: str = "",
        note_icon: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "tile" if main else "row")
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(filter(None, (text, note))))
        ink, soft, mark = ("on_fill", "on_fill", "on_fill") if main else ("ink", "ink_soft", "accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(24 if main else 20, 12, 24 if main else 20, 12)
        row.setSpacing(22 if main else 16)
        row.addWidget(IconLabel(icon_name, mark, 32 if main else 24))
        words = QVBoxLayout()
        words.setSpacing(2 if main else 0)
        words.addStretch(1)
        words.addWidget(Words(title, "h2" if main else "body", bold=True, role=ink))
        self._text = Words(text, "body", role=soft)
        words.addWidget(self._text)
        words.addStretch(1)
        row.addLayout(words, 1)
        if note:
            beside = QHBoxLayout()
            beside.setSpacing(12)
            if note_icon:
                beside.addWidget(IconLabel(note_icon, "ink_soft", 20))
            label = Words(note, "small", role=soft)
            label.setWordWrap(theme_of(self).is_large)
            beside.addWidget(label, 1)
            if theme_of(self).is_large:
                words.insertLayout(words.count() - 1, beside)
            else:
                row.addLayout(beside)
        row.addWidget(IconLabel("chevron-right", mark if not main else ink, 20))
        self.setMinimumHeight(theme_of(self).scaled(102 if main else 75))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Change what it is."""
        self._text.setText(text)
        self.setAccessibleDescription(text)
