"""*I am new here*: name, job, team and a passphrase, or record at once without one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.new_passphrase_page import NewPassphrasePage
from detectors_app.use_cases.enrolment.person import Newcomer
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.help_card import HelpCard

_FIELD_PX = 480
_NO_TIME = ("newcomer.now_how", "newcomer.now_later", "newcomer.now_shut")


class NewcomerPage(NewPassphrasePage):
    """Writing waits for nobody: *Record a concern now* asks for nothing at all."""

    person_made = Signal(object, str)
    """Newcomer, and the passphrase chosen."""
    record_pressed = Signal(object)
    """Newcomer, as far as it is filled in."""

    def __init__(self, words: Wording) -> None:
        self._fields = {
            key: LabelledField(f"newcomer.{key}", words(f"newcomer.{key}"), width_px=_FIELD_PX)
            for key in ("name", "role", "team")
        }
        super().__init__(words, "newcomer", above=tuple(self._fields.values()))
        self.record = SecondaryButton(words("newcomer.record"), "newcomer.record", icon_name="pencil")
        self.foot.row.addWidget(self.record)
        self.foot.row.addStretch(1)
        card = HelpCard(words("newcomer.no_time"), "newcomer.no_time")
        for key in _NO_TIME:
            card.add_marked("info", words(key))
        self.side.addSpacing(40)
        self.side.addWidget(card)
        self.finish()
        self.record.clicked.connect(self.on_record)
        for field in self._fields.values():
            field.edited.connect(self.on_edited)

    def begin(self, known: Iterable[str] = ()) -> None:
        """Begin with empty fields."""
        super().begin(known)
        for field in self._fields.values():
            field.set_text("")
            field.set_problem(None)
        self._fields["name"].first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_edited(self) -> None:
        """Let what is said here count as easy to guess."""
        said = self._newcomer()
        self.passphrase.know((said.name, said.role, said.team))

    def is_filled_in(self) -> bool:
        """Say whether there is a name by which this person can be chosen next time."""
        name, said = self._fields["name"], self._newcomer().name
        name.set_problem(None if said else self._words("newcomer.name_missing"))
        if not said:
            name.first().setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(said)

    def hand_over(self, passphrase: str) -> None:
        """Tell who is new, and the passphrase."""
        self.person_made.emit(self._newcomer(), passphrase)

    @Slot()
    def on_record(self) -> None:
        """Let them record at once, once."""
        if not self._busy:
            self.record_pressed.emit(self._newcomer())

    def _newcomer(self) -> Newcomer:
        said = {key: field.text().strip() for key, field in self._fields.items()}
        return Newcomer(said["name"], said["role"], said["team"])
