"""From an enrolment file to a code that can be read aloud: sealed here, kept at the service, which learns neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CONCERNS
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Grant, decode_enrolment_file
from detectors_app.protocol.receipts import FileToKeep
from detectors_app.protocol.set_up_code import new_code
from detectors_app.protocol.statement import Statement
from detectors_app.sealing.set_up_file import keys_of
from detectors_app.use_cases.ports import Service


@dataclass(frozen=True, slots=True)
class GivenCode:
    """A code in its groups. Whoever has it can set a laptop up with it until `last_day`, once; it is kept nowhere."""

    code: str = field(repr=False)
    last_day: date


def keep_by_code(service: Service, file: bytes, token_bytes: Callable[[int], bytes]) -> GivenCode:
    """Seal the file under a fresh code and hand it in. Raises Invalid where it grants nothing, TransientFault, Refused.

    A try whose answer was lost leaves a sealed file that nobody has the code of; it goes with its grants' last day.
    """
    grants = _to_tell([each.statement for each in decode_enrolment_file(file).grants])
    if not grants:
        raise Invalid("enrolment.no_grant", where="grants")
    code = new_code(token_bytes)
    keys = keys_of(code)
    kept = service.keep_file(keys.id, FileToKeep(grants, keys.seal(file, token_bytes)))
    return GivenCode(code, kept.last_day)


def _to_tell(grants: Sequence[Statement]) -> tuple[Statement, ...]:
    """Choose the grants that the service is told of: by concerns' alone, where there is one, it knows when to drop it.

    Told of all, it could join a laptop's two keys.
    """
    boxes = [strict_json.decode(each.bytes, Grant, where="grant").box for each in grants]
    concerns = tuple(each for each, box in zip(grants, boxes, strict=True) if box == CONCERNS)
    return concerns or tuple(grants)
