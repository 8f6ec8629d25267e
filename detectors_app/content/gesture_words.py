"""How to hide the screen, said in words for whichever way the person chose; watches no keys."""

from __future__ import annotations

from typing import NamedTuple

from detectors_app.content.wording import Wording
from detectors_app.domain.hide_keys import HIDE_KEYS, SHIFT_THREE_TIMES, sound_hide_key


class GestureWords(NamedTuple):
    """`short` stands on the Hide button; `how` and `now` are whole sentences."""

    short: str
    how: str
    now: str


def gesture_words(words: Wording, hide_key: str) -> GestureWords:
    """Say how to hide with `Preferences.hide_key`; a key that is not offered stands for Shift three times."""
    key = sound_hide_key(hide_key)
    if key == SHIFT_THREE_TIMES:
        return GestureWords(words("hide.shift"), words("hide.shift_how"), words("hide.shift_now"))
    name = _key_name(words, key)
    return GestureWords(name, words("hide.key_how", name=name), words("hide.key_now", name=name))


def hide_choices(words: Wording) -> tuple[tuple[str, str], ...]:
    """Give each way to hide, as `Preferences.hide_key` keeps it, with its words; the usual one first."""
    return (
        (SHIFT_THREE_TIMES, words("hide.shift_name")),
        *((key, words("hide.key_name", name=_key_name(words, key))) for key in HIDE_KEYS),
    )


def _key_name(words: Wording, key: str) -> str:
    """Give what is printed on the key: F-keys are printed alike everywhere."""
    return words(f"hide.key.{key}") if f"hide.key.{key}" in words else key
