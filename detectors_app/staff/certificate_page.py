"""One certificate: the sheet, whether the training lead has it, a name that is kept nowhere, *Copy*, *Save as PDF*."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.certificate_paper import PaperView
from detectors_app.staff.certificate_words import LONGEST_NAME, Paper, paper_of, where_it_is
from detectors_app.staff.training_beside_page import BesidePage
from detectors_app.use_cases.learning.rows import Certificate
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words, hint

_FIELD_PX = 480


class CertificatePage(BesidePage):
    """Made for one certificate, and gone with it: so is the name that was typed."""

    copy_wanted = Signal(str)
    """The certificate as text."""
    save_wanted = Signal()

    def __init__(self, words: Wording, certificate: Certificate) -> None:
        title, back = words("training.certificate.yours"), words("training.certificate.back")
        super().__init__(words, "certificate", title, back, foot=True)
        self.certificate = certificate
        self.said = Banner(BannerKind.GOOD, "", name="training.certificate.said")
        self.said.hide()
        self.name = LabelledField(
            "training.certificate.give_name",
            words("training.certificate.give_name"),
            words("training.certificate.give_name_hint"),
            max_length=LONGEST_NAME,
            width_px=_FIELD_PX,
        )
        self.sheet = PaperView(paper_of(certificate, words), words("training.certificate.name"))
        for part in (self.said, self.sheet, self._state()):
            self.main.addWidget(part)
        self.main.addSpacing(8)
        self.main.addWidget(self.name)
        self.main.addWidget(hint(words("training.certificate.screen_reader")))
        self.save = PrimaryButton(words("training.certificate.save"), "training.certificate.save", icon_name="download")
        self.copy = SecondaryButton(words("training.certificate.copy"), "training.certificate.copy")
        for button in (self.save, self.copy):
            self.foot.row.addWidget(button)
        self.foot.row.addStretch(1)
        self.end_page()
        self.set_tab_order(self.name)
        self.name.edited.connect(self.on_named)
        self.save.clicked.connect(self.save_wanted)
        self.copy.clicked.connect(self.on_copy)

    @property
    def paper(self) -> Paper:
        """Give the certificate in words, with the name as it is typed."""
        return paper_of(self.certificate, self.words, self.name.text().strip())

    def say(self, title: str, text: str) -> None:
        """Say above the sheet what was done, aloud too."""
        self.said.say(title, text)
        self.said.show()
        self.area.verticalScrollBar().setValue(0)
        announce(self.said, self.said.accessibleName())

    @Slot(str)
    def on_named(self, typed: str) -> None:
        """Show the name on the sheet."""
        self.sheet.show_name(typed.strip())

    @Slot()
    def on_copy(self) -> None:
        """Hand the text over, and say so."""
        self.copy_wanted.emit(self.paper.as_text())
        self.say(self.words("training.certificate.copied"), self.words("training.certificate.copied_more"))

    def _state(self) -> QWidget:
        sent, words = self.certificate.sent, self.words
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel("check-circle" if sent else "clock", "good" if sent else "ink", 24))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Words(where_it_is(self.certificate, words), "body", bold=True, role="good" if sent else "ink"))
        if not sent:
            column.addWidget(hint(words("training.certificate.waiting_more")))
        row.addLayout(column, 1)
        return line
