"""Fetch newer content packs, a piece at a time, and use one only once it is whole and verified; begins no round itself.

    listed ──newer, signed──▶ coming ──every piece──▶ made ──whole, readable──▶ in force
                               ▲ │ no answer, the round's bytes used up, something else to do: goes on the next time
                               └─┘
A crash anywhere leaves the version before in use. Nothing here ever pauses or delays what people write: a trouble is
told in the result and tried again later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path

from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import CannotOpen, DetectorsError, EnvironmentFault, Invalid, TransientFault
from detectors_app.domain.packs import PIECE_BYTES, Pack, compare_packs, is_course_id
from detectors_app.domain.trust import BundleVerdict
from detectors_app.protocol.pack import PackHeld, decode_pack_statement, statement_sha256
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.delivery.asking import Asking, SignedNo
from detectors_app.use_cases.learning import pack_rounds
from detectors_app.use_cases.learning.courses_in_force import Courses
from detectors_app.use_cases.learning.pack_ports import Coming, PackStore, Shelf
from detectors_app.use_cases.ports import Chance, Clock

MOST_BYTES = 16 * PIECE_BYTES
"""In one round, so that a slow line is not taken up for long; the next round goes on."""
MOST_LISTED = 100
"""Twice what a service keeps: one in the wrong hands may list without end."""
KEPT_VERSIONS = 2
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class PackParts:
    """What fetching is handed. `program` is this program's version: another may read what this one could not.

    `may_go_on` is asked before each piece: where something waits to be sent, fetching stops until the next round.
    """

    store: PackStore
    courses: Courses
    asking: Asking
    owner: str
    program: str
    now: Clock
    chance: Chance
    may_go_on: Callable[[], bool]
    most_bytes: int = MOST_BYTES

    @property
    def shelf(self) -> Shelf:
        """Give where packs are kept."""
        return self.courses.shelf


@dataclass(frozen=True, slots=True)
class PacksFetched:
    """What came of it. `taken` are courses with a new version in force; `waiting`: more is to be fetched next time.

    `trouble` is the wording key (or the signed problem type) of what went wrong last, else empty.
    """

    asked: bool = False
    taken: tuple[CourseId, ...] = ()
    fetched_bytes: int = 0
    waiting: bool = False
    trouble: str = ""


@dataclass(slots=True)
class _Fetch:
    """A result in the making."""

    parts: PackParts
    taken: list[CourseId] = field(default_factory=list)
    fetched_bytes: int = 0
    trouble: str = ""
    retry_after_s: int = 0

    def note(self, error: DetectorsError) -> None:
        """Remember what went wrong."""
        self.trouble = error.type if isinstance(error, SignedNo) else error.key
        if isinstance(error, TransientFault):
            self.retry_after_s = error.retry_after_s or 0


class _EnoughForNow(Exception):  # noqa: N818 - no error: the round's share is used up, or something else is to do
    """Stop until the next round."""


def fetch_packs(parts: PackParts) -> PacksFetched:
    """Ask once a day what there is, and go on with what is coming. Raises EnvironmentFault from the store alone."""
    if not pack_rounds.begin(parts.store, parts.owner, parts.now()):
        return PacksFetched()
    this = _Fetch(parts)
    try:
        _all(this)
    except _EnoughForNow:
        pass
    except DetectorsError as error:  # No answer, or a no that is meant for all of them.
        this.note(error)
    parts.shelf.sweep()
    waiting = bool(parts.shelf.coming())
    pack_rounds.end(parts.store, parts.now(), _wait(this, waiting=waiting), parts.chance)
    return PacksFetched(
        asked=True,
        taken=tuple(this.taken),
        fetched_bytes=this.fetched_bytes,
        waiting=waiting,
        trouble=this.trouble,
    )


def _wait(this: _Fetch, *, waiting: bool) -> timedelta:
    if this.trouble:
        return max(pack_rounds.AFTER_TROUBLE, timedelta(seconds=this.retry_after_s))
    return timedelta() if waiting else pack_rounds.EVERY


def _all(this: _Fetch) -> None:
    """Look at each course, then go on with each; a trouble with one is that course's alone."""
    asking, shelf = this.parts.asking, this.parts.shelf
    listed = {each.sha256: each for each in asking.ask(asking.service.packs).packs[:MOST_LISTED]}
    for each in listed.values():
        _each_apart(this, partial(_look_at, this, each))
    for coming in shelf.coming():
        _each_apart(this, partial(_go_on, this, coming, frozenset(listed)))


def _each_apart(this: _Fetch, look: Callable[[], None]) -> None:
    try:
        look()
    except (CannotOpen, Invalid, EnvironmentFault) as error:
        this.note(error)


def _look_at(this: _Fetch, listed: PackHeld) -> None:
    """Begin to fetch what is listed, where it is newer and signed. The list itself is believed in nothing."""
    parts, course = this.parts, listed.course
    if not is_course_id(course) or _is_coming(parts, listed):
        return
    if pack_rounds.was_refused(parts.store, course, listed.sha256, parts.program):
        return
    held, brought = _newest(parts, course)
    if listed.version <= max(0 if held is None else held[0], brought):
        return
    statement = decode_pack_statement(_fetch(this, listed.sha256))
    pack = parts.courses.open(statement)
    if pack is None:
        raise CannotOpen("pack.not_signed")
    if (pack.course, pack.version) != (course, listed.version):
        raise Invalid("pack.another", where=course)
    parts.shelf.begin(course, statement)


def _is_coming(parts: PackParts, listed: PackHeld) -> bool:
    return any(statement_sha256(each.statement) == listed.sha256 for each in parts.shelf.coming())


def _newest(parts: PackParts, course: CourseId) -> tuple[tuple[int, bytes] | None, int]:
    """Give the newest whole pack's version and signed bytes, and the version that the program brings (0: none)."""
    kept = next(parts.courses.whole(course), None)
    brought = parts.courses.brought(course, _ENGLISH)
    held = None if kept is None else (kept[1].version, kept[0].statement.bytes)
    return held, 0 if brought is None else brought.version


def _fetch(this: _Fetch, sha256: str) -> bytes:
    """Fetch what has this digest. Raises CannotOpen where what came has another, or the service has it no more.

    Neither says anything of other courses; a line that is down does, and stops the round.
    """
    asking = this.parts.asking
    try:
        body = asking.ask(lambda: asking.service.pack_bytes(sha256))
    except TransientFault as fault:
        if fault.facts.get("status") == HTTPStatus.NOT_FOUND:
            raise CannotOpen("pack.not_there") from fault
        raise
    this.fetched_bytes += len(body)
    if hashlib.sha256(body).hexdigest() != sha256:
        raise CannotOpen("network.changed_on_the_way")
    return body


def _go_on(this: _Fetch, coming: Coming, listed: frozenset[str]) -> None:
    """Fetch what a coming pack still lacks, and use it once whole. One that is no longer wanted is given up."""
    parts, shelf = this.parts, this.parts.shelf
    pack = parts.courses.open(coming.statement)
    if pack is None or not _is_wanted(parts, coming, pack, listed):
        shelf.give_up(coming.course)
        return
    beside = _beside(parts, pack.course)
    lacking = shelf.lacking(pack, beside)
    shelf.check_room(sum(each.size for each in lacking) + pack.size)
    for piece in lacking:
        if this.fetched_bytes >= parts.most_bytes or not parts.may_go_on():
            raise _EnoughForNow
        shelf.put_piece(piece.sha256, _fetch(this, piece.sha256))
        pack_rounds.keep(parts.store, parts.owner, parts.now())
    _use(this, pack, coming.statement, beside)


def _is_wanted(parts: PackParts, coming: Coming, pack: Pack, listed: frozenset[str]) -> bool:
    """Say whether it is still newer than what is held, and still given out."""
    held, brought = _newest(parts, pack.course)
    newer = compare_packs(held, (pack.version, coming.statement.bytes), brought) is BundleVerdict.TAKE
    return newer and pack.course == coming.course and statement_sha256(coming.statement) in listed


def _beside(parts: PackParts, course: CourseId) -> tuple[Path, ...]:
    """Give the folders in which most of a new version may lie already."""
    brought = parts.courses.brought(course, _ENGLISH)
    kept = tuple(each.folder for each, _ in parts.courses.whole(course))
    return (*kept, Path(brought.folder)) if brought is not None and brought.folder else kept


def _use(this: _Fetch, pack: Pack, statement: Statement, beside: tuple[Path, ...]) -> None:
    """Put it together; where it is whole and this program can read it, it is in force from here on."""
    parts, shelf = this.parts, this.parts.shelf
    made = shelf.make(pack, statement, beside)
    if parts.courses.read(made, pack, _ENGLISH) is None:
        shelf.drop(made)
        pack_rounds.refuse(parts.store, pack.course, statement_sha256(statement), parts.program)
        shelf.give_up(pack.course)
        raise Invalid("pack.unreadable", where=pack.course)
    shelf.put_in_place(made, pack)
    shelf.give_up(pack.course)
    this.taken.append(pack.course)
    newest = [kept.name for kept, _ in parts.courses.whole(pack.course)][:KEPT_VERSIONS]
    shelf.tidy(pack.course, tuple(newest))
