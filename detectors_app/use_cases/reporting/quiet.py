"""Until when nobody should be asked about training after a concern: one date, and nothing else leaves this side."""

from __future__ import annotations

from datetime import date, timedelta

from detectors_app.use_cases.people import own_drafts, own_selves
from detectors_app.use_cases.ports import LaptopUnit


def quiet_until(unit: LaptopUnit) -> date | None:
    """Give the day after the last on which this person began, wrote on or sent a concern; None where they never did."""
    latest = unit.outbox_of(own_selves(unit), most=1)
    moments = [each.made_at for each in latest]
    moments += [moment for each in own_drafts(unit) for moment in (each.started_at, each.saved_at)]
    return max(moments).astimezone().date() + timedelta(days=1) if moments else None
