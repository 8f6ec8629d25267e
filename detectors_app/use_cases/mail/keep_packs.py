"""Keep content packs for everyone enrolled: announced by their signed list, in force once whole; opens no file.

Nothing is kept that the list of a pack does not name, and no list that the content key did not sign: so whoever hands
in can neither fill the service nor put anything of their own into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.packs import Pack, compare_packs
from detectors_app.domain.permissions import Actor
from detectors_app.domain.trust import Bundle, BundleVerdict
from detectors_app.protocol.pack import PackHeld, PacksHeld, PackTaken, PieceKept, statement_sha256
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Caller, Denied, KeptPack, MailNotary, Packs

MOST_COURSES = 50
PUBLISHERS = frozenset({Actor.MANAGER, Actor.LEAD})
AT_ONCE = 32
"""So many loose pieces are dropped in one transaction: it holds all other writers up."""
_REFUSED = {
    BundleVerdict.OLDER: ProblemType.OLDER_PACK,
    BundleVerdict.TWO_FORMS: ProblemType.TWO_FORMS,
}


@dataclass(frozen=True, slots=True)
class Announced:
    """A pack whose signature was verified."""

    pack: Pack
    statement: Statement
    content_key: bytes


def check_publisher(caller: Caller) -> None:
    """Let only managers and training leads hand in. Raises Denied."""
    if caller.actor not in PUBLISHERS:
        raise Denied(ProblemType.FORBIDDEN)


def look_over_pack(statement: Statement, bundle: Bundle, notary: MailNotary) -> Announced:
    """Verify a pack's statement by the bundle's content key. Raises Denied."""
    try:
        pack = notary.open_pack(statement, bundle.content_key)
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    return Announced(pack, statement, bundle.content_key)


def offer_pack(unit: Packs, announced: Announced, notary: MailNotary) -> PackTaken:
    """Take a pack: into force where all its pieces are here, else as the one that is coming. Again is well.

    One that is coming gives way to any other: nobody has seen it yet.
    Raises Denied for an older one than is in force, and for another form of its version.
    """
    pack = announced.pack
    verdict = _compare(unit.pack(pack.course, in_force=True), announced, notary)
    if verdict in _REFUSED:
        raise Denied(_REFUSED[verdict])
    if verdict is BundleVerdict.SAME:
        return PackTaken(pack.version, ())
    coming = unit.pack(pack.course, in_force=False)
    if coming is None or coming.statement != announced.statement:
        _announce(unit, announced)
    missing = unit.missing_pieces(pack.course)
    if not missing:
        unit.put_in_force(pack.course)
    return PackTaken(pack.version, missing)


def _compare(kept: KeptPack | None, announced: Announced, notary: MailNotary) -> BundleVerdict:
    """Compare with what is in force. What a former content key signed counts for nothing: nobody believes it now."""
    if kept is not None and not _is_believed(kept.statement, announced.content_key, notary):
        kept = None
    held = None if kept is None else (kept.version, kept.statement.bytes)
    return compare_packs(held, (announced.pack.version, announced.statement.bytes))


def _is_believed(statement: Statement, content_key: bytes, notary: MailNotary) -> bool:
    try:
        notary.open_pack(statement, content_key)
    except (CannotOpen, Invalid):
        return False
    return True


def _announce(unit: Packs, announced: Announced) -> None:
    pack = announced.pack
    others = {each.course for each in (*unit.packs(in_force=True), *unit.packs(in_force=False))} - {pack.course}
    if len(others) >= MOST_COURSES:
        raise Denied(ProblemType.QUOTA)
    sha256 = statement_sha256(announced.statement)
    kept = KeptPack(pack.course, pack.version, sha256, announced.statement, in_force=False)
    unit.put_coming(kept, pack.pieces())


def wanted_size(unit: Packs, sha256: str) -> int:
    """Give the size of a piece that an announced pack needs. Raises Denied where none does."""
    size = unit.piece_size(sha256)
    if size is None:
        raise Denied(ProblemType.NOT_FOUND)
    return size


def keep_piece(unit: Packs, sha256: str, body: bytes) -> tuple[PieceKept, bool]:
    """Keep a piece whose digest was compared; say too whether it is new. Raises Denied where no pack needs it."""
    if len(body) != wanted_size(unit, sha256):
        raise Denied(ProblemType.MALFORMED)
    return PieceKept(sha256), unit.add_piece(sha256, body)


def list_packs(unit: Packs) -> PacksHeld:
    """Give the newest pack of each course."""
    return PacksHeld(tuple(PackHeld(each.course, each.version, each.sha256) for each in unit.packs(in_force=True)))


def give_bytes(unit: Packs, sha256: str) -> bytes:
    """Give a piece, or a statement, by its digest. Raises Denied where it is not here."""
    found = unit.pack_bytes(sha256)
    if found is None:
        raise Denied(ProblemType.NOT_FOUND)
    return found
