"""What the windows ask of the laptop, each a plain function to run on the store's lane; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from detectors_app.domain.concern import About, Concern, Draft, Written
from detectors_app.domain.ids import FIRST_PERSON, EnvelopeId, OfficerId, PersonId
from detectors_app.domain.policy import Policy
from detectors_app.domain.preferences import Preferences
from detectors_app.staff.home_shown import waiting

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.questions import Asked
    from detectors_app.use_cases.rows import DraftRow, OutboxItem, PersonRow


@dataclass(frozen=True, slots=True)
class Looked:
    """All that Home, the confirmation and *My concerns* are drawn from, read at one moment.

    `drafts` and `outbox` are of who uses the laptop; `shut_drafts` are those that their key does not open, `pressing`
    what else of theirs someone should ring about, `others_waiting` counts what others have waiting.
    `passphrase_missing`: someone else uses it who has not chosen one yet. `earlier_questions` counts those that came
    for an earlier self, which nothing here opens.
    """

    set_up: bool
    has_passphrase: bool
    drafts: tuple[DraftRow, ...] = ()
    outbox: tuple[OutboxItem, ...] = ()
    last_reached: datetime | None = None
    idle_minutes: int = Policy().idle_minutes
    cover_notes: tuple[str, ...] | None = field(default=None, repr=False)
    shut_drafts: frozenset[EnvelopeId] = frozenset()
    pressing: tuple[OutboxItem, ...] = ()
    others_waiting: int = 0
    people: tuple[PersonRow, ...] = ()
    person: PersonId = FIRST_PERSON
    passphrase_missing: bool = False
    earlier_questions: int = 0
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new concern starts from: who writes, and which officers may be named as not to see it."""

    id: EnvelopeId
    person: dict[str, str] = field(default_factory=dict, repr=False)
    officers: tuple[tuple[OfficerId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """A draft opened again, with what the form needs beside it."""

    draft: Draft = field(repr=False)
    saved_at: datetime
    beginning: Beginning


@dataclass(frozen=True, slots=True)
class AnswerBegun:
    """An answer or addition to be written: what it is about, the question's words, and what was written before."""

    id: EnvelopeId
    about: About
    question: str = field(repr=False)
    draft: Draft = field(repr=False)
    saved_at: datetime | None = None


def look(laptop: Laptop) -> Looked:
    """Read how things stand."""
    delivery, shared = laptop.status(), laptop.shared()
    return Looked(
        set_up=delivery.enrolled,
        has_passphrase=delivery.has_passphrase or shared.someone_else,
        drafts=shared.drafts,
        outbox=shared.outbox,
        shut_drafts=shared.shut_drafts,
        pressing=shared.pressing,
        others_waiting=delivery.waiting - waiting(shared.outbox),
        people=shared.people,
        person=shared.person,
        passphrase_missing=shared.someone_else and not delivery.has_passphrase,
        earlier_questions=laptop.earlier_questions(),
        questions=laptop.questions(),
        last_reached=delivery.last_reached,
        idle_minutes=_idle_minutes(laptop),
        cover_notes=laptop.cover_notes(),
    )


def _idle_minutes(laptop: Laptop) -> int:
    """Give the policy's, or fewer where IT set fewer."""
    from detectors_app.content.configuration import configuration_or_none_set

    return configuration_or_none_set().idle_minutes_of(laptop.policy().idle_minutes)


def begin(laptop: Laptop) -> Beginning:
    """Read what a new concern starts from."""
    officers = tuple((each.officer, each.name) for each in laptop.readers_named())
    return Beginning(laptop.new_concern_id(), _known(laptop.person()), officers)


def _known(person: PersonRow | None) -> dict[str, str]:
    return {} if person is None else {"name": person.name, "role": person.role, "team": person.team}


def save(draft_id: EnvelopeId, draft: Draft, about: About | None = None) -> Callable[[Laptop], datetime]:
    """Make the job that stores a draft durably and gives when it was."""

    def job(laptop: Laptop) -> datetime:
        return laptop.save_draft(draft_id, draft.concern, draft.step, _written(laptop), about).saved_at

    return job


def _written(laptop: Laptop) -> Written:
    return Written.UNLOCKED if laptop.is_unlocked else Written.LOCKED


def resume(draft_id: EnvelopeId) -> Callable[[Laptop], Resumed | AnswerBegun]:
    """Make the job that opens a draft with the person's key, once unlocked."""

    def job(laptop: Laptop) -> Resumed | AnswerBegun:
        rows = {each.id: each for each in laptop.drafts()}
        row, draft = rows[draft_id], laptop.resume_draft(draft_id)
        if row.about is not None:
            return AnswerBegun(draft_id, row.about, _question(laptop, row.about), draft, row.saved_at)
        return Resumed(draft, row.saved_at, replace(begin(laptop), id=draft_id))

    return job


def begin_answer(about: About) -> Callable[[Laptop], AnswerBegun]:
    """Make the job that begins an answer or addition, or goes on with the one begun before; once unlocked."""

    def job(laptop: Laptop) -> AnswerBegun:
        question = _question(laptop, about)
        row = next((each for each in laptop.drafts() if each.about == about), None)
        if row is not None and row.id not in laptop.shared().shut_drafts:
            return AnswerBegun(row.id, about, question, laptop.resume_draft(row.id), row.saved_at)
        form = laptop.addition_form()
        return AnswerBegun(laptop.new_concern_id(), about, question, Draft(Concern(form.id, form.version, {}), 0))

    return job


def _question(laptop: Laptop, about: About) -> str:
    return "" if about.question is None else laptop.open_question(about.question)


def report(
    concern_id: EnvelopeId, concern: Concern, about: About | None = None, *, told_phone: bool
) -> Callable[[Laptop], OutboxItem]:
    """Make the job that seals and queues a concern, or what is added to one."""

    def job(laptop: Laptop) -> OutboxItem:
        return laptop.report(concern_id, concern, _written(laptop), about=about, told_phone=told_phone)

    return job


def send_as_it_is(draft_id: EnvelopeId, *, told_phone: bool) -> Callable[[Laptop], OutboxItem]:
    """Make the job that queues a draft without opening it."""

    def job(laptop: Laptop) -> OutboxItem:
        return laptop.send_as_it_is(draft_id, told_phone=told_phone)

    return job


def mark_phoned(concern_id: EnvelopeId) -> Callable[[Laptop], None]:
    """Make the job that notes that the person says they have phoned."""

    def job(laptop: Laptop) -> None:
        laptop.mark_phoned(concern_id)

    return job


def keep_cover_notes(notes: tuple[str, ...]) -> Callable[[Laptop], None]:
    """Make the job that keeps the cover's notes."""

    def job(laptop: Laptop) -> None:
        laptop.keep_cover_notes(notes)

    return job


def older(skip: int) -> Callable[[Laptop], tuple[OutboxItem, ...]]:
    """Make the job that reads what was sent before the newest so many."""

    def job(laptop: Laptop) -> tuple[OutboxItem, ...]:
        return laptop.older(skip)

    return job


def keep_preferences(preferences: Preferences) -> Callable[[Laptop], None]:
    """Make the job that keeps what the person chose for this laptop."""

    def job(laptop: Laptop) -> None:
        from detectors_app.storage.preferences_file import write_preferences

        write_preferences(laptop.data, preferences)

    return job


def unlock(passphrase: str) -> Callable[[Laptop], None]:
    """Make the job that tries a passphrase."""

    def job(laptop: Laptop) -> None:
        laptop.unlock(passphrase)

    return job


def choose_passphrase(passphrase: str) -> Callable[[Laptop], None]:
    """Make the job that makes the person's key where the file was taken before."""

    def job(laptop: Laptop) -> None:
        laptop.choose_passphrase(passphrase)

    return job


def lock(laptop: Laptop) -> None:
    """Forget the person's key."""
    laptop.lock()
