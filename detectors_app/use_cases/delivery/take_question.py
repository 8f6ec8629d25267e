"""Believe and keep what the duty team asks, words sealed; opens none of them."""

from __future__ import annotations

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import QUESTIONS, EnvelopeId
from detectors_app.domain.questions import Question, proves_asked
from detectors_app.domain.trust import Reader
from detectors_app.protocol.envelope import box_digest, decode_header
from detectors_app.protocol.keys import seal_id
from detectors_app.use_cases.delivery.courier import sent_of
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.rows import QuestionRow


def take_question(
    parts: LaptopParts, unit: LaptopUnit, question_id: EnvelopeId, question: Question, officer: Reader
) -> bool:
    """Keep a question whose signature by this officer was verified; False where it is here already.

    Raises CannotOpen where it is about nothing of ours, of one who was not to read that, or not sealed as it should.
    """
    ours = unit.outbox_item(question.box, question.id)
    if ours is None or not proves_asked(question, sent_of(ours), officer, seal_id(officer.seal)):
        raise CannotOpen("question.unproven")
    words = decode_header(question.envelope)
    if (words.box, words.id) != (box_digest(QUESTIONS), question_id):
        raise CannotOpen("question.other_words")
    row = QuestionRow(
        id=question_id,
        concern=ours.added_to or ours.id,
        asked_at=question.asked_at,
        came_at=parts.now(),
        officer=officer.officer,
        asker=officer.sign,
        envelope=question.envelope,
    )
    return unit.put_question(row)
