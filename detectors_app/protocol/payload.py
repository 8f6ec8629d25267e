"""What is under the seal: JSON with its kind, its sender and its content; signs and seals nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from detectors_app.domain.completion import Completions
from detectors_app.domain.concern import Addition, AdditionDraft, Concern, Draft, Written
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import EnvelopeId, KeyId, OfficerId
from detectors_app.domain.questions import Question, QuestionWords
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.domain.staff_list import StaffList
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import seal_id

SCHEMA = 1


class Kind(StrEnum):
    """Every kind of payload. A new capability is a new kind and a rule in the domain."""

    CONCERN = "concern"
    DRAFT = "draft"
    READ = "read"
    CASE_READ = "case_read"
    QUESTION = "question"
    QUESTION_WORDS = "question_words"
    CASE_ASKED = "case_asked"
    ADDITION = "addition"
    COMPLETIONS = "completions"
    STAFF_LIST = "staff_list"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SentAsItIs:
    """A sealed draft that was sent without opening it: its envelope's bytes."""

    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseRead:
    """An officer told the others that it was read: the concern's sender, id and digest."""

    sender: KeyId
    id: EnvelopeId
    sha256: str
    officer: OfficerId
    read_at: datetime


@dataclass(frozen=True, slots=True)
class CaseAsked:
    """An officer told the others what was asked: the concern's sender and id. The envelope has the question's id."""

    sender: KeyId
    id: EnvelopeId
    officer: OfficerId
    asked_at: datetime
    words: str = field(repr=False)


OfficersNote = CaseRead | CaseAsked
"""What officers tell each other about a case."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A lead takes back what a lead entered by mistake: the envelope of the entry. What laptops sent stays."""

    entry: EnvelopeId


Learning = Completions | StaffList | Withdrawn
"""What the box of learning records holds."""
Content = (
    Concern
    | Draft
    | Addition
    | AdditionDraft
    | SentAsItIs
    | ReadReceipt
    | Question
    | QuestionWords
    | OfficersNote
    | Learning
)


@dataclass(frozen=True, slots=True)
class Payload:
    """One payload. `content` is parsed by its kind with `content_of`; `made_at` keeps the sender's UTC offset.

    `sender` is the id of the Ed25519 key that signed it, `bundle` the version the sender sealed by,
    `reply_to` the HPKE public key (1216 bytes) that a question may be sealed to, empty where none may come.
    """

    kind: Kind
    schema: int
    made_at: datetime
    sender: KeyId
    bundle: int
    written: Written | None
    reply_to: bytes = field(repr=False)
    supersedes: EnvelopeId | None
    left_out: tuple[OfficerId, ...]
    content: Any = field(repr=False)


_CONTENT: dict[Kind, tuple[type[Any], ...]] = {
    Kind.CONCERN: (Concern,),
    Kind.DRAFT: (Draft, AdditionDraft, SentAsItIs),
    Kind.READ: (ReadReceipt,),
    Kind.CASE_READ: (CaseRead,),
    Kind.QUESTION: (Question,),
    Kind.QUESTION_WORDS: (QuestionWords,),
    Kind.CASE_ASKED: (CaseAsked,),
    Kind.ADDITION: (Addition,),
    Kind.COMPLETIONS: (Completions,),
    Kind.STAFF_LIST: (StaffList,),
    Kind.WITHDRAWN: (Withdrawn,),
}


def encode_payload(payload: Payload) -> bytes:
    """Write a payload as JSON. Raises Invalid where its content is of another kind than it says."""
    if not isinstance(payload.content, _CONTENT[payload.kind]):
        raise Invalid("payload.kind", where=payload.kind.value)
    return strict_json.encode(payload)


def decode_payload(data: bytes) -> Payload:
    """Read a payload strictly, its content into the value of its kind. Raises Invalid."""
    plain = strict_json.decode(data, Payload, where="payload")
    if plain.schema != SCHEMA:
        raise Invalid("payload.schema", where="schema")
    if plain.reply_to:
        seal_id(plain.reply_to)
    return replace(plain, content=_content(plain.kind, strict_json.encode(plain.content)))


def _content(kind: Kind, data: bytes) -> Content:
    last = Invalid("payload.content", where=kind.value)
    for each in _CONTENT[kind]:
        try:
            value: Content = strict_json.decode(data, each, where=kind.value)
        except Invalid as error:
            last = error
        else:
            return value
    raise last
