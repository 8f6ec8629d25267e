"""Keeps what was copied here out of clipboard histories, and takes it off the clipboard again.

Every way to copy or cut, by key, by menu or from a table, ends in the clipboard telling that it changed. There the text
is put in its place once more with marks. Windows' history could ask for the first text only through this thread, which
is busy until the second is there (docs/decisions/0018).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard

MARKS = {
    # Read by Windows' history and by others that watch: the name alone keeps it out of all of them.
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    # Read by Windows' history and by its copying to other devices: numbers of four bytes, zero for no.
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
    # Read by Plasma's and other clipboard managers on Linux.
    "x-kde-passwordManagerHint": b"secret",
    # Read by clipboard managers on macOS (nspasteboard.org).
    "application/x-nspasteboard-concealed-type": b"",
}
_OURS = "application/x-site-notes"
_SHELVES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer)

Owns = Callable[[QClipboard.Mode], bool]


class ClipboardGuard(QObject):
    """Marks each text that this program puts on the clipboard, and forgets it when told to.

    `owns` says whether what is on a shelf of the clipboard came from this program; Qt knows, except where it runs
    without a screen.
    """

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None, *, owns: Owns | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._owns = owns or _asking(clipboard)
        self._name = secrets.token_bytes(16)
        self._is_marking = False
        clipboard.changed.connect(self.on_changed)

    @Slot(QClipboard.Mode)
    def on_changed(self, shelf: QClipboard.Mode) -> None:
        """Put our own text there once more, as plain text and marked."""
        if self._is_marking or not self._owns(shelf):
            return
        found = self._on(shelf)
        if found is None or not found.hasText() or found.hasFormat(_OURS):
            return
        self._is_marking = True
        try:
            self._clipboard.setMimeData(self._marked(found.text()), shelf)
        finally:
            self._is_marking = False

    @Slot()
    def forget(self) -> None:
        """Take our text off the clipboard; what anybody else has put there since stays."""
        for shelf in _SHELVES:
            if self._is_ours(shelf):
                self._clipboard.clear(shelf)

    @Slot()
    def forget_soon(self) -> None:
        """Do so after what is waiting to be painted: a clipboard that another program holds can take a while."""
        QTimer.singleShot(0, self, self.forget)

    def _is_ours(self, shelf: QClipboard.Mode) -> bool:
        if not self._owns(shelf):
            return False
        found = self._on(shelf)
        return found is not None and bytes(found.data(_OURS).data()) == self._name

    def _on(self, shelf: QClipboard.Mode) -> QMimeData | None:
        """Give what is there: nothing at all, once it was cleared."""
        return self._clipboard.mimeData(shelf)

    def _marked(self, text: str) -> QMimeData:
        marked = QMimeData()
        marked.setText(text)
        for name, value in MARKS.items():
            marked.setData(name, value)
        marked.setData(_OURS, self._name)
        return marked


def _asking(clipboard: QClipboard) -> Owns:
    def owns(shelf: QClipboard.Mode) -> bool:
        if shelf == QClipboard.Mode.Clipboard:
            return clipboard.ownsClipboard()
        if shelf == QClipboard.Mode.Selection:
            return clipboard.supportsSelection() and clipboard.ownsSelection()
        return clipboard.supportsFindBuffer() and clipboard.ownsFindBuffer()

    return owns
