"""Seal a finished concern and queue it, in one transaction with the end of its draft; sends nothing itself."""

from __future__ import annotations

from detectors_app.domain.concern import About, Concern, Written
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.form import Problem, problems, without_hidden
from detectors_app.domain.ids import CONCERNS, EnvelopeId
from detectors_app.domain.trust import Chosen
from detectors_app.domain.urgency import is_urgent
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.reporting.additions import about_in, finished_of, left_out_of
from detectors_app.use_cases.reporting.letters import Message, form_of, seal_for_outbox, who_reads
from detectors_app.use_cases.rows import OutboxItem


class NotFinished(Invalid):
    """The answers may not go yet. `problems` says where and why, in the form's order; it quotes no answer."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        """Keep what is missing or wrong."""
        super().__init__("concern.not_finished", where=found[0].field, problems=len(found))
        self.problems = found


def readers_of(parts: LaptopParts, concern: Concern, about: About | None = None) -> Chosen:
    """Give who would read it if it went now. Raises Refused before the laptop is set up."""
    form = form_of(concern, parts.forms)
    with parts.store.unit() as unit:
        return who_reads(unit, left_out_of(unit, form, concern, about))[1]


def report_concern(
    parts: LaptopParts,
    envelope_id: EnvelopeId,
    concern: Concern,
    *,
    written: Written,
    about: About | None = None,
    told_phone: bool = False,
) -> OutboxItem:
    """Seal and queue a concern; its draft goes in the same transaction. Asked twice, the first one stands.

    `about` says what an addition belongs to, where no draft of it was saved. `told_phone` says that the person has
    been shown the phone number: needed where fewer than two officers are left.
    Raises NotFinished; Refused (`concern.few_readers` until told, `seal.no_readers`, not set up), the draft kept.
    """
    form = form_of(concern, parts.forms)
    answers = without_hidden(form, concern.answers)
    found = problems(form, answers)
    if found:
        raise NotFinished(found)
    finished = Concern(concern.form, concern.version, answers)
    with parts.store.unit() as unit:
        sent = unit.outbox_item(CONCERNS, envelope_id)
        if sent is not None:
            unit.drop_draft(envelope_id)
            return sent
        about = about_in(unit, envelope_id, about)
        left_out = left_out_of(unit, form, finished, about)
    kind, content = finished_of(finished, about)
    message = Message(kind, envelope_id, written, left_out, content, about)
    return queue(parts, message, urgent=is_urgent(form, answers), told_phone=told_phone)


def queue(parts: LaptopParts, message: Message, *, urgent: bool, told_phone: bool) -> OutboxItem:
    """Seal a message and queue it, and drop its draft, in one transaction. Raises Refused."""
    with parts.store.unit() as unit:
        before = unit.outbox_item(CONCERNS, message.id)
        if before is not None:
            unit.drop_draft(message.id)
            return before
        _, chosen = who_reads(unit, message.left_out)
        if chosen.short and chosen.readers and not told_phone:
            raise Refused("concern.few_readers")
        item = seal_for_outbox(parts, unit, message, urgent=urgent)
        unit.drop_draft(message.id)
    return item
