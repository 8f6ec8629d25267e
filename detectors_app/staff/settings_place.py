"""What the staff app alone offers in its settings: practising to hide, words suggested, passphrase, someone else."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.settings_page import Offered
from detectors_app.widgets.settings_place import SettingsPlace, offered_to_all


class StaffSettings(SettingsPlace):
    """The settings off Home."""

    practise_wanted = Signal()
    passphrase_wanted = Signal()
    someone_else_wanted = Signal()

    def __init__(self, words: Wording, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(words, preferences, _offered, words("nav.home"), parent)
        self.pressed.connect(self.on_pressed)

    @Slot(str)
    def on_pressed(self, name: str) -> None:
        """Tell where the button leads."""
        {
            "practise": self.practise_wanted,
            "passphrase": self.passphrase_wanted,
            "someone_else": self.someone_else_wanted,
        }[name].emit()


def _offered(words: Wording) -> Offered:
    return replace(
        offered_to_all(words),
        ticks=("predict", "allow_sharing", "reduce_motion"),
        presses={"hide_key": ("practise",), "person": ("passphrase", "someone_else")},
    )
