"""What the desk's store lane holds: nobody's casebook, then the officer's, with what was read and said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detectors_app.content.wording import Wording
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.domain.policy import Policy

if TYPE_CHECKING:
    from detectors_app.desk.casebook import Casebook
    from detectors_app.desk.inbox_words import SaidBefore
    from detectors_app.desk.learning_book import LearningBook

OpenDesk = Callable[[Path, str], "Casebook"]


@dataclass(frozen=True, slots=True)
class Places:
    """Which places an officer has: the inbox, the training records, or both.

    Whoever reads neither yet, such as before the first list of people, has the inbox: there it says how things stand.
    """

    inbox: bool = True
    training: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, what they may see, and after how many minutes without a touch their desk locks."""

    name: str
    idle_minutes: int
    places: Places


class StoreSide:
    """Belongs to the store lane: everything in it is made and used there."""

    def __init__(self) -> None:
        self.casebook: Casebook | None = None
        self.said: SaidBefore | None = None
        self._book: LearningBook | None = None

    def open(self, open_desk: OpenDesk, data: Path, passphrase: str) -> tuple[Casebook, Casebook, Casebook]:
        """Open the desk for all three lanes; where it is open already, only try the passphrase."""
        again = open_desk(data, passphrase)
        if self.casebook is not None:
            again.close()
            return self.casebook, self.casebook, self.casebook
        self.casebook = again
        return again, again.twin(), again.twin()

    def close(self) -> None:
        """Close what is open."""
        if self.casebook is not None:
            self.casebook.close()

    def desk(self) -> Casebook:
        """Give the officer's desk. Raises LookupError before anybody signed in."""
        if self.casebook is None:
            raise LookupError
        return self.casebook

    def places(self) -> Places:
        """Say which places the list of people gives this officer now."""
        boxes = self.desk().boxes()
        return Places(inbox=CONCERNS in boxes or LEARNING not in boxes, training=LEARNING in boxes)

    def signed_in(self) -> SignedIn:
        """Say who signed in."""
        desk = self.desk()
        return SignedIn(desk.name(), (desk.policy() or Policy()).idle_minutes, self.places())

    def book(self, words: Wording) -> LearningBook:
        """Give the training side of the desk, made when it is first asked for."""
        if self._book is None:
            from detectors_app.desk.learning_book import LearningBook
            from detectors_app.desk.learning_words import job_words

            self._book = LearningBook(self.desk(), job_words=job_words(words))
        return self._book
