"""The program without a window: what delivers, the small picture beside the clock, and the one neutral notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from detectors_app.content.configuration import configuration_or_none_set
from detectors_app.content.outward import outward_of
from detectors_app.content.wording import Wording
from detectors_app.staff.background import Background
from detectors_app.staff.lanes import LISTEN_S, Lanes
from detectors_app.staff.tray import Tray
from detectors_app.storage.preferences_file import read_preferences
from detectors_app.widgets.dressing import whole_theme
from detectors_app.widgets.garbage import WindowThreadGarbage
from detectors_app.widgets.icons import icon_pixmap
from detectors_app.widgets.outward import introduce
from detectors_app.widgets.theme import begin_theme

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop

STOP_MS = 2000


class BackgroundProgram(QObject):
    """Runs until somebody wants the window, or the end."""

    open_asked = Signal()
    close_asked = Signal()

    def __init__(
        self,
        app: QApplication,
        data_dir: Path,
        words: Wording,
        *,
        open_laptop: Callable[[], Laptop] | None = None,
        now: Callable[[], datetime] | None = None,
        listen_s: int = LISTEN_S,
    ) -> None:
        """Make its parts; nothing is opened before `start`."""
        super().__init__()
        self._data_dir, self._words = data_dir, words
        preferences = read_preferences(data_dir)
        outward = outward_of(preferences, configuration_or_none_set(), words)
        introduce(app, outward.name)
        theme = whole_theme(app, preferences)
        begin_theme(app, theme)
        self._name = outward.name
        self.garbage = WindowThreadGarbage(self)
        self.background = Background(open_laptop or self._open, now or _utc_now, listen_s=listen_s, parent=self)
        self.tray = Tray(
            QIcon(icon_pixmap(outward.icon, theme.colour("accent"), 32, 2.0)),
            outward.name,
            words("background.open"),
            words("background.close"),
            self,
        )
        self.tray.open_asked.connect(self.open_asked)
        self.tray.close_asked.connect(self.close_asked)
        self.background.needed.connect(self.on_needed)

    @property
    def lanes(self) -> Lanes:
        """Give the lanes, which end before the process does."""
        return self.background.lanes

    def start(self) -> None:
        """Begin."""
        self.garbage.start()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray.show()
        self.background.start()

    def stop(self) -> bool:
        """End the lanes; False where one still waits for the network."""
        self.garbage.stop()
        return self.lanes.stop(STOP_MS)

    @Slot(object)
    def on_needed(self, _: object) -> None:
        """Say that the person is needed, and nothing of what for."""
        self.tray.notify(self._words("background.needs_you", name=self._name))

    def _open(self) -> Laptop:
        """Open the laptop, on a lane: what this imports is slow."""
        from detectors_app.staff.laptop import Laptop

        return Laptop.open(self._data_dir)


def _utc_now() -> datetime:
    return datetime.now(UTC)
