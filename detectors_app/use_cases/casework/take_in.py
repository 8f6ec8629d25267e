"""Takes in a page of a box: every envelope is kept, opened or not, with the cursor in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detectors_app.domain.casework import due_at
from detectors_app.domain.concern import words_of
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CONCERNS, LEARNING, BoxName, EnvelopeId
from detectors_app.domain.trust import Bundle
from detectors_app.domain.urgency import is_urgent
from detectors_app.protocol.payload import decode_payload
from detectors_app.protocol.receipts import Feed, FeedItem
from detectors_app.use_cases.casework.acks import queue_held
from detectors_app.use_cases.casework.desk import Desk, boxes_of
from detectors_app.use_cases.casework.judge import judge
from detectors_app.use_cases.casework.judge_learning import UNKNOWN_SENDER
from detectors_app.use_cases.casework.laptops import KeptCertificates
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.rows import TakenIn, UnknownCursor

PAGE = 50
SEEN_BUNDLE = "seen_bundle"
"""Note: the highest version of the list of people that any sender has named."""
JUDGED_BY = "learning_judged_by"
"""Note: the version of the list of people by which training records of unknown senders were last judged."""
RESTORED = "service_restored"
"""Note: the service forgot where we were, so what it lost is to be put back."""


@dataclass(frozen=True, slots=True)
class Page:
    """What came of one page. `new` holds the ids first seen; `again` what came a second time."""

    new: tuple[EnvelopeId, ...]
    again: tuple[TakenIn, ...]
    more: bool


def take_in(desk: Desk, box: BoxName, *, wait_s: int = 0, limit: int = PAGE) -> Page:
    """Fetch one page and keep it.

    A cursor that the service does not know sends us back to the start, which changes nothing that is here.
    Raises Invalid before a bundle is pinned; TransientFault, Refusal from the service.
    """
    with desk.store.unit() as unit:
        cursor = unit.cursor(box)
        held = unit.bundle()
    if held is None:
        raise Invalid("desk.no_bundle", where="bundle")
    try:
        feed = desk.service.feed(box, after=cursor, limit=limit, wait_s=wait_s)
    except UnknownCursor:
        return _from_the_start(desk, box)
    rows, known = [], KeptCertificates(desk.store)
    for item in feed.items:
        row = judge(desk, box, item, bundle=held.bundle, known=known)
        rows.append(row)
        if row.certificate is not None:
            known.add(row.sender, row.certificate)
    return _keep(desk, box, feed, rows, held.bundle)


def judge_again(desk: Desk) -> int:
    """Judge anew what came into the learning box from senders we did not know, once the list of people is another.

    Gives how many are known now: they are counted from here on, and said to be held.
    """
    with desk.store.unit() as unit:
        held = unit.bundle()
        if held is None or LEARNING not in boxes_of(held.bundle, desk.officer):
            return 0
        version = str(held.bundle.version)
        if unit.note(JUDGED_BY) == version:
            return 0
        rows = unit.unknown_senders(LEARNING, UNKNOWN_SENDER)
        items = [(row, FeedItem("", row.stored, row.sender, row.skew_s, row.certificate, row.envelope)) for row in rows]
        known = unit.certificates() if items else {}
        judged = [(row, judge(desk, LEARNING, item, bundle=held.bundle, known=known)) for row, item in items]
        better = [replace(new, stored_at=row.stored_at) for row, new in judged if not new.problem]
        for row in better:
            unit.take_in_anew(row)
            _answer(desk, unit, row, held.bundle)
        desk.fold_learning(unit)
        unit.put_note(JUDGED_BY, version)
    return len(better)


def _from_the_start(desk: Desk, box: BoxName) -> Page:
    with desk.store.unit() as unit:
        unit.put_cursor(box, "")
        unit.put_note(RESTORED, "yes")
    return Page((), (), more=True)


def _keep(desk: Desk, box: BoxName, feed: Feed, rows: list[TakenIn], bundle: Bundle) -> Page:
    new: list[TakenIn] = []
    again: list[TakenIn] = []
    with desk.store.unit() as unit:
        for row in rows:
            (new if unit.take_in(row) else again).append(row)
            if not row.problem:
                _answer(desk, unit, row, bundle)
        if box == LEARNING:
            desk.fold_learning(unit)
        unit.put_cursor(box, feed.cursor)
    return Page(tuple(each.id for each in new), tuple(again), feed.more)


def _answer(desk: Desk, unit: DeskUnit, row: TakenIn, bundle: Bundle) -> None:
    """Say *held*, with when a concern is due, and remember a newer list of people than ours."""
    payload = decode_payload(row.payload)
    due = None
    if row.box == CONCERNS:
        concern = words_of(payload.content)
        urgent = is_urgent(desk.forms(concern.form, concern.version), concern.answers)
        due = due_at(row.stored_at, bundle.policy, urgent=urgent)
    queue_held(desk, unit, row.box, row.id, row.sha256, due)
    if payload.bundle > max(bundle.version, int(unit.note(SEEN_BUNDLE) or 0)):
        unit.put_note(SEEN_BUNDLE, str(payload.bundle))
