"""A round with the service for training records alone, at times of its own; waits for no concern and delays none.

The laptop's keys for concerns speak when a concern is there, when somebody signs in, and regularly. Were its keys for
training to speak at the same moments, those would join the two at the service. So they speak rarely, at moments drawn
by chance and kept in the store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import LEARNING, EnvelopeId
from detectors_app.domain.retry import next_attempt
from detectors_app.use_cases.delivery.asking import SignedNo
from detectors_app.use_cases.delivery.check_held import check_held
from detectors_app.use_cases.delivery.courier import LEARNING_LINE, Courier, is_waiting, noted_time
from detectors_app.use_cases.delivery.deliver_outbox import Delivered, deliver_outbox, pause
from detectors_app.use_cases.delivery.enrol_at_service import enrol_at_service

SPEAK_AT = "learning_speak_at"
"""The note that says when the keys for training records may speak next."""
MISSED = "learning_missed"
"""The note that counts rounds without an answer, one after another."""
LEAST_SILENCE = timedelta(minutes=2)
MOST_SILENCE = timedelta(minutes=20)
"""Between two rounds."""
LATE = timedelta(minutes=1)
"""A moment missed by more was slept through: waking up is a moment that both kinds of keys would share."""


@dataclass(frozen=True, slots=True)
class LearningReport:
    """What a round did. `sent` holds the envelopes that the service took; `trouble` is a wording key, empty with none.

    `paused` is the problem type of a signed no to these keys, `next_at` when the next round is due.
    """

    next_at: datetime
    spoke: bool = False
    sent: tuple[EnvelopeId, ...] = ()
    paused: str = ""
    trouble: str = ""


def learning_round(courier: Courier, *, at_once: bool = False) -> LearningReport:
    """Register, send and ask what is held, for training records; nothing before its time but `at_once`.

    Raises EnvironmentFault and CannotOpen from the store alone.
    """
    courier = replace(courier, line=LEARNING_LINE)
    waits_until = None if at_once else _waits_until(courier)
    if waits_until is not None:
        return LearningReport(waits_until)
    if at_once:
        with courier.parts.store.unit() as unit:
            unit.wake_outbox(courier.parts.now(), box=LEARNING)
    sent, paused, trouble = _speak(courier)
    return LearningReport(_keep_time(courier, trouble), spoke=True, sent=sent, paused=paused, trouble=trouble)


def _waits_until(courier: Courier) -> datetime | None:
    """Give the time to wait for, drawn now where there is none or it was missed; None where it has come."""
    now = courier.parts.now()
    with courier.parts.store.unit() as unit:
        for name in (courier.line.hold_until, SPEAK_AT):
            if is_waiting(unit, name, now):
                return noted_time(unit, name)
        at = noted_time(unit, SPEAK_AT)
        if at is not None and at <= now <= at + LATE:
            return None
        at = _some_time_after(courier, now)
        unit.put_note(SPEAK_AT, at.isoformat())
        return at


def _speak(courier: Courier) -> tuple[tuple[EnvelopeId, ...], str, str]:
    """Give what was sent, the signed no, and the trouble."""
    done = Delivered()
    try:
        enrol_at_service(courier)
        done = deliver_outbox(courier)
        if not done.stop and not done.paused and check_held(courier).again:
            again = deliver_outbox(courier)
            done = replace(again, sent=[*done.sent, *again.sent])
    except SignedNo as no:
        pause(courier, no.type)
        return tuple(done.sent), no.type, ""
    except TransientFault as fault:
        return tuple(done.sent), "", fault.key
    return tuple(done.sent), done.paused, done.trouble


def _keep_time(courier: Courier, trouble: str) -> datetime:
    """Draw the time of the next round: later with each that had no answer."""
    now = courier.parts.now()
    with courier.parts.store.unit() as unit:
        missed = int(unit.note(MISSED) or 0) + 1 if trouble else 0
        at = _some_time_after(courier, now)
        if missed:
            at += next_attempt(now, missed, courier.parts.chance) - now
        unit.put_note(MISSED, str(missed))
        unit.put_note(SPEAK_AT, at.isoformat())
    return at


def _some_time_after(courier: Courier, now: datetime) -> datetime:
    return now + LEAST_SILENCE + courier.parts.chance() * (MOST_SILENCE - LEAST_SILENCE)
