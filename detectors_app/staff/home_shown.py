"""What Home tells, worked out from the drafts and the outbox; asks nobody, draws nothing, and loads little."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from detectors_app.domain.ids import EnvelopeId, reference

if TYPE_CHECKING:
    from detectors_app.domain.form import Form
    from detectors_app.use_cases.rows import DraftRow, OutboxItem


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft as Home shows it. `step` counts from 1; None once the answers were being checked.

    `opens` is false where the passphrase does not open it any more: it can only be sent as it is. `added_to` is the
    reference of the concern that it adds to, empty for a concern of its own; `answers`: it answers the duty team.
    """

    id: EnvelopeId
    started_at: datetime
    step: int | None
    opens: bool = True
    added_to: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """A concern that needs a phone call; `held` where the service did not take it, `phoned` once they said so."""

    id: EnvelopeId
    reference: str
    held: bool
    phoned: bool = False


@dataclass(frozen=True, slots=True)
class LinkShown:
    """What waits, and when this laptop last reached the service."""

    waiting: int = 0
    last_reached: datetime | None = None
    set_up: bool = True


@dataclass(frozen=True, slots=True)
class HomeShown:
    """All of Home. `ready` is false until the store has answered for the first time.

    `person` says who uses the laptop, where several do; `passphrase_missing`: they have not chosen one.
    """

    ready: bool = False
    drafts: tuple[DraftShown, ...] = ()
    to_phone: tuple[PhoneShown, ...] = ()
    link: LinkShown = LinkShown()
    person: str = field(default="", repr=False)
    passphrase_missing: bool = False
    questions: int = 0
    """How many questions of the duty team's wait for an answer."""


def waiting(outbox: Sequence[OutboxItem]) -> int:
    """Count what the service has not taken yet."""
    from detectors_app.domain.delivery import State

    return sum(each.state in {State.QUEUED, State.PARKED} for each in outbox)


def drafts_shown(form: Form, drafts: Sequence[DraftRow], shut: Collection[EnvelopeId] = ()) -> tuple[DraftShown, ...]:
    """Give the drafts with the step each was left on, the latest first; `shut` are those that do not open."""
    from detectors_app.staff import walk

    steps = [each.step + 1 for each in walk.screens(form)]
    shown = []
    for row in drafts:
        if row.added_to is not None:
            added_to, answers = reference(row.added_to), row.question is not None
            shown.append(DraftShown(row.id, row.started_at, None, row.id not in shut, added_to, answers))
            continue
        step = steps[row.step] if 0 <= row.step < len(steps) else None
        shown.append(DraftShown(row.id, row.started_at, step, row.id not in shut))
    return tuple(shown)


def to_phone(outbox: Sequence[OutboxItem]) -> tuple[PhoneShown, ...]:
    """Give the concerns for which the person should ring the duty line; those they have not rung about come first."""
    from detectors_app.domain.delivery import State, needs_phone

    shown = (
        PhoneShown(each.id, reference(each.added_to or each.id), each.state is State.PARKED, each.phoned)
        for each in outbox
        if needs_phone(each.state, urgent=each.urgent)
    )
    return tuple(sorted(shown, key=lambda each: each.phoned))
