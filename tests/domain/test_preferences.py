"""A person's choices stay within what the program can show."""

from __future__ import annotations

from detectors_app.domain.preferences import LONGEST_NAME, TEXT_PERCENTS, Preferences


def test_every_size_that_is_offered_is_sound() -> None:
    """And what lies outside is not."""
    assert all(Preferences(text_percent=each).is_sound() for each in TEXT_PERCENTS)
    assert not Preferences(text_percent=89).is_sound()
    assert not Preferences(text_percent=201).is_sound()
    assert not Preferences(display_name="x" * (LONGEST_NAME + 1)).is_sound()


def test_a_size_is_also_a_factor() -> None:
    """As the tokens take it."""
    assert Preferences(text_percent=150).text_factor == 1.5
