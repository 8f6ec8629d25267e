"""The page where the code of a certificate is checked; a plain answer, and nothing is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_other_words import CheckWords
from detectors_app.desk.lead_page import LeadPage, row_of
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.text import hint

_CODE_PX = 260


class CheckPage(LeadPage):
    """One field, one button, one answer."""

    def __init__(self, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(LeadPlaceName.CHECK, words)
        self._lead = lead
        self.code = LabelledField(
            "lead.check.code", words("lead.check.code"), words("lead.check.code.hint"), max_length=40, width_px=_CODE_PX
        )
        self.button = PrimaryButton(words("lead.check.do"), "lead.check.do")
        self.real = Banner(BannerKind.GOOD, "", name="lead.check.real", big=True)
        self.unknown = Banner(BannerKind.INFO, "", name="lead.check.unknown", big=True)
        for part in (hint(words("lead.check.about")), self.code, row_of((self.button,)), self.real, self.unknown):
            self.main.addWidget(part)
        self._forget()
        self.finish()
        self.button.clicked.connect(self.on_check)
        self.code.editor.returnPressed.connect(self.on_check)
        self.code.edited.connect(self.on_typed)

    def show_words(self, said: object) -> None:
        """Show the answer."""
        if not isinstance(said, CheckWords):
            raise TypeError
        if self.code.text() != said.code and not self.code.editor.hasFocus():
            self.code.set_text(said.code)
        self._forget()
        if said.first:
            self.code.set_problem(None)
            banner = self.real if said.known else self.unknown
            banner.say(said.first, "\n".join(said.lines))
            banner.show()
            announce(banner, " ".join((said.first, *said.lines)))

    def show_trouble(self, text: str) -> None:
        """Say at the field why it is no code."""
        self._forget()
        self.code.set_problem(text)
        self.code.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        for banner in (self.real, self.unknown):
            banner.hide()

    @Slot()
    def on_check(self) -> None:
        """Ask whose it is."""
        self.code.set_problem(None)
        self._lead.change(self.place, code=self.code.text(), checked=True)

    @Slot(str)
    def on_typed(self, text: str) -> None:
        """Keep what is typed; the answer was of another code."""
        self.code.set_problem(None)
        self._forget()
        self._lead.write(code=text, checked=False)
