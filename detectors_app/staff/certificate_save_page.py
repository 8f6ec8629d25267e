"""Where to save a certificate, and under which name; looks within the page and saves nothing itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError, Invalid
from detectors_app.staff.certificate_file import LONGEST, SUFFIX, file_name
from detectors_app.staff.setup_file_page import chooser_words
from detectors_app.staff.training_beside_page import BesidePage
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.file_chooser import FileChooser
from detectors_app.widgets.text import body, hint

_FIELD_PX = 480


class CertificateSavePage(BesidePage):
    """A name, a folder, *Save here*. It goes with the certificate."""

    saved_at = Signal(str)
    """The file's whole path."""

    def __init__(self, words: Wording, name: str, folder: Path) -> None:
        back = words("training.certificate.yours")
        super().__init__(words, "save", words("training.certificate.save"), back, foot=True)
        self._folder, self.busy = folder, False
        self.failed = Banner(BannerKind.SAFETY, "", name="training.save.failed")
        self.failed.hide()
        self.name = LabelledField(
            "training.save.name",
            words("training.certificate.file_name"),
            max_length=LONGEST + len(SUFFIX),
            width_px=_FIELD_PX,
        )
        self.name.set_text(name)
        self.chooser = FileChooser("training.save.chooser", chooser_words(words), (SUFFIX,))
        for part in (hint(words("training.certificate.save_more")), self.failed, self.name):
            self.main.addWidget(part)
        self.main.addWidget(body(words("training.certificate.folder"), bold=True))
        self.main.addWidget(self.chooser)
        self.here = PrimaryButton(words("training.certificate.save_here"), "training.save.here")
        self.foot.row.addWidget(self.here)
        self.foot.row.addStretch(1)
        self.end_page()
        self.set_tab_order(self.name, self.chooser)
        self.here.clicked.connect(self.on_here)
        self.name.editor.returnPressed.connect(self.on_here)
        self.chooser.opened.connect(self.on_opened)
        self.chooser.chosen.connect(self.on_chosen)
        self.chooser.open_at(folder)

    @Slot(str)
    def on_opened(self, folder: str) -> None:
        """Remember which folder is shown, as long as this page is."""
        self._folder = Path(folder)

    @Slot(str)
    def on_chosen(self, path: str) -> None:
        """Take the name of a file that is there."""
        self.name.set_text(Path(path).stem)
        self.name.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_here(self) -> None:
        """Tell where to save, once; a name that cannot be is said at its field."""
        if self.busy:
            return
        self.failed.hide()
        self.name.set_problem(None)
        try:
            name = file_name(self.name.text())
        except Invalid as error:
            self.show_failed(error)
            return
        self.busy = True
        self.saved_at.emit(str(self._folder / name))

    def show_failed(self, error: DetectorsError) -> None:
        """Say why it is not saved: at the name, where it is about that."""
        self.busy = False
        text = self.words.error(error)
        if isinstance(error, Invalid):
            self.name.set_problem(text)
            self.name.first().setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.name, text)
        else:
            self.failed.say(text)
            self.failed.show()
            announce(self.failed, text)
