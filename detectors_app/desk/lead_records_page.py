"""The page of the council's learning record store: where to send, how it stands, and stopping; sends nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_other_words import RecordsWords
from detectors_app.desk.lead_page import Box, LeadPage, row_of
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.domain.record_store import RecordStore
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.fields import LabelledField, PassphraseField
from detectors_app.widgets.text import body, heading2, hint, small

_LONGEST_ADDRESS = 400
_ADDRESS_PX = 560
_USER_PX = 320


class RecordsPage(LeadPage):
    """How sending stands, and four fields that say where to."""

    def __init__(self, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(LeadPlaceName.RECORDS, words)
        self._lead = lead
        self._shown: RecordsWords | None = None
        self.stands = Box("lead.records.stands")
        self.where, self.counts = body("", bold=True), body("")
        self.trouble = Banner(BannerKind.SAFETY, "", name="lead.records.trouble")
        self.send = PrimaryButton(words("lead.records.send"), "lead.records.send")
        self.stop = SecondaryButton(words("lead.records.stop"), "lead.records.stop")
        self.stands.add(self.where, self.counts, self.trouble, row_of((self.send, self.stop)))
        self.stands.hide()

        def field(name: str, width_px: int) -> LabelledField:
            key = f"lead.records.{name}"
            return LabelledField(key, words(key), words(f"{key}.hint"), max_length=_LONGEST_ADDRESS, width_px=width_px)

        self.address, self.user = field("address", _ADDRESS_PX), field("user", _USER_PX)
        self.home_page = field("home_page", _ADDRESS_PX)
        self.secret = PassphraseField(
            "lead.records.secret", words("lead.records.secret"), words("lead.records.secret.hint"),
            words("lead.records.secret.show"), words("lead.records.secret.hide"),
        )  # fmt: skip
        self.use = SecondaryButton(words("lead.records.use"), "lead.records.use")
        for part in (
            hint(words("lead.records.about")), self.stands, heading2(words("lead.records.where")), self.address,
            self.user, self.secret, self.home_page, small(words("lead.records.what")), row_of((self.use,)),
        ):  # fmt: skip
            self.main.addWidget(part)
        self.finish()
        self.use.clicked.connect(self.on_use)
        self.send.clicked.connect(self.on_send)
        self.stop.clicked.connect(self.on_stop)
        for each in (self.address, self.user, self.home_page):
            each.editor.returnPressed.connect(self.on_use)
        self.secret.returned.connect(self.on_use)

    def show_words(self, said: object) -> None:
        """Show how it stands; what is being typed stays."""
        if not isinstance(said, RecordsWords):
            raise TypeError
        before = self._shown
        self._shown = said
        if before is None or (before.address, before.user, before.home_page) != (
            said.address, said.user, said.home_page
        ):  # fmt: skip
            for field, text in ((self.address, said.address), (self.user, said.user), (self.home_page, said.home_page)):
                field.set_text(text)
        self.where.setText(self.words("lead.records.to", address=said.address) if said.is_set else "")
        self.counts.setText(said.counts)
        self.trouble.say(said.trouble)
        self.trouble.setVisible(bool(said.trouble))
        self.stands.setVisible(said.is_set)
        self.send.setText(self.words("lead.records.sending" if self._lead.is_sending else "lead.records.send"))

    def show_trouble(self, text: str) -> None:
        """Say what is wrong, at the address."""
        self.send.setText(self.words("lead.records.send"))
        self.address.set_problem(text)
        self.address.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self, text: str) -> None:
        """Say it; a secret that was taken in is not shown again."""
        self.secret.clear()
        self.send.setText(self.words("lead.records.send"))
        super().show_done(text)

    @Slot()
    def on_use(self) -> None:
        """Send there from now on."""
        self.say_nothing()
        self.address.set_problem(None)
        self._lead.set_records(
            RecordStore(
                self.address.text().strip(), self.user.text(), self.secret.text(), self.home_page.text().strip()
            )
        )

    @Slot()
    def on_send(self) -> None:
        """Send what waits, now."""
        self.say_nothing()
        self.send.setText(self.words("lead.records.sending"))
        self._lead.send_records()

    @Slot()
    def on_stop(self) -> None:
        """Send nothing any more."""
        self.say_nothing()
        self._lead.set_records(None)
