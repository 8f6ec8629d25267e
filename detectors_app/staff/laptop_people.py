"""The façade's part on the people of one laptop: who uses it, whose drafts and concerns these are; knows no Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detectors_app.domain.ids import PersonId
from detectors_app.staff.laptop_setup import SetUpLaptop

if TYPE_CHECKING:
    from detectors_app.use_cases.enrolment.person import Newcomer
    from detectors_app.use_cases.people import Shared
    from detectors_app.use_cases.rows import DraftRow, OutboxItem, PersonRow


class SharedLaptop(SetUpLaptop):
    """Several people, one after the other, each with a key, drafts and concerns of their own."""

    __slots__ = ()

    def people(self) -> tuple[PersonRow, ...]:
        """Give everyone who has used this laptop, earlier selves included, in the order they came."""
        with self._store.unit() as unit:
            return unit.people()

    def shared(self) -> Shared:
        """Read who uses the laptop and what is theirs, at one moment."""
        from detectors_app.use_cases.people import shared

        with self._store.unit() as unit:
            return shared(unit)

    def use_as(self, person: PersonId) -> None:
        """Lock, and let one of the people use the laptop from now on. Raises Refused where nobody is of that number."""
        from detectors_app.use_cases.enrolment.person import use_as

        self.lock()
        use_as(self.parts, person)

    def add_person(self, newcomer: Newcomer, passphrase: str | None = None) -> PersonId:
        """Lock, and let someone who is new use the laptop; without a passphrase nothing they write opens again here.

        Raises Invalid for a passphrase too short or too weak, Refused before the laptop is set up.
        """
        from detectors_app.content.passphrase_strength import check
        from detectors_app.use_cases.enrolment.person import add_person

        if passphrase is not None:
            check(passphrase, (newcomer.name, newcomer.role, newcomer.team))
        self.lock()
        return add_person(self.parts, newcomer, passphrase, self._owner)

    def choose_passphrase(self, passphrase: str) -> None:
        """Make the key of who is using it, where none was made yet. Raises Invalid for one too short or too weak."""
        from detectors_app.use_cases.enrolment.person import choose_passphrase

        if not self.has_passphrase:
            self._check(passphrase)
            choose_passphrase(self.parts, passphrase, self._owner)

    def change_passphrase(self, present: str, new: str) -> None:
        """Put the person's key under a new passphrase; all that it opened still opens.

        Raises CannotOpen for a wrong present one, Invalid for a new one too short or too weak, Refused (`person.wait`
        with its `seconds`, none set, changed meanwhile).
        """
        from detectors_app.use_cases.enrolment.person import change_passphrase

        self._check(new)
        change_passphrase(self.parts, present, new)
        self._store.forget_replaced()

    def begin_anew(self, passphrase: str) -> PersonId:
        """Lock, and begin under a new key, the passphrase being forgotten. Raises Invalid as above."""
        from detectors_app.use_cases.enrolment.person import begin_anew

        self._check(passphrase)
        self.lock()
        return begin_anew(self.parts, passphrase)

    def wait_left(self) -> timedelta:
        """Give how long the next passphrase must wait after wrong ones."""
        from detectors_app.use_cases.enrolment.tries import wait_left

        return wait_left(self.parts)

    def drafts(self) -> tuple[DraftRow, ...]:
        """Give the drafts of who is using it, the latest first; they stay sealed."""
        from detectors_app.use_cases.people import own_drafts

        with self._store.unit() as unit:
            return own_drafts(unit)

    def outbox(self) -> tuple[OutboxItem, ...]:
        """Give what who is using it handed over for sending, newest first, without the sealed bytes."""
        from detectors_app.use_cases.people import own_outbox

        with self._store.unit() as unit:
            return own_outbox(unit)

    def pressing(self) -> tuple[OutboxItem, ...]:
        """Give what of theirs someone should ring the duty line about, newest first, without the sealed bytes."""
        from detectors_app.use_cases.people import own_selves

        with self._store.unit() as unit:
            return unit.pressing_of(own_selves(unit))

    def older(self, skip: int) -> tuple[OutboxItem, ...]:
        """Give the next of what they handed over for sending, after so many of the newest."""
        from detectors_app.use_cases.people import NEWEST

        with self._store.unit() as unit:
            return unit.outbox_of({unit.current_person()}, most=NEWEST, skip=skip)

    def _check(self, passphrase: str) -> None:
        from detectors_app.content.passphrase_strength import check

        person = self.person()
        check(passphrase, () if person is None else (person.name, person.role, person.team))
