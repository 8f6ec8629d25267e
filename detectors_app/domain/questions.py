"""What the duty team asks about a concern: when it may, and whom a laptop believes; seals and opens nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.casework import Arrived, Case, Mark
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId, OfficerId
from detectors_app.domain.receipts import ReadReceipt, Sent, proves_read
from detectors_app.domain.trust import Bundle, Reader

LONGEST_QUESTION = 2000
"""Characters. A question is a sentence or two; the rest is said on the phone."""


@dataclass(frozen=True, slots=True)
class Question:
    """The duty team asks about these very bytes. `envelope` holds the words, sealed to the person alone."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    asked_at: datetime
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """What is asked."""

    words: str = field(repr=False)


def checked_question(words: str) -> str:
    """Give the words as they go. Raises Invalid where there are none, or too many."""
    text = words.strip()
    if not text:
        raise Invalid("question.empty", where="question")
    if len(text) > LONGEST_QUESTION:
        raise Invalid("question.too_long", where="question", longest=LONGEST_QUESTION)
    return text


def why_not_ask(case: Case, bundle: Bundle, officer: OfficerId) -> str:
    """Give the wording key of why this officer cannot ask about it, empty where it can be asked.

    A laptop that was removed shows no question: it may be in other hands, or in a drawer.
    """
    if any(officer in each.left_out for each in case.arrivals):
        return "case.not_a_reader"
    if any(each.key == case.id.sender for each in bundle.removed):
        return "question.laptop_removed"
    answerable = [each for each in case.arrivals if each.reply_to]
    if not answerable:
        return "question.no_reply_to"
    return "" if any(map(_is_checked, answerable)) else "question.laptop_unknown"


def asked_through(case: Case, bundle: Bundle, officer: OfficerId) -> Arrived:
    """Give the text whose person is asked: the latest that says where a question may go. Raises Refused."""
    why = why_not_ask(case, bundle, officer)
    if why:
        raise Refused(why)
    return [each for each in case.arrivals if each.reply_to and _is_checked(each)][-1]


def _is_checked(arrived: Arrived) -> bool:
    return Mark.NO_CERTIFICATE not in arrived.marks


def proves_asked(question: Question, sent: Sent, officer: Reader | None, officer_key: KeyId) -> bool:
    """Say whether a verified question is about this envelope, from an officer it was sealed to: as a receipt proves."""
    receipt = ReadReceipt(question.box, question.id, question.sha256, question.asked_at)
    return proves_read(receipt, sent, officer, officer_key)
