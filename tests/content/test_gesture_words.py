"""The way to hide is said as the person chose it."""

from __future__ import annotations

from detectors_app.content.gesture_words import gesture_words, hide_choices
from detectors_app.content.wording import load_wording
from detectors_app.domain.hide_keys import HIDE_KEYS


def test_each_way_to_hide_has_words_of_its_own() -> None:
    """Shift and every key are told apart on the button, in both sentences and in the settings."""
    words = load_wording()
    said = [gesture_words(words, key) for key in ("", *HIDE_KEYS)]
    for texts in ([each.short for each in said], [each.how for each in said], [each.now for each in said]):
        assert len(set(texts)) == len(HIDE_KEYS) + 1
    choices = hide_choices(words)
    assert [key for key, _ in choices] == ["", *HIDE_KEYS]
    assert len({text for _, text in choices}) == len(choices)


def test_a_key_that_is_not_offered_is_said_as_shift() -> None:
    """Words and gesture agree on what an unknown key stands for."""
    words = load_wording()
    assert gesture_words(words, "Space") == gesture_words(words, "")
