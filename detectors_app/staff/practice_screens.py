"""The practice screens, for `screens` and the tests that walk them; made-up people only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from detectors_app.content.forms import current_form
from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.staff import jobs
from detectors_app.staff.practice import Practice, to_carry
from detectors_app.staff.window import StaffWindow


def practice_states(window: StaffWindow, answers: Mapping[FieldId, Answer], now: datetime) -> Iterator[str]:
    """Bring the window into each state of a practice, and of the true concern after it; name it."""
    window.writing.on_left()
    window.writing.on_practice()
    practice = window.writing.recording
    if not isinstance(practice, Practice):
        raise TypeError
    yield "practice"
    danger = practice.page.question_views()[0].fields[FieldId("danger")]
    danger.show_answer("yes")
    danger.give("yes")
    yield "practice-danger"
    practice.on_steps_wanted()
    yield "practice-steps-and-help"
    form = current_form()
    practice.resume(Draft(Concern(form.id, form.version, dict(answers)), 99), now)
    yield "practice-check"
    practice.on_send_pressed()
    yield "practice-end"
    window.writing.on_left()
    window.writing.on_begun(jobs.Beginning(EnvelopeId(UUID(int=7))))
    recording = window.writing.recording
    if recording is None:
        raise LookupError
    recording.offer(to_carry(form, answers))
    yield "record-after-practice"
    recording.on_carry_over()
    yield "record-brought-over"
    recording.presenter.autosave.forget()
    window.writing.on_left()
