"""The first page of setting up: which file; typed, browsed for or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.page import Page
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.text import heading1, hint


def setup_titles(words: Wording) -> Sequence[str]:
    """Give the three steps of setting up."""
    return tuple(words(key) for key in ("setup.step_file", "setup.step_passphrase", "setup.hide_step"))


class SetUpFilePage(Page):
    """A path field and *Browse*. Qt's memory of where one browsed is wiped."""

    file_chosen = Signal(str)

    def __init__(self, words: Wording) -> None:
        super().__init__("setup_file", foot=True)
        self._words = words
        titles = setup_titles(words)
        self._failed = Banner(BannerKind.URGENT, "", name="setup.failed")
        self._failed.hide()
        self._field = LabelledField("setup.file", words("setup.file"), words("setup.file_hint"), max_length=4000)
        self._browse = SecondaryButton(words("setup.browse"), "setup.browse")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._field, 1)
        row.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignBottom)
        self.main.addWidget(hint(words("setup.caption", step=1, steps=len(titles))))
        self.main.addWidget(heading1(words("setup.file_title")))
        self.main.addWidget(self._failed)
        self.main.addLayout(row)
        self.side.addSpacing(40)
        self.side.addWidget(StepList(titles, 0))
        self.finish()
        self.go_on = PrimaryButton(words("nav.continue"), "setup.continue")
        self.foot.row.addWidget(self.go_on)
        self.foot.row.addStretch(1)
        self.setAcceptDrops(True)
        self._browse.clicked.connect(self.on_browse)
        self.go_on.clicked.connect(self.on_go_on)
        self._field.editor.returnPressed.connect(self.on_go_on)

    def take_focus(self) -> None:
        """Put the focus on the field."""
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

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
        """Look for the file."""
        title, kind = self._words("setup.file_title"), self._words("setup.file_type")
        plain = QFileDialog.Option.DontUseNativeDialog
        path, _ = QFileDialog.getOpenFileName(self, title, "", kind, options=plain)
        remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
        remembered.beginGroup("FileDialog")
        remembered.remove("")
        remembered.sync()
        if path:
            self._field.set_text(path)

    @Slot()
    def on_go_on(self) -> None:
        """Hand over what stands in the field."""
        self._failed.hide()
        self._field.set_problem(None)
        self.file_chosen.emit(self._field.text())

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what is wrong."""
        self._field.set_problem(self._words(key))
        self.take_focus()

    def show_failed(self, text: str) -> None:
        """Say what is wrong with the file."""
        self._failed.say(text)
        self._failed.show()
