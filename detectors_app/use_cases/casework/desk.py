"""What every casework verb is handed: the desk's store, its service, its keys, its clock; does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from detectors_app.domain.form import Form
from detectors_app.domain.ids import CASEWORK, CONCERNS, BoxName, OfficerId
from detectors_app.use_cases.casework.memory import Memory
from detectors_app.use_cases.casework.ports import DeskStore
from detectors_app.use_cases.ports import Clock, NewId, Notary, Open, Seal, Service, Signer

BOXES: tuple[BoxName, ...] = (CONCERNS, CASEWORK)
"""What an officer's desk reads."""

Forms = Callable[[str, int], Form | None]
"""Gives a version of the form, None where this desk does not know it."""


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
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
