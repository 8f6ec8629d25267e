"""The duty team's cases, judged and folded anew from every row: what the desk's memory must always agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from detectors_app.domain.casework import Arrived, CaseEvent, CaseId, Mark, WasAsked, WasRead, fold, inbox_order
from detectors_app.domain.concern import Addition, AdditionDraft, Concern, Draft, Written
from detectors_app.domain.ids import CONCERNS, KeyId
from detectors_app.domain.sequence import Place, missing, repeats
from detectors_app.domain.trust import Bundle, Removal
from detectors_app.domain.urgency import is_restricted, is_urgent
from detectors_app.protocol.payload import CaseAsked, CaseRead, Payload, decode_payload
from detectors_app.protocol.receipts import FeedItem
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.desk import Desk, Forms
from detectors_app.use_cases.casework.judge import UNKNOWN_OFFICER, judge
from detectors_app.use_cases.casework.laptops import Known, read_certificate
from detectors_app.use_cases.casework.memory import Casework, Missing, Unopened
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.rows import TakenIn


def from_scratch(desk: Desk, unit: DeskUnit) -> Casework:
    """Compute the cases from one transaction's view of the store."""
    held = unit.bundle()
    if held is None:
        return Casework((), (), ())
    rows = unit.taken_in()
    known = known_laptops(rows)
    judged = [_judge_again(desk, unit, row, held.bundle, known) for row in rows]
    cases = fold(_events(judged, held.bundle, known, desk.forms))
    return Casework(
        tuple(sorted(cases.values(), key=inbox_order)),
        _missing(judged, known),
        tuple(Unopened(each.box, each.sha256, each.stored_at, each.problem) for each in judged if each.problem),
    )


def _judge_again(desk: Desk, unit: DeskUnit, row: TakenIn, bundle: Bundle, known: Known) -> TakenIn:
    """Judge anew what only lacked knowledge then: a certificate, or a newer list of officers."""
    may_change = row.problem == UNKNOWN_OFFICER or (Mark.NO_CERTIFICATE in row.marks and row.sender in known)
    if not may_change:
        return row
    envelope = unit.envelope(row.box, row.id, row.sha256)
    item = FeedItem("", row.stored, row.sender, row.skew_s, row.certificate, envelope)
    return replace(judge(desk, row.box, item, bundle=bundle, known=known), envelope=b"", stored_at=row.stored_at)


def _events(rows: Sequence[TakenIn], bundle: Bundle, known: Known, forms: Forms) -> Iterable[CaseEvent]:
    arrived = []
    reads = []
    asks = []
    extra = _number_marks(rows)
    for row in (each for each in rows if not each.problem):
        payload = decode_payload(row.payload)
        if isinstance(payload.content, CaseRead):
            reads.append(_was_read(row, payload.content))
        elif isinstance(payload.content, CaseAsked):
            asks.append(_was_asked(row, payload.content))
        else:
            marks = extra.get(row.sha256, frozenset()) | _removal_marks(row, bundle)
            arrived.append(_arrived(row, payload, marks, known, forms))
    left_out = {(each.case, each.sha256): each.left_out for each in arrived}
    nobody = {(each.case, officer) for each in arrived for officer in each.left_out}
    believed = [each for each in reads if each.officer not in left_out.get((each.case, each.sha256), ())]
    return [*arrived, *believed, *(each for each in asks if (each.case, each.officer) not in nobody)]


def _was_read(row: TakenIn, content: CaseRead) -> WasRead:
    case = CaseId(content.sender, content.id)
    return WasRead(row.id, case, content.sha256, content.officer, content.read_at)


def _was_asked(row: TakenIn, content: CaseAsked) -> WasAsked:
    return WasAsked(row.id, CaseId(content.sender, content.id), content.officer, content.asked_at, content.words)


def _arrived(row: TakenIn, payload: Payload, extra: frozenset[Mark], known: Known, forms: Forms) -> Arrived:
    content = payload.content
    if isinstance(content, AdditionDraft):
        content = content.addition
    added = content if isinstance(content, Addition) else None
    concern: Concern = added.words if added else content.concern if isinstance(content, Draft) else content
    form = forms(concern.form, concern.version)
    marks = frozenset(Mark(each) for each in row.marks) | extra
    if payload.left_out or is_restricted(form, concern.answers):
        marks |= {Mark.RESTRICTED}
    return Arrived(
        case=CaseId(row.sender, added.about.concern if added else row.id),
        id=row.id,
        sha256=row.sha256,
        stored_at=row.stored_at,
        made_at=payload.made_at,
        urgent=is_urgent(form, concern.answers),
        concern=concern,
        written=payload.written or Written.LOCKED,
        marks=marks,
        left_out=payload.left_out,
        reply_to=payload.reply_to,
        label=read_certificate(known[row.sender]).label if row.sender in known else "",
        added=added is not None,
        question=added.about.question if added else None,
    )


def _removal_marks(row: TakenIn, bundle: Bundle) -> frozenset[Mark]:
    """Mark what the service took after its sender was removed."""
    words = {Removal.RETIRED: Mark.SENDER_REMOVED, Removal.STOLEN: Mark.SENDER_STOLEN}
    return frozenset(words[each.why] for each in bundle.removed if each.key == row.sender and row.stored_at >= each.at)


def _counted(rows: Iterable[TakenIn]) -> dict[KeyId, list[tuple[Place, TakenIn]]]:
    """Give each laptop's verified concerns with their places, by sender."""
    found: dict[KeyId, list[tuple[Place, TakenIn]]] = defaultdict(list)
    for row in rows:
        if row.box == CONCERNS and row.place is not None and Mark.NO_CERTIFICATE not in row.marks:
            found[row.sender].append((row.place, row))
    return found


def _number_marks(rows: Sequence[TakenIn]) -> dict[str, frozenset[Mark]]:
    """Mark numbers that came twice, the later one, and a clock that ran backwards between two numbers of a series."""
    marks: dict[str, frozenset[Mark]] = {}
    for placed in _counted(rows).values():
        seen: set[Place] = set()
        for place, row in sorted(placed, key=lambda each: (each[1].stored_at, each[1].sha256)):
            if repeats(seen, place):
                marks[row.sha256] = frozenset({Mark.REPEATED_NUMBER})
            seen.add(place)
        for sha256 in _backwards(placed):
            marks[sha256] = marks.get(sha256, frozenset()) | {Mark.CLOCK_BACKWARDS}
    return marks


def _backwards(placed: Iterable[tuple[Place, TakenIn]]) -> Iterable[str]:
    """Give the digests of concerns made before one with a lower number; a draft keeps the time of its writing."""
    latest: dict[bytes, datetime] = {}
    finished = (each for each in placed if Mark.UNFINISHED not in each[1].marks)
    for place, row in sorted(finished, key=_by_number):
        made_at = decode_payload(row.payload).made_at
        before = latest.get(place.series)
        if before is not None and made_at < before:
            yield row.sha256
        latest[place.series] = made_at if before is None else max(before, made_at)


def _by_number(placed: tuple[Place, TakenIn]) -> tuple[bytes, int, datetime]:
    """Order by number; of two with one number neither ran backwards from the other."""
    place, row = placed
    return place.series, place.n, decode_payload(row.payload).made_at


def known_laptops(taken: Iterable[TakenIn]) -> dict[KeyId, Statement]:
    """Give the certificates that were verified when they came."""
    return {each.sender: each.certificate for each in taken if each.certificate is not None and not each.problem}


def _missing(rows: Sequence[TakenIn], known: Known) -> tuple[Missing, ...]:
    counts = {sender: missing(place for place, _ in placed) for sender, placed in _counted(rows).items()}
    found = [Missing(sender, read_certificate(known[sender]).label, count) for sender, count in counts.items() if count]
    return tuple(sorted(found, key=lambda each: (each.label, each.laptop)))
