"""Whom a laptop or desk trusts: the bundle that two authorities signed; verifies no signature itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, KeyId, OfficerId
from detectors_app.domain.policy import Policy

LEAST_READERS = 2
"""A box with fewer readers, the custodian counted, is refused."""
LEAST_LIVE_OFFICERS = 2
"""`concerns` needs so many live officers besides the custodian."""
LEAST_AUTHORITIES = 2
"""Any two sign a bundle, so that fewer could never sign the next one."""


class Role(StrEnum):
    """What a reader is there for."""

    OFFICER = "officer"
    MANAGER = "manager"
    LEAD = "lead"
    CUSTODIAN = "custodian"


OFFICER_ROLES = frozenset({Role.OFFICER, Role.MANAGER})
"""Those who read concerns at a desk."""


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
    """Give the box's readers without those left out, filled up from the reserve to two officers.

    Whoever the person named stays named, known to this bundle or not: a later one may bring them back.
    """
    names = bundle.box(box)
    kept = [each for each in bundle.readers(box) if each.officer not in left_out]
    spare = [
        each
        for each in bundle.people
        if each.officer in names.reserve
        and each.officer not in {*left_out, *names.readers}
        and each.role in OFFICER_ROLES
    ]
    missing = max(0, LEAST_LIVE_OFFICERS - _officers(kept))
    kept += spare[:missing]
    return Chosen(tuple(kept), tuple(sorted(left_out)), short=_officers(kept) < LEAST_LIVE_OFFICERS)


def _officers(readers: Iterable[Reader]) -> int:
    return sum(each.role in OFFICER_ROLES for each in readers)


def check_bundle(bundle: Bundle) -> None:
    """Refuse a bundle that would leave a box unread. Raises Invalid with the place that is wrong."""
    ids = [each.officer for each in bundle.people]
    keys = [key for each in bundle.people for key in (each.seal, each.sign, *each.desks) if key]
    if _repeats(ids) or _repeats(keys):
        raise Invalid("bundle.same_twice", where="people")
    if _repeats(bundle.authorities) or len(bundle.authorities) < LEAST_AUTHORITIES:
        raise Invalid("bundle.authorities", where="authorities")
    if not _is_well_formed(bundle):
        raise Invalid("bundle.malformed", where="version, services, times or policy")
    for person in bundle.people:
        _check_person(person)
    for box in bundle.boxes:
        _check_box(bundle, box)
    bundle.box(CONCERNS)


def _repeats(values: Sequence[object]) -> bool:
    return len(set(values)) != len(values)


def _is_well_formed(bundle: Bundle) -> bool:
    versions = bundle.version >= 1 and bundle.lowest_version >= 1
    services = bool(bundle.services) and not _repeats(bundle.services)
    return versions and services and bundle.issued_at < bundle.fresh_until and bundle.policy.is_sound()


def _check_person(person: Reader) -> None:
    """Whoever reads at a desk signs; the custodian, whose key lies in a safe, never does."""
    signs = bool(person.sign) if person.role is not Role.CUSTODIAN else not person.sign and not person.desks
    if not person.officer or not signs:
        raise Invalid("bundle.keys", where=person.officer)


def _check_box(bundle: Bundle, box: BoxReaders) -> None:
    named = (*box.readers, *box.reserve)
    people = {each.officer: each for each in bundle.people}
    if _repeats(named) or [each.box for each in bundle.boxes].count(box.box) != 1:
        raise Invalid("bundle.same_twice", where=box.box)
    if not people.keys() >= set(named):
        raise Invalid("bundle.unknown_reader", where=box.box)
    if len(box.readers) < LEAST_READERS:
        raise Invalid("bundle.too_few_readers", where=box.box)
    _check_roles(box, [people[each] for each in box.readers], [people[each] for each in box.reserve])


def _check_roles(box: BoxReaders, readers: list[Reader], reserve: list[Reader]) -> None:
    of_officers = box.box in {CONCERNS, CASEWORK}
    if of_officers and any(each.role is Role.LEAD for each in (*readers, *reserve)):
        raise Invalid("bundle.role", where=box.box)
    if any(each.role is Role.CUSTODIAN for each in reserve):
        raise Invalid("bundle.role", where=box.box)
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
