"""A staff laptop without its windows: record, send, sync and ask how things stand; knows no Qt.

Importing this is cheap: the store, the keys and the network are loaded when they are first needed. One object
belongs to one thread; several on one data folder get on with each other.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import UUID

from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.trust import Chosen
from detectors_app.staff.laptop_delivery import LEASE_S, LONGEST_POLL_S, Status
from detectors_app.staff.laptop_folder import ServiceAt
from detectors_app.staff.laptop_homes import LaptopHomes
from detectors_app.staff.laptop_learning import LearningLaptop
from detectors_app.staff.laptop_packs import PackedLaptop
from detectors_app.staff.laptop_people import SharedLaptop
from detectors_app.staff.laptop_questions import AskedLaptop
from detectors_app.staff.laptop_setup import NamedReader

if TYPE_CHECKING:
    from detectors_app.domain.concern import About, Concern, Draft, Written
    from detectors_app.domain.course import Course
    from detectors_app.domain.form import Form
    from detectors_app.sealing.passphrase import Cost
    from detectors_app.storage.key_place import KeyPlace
    from detectors_app.use_cases.learning.ports import Courses
    from detectors_app.use_cases.rows import DraftRow, OutboxItem

__all__ = ["LEASE_S", "LONGEST_POLL_S", "Laptop", "NamedReader", "ServiceAt", "Status"]

COVER_NOTES = "cover_notes"


class Laptop(SharedLaptop, AskedLaptop, LearningLaptop, PackedLaptop):
    """One data folder, opened."""

    __slots__ = ()

    @classmethod
    def open(
        cls,
        data: Path,
        *,
        clock: Callable[[], datetime] | None = None,
        chance: Callable[[], float] = random.random,
        token_bytes: Callable[[int], bytes] = secrets.token_bytes,
        key_place: KeyPlace | None = None,
        service_at: ServiceAt | None = None,
        cost: Cost | None = None,
        courses: Courses | None = None,
    ) -> Self:
        """Open the folder's store, or make one where there is none. Without `courses`, those in force are taught.

        Raises CannotOpen (key lost, wrong or store damaged), EnvironmentFault (disk full, read-only, keystore),
        Refused (a newer version's store).
        """
        from detectors_app.staff.wiring import parts_for, service_over_network
        from detectors_app.storage.home_list import StoredHomes
        from detectors_app.storage.key_place import FilePlace, choose_place, store_key
        from detectors_app.storage.laptop_store import FILE, LaptopStore

        now = clock or _utc_now
        key, place = store_key(key_place or choose_place(data), data / FILE, token_bytes, spare=FilePlace(data))
        store = LaptopStore(data, key)
        parts = parts_for(store, now, chance, token_bytes, cost)
        service = service_at or service_over_network(now)
        homes = LaptopHomes(StoredHomes(data, key), now)
        made = cls(
            data,
            parts,
            place.name,
            store,
            service,
            token_bytes(8).hex(),
            homes=homes,
            courses=courses or _none_yet,
        )
        if courses is None:
            made.courses = made.courses_in_force
        return made

    def close(self) -> None:
        """Lock, and close the store."""
        self.lock()
        self.homes.close()
        self._store.close()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    # --- recording --------------------------------------------------------------------------------------------------

    def form(self, form_id: str | None = None, version: int = 0) -> Form | None:
        """Give the current form, or the named version, None where this program does not know it."""
        from detectors_app.content.forms import current_form, load_form

        return current_form() if form_id is None else load_form(form_id, version)

    def new_concern_id(self) -> EnvelopeId:
        """Give a fresh id, to be minted at the first keystroke."""
        return EnvelopeId(UUID(bytes=self.parts.token_bytes(16), version=4))

    def save_draft(
        self, concern_id: EnvelopeId, concern: Concern, step: int, written: Written, about: About | None = None
    ) -> DraftRow:
        """Seal and keep what is written so far; needs no passphrase. Raises Refused, EnvironmentFault.

        `about` says what an addition belongs to; once saved, the draft says it itself.
        """
        from detectors_app.use_cases.reporting.save_draft import save_draft

        return save_draft(self.parts, concern_id, concern, step=step, written=written, about=about)

    def resume_draft(self, concern_id: EnvelopeId, passphrase: str | None = None) -> Draft:
        """Open a draft; without a passphrase only while unlocked. Raises CannotOpen, Refused."""
        from detectors_app.domain.errors import Refused
        from detectors_app.use_cases.enrolment.person import unlock
        from detectors_app.use_cases.reporting.resume_draft import resume_draft

        own = self._own if passphrase is None else unlock(self.parts, passphrase)
        if own is None:
            raise Refused("person.locked")
        return resume_draft(self.parts, concern_id, own)

    def drop_draft(self, concern_id: EnvelopeId) -> None:
        """Throw a draft away."""
        with self._store.unit() as unit:
            unit.drop_draft(concern_id)

    def readers_of(self, concern: Concern, about: About | None = None) -> Chosen:
        """Give who would read it now; where `short`, show the phone number before sending. Raises Refused."""
        from detectors_app.use_cases.reporting.report_concern import readers_of

        return readers_of(self.parts, concern, about)

    def report(
        self,
        concern_id: EnvelopeId,
        concern: Concern,
        written: Written,
        *,
        about: About | None = None,
        told_phone: bool = False,
    ) -> OutboxItem:
        """Seal a finished concern, or what is added to one, and queue it; asked twice, the first one stands.

        Raises NotFinished (with its problems); Refused, the draft kept (`concern.few_readers` until `told_phone`).
        """
        from detectors_app.use_cases.reporting.report_concern import report_concern

        return report_concern(self.parts, concern_id, concern, written=written, about=about, told_phone=told_phone)

    def send_as_it_is(self, concern_id: EnvelopeId, *, told_phone: bool = False) -> OutboxItem:
        """Queue a draft unopened, marked unfinished. Raises Refused, the draft kept."""
        from detectors_app.use_cases.reporting.send_as_it_is import send_as_it_is

        return send_as_it_is(self.parts, concern_id, told_phone=told_phone)

    # --- the notes of the cover ---------------------------------------------------------------------------------------

    def cover_notes(self) -> tuple[str, ...] | None:
        """Give the person's own job notes, None where none were ever kept. They never hold a concern."""
        with self._store.unit() as unit:
            kept = unit.note(COVER_NOTES)
        return tuple(json.loads(kept)) if kept else None

    def keep_cover_notes(self, notes: tuple[str, ...]) -> None:
        """Keep the person's own job notes, replacing those before. Raises EnvironmentFault."""
        from detectors_app.content.typed import clean

        with self._store.unit() as unit:
            unit.put_note(COVER_NOTES, json.dumps([clean(each) for each in notes]))


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _none_yet() -> tuple[Course, ...]:
    return ()
