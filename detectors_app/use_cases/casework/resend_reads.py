"""A desk handed what it has read says so again, in the same bytes; and says what it still owes a laptop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from detectors_app.domain.casework import Arrived, CaseId, WasRead
from detectors_app.domain.delivery import Event, next_state
from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, device_box
from detectors_app.use_cases.casework.acks import queue_read
from detectors_app.use_cases.casework.cases import remember
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.casework.read_concern import queue_receipt
from detectors_app.use_cases.rows import DeliveryChange, TakenIn


@dataclass(frozen=True, slots=True)
class _MyRead:
    """One reading by this desk's officer, with the text that was read."""

    event: WasRead
    arrived: Arrived


def resend_reads(desk: Desk, again: Iterable[TakenIn]) -> int:
    """Queue again what was said of the concerns in `again`, and make receipts that waited for a certificate.

    Gives how many receipts go (again or for the first time). The bytes of those said before do not change.
    """
    handed = {(each.id, each.sha256) for each in again if each.box == CONCERNS}
    sent, owing = 0, set[CaseId]()
    with desk.store.unit() as unit:
        held, memory = unit.bundle(), remember(desk, unit)
        if held is None or memory is None:
            return 0
        for mine in _my_reads(desk, {case for each, _ in handed for case in memory.by_id.get(each, ())}):
            if (mine.arrived.id, mine.arrived.sha256) in handed:
                queue_read(desk, unit, CONCERNS, mine.arrived.id, mine.arrived.sha256)
                send_again(desk, unit, CASEWORK, mine.event)
                sent += send_again(desk, unit, device_box(mine.arrived.case.sender), mine.event)
        for mine in _owed(unit, _my_reads(desk, memory.changed)):
            if queue_receipt(desk, unit, held, mine.arrived, mine.event.event, memory.known):
                sent += 1
            else:
                owing.add(mine.arrived.case)
    memory.changed = owing  # Once all this is committed; what cannot be said yet is tried again.
    return sent


def _my_reads(desk: Desk, cases: Iterable[CaseId]) -> list[_MyRead]:
    """Give this officer's readings of some cases, in the inbox's order."""
    memory = desk.memory
    here = sorted(memory.keys[each] for each in cases if each in memory.keys)
    return [
        _MyRead(read, arrived)
        for case in (memory.cases[each] for _, each in here)
        for read in case.reads
        for arrived in case.arrivals
        if read.officer == desk.officer and read.sha256 == arrived.sha256
    ]


def _owed(unit: DeskUnit, mine: Iterable[_MyRead]) -> list[_MyRead]:
    """Give the readings whose receipt was never queued."""
    by_box: defaultdict[BoxName, list[_MyRead]] = defaultdict(list)
    for each in mine:
        by_box[device_box(each.arrived.case.sender)].append(each)
    owed = []
    for box, some in by_box.items():
        queued = unit.outbox_ids(box, [each.event.event for each in some])
        owed += [each for each in some if each.event.event not in queued]
    return owed


def send_again(desk: Desk, unit: DeskUnit, box: BoxName, event: WasRead) -> bool:
    """Let an envelope of ours go again; False where it is not in this desk's outbox or still waits there."""
    item = unit.outbox_item(box, event.event)
    if item is None or next_state(item.state, Event.NOT_HELD) is item.state:
        return False
    state = next_state(item.state, Event.NOT_HELD)
    unit.change_outbox(DeliveryChange(box, item.id, state, tries=0, next_attempt_at=desk.now()))
    return True
