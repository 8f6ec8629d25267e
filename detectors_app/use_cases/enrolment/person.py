"""A person's own key: made under a passphrase, wrapped by it; opens drafts and questions, nothing sent.

The first person is the one the laptop was set up for. Anyone else begins as a person of their own, and whoever forgot
a passphrase begins anew as a later self of the same person: the old key and its wrap stay, should it be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import FIRST_PERSON, PersonId
from detectors_app.use_cases.enrolment.tries import try_passphrase
from detectors_app.use_cases.laptop import SEED_BYTES, LaptopParts
from detectors_app.use_cases.ports import LaptopUnit, Open
from detectors_app.use_cases.rows import PersonRow

SITTING = "sitting"
"""The note of who began without a passphrase and has not got up since: as whom, and in which run of the program."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What someone who is new on a laptop says of themselves; all of it may be empty."""

    name: str = field(default="", repr=False)
    role: str = ""
    team: str = ""


def make_person(parts: LaptopParts, passphrase: str) -> PersonRow:
    """Make the person's key under a passphrase and keep it nowhere yet. Raises Invalid for one that is too short."""
    seed = parts.token_bytes(SEED_BYTES)
    return PersonRow(parts.keys.seal_public(seed), parts.keys.wrap(seed, passphrase), made_at=parts.now())


def put_person_key(unit: LaptopUnit, made: PersonRow) -> PersonRow:
    """Keep the made key for who is using the laptop, with the name that is known; a key that is there stays."""
    known = unit.person()
    if known is not None and known.seal_public:
        return known
    row = made if known is None else replace(known, seal_public=made.seal_public, wrapped=made.wrapped)
    unit.put_person(replace(row, made_at=made.made_at))
    return row


def choose_passphrase(parts: LaptopParts, passphrase: str, sitting: str) -> None:
    """Make the key of who is using the laptop where none was made yet. Raises Invalid.

    Who began without a passphrase keeps what they wrote while they have not got up. After that anyone could claim to
    be that person, so a key then begins a later self, to whom what was sent before is not shown.
    """
    made = make_person(parts, passphrase)
    with parts.store.unit() as unit:
        person = unit.person()
        if person is None or person.id == FIRST_PERSON or unit.note(SITTING) == _seat(person.id, sitting):
            put_person_key(unit, made)
        elif not person.seal_public:
            _begin_self(unit, person, made)


def unlock(parts: LaptopParts, passphrase: str) -> Open:
    """Give what opens with the person's key. Raises CannotOpen for a wrong passphrase, Refused as `try_passphrase`."""
    return parts.keys.opener(try_passphrase(parts, passphrase)[1])


def change_passphrase(parts: LaptopParts, present: str, new: str) -> None:
    """Put the key under a new passphrase; the key stays, so that all it opened still opens.

    The wrap is replaced in one transaction. Raises CannotOpen for a wrong present passphrase, Invalid for a new one
    that is too short, Refused as `try_passphrase`, and where it was changed meanwhile.
    """
    person, seed = try_passphrase(parts, present)
    wrapped = parts.keys.wrap(seed, new)
    with parts.store.unit() as unit:
        now = unit.person()
        if now is None or (now.id, now.wrapped) != (person.id, person.wrapped):
            raise Refused("person.changed")
        unit.put_person(replace(now, wrapped=wrapped))


def begin_anew(parts: LaptopParts, passphrase: str) -> PersonId:
    """Begin a later self under a new key, the old passphrase being forgotten; nothing is wiped. Raises Invalid."""
    made = make_person(parts, passphrase)
    with parts.store.unit() as unit:
        person = unit.person()
        if person is None:
            raise Refused("seal.not_set_up")
        return _begin_self(unit, person, made)


def add_person(parts: LaptopParts, newcomer: Newcomer, passphrase: str | None, sitting: str) -> PersonId:
    """Let someone else use the laptop from now on; without a passphrase what they write cannot be opened again here.

    Raises Invalid for a passphrase that is too short, Refused before the laptop is set up.
    """
    made = PersonRow(b"", b"", made_at=parts.now()) if passphrase is None else make_person(parts, passphrase)
    with parts.store.unit() as unit:
        if unit.person() is None:
            raise Refused("seal.not_set_up")
        row = replace(_named(made, newcomer), id=unit.next_person())
        unit.put_person(row)
        _let_sit(unit, row.id, "" if passphrase else _seat(row.id, sitting))
    return row.id


def use_as(parts: LaptopParts, person: PersonId) -> None:
    """Let one of the people who are there use the laptop from now on. Raises Refused where there is no such person."""
    with parts.store.unit() as unit:
        if person not in {each.id for each in unit.people()}:
            raise Refused("person.not_here")
        _let_sit(unit, person)


def _begin_self(unit: LaptopUnit, person: PersonRow, made: PersonRow) -> PersonId:
    row = replace(_named(made, person), id=unit.next_person(), before=person.id)
    unit.put_person(row)
    _let_sit(unit, row.id)
    return row.id


def _named(made: PersonRow, known: PersonRow | Newcomer) -> PersonRow:
    return replace(made, name=known.name, role=known.role, team=known.team)


def _let_sit(unit: LaptopUnit, person: PersonId, seat: str = "") -> None:
    unit.put_current_person(person)
    unit.put_note(SITTING, seat)


def _seat(person: PersonId, sitting: str) -> str:
    return f"{person}:{sitting}"
