"""What is typed or pasted becomes text that can be kept, and nothing else about it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.content.typed import MOST_LETTERS, clean, room_left
from detectors_app.protocol import strict_json


@pytest.mark.parametrize(
    "text,kept",
    [
        ("a\ud83db", "ab"),
        ("\x00a\x07", "a"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("été – ‘🔑’ 中文 \t", "été – ‘🔑’ 中文 \t"),
    ],
)
def test_broken_letters_go_and_the_rest_stays(text: str, kept: str) -> None:
    """Halves of characters and controls go; accents, signs, tabs and other scripts stay as they are."""
    assert clean(text) == kept


def test_a_megabyte_is_cut_and_the_room_told() -> None:
    """Far too much text is cut at the limit; at the limit there is no room."""
    text = clean("x" * 1_000_000)
    assert (len(text), room_left(text), room_left("x")) == (MOST_LETTERS, 0, MOST_LETTERS - 1)


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_kept(text: str) -> None:
    """Whatever was typed, what comes out goes into JSON and is unchanged by cleaning again."""
    kept = clean(text)
    assert clean(kept) == kept
    strict_json.encode({"text": kept})
