"""Where to save a spreadsheet: a path, typed or found within the page; writes nothing itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_page import Box, chooser_words, row_of
from detectors_app.widgets.announce import announce
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.file_chooser import FileChooser

_KINDS = (".csv",)
_LONGEST_PATH = 4_000


class SavePanel(Box):
    """Opens below what asked for it. A name that is taken is asked about again: the second press writes over it."""

    save_asked = Signal(str, bool)
    """The path, and whether a file of that name may be written over."""

    def __init__(self, name: str, words: Wording, file_name: str) -> None:
        super().__init__(name)
        self._file_name = file_name
        self._taken = ""
        self.field = LabelledField(
            f"{name}.path", words("lead.save.label"), words("lead.save.hint"), max_length=_LONGEST_PATH
        )
        self.chooser = FileChooser(f"{name}.chooser", chooser_words(words, "lead.choose.none"), _KINDS)
        self.browse = SmallButton(words("lead.save.browse"), f"{name}.browse")
        self.save = SmallButton(words("lead.save"), f"{name}.save", main=True)
        self.cancel = SmallButton(words("lead.save.cancel"), f"{name}.cancel")
        self.add(self.field, row_of((self.save, self.browse, self.cancel)), self.chooser)
        self.chooser.hide()
        self.hide()
        self.save.clicked.connect(self.on_save)
        self.browse.clicked.connect(self.on_browse)
        self.cancel.clicked.connect(self.end)
        self.field.editor.returnPressed.connect(self.on_save)
        self.field.edited.connect(self.on_edited)
        self.chooser.opened.connect(self.on_folder)
        self.chooser.chosen.connect(self.on_found)

    def begin(self) -> None:
        """Open, with a name to begin with in one's own folder."""
        if not self.field.text():
            self.field.set_text(str(Path.home() / self._file_name))
        self.show()
        self.field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Close; the path stays for the next time."""
        self._taken = ""
        self.field.set_problem(None)
        self.chooser.hide()
        self.hide()

    def show_failed(self, text: str) -> None:
        """Say at the field why it was not saved; pressed again it may write over a file that is there."""
        self._taken = self.field.text() if Path(self.field.text()).expanduser().is_file() else ""
        self.field.set_problem(text)
        announce(self.field.editor, text)
        self.field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_save(self) -> None:
        """Ask for it to be saved."""
        path = self.field.text()
        self.save_asked.emit(path, bool(path) and path == self._taken)

    @Slot(str)
    def on_edited(self, _: str) -> None:
        """Forget what was said of another name."""
        self._taken = ""
        self.field.set_problem(None)

    @Slot()
    def on_browse(self) -> None:
        """Look for a folder, within the page."""
        here = Path(self.field.text()).parent
        self.chooser.show()
        self.chooser.open_at(here if here.is_dir() else Path.home())
        self.chooser.take_focus()

    @Slot(str)
    def on_folder(self, folder: str) -> None:
        """Save in the folder that is looked at."""
        name = Path(self.field.text()).name or self._file_name
        self.field.editor.setText(str(Path(folder) / name))

    @Slot(str)
    def on_found(self, path: str) -> None:
        """Take the name of a file that is there."""
        self.field.editor.setText(path)
        self.chooser.hide()
        self.field.first().setFocus(Qt.FocusReason.OtherFocusReason)
