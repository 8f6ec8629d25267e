"""One round of a desk with its service: the list of people, what waits to go, what came, and what was lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.trust import BundleVerdict, compare_bundles
from detectors_app.use_cases.casework.acks import hand_in_acks
from detectors_app.use_cases.casework.desk import Desk, boxes_of
from detectors_app.use_cases.casework.put_back import put_back, put_back_is_due
from detectors_app.use_cases.casework.resend_reads import resend_reads
from detectors_app.use_cases.casework.take_in import judge_again, take_in
from detectors_app.use_cases.rows import HeldBundle

LAST_REACHED = "last_reached"
"""Note: when the service last answered this desk, RFC 3339."""
BUNDLE_PROBLEM = "bundle_problem"
"""Note: the wording key of what was wrong with the list of people that the service gave, empty when nothing is."""

Deliver = Callable[[], object]
"""Runs the outbox once (use_cases.delivery.deliver_outbox, its ports bound)."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought: envelopes new to this desk, and how many were put back."""

    new: tuple[EnvelopeId, ...]
    put_back: int


def sync_desk(desk: Desk, deliver: Deliver) -> Round:
    """Do everything once. Raises Invalid before a bundle is pinned; TransientFault, Refusal from the service."""
    refresh_trust(desk)
    deliver()
    judge_again(desk)
    new = [each for box in _boxes(desk) for each in drain(desk, box)]
    hand_in_acks(desk)
    count = put_back(desk) if put_back_is_due(desk) else 0
    deliver()
    reached(desk)
    return Round(tuple(new), count)


def _boxes(desk: Desk) -> tuple[BoxName, ...]:
    with desk.store.unit() as unit:
        held = unit.bundle()
    return () if held is None else boxes_of(held.bundle, desk.officer)


def listen(desk: Desk, box: BoxName, wait_s: int) -> tuple[EnvelopeId, ...]:
    """Wait up to `wait_s` seconds for something new in a box, take in all that came and say that we hold it."""
    page = take_in(desk, box, wait_s=wait_s)
    if page.again:
        resend_reads(desk, page.again)
    new = page.new + (drain(desk, box) if page.more else ())
    hand_in_acks(desk)
    reached(desk)
    return new


def drain(desk: Desk, box: BoxName) -> tuple[EnvelopeId, ...]:
    """Take in page after page until the service has no more; a page that brings nothing and moves nothing ends it."""
    new: list[EnvelopeId] = []
    while True:
        before = _cursor(desk, box)
        page = take_in(desk, box)
        new += page.new
        resend_reads(desk, page.again)
        if not page.more or _cursor(desk, box) == before:
            return tuple(new)


def _cursor(desk: Desk, box: BoxName) -> str:
    with desk.store.unit() as unit:
        return unit.cursor(box)


def reached(desk: Desk) -> None:
    """Remember that the service answered now."""
    with desk.store.unit() as unit:
        unit.put_note(LAST_REACHED, desk.now().isoformat())


def refresh_trust(desk: Desk) -> bool:
    """Take a newer list of people; one that is wrong or older changes nothing and is remembered as a problem.

    Gives True where the list changed. A service with an older list is offered ours.
    """
    with desk.store.unit() as unit:
        held, authorities = unit.bundle(), unit.authorities()
    if held is None:
        raise Invalid("desk.no_bundle", where="bundle")
    statement = desk.service.get_trust(held.bundle.version)
    if statement is None:
        return _note_problem(desk, "")
    try:
        bundle = desk.notary.open_bundle(statement, authorities)
    except (CannotOpen, Invalid) as error:
        return _note_problem(desk, error.key)
    verdict = compare_bundles((held.bundle.version, held.statement.bytes), (bundle.version, statement.bytes))
    if verdict is BundleVerdict.OLDER:
        desk.service.put_trust(held.statement)
    if verdict is not BundleVerdict.TAKE:
        return _note_problem(desk, "bundle.two_forms" if verdict is BundleVerdict.TWO_FORMS else "")
    with desk.store.unit() as unit:
        unit.put_bundle(HeldBundle(bundle, statement))
        unit.put_authorities(bundle.authorities)
        unit.put_note(BUNDLE_PROBLEM, "")
    return True


def _note_problem(desk: Desk, key: str) -> bool:
    with desk.store.unit() as unit:
        unit.put_note(BUNDLE_PROBLEM, key)
    return False
