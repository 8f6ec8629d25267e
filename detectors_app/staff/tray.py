"""The small picture beside the clock, where the system has such a place: neutral in all it says; knows no concern."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


class Tray(QObject):
    """Name, *Open* and *Close*, and one notice; the notice leads to the program too."""

    open_asked = Signal()
    close_asked = Signal()

    def __init__(self, icon: QIcon, name: str, open_word: str, close_word: str, parent: QObject | None = None) -> None:
        """Make it; nothing is shown before `show`."""
        super().__init__(parent)
        self._name = name
        self._menu = QMenu()
        self._menu.addAction(open_word).triggered.connect(self.open_asked)
        self._menu.addAction(close_word).triggered.connect(self.close_asked)
        self.icon = QSystemTrayIcon(icon, self)
        self.icon.setToolTip(name)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self.on_activated)
        self.icon.messageClicked.connect(self.open_asked)

    def show(self) -> None:
        """Show it, where there is a place for it; the place may also come later."""
        self.icon.show()

    def notify(self, text: str) -> None:
        """Show a notice with the program's name and these words."""
        self.icon.showMessage(self._name, text, self.icon.icon())

    @Slot(QSystemTrayIcon.ActivationReason)
    def on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """Open at a click; the other button shows the menu by itself."""
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.open_asked.emit()
