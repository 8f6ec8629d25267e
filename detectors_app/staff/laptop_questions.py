"""The façade's part on what the duty team asks: waiting questions, their words, the form of an answer; knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors_app.staff.laptop_folder import OpenedFolder

if TYPE_CHECKING:
    from detectors_app.domain.form import Form
    from detectors_app.domain.ids import EnvelopeId
    from detectors_app.use_cases.questions import Asked


class AskedLaptop(OpenedFolder):
    """Questions come sealed to the person; answers go as additions, by `save_draft` and `report`."""

    __slots__ = ()

    def questions(self) -> tuple[Asked, ...]:
        """Give what was asked about the concerns of who is using it, the oldest first; no words, so locked too."""
        from detectors_app.use_cases.questions import list_questions

        return list_questions(self.parts)

    def earlier_questions(self) -> int:
        """Count what was asked about what was sent before a passphrase was forgotten; nothing here opens it."""
        from detectors_app.use_cases.questions import count_earlier

        with self._store.unit() as unit:
            return count_earlier(unit)

    def open_question(self, question: EnvelopeId, passphrase: str | None = None) -> str:
        """Give the words of a question; without a passphrase only while unlocked. Raises CannotOpen, Refused."""
        from detectors_app.domain.errors import Refused
        from detectors_app.use_cases.enrolment.person import unlock
        from detectors_app.use_cases.questions import open_question

        own = self._own if passphrase is None else unlock(self.parts, passphrase)
        if own is None:
            raise Refused("person.locked")
        return open_question(self.parts, question, own)

    def addition_form(self) -> Form:
        """Give the form that answers and additions are written in."""
        from detectors_app.content.forms import addition_form

        return addition_form()
