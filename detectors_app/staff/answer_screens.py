"""Pictures of asking and answering: a question that waits, its answer, something added; opens no store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from detectors_app.domain.concern import About, Concern, Draft
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import CONCERNS, EnvelopeId, FieldId
from detectors_app.staff import jobs
from detectors_app.staff.answering import Answering
from detectors_app.use_cases.questions import Asked
from detectors_app.use_cases.rows import DraftRow, OutboxItem

if TYPE_CHECKING:
    from detectors_app.staff.window import StaffWindow

NOW = datetime.fromisoformat("2026-11-12T09:46:00+00:00")


def answer_states(window: StaffWindow) -> Iterator[str]:
    """Show a question waiting, answered and added to, and the page where that is written."""
    concern, other = _item(State.READ, number=1), _item(State.SENT, number=2)
    first, second = (EnvelopeId(UUID(int=number)) for number in (21, 22))
    asked = (
        Asked(first, concern.id, NOW - timedelta(hours=2), NOW),
        Asked(second, other.id, NOW - timedelta(hours=1), NOW, draft=EnvelopeId(UUID(int=23))),
    )
    answer = replace(_item(State.READ, number=3), added_to=other.id, question=EnvelopeId(UUID(int=24)))
    draft = replace(_draft(0), id=EnvelopeId(UUID(int=23)), added_to=other.id, question=second)
    added = replace(_draft(0), id=EnvelopeId(UUID(int=25)), added_to=other.id)
    looked = jobs.Looked(True, True, (draft, added), (concern, answer, other), NOW, questions=asked)
    window.on_home_wanted()
    window.overview.on_looked(replace(looked, drafts=(), questions=asked[:1]))
    yield "home-asked"
    window.overview.on_looked(looked)
    yield "home-answer-begun"
    window.places.on_unlocked()
    yield "my-concerns-asked"
    words = Concern("addition", 1, {FieldId("more"): "The bedroom, at the end of the hall. I only heard it."})
    begun = jobs.AnswerBegun(draft.id, About(other.id, second), "Which door was it behind?", Draft(words, 0), NOW)
    window.writing.on_answer_begun(begun)
    yield "answer"
    window.writing.on_left()
    blank = Draft(Concern("addition", 1, {}), 0)
    window.writing.on_answer_begun(jobs.AnswerBegun(added.id, About(other.id), "", blank))
    answering = window.writing.held
    if not isinstance(answering, Answering):
        raise TypeError
    answering.on_send_pressed()
    yield "add-problem"
    answering.on_sending_failed(Refused("seal.no_readers"))
    yield "add-not-sent"
    answering.on_few_readers_found()
    yield "add-few-readers"
    window.writing.on_left()
    window.on_sent(answer)
    yield "answer-sent"


def _draft(step: int) -> DraftRow:
    started = NOW - timedelta(minutes=34)
    return DraftRow(EnvelopeId(UUID(int=step)), b"", started, NOW, step, urgent=False)


def _item(state: State, *, number: int) -> OutboxItem:
    made = NOW - timedelta(days=number)
    its_id = EnvelopeId(UUID(int=(0x24A3F1C5 * (number + 1)) << 96))
    later = made + timedelta(minutes=42)
    return OutboxItem(CONCERNS, its_id, "", b"", 0, (), made, urgent=False, state=state, sent_at=later, read_at=later)
