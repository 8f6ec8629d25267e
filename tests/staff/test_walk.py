"""The way through the form follows the answers."""

from __future__ import annotations

from detectors_app.content.forms import current_form
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId
from detectors_app.staff import walk


def answers(**given: Answer) -> dict[FieldId, Answer]:
    return {FieldId(key.replace("__", ".")): value for key, value in given.items()}


def way(given: dict[FieldId, Answer]) -> list[str]:
    found: list[str] = []
    screen = walk.after(current_form(), given, -1)
    while screen is not None:
        found.append(screen.questions[0].id)
        screen = walk.after(current_form(), given, screen.index)
    return found


def test_a_screen_with_nothing_to_ask_is_passed_over() -> None:
    """The police screen comes only after a call."""
    assert "police" not in way(answers(danger="no"))
    assert way(answers(danger="yes", danger__done="called"))[:3] == ["danger", "police", "place"]


def test_back_is_the_same_way() -> None:
    """Going back meets the same screens as going forward."""
    form, given = current_form(), answers(danger="no")
    back: list[str] = []
    screen = walk.before(form, given, len(walk.screens(form)))
    while screen is not None:
        back.insert(0, screen.questions[0].id)
        screen = walk.before(form, given, screen.index)
    assert back == way(given)


def test_a_draft_opens_where_it_was_left() -> None:
    """A draft opens at its screen, or at the next one if that is no longer asked; past the end, at the check."""
    form = current_form()
    place = walk.screen_with(form, "place")
    police = walk.screen_with(form, "police")
    assert walk.resume_at(form, answers(), place.index) == place
    assert walk.resume_at(form, answers(danger="no"), police.index) == place
    assert walk.resume_at(form, answers(), len(walk.screens(form))) is None


def test_danger_waits_until_a_choice_is_made() -> None:
    """The screen waits while danger is answered yes or not sure and nothing has been chosen."""
    danger = walk.screen_with(current_form(), "danger")
    assert walk.waits_for_danger(danger, answers(danger="unsure"))
    assert not walk.waits_for_danger(danger, answers(danger="unsure", danger__done="passed"))
    assert not walk.waits_for_danger(danger, answers(danger="no"))
