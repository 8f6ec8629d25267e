"""The people on a laptop as its verbs see them: whose drafts these are, who writes now; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.concern import Written
from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import DRAFTS, EnvelopeId, PersonId
from detectors_app.domain.people import Befores, is_someone_else, selves
from detectors_app.protocol.envelope import sent_as
from detectors_app.protocol.keys import seal_id
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.rows import DraftRow, OutboxItem, PersonRow

NEWEST = 20
"""So many of what a person sent are read each time something changes; the older ones when they ask for them."""


def befores_of(people: tuple[PersonRow, ...]) -> Befores:
    """Give who each of them was before."""
    return {each.id: each.before for each in people}


def own_selves(unit: LaptopUnit) -> tuple[PersonId, ...]:
    """Give who is using the laptop now, and all that they were before a passphrase was forgotten."""
    return selves(unit.current_person(), befores_of(unit.people()))


def own_drafts(unit: LaptopUnit) -> tuple[DraftRow, ...]:
    """Give the drafts of who is using the laptop, the latest saved first; nobody else's."""
    own = own_selves(unit)
    return tuple(each for each in unit.drafts() if each.person in own)


def own_draft(unit: LaptopUnit, draft_id: EnvelopeId) -> DraftRow:
    """Give one of them. Raises Refused where there is none of that id, or it is another person's."""
    row = unit.draft(draft_id)
    if row is None or row.person not in own_selves(unit):
        raise Refused("draft.not_here")
    return row


def own_outbox(unit: LaptopUnit) -> tuple[OutboxItem, ...]:
    """Give what was written under the key of who is using the laptop, newest first, without the sealed bytes.

    What an earlier self sent is not among it: whoever claims to have forgotten a passphrase learns nothing by it.
    """
    return unit.outbox_of({unit.current_person()})


def opens(person: PersonRow | None, draft: DraftRow) -> bool:
    """Say whether a person's key can open a draft, by whom it is sealed to."""
    if person is None or not person.seal_public:
        return False
    return seal_id(person.seal_public) in sent_as(DRAFTS, draft.envelope).slots


@dataclass(frozen=True, slots=True)
class Shared:
    """Who uses the laptop, and what is theirs. `outbox` is the newest of what they sent, at most NEWEST.

    `pressing` is what else of theirs someone should ring about: older, or sent by an earlier self.
    `shut_drafts` are not opened by their key: they can only be sent as they are. `someone_else`: not the person whom
    the laptop was set up for.
    """

    people: tuple[PersonRow, ...]
    person: PersonId
    someone_else: bool
    drafts: tuple[DraftRow, ...]
    shut_drafts: frozenset[EnvelopeId]
    outbox: tuple[OutboxItem, ...]
    pressing: tuple[OutboxItem, ...]


def shared(unit: LaptopUnit) -> Shared:
    """Read it in one transaction."""
    people, current, drafts = unit.people(), unit.person(), own_drafts(unit)
    befores, person = befores_of(people), unit.current_person()
    outbox = unit.outbox_of({person}, most=NEWEST)
    listed = {(each.box, each.id, each.sha256) for each in outbox}
    return Shared(
        people=people,
        person=person,
        someone_else=is_someone_else(person, befores),
        drafts=drafts,
        shut_drafts=frozenset(each.id for each in drafts if not opens(current, each)),
        outbox=outbox,
        pressing=tuple(
            each for each in unit.pressing_of(selves(person, befores)) if (each.box, each.id, each.sha256) not in listed
        ),
    )


def written_by(unit: LaptopUnit, written: Written) -> Written:
    """Give how a payload was written: `written` where the laptop's own person writes, else by someone else."""
    someone_else = is_someone_else(unit.current_person(), befores_of(unit.people()))
    return Written.SOMEONE_ELSE if someone_else else written
