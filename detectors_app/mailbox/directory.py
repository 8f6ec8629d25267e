"""Whom this worker knows: remembers keys, desks and the bundle until the database says they changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors_app.domain.ids import KeyId
from detectors_app.domain.trust import Bundle, Removed
from detectors_app.mailbox.store import Unit
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.mail.identify import desks, laptop, removal
from detectors_app.use_cases.mail.ports import Caller, Denied
from detectors_app.use_cases.rows import HeldBundle

MOST_KNOWN = 20_000


class StaleError(Exception):
    """What was remembered is out of date: begin the request again. Never leaves the service."""


@dataclass(frozen=True, slots=True)
class Known:
    """A key's owner, and why it was removed, where it was."""

    public: bytes
    caller: Caller
    removed: Removed | None


@dataclass(slots=True)
class Snapshot:
    """What holds as long as the number of changes stays the same. `keys` fills up as keys are asked for."""

    changes: int
    held: HeldBundle | None
    desks: dict[KeyId, tuple[bytes, Caller]]
    keys: dict[KeyId, Known] = field(default_factory=dict)

    @property
    def bundle(self) -> Bundle:
        """Give the bundle in force. Raises Denied where the service has none yet."""
        if self.held is None:
            raise Denied(ProblemType.NOT_READY, retry_after_s=60)
        return self.held.bundle


def take_snapshot(unit: Unit) -> Snapshot:
    """Read what holds now."""
    changes, held = unit.changes(), unit.trust()
    return Snapshot(changes, held, desks(held.bundle) if held else {})


def check_current(snapshot: Snapshot, unit: Unit) -> None:
    """Ask whether the snapshot still holds in this transaction. Raises StaleError."""
    if unit.changes() != snapshot.changes:
        raise StaleError


def look_up(snapshot: Snapshot, key: KeyId, unit: Unit) -> Known | None:
    """Find a key in the database and remember it; one that is not known is not remembered."""
    device = unit.device(key)
    found = snapshot.desks.get(key)
    removed = removal(snapshot.bundle, key, device)
    if found is not None:
        known = Known(found[0], found[1], removed)
    elif device is not None:
        known = Known(device.sign, laptop(device), removed)
    else:
        return None
    if len(snapshot.keys) >= MOST_KNOWN:
        snapshot.keys.clear()
    snapshot.keys[key] = known
    return known
