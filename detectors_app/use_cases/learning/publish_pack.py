"""Hand a content pack in at the service, from a desk: announced, its missing pieces, in force; opens no course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detectors_app.domain.errors import Refused, TransientFault
from detectors_app.domain.packs import Pack
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.delivery.asking import Asking, SignedNo

ReadPiece = Callable[[str], bytes]
"""Gives a piece by its digest, compared with it. Raises Invalid, EnvironmentFault."""

TRIES = 3
"""Somebody else may publish the same course at this moment."""
_WHY = {
    ProblemType.FORBIDDEN: "pack.not_a_publisher",
    ProblemType.OLDER_PACK: "pack.older",
    ProblemType.TWO_FORMS: "pack.two_forms",
}


@dataclass(frozen=True, slots=True)
class Published:
    """What was handed in: `pieces` that the service did not have, `bytes` of them together."""

    pieces: int
    bytes: int


def publish_pack(asking: Asking, statement: Statement, pack: Pack, read_piece: ReadPiece) -> Published:
    """Hand a pack in; asked again after any trouble, it goes on where it was.

    Raises TransientFault (nothing is lost), Refused (not a manager or lead, an older one, a version in two forms).
    """
    sizes, handed_in = pack.pieces(), set[str]()
    try:
        for _ in range(TRIES):
            missing = asking.ask(lambda: asking.service.offer_pack(statement)).missing
            if not missing:
                return Published(len(handed_in), sum(sizes[each] for each in handed_in))
            for sha256 in sizes.keys() & set(missing):
                _hand_in(asking, sha256, read_piece(sha256))
                handed_in.add(sha256)
    except SignedNo as no:
        raise Refused(next((key for kind, key in _WHY.items() if kind == no.type), no.key)) from no
    raise TransientFault("pack.not_taken")


def _hand_in(asking: Asking, sha256: str, piece: bytes) -> None:
    asking.ask(lambda: asking.service.put_pack_piece(sha256, piece))
