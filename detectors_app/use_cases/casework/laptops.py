"""Which laptop sent it: certificates that were verified once stay known; draws nothing and asks no service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName, KeyId
from detectors_app.domain.trust import Bundle
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Certificate, Grant, KnownLaptop
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.ports import DeskStore
from detectors_app.use_cases.ports import Notary

Known = Mapping[KeyId, Statement]
"""The certificate of each laptop that this desk has heard from, verified when it came.

A manager who left since undoes none of them.
"""


class KeptCertificates(Mapping[KeyId, Statement]):
    """The certificates in a desk's store, each looked up when it is asked for: a lead hears from thousands of laptops.

    `add` is for those of envelopes that are not kept yet.
    """

    def __init__(self, store: DeskStore) -> None:
        """Read nothing yet."""
        self._store = store
        self._found: dict[KeyId, Statement] = {}

    def add(self, sender: KeyId, certificate: Statement) -> None:
        """Know one more."""
        self._found[sender] = certificate

    def __getitem__(self, sender: KeyId) -> Statement:
        """Give one. Raises KeyError."""
        if sender not in self._found:
            with self._store.unit() as unit:
                certificate = unit.certificate(sender)
            if certificate is None:
                raise KeyError(sender)
            self._found[sender] = certificate
        return self._found[sender]

    def __iter__(self) -> Iterator[KeyId]:
        """Give those that were looked up or added."""
        return iter(self._found)

    def __len__(self) -> int:
        """Count those that were looked up or added."""
        return len(self._found)


def read_certificate(statement: Statement) -> KnownLaptop:
    """Read a certificate without verifying it. Raises Invalid."""
    certificate = strict_json.decode(statement.bytes, Certificate, where="certificate")
    grant = strict_json.decode(certificate.grant.bytes, Grant, where="grant")
    seal_id(certificate.seal)
    return KnownLaptop(sign_id(certificate.sign), certificate.sign, certificate.seal, grant.box, grant.label)


def certificate_of(
    sender: KeyId, offered: Statement | None, known: Known, *, box: BoxName, bundle: Bundle, notary: Notary
) -> tuple[KnownLaptop, Statement] | None:
    """Give the laptop with the certificate that shows it, None where nothing shows who the sender is.

    A certificate of another laptop, of another box or with a broken chain shows nothing.
    """
    if sender in known:
        return read_certificate(known[sender]), known[sender]
    if offered is None:
        return None
    try:
        laptop, _ = notary.open_certificate(offered, bundle)
    except (CannotOpen, Invalid):
        return None
    return (laptop, offered) if (laptop.key, laptop.box) == (sender, box) else None
