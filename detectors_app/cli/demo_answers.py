"""What the made-up caretaker answers in the demo, by field; knows no window."""

from __future__ import annotations

import unicodedata

from detectors_app.content.forms import current_form
from detectors_app.domain.errors import Invalid
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId

STORY = FieldId("happened")

ANSWERS: dict[FieldId, Answer] = {
    FieldId("danger"): "no",
    FieldId("place.kind"): "address",
    FieldId("place.home"): "Flat 9",
    FieldId("place.street"): "Invented Street",
    FieldId("when.at"): "today",
    FieldId("signs"): ("marks", "looks_first"),
    FieldId("present"): ("partner",),
    FieldId("consent"): "unsafe",
    FieldId("you.phone"): "extension 1",
}
"""Enough for the six required questions; the story itself comes from the command line or the catalogue."""


def check_story(text: str) -> str:
    """Give the words to be said, as the form would keep them. Raises Invalid: none, too long, not typeable."""
    story = text.replace("\r\n", "\n").strip()
    longest = next(each.max_length for each in current_form().fields() if each.id == STORY)
    typeable = all(each == "\n" or unicodedata.category(each)[0] != "C" for each in story)
    if not story or len(story) > longest or not typeable:
        raise Invalid("demo.say", where="--say", longest=longest)
    return story
