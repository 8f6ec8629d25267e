"""*I have read this*: tells the laptop, the other officers and the service, all in one transaction; opens nothing."""

from __future__ import annotations

from collections.abc import Collection

from detectors_app.domain.casework import Arrived, CaseId, Mark
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CONCERNS, EnvelopeId, device_box
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.protocol.payload import CaseRead
from detectors_app.use_cases.casework.acks import queue_read
from detectors_app.use_cases.casework.cases import find_case
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.laptops import Known, read_certificate
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.casework.tell_others import reads_concerns, tell_others
from detectors_app.use_cases.rows import HeldBundle


def read_concern(desk: Desk, case_id: CaseId, shown: Collection[str]) -> int:
    """Say that this officer has read the texts whose digests are in `shown`; give how many were new to them.

    The same officer twice changes nothing. Only what was on the screen counts: other words under the same id that
    came meanwhile stay unread. Raises Invalid for a case that is not here, Refused where the officer is no reader.
    """
    with desk.store.unit() as unit:
        held = unit.bundle()
        if held is None:
            raise Invalid("desk.no_bundle", where="bundle")
        case = find_case(desk, unit, case_id)
        read = {each.sha256 for each in case.reads if each.officer == desk.officer}
        new = [each for each in case.arrivals if each.sha256 in shown and each.sha256 not in read]
        for arrived in new:
            if desk.officer in arrived.left_out or not reads_concerns(held, desk.officer):
                raise Refused("case.not_a_reader")
            _say_read(desk, unit, held, arrived, desk.memory.known)
    return len(new)


def _say_read(desk: Desk, unit: DeskUnit, held: HeldBundle, arrived: Arrived, known: Known) -> None:
    event, at = EnvelopeId(desk.new_id()), desk.now()
    content = CaseRead(arrived.case.sender, arrived.case.id, arrived.sha256, desk.officer, at)
    tell_others(desk, unit, held, event, content, left_out=arrived.left_out, at=at)
    queue_read(desk, unit, CONCERNS, arrived.id, arrived.sha256)
    queue_receipt(desk, unit, held, arrived, event, known)


def queue_receipt(
    desk: Desk, unit: DeskUnit, held: HeldBundle, arrived: Arrived, event: EnvelopeId, known: Known
) -> bool:
    """Queue the laptop's *read* receipt under the event's id; False while nothing shows which laptop it was."""
    case = arrived.case
    if case.sender not in known or Mark.NO_CERTIFICATE in arrived.marks:
        return False
    laptop = read_certificate(known[case.sender])
    receipt = ReadReceipt(CONCERNS, arrived.id, arrived.sha256, desk.now())
    post = Post(device_box(case.sender), event, (laptop.seal,), 1, receipt)
    queue(desk, unit, post, bundle=held.bundle.version, at=desk.now())
    return True
