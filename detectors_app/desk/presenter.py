"""What the desk's windows do with an officer's casebook, on three lanes; shows nothing and imports no widget."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.link import Link
from detectors_app.domain.casework import CaseId
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.policy import Policy
from detectors_app.domain.preferences import Preferences
from detectors_app.domain.retry import next_attempt
from detectors_app.storage.preferences_file import write_preferences
from detectors_app.widgets.lane import Lane

if TYPE_CHECKING:
    from detectors_app.desk.casebook import Casebook
    from detectors_app.desk.inbox import CasePage
    from detectors_app.desk.inbox_words import SaidBefore

WAIT_S = 3
"""How long one question to the service waits for something new.

It answers at once when something comes, so a longer wait shows nothing sooner; but requests cannot be cut from another
thread, and closing the window must not wait for long.
"""
SYNC_EVERY_MS = 60_000
"""A whole round with the service, so that what colleagues read shows here soon."""
SAY_AGAIN_EVERY_MS = 20_000
"""How often waiting times are said anew."""
STOP_MS = 4_000
AT_ONCE_S = 1.0
"""An answer sooner than this with nothing in it is no long wait: pause before asking again."""

OpenDesk = Callable[[Path, str], "Casebook"]


class _Slot:
    """What the store lane holds: nobody's casebook, then the officer's, and what was said of its inbox."""

    def __init__(self) -> None:
        self.casebook: Casebook | None = None
        self.said: SaidBefore | None = None

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


class DeskPresenter(QObject):
    """Runs the desk for its window: signs in, lists, opens, reads, sends and listens."""

    signed_in = Signal(str)
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
        self._store: Lane[_Slot] = Lane("store", _Slot, _Slot.close, self)
        self._delivery: Lane[Casebook] | None = None
        self._listening: Lane[Casebook] | None = None
        self._listener: Casebook | None = None
        self._sender: Casebook | None = None
        self._open_case: CaseId | None = None
        self._page: CasePage | None = None
        self._question: EnvelopeId | None = None
        self._link = Link(words, self)
        self._link.changed.connect(self.link_changed)
        self._misses = 0
        self._asked_at = now()
        self._stopping = False
        self._sync_timer = QTimer(self, interval=SYNC_EVERY_MS)
        self._sync_timer.timeout.connect(self.sync)
        self._say_timer = QTimer(self, interval=SAY_AGAIN_EVERY_MS)
        self._say_timer.timeout.connect(self.refresh)
        self._listen_timer = QTimer(self, singleShot=True)
        self._listen_timer.timeout.connect(self._listen)

    # --- signing in -------------------------------------------------------------------------------------------------

    def sign_in(self, passphrase: str) -> None:
        """Try a passphrase on the store lane, where the store's and the keys' libraries are loaded too."""
        open_desk, data = self._open_desk, self._data
        self._store.run(
            lambda slot: slot.open(open_desk, data, passphrase), self._on_signed_in, self._on_sign_in_failed
        )

    def _on_signed_in(self, casebooks: tuple[Casebook, Casebook, Casebook]) -> None:
        if self._stopping:
            return
        _, sender, listener = casebooks
        first = self._delivery is None
        if first:
            self._sender, self._listener = sender, listener
            self._delivery = Lane("delivery", lambda: sender, _close, self)
            self._listening = Lane("listening", lambda: listener, _close, self)
        self._store.run(_name_and_idle_minutes, self._on_named, self._on_error)
        self.refresh()
        if first:
            self._link.checking()
            self._say_timer.start()
            self._sync_timer.start()
            self.sync()
            self._listen()

    def _on_named(self, both: tuple[str, int]) -> None:
        name, idle_minutes = both
        self.idle_minutes_known.emit(idle_minutes)
        self.signed_in.emit(name)

    def _on_sign_in_failed(self, error: Exception) -> None:
        self.sign_in_failed.emit(self._say(error))

    # --- showing ----------------------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read the inbox again, and the open case with it."""
        words, now = self._words, self._now()

        def say(slot: _Slot) -> object:
            from detectors_app.desk.inbox_words import SaidBefore, say_inbox

            casebook = _casebook(slot)
            slot.said = slot.said or SaidBefore()
            return say_inbox(casebook.inbox(), casebook.policy() or Policy(), now, words, slot.said)

        self._store.run(say, self._on_inbox, self._on_error)
        if self._open_case is not None:
            self._show(self._open_case, take_focus=False)

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

        def say(slot: _Slot) -> tuple[Any, Any]:
            from detectors_app.desk.concern_words import say_concern

            page = _casebook(slot).case(case)
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
            self._store.run(lambda slot: _casebook(slot).read(page), self._on_read, self._on_read_failed)

    def _on_read(self, _: int) -> None:
        self.read_done.emit()
        self.refresh()
        if self._delivery is not None:
            self._delivery.run(lambda casebook: casebook.deliver(), self._on_reached, self._on_missed)

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
        self._store.run(lambda slot: _casebook(slot).ask(case, words, question), self._on_asked, self._on_ask_failed)

    def _on_asked(self, _: object) -> None:
        self._question = None
        self.ask_done.emit()
        self.refresh()
        if self._delivery is not None:
            self._delivery.run(lambda casebook: casebook.deliver(), self._on_reached, self._on_missed)

    def _on_ask_failed(self, error: Exception) -> None:
        self.ask_failed.emit(self._say(error))

    # --- the service ------------------------------------------------------------------------------------------------

    @Slot()
    def sync(self) -> None:
        """Do a whole round, unless one is under way."""
        if self._delivery is not None and not self._delivery.busy:
            self._delivery.run(lambda casebook: casebook.sync(), self._on_synced, self._on_missed)

    def _on_synced(self, result: object) -> None:
        self._on_reached(result)
        self.refresh()

    @Slot()
    def _listen(self) -> None:
        if self._listening is not None and not self._stopping:
            self._asked_at = self._now()
            self._listening.run(lambda casebook: casebook.listen(WAIT_S), self._on_heard, self._on_not_heard)

    def _on_heard(self, new: tuple[object, ...]) -> None:
        self._misses = 0
        self._on_reached(new)
        if new:
            self.refresh()
        soon = (self._now() - self._asked_at).total_seconds() < AT_ONCE_S and not new
        self._listen_timer.start(int(AT_ONCE_S * 1000) if soon else 0)

    def _on_not_heard(self, error: Exception) -> None:
        self._misses += 1
        self._on_missed(error)
        now = self._now()
        wait_s = (next_attempt(now, self._misses, random.random) - now).total_seconds()
        self._listen_timer.start(int(min(wait_s, 30.0) * 1000) + 500)

    def _on_reached(self, _: object) -> None:
        if not self._stopping:
            self._link.reached(self._now())

    def _on_missed(self, error: Exception) -> None:
        if self._stopping:
            return
        if not isinstance(error, DetectorsError):
            self.went_wrong.emit(self._say(error))
        self._store.run(lambda slot: _casebook(slot).status().last_reached, self._on_last_reached)

    def _on_last_reached(self, at: datetime | None) -> None:
        self._link.missed(at, self._now())

    # --- what the officer chose -------------------------------------------------------------------------------------

    def keep(self, preferences: Preferences) -> None:
        """Keep what the officer chose, signed in or not."""
        data = self._data
        self._store.run(lambda _: write_preferences(data, preferences), None, self._on_not_kept)

    def speak(self, words: Wording) -> None:
        """Say all in these words from now on, and anew what was said."""
        self._words = words
        self._link.speak(words)
        if self._delivery is not None:
            self.refresh()

    def _on_not_kept(self, error: Exception) -> None:
        self.not_kept.emit(self._say(error))

    # --- the end ----------------------------------------------------------------------------------------------------

    def stop(self) -> bool:
        """Cut what waits for the service, let the rest finish and end the lanes. False where one did not end."""
        self._stopping = True
        self.blockSignals(True)  # The window may be gone before the last answers come.
        for timer in (self._sync_timer, self._say_timer, self._listen_timer):
            timer.stop()
        for casebook in (self._listener, self._sender):
            if casebook is not None:
                casebook.cut()
        lanes = [each for each in (self._listening, self._delivery, self._store) if each is not None]
        ended = [each.stop(STOP_MS) for each in lanes]  # Every lane is asked, whether or not another ended in time.
        return all(ended)

    def _on_error(self, error: Exception) -> None:
        self.went_wrong.emit(self._say(error))

    def _say(self, error: Exception) -> str:
        if isinstance(error, DetectorsError):
            return self._words.error(error)
        return self._words("error.other", code=type(error).__name__)


def _casebook(slot: _Slot) -> Casebook:
    if slot.casebook is None:
        raise LookupError
    return slot.casebook


def _name_and_idle_minutes(slot: _Slot) -> tuple[str, int]:
    casebook = _casebook(slot)
    return casebook.status().name, (casebook.policy() or Policy()).idle_minutes


def _close(casebook: Casebook) -> None:
    casebook.close()
