"""The lead's register: folds the learning box into completions and the staff list in force; judges no envelope.

What was folded stays in the store, so that opening a desk reads no envelope again. If it is missing, it is folded anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from detectors_app.domain.completion import Completion, Completions
from detectors_app.domain.course import CourseId
from detectors_app.domain.figures import Taken
from detectors_app.domain.staff_list import StaffList, StaffRow
from detectors_app.protocol import strict_json
from detectors_app.protocol.payload import Learning, Payload, decode_payload
from detectors_app.use_cases.learning.lead_ports import Came, KeptList, LeadUnit

ROWS_AT_ONCE = 500
FOLDED = "learning_folded"
"""Note: up to which row the learning box is folded, by which way of folding."""
_WAY = "1"
_CLOCKS_APART = timedelta(days=1)


def fold_learning(unit: LeadUnit) -> None:
    """Bring what is folded up to what was taken in, within the caller's transaction."""
    way, _, text = unit.note(FOLDED).partition(":")
    if way != _WAY:
        unit.forget_folded()
    begun = upto = int(text) if way == _WAY else 0
    last = unit.last_learning()
    while upto < last and (rows := unit.learning_after(upto, ROWS_AT_ONCE)):
        for came in rows:
            _fold(unit, came)
        upto = rows[-1].seq
    if way != _WAY or last != begun:
        unit.put_note(FOLDED, f"{_WAY}:{last}")


def _fold(unit: LeadUnit, came: Came) -> None:
    payload = decode_payload(came.payload)
    content: Learning = payload.content
    if came.laptop:
        unit.heard_from(came.sender, came.stored_at)
    if isinstance(content, Completions):
        if not came.laptop:
            unit.fold_entry(came.seq, came.id, came.stored_at)
        if came.laptop or not unit.is_withdrawn(came.id):
            unit.fold_completions(came.seq, (_in_time(each, came) for each in content.completions))
    elif isinstance(content, StaffList):
        _fold_list(unit, came, payload, content)
    else:
        unit.withdraw(content.entry, came.seq)


def _in_time(completion: Completion, came: Came) -> Completion:
    """Let nothing be completed later than it came, whatever a laptop's clock said."""
    return replace(completion, on=min(completion.on, (came.stored_at + _CLOCKS_APART).date()))


def _fold_list(unit: LeadUnit, came: Came, payload: Payload, staff: StaffList) -> None:
    """Put a list in force where it is the latest; of one day, the one made later."""
    held = unit.kept_list()
    if held is None or (staff.as_of, payload.made_at) >= (read_list(held).as_of, held.made_at):
        unit.keep_list(KeptList(came.seq, payload.made_at, strict_json.encode(staff)))


def read_list(kept: KeptList) -> StaffList:
    """Give a kept staff list as a value."""
    return strict_json.read_again(kept.body, StaffList)


@dataclass(slots=True)
class Register:
    """What a desk has read of its register; it belongs to one thread. `taking` holds what each person completed."""

    upto: int = 0
    withdrawn: int = 0
    list_seq: int = 0
    staff: StaffList | None = None
    people: dict[str, StaffRow] = field(default_factory=dict)
    taking: dict[CourseId, dict[str, tuple[Taken, ...]]] = field(default_factory=dict)

    def look(self, unit: LeadUnit) -> bool:
        """Read what is new; say whether anything was."""
        withdrawn = unit.last_withdrawn()
        again = withdrawn != self.withdrawn
        if again:
            self.upto, self.withdrawn, self.taking = 0, withdrawn, {}
        rows = unit.folded_after(self.upto)
        for _, staff, course, version, day in rows:
            of_course = self.taking.setdefault(CourseId(course), {})
            held = of_course.get(staff)
            one = (day, version)
            of_course[staff] = (one,) if held is None else tuple(sorted((*held, one)))
        self.upto = max((seq for seq, *_ in rows), default=self.upto)
        return self._look_at_list(unit) or again or bool(rows)

    def _look_at_list(self, unit: LeadUnit) -> bool:
        kept = unit.kept_list()
        if kept is None or kept.seq == self.list_seq:
            return False
        self.list_seq, self.staff = kept.seq, read_list(kept)
        self.people = {each.staff: each for each in self.staff.rows}
        return True

    def not_on_list(self) -> int:
        """Count people with completions who are on no list."""
        return len(set().union(*self.taking.values()) - self.people.keys()) if self.taking else 0
