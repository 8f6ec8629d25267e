"""Read an enrolment file before it is taken, so that a wrong one is told at once; keeps nothing."""

from __future__ import annotations

from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.ids import CONCERNS
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import EnrolmentFile, Grant, decode_enrolment_file
from detectors_app.use_cases.laptop import LaptopParts


def read_enrolment_file(parts: LaptopParts, data: bytes) -> tuple[EnrolmentFile, str]:
    """Verify the list of people and read the grants; give the file and the label of its grant for concerns.

    Who signed a grant is verified when it is used. Raises Invalid (another kind of file, no grant for concerns),
    CannotOpen (not signed as it should be), Refused (other authorities than this laptop knows).
    """
    file = decode_enrolment_file(data)
    with parts.store.unit() as unit:
        pinned = unit.authorities()
    try:
        parts.notary.open_bundle(file.bundle, pinned or file.authorities)
    except CannotOpen:
        if pinned:
            raise Refused("enrolment.other_authority") from None
        raise
    grants = (strict_json.decode(each.statement.bytes, Grant, where="grant") for each in file.grants)
    label = next((each.label for each in grants if each.box == CONCERNS), None)
    if label is None:
        raise Invalid("enrolment.no_grant", where="grants")
    return file, label
