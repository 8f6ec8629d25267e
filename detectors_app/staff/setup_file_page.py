"""Setting up from a file: which one; typed, browsed for or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.setup_page import SetUpPage
from detectors_app.widgets.buttons import LinkButton, SecondaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.file_chooser import ChooserWords, FileChooser

_KINDS = (".enrolment", ".json")


class SetUpFilePage(SetUpPage):
    """A path field, and *Browse*, which looks for the file within the page."""

    file_chosen = Signal(str)
    code_wanted = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__(words, "file", words("setup.file_title"), step=0, back=True)
        self._field = LabelledField("setup.file", words("setup.file"), words("setup.file_hint"), max_length=4000)
        self._browse = SecondaryButton(words("setup.browse"), "setup.browse")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._field, 1)
        row.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignBottom)
        self.instead = LinkButton(words("setup.code_instead"), "setup.code_instead")
        self._chooser = FileChooser("setup.chooser", chooser_words(words), _KINDS)
        self._chooser.hide()
        self.lay(both, self._chooser, self.instead)
        self.add_go_on().clicked.connect(self.on_go_on)
        self.setAcceptDrops(True)
        self._browse.clicked.connect(self.on_browse)
        self._chooser.chosen.connect(self.on_found)
        self._field.editor.returnPressed.connect(self.on_go_on)
        self.instead.clicked.connect(self.code_wanted)

    def take_focus(self) -> None:
        """Put the focus on the field."""
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forget where the file was."""
        self._field.set_text("")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if any(each.isLocalFile() for each in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Write the file's path into the field."""
        self._field.set_text(next(each.toLocalFile() for each in event.mimeData().urls() if each.isLocalFile()))
        event.acceptProposedAction()

    @Slot()
    def on_browse(self) -> None:
        """Look for the file, within the page."""
        self._chooser.open_at(Path.home())
        self._chooser.show()
        self._chooser.take_focus()

    @Slot(str)
    def on_found(self, path: str) -> None:
        """Write the path of the file that was found into the field."""
        self._field.set_text(path)
        self._chooser.hide()
        self.take_focus()

    @Slot()
    def on_go_on(self) -> None:
        """Hand over what stands in the field, once."""
        if not self.busy:
            self.mend()
            self._field.set_problem(None)
            self.file_chosen.emit(self._field.text())

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what is wrong."""
        self._field.set_problem(self.words(key))
        self.take_focus()


def chooser_words(words: Wording) -> ChooserWords:
    """Give what the list of files says."""
    return ChooserWords(
        up=words("choose.up"),
        list=words("choose.list"),
        folder=words("choose.folder", name="{name}"),
        file=words("choose.file", name="{name}"),
        none=words("choose.none"),
        refused=words("choose.refused"),
    )
