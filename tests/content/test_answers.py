"""Answers are said in the form's own words, and moments as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from detectors_app.content.answers import blank_count, say_answers
from detectors_app.content.forms import current_form
from detectors_app.content.moments import day_in_words, in_sentence, in_words
from detectors_app.content.wording import load_wording
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId

TODAY = date(2026, 11, 12)
WORDS = load_wording()


def said(**given: Answer) -> dict[str, str]:
    answers = {FieldId(key.replace("__", ".")): value for key, value in given.items()}
    steps = say_answers(current_form(), answers, WORDS, TODAY)
    return {each.question.id: each.text for step in steps for each in step.said}


@pytest.mark.parametrize(
    "question, given, text",
    [
        ("danger", {"danger": "unsure", "danger__done": "passed"}, "I’m not sure. The danger has passed."),
        (
            "place",
            {"place__kind": "address", "place__home": "Flat 12", "place__street": "Example House"},
            "Flat 12, Example House",
        ),
        ("place", {"place__kind": "job", "place__job": "WO-1"}, "WO-1"),
        ("when", {"when__at": "2026-11-12 09:15"}, "Today, about 09:15"),
        ("when", {"when__at": "2026-11-09"}, "Monday 9 November"),
        ("when", {"when__at": "2025-11-09"}, "Sunday 9 November 2025"),
        ("when", {"when__at": "some day"}, "some day"),
        ("signs", {"signs": ("inside_locks", "hurt")}, "Broken locks or handles inside. Hurt, and it is not explained"),
        ("words", {"words": "“Ask me.”", "words__who": "The man, twice"}, "“Ask me.” The man, twice."),
        ("words", {"words": "one\ntwo", "words__who": "him"}, "one\ntwo\nhim"),
        ("contact", {"consent": "agrees"}, "None given. We will not contact them."),
        ("children", {}, ""),
        ("left_out", {"link": ("know",), "left_out": ("jo",)}, "jo"),
        ("you", {"you__phone": "07700 900123", "you__name": "Sam"}, "07700 900123, Sam"),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_the_forms_words(question: str, given: dict[str, Answer], text: str) -> None:
    """Options give their text, several fields make sentences, a day is said as people say it."""
    assert said(**given)[question] == text


def test_questions_not_asked_are_not_said() -> None:
    """What is hidden is neither said nor counted as blank."""
    assert "police" not in said(danger="no")
    none = blank_count(current_form(), {})
    assert blank_count(current_form(), {FieldId("danger"): "no"}) == none  # one answered, and *Can it wait* is asked


def test_the_steps_are_numbered() -> None:
    """Steps carry their number and title."""
    steps = say_answers(current_form(), {}, WORDS, TODAY)
    assert [each.number for each in steps] == [1, 2, 3, 4, 5]
    assert steps[1].title == "Where and when"


def test_moments_are_said_as_people_say_them() -> None:
    """Today and yesterday have their words; another day has its name, and its year if that is another."""
    now = datetime(2026, 11, 12, 12, 0, tzinfo=UTC).astimezone()
    assert in_words(now.replace(hour=9, minute=46), now, WORDS) == "Today, 09:46"
    assert in_sentence(now.replace(hour=9, minute=46), now, WORDS) == "today at 09:46"
    assert day_in_words(date(2026, 11, 11), TODAY, WORDS) == "Yesterday"
    assert day_in_words(date(2025, 11, 11), TODAY, WORDS) == "Tuesday 11 November 2025"
