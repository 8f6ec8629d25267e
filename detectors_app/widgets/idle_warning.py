"""Says at one fixed place that the program locks soon, and that any key stays; no dialog, and it counts nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.theme import theme_of

_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select})
"""Keys that press what has the focus: pressed to stay, they only stay."""


class IdleWarning(Banner):
    """Lies over the foot of the page, as any news of the link; moves nothing. `stay_asked`: somebody is there.

    Everything that is a touch stays anyhow (widgets.idle); this adds a button, for those who press buttons by voice or
    by a switch, and keeps the key by which a person stays from sending or answering something.
    """

    stay_asked = Signal()

    def __init__(self, stay_word: str, over: QWidget) -> None:
        """Lie over the foot of `over`, unseen."""
        super().__init__(BannerKind.INFO, "", name="idle", icon_name="clock")
        self.setParent(over)
        self._over = over
        self.stay = SmallButton(stay_word, "idle.stay")
        self.stay.clicked.connect(self.stay_asked)
        self._row.addWidget(self.stay)  # beside the words in large text too: the less it covers, the better
        self.hide()

    def show_left(self, title: str, text: str) -> None:
        """Show these words, and say them aloud."""
        self.say(title, text)
        self._lay()
        self.raise_()
        if not self.isVisible():
            self.show()
            self._watch(watching=True)
        announce(self, f"{title} {text}".strip())

    @Slot()
    def take_away(self) -> None:
        """Be gone."""
        if not self.isHidden():
            self.hide()
            self._watch(watching=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the key that stays from pressing anything; lie where the page is."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _PRESSING and not _is_text(QApplication.focusWidget(), event):
                self.stay_asked.emit()
                return True
        elif event.type() == QEvent.Type.Resize and watched is self._over:
            self._lay()
        return False

    def _lay(self) -> None:
        wide, foot = self._over.width(), theme_of(self).frame_px["foot"]
        high = max(self._row.heightForWidth(wide), foot)
        self.setGeometry(0, self._over.height() - high, wide, high)

    def _watch(self, *, watching: bool) -> None:
        app = QCoreApplication.instance()
        if app is not None and watching:
            app.installEventFilter(self)
        elif app is not None:
            app.removeEventFilter(self)


def _is_text(focus: QWidget | None, event: QKeyEvent) -> bool:
    """Say whether the key writes: nothing that is typed is lost."""
    if isinstance(focus, QPlainTextEdit | QTextEdit):
        return True
    return isinstance(focus, QLineEdit) and event.key() == Qt.Key.Key_Space
