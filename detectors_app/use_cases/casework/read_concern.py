"""*I have read this*: tells the laptop, the other officers and the service, all in one transaction; opens nothing."""

from __future__ import annotations

from collections.abc import Collection

from detectors_app.domain.casework import Arrived, CaseId, Mark
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, EnvelopeId, OfficerId, device_box
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.domain.trust import Bundle, Role, choose_readers
from detectors_app.protocol.payload import CaseRead
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.acks import queue_read
from detectors_app.use_cases.casework.cases import find_case
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.laptops import Known, read_certificate
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.ports import DeskUnit
from detectors_app.use_cases.rows import HeldBundle, TakenIn

NOT_STORED_YET = Statement(b"", ())
"""Stands where the service's receipt will be: this desk keeps its own words before anyone else has them."""


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
            _check_reader(desk.officer, held.bundle, arrived)
            _say_read(desk, unit, held, arrived, desk.memory.known)
    return len(new)


def _check_reader(officer: OfficerId, bundle: Bundle, arrived: Arrived) -> None:
    person, box = bundle.person(officer), bundle.box(CONCERNS)
    is_officer = person is not None and person.role in {Role.OFFICER, Role.MANAGER}
    if not is_officer or officer not in (*box.readers, *box.reserve) or officer in arrived.left_out:
        raise Refused("case.not_a_reader")


def _say_read(desk: Desk, unit: DeskUnit, held: HeldBundle, arrived: Arrived, known: Known) -> None:
    event, at = EnvelopeId(desk.new_id()), desk.now()
    case = arrived.case
    content = CaseRead(case.sender, case.id, arrived.sha256, desk.officer, at)
    chosen = choose_readers(held.bundle, CASEWORK, frozenset(arrived.left_out))
    room = len(held.bundle.box(CASEWORK).readers)
    post = Post(CASEWORK, event, tuple(each.seal for each in chosen.readers), room, content, arrived.left_out)
    item, payload = queue(desk, unit, post, bundle=held.bundle.version, at=at)
    queue_read(desk, unit, CONCERNS, case.id, arrived.sha256)
    unit.take_in(
        TakenIn(
            box=CASEWORK,
            id=event,
            sha256=item.sha256,
            envelope=item.envelope,
            stored_at=at,
            stored=NOT_STORED_YET,
            skew_s=0,
            sender=desk.sign.id,
            certificate=None,
            place=None,
            payload=payload,
        )
    )
    queue_receipt(desk, unit, held, arrived, event, known)


def queue_receipt(
    desk: Desk, unit: DeskUnit, held: HeldBundle, arrived: Arrived, event: EnvelopeId, known: Known
) -> bool:
    """Queue the laptop's *read* receipt under the event's id; False while nothing shows which laptop it was."""
    case = arrived.case
    if case.sender not in known or Mark.NO_CERTIFICATE in arrived.marks:
        return False
    laptop = read_certificate(known[case.sender])
    receipt = ReadReceipt(CONCERNS, case.id, arrived.sha256, desk.now())
    post = Post(device_box(case.sender), event, (laptop.seal,), 1, receipt)
    queue(desk, unit, post, bundle=held.bundle.version, at=desk.now())
    return True
