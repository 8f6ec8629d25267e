"""Asks the person who sent a concern: a letter to their laptop and a note to the other officers; opens nothing."""

from __future__ import annotations

from datetime import datetime

from detectors_app.domain.casework import Arrived, CaseId
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, QUESTIONS, EnvelopeId, device_box
from detectors_app.domain.questions import Question, QuestionWords, asked_through, checked_question
from detectors_app.domain.sequence import Place
from detectors_app.protocol.envelope import LEAST_SLOTS, SERIES_BYTES, Letter
from detectors_app.protocol.payload import CaseAsked, encode_payload
from detectors_app.use_cases.casework.cases import find_case
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.laptops import read_certificate
from detectors_app.use_cases.casework.letters import Post, payload_of, queue
from detectors_app.use_cases.casework.tell_others import reads_concerns, tell_others
from detectors_app.use_cases.rows import HeldBundle

_INSIDE = Place(bytes(SERIES_BYTES), 0)
"""The words never travel by themselves, so they are no gap in what was sent."""


def ask_person(desk: Desk, case_id: CaseId, words: str, question: EnvelopeId) -> None:
    """Queue a question for the laptop and tell the other officers, in one transaction.

    `question` is the id that whoever asks made for it: the same again changes nothing. Raises Invalid (a case that is
    not here, no words, too many), Refused where it cannot be asked (domain.questions says why).
    """
    text = checked_question(words)
    with desk.store.unit() as unit:
        held = unit.bundle()
        if held is None:
            raise Invalid("desk.no_bundle", where="bundle")
        case = find_case(desk, unit, case_id)
        if not reads_concerns(held, desk.officer):
            raise Refused("case.not_a_reader")
        through, at = asked_through(case, held.bundle, desk.officer), desk.now()
        if unit.outbox_item(CASEWORK, question) is not None:
            return
        left_out = tuple(sorted({officer for each in case.arrivals for officer in each.left_out}))
        content = CaseAsked(case_id.sender, case_id.id, desk.officer, at, text)
        tell_others(desk, unit, held, question, content, left_out=left_out, at=at)
        laptop = read_certificate(desk.memory.known[case_id.sender])
        letter = _for_laptop(desk, held, through, question, text, at)
        queue(
            desk, unit, Post(device_box(laptop.key), question, (laptop.seal,), 1, letter),
            bundle=held.bundle.version, at=at,
        )  # fmt: skip


def _for_laptop(
    desk: Desk, held: HeldBundle, through: Arrived, question: EnvelopeId, text: str, at: datetime
) -> Question:
    """Seal the words to the person; the laptop sees no more than which concern they are about, and when."""
    words = encode_payload(payload_of(desk, QuestionWords(text), bundle=held.bundle.version, at=at))
    letter = Letter(QUESTIONS, question, words, ((through.reply_to, _INSIDE),), LEAST_SLOTS)
    return Question(CONCERNS, through.id, through.sha256, at, desk.seal(letter, desk.sign.sign))
