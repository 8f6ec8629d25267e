"""Which single keys may hide."""

from __future__ import annotations

import pytest

from detectors_app.domain.hide_keys import HIDE_KEYS, SHIFT_THREE_TIMES, sound_hide_key


@pytest.mark.parametrize("name", HIDE_KEYS)
def test_an_offered_key_is_sound(name: str) -> None:
    """What is offered is taken."""
    assert sound_hide_key(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "A", "Space", "Tab", "Return", "Insert", "CapsLock", "Shift", "F1", "F4", "F7", "F10", "Ctrl+F12", "x" * 99],
)
def test_any_other_stands_for_shift(name: str) -> None:
    """No key that writes, that a screen reader holds or that an input method takes can be the way to hide."""
    assert sound_hide_key(name) == SHIFT_THREE_TIMES
