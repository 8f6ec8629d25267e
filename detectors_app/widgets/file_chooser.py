"""Looks for a file within the page: it goes with the page under the cover, and leaves no trace of where one looked.

A file dialog would be a window of its own, above the cover; the system's own one adds to its list of recent files, and
Qt's keeps the last folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.icons import icon, icon_pixmap
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

MOST = 500
"""Entries shown of one folder: more than anyone reads through."""
_ROWS = 5
_ICON_PX = 24
_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ChooserWords:
    """What it says: `folder` and `file` are names for a screen reader with ``{name}`` in them."""

    up: str
    list: str
    folder: str
    file: str
    none: str
    refused: str


class FileChooser(QWidget):
    """A folder's folders, and its files of some kinds; Return, or a press, opens a folder or chooses a file."""

    chosen = Signal(str)
    """The file's whole path."""
    opened = Signal(str)
    """The folder that is shown now."""

    def __init__(self, name: str, words: ChooserWords, suffixes: tuple[str, ...]) -> None:
        super().__init__()
        self._words, self._suffixes = words, suffixes
        self._folder = Path()
        self.setObjectName(name)
        self.up = SmallButton(words.up, f"{name}.up", icon_name="chevron-left")
        self._place = Words("", "small", role="ink_soft")
        self.list = QListWidget()
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(words.list)
        self.list.setProperty("look", "field")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = theme_of(self).scaled(_ICON_PX)
        self.list.setIconSize(QSize(side, side))
        self.list.setMinimumHeight(_ROWS * self._row_px())
        self._said = Words("", "body")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.up)
        top.addWidget(self._place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._said)
        column.addWidget(self.list)
        self.up.clicked.connect(self.on_up)
        self.list.itemActivated.connect(self.on_activated)

    def open_at(self, folder: Path) -> None:
        """Show a folder; one that cannot be read is shown as empty, and says so."""
        self._folder = folder
        self._place.setText(str(folder))
        self.list.clear()
        try:
            entries = _entries(folder, self._suffixes)
        except OSError:
            self._say(self._words.refused)
            return
        self._say("" if entries else self._words.none)
        for path, is_folder in entries[:MOST]:
            self.list.addItem(self._item(path, is_folder=is_folder))
        self.list.setCurrentRow(0)
        self.opened.emit(str(folder))

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_up(self) -> None:
        """Show the folder around this one."""
        self.open_at(self._folder.parent)

    @Slot(QListWidgetItem)
    def on_activated(self, item: QListWidgetItem) -> None:
        """Open a folder, or tell the file."""
        path = Path(item.data(_PATH))
        if path.is_dir():
            self.open_at(path)
        else:
            self.chosen.emit(str(path))

    def _item(self, path: Path, *, is_folder: bool) -> QListWidgetItem:
        theme = theme_of(self)
        name = "chevron-right" if is_folder else "document"
        side = theme.scaled(_ICON_PX)
        picture = icon(name, theme.colour("ink_soft"), side)
        chosen = icon_pixmap(name, theme.colour("on_fill"), side, 2.0, mirrored=self.isRightToLeft())
        picture.addPixmap(chosen, QIcon.Mode.Selected)
        item = QListWidgetItem(picture, path.name)
        said = self._words.folder if is_folder else self._words.file
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said.replace("{name}", path.name))
        item.setData(_PATH, str(path))
        item.setSizeHint(QSize(0, self._row_px()))
        return item

    def _row_px(self) -> int:
        theme = theme_of(self)
        return theme.scaled(theme.target_px["small_button"])

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))


def _entries(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[Path, bool]]:
    """Give folders first, then files of the kinds wanted, by name; nothing hidden, nor what cannot be looked at."""
    found = []
    for each in folder.iterdir():
        try:
            is_folder = each.is_dir()
        except OSError:
            continue
        if not each.name.startswith(".") and (is_folder or each.suffix.casefold() in suffixes):
            found.append((each, is_folder))
    return sorted(found, key=lambda entry: (not entry[1], entry[0].name.casefold()))
