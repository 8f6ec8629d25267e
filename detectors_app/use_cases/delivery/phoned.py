"""Remembers that the person said they rang the duty line about a concern; sends nothing and asks nobody."""

from __future__ import annotations

from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import CONCERNS, EnvelopeId
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.rows import DeliveryChange


def mark_phoned(parts: LaptopParts, concern_id: EnvelopeId) -> None:
    """Note it beside the concern in the outbox; again is harmless. Raises Refused where it is not there."""
    with parts.store.unit() as unit:
        item = unit.outbox_item(CONCERNS, concern_id)
        if item is None:
            raise Refused("store.not_here")
        unit.change_outbox(DeliveryChange(CONCERNS, concern_id, item.state, phoned=True))
