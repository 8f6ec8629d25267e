"""Tells the other officers, or leads, what this one did, and keeps it here at once; sends nothing."""

from __future__ import annotations

from datetime import datetime

from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, EnvelopeId, OfficerId
from detectors_app.domain.trust import Role, choose_readers
from detectors_app.protocol.payload import CaseAsked, CaseRead, Learning
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.desk import Desk, boxes_of
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.rows import HeldBundle, TakenIn

NOT_STORED_YET = Statement(b"", ())
"""Stands where the service's receipt will be: this desk keeps its own words before anyone else has them."""


def tell_others(
    desk: Desk,
    unit: DeskUnit,
    held: HeldBundle,
    event: EnvelopeId,
    content: CaseRead | CaseAsked,
    *,
    left_out: tuple[OfficerId, ...],
    at: datetime,
) -> None:
    """Queue a note to the casework readers less those left out, and take it in, in the caller's transaction."""
    chosen = choose_readers(held.bundle, CASEWORK, frozenset(left_out))
    room = len(held.bundle.box(CASEWORK).readers)
    post = Post(CASEWORK, event, tuple(each.seal for each in chosen.readers), room, content, left_out)
    _keep_own(desk, unit, held, post, at)


def tell_leads(
    desk: Desk, unit: DeskUnit, held: HeldBundle, entry: EnvelopeId, content: Learning, *, at: datetime
) -> None:
    """Queue what a training lead entered to all readers of the learning box, and take it in and count it, at once.

    Raises Refused where this officer does not read the box.
    """
    if LEARNING not in boxes_of(held.bundle, desk.officer):
        raise Refused("learning.not_a_reader")
    readers = held.bundle.readers(LEARNING)
    post = Post(LEARNING, entry, tuple(each.seal for each in readers), len(readers), content)
    _keep_own(desk, unit, held, post, at)
    desk.fold_learning(unit)


def _keep_own(desk: Desk, unit: DeskUnit, held: HeldBundle, post: Post, at: datetime) -> None:
    """Queue it and keep it here at once, before anyone else has it."""
    item, payload = queue(desk, unit, post, bundle=held.bundle.version, at=at)
    unit.take_in(
        TakenIn(
            box=post.box,
            id=post.id,
            sha256=item.sha256,
            envelope=item.envelope,
            stored_at=at,
            stored=NOT_STORED_YET,
            skew_s=0,
            sender=desk.sign.id,
            certificate=None,
            place=None,
            payload=payload,
        )
    )


def reads_concerns(held: HeldBundle, officer: OfficerId) -> bool:
    """Say whether the list of people has this officer read concerns, reserve counted."""
    person, box = held.bundle.person(officer), held.bundle.box(CONCERNS)
    is_officer = person is not None and person.role in {Role.OFFICER, Role.MANAGER}
    return is_officer and officer in (*box.readers, *box.reserve)
