"""Take a newer trust bundle into force; an older one, or one version in two forms, is refused."""

from __future__ import annotations

from collections.abc import Iterable

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.trust import BundleVerdict, compare_bundles
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import TrustTaken
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Denied, Directory, MailNotary
from detectors_app.use_cases.rows import HeldBundle

_REFUSED = {
    BundleVerdict.OLDER: ProblemType.OLDER_BUNDLE,
    BundleVerdict.TWO_FORMS: ProblemType.TWO_FORMS,
}


def take_trust(unit: Directory, statement: Statement, notary: MailNotary) -> TrustTaken:
    """Verify by the authorities in force, compare, take. The same again is well. Raises Denied."""
    return _take(unit, statement, unit.authorities(), notary)


def pin_trust(unit: Directory, statement: Statement, authorities: Iterable[bytes], notary: MailNotary) -> TrustTaken:
    """Take the first bundle by a trust file's authorities, a newer one by those pinned before. Raises Denied."""
    return _take(unit, statement, unit.authorities() or tuple(authorities), notary)


def _take(unit: Directory, statement: Statement, authorities: tuple[bytes, ...], notary: MailNotary) -> TrustTaken:
    try:
        bundle = notary.open_bundle(statement, authorities)
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    held = unit.trust()
    before = None if held is None else (held.bundle.version, held.statement.bytes)
    verdict = compare_bundles(before, (bundle.version, statement.bytes))
    if verdict in _REFUSED:
        raise Denied(_REFUSED[verdict])
    if verdict is BundleVerdict.TAKE:
        unit.put_trust(HeldBundle(bundle, statement), bundle.authorities)
    return TrustTaken(bundle.version)
