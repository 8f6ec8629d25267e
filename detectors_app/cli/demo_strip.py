"""The demo's small control strip: network on and off, what happens now, what to do next; plays nothing by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.cli.world import World
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.text import Words

_HINTS = 5
_MARGIN_PX = 20


class ControlStrip(QWidget):
    """The switch, and the story in five lines. Closing it ends the demo."""

    closed = Signal()

    def __init__(self, world: World, words: Wording, wake: Callable[[], None]) -> None:
        super().__init__()
        self._world, self._words, self._wake = world, words, wake
        self.setObjectName("demo.strip")
        self.setWindowTitle(words("cli.demo.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(10)
        self._now = Words("", "body", bold=True)
        self._now.setObjectName("demo.now")
        column.addWidget(self._now)
        row = QHBoxLayout()
        self.switch = PrimaryButton("", "demo.switch")
        self.end = SecondaryButton(words("cli.demo.end"), "demo.end")
        row.addWidget(self.switch)
        row.addWidget(self.end)
        row.addStretch(1)
        column.addLayout(row)
        for number in range(1, _HINTS + 1):
            column.addWidget(Words(words(f"cli.demo.hint.{number}"), "small"))
        for person, key in ((world.sam, "cli.demo.pass.sam"), (world.jo, "cli.demo.pass.jo")):
            line = Words(words(key, passphrase=person.passphrase), "small")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
        column.addStretch(1)
        self.switch.clicked.connect(self.on_switch)
        self.end.clicked.connect(self.close)
        self._say()

    def state(self) -> str:
        """Give the sentence that says what is so now."""
        return self._now.text()

    @Slot()
    def on_switch(self) -> None:
        """Let the service listen, or stop it."""
        try:
            if self._world.is_on:
                self._world.network_off()
            else:
                self._world.network_on()
        except (DetectorsError, OSError):
            self._now.setText(self._words("cli.demo.now.failed"))
            return
        self._wake()
        self._say()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """Tell that the demo ends."""
        self.closed.emit()
        super().closeEvent(event)

    def _say(self) -> None:
        state = "on" if self._world.is_on else "off"
        self._now.setText(self._words(f"cli.demo.now.{state}"))
        self.switch.setText(self._words(f"cli.demo.switch.{state}"))
