"""Setting up by a typed code: the code, and the service's address where IT has not set it; sends nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError, Invalid
from detectors_app.staff.setup_page import SetUpPage
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.help_card import HelpCard

_HELP = ("setup.code_case", "setup.code_dashes", "setup.code_mixed")
_WIDTH_PX = 480


class SetUpCodePage(SetUpPage):
    """One field, or two. What stands in them stays until the laptop is set up."""

    code_given = Signal(str, str)
    """The code and the address, as they are written."""
    file_wanted = Signal()

    def __init__(self, words: Wording, address: str) -> None:
        super().__init__(words, "code", words("setup.code_title"), step=0, back=True)
        self._address = address
        self.code = LabelledField(
            "setup.code", words("setup.code"), words("setup.code_hint"), max_length=100, width_px=_WIDTH_PX
        )
        self.address = LabelledField(
            "setup.address", words("setup.address"), words("setup.address_hint"), max_length=300, width_px=_WIDTH_PX
        )
        self.instead = LinkButton(words("setup.file_instead"), "setup.file_instead")
        self.lay(self.code, self.address, self.instead)
        self.address.setVisible(not address)
        card = HelpCard(words("setup.code_help"), "setup.code_help")
        for key in _HELP:
            card.add_marked("info", words(key))
        self.side.insertWidget(self.side.count() - 1, card)
        self.add_go_on().clicked.connect(self.on_go_on)
        self.code.editor.returnPressed.connect(self.on_code_returned)
        self.address.editor.returnPressed.connect(self.on_go_on)
        self.instead.clicked.connect(self.file_wanted)

    def take_focus(self) -> None:
        """Put the focus on the code."""
        self.code.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forget the code."""
        self.code.set_text("")

    @Slot()
    def on_code_returned(self) -> None:
        """Go on, or to the address where one is asked for and not written yet."""
        if self._address or self.address.text().strip():
            self.on_go_on()
        else:
            self.address.first().setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def on_go_on(self) -> None:
        """Hand over what is written, once."""
        if self.busy:
            return
        self.mend()
        for field in (self.code, self.address):
            field.set_problem(None)
        self.code_given.emit(self.code.text(), self._address or self.address.text())

    def show_error(self, error: DetectorsError) -> None:
        """Say what is wrong: at the field that can be mended, or above both."""
        text = self.words.error(error)
        field = {"code": self.code, "address": self.address}.get(error.where if isinstance(error, Invalid) else "")
        if field is None or field.isHidden():
            what, stop, more = text.partition(". ")
            self.show_failed(what + stop.strip(), more)
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field.set_problem(text)
        field.first().setFocus(Qt.FocusReason.OtherFocusReason)
