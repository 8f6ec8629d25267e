"""A made-up concern's answers, the six that are required and some words."""

from __future__ import annotations

from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId


def answers_saying(words: str, *, urgent: bool = False) -> dict[FieldId, Answer]:
    """Give answers that may be sent, with these words where the form asks what happened."""
    given: dict[str, Answer] = {
        "danger": "yes" if urgent else "no",
        "place.kind": "address",
        "place.home": "Flat 12",
        "place.street": "Example House",
        "when.at": "2026-11-12 09:15",
        "signs": ("felt_wrong",),
        "happened": words,
        "consent": "unsafe",
        "you.phone": "07700 900123",
        "you.name": "Sam Sample",
    }
    if urgent:
        given["danger.done"] = "passed"
    else:
        given["can_wait"] = "yes"
    return {FieldId(key): value for key, value in given.items()}
