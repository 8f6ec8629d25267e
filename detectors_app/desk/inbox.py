"""What the inbox and a concern's page are made of, computed from the cases; holds no sentence and draws nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from detectors_app.content.forms import load_form
from detectors_app.domain.casework import Arrived, Case, CaseId, Mark, case_due
from detectors_app.domain.errors import Invalid
from detectors_app.domain.flags import Flag, raise_flags
from detectors_app.domain.form import Form
from detectors_app.domain.ids import EnvelopeId, OfficerId, reference
from detectors_app.domain.policy import Policy
from detectors_app.domain.questions import why_not_ask
from detectors_app.domain.trust import Bundle
from detectors_app.use_cases.casework.memory import Casework, Missing, Unopened

_FORM_ID = re.compile(r"[a-z_]{1,40}")
_MOST_VERSIONS = 9999


def known_form(form_id: str, version: int) -> Form | None:
    """Give the form that the answers name, None where it is not known here: the name came from outside.

    A damaged form of ours counts as not known, so that the answers are shown as they came, and urgent.
    """
    if not _FORM_ID.fullmatch(form_id) or not 1 <= version <= _MOST_VERSIONS:
        return None
    try:
        return load_form(form_id, version)
    except Invalid:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the inbox. `due_at` is when a person should have read it, by a target of `target_min` minutes.

    `flags` come from everything in it.
    """

    case: Case = field(repr=False)
    reference: str
    urgent: bool
    unread: bool
    limited: bool
    arrived_at: datetime
    due_at: datetime
    target_min: int
    flags: tuple[Flag, ...] = field(repr=False)

    @property
    def id(self) -> CaseId:
        """Give the case's id."""
        return self.case.id

    def late_s(self, now: datetime) -> float:
        """Give by how many seconds it is late; zero or less while it is not, or once it was read."""
        return (now - self.due_at).total_seconds() if self.unread else 0.0


@dataclass(frozen=True, slots=True)
class Inbox:
    """The whole inbox, in its order, with what is missing and what could not be opened."""

    rows: tuple[Row, ...] = field(repr=False)
    missing: tuple[Missing, ...] = ()
    unopened: tuple[Unopened, ...] = ()

    @property
    def unread(self) -> tuple[Row, ...]:
        """Give what nobody has read."""
        return tuple(row for row in self.rows if row.unread)


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read it and when; `name` as the list of people gives it, the id of one who is not in it any more."""

    name: str
    officer: OfficerId
    at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """A question, who asked it and when; `answered` once an addition says that it answers it."""

    id: EnvelopeId
    name: str
    officer: OfficerId
    at: datetime
    words: str = field(repr=False)
    answered: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that a concern's page shows. `read_by_me` is true once this officer has read every text in it.

    `cannot_ask` is the wording key of why its sender cannot be asked anything, empty where they can.
    """

    row: Row
    readings: tuple[Reading, ...]
    read_by_me: bool
    left_out: tuple[str, ...]
    asks: tuple[Asking, ...] = ()
    cannot_ask: str = ""

    @property
    def arrivals(self) -> tuple[Arrived, ...]:
        """Give every text that came, oldest first."""
        return self.row.case.arrivals

    @property
    def shown(self) -> tuple[str, ...]:
        """Give the digests of the texts on the page: what *I have read this* speaks of."""
        return tuple(each.sha256 for each in self.arrivals)


class Rows:
    """The rows made before, each for as long as its case and the council's numbers stay what they were."""

    def __init__(self) -> None:
        """Hold none."""
        self._rows: dict[CaseId, Row] = {}
        self._policy: Policy | None = None

    def of(self, cases: Iterable[Case], policy: Policy) -> tuple[Row, ...]:
        """Give every case's row, and forget the rows of others."""
        held = self._rows if policy == self._policy else {}
        rows = tuple(
            row if (row := held.get(case.id)) is not None and row.case is case else make_row(case, policy)
            for case in cases
        )
        self._rows, self._policy = {row.id: row for row in rows}, policy
        return rows


def make_inbox(casework: Casework, policy: Policy, rows: Rows | None = None) -> Inbox:
    """Give the inbox of all cases; `rows` remembers those made before."""
    return Inbox((rows or Rows()).of(casework.cases, policy), casework.missing, casework.unopened)


def make_row(case: Case, policy: Policy) -> Row:
    """Give one case's row."""
    due = case_due(case, policy)
    return Row(
        case=case,
        reference=reference(case.id.id),
        urgent=case.urgent,
        unread=bool(case.unread),
        limited=Mark.RESTRICTED in case.marks,
        arrived_at=case.arrived_at,
        due_at=due.at,
        target_min=due.target_min,
        flags=_flags(case.arrivals),
    )


def make_page(case: Case, bundle: Bundle, me: OfficerId) -> CasePage:
    """Give one case's page as this officer sees it."""
    mine = {each.sha256 for each in case.reads if each.officer == me}
    readings = tuple(Reading(_name(bundle, each.officer), each.officer, each.at) for each in case.reads)
    left_out = sorted({officer for each in case.arrivals for officer in each.left_out})
    return CasePage(
        make_row(case, bundle.policy),
        readings,
        read_by_me=all(each.sha256 in mine for each in case.arrivals),
        left_out=tuple(_name(bundle, each) for each in left_out),
        asks=_asks(case, bundle),
        cannot_ask=why_not_ask(case, bundle, me),
    )


def _asks(case: Case, bundle: Bundle) -> tuple[Asking, ...]:
    waiting = {each.event for each in case.unanswered}
    return tuple(
        Asking(each.event, _name(bundle, each.officer), each.officer, each.at, each.words, each.event not in waiting)
        for each in case.asks
    )


def find(cases: Iterable[Case], wanted: str) -> Case:
    """Give the case of a UUID's text or a reference such as SN-4K7M2Q. Raises Invalid: none, or several."""
    text = wanted.strip().upper()
    found = [each for each in cases if text in {reference(each.id.id), str(UUID(int=each.id.id.int)).upper()}]
    if not found:
        raise Invalid("case.unknown", where="case")
    if len(found) > 1:
        raise Invalid("case.several", where="case", count=len(found))
    return found[0]


def _flags(arrivals: Iterable[Arrived]) -> tuple[Flag, ...]:
    raised: dict[str, list[str]] = {}
    for arrived in arrivals:
        concern = arrived.concern
        for flag in raise_flags(known_form(concern.form, concern.version), concern.answers):
            words = raised.setdefault(flag.name, [])
            if flag.words not in words:
                words.append(flag.words)
    return tuple(Flag(name, "; ".join(words)) for name, words in raised.items())


def _name(bundle: Bundle, officer: OfficerId) -> str:
    person = bundle.person(officer)
    return str(officer) if person is None else person.name
