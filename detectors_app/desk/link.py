"""How the link to the service stands, in words of the language chosen; asks no service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from detectors_app.content.wording import Wording


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told last, to be said again in another language."""

    icon: str
    role: str
    say: Callable[[Wording], str]


class Link(QObject):
    """Tells how the link stands each time that it is known anew."""

    changed = Signal(str, str, str)
    """Icon, words, and the role that colours them."""

    def __init__(self, words: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._told: _Told | None = None

    def speak(self, words: Wording) -> None:
        """Say what was told last in these words, and all that follows."""
        self._words = words
        if self._told is not None:
            self._tell(self._told)

    def checking(self) -> None:
        """Tell that the service is being asked for the first time."""
        self._tell(_Told("clock", "ink_soft", lambda words: words("desk.link.checking")))

    def reached(self, at: datetime) -> None:
        """Tell that the service answered."""
        self._tell(_Told("check", "ink_soft", lambda words: _reached(at, words)))

    def missed(self, last: datetime | None, now: datetime) -> None:
        """Tell that the service did not answer, and when it last did."""
        self._tell(_Told("no-signal", "urgent", lambda words: _missed(last, now, words)))

    def _tell(self, told: _Told) -> None:
        self._told = told
        self.changed.emit(told.icon, told.say(self._words), told.role)


def _reached(at: datetime, words: Wording) -> str:
    from detectors_app.content.moments import clock

    return words("desk.link.ok", time=clock(at))


def _missed(last: datetime | None, now: datetime, words: Wording) -> str:
    from detectors_app.content.moments import in_sentence

    if last is None:
        return words("desk.link.never")
    return words("desk.link.none", time=in_sentence(last, now, words))
