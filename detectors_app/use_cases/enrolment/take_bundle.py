"""Take a newer trust bundle, verified by two pinned authorities; never an older or a second form."""

from __future__ import annotations

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import device_box
from detectors_app.domain.trust import Bundle, BundleVerdict, compare_bundles
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.rows import DeliveryChange, HeldBundle


def take_bundle(parts: LaptopParts, statement: Statement) -> BundleVerdict:
    """Take a bundle where it is newer. Raises CannotOpen (not signed by two pinned authorities), Invalid."""
    with parts.store.unit() as unit:
        bundle = parts.notary.open_bundle(statement, unit.authorities())
        return put_if_newer(parts, unit, bundle, statement)


def put_if_newer(parts: LaptopParts, unit: LaptopUnit, bundle: Bundle, statement: Statement) -> BundleVerdict:
    """Keep a verified bundle where it is newer, and its authorities with it.

    What was parked may go again, and receipts are read again: who signed them may be known only now.
    """
    held = unit.bundle()
    before = None if held is None else (held.bundle.version, held.statement.bytes)
    verdict = compare_bundles(before, (bundle.version, statement.bytes))
    if verdict is BundleVerdict.TAKE:
        unit.put_bundle(HeldBundle(bundle, statement))
        unit.put_authorities(bundle.authorities)
        _try_again(parts, unit)
    return verdict


def _try_again(parts: LaptopParts, unit: LaptopUnit) -> None:
    for item in unit.outbox():
        if item.state is State.PARKED:
            unit.change_outbox(DeliveryChange(item.box, item.id, item.state, next_attempt_at=parts.now()))
    for identity in unit.identities():
        unit.put_cursor(device_box(parts.keys.signer(identity.sign_seed).id), "")
