"""The inbox in words: rows as the table shows them, what a search finds, and who is late; draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from detectors_app.content.answers import say_question
from detectors_app.content.wording import Wording
from detectors_app.desk.inbox import Inbox, Row, known_form
from detectors_app.desk.plain_words import one_line
from detectors_app.desk.said_times import duration, moment, target
from detectors_app.domain.casework import Arrived, CaseId, Mark
from detectors_app.domain.policy import Policy

PLACE = "place"
"""The question of the form that asks where it was."""
_MOST_FLAGS = 2
_FLAG_LETTERS = 44
_WHERE_LETTERS = 30


@dataclass(frozen=True, slots=True)
class FlagWords:
    """One attention flag: its name and the words that raised it, in their quotation marks."""

    name: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row of the inbox, each member as it is shown. `late` colours nothing alone: `waiting` says it too."""

    id: CaseId
    urgent: bool
    unread: bool
    late: bool
    how_soon: str
    limited: str
    reference: str
    came: str
    where: str = field(repr=False)
    where_more: str = field(repr=False)
    flags: tuple[FlagWords, ...] = field(repr=False)
    more_flags: str
    waiting: str
    target: str
    read: str
    why: str = ""
    """Why a case that was read is back."""

    def spoken(self) -> str:
        """Give the whole row as a screen reader says it."""
        flags = ". ".join(f"{each.name}: {each.words}" for each in self.flags)
        parts = (self.how_soon, self.limited, self.reference, self.came, self.where, self.where_more)
        return ". ".join(
            each for each in (*parts, flags, self.more_flags, self.waiting, self.target, self.read, self.why) if each
        )

    def matches(self, wanted: str) -> bool:
        """Say whether the reference or the home holds what was typed; the hyphen and SN may be left out."""
        text = wanted.casefold().strip()
        reference = self.reference.casefold()
        found = (reference, reference.replace("-", ""), self.where.casefold(), self.where_more.casefold())
        whole = f"{self.where}, {self.where_more}".casefold()
        return any(text in each for each in (*found, whole))


@dataclass(frozen=True, slots=True)
class InboxWords:
    """The whole inbox as shown. `late_id` is the urgent concern that has waited longest past its target."""

    rows: tuple[RowWords, ...] = field(repr=False)
    unread: int
    late_heading: str
    late_text: str
    late_id: CaseId | None
    notes: tuple[str, ...]
    """What is missing, and what could not be opened."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of a row, and by what: the row, the council's numbers, the day."""

    row: Row
    policy: Policy
    day: date
    words: RowWords


class SaidBefore:
    """What was said of the rows the last time: within a day only what changed, or waits, is worded anew.

    In other words, as in another language, all is.
    """

    def __init__(self) -> None:
        """Hold nothing."""
        self._said: dict[CaseId, _Said] = {}
        self._words: Wording | None = None

    def rows(self, rows: Sequence[Row], policy: Policy, now: datetime, words: Wording) -> tuple[RowWords, ...]:
        """Give all rows in words, and forget the rows that are not among them."""
        before, self._said = self._said if words is self._words else {}, {}
        self._words = words
        day = now.astimezone().date()
        for row in rows:
            said = before.get(row.id)
            if said is None or said.row is not row or said.day != day or said.policy != policy:
                self._said[row.id] = _Said(row, policy, day, _row(row, now, words))
            elif row.unread:
                self._said[row.id] = replace(said, words=_waits_now(row, said.words, now, words))
            else:
                self._said[row.id] = said
        return tuple(self._said[row.id].words for row in rows)


def say_inbox(
    inbox: Inbox, policy: Policy, now: datetime, words: Wording, before: SaidBefore | None = None
) -> InboxWords:
    """Give the inbox in words; `before` remembers what was said the last time."""
    late = [row for row in inbox.unread if row.urgent and row.late_s(now) > 0]
    first = min(late, key=lambda row: row.due_at, default=None)
    heading = words.count("desk.late", len(late)) if late else ""
    text = ""
    if first is not None:
        waited = duration((now - first.due_at).total_seconds() + first.target_min * 60, words)
        goal = target(first.target_min, words)
        text = words("desk.late.text", reference=first.reference, waited=waited, target=goal)
    rows = (before or SaidBefore()).rows(inbox.rows, policy, now, words)
    return InboxWords(rows, len(inbox.unread), heading, text, first.id if first else None, _notes(inbox, words))


def where(arrived: Arrived, now: datetime, words: Wording) -> tuple[str, str]:
    """Give the place in two lines, empty where the form does not say."""
    form = known_form(arrived.concern.form, arrived.concern.version)
    question = next((each for each in form.questions() if each.id == PLACE), None) if form else None
    if question is None:
        return words("desk.where.unknown"), ""
    said = say_question(question, arrived.concern.answers, words, now.astimezone().date())
    parts = one_line(said, 200).split(", ")
    first = ", ".join(parts[:2])
    return one_line(first, _WHERE_LETTERS) or words("desk.where.unknown"), one_line(
        ", ".join(parts[2:]), _WHERE_LETTERS
    )


def _waits_now(row: Row, said: RowWords, now: datetime, words: Wording) -> RowWords:
    """Give a row as it was said, waiting as long as it now does."""
    late_s = row.late_s(now)
    waiting = _waiting(row, late_s, row.target_min, now, words)
    same = (waiting, late_s > 0) == (said.waiting, said.late)
    return said if same else replace(said, waiting=waiting, late=late_s > 0)


def _row(row: Row, now: datetime, words: Wording) -> RowWords:
    late_s = row.late_s(now)
    place, more = where(row.case.latest, now, words)
    flags = tuple(_flag(each.name, each.words, words) for each in row.flags)
    extra = len(flags) - _MOST_FLAGS
    return RowWords(
        id=row.id,
        urgent=row.urgent,
        unread=row.unread,
        late=late_s > 0,
        how_soon=words("desk.urgent" if row.urgent else "desk.usual"),
        limited=words("desk.limited") if row.limited else _unfinished(row, words),
        reference=row.reference,
        came=moment(row.arrived_at, now, words),
        where=place,
        where_more=more,
        flags=flags[:_MOST_FLAGS],
        more_flags=words.count("desk.more_flags", extra) if extra > 0 else "",
        waiting=_waiting(row, late_s, row.target_min, now, words),
        target=_below(row, words),
        read=words("desk.not_read" if row.unread else "desk.read"),
        why=_why_back(row, words),
    )


def _below(row: Row, words: Wording) -> str:
    """Give what stands below the waiting: the target; of what was read, that an answer is waited for."""
    if row.unread:
        return words("desk.target", target=target(row.target_min, words))
    return words("desk.asked_waiting") if row.case.unanswered else ""


def _why_back(row: Row, words: Wording) -> str:
    """Say what was added, where nobody has read just that."""
    unread = row.case.unread
    if not unread or not all(each.added for each in unread):
        return ""
    return words("desk.new_answer" if any(each.question for each in unread) else "desk.new_addition")


def _unfinished(row: Row, words: Wording) -> str:
    return words("desk.unfinished") if Mark.UNFINISHED in row.case.marks else ""


def _waiting(row: Row, late_s: float, minutes: int, now: datetime, words: Wording) -> str:
    if not row.unread:
        return words("desk.read_at", when=moment(max(each.at for each in row.case.reads), now, words))
    if late_s > 0:
        return words("desk.late_by", time=duration(late_s, words))
    return duration(minutes * 60 + late_s, words)


def _flag(name: str, raised_by: str, words: Wording) -> FlagWords:
    key = f"flag.{name}"
    shown = one_line(raised_by, _FLAG_LETTERS)
    label = words(key) if key in words else words("flag.other")
    return FlagWords(label, words("desk.quoted", words=shown) if shown else "")


def _notes(inbox: Inbox, words: Wording) -> tuple[str, ...]:
    notes = [
        words.count("desk.missing", each.count, laptop=one_line(each.label, 40) or each.laptop)
        for each in inbox.missing
    ]
    if inbox.unopened:
        notes.append(words.count("desk.unopened", len(inbox.unopened)))
    return (*notes, words("desk.notes.tell")) if notes else ()
