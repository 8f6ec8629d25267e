"""Puts each row where it stands by the list in force and the certificates known: a text, a note, or a problem.

Rows that only lacked knowledge when they came (a certificate, a newer list of officers) are judged again here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from detectors_app.domain.casework import Arrived, CaseId, Mark, Note
from detectors_app.domain.trust import Bundle, Removal
from detectors_app.protocol.receipts import FeedItem
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.events import event_of
from detectors_app.use_cases.casework.judge import judge
from detectors_app.use_cases.casework.laptops import Known
from detectors_app.use_cases.casework.memory import Came, Laptop, Notes, Unopened
from detectors_app.use_cases.casework.numbers import Numbers
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.rows import TakenIn

_REMOVED = {Removal.RETIRED: Mark.SENDER_REMOVED, Removal.STOLEN: Mark.SENDER_STOLEN}


@dataclass(frozen=True, slots=True)
class Judging:
    """What a row is judged by: the desk's keys, the transaction, the list of people in force, the certificates."""

    desk: Desk
    unit: DeskUnit
    bundle: Bundle
    known: Known

    def again(self, seq: int, row: TakenIn) -> Came | Note | Unopened:
        """Judge a kept row anew; its time of arrival stays."""
        envelope = self.unit.envelope(row.box, row.id, row.sha256)
        item = FeedItem("", row.stored, row.sender, row.skew_s, row.certificate, envelope)
        judged = judge(self.desk, row.box, item, bundle=self.bundle, known=self.known)
        judged = replace(judged, envelope=b"", stored_at=row.stored_at)
        return unopened(judged) if judged.problem else event_of(seq, judged, self.desk.forms)


def unopened(row: TakenIn) -> Unopened:
    """Give what is shown of a row with a problem."""
    return Unopened(row.box, row.sha256, row.stored_at, row.problem)


def place_laptop(judging: Judging, laptop: Laptop) -> set[CaseId]:
    """Put everything of one laptop in its place anew; give the cases that this may touch."""
    touched = set(laptop.texts)
    laptop.numbers, laptop.texts, laptop.by_digest, laptop.lost = Numbers(), {}, {}, {}
    for came in laptop.came:
        touched |= place_text(judging, laptop, came)
    return touched


def place_text(judging: Judging, laptop: Laptop, came: Came) -> set[CaseId]:
    """Put one concern in its place, beside all that its laptop sent before; give the cases that this may touch."""
    if came.again is not None and came.again.sender in judging.known:
        judged = judging.again(came.seq, came.again)
        if isinstance(judged, Unopened):
            laptop.lost[came.seq] = judged
            return set()
        came = cast("Came", judged)  # Its box holds nothing else (judge.KINDS).
    arrived = came.arrived
    marks = arrived.marks | _removal_marks(arrived, judging.bundle)
    laptop.texts.setdefault(arrived.case, {})[arrived.sha256] = replace(arrived, label=laptop.label, marks=marks)
    laptop.by_digest[arrived.sha256] = arrived.case
    return {arrived.case, *(laptop.by_digest[each] for each in _number(laptop, came))}


def _number(laptop: Laptop, came: Came) -> Iterable[str]:
    if came.place is None:
        return ()
    arrived = came.arrived
    made_at = None if Mark.UNFINISHED in arrived.marks else arrived.made_at
    return laptop.numbers.add(came.place, arrived.sha256, arrived.stored_at, made_at)


def _removal_marks(arrived: Arrived, bundle: Bundle) -> frozenset[Mark]:
    """Mark what the service took after its sender was removed."""
    sender, at = arrived.case.sender, arrived.stored_at
    return frozenset(_REMOVED[each.why] for each in bundle.removed if each.key == sender and at >= each.at)


def place_notes(judging: Judging, notes: Notes, rows: Iterable[tuple[int, TakenIn]]) -> set[CaseId]:
    """Judge anew notes of officers who were not known when they came; give the cases that this may touch."""
    touched = set[CaseId]()
    for seq, row in rows:
        judged = judging.again(seq, row)
        if isinstance(judged, Note):
            notes.unsure[judged.case].add(judged)
            touched.add(judged.case)
        else:
            notes.lost[seq] = cast("Unopened", judged)  # A note's box holds nothing else (judge.KINDS).
    return touched


def place_all_notes(judging: Judging, notes: Notes) -> set[CaseId]:
    """Judge all of them anew, by another list of people."""
    touched = set(notes.unsure)
    notes.unsure.clear()
    notes.lost.clear()
    return touched | place_notes(judging, notes, notes.unsure_rows)
