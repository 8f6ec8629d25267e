"""Who waits for mail: one long poll a key, woken only by its own; holds no connection to the database."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum

from detectors_app.domain.ids import BoxName, KeyId
from detectors_app.mailbox.envelope_rows import Published


class Woken(Enum):
    """Why a wait ended."""

    MAIL = "mail"
    TIME = "time"
    REPLACED = "replaced"


@dataclass(eq=False, slots=True)
class Wait:
    """One long poll: its caller's request key, the box, and the HPKE key id that mail must be sealed to."""

    key: KeyId
    box: BoxName
    seal: KeyId
    mail: asyncio.Event = field(default_factory=asyncio.Event)
    replaced: bool = False

    async def until(self, seconds: float) -> Woken:
        """Wait for mail, being replaced, or the time to pass."""
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self.mail.wait()
        except TimeoutError:
            return Woken.TIME
        self.mail.clear()
        return Woken.REPLACED if self.replaced else Woken.MAIL


class Waiting:
    """All long polls of this worker. Used on the event loop only."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._waits: dict[tuple[KeyId, BoxName], Wait] = {}
        self._closed = False

    def __len__(self) -> int:
        """Count the waiting polls."""
        return len(self._waits)

    def begin(self, key: KeyId, box: BoxName, seal: KeyId) -> Wait:
        """Wait for mail in a box; the same caller's earlier wait there ends."""
        earlier = self._waits.get((key, box))
        if earlier is not None:
            _end(earlier)
        wait = Wait(key, box, seal)
        self._waits[key, box] = wait
        if self._closed:
            _end(wait)
        return wait

    def end(self, wait: Wait) -> None:
        """Stop waiting; a wait that was replaced leaves its successor alone."""
        if self._waits.get((wait.key, wait.box)) is wait:
            del self._waits[wait.key, wait.box]

    def wake(self, published: Published) -> None:
        """Wake those for whom something was published."""
        if not self._waits:
            return
        news = {(box, key) for box, keys in published for key in keys}
        for wait in self._waits.values():
            if (wait.box, wait.seal) in news:
                wait.mail.set()

    def close(self) -> None:
        """End every wait, now and from now on: the service is stopping."""
        self._closed = True
        for wait in self._waits.values():
            _end(wait)


def _end(wait: Wait) -> None:
    wait.replaced = True
    wait.mail.set()
