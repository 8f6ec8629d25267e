"""What every casework verb is handed: the desk's store, its service, its keys, its clock; does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from detectors_app.domain.form import Form
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName, OfficerId
from detectors_app.domain.permissions import Action, actor_of, may
from detectors_app.domain.trust import Bundle
from detectors_app.use_cases.casework.memory import Memory
from detectors_app.use_cases.casework.ports import DeskStore, DeskUnit
from detectors_app.use_cases.ports import Clock, NewId, Notary, Open, Seal, Service, Signer

BOXES: tuple[BoxName, ...] = (CONCERNS, CASEWORK, LEARNING)
"""What desks read, in the order they ask; none reads all of it that is not named for all of it."""
CASE_BOXES: tuple[BoxName, ...] = (CONCERNS, CASEWORK)
"""What cases are made of."""

Fold = Callable[[DeskUnit], None]
"""Brings what another part keeps of a box up to what was taken in, in the transaction that took it in."""
Forms = Callable[[str, int], Form | None]
"""Gives a version of the form, None where this desk does not know it."""


def boxes_of(bundle: Bundle, officer: OfficerId) -> tuple[BoxName, ...]:
    """Give the boxes that the list of people names this officer a reader of, reserve counted, and their role allows."""
    person = bundle.person(officer)
    actor = None if person is None else actor_of(person.role)
    named = {each.box for each in bundle.boxes if officer in (*each.readers, *each.reserve)}
    return tuple(box for box in BOXES if box in named and actor is not None and may(actor, Action.READ, box))


def fold_nothing(_: DeskUnit) -> None:
    """Keep nothing of the learning box: for desks whose officer does not read it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One officer's desk. `sign` is the officer's key (payloads), `desk` the desk's own (acks and HTTP requests).

    `open` opens with the officer's HPKE key; `forms` gives what the answers were asked by. `memory` is of what the
    store held when it was last looked at; it belongs to one thread.
    """

    officer: OfficerId
    store: DeskStore
    service: Service
    notary: Notary
    sign: Signer
    desk: Signer
    seal: Seal
    open: Open
    forms: Forms
    now: Clock
    new_id: NewId
    fold_learning: Fold = fold_nothing
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
