"""The search itself must find what it looks for: a search that cannot find proves nothing."""

from __future__ import annotations

import base64
import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.planted import find_in_bytes, search

if TYPE_CHECKING:
    from pathlib import Path

WORD = "Zebra-Quill-7719"


def _coats() -> dict[str, bytes]:
    raw, wide = WORD.encode(), WORD.encode("utf-16-le")
    inner = b"before " * 9 + raw + b" after" * 9
    return {
        "utf-8": raw,
        "utf-16": wide,
        "hex": raw.hex().encode(),
        "upper hex": raw.hex().upper().encode(),
        "wide hex": wide.hex().encode(),
        "zlib": zlib.compress(inner),
        "zlib best": zlib.compress(inner, 9),
        "zlib cut off": zlib.compress(inner, 0)[:-6],
        "gzip": gzip.compress(inner),
        "base64 in zlib": zlib.compress(base64.b64encode(b"x" + raw)),
    }


@pytest.mark.parametrize("coat", _coats())
def test_finds_each_coat_between_other_bytes(coat: str, tmp_path: Path) -> None:
    """Every coat is found in the middle of a file of noise."""
    noise = bytes(range(256)) * 3
    (tmp_path / "some.file").write_bytes(noise + _coats()[coat] + noise)
    assert search([tmp_path], [WORD])


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_finds_base64_at_any_alignment(before: bytes, after: bytes) -> None:
    """Wherever the word falls in a base64 text, plain or URL-safe, it is found."""
    whole = before + WORD.encode() + after
    assert list(find_in_bytes(base64.b64encode(whole), [WORD], "x"))
    assert list(find_in_bytes(base64.urlsafe_b64encode(whole), [WORD], "x"))
    assert list(find_in_bytes(base64.b64encode(before + WORD.encode("utf-16-le") + after), [WORD], "x"))


def test_finds_the_word_in_a_name(tmp_path: Path) -> None:
    """A file's name counts too."""
    (tmp_path / f"note {WORD}.txt").write_bytes(b"")
    assert search([tmp_path], [WORD])


@given(st.binary(max_size=2000))
def test_finds_nothing_in_noise(noise: bytes) -> None:
    """Noise gives no hit."""
    assert not list(find_in_bytes(noise, [WORD], "x"))
