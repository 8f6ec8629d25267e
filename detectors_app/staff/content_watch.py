"""Tells that a file of a course was saved, once the saving rests; reads none of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

RESTS_MS = 200
"""Editors write a file in several goes, or put a new one in its place."""
_MOST_FILES = 2000


class CourseWatch(QObject):
    """Watches a folder, the folders in it and their files: also one that is put in another's place, or is new."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._rest = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._rest.timeout.connect(self.on_rested)
        self._watcher.fileChanged.connect(self._rest.start)
        self._watcher.directoryChanged.connect(self._rest.start)
        self._watch()

    @Slot()
    def on_rested(self) -> None:
        """Look which files there are now, and tell."""
        self._watch()
        self.changed.emit()

    def _watch(self) -> None:
        """Watch what is not watched yet: a file that was replaced has fallen out."""
        found = [self._folder, *sorted(self._folder.rglob("*"))[:_MOST_FILES]] if self._folder.is_dir() else []
        watched = {*self._watcher.files(), *self._watcher.directories()}
        new = [str(each) for each in found if str(each) not in watched]
        if new:
            self._watcher.addPaths(new)
