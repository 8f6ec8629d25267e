"""The desk's state as a fold: cases computed from what arrived and what officers did, so that every desk agrees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
    NO_CONCERN = "no_concern"
    """Something was added to a concern that is not here."""


@dataclass(frozen=True, slots=True)
class CaseId:
    """A case is known by who sent it and its id: nobody else's id can collide with it."""

    sender: KeyId
    id: EnvelopeId


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text that opened: a concern, an addition to one, either perhaps unfinished.

    `id` is the text's own: a concern's case has the same, an addition (`added`) belongs to the case of another text.
    `stored_at` is the service's time, `made_at` the laptop's.
    """

    case: CaseId
    id: EnvelopeId
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
    added: bool = False
    question: EnvelopeId | None = None
    """The question that an addition answers."""


@dataclass(frozen=True, slots=True)
class WasRead:
    """An officer pressed *I have read this* for these very bytes. `event` is the id of the envelope that says so."""

    event: EnvelopeId
    case: CaseId
    sha256: str
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True)
class WasAsked:
    """An officer asked the person about a case. `event` is the question's id."""

    event: EnvelopeId
    case: CaseId
    officer: OfficerId
    at: datetime
    words: str = field(repr=False)


Note = WasRead | WasAsked
"""What an officer did about a case."""
CaseEvent = Arrived | Note


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one concern, oldest first. `arrivals` holds its text and what was added to it."""

    id: CaseId
    arrivals: tuple[Arrived, ...]
    reads: tuple[WasRead, ...]
    asks: tuple[WasAsked, ...] = ()

    @property
    def texts(self) -> tuple[Arrived, ...]:
        """Give the concern's own texts: one, none where only additions came, several where one id has other words."""
        return tuple(each for each in self.arrivals if not each.added)

    @property
    def additions(self) -> tuple[Arrived, ...]:
        """Give what was added to it, answers to questions among them."""
        return tuple(each for each in self.arrivals if each.added)

    @property
    def unanswered(self) -> tuple[WasAsked, ...]:
        """Give the questions that no addition answers yet."""
        answered = {each.question for each in self.arrivals}
        return tuple(each for each in self.asks if each.event not in answered)

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
        """Give the concern's own text that came last; where none came, the last addition."""
        return (self.texts or self.arrivals)[-1]

    @property
    def unread(self) -> tuple[Arrived, ...]:
        """Give what arrived and nobody has read: other words under one id count anew."""
        read = {each.sha256 for each in self.reads}
        return tuple(each for each in self.arrivals if each.sha256 not in read)

    @property
    def waits_since(self) -> datetime:
        """Give when the oldest text that nobody read came; of a case that was read, when its first did."""
        return min((each.stored_at for each in self.unread), default=self.arrived_at)

    @property
    def marks(self) -> frozenset[Mark]:
        """Give every mark, with OTHER_WORDS where one id came with two texts, NO_CONCERN where no text came itself."""
        own = frozenset(mark for each in self.arrivals for mark in each.marks)
        ids = [each.id for each in self.arrivals]
        others = {Mark.OTHER_WORDS} if len(set(ids)) < len(ids) else set[Mark]()
        return own | others | (set() if self.texts else {Mark.NO_CONCERN})


def fold(events: Iterable[CaseEvent]) -> dict[CaseId, Case]:
    """Compute the cases; the order and repetition of the events make no difference."""
    arrivals: dict[CaseId, dict[str, Arrived]] = {}
    notes: dict[CaseId, set[Note]] = {}
    for event in events:
        if isinstance(event, Arrived):
            held = arrivals.setdefault(event.case, {})
            held[event.sha256] = _joined(held.get(event.sha256, event), event)
        else:
            notes.setdefault(event.case, set()).add(event)
    return {case: _case(case, came.values(), notes.get(case, set())) for case, came in arrivals.items()}


def counting(arrivals: Collection[Arrived], notes: Iterable[Note]) -> Iterator[Note]:
    """Give the notes of a case that count: none of an officer who was to be left out of what it is about."""
    left_out = {each.sha256: each.left_out for each in arrivals}
    everyone = {officer for each in arrivals for officer in each.left_out}
    for each in notes:
        out = left_out.get(each.sha256, ()) if isinstance(each, WasRead) else everyone
        if each.officer not in out:
            yield each


def _joined(one: Arrived, other: Arrived) -> Arrived:
    """Give the earlier of two arrivals of the same bytes, urgent and marked as either was: no warning gets lost."""
    first = min(one, other, key=lambda each: (each.stored_at, each.made_at, each.label))
    return replace(first, urgent=one.urgent or other.urgent, marks=one.marks | other.marks)


def _case(case: CaseId, came: Iterable[Arrived], notes: Collection[Note]) -> Case:
    reads = (each for each in notes if isinstance(each, WasRead))
    asks = (each for each in notes if isinstance(each, WasAsked))
    return Case(
        case,
        tuple(sorted(came, key=lambda each: (each.stored_at, each.sha256))),
        tuple(sorted(reads, key=lambda each: (each.at, each.event.int, each.officer, each.sha256))),
        tuple(sorted(asks, key=lambda each: (each.at, each.event.int, each.officer, each.words))),
    )


def due_at(arrived_at: datetime, policy: Policy, *, urgent: bool) -> datetime:
    """Give when a person should have read it.

    Counted in plain time until the service's duty hours are set: early is safer than late.
    """
    return arrived_at + timedelta(minutes=policy.urgent_target_min if urgent else policy.usual_target_min)


@dataclass(frozen=True, slots=True)
class Due:
    """When a person should have read it, and the target in minutes that this comes from."""

    at: datetime
    target_min: int


def case_due(case: Case, policy: Policy) -> Due:
    """Give when a person should have read all of it: what was added counts from when it came, by its own urgency."""
    waiting = case.unread or case.arrivals[:1]
    hurries = [(each.stored_at, each.urgent or (case.urgent and not each.added)) for each in waiting]
    at, urgent = min((due_at(came, policy, urgent=urgent), urgent) for came, urgent in hurries)
    return Due(at, policy.urgent_target_min if urgent else policy.usual_target_min)


def inbox_order(case: Case) -> tuple[bool, bool, datetime, int, KeyId]:
    """Sort key of the inbox: unread before read, urgent first, then the longest wait; no two cases have the same."""
    return (not case.unread, not case.urgent, case.waits_since, case.id.id.int, case.id.sender)
