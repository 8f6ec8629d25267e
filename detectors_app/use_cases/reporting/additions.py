"""What may be added to, and who was left out of it: an addition goes to nobody who was; seals nothing."""

from __future__ import annotations

from detectors_app.domain.concern import ADDITION, About, Addition, AdditionDraft, Concern, Draft
from detectors_app.domain.errors import Refused
from detectors_app.domain.form import Form
from detectors_app.domain.ids import CONCERNS, EnvelopeId, OfficerId
from detectors_app.domain.urgency import left_out_officers
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import Kind
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.reporting.letters import whole_bundle
from detectors_app.use_cases.rows import OutboxItem


def about_in(unit: LaptopUnit, envelope_id: EnvelopeId, about: About | None) -> About | None:
    """Give what a text is about: what its draft says, where there is one; else what it begins as."""
    row = unit.draft(envelope_id)
    return about if row is None else row.about


def left_out_of(unit: LaptopUnit, form: Form, concern: Concern, about: About | None) -> frozenset[OfficerId]:
    """Give the officers who must not see a text: those it names, or those whom the concern that it adds to named.

    Raises Refused where there is no such concern or question of who is using the laptop, or the form is not the one.
    """
    if (form.id == ADDITION) is (about is None):
        raise Refused("addition.other_form")
    if about is None:
        return left_out_officers(form, concern.answers)
    return _left_out_by_slots(unit, _concern(unit, about))


def _concern(unit: LaptopUnit, about: About) -> OutboxItem:
    item = unit.outbox_item(CONCERNS, about.concern)
    if item is None or item.about is not None or unit.writer(CONCERNS, item.id) != unit.current_person():
        raise Refused("addition.no_concern")
    asked = None if about.question is None else unit.question(about.question)
    if about.question is not None and (asked is None or asked.concern != item.id):
        raise Refused("question.not_here")
    return item


def _left_out_by_slots(unit: LaptopUnit, item: OutboxItem) -> frozenset[OfficerId]:
    """Give who was left out; of an earlier version's concern, whoever it was not sealed to."""
    if item.left_out is not None:
        return frozenset(item.left_out)
    bundle = whole_bundle(unit)
    names = bundle.box(CONCERNS)
    people = (each for each in bundle.people if each.officer in {*names.readers, *names.reserve})
    return frozenset(each.officer for each in people if seal_id(each.seal) not in item.slots)


def draft_of(concern: Concern, about: About | None, step: int) -> Draft | AdditionDraft:
    """Give the draft of a concern, or of what is added to one."""
    return Draft(concern, step) if about is None else AdditionDraft(Addition(about, concern), step)


def finished_of(concern: Concern, about: About | None) -> tuple[Kind, Concern | Addition]:
    """Give what is sealed when it goes."""
    return (Kind.CONCERN, concern) if about is None else (Kind.ADDITION, Addition(about, concern))
