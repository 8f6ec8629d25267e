"""A desk handed what it has read says so again, in the same bytes; and says what it still owes a laptop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detectors_app.domain.casework import Arrived, WasRead
from detectors_app.domain.delivery import Event, next_state
from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, device_box
from detectors_app.use_cases.casework.acks import queue_read
from detectors_app.use_cases.casework.cases import casework
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.laptops import known_laptops
from detectors_app.use_cases.casework.read_concern import queue_receipt
from detectors_app.use_cases.ports import DeskUnit
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
    sent = 0
    with desk.store.unit() as unit:
        held = unit.bundle()
        if held is None:
            return 0
        known = known_laptops(unit.taken_in(CONCERNS))
        for mine in _my_reads(desk, unit):
            if (mine.arrived.case.id, mine.arrived.sha256) in handed:
                queue_read(desk, unit, CONCERNS, mine.arrived.case.id, mine.arrived.sha256)
                send_again(desk, unit, CASEWORK, mine.event)
                sent += send_again(desk, unit, device_box(mine.arrived.case.sender), mine.event)
            if _owes(unit, mine):
                sent += queue_receipt(desk, unit, held, mine.arrived, mine.event.event, known)
    return sent


def _my_reads(desk: Desk, unit: DeskUnit) -> list[_MyRead]:
    return [
        _MyRead(read, arrived)
        for case in casework(desk, unit).cases
        for read in case.reads
        for arrived in case.arrivals
        if read.officer == desk.officer and read.sha256 == arrived.sha256
    ]


def _owes(unit: DeskUnit, mine: _MyRead) -> bool:
    return unit.outbox_item(device_box(mine.arrived.case.sender), mine.event.event) is None


def send_again(desk: Desk, unit: DeskUnit, box: BoxName, event: WasRead) -> bool:
    """Let an envelope of ours go again; False where it is not in this desk's outbox or still waits there."""
    item = unit.outbox_item(box, event.event)
    if item is None or next_state(item.state, Event.NOT_HELD) is item.state:
        return False
    state = next_state(item.state, Event.NOT_HELD)
    unit.change_outbox(DeliveryChange(box, item.id, state, tries=0, next_attempt_at=desk.now()))
    return True
