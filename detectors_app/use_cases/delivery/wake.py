"""Let the queue go soon, because the network came up, the laptop woke or someone signed in; sends nothing."""

from __future__ import annotations

from datetime import datetime

from detectors_app.domain.ids import CONCERNS
from detectors_app.domain.retry import after_waking
from detectors_app.use_cases.delivery.listen import MISSED_LISTENS
from detectors_app.use_cases.delivery.sync_round import MISSED_ROUNDS
from detectors_app.use_cases.laptop import LaptopParts


def wake(parts: LaptopParts) -> datetime:
    """Bring every queued concern forward to 0 to 20 seconds from now, and give that time; begin backing off anew.

    Training records keep their own times, so that the two kinds do not go together.
    """
    at = after_waking(parts.now(), parts.chance)
    with parts.store.unit() as unit:
        unit.wake_outbox(at, box=CONCERNS)
        unit.put_note(MISSED_ROUNDS, "0")
        unit.put_note(MISSED_LISTENS, "0")
    return at
