"""A manager's verbs for laptops and grants: list, add, remove, cancel."""

from __future__ import annotations

from datetime import datetime

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import KeyId
from detectors_app.domain.trust import Bundle, Removal, Removed
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import DeviceSeen, DevicesSeen, GrantClaim, GrantSeen, GrantsSeen, RemovalBody
from detectors_app.protocol.statement import Label, Statement
from detectors_app.use_cases.mail.ports import Claimed, Denied, Device, Directory, GrantRow, MailNotary


def list_devices(unit: Directory) -> DevicesSeen:
    """Give every laptop."""
    return DevicesSeen(tuple(_seen(each) for each in unit.devices()))


def remove_device(
    unit: Directory, key: KeyId, statement: Statement, *, bundle: Bundle, notary: MailNotary
) -> DeviceSeen:
    """Mark a laptop as retired or stolen by a manager's statement. *Stolen* is never softened again. Raises Denied."""
    managers = [each.sign for each in bundle.managers()]
    try:
        notary.verify_statement(Label.REMOVAL, statement, managers)
        body = strict_json.decode(statement.bytes, RemovalBody, where="removal")
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    device = unit.device(key)
    if body.key != key:
        raise Denied(ProblemType.MALFORMED)
    if device is None:
        raise Denied(ProblemType.NOT_FOUND)
    if device.removed is None or (device.removed.why is Removal.RETIRED and body.why is Removal.STOLEN):
        unit.remove_device(Removed(key, body.why, body.at), statement)
    return _seen(unit.device(key) or device)


def list_grants(unit: Directory) -> GrantsSeen:
    """Give every grant seen, with who else came with it."""
    claims = unit.claims()
    return GrantsSeen(tuple(_grant_seen(each, claims) for each in unit.grants()))


def add_grant(unit: Directory, statement: Statement, *, bundle: Bundle, notary: MailNotary) -> GrantSeen:
    """Make a grant known before it is used. The same again changes nothing. Raises Denied."""
    try:
        grant = notary.open_grant(statement, bundle)
        row = GrantRow(sign_id(grant.one_time), grant)
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    unit.add_grant(row)
    return _grant_seen(unit.grant(row.key) or row, unit.claims())


def cancel_grant(unit: Directory, key: KeyId, now: datetime) -> GrantSeen:
    """Cancel a grant; a laptop that has it already stays (remove that instead). Raises Denied."""
    row = unit.grant(key)
    if row is None:
        raise Denied(ProblemType.NOT_FOUND)
    if row.cancelled_at is None:
        unit.cancel_grant(key, now)
        unit.drop_files_of(key)
    return _grant_seen(unit.grant(key) or row, unit.claims())


def _seen(device: Device) -> DeviceSeen:
    removed = device.removed
    return DeviceSeen(
        key=device.key,
        box=device.box,
        label=device.label,
        certificate=device.certificate,
        registered_at=device.registered_at,
        removed=removed.why if removed else None,
        removed_at=removed.at if removed else None,
    )


def _grant_seen(row: GrantRow, claims: tuple[Claimed, ...]) -> GrantSeen:
    own = tuple(GrantClaim(each.key, each.at, each.type.value) for each in claims if each.grant == row.key)
    grant = row.grant
    return GrantSeen(row.key, grant.box, grant.label, grant.last_day, row.used_by, row.cancelled_at, own)
