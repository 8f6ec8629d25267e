"""The values that stores keep and use cases pass: rows without SQL; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.concern import About
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import FIRST_PERSON, BoxName, EnvelopeId, KeyId, OfficerId, PersonId
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Bundle
from detectors_app.protocol.statement import Statement

_NOBODY = OfficerId("")


@dataclass(frozen=True, slots=True)
class HeldBundle:
    """The bundle in force, and the statement it came in."""

    bundle: Bundle
    statement: Statement


@dataclass(frozen=True, slots=True)
class Identity:
    """Private keys as seeds of 32 bytes. A laptop has one Identity a box it writes to; a desk has one.

    `request_seed` signs HTTP requests: the same as `sign_seed` on a laptop, the desk's own key on a desk.
    `one_time_seed` is the enrolment grant's private half, empty once the service has taken the certificate.
    """

    box: BoxName
    sign_seed: bytes = field(repr=False)
    seal_seed: bytes = field(repr=False)
    request_seed: bytes = field(repr=False)
    certificate: Statement | None = None
    one_time_seed: bytes = field(default=b"", repr=False)
    registered: bool = False
    officer: OfficerId = _NOBODY
    label: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person on this laptop: HPKE public key (1216 bytes) and the wrap of its seed (JSON of WrappedSecret).

    Both are empty until a passphrase is chosen. `name`, `role` and `team` pre-fill the form's last step.
    `before` is who this person was until the passphrase was forgotten, None for a person's first self.
    `wrong_tries` counts the passphrases tried since one was right, the one being tried included; `tried_at` is when
    the last began. `made_at` is None where a store of the first version did not know it.
    """

    seal_public: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    name: str = field(default="", repr=False)
    role: str = ""
    team: str = ""
    id: PersonId = FIRST_PERSON
    before: PersonId | None = None
    made_at: datetime | None = None
    wrong_tries: int = 0
    tried_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A sealed draft. `step` is the screen to resume at; `left_out` is also what its slots show.

    `person` wrote it: nobody else on this laptop is shown that it is there. `added_to` is the concern that it adds to,
    None for a concern of its own, and `question` what it answers.
    """

    id: EnvelopeId
    envelope: bytes = field(repr=False)
    started_at: datetime
    saved_at: datetime
    step: int
    urgent: bool
    left_out: tuple[OfficerId, ...] = ()
    person: PersonId = FIRST_PERSON
    added_to: EnvelopeId | None = None
    question: EnvelopeId | None = None

    @property
    def about(self) -> About | None:
        """Give what it is an addition to."""
        return None if self.added_to is None else About(self.added_to, self.question)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What the duty team asked, as it came: `envelope` holds the words, sealed to the person alone.

    `concern` is the one asked about; `officer` asked, `asker` is the public key (32 bytes) that it was verified by.
    """

    id: EnvelopeId
    concern: EnvelopeId
    asked_at: datetime
    came_at: datetime
    officer: OfficerId
    asker: bytes = field(repr=False)
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A sealed envelope on its way. `slots` are the HPKE key ids it is sealed to; times are UTC.

    `receipt` and `read_receipt` hold the signed bytes that justify SENT and READ. `refused_type` is the problem
    type of the refusal that parked it.
    `phoned`: the person said that they rang the duty line about it.
    `left_out` are those named as not to see it, None where an earlier version did not keep them. `added_to` is the
    concern that it adds to, None for a concern of its own, and `question` what it answers.
    """

    box: BoxName
    id: EnvelopeId
    sha256: str
    envelope: bytes = field(repr=False)
    size: int
    slots: tuple[KeyId, ...]
    made_at: datetime
    urgent: bool
    state: State = State.QUEUED
    tries: int = 0
    next_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    read_at: datetime | None = None
    read_by: OfficerId | None = None
    receipt: bytes = b""
    read_receipt: bytes = b""
    refused_type: str = ""
    holding_desks: int = 0
    phoned: bool = False
    left_out: tuple[OfficerId, ...] | None = ()
    added_to: EnvelopeId | None = None
    question: EnvelopeId | None = None

    @property
    def about(self) -> About | None:
        """Give what it is an addition to."""
        return None if self.added_to is None else About(self.added_to, self.question)


@dataclass(frozen=True, slots=True)
class DeliveryChange:
    """What an event changed of one outbox item; None leaves a member as it is."""

    box: BoxName
    id: EnvelopeId
    state: State
    tries: int | None = None
    next_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    read_at: datetime | None = None
    read_by: OfficerId | None = None
    receipt: bytes | None = None
    read_receipt: bytes | None = None
    refused_type: str | None = None
    holding_desks: int | None = None
    phoned: bool | None = None
    drop_envelope: bool = False
    wait_no_more: bool = False
    """Takes the next attempt away: there is nothing more to send."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An envelope that a desk took from a box. `payload` is empty and `problem` a wording key where it did not open.

    `stored_at` is the service's signed time, `skew_s` the sender's clock less the service's; `sender` signed the
    payload. `marks` are casework.Mark values.
    """

    box: BoxName
    id: EnvelopeId
    sha256: str
    envelope: bytes = field(repr=False)
    stored_at: datetime
    stored: Statement
    skew_s: int
    sender: KeyId
    certificate: Statement | None
    place: Place | None
    payload: bytes = field(repr=False)
    problem: str = ""
    marks: tuple[str, ...] = ()


class Refusal(Refused):
    """The service said no and signed it: believe it only after verifying `statement` and comparing `nonce`.

    `status` is the HTTP status, `type` the problem's type, both unsigned: for choosing words only.
    """

    def __init__(self, statement: Statement, *, nonce: str, status: int, type_: str) -> None:
        """Keep the statement and the nonce of the request that it must name."""
        super().__init__("service.refused", status=status)
        self.statement = statement
        self.nonce = nonce
        self.status = status
        self.type = type_


class UnknownCursor(Refused):
    """The service does not know where we were (it was restored): read the box from the start."""

    def __init__(self) -> None:
        """Need nothing more than the fact."""
        super().__init__("service.unknown_cursor")
