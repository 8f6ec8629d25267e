"""Who a key belongs to and what it may still do; verifies no signature."""

from __future__ import annotations

from datetime import datetime, timedelta

from detectors_app.domain.ids import BoxName, KeyId, device_box
from detectors_app.domain.permissions import BY_NAME, Action, Actor, actor_of, may
from detectors_app.domain.trust import Bundle, Removal, Removed
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.mail.ports import Caller, Denied, Device

QUEUE_TIME = timedelta(days=90)
"""How long a retired laptop may still deliver what it had queued (protocol, *Trust bundle and enrolment*)."""


def desks(bundle: Bundle) -> dict[KeyId, tuple[bytes, Caller]]:
    """Give every desk's key id with its public key and whom it acts as."""
    found: dict[KeyId, tuple[bytes, Caller]] = {}
    for person in bundle.people:
        actor = actor_of(person.role)
        if actor is not None:
            reads = frozenset(each.box for each in bundle.boxes if person.officer in (*each.readers, *each.reserve))
            for public in person.desks:
                caller = Caller(sign_id(public), actor, seal_id(person.seal), officer=person.officer, reads=reads)
                found[caller.key] = (public, caller)
    return found


def laptop(device: Device) -> Caller:
    """Give a laptop as a caller."""
    return Caller(device.key, Actor.LAPTOP, device.seal, box=device.box)


def removal(bundle: Bundle, key: KeyId, device: Device | None) -> Removed | None:
    """Give why a key was removed, by the bundle or by a manager; *stolen* outweighs *retired*."""
    found = [each for each in bundle.removed if each.key == key]
    if device is not None and device.removed is not None:
        found.append(device.removed)
    return min(found, key=lambda each: (each.why is not Removal.STOLEN, each.at), default=None)


def check_standing(removed: Removed | None, now: datetime) -> None:
    """Let pass who was not removed, or retired for less than 90 days. Raises Denied."""
    if removed is not None and (removed.why is Removal.STOLEN or now - removed.at > QUEUE_TIME):
        raise Denied(ProblemType.REMOVED)


def check_allowed(caller: Caller, action: Action, box: BoxName) -> None:
    """Ask the table of permissions; a laptop writes only to the box of its certificate. Raises Denied.

    In some boxes a desk's officer must be named a reader, whatever their role.
    """
    own = caller.actor is Actor.LAPTOP and box == device_box(caller.key)
    if caller.actor is Actor.LAPTOP and not own and box != caller.box:
        raise Denied(ProblemType.NOT_YOUR_BOX)
    unnamed = caller.actor is not Actor.LAPTOP and box in BY_NAME and box not in caller.reads
    if unnamed or not may(caller.actor, action, box, own_device_box=own):
        raise Denied(ProblemType.FORBIDDEN)


def check_manager(caller: Caller) -> None:
    """Let only managers pass. Raises Denied."""
    if caller.actor is not Actor.MANAGER:
        raise Denied(ProblemType.FORBIDDEN)
