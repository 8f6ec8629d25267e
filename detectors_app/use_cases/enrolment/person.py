"""The person's own key: made at enrolment, wrapped by the passphrase; opens drafts and questions, nothing sent."""

from __future__ import annotations

from dataclasses import replace

from detectors_app.domain.errors import Refused
from detectors_app.use_cases.laptop import SEED_BYTES, LaptopParts
from detectors_app.use_cases.ports import LaptopUnit, Open
from detectors_app.use_cases.rows import PersonRow


def make_person(parts: LaptopParts, passphrase: str) -> PersonRow:
    """Make the person's key under a passphrase and keep it nowhere yet. Raises Invalid for one that is too short."""
    seed = parts.token_bytes(SEED_BYTES)
    return PersonRow(parts.keys.seal_public(seed), parts.keys.wrap(seed, passphrase))


def put_person_key(unit: LaptopUnit, made: PersonRow) -> PersonRow:
    """Keep the made key, with the name that is known already; a key that is there stays."""
    known = unit.person()
    if known is not None and known.seal_public:
        return known
    row = made if known is None else replace(known, seal_public=made.seal_public, wrapped=made.wrapped)
    unit.put_person(row)
    return row


def unlock(parts: LaptopParts, passphrase: str) -> Open:
    """Give what opens with the person's key. Raises CannotOpen for a wrong passphrase, Refused where none is set."""
    with parts.store.unit() as unit:
        person = unit.person()
    if person is None or not person.seal_public:
        raise Refused("person.no_passphrase")
    return parts.keys.opener(parts.keys.unwrap(person.wrapped, passphrase))
