"""The duty team's cases, from all that this desk took in: reads each row once and folds again only what it touches.

What is given is what judging and folding everything anew would give (domain.casework.fold says what a case is).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field, replace

from detectors_app.domain.casework import Case, CaseId, Note, counting, fold, inbox_order
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import KeyId
from detectors_app.use_cases.casework.desk import CASE_BOXES, Desk
from detectors_app.use_cases.casework.events import event_of
from detectors_app.use_cases.casework.judge import UNKNOWN_OFFICER
from detectors_app.use_cases.casework.laptops import read_certificate
from detectors_app.use_cases.casework.memory import NOTHING, Came, Casework, Memory, Missing, Unopened
from detectors_app.use_cases.casework.placing import (
    Judging,
    place_all_notes,
    place_laptop,
    place_notes,
    place_text,
    unopened,
)
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.rows import TakenIn

ROWS_AT_ONCE = 500
"""So many rows are read in one go, so that a first reading does not hold every payload at once."""


@dataclass(slots=True)
class _News:
    """What one reading of the store brought, not yet in its place. `laptops` are those to be placed whole."""

    texts: list[Came] = field(default_factory=list)
    unsure: list[tuple[int, TakenIn]] = field(default_factory=list)
    laptops: set[KeyId] = field(default_factory=set)
    cases: set[CaseId] = field(default_factory=set)


def casework(desk: Desk, unit: DeskUnit) -> Casework:
    """Give everything by one transaction's view of the store; what was seen before is not read again."""
    memory = remember(desk, unit)
    if memory is None:
        return NOTHING
    if memory.seen is None:
        memory.seen = Casework(tuple(memory.cases[case] for _, case in memory.order), _missing(memory), _lost(memory))
    return memory.seen


def find_case(desk: Desk, unit: DeskUnit, case_id: CaseId) -> Case:
    """Give one case. Raises Invalid where this desk has none of that id."""
    memory = remember(desk, unit)
    found = None if memory is None else memory.cases.get(case_id)
    if found is None:
        raise Invalid("case.unknown", where="case")
    return found


def remember(desk: Desk, unit: DeskUnit) -> Memory | None:
    """Bring the desk's memory up to what the store holds; None before there is a list of people."""
    held = unit.bundle()
    if held is None:
        return None
    memory = desk.memory
    if unit.taken_in_at(memory.upto) != memory.upto_sha256:
        memory.forget()  # What was read last was never committed, or the store is another: rows may have other numbers.
    try:
        judging = Judging(desk, unit, held.bundle, memory.known)
        _learn(judging, memory, another_list=memory.list_of_people != held.statement.bytes)
        memory.list_of_people = held.statement.bytes
    except BaseException:
        memory.forget()  # Half of it may be in its place.
        raise
    return memory


def _learn(judging: Judging, memory: Memory, *, another_list: bool) -> None:
    """Read what is new and put it in its place; everything, where another list of people came into force."""
    before, news = memory.upto, _read(judging, memory)
    if memory.upto == before and not another_list:
        return
    whole = set(memory.laptops) if another_list else news.laptops
    touched = news.cases
    for sender in whole:
        touched |= place_laptop(judging, memory.laptops[sender])
    for came in news.texts:
        if came.arrived.case.sender not in whole:
            touched |= place_text(judging, memory.laptops[came.arrived.case.sender], came)
    notes = place_all_notes(judging, memory.notes) if another_list else place_notes(judging, memory.notes, news.unsure)
    for case in touched | notes:
        _fold_again(memory, case)
    memory.seen = None


def _read(judging: Judging, memory: Memory) -> _News:
    news = _News()
    while rows := judging.unit.taken_in_after(memory.upto, ROWS_AT_ONCE, CASE_BOXES):
        for seq, row in rows:
            _keep(judging, memory, news, seq, row)
        memory.upto, memory.upto_sha256 = rows[-1][0], rows[-1][1].sha256
    return news


def _keep(judging: Judging, memory: Memory, news: _News, seq: int, row: TakenIn) -> None:
    if row.problem == UNKNOWN_OFFICER:
        memory.notes.unsure_rows.append((seq, row))
        news.unsure.append((seq, row))
        return
    if row.problem:
        memory.unopened[seq] = unopened(row)
        return
    if row.certificate is not None and memory.known.get(row.sender) != row.certificate:
        memory.known[row.sender] = row.certificate
        memory.laptops[row.sender].label = read_certificate(row.certificate).label
        news.laptops.add(row.sender)
    event = event_of(seq, row, judging.desk.forms)
    if isinstance(event, Note):
        memory.notes.sure[event.case].add(event)
        news.cases.add(event.case)
    else:
        memory.laptops[row.sender].came.append(event)
        news.texts.append(event)


def _fold_again(memory: Memory, case_id: CaseId) -> None:
    """Fold one case and put it where it stands in the inbox; nothing moves where it is as it was."""
    case = _folded(memory, case_id)
    if case == memory.cases.get(case_id):
        return
    memory.changed.add(case_id)
    if case_id in memory.keys:
        memory.order.pop(bisect_left(memory.order, memory.keys.pop(case_id)))
        del memory.cases[case_id]
    if case is not None:
        key = memory.keys[case_id] = (inbox_order(case), case_id)
        memory.cases[case_id] = case
        for each in case.arrivals:
            memory.by_id[each.id].add(case_id)
        insort(memory.order, key)


def _folded(memory: Memory, case_id: CaseId) -> Case | None:
    laptop = memory.laptops.get(case_id.sender)
    texts = laptop.texts.get(case_id) if laptop is not None else None
    if laptop is None or texts is None:
        return None
    came = [replace(each, marks=each.marks | laptop.numbers.marks(each.sha256)) for each in texts.values()]
    return fold([*came, *counting(came, memory.notes.of(case_id))])[case_id]


def _missing(memory: Memory) -> tuple[Missing, ...]:
    laptops = memory.laptops.items()
    found = [Missing(key, each.label, each.numbers.missing) for key, each in laptops if each.numbers.missing]
    return tuple(sorted(found, key=lambda each: (each.label, each.laptop)))


def _lost(memory: Memory) -> tuple[Unopened, ...]:
    found = memory.unopened | memory.notes.lost
    for laptop in memory.laptops.values():
        found |= laptop.lost
    return tuple(each for _, each in sorted(found.items()))
