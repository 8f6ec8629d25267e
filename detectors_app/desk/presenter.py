"""What the desk's windows do with an officer's casebook, on three lanes; shows nothing and imports no widget."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.rounds import Reached, Rounds
from detectors_app.desk.store_side import OpenDesk, Places, SignedIn, StoreSide
from detectors_app.domain.casework import CaseId
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.policy import Policy
from detectors_app.domain.preferences import Preferences
from detectors_app.storage.preferences_file import write_preferences
from detectors_app.widgets.lane import Lane

if TYPE_CHECKING:
    from detectors_app.desk.casebook import Casebook
    from detectors_app.desk.inbox import CasePage

SAY_AGAIN_EVERY_MS = 20_000
"""How often waiting times are said anew."""
STOP_MS = 4_000


class DeskPresenter(QObject):
    """Runs the desk for its window: signs in, lists, opens, reads, sends and listens."""

    signed_in = Signal(str)
    places_known = Signal(object)
    """Places, before the sign-in is told, and whenever the list of people changes them."""
    sign_in_failed = Signal(str)
    inbox_changed = Signal(object)
    idle_minutes_known = Signal(int)
    """After how many minutes without a touch the council wants the desk to lock; known at each sign-in."""
    case_opened = Signal(object, bool)
    read_done = Signal()
    read_failed = Signal(str)
    ask_done = Signal()
    ask_failed = Signal(str)
    link_changed = Signal(str, str, str)
    went_wrong = Signal(str)
    not_kept = Signal(str)
    """Why what was chosen in the settings holds only until the desk is closed."""

    def __init__(
        self,
        data: Path,
        words: Wording,
        open_desk: OpenDesk,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data, self._words, self._open_desk, self._now = data, words, open_desk, now
        self._store: Lane[StoreSide] = Lane("store", StoreSide, StoreSide.close, self)
        self._rounds = Rounds(words, now, self._ask_reached, self)
        self._rounds.link_changed.connect(self.link_changed)
        self._rounds.came.connect(self._on_came)
        self._rounds.broke.connect(self._on_error)
        self.lead = LeadPresenter(words, self._store, self._rounds, self._say, now, self)
        self.places = Places()
        self._open_case: CaseId | None = None
        self._page: CasePage | None = None
        self._question: EnvelopeId | None = None
        self._stopping = False
        self._say_timer = QTimer(self, interval=SAY_AGAIN_EVERY_MS)
        self._say_timer.timeout.connect(self.refresh)

    # --- signing in -------------------------------------------------------------------------------------------------

    def sign_in(self, passphrase: str) -> None:
        """Try a passphrase on the store lane, where the store's and the keys' libraries are loaded too."""
        open_desk, data = self._open_desk, self._data
        self._store.run(
            lambda side: side.open(open_desk, data, passphrase), self._on_signed_in, self._on_sign_in_failed
        )

    def _on_signed_in(self, casebooks: tuple[Casebook, Casebook, Casebook]) -> None:
        if self._stopping:
            return
        self._store.run(StoreSide.signed_in, lambda who: self._on_named(who, casebooks), self._on_error)

    def _on_named(self, who: SignedIn, casebooks: tuple[Casebook, Casebook, Casebook]) -> None:
        self.idle_minutes_known.emit(who.idle_minutes)
        self._on_places(who.places)
        self.signed_in.emit(who.name)
        self.refresh()
        if not self._rounds.has_begun:
            _, sender, listener = casebooks
            self._say_timer.start()
            self._rounds.begin(sender, listener)

    def _on_places(self, places: Places) -> None:
        if places != self.places:
            self.places = places
            self.places_known.emit(places)

    def _on_sign_in_failed(self, error: Exception) -> None:
        self.sign_in_failed.emit(self._say(error))

    # --- showing ----------------------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read the inbox again, and the open case with it; of whoever reads no concerns there is none to read."""
        self._store.run(StoreSide.places, self._on_places, self._on_error)
        if not self.places.inbox:
            return
        words, now = self._words, self._now()

        def say(side: StoreSide) -> object:
            from detectors_app.desk.inbox_words import SaidBefore, say_inbox

            casebook = side.desk()
            side.said = side.said or SaidBefore()
            return say_inbox(casebook.inbox(), casebook.policy() or Policy(), now, words, side.said)

        self._store.run(say, self._on_inbox, self._on_error)
        if self._open_case is not None:
            self._show(self._open_case, take_focus=False)

    @Slot(bool)
    def _on_came(self, new: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.refresh()
        if self.places.training:
            self.lead.refresh(new=new)

    def _on_inbox(self, inbox: object) -> None:
        self.inbox_changed.emit(inbox)

    def open_case(self, case: CaseId) -> None:
        """Show a case. Nobody is told."""
        self._open_case = case
        self._show(case, take_focus=True)

    def close_case(self) -> None:
        """Forget which case is open."""
        self._open_case = self._page = self._question = None

    def _show(self, case: CaseId, *, take_focus: bool) -> None:
        words, now = self._words, self._now()

        def say(side: StoreSide) -> tuple[Any, Any]:
            from detectors_app.desk.concern_words import say_concern

            page = side.desk().case(case)
            return page, say_concern(page, now, words)

        self._store.run(say, lambda both: self._on_case(case, both, take_focus=take_focus), self._on_error)

    def _on_case(self, case: CaseId, both: tuple[Any, Any], *, take_focus: bool) -> None:
        if case == self._open_case:
            self._page = both[0]
            self.case_opened.emit(both[1], take_focus)

    # --- reading ----------------------------------------------------------------------------------------------------

    @Slot()
    def read_this(self) -> None:
        """Write down that the officer has read what is on the page, then send it."""
        page = self._page
        if page is not None:
            self._store.run(lambda side: side.desk().read(page), self._on_read, self._on_read_failed)

    def _on_read(self, _: int) -> None:
        self.read_done.emit()
        self.refresh()
        self._rounds.deliver()

    def _on_read_failed(self, error: Exception) -> None:
        self.read_failed.emit(self._say(error))

    # --- asking -----------------------------------------------------------------------------------------------------

    @property
    def open_case_id(self) -> CaseId | None:
        """Give which case is open."""
        return self._open_case

    @Slot(str)
    def ask(self, words: str) -> None:
        """Ask who sent the open case; tried again after a fault it stays one question."""
        case = self._open_case
        if case is None:
            return
        self._question = question = self._question or EnvelopeId(uuid4())
        self._store.run(lambda side: side.desk().ask(case, words, question), self._on_asked, self._on_ask_failed)

    def _on_asked(self, _: object) -> None:
        self._question = None
        self.ask_done.emit()
        self.refresh()
        self._rounds.deliver()

    def _on_ask_failed(self, error: Exception) -> None:
        self.ask_failed.emit(self._say(error))

    # --- the service ------------------------------------------------------------------------------------------------

    @Slot()
    def sync(self) -> None:
        """Do a whole round, unless one is under way."""
        self._rounds.sync()

    def _ask_reached(self, on_done: Reached) -> None:
        self._store.run(lambda side: side.desk().last_reached(), on_done)

    # --- what the officer chose -------------------------------------------------------------------------------------

    def keep(self, preferences: Preferences) -> None:
        """Keep what the officer chose, signed in or not."""
        data = self._data
        self._store.run(lambda _: write_preferences(data, preferences), None, self._on_not_kept)

    def speak(self, words: Wording) -> None:
        """Say all in these words from now on, and anew what was said."""
        self._words = words
        self._rounds.speak(words)
        self.lead.speak(words)
        if self._rounds.has_begun:
            self.refresh()

    def _on_not_kept(self, error: Exception) -> None:
        self.not_kept.emit(self._say(error))

    # --- the end ----------------------------------------------------------------------------------------------------

    def stop(self) -> bool:
        """Cut what waits for the service, let the rest finish and end the lanes. False where one did not end."""
        self._stopping = True
        self.blockSignals(True)  # The window may be gone before the last answers come.
        self.lead.blockSignals(True)
        self._say_timer.stop()
        ended = self._rounds.stop(STOP_MS)
        return self._store.stop(STOP_MS) and ended

    @Slot(object)
    def _on_error(self, error: Exception) -> None:
        self.went_wrong.emit(self._say(error))

    def _say(self, error: Exception) -> str:
        if isinstance(error, DetectorsError):
            return self._words.error(error)
        return self._words("error.other", code=type(error).__name__)
