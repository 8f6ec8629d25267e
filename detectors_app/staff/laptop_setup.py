"""The setting-up part of the laptop's façade: enrolment, the person and the passphrase; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors_app.domain.ids import CONCERNS, OfficerId
from detectors_app.domain.trust import Role
from detectors_app.staff.laptop_folder import OpenedFolder

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import PersonRow


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Someone who reads concerns, by the name that is shown where a name must be."""

    officer: OfficerId
    name: str


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Who a laptop is for, as the manager wrote it, and which laptop it is; any of it may be empty."""

    name: str = field(repr=False)
    role: str
    team: str
    label: str

    @property
    def known(self) -> tuple[str, ...]:
        """Give what others know of the person."""
        return (self.name, self.role, self.team)


class SetUpLaptop(OpenedFolder):
    """Who the laptop is for, and who reads what it writes."""

    __slots__ = ()

    def enrol(self, file: bytes, passphrase: str | None = None) -> None:
        """Set the laptop up from its enrolment file, offline; the same file again is harmless.

        With a passphrase the person's key is made too, unless it is there already.
        Raises Invalid (malformed, passphrase too short or too weak), CannotOpen (wrongly signed), Refused (other
        authority).
        """
        from detectors_app.content.passphrase_strength import check
        from detectors_app.protocol.enrolment import decode_enrolment_file
        from detectors_app.use_cases.enrolment.enrol_laptop import enrol_laptop
        from detectors_app.use_cases.enrolment.person import make_person, put_person_key

        made = None
        if passphrase is not None and not self.has_passphrase:
            given = decode_enrolment_file(file)
            check(passphrase, (given.name, given.role, given.team))
            made = make_person(self.parts, passphrase)
        enrol_laptop(self.parts, file)
        if made is not None:
            with self._store.unit() as unit:
                put_person_key(unit, made)

    def for_whom(self, file: bytes) -> ForWhom:
        """Verify an enrolment file as `enrol` would, keep nothing of it, and give who it is for.

        Raises Invalid (another kind of file, no grant for concerns), CannotOpen (wrongly signed), Refused (other
        authorities than this laptop was set up with).
        """
        from detectors_app.use_cases.enrolment.read_file import read_enrolment_file

        read, label = read_enrolment_file(self.parts, file)
        return ForWhom(read.name, read.role, read.team, label)

    def is_for(self) -> ForWhom:
        """Say who the laptop was set up for."""
        with self._store.unit() as unit:
            person, identity = unit.person(), unit.identity(CONCERNS)
        label = "" if identity is None else identity.label
        return ForWhom("", "", "", label) if person is None else ForWhom(person.name, person.role, person.team, label)

    @property
    def is_enrolled(self) -> bool:
        """Say whether the laptop is set up to write concerns."""
        with self._store.unit() as unit:
            return unit.bundle() is not None and unit.identity(CONCERNS) is not None

    @property
    def has_passphrase(self) -> bool:
        """Say whether the person's key was made."""
        person = self.person()
        return person is not None and bool(person.seal_public)

    def person(self) -> PersonRow | None:
        """Give who the laptop is for, None before it is set up."""
        with self._store.unit() as unit:
            return unit.person()

    def readers_named(self) -> tuple[NamedReader, ...]:
        """Give everyone who could read a concern, reserve counted, for the question who must not."""
        with self._store.unit() as unit:
            held = unit.bundle()
        if held is None:
            return ()
        box = held.bundle.box(CONCERNS)
        named = {*box.readers, *box.reserve}
        people = (each for each in held.bundle.people if each.officer in named and each.role is not Role.CUSTODIAN)
        return tuple(NamedReader(each.officer, each.name) for each in people)

    @property
    def is_unlocked(self) -> bool:
        """Say whether this object can open the person's drafts."""
        return self._own is not None

    def unlock(self, passphrase: str) -> None:
        """Open the person's key for this object. Raises CannotOpen for a wrong passphrase, Refused with none set."""
        from detectors_app.use_cases.enrolment.person import unlock

        self._own = unlock(self.parts, passphrase)

    def lock(self) -> None:
        """Let the person's key go."""
        self._own = None
