"""Whom a laptop or desk trusts: the bundle that two authorities signed; verifies no signature itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CONCERNS, BoxName, KeyId, OfficerId
from detectors_app.domain.policy import Policy

LEAST_READERS = 2
"""A box with fewer readers, the custodian counted, is refused."""
LEAST_LIVE_OFFICERS = 2
"""`concerns` needs so many live officers besides the custodian."""


class Role(StrEnum):
    """What a reader is there for."""

    OFFICER = "officer"
    MANAGER = "manager"
    LEAD = "lead"
    CUSTODIAN = "custodian"


class Removal(StrEnum):
    """Why a laptop or person was removed: a retired one may deliver its queue, a stolen one may not."""

    RETIRED = "retired"
    STOLEN = "stolen"


@dataclass(frozen=True, slots=True)
class Reader:
    """One who can open: `sign` is Ed25519 public (32 bytes), `seal` HPKE public (1216), `desks` Ed25519 public keys.

    A custodian has neither `sign` nor `desks`.
    """

    officer: OfficerId
    role: Role
    name: str
    seal: bytes
    sign: bytes = b""
    desks: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxReaders:
    """Who reads a box, and who fills up when named officers are left out."""

    box: BoxName
    readers: tuple[OfficerId, ...]
    reserve: tuple[OfficerId, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A key that no longer writes or reads, and since when."""

    key: KeyId
    why: Removal
    at: datetime


@dataclass(frozen=True, slots=True)
class Bundle:
    """The trust bundle's content. `authorities` are the next ones (Ed25519 public, 32 bytes each); times are UTC."""

    version: int
    issued_at: datetime
    fresh_until: datetime
    authorities: tuple[bytes, ...]
    services: tuple[bytes, ...]
    """The service's signing keys, present and former, present first."""
    address: str
    people: tuple[Reader, ...]
    boxes: tuple[BoxReaders, ...]
    content_key: bytes = b""
    removed: tuple[Removed, ...] = ()
    lowest_version: int = 1
    policy: Policy = field(default_factory=Policy)

    def person(self, officer: OfficerId) -> Reader | None:
        """Give the reader of that id, or None."""
        return next((each for each in self.people if each.officer == officer), None)

    def box(self, name: BoxName) -> BoxReaders:
        """Give who reads the box. Raises Invalid where the bundle names no such box."""
        for each in self.boxes:
            if each.box == name:
                return each
        raise Invalid("bundle.no_such_box", where=name)

    def readers(self, name: BoxName) -> tuple[Reader, ...]:
        """Give all readers of the box, reserve not counted."""
        return tuple(each for each in self.people if each.officer in self.box(name).readers)

    def managers(self) -> tuple[Reader, ...]:
        """Give those who may sign grants and removals."""
        return tuple(each for each in self.people if each.role is Role.MANAGER)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The readers that a concern is sealed to. `short` is true when fewer than two officers are left."""

    readers: tuple[Reader, ...]
    left_out: tuple[OfficerId, ...]
    short: bool


def choose_readers(bundle: Bundle, box: BoxName, left_out: frozenset[OfficerId]) -> Chosen:
    """Give the box's readers without those left out, filled up from the reserve to two officers."""
    names = bundle.box(box)
    kept = [each for each in bundle.readers(box) if each.officer not in left_out]
    spare = [each for each in bundle.people if each.officer in names.reserve and each.officer not in left_out]
    while _officers(kept) < LEAST_LIVE_OFFICERS and spare:
        kept.append(spare.pop(0))
    gone = tuple(sorted(left_out & {each.officer for each in bundle.people}))
    return Chosen(tuple(kept), gone, short=_officers(kept) < LEAST_LIVE_OFFICERS)


def _officers(readers: list[Reader]) -> int:
    return sum(each.role is not Role.CUSTODIAN for each in readers)


def check_bundle(bundle: Bundle) -> None:
    """Refuse a bundle that would leave a box unread. Raises Invalid with the place that is wrong."""
    ids = [each.officer for each in bundle.people]
    keys = [key for each in bundle.people for key in (each.seal, each.sign, *each.desks) if key]
    if len(set(ids)) != len(ids) or len(set(keys)) != len(keys):
        raise Invalid("bundle.same_twice", where="people")
    if len(set(bundle.authorities)) != len(bundle.authorities) or len(bundle.authorities) < LEAST_READERS:
        raise Invalid("bundle.authorities", where="authorities")
    if bundle.version < 1 or not bundle.services or not bundle.policy.is_sound():
        raise Invalid("bundle.malformed", where="version, services or policy")
    for box in bundle.boxes:
        _check_box(bundle, box)
    bundle.box(CONCERNS)


def _check_box(bundle: Bundle, box: BoxReaders) -> None:
    unknown = [each for each in (*box.readers, *box.reserve) if bundle.person(each) is None]
    readers = list(bundle.readers(box.box))
    if unknown or len(set(box.readers)) < LEAST_READERS:
        raise Invalid("bundle.too_few_readers", where=box.box)
    if box.box == CONCERNS and _officers(readers) < LEAST_LIVE_OFFICERS:
        raise Invalid("bundle.too_few_officers", where=box.box)


class BundleVerdict(StrEnum):
    """What to do with a bundle that verified, beside the one held."""

    TAKE = "take"
    SAME = "same"
    OLDER = "older"
    TWO_FORMS = "two_forms"


def compare_bundles(held: tuple[int, bytes] | None, offered: tuple[int, bytes]) -> BundleVerdict:
    """Compare (version, signed bytes): only a higher version is taken; one version in two forms is refused."""
    if held is None or offered[0] > held[0]:
        return BundleVerdict.TAKE
    if offered[0] < held[0]:
        return BundleVerdict.OLDER
    return BundleVerdict.SAME if offered[1] == held[1] else BundleVerdict.TWO_FORMS
