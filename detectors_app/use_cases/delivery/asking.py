"""One question to the service, mended where its signed answer says how; decides nothing about what was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from detectors_app.domain.errors import CannotOpen, DetectorsError, EnvironmentFault, Invalid, Refused, TransientFault
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import RefusedBody
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.ports import Notary, Service
from detectors_app.use_cases.rows import Refusal, UnknownCursor

T = TypeVar("T")

PAUSING = frozenset(
    {
        ProblemType.CLOCK,
        ProblemType.UNKNOWN_KEY,
        ProblemType.REMOVED,
        ProblemType.FORBIDDEN,
        ProblemType.NOT_YOUR_BOX,
        ProblemType.GRANT_USED,
        ProblemType.GRANT_EXPIRED,
        ProblemType.GRANT_CANCELLED,
    }
)
"""A no to this laptop, not to one report (401, 403): the whole queue waits and no try is counted."""


class SignedNo(Refused):
    """A refusal whose signature and nonce were verified. `type` is the signed problem type."""

    def __init__(self, type_: str) -> None:
        """Keep why."""
        super().__init__("service.refused")
        self.type = type_


@dataclass(frozen=True, slots=True)
class Asking:
    """The service, and what is needed to believe its no: `services` are its keys, `certificate` this laptop's."""

    service: Service
    notary: Notary
    services: tuple[bytes, ...]
    certificate: Statement | None = None

    def ask(self, call: Callable[[], T]) -> T:
        """Ask; after a verified wrong clock or forgotten laptop, mend that and ask once more.

        Raises:
            TransientFault: nothing is known.
            SignedNo: a verified refusal.
            UnknownCursor: as the service port says.
        """
        mended: set[str] = set()
        while True:
            try:
                return self._once(call)
            except _Verified as no:
                if no.body.type in mended or not self._mend(no.body):
                    raise SignedNo(no.body.type) from None
                mended.add(no.body.type)

    def _once(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except (TransientFault, UnknownCursor):
            raise
        except Refusal as refusal:
            raise self._judge(refusal) from None
        except (EnvironmentFault, Refused, Invalid, CannotOpen) as error:
            # Not an answer of the service's: a proxy that cannot be used, say. Nothing is known.
            raise TransientFault(error.key) from error

    def _judge(self, refusal: Refusal) -> DetectorsError:
        """Believe a refusal only by the service's signature, and only for the request it names."""
        try:
            body = self.notary.open_refused(refusal.statement, self.services)
        except (CannotOpen, Invalid):
            return TransientFault("service.unverified")
        if body.nonce != refusal.nonce:
            return TransientFault("service.unverified")
        if body.type == ProblemType.REPLAYED:
            return TransientFault("service.busy")  # Asked again later, the request bears another nonce.
        return _Verified(body)

    def _mend(self, body: RefusedBody) -> bool:
        if body.type == ProblemType.CLOCK:
            self.service.correct_clock(body.now)
            return True
        if body.type == ProblemType.UNKNOWN_KEY and self.certificate is not None:
            certificate = self.certificate
            Asking(self.service, self.notary, self.services).ask(lambda: self.service.enrol(certificate, None))
            return True
        return False


class _Verified(Refused):
    """A verified refusal on its way from one method to the next."""

    def __init__(self, body: RefusedBody) -> None:
        super().__init__("service.refused")
        self.body = body
