"""The desk's state as a fold: cases computed from what arrived and what officers did, so that every desk agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from detectors_app.domain.concern import Concern, Written
from detectors_app.domain.ids import EnvelopeId, KeyId, OfficerId
from detectors_app.domain.policy import Policy


class Mark(StrEnum):
    """What the duty team must know about how a concern came; none of them hides it."""

    UNFINISHED = "unfinished"
    SENDER_REMOVED = "sender_removed"
    SENDER_STOLEN = "sender_stolen"
    NO_CERTIFICATE = "no_certificate"
    REPEATED_NUMBER = "repeated_number"
    CLOCK_BACKWARDS = "clock_backwards"
    OTHER_WORDS = "other_words"
    RESTRICTED = "restricted"
    NO_RECEIPT = "no_receipt"


@dataclass(frozen=True, slots=True)
class CaseId:
    """A case is known by who sent it and its id: nobody else's id can collide with it."""

    sender: KeyId
    id: EnvelopeId


@dataclass(frozen=True, slots=True)
class Arrived:
    """A concern (or unfinished draft) that opened. `stored_at` is the service's time, `made_at` the laptop's."""

    case: CaseId
    sha256: str
    stored_at: datetime
    made_at: datetime
    urgent: bool
    concern: Concern
    written: Written = Written.LOCKED
    marks: frozenset[Mark] = frozenset()
    left_out: tuple[OfficerId, ...] = ()
    reply_to: bytes = field(default=b"", repr=False)
    label: str = ""
    """The laptop's label as its grant gives it."""


@dataclass(frozen=True, slots=True)
class WasRead:
    """An officer pressed *I have read this* for these very bytes. `event` is the id of the envelope that says so."""

    event: EnvelopeId
    case: CaseId
    sha256: str
    officer: OfficerId
    at: datetime


CaseEvent = Arrived | WasRead


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one concern, oldest first."""

    id: CaseId
    arrivals: tuple[Arrived, ...]
    reads: tuple[WasRead, ...]

    @property
    def urgent(self) -> bool:
        """Urgent when any of what arrived is."""
        return any(each.urgent for each in self.arrivals)

    @property
    def arrived_at(self) -> datetime:
        """Give when the service first held it."""
        return self.arrivals[0].stored_at

    @property
    def latest(self) -> Arrived:
        """Give what arrived last."""
        return self.arrivals[-1]

    @property
    def unread(self) -> tuple[Arrived, ...]:
        """Give what arrived and nobody has read: other words under one id count anew."""
        read = {each.sha256 for each in self.reads}
        return tuple(each for each in self.arrivals if each.sha256 not in read)

    @property
    def marks(self) -> frozenset[Mark]:
        """Give every mark, with OTHER_WORDS where one id came with two texts."""
        own = frozenset(mark for each in self.arrivals for mark in each.marks)
        return own | {Mark.OTHER_WORDS} if len(self.arrivals) > 1 else own


def fold(events: Iterable[CaseEvent]) -> dict[CaseId, Case]:
    """Compute the cases; the order and repetition of the events make no difference."""
    arrivals: dict[CaseId, dict[str, Arrived]] = {}
    reads: dict[CaseId, set[WasRead]] = {}
    for event in events:
        if isinstance(event, Arrived):
            held = arrivals.setdefault(event.case, {})
            held[event.sha256] = _joined(held.get(event.sha256, event), event)
        else:
            reads.setdefault(event.case, set()).add(event)
    return {case: _case(case, came.values(), reads.get(case, set())) for case, came in arrivals.items()}


def _joined(one: Arrived, other: Arrived) -> Arrived:
    """Give the earlier of two arrivals of the same bytes, urgent and marked as either was: no warning gets lost."""
    first = min(one, other, key=lambda each: (each.stored_at, each.made_at, each.label))
    return replace(first, urgent=one.urgent or other.urgent, marks=one.marks | other.marks)


def _case(case: CaseId, came: Iterable[Arrived], read: Iterable[WasRead]) -> Case:
    return Case(
        case,
        tuple(sorted(came, key=lambda each: (each.stored_at, each.sha256))),
        tuple(sorted(read, key=lambda each: (each.at, each.event.int, each.officer, each.sha256))),
    )


def due_at(arrived_at: datetime, policy: Policy, *, urgent: bool) -> datetime:
    """Give when a person should have read it.

    Counted in plain time until the service's duty hours are set: early is safer than late.
    """
    return arrived_at + timedelta(minutes=policy.urgent_target_min if urgent else policy.usual_target_min)


def inbox_order(case: Case) -> tuple[bool, bool, datetime, int, KeyId]:
    """Sort key of the inbox: unread before read, urgent first, then the longest wait; no two cases have the same."""
    return (not case.unread, not case.urgent, case.arrived_at, case.id.id.int, case.id.sender)
